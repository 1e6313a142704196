package occurrence

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/saysonews/sayso/link"
)

// Find gives the events that are told in more than one place, with the embedded
// weights. The order of the reports does not matter.
func Find(reports []link.Report) []link.Occurrence { return embedded().Find(reports) }

// faint is the probability below which a link is not worth its memory.
const faint = 0.05

// Find gives the events that are told in more than one place, in the order of
// their first members, and these in the order of the reports and of the text.
func (m Model) Find(reports []link.Report) []link.Occurrence {
	stories := read(reports)
	var points []*point
	for i := range stories {
		for k := range stories[i].points {
			p := &stories[i].points[k]
			p.index = len(points)
			points = append(points, p)
		}
	}
	var links []edge
	for _, n := range neighbours(stories) {
		for _, p := range n.pairs() {
			if at := m.probability(p); at >= faint {
				links = append(links, edge{p.a.index, p.b.index, at})
			}
		}
	}
	var out []link.Occurrence
	for _, c := range join(len(points), links) {
		out = append(out, m.occurrence(points, c))
	}
	return out
}

// occurrence is what is told by the points with these indices.
func (m Model) occurrence(points []*point, members []int) link.Occurrence {
	var o link.Occurrence
	h := sha256.New()
	for _, i := range members {
		ref := points[i].ref()
		o.Members = append(o.Members, ref)
		h.Write([]byte(ref.Report + "\x00" + ref.Event + "\x00"))
	}
	o.ID = "o" + hex.EncodeToString(h.Sum(nil)[:10])
	o.Why = m.why(points[members[0]], points[members[1]])
	return o
}

// mostReasons is how many reasons an occurrence has.
const mostReasons = 4

// why is what speaks most for two points being one event, and what against it.
func (m Model) why(a, b *point) []link.Reason {
	p := pair{a: a, b: b, affair: affair(a.story, b.story)}
	s, f := p.features()
	var out []link.Reason
	for i, v := range f {
		if w := v * m[s][i]; v != 0 && featureTable[i].text != "" {
			out = append(out, link.Reason{Rule: featureTable[i].name, Text: featureTable[i].text, Weight: w, Evidence: []link.Place{a.place(), b.place()}})
		}
	}
	slices.SortStableFunc(out, func(a, b link.Reason) int { return cmp.Compare(abs(b.Weight), abs(a.Weight)) })
	return out[:min(mostReasons, len(out))]
}

func abs(x float64) float64 { return max(x, -x) }
