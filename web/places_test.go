package web

import (
	"encoding/csv"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
)

// atlasRoom has two reports: one from Oslo in Norway and from a village that nobody
// finds, one from Oslo alone.
func atlasRoom(t testing.TB) room {
	r := newRoom(t)
	one := archivetest.Story{
		Publisher: "News", Published: "2029-03-08", Text: "Oslo, Norway and Little Harrow met. They sang.",
		Places:   []archivetest.Place{{Name: "Oslo", Words: []string{"Oslo"}}, {Name: "Norway", Words: []string{"Norway"}}, {Name: "Little Harrow", Words: []string{"Little Harrow"}}},
		Happened: []archivetest.Happened{{Words: "met", Place: "Oslo"}, {Words: "met", Place: "Little Harrow"}, {Words: "sang"}},
	}
	two := archivetest.Story{Publisher: "Echo", Published: "2029-03-09", Text: "Oslo sang.", Places: []archivetest.Place{{Name: "Oslo", Words: []string{"Oslo"}}}, Happened: []archivetest.Happened{{Words: "sang", Place: "Oslo"}}}
	items := []archive.Item{one.Item("one"), two.Item("two")}
	for i := range items {
		for j := range items[i].Record.Places {
			p := &items[i].Record.Places[j]
			switch p.Name {
			case "Oslo":
				p.Kind, p.Country, p.Latitude, p.Longitude = "city", somewhere("NO"), degree(59.91), degree(10.74)
			case "Norway":
				p.Kind, p.Country, p.Latitude, p.Longitude = "country", somewhere("NO"), degree(62), degree(10)
			}
		}
	}
	r.addItems(items...)
	return r
}

func somewhere(s string) *string { return &s }
func degree(f float64) *float64  { return &f }
func (e PlaceEntry) line() string {
	at := degrees(e.Latitude) + " " + degrees(e.Longitude)
	return strings.Join([]string{strconv.Itoa(e.Events), strconv.Itoa(e.Reports), e.Name, e.Country, at, string(e.Sign())}, "|")
}

func TestPlaces(t *testing.T) {
	r := atlasRoom(t)
	var m Places
	r.getJSON("/api/v1/places", &m)
	var got []string
	for _, e := range m.Places {
		got = append(got, e.line())
	}
	want := []string{"2|2|Oslo|NO|59.91 10.74|dot", "1|1|Little Harrow|| |none", "0|1|Norway|NO|62 10|ring"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if m.Reports != 2 || m.Unplaced != 1 || m.Unlocated() != 1 || m.Places[1].Query != `place:"Little Harrow"` {
		t.Errorf("%+v", m)
	}
	r.getJSON("/places.json?q=publisher:Echo", &m)
	if len(m.Places) != 1 || m.Places[0].Events != 1 || m.Places[0].Query != "publisher:Echo place:Oslo" {
		t.Errorf("places of the Echo: %+v", m.Places)
	}
}

func TestPlacesPage(t *testing.T) {
	page := atlasRoom(t).get("/places", http.StatusOK)
	for _, want := range []string{
		`href="/timeline?q=place%3aOslo"`, `href="/?q=place%3a%22Little%20Harrow%22"`, `class="at dot"`, `class="at ring quiet"`,
		`Nobody knows where 1 of these places lies.`, `1 event is told of no place`, `<th scope="row">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if n := strings.Count(page, "<circle"); n != 2+3+2 { // on the map, in the legend, in the list
		t.Errorf("%d circles", n)
	}
}

func TestPlacesPaging(t *testing.T) {
	r := atlasRoom(t)
	var names []string
	for at := "/places.json?limit=1"; at != ""; {
		var m Places
		r.getJSON(at, &m)
		for _, e := range m.Places {
			names = append(names, e.Name)
		}
		at = m.Next
		if len(names) > 3 {
			break
		}
	}
	if diff := cmp.Diff([]string{"Oslo", "Little Harrow", "Norway"}, names); diff != "" {
		t.Errorf("page after page (-want +got):\n%s", diff)
	}
	r.get("/places?after=nonsense", http.StatusBadRequest)
}

func TestPlacesTable(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(atlasRoom(t).get("/places.csv", http.StatusOK))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Oslo", "city", "NO", "59.91", "10.74", "2", "2"}, rows[1]); len(rows) != 4 || diff != "" {
		t.Errorf("%q (-want +got):\n%s", rows, diff)
	}
}

func TestMap(t *testing.T) {
	at := func(name string, lat, lon float64) PlaceEntry {
		return PlaceEntry{Name: name, Kind: "city", Latitude: &lat, Longitude: &lon, Events: 1}
	}
	none := (&Places{Places: []PlaceEntry{{Name: "nowhere"}}}).Map()
	if none != nil {
		t.Errorf("a map of nothing: %+v", none)
	}
	near := (&Places{Places: []PlaceEntry{at("a", 50, 10), at("b", 52, 14)}}).Map()
	if near.World || near.W > 400 {
		t.Errorf("two towns are shown on %s", near.ViewBox())
	}
	for _, p := range near.Points {
		if p.X < near.X || p.X > near.X+near.W || p.Y < near.Y || p.Y > near.Y+near.H {
			t.Errorf("%s is at %.0f %.0f, outside %s", p.Name, p.X, p.Y, near.ViewBox())
		}
	}
	far := (&Places{Places: []PlaceEntry{at("a", -40, 175), at("b", 60, -150)}}).Map()
	if !far.World {
		t.Errorf("the ends of the world are shown on %s", far.ViewBox())
	}
	for _, view := range []string{"world", "50,10,5", "50,10,1", "-90,500,1e9", "NaN,1,1", "1e999,0,0", ",,", "a,b,c"} {
		v := (&Places{Places: []PlaceEntry{at("a", 50, 10)}, view: view}).Map()
		for _, f := range []float64{v.X, v.Y, v.W, v.H} {
			if math.IsNaN(f) || math.IsInf(f, 0) || v.W <= 0 || v.H <= 0 {
				t.Errorf("view %q shows %s", view, v.ViewBox())
			}
		}
		for _, move := range v.Moves() {
			if _, ok := mapPartOf(move.To); !ok && move.To != "world" {
				t.Errorf("view %q: %s leads to %q", view, move.Name, move.To)
			}
		}
	}
}

// The names on the map do not lie over each other.
func TestMapNames(t *testing.T) {
	m := &Places{}
	for i := range 40 {
		lat, lon := 50+float64(i%8)/4, 10+float64(i/8)/4
		m.Places = append(m.Places, PlaceEntry{Name: "Somewhere " + strconv.Itoa(i), Kind: "city", Latitude: &lat, Longitude: &lon})
	}
	v := m.Map()
	var taken []box
	for _, p := range v.Points {
		if p.Label == "" {
			continue
		}
		b := box{p.LabelX, p.LabelY, 7 * v.Pixel * float64(len(p.Label)), 13 * v.Pixel}
		if p.Left {
			b.x -= b.w
		}
		if overAny(taken, b) {
			t.Errorf("%s lies over another name", p.Label)
		}
		taken = append(taken, b)
	}
	if len(taken) == 0 {
		t.Error("no place is named")
	}
}

// The outline is two paths of lines that stay on the map.
func TestWorld(t *testing.T) {
	if len(worldFile) > 40<<10 {
		t.Errorf("the outline has %d bytes", len(worldFile))
	}
	line := regexp.MustCompile(`^M-?\d+(?: |-)\d+l(?:[ -]?\d+(?: |-)\d+)+z?`)
	for name, path := range map[string]string{"land": worldLand, "borders": worldBorders} {
		n := 0
		for rest := path; rest != ""; n++ {
			found := line.FindString(rest)
			if found == "" {
				t.Fatalf("%s: no line at %.60q", name, rest)
			}
			rest = rest[len(found):]
		}
		if n < 50 {
			t.Errorf("%s has %d lines", name, n)
		}
	}
}
