package web

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Search is what a question finds.
type Search struct {
	Query   string         `json:"query"` // as it was read
	Words   string         `json:"words"` // the same in words
	Notes   []string       `json:"notes,omitempty"`
	Total   int            `json:"total"`
	More    bool           `json:"more,omitempty"` // there are more than Total
	Hits    []archive.Hit  `json:"hits"`
	Facets  []Facet        `json:"facets"`
	Counted int            `json:"counted,omitempty"` // among how many reports, the newest, facets are counted where there are more
	Stats   *archive.Stats `json:"stats,omitempty"`   // of the archive, where nothing is asked
	Claims  []FrontClaim   `json:"claims,omitempty"`  // where nothing is asked: what most reports have from one origin, or from few where none has one
	Page

	asked query.Query
	old   bool
	best  bool
}

// A Facet is the values of a field among what was found.
type Facet struct {
	Field  string       `json:"field"`
	Values []FacetValue `json:"values"`
}

// A FacetValue is a value with how many of the found reports have it.
type FacetValue struct {
	Value   string `json:"value"`
	Reports int    `json:"reports"`
	Query   string `json:"query"` // the question with this value as a condition more
}

// facetFields are the fields whose values the front page counts.
var facetFields = []query.Field{query.Publisher, query.Date, query.Speaker, query.Naming, query.Act, query.Event, query.Place}

// facetValues is how many values of each are shown.
const facetValues = 8

func (s *server) search(ctx context.Context, q request) (any, error) {
	asked := query.Parse(q.get("q"))
	m := &Search{Query: asked.String(), Words: asked.Words(), asked: asked, old: q.get("all") == "1", best: q.get("sort") == "best", Facets: []Facet{}}
	for _, n := range asked.Notes {
		m.Notes = append(m.Notes, n.Message)
	}
	found, err := s.Store.Search(ctx, asked, archive.Options{Page: q.page(), All: m.old, Relevance: m.best})
	if err != nil {
		return nil, err
	}
	m.Total, m.More, m.Hits, m.after = found.Total.N, found.Total.More, found.Items, found.Next
	if m.Hits == nil {
		m.Hits = []archive.Hit{}
	}
	if q.get("after") != "" {
		return m, nil // the facets are those of the first page
	}
	if err := s.facets(ctx, m); err != nil {
		return nil, err
	}
	if asked.Root == nil {
		stats, err := s.Store.Stats(ctx)
		if err != nil {
			return nil, err
		}
		m.Stats = &stats
		if m.Claims, err = s.repeated(ctx); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (s *server) facets(ctx context.Context, m *Search) error {
	values, counted, err := s.Store.Facets(ctx, m.asked, m.old, facetFields, facetValues)
	if err != nil {
		return err
	}
	if counted.More {
		m.Counted = counted.N
	}
	for _, f := range facetFields {
		out := Facet{Field: string(f)}
		for _, v := range values[f] {
			out.Values = append(out.Values, FacetValue{v.Value, v.Reports, m.with(f, v.Value)})
		}
		if out.Values != nil {
			m.Facets = append(m.Facets, out)
		}
	}
	return nil
}

// with is the question with a condition more.
func (m *Search) with(f query.Field, value string) string {
	if strings.ContainsAny(value, " \t:()\"") {
		value = strconv.Quote(value)
	}
	return strings.TrimSpace(m.Query + " " + string(f) + ":" + value)
}

// A Chip is a condition in force, with the question that is left without it.
type Chip struct{ Text, Without string }

// Chips are the conditions that the question joins.
func (m *Search) Chips() []Chip {
	parts, ok := m.asked.Root.(query.And)
	if !ok && m.asked.Root != nil {
		parts = query.And{m.asked.Root}
	}
	var out []Chip
	for i, p := range parts {
		rest := append(append(query.And{}, parts[:i]...), parts[i+1:]...)
		out = append(out, Chip{query.Query{Root: p}.String(), query.Query{Root: joined(rest)}.String()})
	}
	return out
}

// joined is the conditions as one node.
func joined(parts query.And) query.Node {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

// Title is that of the page.
func (m *Search) Title() string { return cmp.Or(m.Query, "Search") }

// Table has a row a report.
func (m *Search) Table() [][]string {
	rows := [][]string{{"report", "published", "publisher", "title", "url"}}
	for _, h := range m.Hits {
		rows = append(rows, []string{h.ID, h.Published, h.Publisher, h.Title, h.URL})
	}
	return rows
}

// A Piece is words of a snippet; Hit where they were asked for.
type Piece struct {
	Text string
	Hit  bool
}

// pieces cuts a snippet at its marks.
func pieces(s archive.Snippet) []Piece {
	text := []rune(s.Text)
	var out []Piece
	at := 0
	put := func(end int, hit bool) {
		end = min(max(end-s.Start, at), len(text))
		if end > at {
			out = append(out, Piece{string(text[at:end]), hit})
		}
		at = end
	}
	for _, m := range s.Marks {
		put(m.Start, false)
		put(m.End, true)
	}
	put(s.Start+len(text), false)
	return out
}
