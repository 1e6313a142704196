package eval

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// coreferenceCases are worked out by hand; a word is a mention, a bar parts
// clusters. Numbers are fractions, as one writes them down.
var coreferenceCases = []struct {
	name, gold, got string
	muc, b3, ceaf   [2]float64 // recall, precision
}{
	{
		"the same", "a b | c", "c | b a",
		[2]float64{1. / 1, 1. / 1}, [2]float64{1, 1}, [2]float64{2. / 2, 2. / 2},
	},
	{
		"after Luo 2005: two clusters joined", "1 2 3 4 5 | 6 7 | 8 9 A B C", "1 2 3 4 5 | 6 7 8 9 A B C",
		[2]float64{9. / 9, 9. / 10}, [2]float64{1, (5 + 2*2./7 + 5*5./7) / 12}, [2]float64{(1 + 10./12) / 3, (1 + 10./12) / 2},
	},
	{
		"after Luo 2005: the two large ones joined", "1 2 3 4 5 | 6 7 | 8 9 A B C", "1 2 3 4 5 8 9 A B C | 6 7",
		[2]float64{9. / 9, 9. / 10}, [2]float64{1, (10*5./10 + 2) / 12}, [2]float64{(10./15 + 1) / 3, (10./15 + 1) / 2},
	},
	{
		"after Luo 2005: all apart", "1 2 3 4 5 | 6 7 | 8 9 A B C", "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | A | B | C",
		[2]float64{0. / 9, 0}, [2]float64{(1 + 1 + 1) / 12., 1}, [2]float64{(2./6 + 2./3 + 2./6) / 3, (2./6 + 2./3 + 2./6) / 12},
	},
	{
		"Pradhan 2014: mentions missed and invented", "a b c | d e f g", "a b | c d | f g h i",
		[2]float64{2. / 5, 2. / 5}, [2]float64{(4./3 + 1./3 + 1./4 + 4./4) / 7, (4./2 + 1./2 + 1./2 + 4./4) / 8},
		[2]float64{(4./5 + 4./8) / 2, (4./5 + 4./8) / 3},
	},
	{
		"singletons only: no link to find", "a | b", "a | b",
		[2]float64{0, 0}, [2]float64{1, 1}, [2]float64{1, 1},
	},
	{
		"nothing found", "a b", "", [2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0},
	},
	{
		"nothing to find", "", "a b", [2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0},
	},
	{
		"an empty cluster and a repeated mention do not count", "a b | c", " | a b | b c | c",
		[2]float64{1, 1}, [2]float64{1, 1}, [2]float64{1, 1},
	},
}

func TestCompareClusters(t *testing.T) {
	for _, c := range coreferenceCases {
		s := CompareClusters(clusters(c.gold), clusters(c.got))
		for _, m := range []struct {
			name string
			got  Agreement
			want [2]float64
		}{{"MUC", s.MUC, c.muc}, {"B³", s.BCubed, c.b3}, {"CEAFe", s.CEAFe, c.ceaf}} {
			if !near(m.got.Recall(), 100*m.want[0]) || !near(m.got.Precision(), 100*m.want[1]) {
				t.Errorf("%s: %s recall %.3f, precision %.3f; want %.3f, %.3f",
					c.name, m.name, m.got.Recall(), m.got.Precision(), 100*m.want[0], 100*m.want[1])
			}
		}
	}
}

// F1 in Pradhan 2014: MUC 0.40, B³ 0.45 and CEAFe 0.52.
func TestCoNLL(t *testing.T) {
	s := CompareClusters(clusters("a b c | d e f g"), clusters("a b | c d | f g h i"))
	b3 := 2 * (35. / 84) * (1. / 2) / (35./84 + 1./2)
	ceaf := 2 * .65 * (1.3 / 3) / (.65 + 1.3/3)
	if want := 100 * (.4 + b3 + ceaf) / 3; !near(s.CoNLL(), want) {
		t.Errorf("CoNLL %.3f, want %.3f", s.CoNLL(), want)
	}
}

func TestCoreferenceScoreAdd(t *testing.T) {
	sum := CompareClusters(clusters("a b"), clusters("a | b"))
	sum.Add(CompareClusters(clusters("a b c"), clusters("a b c")))
	joint := CompareClusters(clusters("a b | c d e"), clusters("a | b | c d e"))
	if sum != joint {
		t.Errorf("%+v, want %+v", sum, joint)
	}
}

// The best assignment is not always the greedy one; all orders are tried here.
func TestAssign(t *testing.T) {
	if got := assign([][]float64{{6, 5}, {5, 0}}); got != 10 {
		t.Errorf("assigned %v, want 5 + 5", got)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a := make([][]float64, 1+r.IntN(5))
		columns := 1 + r.IntN(5)
		for i := range a {
			a[i] = make([]float64, columns)
			for j := range a[i] {
				a[i][j] = float64(r.IntN(9))
			}
		}
		if got, want := assign(a), best(a, 0, 0); !near(got, want) {
			t.Fatalf("assigned %v in %v, want %v", got, a, want)
		}
	}
}

// best tries every column, and none, for row i; used is a set of bits.
func best(a [][]float64, i, used int) float64 {
	if i == len(a) {
		return 0
	}
	most := best(a, i+1, used)
	for j, v := range a[i] {
		if used&(1<<j) == 0 {
			most = max(most, v+best(a, i+1, used|1<<j))
		}
	}
	return most
}

func BenchmarkCompareClusters(b *testing.B) {
	gold, got := make([][]int, 500), make([][]int, 400)
	for m := range 5000 {
		gold[m*m%499] = append(gold[m*m%499], m)
		got[m*7%397] = append(got[m*7%397], m)
	}
	for b.Loop() {
		CompareClusters(gold, got)
	}
}

func clusters(text string) [][]string {
	var out [][]string
	for _, c := range strings.Split(text, "|") {
		out = append(out, strings.Fields(c))
	}
	return out
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
