package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Publishers is the list of outlets, those of most reports first.
type Publishers struct {
	Publishers []archive.Facet `json:"publishers"`
	More       bool            `json:"more,omitempty"` // counted among the newest reports alone
}

// manyPublishers is how many outlets the list has.
const manyPublishers = 1000

func (s *server) publishers(ctx context.Context, _ request) (any, error) {
	m := &Publishers{}
	counted, more, err := s.Store.Facets(ctx, query.Query{}, false, []query.Field{query.Publisher}, manyPublishers)
	m.Publishers, m.More = notNil(counted[query.Publisher]), more
	return m, err
}

// Title is that of the page.
func (m *Publishers) Title() string { return "Publishers" }

// Table has a row an outlet.
func (m *Publishers) Table() [][]string {
	rows := [][]string{{"publisher", "reports"}}
	for _, p := range m.Publishers {
		rows = append(rows, []string{p.Value, strconv.Itoa(p.Reports)})
	}
	return rows
}

// A Publisher is the card of an outlet: how it names its sources, whose words it
// prints, and who prints its own.
type Publisher struct {
	Name       string         `json:"name"`
	Query      string         `json:"query"`
	Reports    int            `json:"reports"`
	More       bool           `json:"more,omitempty"` // there are more than Reports
	Statements int            `json:"statements"`     // that were looked at: the newest
	Naming     []Share        `json:"naming"`
	Speakers   []Share        `json:"speakers"` // those with most statements
	Looked     int            `json:"looked"`   // reports looked at for copies: the newest
	Copied     []Share        `json:"copied"`   // from whom, in how many of those reports
	CopiedBy   []Share        `json:"copiedBy"` // by whom
	Uncredited int            `json:"uncredited"`
	Newest     []archive.Head `json:"newest"`
}

// A Share is a part of a whole.
type Share struct {
	Name string  `json:"name"`
	N    int     `json:"n"`
	Of   float64 `json:"of"` // of all, 0 to 1
}

// How much of an outlet is looked at for its card.
const (
	cardStatements = 2000
	cardReports    = 200
	cardList       = 12
)

func (s *server) publisher(ctx context.Context, q request) (any, error) {
	asked := query.Query{Root: query.Filter{Field: query.Publisher, Term: query.Term{Words: termOf(q.id).Words, Phrase: true}}}
	found, err := s.Store.Search(ctx, asked, archive.Options{Page: archive.Page{Limit: cardReports}})
	if err != nil {
		return nil, err
	}
	m := &Publisher{Name: q.id, Query: asked.String(), Reports: found.Total.N, More: found.Total.More}
	if m.Reports == 0 {
		return nil, notFound("publisher " + q.id)
	}
	for _, h := range found.Items {
		if h.Publisher == q.id && len(m.Newest) < cardList {
			m.Newest = append(m.Newest, h.Head)
		}
	}
	if err := s.voices(ctx, m, asked); err != nil {
		return nil, err
	}
	return m, s.reuse(ctx, m, found.Items)
}

// voices counts whose word the outlet gives, and how it names them.
func (s *server) voices(ctx context.Context, m *Publisher, asked query.Query) error {
	naming, speakers := map[string]int{}, map[string]int{}
	for p := (archive.Page{Limit: maxPage}); m.Statements < cardStatements; {
		list, err := s.Store.Statements(ctx, asked, p)
		if err != nil {
			return err
		}
		for _, st := range list.Items {
			m.Statements++
			naming[st.Naming]++
			if st.Naming == "named" {
				speakers[st.Speaker]++
			}
		}
		if p.After = list.Next; p.After == "" {
			break
		}
	}
	m.Naming, m.Speakers = shares(naming, m.Statements, 0), shares(speakers, m.Statements, cardList)
	return nil
}

// reuse counts whose words the outlet's reports have, and who has theirs.
func (s *server) reuse(ctx context.Context, m *Publisher, hits []archive.Hit) error {
	from, by := map[string]int{}, map[string]int{}
	for _, h := range hits {
		copies, err := s.copies(ctx, h.ID)
		if err != nil {
			return err
		}
		m.Looked++
		for _, c := range copies {
			switch {
			case c.Kind == "common" || c.Other.Publisher == m.Name:
			case c.Taken:
				from[c.Other.Publisher]++
				if !c.Credited {
					m.Uncredited++
				}
			default:
				by[c.Other.Publisher]++
			}
		}
	}
	m.Copied, m.CopiedBy = shares(from, m.Looked, cardList), shares(by, m.Looked, cardList)
	return nil
}

// shares are the counts, the largest first; limit 0 is all.
func shares(counts map[string]int, of, limit int) []Share {
	out := []Share{}
	for name, n := range counts {
		out = append(out, Share{name, n, float64(n) / float64(max(of, 1))})
	}
	slices.SortFunc(out, func(a, b Share) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out
}

// Percent is a share as people read it.
func (s Share) Percent() int { return int(s.Of*100 + .5) }

// Title is that of the page.
func (m *Publisher) Title() string { return m.Name }
