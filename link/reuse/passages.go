package reuse

import (
	"cmp"
	"slices"
)

// A run is a stretch of words that two reports share, as indices of words.
type run struct{ from, to, length int }

// A place is where a print stands, as one number, for they are sorted and compared
// more than anything else: the print without its last bits, and in these the word
// that it begins with. Two prints that become one so are told apart by the words.
type place uint64

const (
	placeBits  = 20
	mostPlaces = 1 << placeBits // of a text: those after a million words are left out
)

func (p place) print() uint64 { return uint64(p) >> placeBits }
func (p place) at() int       { return int(p & (mostPlaces - 1)) }

// repeats bounds how many places of one print are looked at: a text that says
// the same a hundred times is compared as one that says it four times.
const repeats = 4

// placesOf are the places of prints, by print, then in text order.
func placesOf(prints []uint64) []place {
	out := make([]place, min(len(prints), mostPlaces))
	for i := range out {
		out[i] = place(prints[i]>>placeBits<<placeBits | uint64(i))
	}
	slices.Sort(out)
	return out
}

// runsOf are the maximal runs of at least runWords words of to that stand in
// from, without overlap in to, in its order. Where a run begins in several
// places of from, the longest counts, then the first.
func runsOf(from, to *text) []run {
	var out []run
	end, best := 0, run{}
	keep := func() {
		if best.length >= runWords {
			out, end = append(out, best), best.to+best.length
		}
		best = run{}
	}
	for _, h := range hitsOf(from.places, to.places) {
		if h.to != best.to {
			keep()
		}
		if h.to < end {
			continue
		}
		if n := common(from.words[h.from:], to.words[h.to:]); n > best.length {
			best = run{h.from, h.to, n}
		}
	}
	keep()
	return out
}

// A hit is a print that stands in both texts.
type hit struct{ from, to int }

// hitsOf are the hits of two texts, in the order of the second.
func hitsOf(from, to []place) []hit {
	var out []hit
	for len(from) > 0 && len(to) > 0 {
		switch f, t := from[0].print(), to[0].print(); {
		case f < t:
			from = from[1:]
		case f > t:
			to = to[1:]
		default:
			n, m := same(from), same(to)
			for _, f := range from[:min(n, repeats)] {
				for _, t := range to[:m] {
					out = append(out, hit{f.at(), t.at()})
				}
			}
			from, to = from[n:], to[m:]
		}
	}
	slices.SortFunc(out, func(a, b hit) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from)) })
	return out
}

// same is how many places are of the first print.
func same(places []place) int {
	n := 1
	for n < len(places) && places[n].print() == places[0].print() {
		n++
	}
	return n
}

// common is how many words a and b have in common from the start.
func common(a, b []word) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i].key != b[i].key {
			return i
		}
	}
	return n
}
