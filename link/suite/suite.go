// Package suite puts the passes of linking together: the digest of a record, and
// everything that is found across a set of digests.
package suite

import (
	"slices"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/claim"
	"github.com/saysonews/sayso/link/identity"
	"github.com/saysonews/sayso/link/occurrence"
	"github.com/saysonews/sayso/link/origin"
	"github.com/saysonews/sayso/link/reuse"
	"github.com/saysonews/sayso/link/telling"
	"github.com/saysonews/sayso/record"
)

// Version goes up when the digest of a record, or what is found across digests,
// may change.
const Version = "2"

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

// Link finds everything across the reports. It gives the same for the same set of
// reports and rulings in any order.
func Link(reports []link.Report, ruled []identity.Ruling) link.Links {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, link.Before)
	l := link.Links{Copies: reuse.Find(reports), Identities: identity.Find(reports, ruled), Occurrences: occurrence.Find(reports)}
	l.Claims = origin.Trace(reports, l.Copies, l.Identities, claim.Find(reports, l.Copies, l.Identities))
	return l
}
