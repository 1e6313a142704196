package nn

import (
	"math"
	"slices"
	"testing"
)

// pathScore adds in the order that Viterbi does.
func pathScore(scores []float32, k int, trans, start []float32, path []int) float32 {
	sum := start[path[0]] + scores[path[0]]
	for t := 1; t < len(path); t++ {
		sum += trans[path[t-1]*k+path[t]]
		sum += scores[t*k+path[t]]
	}
	return sum
}

// paths calls f with every sequence of n states of k.
func paths(n, k int, f func([]int)) {
	path := make([]int, n)
	for {
		f(path)
		i := 0
		for i < n && path[i] == k-1 {
			path[i] = 0
			i++
		}
		if i == n {
			return
		}
		path[i]++
	}
}

func TestViterbiAgainstAllPaths(t *testing.T) {
	r := random(10)
	for round := range 200 {
		n, k := 1+r.IntN(5), 1+r.IntN(4)
		scores, trans, start := floats(r, n*k, 1), floats(r, k*k, 1), floats(r, k, 1)
		if round%2 == 0 { // the cycle of all states stays allowed
			for i := range trans {
				if i%(k+1) != 1%(k+1) && r.IntN(3) == 0 && i/k != i%k {
					trans[i] = float32(math.Inf(-1))
				}
			}
		}
		best := float32(math.Inf(-1))
		paths(n, k, func(p []int) { best = max(best, pathScore(scores, k, trans, start, p)) })
		got := make([]int, n)
		Viterbi(scores, n, k, trans, start, got)
		if s := pathScore(scores, k, trans, start, got); s != best {
			t.Fatalf("n %d, k %d: path %v scores %v, the best %v", n, k, got, s, best)
		}
	}
}

func TestViterbiTies(t *testing.T) {
	got := []int{9, 9, 9}
	Viterbi(make([]float32, 9), 3, 3, make([]float32, 9), make([]float32, 3), got)
	if !slices.Equal(got, []int{0, 0, 0}) {
		t.Errorf("all equal: %v, want the lowest states", got)
	}
	Viterbi(nil, 0, 3, make([]float32, 9), make([]float32, 3), nil)
}

func treeScore(scores []float32, heads []int) float64 {
	sum := 0.0
	for d := 1; d < len(heads); d++ {
		sum += float64(scores[d*len(heads)+heads[d]])
	}
	return sum
}

func TestTreeAgainstAllTrees(t *testing.T) {
	r := random(11)
	for round := range 2000 {
		n := 1 + r.IntN(5)
		scores := floats(r, (n+1)*(n+1), 3)
		if round%3 == 0 { // many ties
			for i := range scores {
				scores[i] = float32(r.IntN(3))
			}
		}
		best := math.Inf(-1)
		paths(n, n+1, func(p []int) {
			if heads := append([]int{-1}, p...); singleRooted(heads) {
				best = max(best, treeScore(scores, heads))
			}
		})
		heads := make([]int, n+1)
		MaxSpanningTree(scores, n, heads)
		if !singleRooted(heads) {
			t.Fatalf("no tree with one root: %v", heads)
		}
		if got := treeScore(scores, heads); math.Abs(got-best) > 1e-5 {
			t.Fatalf("tree %v scores %v, the best %v", heads, got, best)
		}
	}
}

func TestTreeCases(t *testing.T) {
	low := float32(math.Inf(-1))
	for _, c := range []struct {
		name   string
		scores []float32
		n      int
		want   []int
	}{
		{"no node", []float32{0}, 0, []int{-1}},
		{"one node", []float32{0, 0, low, 0}, 1, []int{-1, 0}},
		{"two roots wanted", []float32{0, 0, 0, 9, 0, 1, 8, 2, 0}, 2, []int{-1, 0, 1}},
		{"a cycle", []float32{0, 0, 0, 1, 0, 9, 0, 9, 0}, 2, []int{-1, 0, 1}},
		{"all forbidden", slices.Repeat([]float32{low}, 9), 2, []int{-1, 0, 1}},
		{"not a number", slices.Repeat([]float32{float32(math.NaN())}, 9), 2, []int{-1, 0, 1}},
	} {
		heads := make([]int, c.n+1)
		MaxSpanningTree(c.scores, c.n, heads)
		if !singleRooted(heads) && c.n > 0 {
			t.Errorf("%s: %v is no tree with one root", c.name, heads)
		}
		if c.name != "all forbidden" && c.name != "not a number" && !slices.Equal(heads, c.want) {
			t.Errorf("%s: %v, want %v", c.name, heads, c.want)
		}
	}
}

// Chains of nested cycles are the worst case for contraction.
func nested(n int) []float32 {
	scores := make([]float32, (n+1)*(n+1))
	for d := 1; d <= n; d++ {
		for h := 0; h <= n; h++ {
			scores[d*(n+1)+h] = -float32(max(d, h)) - 0.001*float32((d*7+h*13)%10)
		}
		scores[d*(n+1)] = -1000
	}
	return scores
}

func TestTreeLarge(t *testing.T) {
	r := random(12)
	for _, scores := range [][]float32{floats(r, 401*401, 3), nested(400)} {
		a, b := make([]int, 401), make([]int, 401)
		MaxSpanningTree(scores, 400, a)
		MaxSpanningTree(scores, 400, b)
		if !singleRooted(a) || !slices.Equal(a, b) {
			t.Errorf("no tree, or not the same tree twice")
		}
	}
}
