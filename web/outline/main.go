// Outline makes web/places_world.txt, the outline of the world behind the map of
// places, out of the countries of Natural Earth (public domain) as world-atlas
// packs them (npm world-atlas 2.0.2, countries-110m.json, a TopoJSON file):
//
//	go run ./web/outline countries-110m.json > web/places_world.txt
//
// The first line is the SVG path of the land, the second that of the borders
// between countries. Both count tenths of a degree, east and south, from where the
// equator meets the meridian of Greenwich.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// least is the area in square tenths of a degree of the smallest triangle that a
// bend has to make with its neighbours in order to stay, and smallest that of the
// smallest island. They keep the file under 40 KB.
const (
	least    = 4.0
	smallest = 30.0
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "outline:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want the path of countries-110m.json")
	}
	b, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	lines := t.lines()
	fmt.Println(land(t, lines))
	fmt.Println(borders(t, lines))
	return nil
}

// A topology is a TopoJSON file: its arcs are shared by the shapes beside them.
type topology struct {
	Arcs      [][][2]float64
	Transform struct{ Scale, Translate [2]float64 }
	Objects   struct {
		Countries, Land struct{ Geometries []geometry }
	}
}

// A geometry is a Polygon, whose arcs are rings of arcs, or a MultiPolygon, whose
// arcs are Polygons.
type geometry struct {
	Type string
	Arcs json.RawMessage
}

// rings are the rings of g: numbers of arcs, ^n for arc n backwards.
func (g geometry) rings() [][]int {
	var one [][]int
	if json.Unmarshal(g.Arcs, &one) == nil {
		return one
	}
	var many [][][]int
	if json.Unmarshal(g.Arcs, &many) != nil {
		return nil
	}
	return slices.Concat(many...)
}

// A point is tenths of a degree east and south.
type point struct{ x, y float64 }

// lines are the arcs as points, simplified.
func (t topology) lines() [][]point {
	out := make([][]point, len(t.Arcs))
	for i, arc := range t.Arcs {
		x, y := 0.0, 0.0
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			out[i] = append(out[i], point{
				10 * (x*t.Transform.Scale[0] + t.Transform.Translate[0]),
				-10 * (y*t.Transform.Scale[1] + t.Transform.Translate[1]),
			})
		}
		out[i] = simplified(out[i])
	}
	return out
}

// simplified is line without its smallest bends (Visvalingam and Whyatt 1993).
func simplified(line []point) []point {
	line = slices.Clone(line)
	for len(line) > 4 {
		at, area := 0, least
		for i := 1; i+1 < len(line); i++ {
			if a := triangle(line[i-1], line[i], line[i+1]); a < area {
				at, area = i, a
			}
		}
		if at == 0 {
			break
		}
		line = slices.Delete(line, at, at+1)
	}
	return line
}

func triangle(a, b, c point) float64 {
	return max((b.x-a.x)*(c.y-a.y)-(c.x-a.x)*(b.y-a.y), (c.x-a.x)*(b.y-a.y)-(b.x-a.x)*(c.y-a.y)) / 2
}

// land is the path of all land but the Antarctic.
func land(t topology, lines [][]point) string {
	var b strings.Builder
	for _, g := range t.Objects.Land.Geometries {
		for _, ring := range g.rings() {
			if p := joined(ring, lines); area(p) > smallest && north(p) < 600 {
				write(&b, p, true)
			}
		}
	}
	return b.String()
}

// joined are the points of a ring of arcs.
func joined(ring []int, lines [][]point) []point {
	var out []point
	for _, n := range ring {
		line := lines[max(n, ^n)]
		if n < 0 {
			line = slices.Clone(line)
			slices.Reverse(line)
		}
		out = append(out, line[:len(line)-1]...) // the next arc begins where this one ends
	}
	for i := range out[1:] { // across the date line, on beyond the edge of the map
		out[i+1].x -= 3600 * math.Round((out[i+1].x-out[i].x)/3600)
	}
	return out
}

func area(p []point) float64 {
	sum := 0.0
	for i, a := range p {
		b := p[(i+1)%len(p)]
		sum += a.x*b.y - b.x*a.y
	}
	return max(sum, -sum) / 2
}

func north(p []point) float64 {
	return slices.MinFunc(p, func(a, b point) int { return cmp.Compare(a.y, b.y) }).y
}

// borders is the path of the arcs that two countries share.
func borders(t topology, lines [][]point) string {
	sides := make([]int, len(lines))
	for _, g := range t.Objects.Countries.Geometries {
		for _, ring := range g.rings() {
			for _, n := range ring {
				sides[max(n, ^n)]++
			}
		}
	}
	var b strings.Builder
	for n, line := range lines {
		if sides[n] > 1 {
			write(&b, line, false)
		}
	}
	return b.String()
}

// write writes a line in whole units, each point as seen from the one before; a
// line that never leaves its first point is none.
func write(b *strings.Builder, line []point, closed bool) {
	x, y := whole(line[0].x), whole(line[0].y)
	start := fmt.Sprintf("M%d%sl", x, number(y))
	for _, p := range line[1:] {
		px, py := whole(p.x), whole(p.y)
		if px == x && py == y {
			continue
		}
		if start == "" && px >= x {
			b.WriteByte(' ')
		}
		fmt.Fprintf(b, "%s%d%s", start, px-x, number(py-y))
		x, y, start = px, py, ""
	}
	if closed && start == "" {
		b.WriteByte('z')
	}
}

func whole(f float64) int { return int(math.Round(f)) }

// number is n as it stands after another number.
func number(n int) string {
	if n < 0 {
		return fmt.Sprint(n)
	}
	return fmt.Sprint(" ", n)
}
