package claim

import (
	"slices"
	"testing"

	"github.com/saysonews/sayso/link"
)

// TestDoubts doubts reports most of whose items that look alike are only nearly so, and no
// others.
func TestDoubts(t *testing.T) {
	var c collection
	c.reports = make([]link.Report, 5)
	for r := range c.reports {
		for range 40 {
			c.items = append(c.items, item{report: int32(r)})
		}
	}
	var pairs [][2]int32
	var scores []float64
	against := func(a, b int, score float64) {
		for i := range 40 {
			pairs = append(pairs, [2]int32{int32(40*a + i), int32(40*b + i)})
			scores = append(scores, score)
		}
	}
	against(0, 1, 3)     // they tell the same
	against(2, 3, -1.8)  // they seem to
	against(0, 3, never) // whatever does not look alike counts for nothing
	c.doubts(pairs, scores)
	for r, want := range []bool{false, false, true, true, false} {
		if got := c.doubt[r] > 0.5; got != want {
			t.Errorf("report %d is doubted by %.2f", r, c.doubt[r])
		}
	}
	for r, d := range c.doubt {
		if d < 0 || d > doubtful {
			t.Errorf("report %d is doubted by %.2f", r, d)
		}
	}
}

// TestWithoutStrays leaves out what is alike to none of the others, of doubted reports.
func TestWithoutStrays(t *testing.T) {
	told := func(report int32, traits ...int) item {
		it := item{report: report, sayer: -1, absent: -1, text: []int32{int32(traits[1]), int32(traits[2]), 100, 101, 102, 103}}
		for _, id := range traits {
			it.said = append(it.said, int32(id))
		}
		return it
	}
	c := collection{traits: vocabulary{weight: slices.Repeat([]float64{3}, 10), rarity: slices.Repeat([]float64{0.8}, 10)}, reports: make([]link.Report, 3), related: make([]bag, 3), relatedMass: make([]float64, 3)}
	c.items = []item{told(0, 1, 2, 3), told(1, 1, 2, 3), told(2, 1, 8, 9)}
	c.weigh()
	for _, d := range []struct {
		doubt float64
		want  int
	}{{0, 1}, {1, 2}} {
		c.doubt = []float64{d.doubt, d.doubt, d.doubt}
		if got := c.withoutStrays(cluster{0, 1, 2}); len(got) != d.want || d.want == 2 && !slices.Equal(got[1], cluster{2}) {
			t.Errorf("doubted by %.1f: %v", d.doubt, got)
		}
	}
}
