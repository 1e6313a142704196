package occurrence

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// What is compared, so that the work grows with the number of reports and not
// with its square.
const (
	keyTerms   = 30   // of a report, the weightiest, lead to its neighbours
	tooCommon  = 300  // reports: a term that more of them have leads nowhere
	compared   = 100  // reports that share most of the weight of a report's key terms are held against it
	nearest    = 25   // neighbours of a report at the most
	leastAlike = 0.06 // cosine of neighbours
	closest    = 4    // neighbours that are a report's company; 8 were no better
	leastClose = 0.15 // cosine of company
)

// A neighbour is two stories that may tell of the same events; or twice the
// same one, since a report may tell an event twice.
type neighbour struct {
	a, b      *story
	affair    float64 // how far the two are of one affair, from 0 to 1
	daysApart float64 // as a feature
}

func neighbourOf(a, b *story) neighbour {
	return neighbour{a, b, affair(a, b), daysBetween(a.day, b.day)}
}

// A mate is a story, by its index, that is like another.
type mate struct {
	story int32
	alike float32 // cosine
}

// neighbours are in the order of the stories.
func neighbours(stories []story) []neighbour {
	holders := holdersOf(stories)
	link.OnEachCore(len(stories), func() func(int) {
		met := meeting{shared: make([]float32, len(stories))}
		return func(i int) { stories[i].mates = matesOf(int32(i), stories, holders, &met) }
	})
	for i := range stories {
		s := &stories[i]
		for _, m := range s.mates[:min(closest, len(s.mates))] {
			if m.alike >= leastClose {
				s.close = append(s.close, &stories[m.story])
			}
		}
	}
	mutual(stories)
	found := make([][]neighbour, len(stories))
	link.OnEachCore(len(stories), func() func(int) {
		return func(i int) {
			s := &stories[i]
			found[i] = append(found[i], neighbourOf(s, s))
			for _, m := range s.mates {
				if int(m.story) > i {
					found[i] = append(found[i], neighbourOf(s, &stories[m.story]))
				}
			}
		}
	})
	return slices.Concat(found...)
}

// mutual makes each story a mate of its mates, and puts mates in the order of the stories.
func mutual(stories []story) {
	chosen := make([]int, len(stories))
	for i := range stories {
		chosen[i] = len(stories[i].mates)
	}
	for i := range stories {
		for _, m := range stories[i].mates[:chosen[i]] {
			stories[m.story].mates = append(stories[m.story].mates, mate{int32(i), m.alike})
		}
	}
	for i := range stories {
		of := stories[i].mates
		slices.SortFunc(of, func(x, y mate) int { return cmp.Compare(x.story, y.story) })
		stories[i].mates = slices.Clone(slices.CompactFunc(of, func(x, y mate) bool { return x.story == y.story })) // two that chose each other are there twice
	}
}

// A holder is a story with the weight of a term in it.
type holder struct {
	story  int32
	weight float32
}

// holdersOf are the stories that have a term among their key terms, by term.
func holdersOf(stories []story) map[int32][]holder {
	out := map[int32][]holder{}
	for i := range stories {
		for _, w := range stories[i].keyTerms() {
			out[w.term] = append(out[w.term], holder{int32(i), w.weight})
		}
	}
	return out
}

// A meeting is the stories that one has key terms in common with.
type meeting struct {
	shared  []float32 // by story: the part of the cosine that comes of those terms
	stories []int32
	whole   []float32 // by term: the weight in the one
}

// matesOf is the stories that are like stories[i], the most alike first.
func matesOf(i int32, stories []story, holders map[int32][]holder, met *meeting) []mate {
	s := &stories[i]
	for _, t := range s.keyTerms() {
		if len(holders[t.term]) > tooCommon {
			continue
		}
		for _, h := range holders[t.term] {
			if met.shared[h.story] == 0 {
				met.stories = append(met.stories, h.story)
			}
			met.shared[h.story] += t.weight * h.weight
		}
	}
	met.lay(s.whole)
	var out []mate
	for _, j := range met.best(compared + 1) {
		if c := met.alike(stories[j].whole); j != i && c >= leastAlike {
			out = append(out, mate{j, float32(c)})
		}
	}
	met.clear(s.whole)
	slices.SortFunc(out, func(x, y mate) int { return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(x.story, y.story)) })
	return slices.Clone(out[:min(nearest, len(out))])
}

// lay lays out the vector that others are compared with: one look for each of their
// terms then tells the cosine.
func (m *meeting) lay(v vector) {
	if n := len(v); n > 0 && int(v[n-1].term) >= len(m.whole) {
		m.whole = append(m.whole, make([]float32, int(v[n-1].term)+1-len(m.whole))...)
	}
	for _, w := range v {
		m.whole[w.term] = w.weight
	}
}

// alike is the cosine of v and the vector laid out.
func (m *meeting) alike(v vector) float64 {
	sum := 0.0
	for _, w := range v {
		if int(w.term) >= len(m.whole) {
			break
		}
		sum += float64(w.weight) * float64(m.whole[w.term])
	}
	return min(sum, 1)
}

// best are the n stories that share most.
func (m *meeting) best(n int) []int32 {
	if len(m.stories) > n {
		slices.SortFunc(m.stories, func(x, y int32) int { return cmp.Or(cmp.Compare(m.shared[y], m.shared[x]), cmp.Compare(x, y)) })
	}
	return m.stories[:min(n, len(m.stories))]
}

func (m *meeting) clear(v vector) {
	for _, j := range m.stories {
		m.shared[j] = 0
	}
	m.stories = m.stories[:0]
	for _, w := range v {
		m.whole[w.term] = 0
	}
}

// keyTerms are the weightiest terms of s.
func (s *story) keyTerms() []weighted {
	top := slices.Clone(s.whole)
	slices.SortFunc(top, func(a, b weighted) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term)) })
	return top[:min(keyTerms, len(top))]
}

// A pair is two points that may be one event.
type pair struct {
	neighbour // their stories
	a, b      *point
}

// pairs are the candidates of n, in text order.
func (n neighbour) pairs() []pair {
	var at []uint64 // indices of the points, the first in the upper half
	for i, j := 0, 0; i < len(n.a.keys) && j < len(n.b.keys); {
		switch x, y := n.a.keys[i], n.b.keys[j]; {
		case x.key < y.key:
			i++
		case x.key > y.key:
			j++
		default:
			for _, y := range n.b.keys[j:] {
				if y.key != x.key {
					break
				}
				if n.a != n.b || x.point < y.point {
					at = append(at, uint64(x.point)<<32|uint64(y.point))
				}
			}
			i++
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	out := make([]pair, len(at))
	for i, p := range at {
		out[i] = pair{n, &n.a.points[p>>32], &n.b.points[uint32(p)]}
	}
	return out
}

// affair is how alike a is to b and those closest to it, and b to a and those
// closest to a, each without the other. Two reports may share words by chance;
// that one is like all that the other is like is hardly chance. It is as average
// link is for clusters, but nothing has to be clustered. On ECB+ it gives 0.4
// points of CoNLL F1 over the cosine of the two, on MEANTIME 1.4.
func affair(a, b *story) float64 {
	if a == b {
		return 1
	}
	return (a.suits(b) + b.suits(a)) / 2
}

// suits is the mean cosine of s with o and its company.
func (s *story) suits(o *story) float64 {
	all, n := s.like(o), 1
	for _, c := range o.close {
		if c != s {
			all += s.like(c)
			n++
		}
	}
	return all / float64(n)
}

// like is the cosine of s and o. Most that are asked for are of mates, and known.
func (s *story) like(o *story) float64 {
	i, ok := slices.BinarySearchFunc(s.mates, o.index, func(m mate, story int32) int { return int(m.story - story) })
	if ok {
		return float64(s.mates[i].alike)
	}
	return cosine(s.whole, o.whole)
}
