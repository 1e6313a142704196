package timex_test

import (
	"cmp"
	"flag"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

var listErrors = flag.Bool("errors", false, "list the times that differ from the gold ones, and what each rule is worth")

const gold = "../../../shared/corpora/tempeval3/"

// tagged runs the stages that times need, with the embedded weights.
func tagged(t testing.TB) func(text, published string) *doc.Doc {
	all, err := suite.New()
	if err != nil {
		t.Skip("no weights:", err)
	}
	var p analyze.Pipeline
	for _, s := range all {
		switch s.Name {
		case "layout", "segment", "encode", "tag", "timex":
			p = append(p, s)
		}
	}
	return func(text, published string) *doc.Doc {
		d := &doc.Doc{Source: doc.Source{Text: text}}
		d.Meta.Published, d.Meta.Given = published, true
		p.Run(d)
		return d
	}
}

// TestMeasure guards the scores on TimeBank and AQUAINT. Run with -v for the
// figures, with -v -args -errors for what differs.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	if _, err := os.Stat(gold); err != nil {
		t.Skip("no ../shared/corpora/tempeval3 beside the module")
	}
	run := tagged(t)
	var all eval.TimeScore
	rules := map[string]*ruleScore{}
	for _, part := range []string{"timebank", "aquaint"} {
		docs, err := timeml.ReadDir(gold + part)
		if err != nil {
			t.Fatal(err)
		}
		var sum eval.TimeScore
		for _, g := range docs {
			d := run(g.Doc.Text, g.Doc.Header.Published)
			sum.Add(eval.Times(g.Times, d.Times))
			countRules(rules, g.Times, d.Times)
			if *listErrors {
				printErrors(t, d, g.Times, d.Times)
			}
		}
		logScore(t, part, sum)
		all.Add(sum)
	}
	logScore(t, "both", all)
	if *listErrors {
		printRules(t, rules)
	}
	if f := all.F1(all.Relaxed); f < 0.93 {
		t.Errorf("relaxed F1 %.3f, want at least 0.93", f)
	}
	if f := all.F1(all.Strict); f < 0.87 {
		t.Errorf("strict F1 %.3f, want at least 0.87", f)
	}
	if f := all.F1(all.Value); f < 0.80 {
		t.Errorf("value F1 %.3f, want at least 0.80", f)
	}
}

func logScore(t *testing.T, name string, s eval.TimeScore) {
	t.Helper()
	t.Logf("%-9s gold %4d found %4d  relaxed P %.1f R %.1f F1 %.1f  strict F1 %.1f  type F1 %.1f  value F1 %.1f", name, s.Gold, s.Found,
		100*s.Precision(s.Relaxed), 100*s.Recall(s.Relaxed), 100*s.F1(s.Relaxed), 100*s.F1(s.Strict), 100*s.F1(s.Type), 100*s.F1(s.Value))
}

// A ruleScore counts what a rule found, what of it is gold, and with what value.
type ruleScore struct{ found, relaxed, value int }

func countRules(rules map[string]*ruleScore, gold, found []doc.Time) {
	at := func(x doc.Time) *ruleScore {
		if rules[x.Rule] == nil {
			rules[x.Rule] = &ruleScore{}
		}
		return rules[x.Rule]
	}
	for _, x := range found {
		at(x).found++
	}
	for _, p := range eval.PairTimes(gold, found) {
		s := at(found[p.Found])
		s.relaxed++
		if gold[p.Gold].Value == found[p.Found].Value {
			s.value++
		}
	}
}

func printRules(t *testing.T, rules map[string]*ruleScore) {
	t.Helper()
	for _, name := range slices.SortedFunc(maps.Keys(rules), func(a, b string) int {
		return cmp.Or(cmp.Compare(rules[b].found-rules[b].value, rules[a].found-rules[a].value), cmp.Compare(a, b))
	}) {
		t.Logf("RULE\t%-20s found %4d relaxed %4d value %4d", name, rules[name].found, rules[name].relaxed, rules[name].value)
	}
}

func printErrors(t *testing.T, d *doc.Doc, gold, found []doc.Time) {
	t.Helper()
	g, f := map[int]bool{}, map[int]bool{}
	for _, p := range eval.PairTimes(gold, found) {
		a, b := gold[p.Gold], found[p.Found]
		g[p.Gold], f[p.Found] = true, true
		if a.Value != b.Value {
			t.Logf("VALUE\t%.10s\t%s\tgold %s %s\tgot %s %s (%s)", d.Header.Published, context(d, b.Span), a.Type, a.Value, b.Type, b.Value, b.Rule)
		}
		if a.Span != b.Span {
			t.Logf("SPAN\t%.10s\t%s\tgold %q", d.Header.Published, context(d, b.Span), a.Span.In(d.Text))
		}
	}
	for i, x := range gold {
		if !g[i] {
			t.Logf("MISS\t%.10s\t%s\t%s %s", d.Header.Published, context(d, x.Span), x.Type, x.Value)
		}
	}
	for i, x := range found {
		if !f[i] {
			t.Logf("EXTRA\t%.10s\t%s\t%s %s (%s)", d.Header.Published, context(d, x.Span), x.Type, x.Value, x.Rule)
		}
	}
}

// context is the words of s within the text around them.
func context(d *doc.Doc, s doc.Span) string {
	left, right := max(0, s.Start-50), min(len(d.Text), s.End+30)
	line := []byte(d.Text[left:s.Start] + "[[" + s.In(d.Text) + "]]" + d.Text[s.End:right])
	for i, c := range line {
		if c < ' ' {
			line[i] = ' '
		}
	}
	return string(line)
}
