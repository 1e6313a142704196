package main

import (
	"io"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// scoring gives a measure that always comes out at value.
func scoring(value float64) func(measurer) (eval.Report, error) {
	return func(measurer) (eval.Report, error) {
		var r eval.Report
		r.Add(eval.Row{Measure: "tea: F1", Value: value, N: 10})
		return r, nil
	}
}

func TestWriteThenCheck(t *testing.T) {
	o := evalOptions{scores: t.TempDir(), tolerance: 0.1}
	layer := func(value float64) []string {
		t.Helper()
		worse, err := o.layer(io.Discard, "tea", scoring(value))
		if err != nil {
			t.Fatal(err)
		}
		return worse
	}
	o.write = true
	layer(50)
	o.write, o.check = false, true
	if worse := layer(49.95); len(worse) != 0 {
		t.Errorf("within tolerance, but too low: %v", worse)
	}
	if worse := layer(49); len(worse) != 1 {
		t.Errorf("lower, but not told: %v", worse)
	}
}

// A target is set by hand in the score file; measuring anew keeps it.
func TestTargetIsKept(t *testing.T) {
	o := evalOptions{scores: t.TempDir(), write: true}
	set := eval.Report{Layer: "tea", Rows: []eval.Row{{Measure: "tea: F1", Value: 50, Target: 60}}}
	if err := set.WriteFile(o.scores); err != nil {
		t.Fatal(err)
	}
	if _, err := o.layer(io.Discard, "tea", scoring(55)); err != nil {
		t.Fatal(err)
	}
	got, err := eval.ReadReportFile(o.scores, "tea")
	if err != nil {
		t.Fatal(err)
	}
	if row := got.Rows[0]; row.Value != 55 || row.Target != 60 || row.Command == "" {
		t.Errorf("%+v", row)
	}
}

func TestCheckNeedsCommittedScores(t *testing.T) {
	o := evalOptions{scores: t.TempDir(), check: true}
	if _, err := o.layer(io.Discard, "tea", scoring(50)); err == nil {
		t.Error("no committed scores and no error")
	}
}

func TestUnknownLayer(t *testing.T) {
	cmd := evalCommand()
	cmd.SetArgs([]string{"--layer", "tea"})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.Execute()
	if err == nil || exitCode(err) != 2 {
		t.Errorf("error %v, exit %d; want an error and 2", err, exitCode(err))
	}
}

func TestExplain(t *testing.T) {
	text := "Ann said so."
	at := func(a, b int) doc.Span { return doc.Span{Start: a, End: b} }
	d := &doc.Doc{
		Source:    doc.Source{Text: text},
		Tokens:    []doc.Token{{Span: at(0, 3)}, {Span: at(4, 8)}, {Span: at(9, 11)}, {Span: at(11, 12), Glue: true}},
		Sentences: []doc.Range{{First: 0, End: 4}},
		Tags:      []doc.Tag{{Lemma: "Ann", UPOS: "PROPN"}, {Lemma: "say", UPOS: "VERB"}, {Lemma: "so", UPOS: "ADV"}, {Lemma: ".", UPOS: "PUNCT"}},
		Deps:      []doc.Dep{{Head: 1, Rel: "nsubj"}, {Head: -1, Rel: "root"}, {Head: 1, Rel: "advmod"}, {Head: 1, Rel: "punct"}},
		Entities:  []doc.Entity{{Tokens: doc.Range{First: 0, End: 1}, Span: at(0, 3), Kind: doc.Person}},
		Statements: []doc.Statement{{
			Content: []doc.Span{at(9, 11)}, Cue: []doc.Span{at(4, 8)}, Lemma: "say",
			Source: doc.Speaker{Spans: []doc.Span{at(0, 3)}, Name: "Ann", Actor: -1},
			Chain:  []doc.Link{{Name: "Herald"}, {Name: "Ann"}}, Why: []string{"verb"}, SaidAt: -1, Parent: -1,
		}},
	}
	var b strings.Builder
	explain(&b, d)
	for _, want := range []string{"1 said", "B-person S0", "C0", `"so"`, "Herald () → Ann ()", "why      verb"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in:\n%s", want, b.String())
		}
	}
}
