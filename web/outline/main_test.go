package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Two squares of 20 by 20 tenths of a degree that share the side at 2 degrees east,
// with a bend of nothing in one outer side.
const squares = `{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]},
"arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -1], [0, -1], [2, 0]], [[2, 2], [2, 0], [0, -2], [-2, 0]]],
"objects": {
  "countries": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[2, 0]]]}]},
  "land": {"geometries": [{"type": "Polygon", "arcs": [[-2, 2]]}]}}}`

func TestOutline(t *testing.T) {
	var top topology
	if err := json.Unmarshal([]byte(squares), &top); err != nil {
		t.Fatal(err)
	}
	lines := top.lines()
	if got, want := borders(top, lines), "M20 0l0-20"; got != want {
		t.Errorf("borders %q, want %q", got, want)
	}
	if got, want := land(top, lines), "M20 0l-20 0 0-20 20 0 20 0 0 20z"; got != want {
		t.Errorf("land %q, want %q", got, want)
	}
}

// A ring over the date line goes on beyond the edge of the map.
func TestDateLine(t *testing.T) {
	ring := joined([]int{0}, [][]point{{{1790, 0}, {-1790, 0}, {-1790, 10}, {1790, 0}}})
	if ring[1].x != 1810 || ring[2].x != 1810 {
		t.Errorf("%v, want it to go on at 1810", ring)
	}
}

func TestWriteLeavesOutWhatDoesNotMove(t *testing.T) {
	var b strings.Builder
	write(&b, []point{{1, 1}, {1.2, 1.1}}, true)
	if b.Len() != 0 {
		t.Errorf("%q", b.String())
	}
}
