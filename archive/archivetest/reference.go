package archivetest

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// Asks tells whether a query holds of a record, as package archive's Store says. It
// reads the record through, and shares no more with a Store than what a word is.
func Asks(n query.Node, r record.Record) bool {
	n = asking(n)
	return n == nil || asks(n, r)
}

// asking is n without what asks nothing; nil where nothing is left.
func asking(n query.Node) query.Node {
	list := func(parts []query.Node) (left []query.Node) {
		for _, p := range parts {
			if p = asking(p); p != nil {
				left = append(left, p)
			}
		}
		return left
	}
	switch n := n.(type) {
	case query.And:
		if parts := list(n); len(parts) > 0 {
			return flat(query.And(parts))
		}
	case query.Or:
		if parts := list(n); len(parts) > 0 {
			return flat(query.Or(parts))
		}
	case query.Not:
		if p := asking(n.Part); p != nil {
			if twice, ok := p.(query.Not); ok {
				return twice.Part
			}
			return query.Not{Part: p}
		}
	case query.Term:
		if len(tokens(n)) > 0 {
			return n
		}
	case query.Filter:
		closed := n.Field == query.Naming || n.Field == query.Act || n.Field == query.Event
		if n.Field == query.Date || n.Field == query.When || closed && n.Value != "" || !closed && len(tokens(n.Term)) > 0 {
			return n
		}
	}
	return nil
}

// flat is an And of Ands as one And, and an Or of Ors as one Or; of one part, the part.
func flat(n query.Node) query.Node {
	var parts []query.Node
	switch n := n.(type) {
	case query.And:
		for _, p := range n {
			if inner, ok := p.(query.And); ok {
				parts = append(parts, inner...)
			} else {
				parts = append(parts, p)
			}
		}
		if len(parts) > 1 {
			return query.And(parts)
		}
	case query.Or:
		for _, p := range n {
			if inner, ok := p.(query.Or); ok {
				parts = append(parts, inner...)
			} else {
				parts = append(parts, p)
			}
		}
		if len(parts) > 1 {
			return query.Or(parts)
		}
	}
	return parts[0]
}

func asks(n query.Node, r record.Record) bool {
	switch n := n.(type) {
	case query.And:
		return asksAll(n, r)
	case query.Or:
		return slices.ContainsFunc(n, func(p query.Node) bool { return asks(p, r) })
	case query.Not:
		return !asks(n.Part, r)
	case query.Term:
		return shows(archive.Words(r.Document.Text), n) || r.Document.Title != nil && shows(archive.Words(r.Document.Title.Text), n)
	case query.Filter:
		return filters(n, r)
	}
	return false
}

// asksAll is And: the parts about statements hold of one, those about events of one.
func asksAll(parts query.And, r record.Record) bool {
	var statement, event, place []query.Node
	for _, p := range parts {
		fields := fieldsOf(p)
		within := func(all ...query.Field) bool {
			return len(fields) > 0 && !slices.ContainsFunc(fields, func(f query.Field) bool { return !slices.Contains(all, f) })
		}
		switch {
		case within(query.Speaker, query.About, query.Naming, query.Act):
			statement = append(statement, p)
		case within(query.Place):
			place = append(place, p)
		case within(query.Event, query.When, query.Place):
			event = append(event, p)
		case !asks(p, r):
			return false
		}
	}
	if len(event) > 0 {
		event, place = append(event, place...), nil
	}
	for _, p := range place {
		if !asks(p, r) {
			return false
		}
	}
	switch len(event) {
	case 0:
	case 1:
		if !asks(event[0], r) {
			return false
		}
	default:
		if !slices.ContainsFunc(r.Events, func(e record.Event) bool { return ofEvent(query.And(event), r, e) }) {
			return false
		}
	}
	return len(statement) == 0 || slices.ContainsFunc(r.Statements, func(s record.Statement) bool { return ofStatement(query.And(statement), r, s) })
}

// fieldsOf are the fields of a filter, or of an Or of nothing but filters; nil for others.
func fieldsOf(n query.Node) []query.Field {
	switch n := n.(type) {
	case query.Filter:
		return []query.Field{n.Field}
	case query.Or:
		var all []query.Field
		for _, p := range n {
			f, ok := p.(query.Filter)
			if !ok {
				return nil
			}
			all = append(all, f.Field)
		}
		return all
	}
	return nil
}

func filters(f query.Filter, r record.Record) bool {
	d := r.Document
	switch f.Field {
	case query.Speaker, query.About, query.Naming, query.Act:
		return slices.ContainsFunc(r.Statements, func(s record.Statement) bool { return ofStatement(f, r, s) })
	case query.Event, query.When:
		return slices.ContainsFunc(r.Events, func(e record.Event) bool { return ofEvent(f, r, e) })
	case query.Place:
		return slices.ContainsFunc(r.Places, func(p record.Place) bool { return placeShows(p, f.Term) })
	case query.Actor:
		return slices.ContainsFunc(r.Actors, func(a record.Actor) bool { return actorShows(a, f.Term) })
	case query.Publisher:
		return d.Publisher != nil && in(d.Publisher.Text, f.Term)
	case query.Title:
		return d.Title != nil && in(d.Title.Text, f.Term)
	case query.Credit:
		return slices.ContainsFunc(d.Credits, func(c record.Credit) bool { return in(c.Name, f.Term) || in(c.Text, f.Term) })
	case query.Date:
		return d.Published != nil && len(*d.Published) >= 10 && meet((*d.Published)[:10], (*d.Published)[:10], f.Dates)
	}
	return false
}

func ofStatement(n query.Node, r record.Record, s record.Statement) bool {
	switch n := n.(type) {
	case query.And:
		return !slices.ContainsFunc(n, func(p query.Node) bool { return !ofStatement(p, r, s) })
	case query.Or:
		return slices.ContainsFunc(n, func(p query.Node) bool { return ofStatement(p, r, s) })
	}
	switch f := n.(query.Filter); f.Field {
	case query.Speaker:
		return s.Source.Name != nil && in(*s.Source.Name, f.Term) ||
			slices.ContainsFunc(s.Source.Spans, func(w record.Span) bool { return in(w.Text, f.Term) }) ||
			s.Source.Actor != nil && slices.ContainsFunc(r.Actors, func(a record.Actor) bool { return a.ID == *s.Source.Actor && actorShows(a, f.Term) })
	case query.Naming:
		return s.Source.Naming == f.Value
	case query.Act:
		return s.Act == f.Value
	case query.About:
		return slices.ContainsFunc(s.Content, func(c record.Span) bool {
			var within []archive.Word
			for _, w := range archive.Words(r.Document.Text) {
				if c.Start <= w.Start && w.End <= c.End {
					within = append(within, w)
				}
			}
			return shows(within, f.Term)
		})
	}
	return false
}

func ofEvent(n query.Node, r record.Record, e record.Event) bool {
	switch n := n.(type) {
	case query.And:
		return !slices.ContainsFunc(n, func(p query.Node) bool { return !ofEvent(p, r, e) })
	case query.Or:
		return slices.ContainsFunc(n, func(p query.Node) bool { return ofEvent(p, r, e) })
	}
	switch f := n.(query.Filter); f.Field {
	case query.Event:
		return e.Type != nil && *e.Type == f.Value
	case query.Place:
		return e.Place != nil && slices.ContainsFunc(r.Places, func(p record.Place) bool { return p.ID == *e.Place && placeShows(p, f.Term) })
	case query.When:
		earliest, latest := "", ""
		if e.Time.Earliest != nil {
			earliest = *e.Time.Earliest
		}
		if e.Time.Latest != nil {
			latest = *e.Time.Latest
		}
		return earliest+latest != "" && meet(earliest, latest, f.Dates)
	}
	return false
}

// meet tells whether the days from one to the other, "" open, and an interval share one.
func meet(from, to string, i query.Interval) bool {
	before := func(a, b string) bool { return a == "" || b == "" || a <= b } // a is a beginning, b an end
	return before(i.From, i.To) && before(from, i.To) && before(i.From, to)
}

func actorShows(a record.Actor, t query.Term) bool {
	return in(a.Name, t) || slices.ContainsFunc(a.Aliases, func(s string) bool { return in(s, t) })
}

func placeShows(p record.Place, t query.Term) bool {
	return in(p.Name, t) || slices.ContainsFunc(p.Mentions, func(m record.Span) bool { return in(m.Text, t) })
}

func in(text string, t query.Term) bool { return shows(archive.Words(text), t) }

// shows tells whether words have a term.
func shows(words []archive.Word, t query.Term) bool {
	want := tokens(t)
	inflected := len(want) == 1 && !t.Phrase && !t.Prefix
	for i := range words {
		fits := len(words)-i >= len(want)
		for j := 0; fits && j < len(want); j++ {
			w := words[i+j].Text
			switch {
			case inflected:
				fits = archive.Stem(w) == archive.Stem(want[j])
			case t.Prefix && j == len(want)-1:
				fits = strings.HasPrefix(w, want[j])
			default:
				fits = w == want[j]
			}
		}
		if fits {
			return true
		}
	}
	return false
}

// tokens are the words of a term.
func tokens(t query.Term) []string {
	var all []string
	for _, w := range archive.Words(strings.Join(t.Words, " ")) {
		all = append(all, w.Text)
	}
	return all
}
