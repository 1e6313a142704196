package sourcing

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/record"
)

// A Card is what there is to say of a report's sourcing.
type Card struct {
	Statements int       `json:"statements"`
	Naming     []Tally   `json:"naming"`     // every level of naming in a fixed order, none left out
	FirstHand  int       `json:"firstHand"`  // statements whose source speaks to the reader through the report alone
	SecondHand int       `json:"secondHand"` // statements told on by somebody between
	Quoted     []Quoted  `json:"quoted"`     // most statements first, then in order of appearance
	Claims     int       `json:"claims"`     // what the statements put forward, each once
	OneSource  []Claim   `json:"oneSource"`  // the claims that rest on one source only
	Findings   []Finding `json:"findings"`   // in text order
}

// A Tally is how many statements have sources of one level of naming.
type Tally struct {
	Naming     string `json:"naming"` // a value of record.Source.Naming
	Statements int    `json:"statements"`
}

// Quoted is a person or body that statements are given to.
type Quoted struct {
	Actor      string `json:"actor,omitempty"` // id in the record; "" where it is not resolved
	Name       string `json:"name"`
	Naming     string `json:"naming"`
	Statements int    `json:"statements"`
	OwnWords   int    `json:"ownWords"` // statements that are in quotation marks, in whole or in part
}

// A Claim is something that the report's sources put forward.
type Claim struct {
	Statements []string `json:"statements"` // ids, in text order
	Origins    []string `json:"origins"`    // names or words of the sources it rests on, in text order
	Unnamed    bool     `json:"unnamed"`    // none of the origins has a name
}

// levels are the levels of naming, from the best known source to none.
var levels = []string{"named", "described", "bare", "document", "outlet", "author", "absent"}

// Of is the card of r.
func Of(r record.Record) Card {
	x := newReport(&r)
	c := Card{Statements: len(r.Statements), Naming: make([]Tally, len(levels)), OneSource: []Claim{}}
	for i, l := range levels {
		c.Naming[i].Naming = l
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if at := slices.Index(levels, s.Source.Naming); at >= 0 {
			c.Naming[at].Statements++
		}
		switch {
		case SecondHand(&r, s):
			c.SecondHand++
		case s.Source.Naming != "absent":
			c.FirstHand++
		}
	}
	c.Quoted = x.quoted()
	c.Claims = len(x.claims)
	for _, k := range x.claims {
		if len(k.origins) == 1 {
			c.OneSource = append(c.OneSource, x.show(k))
		}
	}
	c.Findings = x.findings()
	return c
}

// Count is how many statements have sources of that level of naming.
func (c Card) Count(naming string) int {
	for _, t := range c.Naming {
		if t.Naming == naming {
			return t.Statements
		}
	}
	return 0
}

// SecondHand tells whether somebody stands between the report and the source of s.
// The agency whose copy the whole report is does not count: it is no more between
// them than the report itself.
func SecondHand(r *record.Record, s *record.Statement) bool {
	return s.Source.Basis == "second-hand" || between(r, s) > 0
}

// between is how many links of the chain of s stand between the source and the
// report, or the outlets that the whole of it is owed to.
func between(r *record.Record, s *record.Statement) int {
	if len(s.Chain) == 0 {
		return 0
	}
	rest := s.Chain[1:]
	for _, c := range r.Document.Credits {
		if len(rest) > 1 && rest[0].Name != nil && *rest[0].Name == c.Name {
			rest = rest[1:]
		}
	}
	return max(0, len(rest)-1)
}

// quoted lists who is quoted, but for sources that are not there and the author.
func (x *report) quoted() []Quoted {
	list := []Quoted{}
	at := map[string]int{}
	for _, s := range x.sources {
		if s.st.Source.Naming == "absent" || s.st.Source.Naming == "author" {
			continue
		}
		i, ok := at[s.key]
		if !ok {
			i = len(list)
			at[s.key] = i
			q := Quoted{Name: s.name, Naming: s.st.Source.Naming}
			if s.actor != nil {
				q.Actor = s.actor.ID
			}
			list = append(list, q)
		}
		list[i].Statements++
		if s.st.Form != "indirect" {
			list[i].OwnWords++
		}
	}
	slices.SortStableFunc(list, func(a, b Quoted) int { return cmp.Compare(b.Statements, a.Statements) })
	return list
}
