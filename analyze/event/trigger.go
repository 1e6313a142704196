package event

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A form is what kind of word tells an event.
type form int

const (
	verbal form = iota
	nominal
	participial // before a noun: "the bombed town"
	saying      // a verb of saying: an event if it has a date or a place
)

var formNames = [...]string{verbal: "verb", nominal: "event-noun", participial: "participle", saying: "dated-saying"}

// A trigger is the word that tells an event, and what is found out about it.
type trigger struct {
	form  form
	head  int
	verb  int // -1 for none
	noun  int // the event noun, -1 for none
	words doc.Range
	lemma string
	entry *entry // nil for none

	contexts uint64 // set of indices in lexicon.contexts

	agents, patients []int // heads
	instruments      []int // heads

	time      doc.EventTime
	timeWhy   string
	old       bool // its time is long past
	place     int
	figures   []int
	statement int
}

// findTriggers sets r.triggers.
func (r *reader) findTriggers() {
	taken := make([]bool, len(r.d.Tokens)) // nouns that belong to the trigger of a verb
	for i := range r.d.Tokens {
		if r.upos(i) == "VERB" && !r.outside[i] {
			if n := r.leansOn(i); n >= 0 {
				taken[n] = true
			}
		}
	}
	for i := range r.d.Tokens {
		if r.outside[i] || taken[i] || r.trigger[i] >= 0 {
			continue
		}
		t, ok := trigger{}, false
		switch r.upos(i) {
		case "VERB":
			t, ok = r.verbTrigger(i)
		case "NOUN", "PROPN":
			t, ok = r.nounTrigger(i)
		}
		if !ok {
			continue
		}
		t.time = doc.EventTime{Time: -1, Basis: doc.BasisUnknown}
		t.place, t.statement = -1, -1
		r.add(t)
	}
}

func furniture(k doc.RegionKind) bool {
	return k == doc.Boilerplate || k == doc.Byline || k == doc.Dateline
}

func (r *reader) add(t trigger) {
	n := int32(len(r.triggers))
	r.triggers = append(r.triggers, t)
	for _, i := range []int{t.head, t.verb, t.noun} {
		if i >= 0 {
			r.trigger[i] = n
		}
	}
}

// longPhrase is the most tokens that a trigger of several words may span.
const longPhrase = 7

func (r *reader) verbTrigger(i int) (trigger, bool) {
	t := trigger{form: verbal, head: i, verb: i, noun: -1, words: doc.Range{First: i, End: i + 1}, lemma: r.lemmas[i]}
	if r.functional(i) {
		return t, false
	}
	if r.rel(i) == "amod" {
		t.form = participial
		_, typed := r.lex.verbs[t.lemma]
		return t, typed && r.participle(i) && !r.hedge(i) && (i == 0 || r.d.Word(i-1) != "-")
	}
	if n := r.leansOn(i); n >= 0 {
		t.noun = n
		t.lemma += " " + r.lemmas[n]
		if n > i && n-i < longPhrase {
			t.words.End = n + 1
		}
		return t, true
	}
	if p := r.tree.Child(i, "compound:prt"); p > i && p-i < 4 {
		t.words.End = p + 1
		t.lemma += " " + r.lemmas[p]
	}
	if r.is(i, speech) {
		t.form = saying
		return t, true
	}
	return t, (!r.is(i, state) || r.phrasal(i)) && !r.serves(i)
}

// hedge tells whether modifier i says how sure its noun is: "alleged".
func (r *reader) hedge(i int) bool {
	for _, g := range r.lex.governors[strings.ToLower(r.d.Word(i))] {
		if slices.Contains(g.links, "mod") {
			return true
		}
	}
	return false
}

// phrasal tells whether verb i has a type with a particle or preposition that
// stands by it: "looked into the sale".
func (r *reader) phrasal(i int) bool {
	for _, e := range r.lex.verbs[r.lemmas[i]] {
		if e.with != "" && r.hasMarker(i, e.with) {
			return true
		}
	}
	return false
}

// functional tells whether verb i is used as a preposition, a conjunction or a
// part of another word.
func (r *reader) functional(i int) bool {
	rel, _, _ := strings.Cut(r.rel(i), ":")
	switch rel {
	case "case", "mark", "aux", "cop", "fixed", "flat", "compound", "cc", "det", "discourse", "goeswith", "punct":
		return true
	}
	return false
}

// leansOn is the noun that makes one event with verb i, -1 for none: "held a
// meeting", "went into exile".
func (r *reader) leansOn(i int) int {
	for _, rest := range r.lex.phrases[r.lemmas[i]] {
		prep, noun, ok := strings.Cut(rest, "+")
		if !ok {
			prep, noun = "", rest
		}
		for _, c := range r.children(i) {
			c := int(c)
			if c > i && r.lemmas[c] == noun && doc.Is(r.rel(c), "obj", "obl", "xcomp", "advmod", "compound") && (prep == "" || r.marker(c, "case", prep) >= 0) {
				return c
			}
		}
	}
	if with, ok := r.lex.lights[r.lemmas[i]]; !ok || with != "" && !r.hasMarker(i, with) {
		return -1
	}
	if n := r.tree.Child(i, "obj"); n > i && r.upos(n) == "NOUN" && r.nounEntry(n) != nil {
		return n
	}
	return -1
}

// serves tells whether verb i only tells of another event whether it happens:
// "tried to", "is expected to".
func (r *reader) serves(i int) bool {
	if r.lex.governors[r.lemmas[i]] == nil {
		return false
	}
	for _, c := range r.children(i) {
		if c := int(c); r.verbal(c) || r.lex.nouns[r.lemmas[c]] != nil {
			if g := r.governor(c, i); g != nil {
				return !g.event
			}
		}
	}
	return false
}

func (r *reader) nounTrigger(i int) (trigger, bool) {
	t := trigger{form: nominal, head: i, verb: -1, noun: i, words: doc.Range{First: i, End: i + 1}, lemma: r.lemmas[i]}
	if r.functional(i) || r.names[i] != "" && r.names[i] != doc.Other || r.dated(i) {
		return t, false
	}
	e := r.nounEntry(i)
	if e == nil || e.guard("light") || e.guard("arg") && !r.modified(i) {
		return t, false
	}
	t.entry = e
	if v := r.head(i); r.rel(i) == "nsubj:pass" && r.upos(v) == "VERB" {
		if with, ok := r.lex.lights[r.lemmas[v]]; ok && (with == "" || r.hasMarker(v, with)) {
			t.verb = v // "a meeting was held"
		}
	}
	return t, true
}

// nounEntry is what the lexicon says of noun i, nil for nothing.
func (r *reader) nounEntry(i int) *entry {
	es := r.lex.nouns[r.lemmas[i]]
	for k := range es {
		if (es[k].with == "" || r.hasMarker(i, es[k].with)) && r.nounGuards(i, &es[k]) {
			return &es[k]
		}
	}
	return nil
}

// nounGuards tells whether noun i has the modifier ("~air|joint") and the "of"
// phrase ("of=aid") that e wants, and not what it shuns: a preposition before it
// ("!at") or a phrase with one after it ("^of").
func (r *reader) nounGuards(i int, e *entry) bool {
	for _, g := range e.guards {
		switch {
		case g[0] == '~':
			if !slices.ContainsFunc(r.children(i), func(c int32) bool {
				return doc.Is(r.rel(int(c)), "amod", "compound") && among(g[1:], r.lemmas[c])
			}) {
				return false
			}
		case g[0] == '!':
			if r.preposition(i) == g[1:] {
				return false
			}
		case g[0] == '^':
			if slices.ContainsFunc(r.children(i), func(c int32) bool {
				return doc.Is(r.rel(int(c)), "nmod") && r.preposition(int(c)) == g[1:]
			}) {
				return false
			}
		case strings.HasPrefix(g, "of="):
			if !slices.ContainsFunc(r.children(i), func(c int32) bool {
				return doc.Is(r.rel(int(c)), "nmod") && among(g[3:], r.lemmas[c])
			}) {
				return false
			}
		}
	}
	return true
}

// modified tells whether noun i has a modifier or complement.
func (r *reader) modified(i int) bool { return r.tree.Child(i, "nmod", "acl", "amod", "compound") >= 0 }
