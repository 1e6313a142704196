package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/analyze/place/internal/table"
	"github.com/saysonews/sayso/doc"
)

// A toponym is one mention that may name a place.
type toponym struct {
	span       doc.Span
	key        string // of the name as the report writes it
	name       int    // index of its name, -1 for none
	candidates []candidate
	qualified  *candidate // what its qualifier leaves, nil without one
	dateline   bool
	// unknown: what was taken for a place is one, though nobody knows where.
	unknown bool
	// placed: the words around an unknown name, or its own, say that it is one.
	placed bool
	// within: a country or state in the name of something else, "Ohio" in
	// "Ohio Turnpike Authority": speaks for it but is no mention of it.
	within *candidate
}

// toponyms is every mention in d that may name a place, in text order.
func (g *Gazetteer) toponyms(d *doc.Doc) []toponym {
	var found []toponym
	known := map[string][]candidate{} // names recur; the table is asked once
	people := surnames(d)
	usual := usualPlaces(d)
	next := 0 // the first token that no entity before holds
	for i := range d.Entities {
		e := d.Entities[i]
		found = g.adjectives(d, doc.Range{First: next, End: e.Tokens.First}, found)
		next = e.Tokens.End
		for _, span := range parts(d, e) {
			t := toponym{span: span, name: -1, dateline: span.Overlaps(d.Header.Dateline.Span)}
			text := span.In(d.Text)
			t.key = fold(text)
			kind := e.Kind
			if usual[t.key] && !people[t.key] {
				kind = doc.Location
			}
			if _, ok := g.people[t.key]; ok && language(d, span) {
				continue
			}
			t.candidates = g.meanings(kind, text, t.key, known)
			if len(t.candidates) > 0 {
				g.qualify(d, &t)
			} else if kind != doc.Location && mayBeQualified(d, span) {
				t.candidates = g.candidates(text)
				if g.qualify(d, &t); t.qualified == nil {
					t.candidates = nil
				}
			}
			if t.qualified == nil && g.never[t.key] {
				t.candidates = nil
			}
			t.unknown = kind == doc.Location && !g.never[t.key] && !people[t.key] && namelike(text)
			t.placed = t.unknown && (g.kindOf(text) != otherKind || locative(d, span))
			if len(t.candidates) == 0 && kind != doc.Location {
				found = g.within(d, e, found)
			}
			if len(t.candidates) > 0 || t.unknown {
				found = append(found, t)
			}
		}
	}
	return g.adjectives(d, doc.Range{First: next, End: len(d.Tokens)}, found)
}

// usualPlaces is the keys of the names that are taken for places at least as
// often as for anything else: one name means one thing throughout a report.
func usualPlaces(d *doc.Doc) map[string]bool {
	balance := map[string]int{}
	for _, e := range d.Entities {
		key := fold(e.Span.In(d.Text))
		if e.Kind == doc.Location {
			balance[key]++
		} else {
			balance[key]--
		}
	}
	usual := map[string]bool{}
	for key, n := range balance {
		usual[key] = n >= 0
	}
	return usual
}

// mayBeQualified tells whether a comma or a bracket follows span: "Surprise, Ariz."
func mayBeQualified(d *doc.Doc, span doc.Span) bool {
	r := d.TokensOf(span)
	return r.End < len(d.Tokens) && (d.Word(r.End) == "," || d.Word(r.End) == "(")
}

// adjectives adds the adjectives of peoples among tokens that are no part of a
// name: "Egyptian troops". An entity recogniser often leaves them out.
func (g *Gazetteer) adjectives(d *doc.Doc, among doc.Range, found []toponym) []toponym {
	for i := among.First; i < among.End && i < len(d.Tags); i++ {
		word := d.Word(i)
		if word[0] < 'A' || word[0] > 'Z' || len(word) < 4 || d.Tags[i].UPOS != "ADJ" && d.Tags[i].UPOS != "PROPN" {
			continue
		}
		key := table.Fold(word)
		p, ok := g.people[key]
		span := d.Tokens[i].Span
		if !ok || p.class != country || language(d, span) {
			continue
		}
		found = append(found, toponym{span: span, key: key, name: -1, candidates: []candidate{p}})
	}
	return found
}

// meanings is the places that a text, taken for a name of the given kind, may
// mean. A people and its adjective mean the land: "Venezuelan", "Europeans".
func (g *Gazetteer) meanings(kind doc.EntityKind, text, key string, known map[string][]candidate) []candidate {
	people, isPeople := g.people[key]
	if kind == doc.Person {
		return nil
	}
	if kind != doc.Location {
		// "The Oregonian" is a paper, "the Palestinians" are a side.
		if isPeople && (kind == doc.Other || people.class == country) {
			return []candidate{people}
		}
		if cs := unmistakable(g.typed(text)); len(cs) > 0 {
			return cs
		}
		return counties(text, g)
	}
	cs, ok := known[text]
	if ok {
		return cs
	}
	cs = g.candidates(text)
	if isPeople && (len(cs) == 0 || len(g.typed(text)) == 0) {
		cs = []candidate{people}
	}
	known[text] = cs
	return cs
}

// locatives stand before the name of a place, in lower case. "Of" and "to" stand
// before too much else.
var locatives = map[string]bool{
	"in": true, "at": true, "near": true, "from": true, "outside": true, "inside": true, "around": true, "across": true,
	"through": true, "throughout": true, "toward": true, "towards": true, "into": true, "downtown": true, "via": true, "beyond": true,
}

// locative tells whether a word of place stands before span, an article aside.
func locative(d *doc.Doc, span doc.Span) bool {
	i := d.TokensOf(span).First - 1
	if i >= 0 && strings.EqualFold(d.Word(i), "the") {
		i--
	}
	return i >= 0 && locatives[strings.ToLower(d.Word(i))]
}

// spoken are words before the name of a language, in lower case.
var spoken = map[string]bool{
	"in": true, "into": true, "speak": true, "speaks": true, "spoke": true, "speaking": true, "learn": true, "learning": true,
	"taught": true, "teach": true, "fluent": true,
}

// language tells whether an adjective of a people stands for its language, "in
// French,": nothing follows that it could describe.
func language(d *doc.Doc, span doc.Span) bool {
	r := d.TokensOf(span)
	if r.First == 0 || !spoken[strings.ToLower(d.Word(r.First-1))] {
		return false
	}
	if r.End == len(d.Tokens) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(d.Word(r.End))
	return !unicode.IsLetter(next) && !unicode.IsDigit(next) || d.Word(r.End) == "and" || d.Word(r.End) == "or"
}

// surnames is the folded last words of the people's names in d: what is called
// by one of them alone is no place.
func surnames(d *doc.Doc) map[string]bool {
	set := map[string]bool{}
	for _, e := range d.Entities {
		if e.Kind == doc.Person && e.Tokens.Len() > 1 {
			set[fold(d.Word(e.Tokens.End-1))] = true
		}
	}
	return set
}

// namelike tells whether a text that was taken for a place is written like the
// name of one.
func namelike(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return len(text) > 3 && len(text) <= 60 && (unicode.IsUpper(first) || unicode.IsDigit(first)) && strings.ContainsFunc(text, unicode.IsLower)
}

// within adds to found the countries and states whose names, or whose peoples'
// names, stand in the name of something else.
func (g *Gazetteer) within(d *doc.Doc, e doc.Entity, found []toponym) []toponym {
	for i := e.Tokens.First; i < e.Tokens.End && e.Tokens.Len() > 1; {
		n := min(2, e.Tokens.End-i)
		for ; n > 0; n-- {
			span := d.SpanOf(doc.Range{First: i, End: i + n})
			text := span.In(d.Text)
			if text[0] < 'A' || text[0] > 'Z' || len(text) < 4 {
				n = 0
				break
			}
			if p, ok := g.people[table.Fold(text)]; ok {
				found = append(found, toponym{span: span, name: -1, within: &p})
				break
			}
			if cs := unmistakable(g.typed(text)); len(cs) > 0 {
				c := cs[0]
				if len(cs) > 1 { // "Georgia": a body's name has the state's more often
					c = cs[len(cs)-1]
				}
				found = append(found, toponym{span: span, name: -1, within: &c})
				break
			}
		}
		i += max(n, 1)
	}
	return found
}

// counties is the counties that a name means that says so: "Elm County".
func counties(text string, g *Gazetteer) []candidate {
	if !strings.HasSuffix(text, " County") && !strings.HasSuffix(text, " Parish") {
		return nil
	}
	var found []candidate
	for _, c := range g.lookup(text) {
		if c.class == county {
			found = append(found, c)
		}
	}
	return found
}

// unmistakable keeps the candidates that the name of an organisation or another
// thing may mean: only countries and US states, since "Leeds" said of a football
// club is no town.
func unmistakable(cs []candidate) []candidate {
	var kept []candidate
	for _, c := range cs {
		if c.class == country || c.class == state && c.country == "US" {
			kept = append(kept, c)
		}
	}
	return kept
}

// parts is the place names in an entity: without a closing possessive, and
// "Reno, Nev." as two.
func parts(d *doc.Doc, e doc.Entity) []doc.Span {
	span := e.Span
	text := span.In(d.Text)
	for _, s := range []string{"'s", "’s", "'", "’"} {
		text = strings.TrimSuffix(text, s)
	}
	var spans []doc.Span
	at := span.Start
	for piece := range strings.SplitSeq(text, ",") {
		lead := len(piece) - len(strings.TrimLeft(piece, " \n"))
		if trimmed := strings.TrimSpace(piece); trimmed != "" {
			spans = append(spans, doc.Span{Start: at + lead, End: at + lead + len(trimmed)})
		}
		at += len(piece) + 1
	}
	return spans
}

// qualify narrows t by the larger place that follows it.
func (g *Gazetteer) qualify(d *doc.Doc, t *toponym) {
	for _, q := range g.qualifiers(d, t.span.End) {
		best := -1
		for i, c := range t.candidates {
			if c.class < q.class && c.within(q) && (best < 0 || prior(c) > prior(t.candidates[best])) {
				best = i
			}
		}
		if best >= 0 {
			t.qualified = &t.candidates[best]
			return
		}
	}
}

// qualifiers is what the words after byte offset end may mean as a larger
// place: ", Nev.", ", Butler County, Ohio", " (Texas)".
func (g *Gazetteer) qualifiers(d *doc.Doc, end int) []candidate {
	var found []candidate
	at := d.TokensOf(doc.Span{Start: end, End: len(d.Text)}).First
	for range 2 {
		if at >= len(d.Tokens) || d.Word(at) != "," && d.Word(at) != "(" {
			break
		}
		at++
		next := at
		for n := 3; n >= 1; n-- {
			if at+n > len(d.Tokens) {
				continue
			}
			text := d.SpanOf(doc.Range{First: at, End: at + n}).In(d.Text)
			if qs := g.larger(text); len(qs) > 0 {
				found = append(found, qs...)
				next = at + n
				break
			}
		}
		if next == at {
			break
		}
		at = next
	}
	return found
}

// larger is the countries, states and counties that a text names.
func (g *Gazetteer) larger(text string) []candidate {
	if len(text) > 40 || len(text) < 2 || text[0] >= 'a' && text[0] <= 'z' {
		return nil
	}
	if qs, ok := g.postal[text]; ok {
		return qs
	}
	var found []candidate
	for _, c := range g.lookup(text) {
		if c.class == country || c.class == state || c.class == county {
			found = append(found, c)
		}
	}
	return found
}
