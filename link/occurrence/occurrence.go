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
			points = append(points, &stories[i].points[k])
		}
	}
	found := join(len(points), m.links(neighbours(stories)))
	out := slices.Grow([]link.Occurrence(nil), len(found))[:len(found)]
	link.OnEachCore(len(found), func() func(int) {
		return func(i int) { out[i] = m.occurrence(points, found[i]) }
	})
	return out
}

// links are the pairs of points that may be one event, in any order.
func (m Model) links(near []neighbour) []edge {
	const some = 256 // neighbours
	found := make([][]edge, (len(near)+some-1)/some)
	link.OnEachCore(len(found), func() func(int) {
		var links []edge
		return func(i int) {
			links = links[:0]
			for _, n := range near[i*some : min((i+1)*some, len(near))] {
				for _, p := range n.pairs() {
					if at := m.probability(p); at >= faint {
						links = append(links, edge{p.a.index, p.b.index, float32(at)})
					}
				}
			}
			found[i] = slices.Clone(links)
		}
	})
	return slices.Concat(found...)
}

// occurrence is what is told by the points with these indices.
func (m Model) occurrence(points []*point, members []int32) link.Occurrence {
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
	p := pair{neighbourOf(a.story, b.story), a, b}
	s, f := p.features()
	where := []link.Place{a.place(), b.place()} // one for all reasons: there are very many occurrences
	var out []link.Reason
	for i, v := range f {
		if w := v * m[s][i]; v != 0 && featureTable[i].text != "" {
			out = append(out, link.Reason{Rule: featureTable[i].name, Text: featureTable[i].text, Weight: w, Evidence: where})
		}
	}
	slices.SortStableFunc(out, func(a, b link.Reason) int { return cmp.Compare(abs(b.Weight), abs(a.Weight)) })
	return slices.Clone(out[:min(mostReasons, len(out))])
}

func abs(x float64) float64 { return max(x, -x) }
