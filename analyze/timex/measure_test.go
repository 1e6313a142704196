package timex

import (
	"flag"
	"os"
	"testing"

	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

var listErrors = flag.Bool("errors", false, "list the times that differ from the gold ones")

const gold = "../../../shared/corpora/tempeval3/"

// TestMeasure guards the scores on TimeBank and AQUAINT, on tokens without tags.
// Run with -v for the figures, with -v -args -errors for what differs.
func TestMeasure(t *testing.T) {
	if _, err := os.Stat(gold); err != nil {
		t.Skip("no ../shared/corpora/tempeval3 beside the module")
	}
	var all eval.TimeScore
	for _, part := range []string{"timebank", "aquaint"} {
		docs, err := timeml.ReadDir(gold + part)
		if err != nil {
			t.Fatal(err)
		}
		var sum eval.TimeScore
		for _, g := range docs {
			d := document(g.Doc.Text, g.Doc.Header.Published)
			found := Find(d)
			sum.Add(eval.Times(g.Times, found))
			if *listErrors {
				printErrors(t, d, g.Times, found)
			}
		}
		logScore(t, part, sum)
		all.Add(sum)
	}
	logScore(t, "both", all)
	if f := all.F1(all.Relaxed); f < 0.93 {
		t.Errorf("relaxed F1 %.3f, want at least 0.93", f)
	}
	if f := all.F1(all.Value); f < 0.78 {
		t.Errorf("value F1 %.3f, want at least 0.78", f)
	}
}

func logScore(t *testing.T, name string, s eval.TimeScore) {
	t.Helper()
	t.Logf("%-9s gold %4d found %4d  relaxed P %.1f R %.1f F1 %.1f  strict F1 %.1f  type F1 %.1f  value F1 %.1f", name, s.Gold, s.Found,
		100*s.Precision(s.Relaxed), 100*s.Recall(s.Relaxed), 100*s.F1(s.Relaxed), 100*s.F1(s.Strict), 100*s.F1(s.Type), 100*s.F1(s.Value))
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
