package timex_test

import (
	"testing"

	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/eval"
)

// TestWikiWars measures values on histories of wars, whose dates count from the
// story and not from the day of the page. Only the share of right values among
// the times found is guarded: what TIMEX2 marks and TIMEX3 does not is no fault.
func TestWikiWars(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	docs, err := timeml.ReadWikiWars(gold + "wikiwars")
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) == 0 {
		t.Skip("no ../shared/corpora/tempeval3/wikiwars beside the module")
	}
	run := tagged(t)
	var all eval.TimeScore
	valued := 0
	for _, g := range docs {
		d := run(g.Doc.Text, g.Doc.Header.Published)
		all.Add(eval.Times(g.Times, d.Times))
		for _, p := range eval.PairTimes(g.Times, d.Times) {
			if g.Times[p.Gold].Value != "" {
				valued++
			}
		}
		if *listErrors {
			printErrors(t, d, g.Times, d.Times)
		}
	}
	logScore(t, "wikiwars", all)
	right := float64(all.Value) / float64(max(1, valued))
	t.Logf("value right among the %d found that have one: %.1f %%", valued, 100*right)
	if right < 0.88 {
		t.Errorf("value right among found %.3f, want at least 0.88", right)
	}
}
