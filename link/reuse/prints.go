package reuse

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

const (
	// runWords is how many words in a row two reports must share for it to count.
	// Shorter runs are names with their titles and turns of phrase.
	runWords = 8
	// winnowing keeps of so many neighbouring prints the smallest (Schleimer,
	// Wilkerson and Aiken 2003): every shared run of runWords+winnowing-1 words
	// leaves a print in both, and two prints in five are kept.
	winnowing = 4
	// partners bounds how many reports that hold a print are compared with each
	// later one that does: the first ones. A phrase that stands in thousands of
	// reports costs no more than so many steps in each.
	partners = 64
)

// printsOf are the hashes of all runs of runWords words; at i the one that
// begins with word i.
func printsOf(words []word, n int) []uint64 {
	if len(words) < n {
		return nil
	}
	out := make([]uint64, len(words)-n+1)
	for i := range out {
		h := uint64(fnvOffset)
		for _, w := range words[i : i+n] {
			h = mix(h, w.key)
			h ^= h >> 29 // FNV moves bits upward only
		}
		out[i] = h
	}
	return out
}

// winnow are the prints that are the smallest of some window, sorted and
// without doubles; all of them where there are too few for a window.
func winnow(prints []uint64) []uint64 {
	var out []uint64
	for i := range len(prints) - winnowing + 1 {
		out = append(out, slices.Min(prints[i:i+winnowing]))
	}
	if len(prints) < winnowing {
		out = slices.Clone(prints)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// An index tells which reports hold a key: a print, or a rare word.
type index struct {
	keys   []uint64  // those that several reports hold, sorted
	lists  [][]int32 // the reports by key, in order
	of     [][]int32 // the lists that a report is in
	size   []int     // how many keys a report has
	total  []float64 // their weight
	weight func(df int) float64
	single sync.Map // singularity by list: it is asked for in every pair of reports that share the phrase
}

type entry struct {
	key    uint64
	report int32
}

func (e entry) compare(o entry) int {
	if e.key != o.key {
		return cmp.Compare(e.key, o.key)
	}
	return cmp.Compare(e.report, o.report)
}

// newIndex indexes the keys of reports, which are sorted and without doubles.
// A key that more than most reports hold is left out altogether.
func newIndex(keys [][]uint64, most int, weight func(df int) float64) *index {
	x := &index{of: make([][]int32, len(keys)), size: make([]int, len(keys)), total: make([]float64, len(keys)), weight: weight}
	at := make([]int, len(keys))
	var entries []entry
	for first := range uint64(indexParts) {
		entries = entries[:0]
		for r, ks := range keys {
			for ; at[r] < len(ks) && ks[at[r]]>>(64-indexBits) == first; at[r]++ {
				entries = append(entries, entry{ks[at[r]], int32(r)})
			}
		}
		slices.SortFunc(entries, entry.compare)
		x.addAll(entries, most)
	}
	return x
}

// Keys are sorted in parts by their first bits, so that those of one part alone
// are in memory twice.
const (
	indexBits  = 4
	indexParts = 1 << indexBits
)

func (x *index) addAll(entries []entry, most int) {
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].key == entries[0].key {
			n++
		}
		x.add(entries[:n], most)
		entries = entries[n:]
	}
}

func (x *index) add(same []entry, most int) {
	if len(same) > most {
		return
	}
	w := x.weight(len(same))
	for _, e := range same {
		x.size[e.report]++
		x.total[e.report] += w
	}
	if len(same) == 1 {
		return
	}
	list := make([]int32, len(same))
	for i, e := range same {
		list[i] = e.report
		x.of[e.report] = append(x.of[e.report], int32(len(x.lists)))
	}
	x.keys, x.lists = append(x.keys, same[0].key), append(x.lists, list)
}

// list is the list of a key, if several reports hold it.
func (x *index) list(key uint64) (int, bool) { return slices.BinarySearch(x.keys, key) }

// reportsOf is how many reports hold a key, 0 where one or none does, or too
// many.
func (x *index) reportsOf(key uint64) int {
	l, ok := x.list(key)
	if !ok {
		return 0
	}
	return len(x.lists[l])
}

const (
	// fewReports may hold a phrase that is still taken for one report's.
	fewReports = 3
	// leastKin is which part of their prints reports that hold one phrase must
	// have in common, in the mean of some pairs, to be versions of one report.
	leastKin = 0.3
)

// singularity is 1 for a phrase that one report and its versions have, and less
// for one that stands in reports that have nothing else in common: a notice, a
// post, a line of a speech.
func (x *index) singularity(list int) float64 {
	if len(x.lists[list]) <= fewReports {
		return 1
	}
	if known, ok := x.single.Load(list); ok {
		return known.(float64)
	}
	s := x.kin(x.lists[list])
	x.single.Store(list, s)
	return s
}

// kin is the singularity of a phrase by the reports that have it, in order.
func (x *index) kin(l []int32) float64 {
	kin, n := 0.0, 0
	for i := 0; i+1 < len(l); i += max(1, len(l)/kinPairs) {
		kin += x.kinship(l[i], l[i+1])
		n++
	}
	if kin >= leastKin*float64(n) {
		return 1
	}
	return rarity(len(l))
}

// kinPairs is about how many pairs of neighbours are looked at.
const kinPairs = 8

// kinship is which part of the prints of the one with fewer two reports share.
func (x *index) kinship(a, b int32) float64 {
	n, p, q := 0, x.of[a], x.of[b]
	for len(p) > 0 && len(q) > 0 {
		switch cmp.Compare(p[0], q[0]) {
		case -1:
			p = p[1:]
		case 1:
			q = q[1:]
		default:
			n++
			p, q = p[1:], q[1:]
		}
	}
	return part(n, min(x.size[a], x.size[b]))
}

// A candidate is an earlier report that may have something in common with one.
type candidate struct {
	report int
	shared float64 // weight of the keys in common
	keys   int
}

// A finder collects candidates; each goroutine has its own.
type finder struct {
	shared []float64
	keys   []int32
	texts  map[int]*text
}

func newFinder(n int) *finder { return &finder{make([]float64, n), make([]int32, n), map[int]*text{}} }

// candidates are the reports before r that hold keys of r, in order.
func (f *finder) candidates(x *index, r int) []candidate {
	var met []int
	for _, l := range x.of[r] {
		list := x.lists[l]
		w := x.weight(len(list))
		for _, o := range list[:min(len(list), partners)] {
			if int(o) >= r {
				break
			}
			if f.keys[o] == 0 {
				met = append(met, int(o))
			}
			f.keys[o]++
			f.shared[o] += w
		}
	}
	slices.Sort(met)
	out := make([]candidate, len(met))
	for i, o := range met {
		out[i] = candidate{o, f.shared[o], int(f.keys[o])}
		f.shared[o], f.keys[o] = 0, 0
	}
	return out
}

// rarity is the weight of a print that so many reports hold. It falls slowly:
// a wire story of which fifty reports are made must still be known as one, and
// in each of them the weights are the same.
func rarity(df int) float64 { return 1 / (1 + math.Log2(float64(df))) }
