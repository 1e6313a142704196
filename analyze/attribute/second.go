package attribute

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/doc"
)

// leastMargin is how far below the best labelling, in log-odds, the best one with
// a cue at a token may be for that cue to be looked at. Under it one cue in seven
// is right, and no evidence tells which.
const leastMargin = -3

// secondReadings adds statements whose cue the best labelling leaves out, where the
// best labelling with that cue is not much worse and the evidence speaks for it:
// the best one is the most probable as a whole, not the one with the most right
// parts, and leaves out a quarter of the cues.
func (b *builder) secondReadings() {
	r := b.reading
	if r.ways == nil {
		return
	}
	taken := b.taken()
	tried := make([]bool, len(taken)) // in a cue of a labelling that was looked at
	for _, i := range r.doubtful(taken) {
		if tried[i] || taken[i] {
			continue
		}
		ps, cue := r.around(i, taken)
		if cue.Len() == 0 {
			continue
		}
		mark(tried, cue)
		n := len(b.out)
		l := newLinker(b.d, b.tree, ps)
		for _, a := range l.link() {
			if a.cue >= 0 && l.ps[a.cue].Tokens == cue {
				b.add(l, a, taken)
			}
		}
		b.take(taken, b.out[n:])
	}
}

// doubtful gives the words that are in no statement and may be in a cue, the most
// probable first.
func (r *Reading) doubtful(taken []bool) []int {
	margins := map[int]float64{}
	var tokens []int
	for i := range r.d.Tokens {
		if taken[i] || !word(r.d.Word(i)) {
			continue
		}
		if m := r.ways.margin(i, Cue); m > leastMargin {
			margins[i] = m
			tokens = append(tokens, i)
		}
	}
	slices.SortStableFunc(tokens, func(i, j int) int { return cmp.Compare(margins[j], margins[i]) })
	return tokens
}

// around gives the pieces of the best labelling with a cue at token i, those of
// the best of all that stand beside them, and the cue. Sources may be shared with
// statements that are told already, other tokens may not.
func (r *Reading) around(i int, taken []bool) (ps []Piece, cue doc.Range) {
	first, way := r.ways.around(i, Cue, r.path)
	for _, p := range r.pieces(first, way) {
		if p.Role == Cue && p.Tokens.Contains(i) {
			cue = p.Tokens
		}
		if p.Role == Source || !anyTaken(taken, p.Tokens) {
			ps = append(ps, p)
		}
	}
	if cue.Len() == 0 || anyTaken(taken, cue) {
		return nil, doc.Range{}
	}
	other := ps
	at := pieceAt(r.Pieces, i)
	for _, p := range r.Pieces[max(0, at-nearest):min(len(r.Pieces), at+nearest)] {
		if !slices.ContainsFunc(other, func(q Piece) bool { return q.Tokens.Overlaps(p.Tokens) }) {
			ps = append(ps, p)
		}
	}
	slices.SortFunc(ps, func(p, q Piece) int { return p.Tokens.First - q.Tokens.First })
	return ps, cue
}
