package web

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The map of places: an equidistant cylindrical projection whose scale is true on
// the middle parallel of what is shown. A unit is a tenth of a degree of latitude.

// worldFile is the land and the borders as two SVG paths; see web/outline.
//
//go:embed places_world.txt
var worldFile string

var worldLand, worldBorders, _ = strings.Cut(strings.TrimSpace(worldFile), "\n")

// A mapView is a map as it is drawn.
type mapView struct {
	X, Y, W, H float64 // what is seen of it
	Squeeze    float64 // of degrees of longitude
	Pixel      float64 // about a pixel, where the map is 900 wide
	Points     []pointView
	World      bool // all of it is seen
	Part       mapPart
	Outside    int // places that lie elsewhere
}

// A pointView is a place on the map.
type pointView struct {
	PlaceEntry
	X, Y, R float64
	Sign    PlaceSign
	Label   string // "" where there is no room
	LabelX  float64
	LabelY  float64
	Left    bool // the label ends at LabelX
}

// A PlaceSign is how precisely a place is known.
type PlaceSign string

// The signs: a country is a ring, a region or an area a filled ring, a city or
// another spot a dot; a place without coordinates is none of them.
const (
	RingSign PlaceSign = "ring"
	AreaSign PlaceSign = "area"
	DotSign  PlaceSign = "dot"
	NoSign   PlaceSign = "none"
)

// Sign is that of the place.
func (e PlaceEntry) Sign() PlaceSign {
	switch {
	case !e.Located():
		return NoSign
	case e.Kind == "country":
		return RingSign
	case e.Kind == "region" || e.Kind == "area" || e.Kind == "water":
		return AreaSign
	}
	return DotSign
}

// What the map shows at most, in units, and of what width it is in degrees, at least
// and where nobody asked.
const (
	mapWest, mapEast   = -1800.0, 1800.0
	mapNorth, mapSouth = -840.0, 600.0
	mapShape           = 2.0 // width to height
	leastDegrees       = 5.0
	usualDegrees       = 30.0
)

// Map is the map of the places of the page; nil where none has coordinates.
func (m *Places) Map() *mapView {
	var on []PlaceEntry
	for _, e := range m.Places {
		if e.Located() {
			on = append(on, e)
		}
	}
	if len(on) == 0 {
		return nil
	}
	v := frame(on).view()
	if p, ok := mapPartOf(m.view); ok {
		v = p.view()
	} else if m.view == "world" {
		v = wholeWorld
	}
	v.Pixel = v.W / 900
	for _, e := range on {
		x, y := v.at(e)
		if x < v.X || x > v.X+v.W || y < v.Y || y > v.Y+v.H {
			v.Outside++
			continue
		}
		v.Points = append(v.Points, pointView{PlaceEntry: e, X: x, Y: y, R: v.Pixel * radius(e), Sign: e.Sign()})
	}
	v.name()
	return &v
}

// Placed are the places of the page that are on the map, the first few.
func (m *Places) Placed() []PlaceEntry {
	var out []PlaceEntry
	for _, e := range m.Places {
		if e.Located() && len(out) < 5 {
			out = append(out, e)
		}
	}
	return out
}

// Bare tells whether no event is told to have been at a place that is on the map: then
// a map would show names that happen to be there, and the list comes first.
func (m *Places) Bare() bool {
	for _, e := range m.Places {
		if e.Located() && e.Events > 0 {
			return false
		}
	}
	return true
}

// radius is that of a point in pixels: its area goes with the number of events.
func radius(e PlaceEntry) float64 {
	r := 4.0
	if e.Events > 0 {
		r = min(4+2*math.Sqrt(float64(e.Events)), 26)
	}
	if e.Sign() == RingSign {
		r += 5
	}
	return r
}

// A mapPart is a part of the map that is asked for: its middle and how many degrees
// of longitude it is wide.
type mapPart struct{ lat, lon, wide float64 }

// mapPartOf reads "51.5,-0.1,20".
func mapPartOf(s string) (mapPart, bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return mapPart{}, false
	}
	var n [3]float64
	for i, p := range parts {
		f, err := strconv.ParseFloat(p, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			return mapPart{}, false
		}
		n[i] = f
	}
	return mapPart{clamp(n[0], -60, 84), clamp(n[1], -180, 180), clamp(n[2], leastDegrees, 360)}, true
}

func (p mapPart) String() string { return fmt.Sprintf("%.4g,%.4g,%.3g", p.lat, p.lon, p.wide) }

func clamp(f, low, high float64) float64 { return min(max(f, low), high) }

// frame is the part of the map with all of the places in it.
func frame(on []PlaceEntry) mapPart {
	west, east, north, south := 180.0, -180.0, -90.0, 90.0
	for _, e := range on {
		west, east = min(west, *e.Longitude), max(east, *e.Longitude)
		north, south = max(north, *e.Latitude), min(south, *e.Latitude)
	}
	p := mapPart{lat: (north + south) / 2, lon: (west + east) / 2}
	p.wide = max(usualDegrees, 1.35*(east-west), 1.35*(north-south)*mapShape/squeeze(p.lat))
	return p
}

// squeeze is how much shorter a degree of longitude is than one of latitude.
func squeeze(lat float64) float64 { return max(math.Cos(lat*math.Pi/180), .2) }

// wholeWorld is true at 37 degrees, where most people live.
var wholeWorld = mapView{Part: mapPart{12, 0, 360}, X: mapWest * .8, Y: mapNorth, W: 2 * mapEast * .8, H: mapSouth - mapNorth, Squeeze: .8, World: true}

// view is a part as it is drawn; all of the world where it is nearly that.
func (p mapPart) view() mapView {
	v := mapView{Part: p, Squeeze: squeeze(p.lat)}
	v.W = 10 * p.wide * v.Squeeze
	v.H = v.W / mapShape
	if p.wide > 250 || v.H >= mapSouth-mapNorth {
		return wholeWorld
	}
	v.X = clamp(10*p.lon*v.Squeeze-v.W/2, mapWest*v.Squeeze, mapEast*v.Squeeze-v.W)
	v.Y = clamp(-10*p.lat-v.H/2, mapNorth, mapSouth-v.H)
	return v
}

// A mapMove is another part of the map to go to.
type mapMove struct{ Name, Sign, To string }

// Moves are where one can go from here: closer, away, and to the four sides.
func (v *mapView) Moves() []mapMove {
	p := v.Part
	closer, away := p, p
	closer.wide, away.wide = max(p.wide/2, leastDegrees), p.wide*2
	out := []mapMove{{"closer", "+", closer.String()}}
	if v.World {
		return out
	}
	step, up := p.wide/3, p.wide*v.Squeeze/mapShape/3
	to := away.String()
	if away.view().World {
		to = "world"
	}
	return append(out, mapMove{"away", "−", to},
		mapMove{"west", "←", mapPart{p.lat, max(p.lon-step, -180), p.wide}.String()},
		mapMove{"north", "↑", mapPart{min(p.lat+up, 80), p.lon, p.wide}.String()},
		mapMove{"south", "↓", mapPart{max(p.lat-up, -56), p.lon, p.wide}.String()},
		mapMove{"east", "→", mapPart{p.lat, min(p.lon+step, 180), p.wide}.String()})
}

func (v *mapView) at(e PlaceEntry) (x, y float64) {
	return 10 * *e.Longitude * v.Squeeze, -10 * *e.Latitude
}

// mostLabels is how many places have their name on the map.
const mostLabels = 14

// A box is a part of the map that is taken.
type box struct{ x, y, w, h float64 }

func (a box) over(b box) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

// name puts names beside the points, those of most events first, where there is
// room for them.
func (v *mapView) name() {
	var taken []box
	for _, p := range v.Points {
		taken = append(taken, box{p.X - p.R/2, p.Y - p.R/2, p.R, p.R})
	}
	named := 0
	for i := range v.Points {
		p := &v.Points[i]
		if named == mostLabels {
			return
		}
		w, h := 7*v.Pixel*float64(len([]rune(p.Name))), 15*v.Pixel
		for _, left := range []bool{false, true} {
			x := p.X + p.R + 4*v.Pixel
			b := box{x, p.Y - h/2, w, h}
			if left {
				x = p.X - p.R - 4*v.Pixel
				b = box{x - w, p.Y - h/2, w, h}
			}
			if b.x < v.X || b.x+b.w > v.X+v.W || overAny(taken, b) {
				continue
			}
			p.Label, p.LabelX, p.LabelY, p.Left = p.Name, x, p.Y+4*v.Pixel, left
			taken = append(taken, b)
			named++
			break
		}
	}
}

func overAny(taken []box, b box) bool {
	for _, t := range taken {
		if t.over(b) {
			return true
		}
	}
	return false
}

// ViewBox is what is seen, as SVG has it.
func (v *mapView) ViewBox() string { return fmt.Sprintf("%.1f %.1f %.1f %.1f", v.X, v.Y, v.W, v.H) }

// Scale is what makes the outline of the projection.
func (v *mapView) Scale() string { return fmt.Sprintf("scale(%.4f 1)", v.Squeeze) }

// Land is the path of the land.
func (v *mapView) Land() string { return worldLand }

// Borders is the path of the borders between countries.
func (v *mapView) Borders() string { return worldBorders }

// Font is the size of the names.
func (v *mapView) Font() string { return fmt.Sprintf("%.2f", 13*v.Pixel) }
