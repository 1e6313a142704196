// Package suite puts the passes of linking together: the digest of a record, and
// everything that is found across a set of digests.
package suite

import (
	"slices"
	"sync"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/claim"
	"github.com/saysonews/sayso/link/identity"
	"github.com/saysonews/sayso/link/occurrence"
	"github.com/saysonews/sayso/link/origin"
	"github.com/saysonews/sayso/link/reuse"
	"github.com/saysonews/sayso/link/ruling"
	"github.com/saysonews/sayso/link/telling"
	"github.com/saysonews/sayso/record"
)

// Version goes up when the digest of a record, or what is found across digests,
// may change.
const Version = "4"

// Digest is what linking needs of a record. ID is that of the report in its
// collection; an archive sets it.
func Digest(id string, r record.Record) link.Report {
	d := r.Document
	out := link.Report{
		ID:        id,
		Publisher: words(d.Publisher),
		URL:       d.Origin.URL,
		Title:     words(d.Title),
		Dateline:  words(d.Dateline),
		Sentences: telling.Sentences(r),
		Cast:      identity.Cast(r),
		Tellings:  telling.Of(r),
	}
	if d.Published != nil {
		out.Published = *d.Published
	}
	for _, b := range d.Byline {
		out.Byline = append(out.Byline, b.Text)
	}
	for _, c := range d.Credits {
		out.Credits = append(out.Credits, link.Credit{Kind: c.Kind, Name: c.Name, Text: c.Text})
	}
	return out
}

func words(s *record.MaybeSpan) string {
	if s == nil {
		return ""
	}
	return s.Text
}

// Link finds everything across the reports, and makes hold in it what people decided.
// It gives the same for the same set of reports and rulings in any order.
func Link(reports []link.Report, ruled []ruling.Ruling) link.Links {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, link.Before)
	reports = ruling.NotFrom(ruled, reports)
	l := link.Links{Copies: ruling.OfCopies(ruled, reuse.Find(reports))}
	// Who is who is found mostly on one core, events on all.
	var identities sync.WaitGroup
	identities.Go(func() { l.Identities = identity.Find(reports, pairs(ruled, reports)) })
	l.Occurrences = ruling.OfEvents(ruled, reports, occurrence.Find(reports))
	identities.Wait()
	claims := ruling.OfClaims(ruled, reports, claim.Find(reports, l.Copies, l.Identities))
	l.Claims = origin.Trace(reports, l.Copies, l.Identities, claims)
	return l
}

// pairs are the rulings about actors, as the pass for them takes them.
func pairs(ruled []ruling.Ruling, reports []link.Report) []identity.Ruling {
	var out []identity.Ruling
	for _, p := range ruling.Pairs(ruled, reports) {
		out = append(out, identity.Ruling(p))
	}
	return out
}
