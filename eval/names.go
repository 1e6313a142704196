package eval

import "github.com/saysonews/sayso/doc"

// Names holds the scores of named entities: spans must be the same, but for
// blanks and punctuation at their ends.
type Names struct {
	Typed   Tally // the same span and kind
	Untyped Tally // the same span

	Person, Organization, Location, Other Tally // typed, by kind
}

// Add adds the scores of another document.
func (n *Names) Add(o Names) {
	n.Typed.Add(o.Typed)
	n.Untyped.Add(o.Untyped)
	n.Person.Add(o.Person)
	n.Organization.Add(o.Organization)
	n.Location.Add(o.Location)
	n.Other.Add(o.Other)
}

// A NameGold is what a corpus says of the names in a text.
type NameGold struct {
	Names   []doc.Entity
	HasMisc bool       // names of kind other are marked; if not, they are not scored
	Open    []doc.Span // a name found here that gold does not have is neither right nor wrong
}

// CompareNames compares the names found in text with gold.
func CompareNames(text string, gold NameGold, got []doc.Entity) Names {
	want := nameSet(text, gold.Names)
	have := nameSet(text, scored(gold, want, got, text))
	n := Names{Untyped: exact(keys(want), keys(have))}
	for kind, t := range map[doc.EntityKind]*Tally{
		doc.Person: &n.Person, doc.Organization: &n.Organization, doc.Location: &n.Location, doc.Other: &n.Other,
	} {
		*t = exact(ofKind(want, kind), ofKind(have, kind))
		n.Typed.Add(*t)
	}
	return n
}

// scored leaves out what gold has no opinion on.
func scored(gold NameGold, want map[doc.Span]doc.EntityKind, got []doc.Entity, text string) []doc.Entity {
	var out []doc.Entity
	for _, e := range got {
		if e.Kind == doc.Other && !gold.HasMisc {
			continue
		}
		s := Trim(text, e.Span)
		if _, known := want[s]; !known && touching([]doc.Span{s}, gold.Open) > 0 {
			continue
		}
		out = append(out, e)
	}
	return out
}

func nameSet(text string, names []doc.Entity) map[doc.Span]doc.EntityKind {
	set := make(map[doc.Span]doc.EntityKind, len(names))
	for _, e := range names {
		set[Trim(text, e.Span)] = e.Kind
	}
	return set
}

func keys(set map[doc.Span]doc.EntityKind) []doc.Span {
	out := make([]doc.Span, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	return out
}

func ofKind(set map[doc.Span]doc.EntityKind, kind doc.EntityKind) []doc.Span {
	var out []doc.Span
	for s, k := range set {
		if k == kind {
			out = append(out, s)
		}
	}
	return out
}
