package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestBIO compares the best path with the best of all legal ones.
func TestBIO(t *testing.T) {
	const k, n = 5, 4
	trans, start := BIO(k, nil)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		scores := make([]float32, n*k)
		for i := range scores {
			scores[i] = float32(rng.IntN(1000))
		}
		path := make([]int, n)
		Viterbi(scores, n, k, trans, start, path)
		if !legalBIO(path) {
			t.Fatalf("path %v", path)
		}
		best := float32(0)
		for code := range k * k * k * k {
			p := []int{code % k, code / k % k, code / k / k % k, code / k / k / k}
			if legalBIO(p) {
				best = max(best, total(scores, p, k))
			}
		}
		if got := total(scores, path, k); got != best {
			t.Fatalf("path %v scores %v, the best legal one %v", path, got, best)
		}
	}
}

func legalBIO(path []int) bool {
	for i, y := range path {
		if y > 0 && y%2 == 0 && (i == 0 || path[i-1] != y && path[i-1] != y-1) {
			return false
		}
	}
	return true
}

func total(scores []float32, path []int, k int) float32 {
	sum := float32(0)
	for i, y := range path {
		sum += scores[i*k+y]
	}
	return sum
}

func TestMeanProbability(t *testing.T) {
	if got := MeanProbability([]float32{0, 0, 3, 3}, []int{0, 1}, 2); math.Abs(got-0.5) > 1e-9 {
		t.Errorf("got %v, want 0.5", got)
	}
	got := MeanProbability([]float32{1, -2, 4}, []int{0}, 3)
	if want := math.Exp(1) / (math.Exp(1) + math.Exp(-2) + math.Exp(4)); math.Abs(got-want) > 1e-8 {
		t.Errorf("got %v, want %v", got, want)
	}
}
