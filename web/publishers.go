package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Publishers is a page of the list of outlets, those of most reports first.
type Publishers struct {
	Publishers []archive.Facet `json:"publishers"`
	Page
}

// outlets is how many outlets a page has; everyOutlet is more than there are.
const (
	outlets     = 200
	everyOutlet = 1 << 20
)

func (s *server) publishers(ctx context.Context, q request) (any, error) {
	found, _, err := s.Store.Facets(ctx, query.Query{}, false, []query.Field{query.Publisher}, everyOutlet)
	if err != nil {
		return nil, err
	}
	m, page := &Publishers{}, q.page()
	n := cmp.Or(page.Limit, outlets)
	for _, f := range found[query.Publisher] {
		if len(m.Publishers) == n {
			m.after = outletCursor(m.Publishers[n-1])
			break
		}
		if page.After == "" || outletAfter(f, page.After) {
			m.Publishers = append(m.Publishers, f)
		}
	}
	m.Publishers = notNil(m.Publishers)
	return m, nil
}

// outletCursor is where an outlet stands in the list.
func outletCursor(f archive.Facet) string { return strconv.Itoa(f.Reports) + " " + f.Value }

// outletAfter tells whether an outlet comes after a place in the list.
func outletAfter(f archive.Facet, after string) bool {
	reports, name, _ := strings.Cut(after, " ")
	n, _ := strconv.Atoi(reports) // what is no place ends the list
	return f.Reports < n || f.Reports == n && f.Value > name
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
	found, err := s.Store.Search(ctx, asked, archive.Options{Page: archive.Page{Limit: cardReports}, Heads: true})
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
	own := map[string]bool{}
	var ids []string
	for _, h := range hits {
		own[h.ID] = true
		ids = append(ids, h.ID)
	}
	m.Looked = len(ids)
	copies, err := s.Store.CopiesOf(ctx, ids...)
	if err != nil {
		return err
	}
	for _, c := range copies {
		ids = append(ids, c.From, c.To)
	}
	heads, err := s.heads(ctx, ids)
	if err != nil {
		return err
	}
	from, by := map[string]int{}, map[string]int{}
	for _, c := range copies {
		source, target := heads[c.From].Publisher, heads[c.To].Publisher
		if c.Kind == "common" {
			continue
		}
		if own[c.To] && source != m.Name {
			from[source]++
			if !c.Credited {
				m.Uncredited++
			}
		}
		if own[c.From] && target != m.Name {
			by[target]++
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
