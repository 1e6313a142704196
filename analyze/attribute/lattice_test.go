package attribute

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/saysonews/sayso/nn"
)

// TestLattice compares a lattice with Viterbi and with Viterbi under constraint: its
// path is the best labelling, its margins are the distance to the best other one, and
// the way around a token is what Viterbi finds when that token must be in a cue.
func TestLattice(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	trans, start := nn.BIO(labels, nil)
	for round := range 200 {
		n := 1 + round%12
		scores := make([]float32, n*labels)
		for i := range scores {
			scores[i] = float32(rnd.IntN(16)) / 2 // ties happen
		}
		l := newLattice(scores, trans, start)
		want := make([]int, n)
		nn.Viterbi(scores, n, labels, trans, start, want)
		path := l.path()
		if !slices.Equal(path, want) {
			t.Fatalf("path %v, want %v", path, want)
		}
		for i := range n {
			in, with := constrained(scores, trans, start, i, true)
			out, _ := constrained(scores, trans, start, i, false)
			if m := l.margin(i, Cue); math.Abs(m-max(-surest, min(in-out, surest))) > 1e-4 {
				t.Fatalf("token %d: margin %g, want %g", i, m, in-out)
			}
			first, way := l.around(i, Cue, path)
			full := slices.Clone(path)
			copy(full[first:], way)
			if got := total(scores, trans, start, full); math.Abs(got-in) > 1e-4 || roleOf(full[i]) != Cue {
				t.Fatalf("token %d: %v scores %g, want %g as %v; path %v", i, full, got, in, with, path)
			}
		}
	}
}

// constrained is the score of the best labelling where token i is in a cue, or is not.
func constrained(scores, trans, start []float32, i int, cue bool) (float64, []int) {
	s := slices.Clone(scores)
	for y := range labels {
		if (roleOf(y) == Cue) != cue {
			s[i*labels+y] = float32(math.Inf(-1))
		}
	}
	path := make([]int, len(s)/labels)
	nn.Viterbi(s, len(path), labels, trans, start, path)
	return total(scores, trans, start, path), path
}

func total(scores, trans, start []float32, path []int) float64 {
	sum := float64(start[path[0]])
	for i, y := range path {
		sum += float64(scores[i*labels+y])
		if i > 0 {
			sum += float64(trans[path[i-1]*labels+y])
		}
	}
	return sum
}

// TestCueRate: words that are mostly cues rate high, others low, and a word that
// the counts do not have as its class.
func TestCueRate(t *testing.T) {
	say, eat := cueRates[cueWord{"say", "VERB"}], cueRates[cueWord{"take", "VERB"}]
	verb := cueRates[cueWord{"*", "VERB"}]
	if say[clause] < 2 || eat[object] > 0 || say[clause] <= say[bare] || verb[clause] <= verb[object] {
		t.Errorf("say %.1f, take %.1f, verbs %.1f", say, eat, verb)
	}
	for w, rate := range cueRates {
		for _, x := range rate {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%v: %v", w, rate)
			}
		}
	}
}
