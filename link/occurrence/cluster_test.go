package occurrence

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name  string
		links []edge
		want  [][]int
	}{
		{"nothing", nil, nil},
		{"a pair under the threshold", []edge{{0, 1, 0.29}}, nil},
		{"two pairs", []edge{{0, 2, 0.9}, {1, 3, 0.8}}, [][]int{{0, 2}, {1, 3}}},
		{"a third point by the mean: 0.7 and nothing", []edge{{0, 1, 0.9}, {1, 2, 0.7}}, [][]int{{0, 1, 2}}},
		{"a third point by the mean: 0.5 and nothing", []edge{{0, 1, 0.9}, {1, 2, 0.5}}, [][]int{{0, 1}}},
		{"one link does not join two pairs", []edge{{0, 1, 0.9}, {2, 3, 0.9}, {1, 2, 0.8}}, [][]int{{0, 1}, {2, 3}}},
	} {
		for range 2 {
			if diff := cmp.Diff(c.want, join(4, c.links)); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
			slices.Reverse(c.links)
		}
	}
}
