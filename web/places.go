package web

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/query"
)

// A Places is where the reports that a question finds lie: the places they name.
type Places struct {
	Query    string       `json:"query"` // as it was read
	Words    string       `json:"words"` // the same in words
	Notes    []string     `json:"notes,omitempty"`
	Reports  int          `json:"reports"`        // that were looked at: the newest ones
	More     bool         `json:"more,omitempty"` // there are more of them
	Unplaced int          `json:"unplacedEvents"` // events of these reports that are told of no place
	Places   []PlaceEntry `json:"places"`         // of most events first
	Page

	asked query.Query
	view  string // the part of the map that is asked for; "" for where the places are
}

// A PlaceEntry is a place with what is told of it.
type PlaceEntry struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind,omitempty"`    // "country", "region", "city", …: as in record.Place
	Country   string   `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Latitude  *float64 `json:"latitude"`          // degrees north; null unknown
	Longitude *float64 `json:"longitude"`         // degrees east
	Reports   int      `json:"reports"`           // that name it
	Events    int      `json:"events"`            // that are told to have been there
	Query     string   `json:"query"`             // the question with this place as a condition more
}

// placeEntries is how many places are on a page.
const placeEntries = 100

func (s *server) places(ctx context.Context, q request) (any, error) {
	asked := query.Parse(q.get("q"))
	m := &Places{Query: asked.String(), Words: asked.Words(), Places: []PlaceEntry{}, asked: asked, view: q.get("view")}
	for _, n := range asked.Notes {
		m.Notes = append(m.Notes, n.Message)
	}
	page := q.page()
	page.Limit = cmp.Or(page.Limit, placeEntries)
	found, err := s.Store.Places(ctx, asked, page)
	if err != nil {
		return nil, err
	}
	m.Reports, m.More, m.Unplaced, m.after = found.Reports, found.More, found.Unplaced, found.Next
	for _, p := range found.Items {
		e := PlaceEntry{Name: p.Name, Kind: p.Kind, Country: p.Country, Reports: p.Reports, Events: p.Events}
		e.Query = (&Search{Query: m.Query}).with(query.Place, p.Name)
		if p.Located {
			e.Latitude, e.Longitude = &p.Latitude, &p.Longitude
		}
		m.Places = append(m.Places, e)
	}
	return m, nil
}

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

// Title is that of the page.
func (m *Places) Title() string { return strings.TrimPrefix(m.Query+" · Places", " · ") }

// Located tells whether the place is on the map.
func (e PlaceEntry) Located() bool { return e.Latitude != nil }

// Unlocated is how many places of the page are not on the map.
func (m *Places) Unlocated() int {
	n := 0
	for _, e := range m.Places {
		if !e.Located() {
			n++
		}
	}
	return n
}

// Mostly tells whether most events are at places that are not on the map, so that
// the list says more than the map.
func (m *Places) Mostly() bool {
	on, all := 0, 0
	for _, e := range m.Places {
		all += 1 + e.Events
		if e.Located() {
			on += 1 + e.Events
		}
	}
	return 2*on < all
}

// KindWord is the key of the words for the kind of a place; "" for none that is
// known.
func (e PlaceEntry) KindWord() string {
	switch e.Kind {
	case "country", "region", "city", "area", "water", "feature":
		return "place." + e.Kind
	}
	return ""
}

// Viewed tells whether a part of the map was asked for.
func (m *Places) Viewed() bool { return m.view != "" }

// Near is the part of the map around a place.
func (e PlaceEntry) Near() string {
	return mapPart{*e.Latitude, *e.Longitude, usualDegrees / 2}.String()
}

// Table has a row a place.
func (m *Places) Table() [][]string {
	rows := [][]string{{"place", "kind", "country", "latitude", "longitude", "reports", "events"}}
	for _, e := range m.Places {
		rows = append(rows, []string{e.Name, e.Kind, e.Country, degrees(e.Latitude), degrees(e.Longitude), strconv.Itoa(e.Reports), strconv.Itoa(e.Events)})
	}
	return rows
}
