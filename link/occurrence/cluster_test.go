package occurrence

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name  string
		links []edge
		want  [][]int32
	}{
		{"nothing", nil, nil},
		{"a pair under the threshold", []edge{{0, 1, 0.29}}, nil},
		{"two pairs", []edge{{0, 2, 0.9}, {1, 3, 0.8}}, [][]int32{{0, 2}, {1, 3}}},
		{"a third point by the mean: 0.7 and nothing", []edge{{0, 1, 0.9}, {1, 2, 0.7}}, [][]int32{{0, 1, 2}}},
		{"a third point by the mean: 0.5 and nothing", []edge{{0, 1, 0.9}, {1, 2, 0.5}}, [][]int32{{0, 1}}},
		{"one link does not join two pairs", []edge{{0, 1, 0.9}, {2, 3, 0.9}, {1, 2, 0.8}}, [][]int32{{0, 1}, {2, 3}}},
	} {
		for range 2 {
			if diff := gocmp.Diff(c.want, join(4, slices.Clone(c.links))); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
			slices.Reverse(c.links)
		}
	}
}

// TestApart: joined part by part, points are in the clusters that they are in if all
// links are joined at once, be they crowded or not.
func TestApart(t *testing.T) {
	const points = 120
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var links []edge
		crowd := int32(1 + r.IntN(points/2)) // that most links go to
		for a := int32(0); a < points; a++ {
			for b := a + 1; b < points; b++ {
				if r.IntN(points) < 3 || b < crowd && r.IntN(2) == 0 {
					links = append(links, edge{a, b, r.Float32()})
				}
			}
		}
		all := slices.SortedFunc(slices.Values(links), edge.compare)
		var count [points]int
		want := joinPart(slices.DeleteFunc(all, func(e edge) bool {
			count[e.a]++
			count[e.b]++
			return count[e.a] > mostLinks && count[e.b] > mostLinks
		}))
		slices.SortFunc(want, func(x, y []int32) int { return cmp.Compare(x[0], y[0]) })
		if diff := gocmp.Diff(want, join(points, links)); diff != "" {
			t.Fatal(diff)
		}
	}
}
