package web

import (
	"cmp"
	"context"
	"html/template"
	"slices"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A Report is all that is kept and found of a report.
type Report struct {
	Head        archive.Head          `json:"head"`
	Record      record.Record         `json:"record"`
	Claims      []archive.ClaimHead   `json:"claims"`
	Copies      []Reuse               `json:"copies"`
	Versions    []archive.Version     `json:"versions"` // the newest first; one where the text never changed
	Acquired    []archive.Acquisition `json:"acquired"`
	Identities  map[string]string     `json:"identities"` // from actors of the record to actors across reports
	Decided     map[string]Mark       `json:"decided"`    // what people decided, by the ids of statements
	Ruled       []Decided             `json:"ruled"`      // what people decided of its claims, copies, events and actors
	Open        bool                  `json:"open"`       // decisions are taken here
	Article     template.HTML         `json:"-"`
	DigestMaker string                `json:"digestMaker"`
}

// A Reuse is a copy that the report makes or that is made of it, with the other
// report.
type Reuse struct {
	link.Copy
	Other archive.Head `json:"other"`
	Taken bool         `json:"taken"` // the report has the words from the other
}

func (s *server) report(ctx context.Context, q request) (any, error) {
	r, err := s.Store.Report(ctx, q.id)
	if err != nil {
		return nil, err
	}
	m := &Report{Head: r.Head, Record: r.Record, DigestMaker: r.DigestMaker, Claims: []archive.ClaimHead{}, Copies: []Reuse{}}
	if m.Claims, err = s.Store.ClaimsOf(ctx, q.id); err != nil {
		return nil, err
	}
	if m.Versions, err = s.Store.Versions(ctx, q.id); err != nil {
		return nil, err
	}
	if m.Acquired, err = s.Store.Acquisitions(ctx, q.id); err != nil {
		return nil, err
	}
	if m.Identities, err = s.Store.IdentitiesOf(ctx, q.id); err != nil {
		return nil, err
	}
	if m.Copies, err = s.copies(ctx, q.id); err != nil {
		return nil, err
	}
	m.Claims, m.Versions, m.Acquired = notNil(m.Claims), notNil(m.Versions), notNil(m.Acquired)
	decisions, err := s.decisionsOf(ctx, q.id)
	if err != nil {
		return nil, err
	}
	m.Decided, m.Ruled, m.Open = marksOf(q.id, r.Record, decisions), ruledOf(decisions), s.Reader != nil
	m.Article, err = export.Article(corrected(r.Record, m.Decided))
	return m, err
}

// copies are the copies of a report with the other side of each.
func (s *server) copies(ctx context.Context, id string) ([]Reuse, error) {
	copies, err := s.Store.CopiesOf(ctx, id)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range copies {
		ids = append(ids, c.From, c.To)
	}
	heads, err := s.heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []Reuse{}
	for _, c := range copies {
		r := Reuse{Copy: c, Other: heads[c.To]}
		if c.To == id {
			r.Taken, r.Other = true, heads[c.From]
		}
		out = append(out, r)
	}
	return out, nil
}

// heads are what lists show of reports, by their IDs.
func (s *server) heads(ctx context.Context, ids []string) (map[string]archive.Head, error) {
	list, err := s.Store.Heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[string]archive.Head{}
	for _, h := range list {
		out[h.ID] = h
	}
	return out, nil
}

// Shared are the claims that other reports carry too, those that most reports tell as so first.
func (m *Report) Shared() []archive.ClaimHead {
	out := slices.DeleteFunc(slices.Clone(m.Claims), func(c archive.ClaimHead) bool { return c.Reports < 2 })
	slices.SortStableFunc(out, func(a, b archive.ClaimHead) int { return cmp.Or(b.Resting-a.Resting, b.Reports-a.Reports) })
	return out
}

// Title is that of the page.
func (m *Report) Title() string { return m.Head.Title }
