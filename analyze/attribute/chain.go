package attribute

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// sort puts the statements in text order, outer ones first, and renumbers their
// parents.
func (b *builder) sort() {
	order := make([]int, len(b.out))
	for i := range order {
		order[i] = i
	}
	start := func(i int) int {
		at := math.MaxInt
		for _, spans := range [][]doc.Span{b.out[i].Source.Spans, b.out[i].Cue, b.out[i].Content} {
			for _, s := range spans {
				at = min(at, s.Start)
			}
		}
		return at
	}
	slices.SortStableFunc(order, func(x, y int) int { return start(x) - start(y) })
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
	}
	sorted := make([]found, len(order))
	for to, from := range order {
		sorted[to] = b.out[from]
		if p := sorted[to].Parent; p >= 0 {
			sorted[to].Parent = place[p]
		}
	}
	b.out = sorted
}

// chains fills in on whose word the report has each statement: the publisher and
// whom the whole report is owed to, then the sources of the statements that hold
// it, then those it was relayed by, then its own. build has left the relays in
// Chain. Who tells of themselves ("I think …", said Odell) is one link.
func (b *builder) chains() {
	relays := make([][]doc.Link, len(b.out))
	for i := range b.out {
		relays[i] = b.out[i].Chain
	}
	report := append([]doc.Link{b.publisher()}, b.credited()...)
	var chain func(i int) []doc.Link
	chain = func(i int) []doc.Link {
		if i < 0 {
			return slices.Clone(report)
		}
		links := chain(b.out[i].Parent)
		for _, l := range append(relays[i], b.linkOf(&b.out[i].Statement)) {
			if !sameLink(links[len(links)-1], l) {
				links = append(links, l)
			}
		}
		return links
	}
	for i := range b.out {
		b.out[i].Chain = chain(i)
	}
}

func sameLink(a, b doc.Link) bool {
	return a.Actor >= 0 && a.Actor == b.Actor || a.Name != "" && plainName(a.Name) == plainName(b.Name)
}

// plainName is a name in lower case without an article.
func plainName(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }

func (b *builder) publisher() doc.Link {
	h := &b.d.Header
	if h.Publisher.Text == "" {
		return doc.Link{Actor: -1, Name: "", Naming: doc.Outlet}
	}
	return doc.Link{Actor: -1, Name: h.Publisher.Text, Naming: doc.Outlet, Evidence: h.Publisher.Span}
}

// credited gives the outlets between the publisher and everybody whom the report
// quotes: the wire of its dateline or byline, and whom it tips its hat to. A line
// such as "… contributed to this report" leaves open what they contributed.
func (b *builder) credited() []doc.Link {
	var links []doc.Link
	last := b.publisher()
	for _, c := range b.d.Header.Credits {
		l := doc.Link{Actor: -1, Name: c.Name, Naming: doc.Outlet, Evidence: c.Span}
		if c.Kind != "hat-tip" && !(c.Kind == "wire" && b.atHead(c.Span)) || sameLink(last, l) || initialsOf(l.Name, last.Name) {
			continue
		}
		links, last = append(links, l), l
	}
	return links
}

// initialsOf tells whether short is the initials of a name: an agency that signs its
// own report with them ("(NCA)" under Northern Coast Agency) owes it to nobody.
func initialsOf(short, name string) bool {
	var initials strings.Builder
	for w := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && plainName(w) != "the" {
			initials.WriteRune(r)
		}
	}
	return utf8.RuneCountInString(short) > 1 && short == initials.String()
}

// atHead tells whether a credit stands in the dateline or byline, or outside the
// text.
func (b *builder) atHead(s doc.Span) bool {
	for _, r := range b.d.Regions {
		if (r.Kind == doc.Dateline || r.Kind == doc.Byline) && r.Span.Contains(s) {
			return true
		}
	}
	return s.Empty()
}

// linkOf is the step of a chain for the source of s.
func (b *builder) linkOf(s *doc.Statement) doc.Link {
	sp := &s.Source
	l := doc.Link{Actor: sp.Actor, Name: sp.Name, Naming: sp.Naming}
	switch {
	case len(sp.Spans) > 0:
		l.Evidence = sp.Spans[0]
	case len(s.Cue) > 0:
		l.Evidence = s.Cue[0]
	}
	return l
}
