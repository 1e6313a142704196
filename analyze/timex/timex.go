package timex

import (
	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds times.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "timex",
		Version: 3,
		Doc:     "finds dates, times, durations and sets and what they mean",
		Needs:   []analyze.Layer{analyze.Layout, analyze.Segment, analyze.Tag},
		Gives:   []analyze.Layer{analyze.Time},
		Run:     func(d *doc.Doc) { d.Times = Find(d) },
	}
}

// Find is every time that d names, in text order and without overlap. It works
// without tags too, less well: the tense then shows in the words alone.
func Find(d *doc.Doc) []doc.Time {
	g := load()
	items := itemsOf(d, g)
	r := newResolver(d, items)
	folded := g.rules.apply(items)
	folded = g.joins.apply(folded)
	folded = g.modifiers.apply(folded)
	r.historical, r.tale = historical(folded, r.now, r.dated)
	for i := range folded {
		if e := folded[i].found; e != nil && !r.isOther(e) {
			r.resolve(e)
		}
	}
	r.ranges()
	return r.times
}
