package event

import (
	"cmp"
	"slices"
)

// A stretch is a part of a statement's content.
type stretch struct{ start, end, statement int }

// setStatements tells of each trigger the innermost statement whose content
// holds it: the shortest stretch of content, in one sweep over the text.
func (r *reader) setStatements() {
	var all []stretch
	for s := range r.d.Statements {
		for _, c := range r.d.Statements[s].Content {
			all = append(all, stretch{c.Start, c.End, s})
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.statement, b.statement))
	})
	var open []stretch // the innermost last
	next := 0
	for i := range r.triggers {
		t := &r.triggers[i]
		at := r.d.Tokens[t.head].Span
		for next < len(all) && all[next].start <= at.Start {
			open = append(open, all[next])
			next++
		}
		for len(open) > 0 && open[len(open)-1].end < at.End {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			t.statement = open[len(open)-1].statement
		}
	}
}
