package event

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A reader looks things up in one document.
type reader struct {
	d    *doc.Doc
	tree *doc.Tree
	lex  *lexicon

	lemmas  []string
	classes []class
	about   []uint64         // contexts that the token shows
	names   []doc.EntityKind // of the entity that covers the token
	times   []int32          // time that the token is part of, -1
	outside []bool           // in a byline, a dateline or boilerplate
	actors  []int32          // actor whose mention has the token as its head, -1

	sports []bool // of each sentence: it is about sport

	triggers []trigger
	trigger  []int32 // of each token: index of the trigger it is the head, verb or noun of; -1
}

// newReader is nil when the layers that the stage needs are not there.
func newReader(d *doc.Doc) *reader {
	n := len(d.Tokens)
	if n == 0 || len(d.Tags) != n || len(d.Deps) != n {
		return nil
	}
	r := &reader{
		d: d, tree: doc.NewTree(d), lex: load(),
		lemmas: make([]string, n), classes: make([]class, n), about: make([]uint64, n), names: make([]doc.EntityKind, n),
		times: make([]int32, n), outside: make([]bool, n), actors: make([]int32, n), trigger: make([]int32, n),
	}
	for i, t := range d.Tags {
		r.lemmas[i] = strings.ToLower(t.Lemma)
		if r.lemmas[i] == "" {
			r.lemmas[i] = strings.ToLower(d.Word(i))
		}
		if t.UPOS == "VERB" && !r.lex.knows(r.lemmas[i]) {
			if verb, ok := r.lex.forms[strings.ToLower(d.Word(i))]; ok {
				r.lemmas[i] = verb
			}
		}
		w := r.lex.words[r.lemmas[i]]
		r.classes[i], r.about[i] = w.class, w.about
		r.actors[i], r.trigger[i], r.times[i] = -1, -1, -1
	}
	for _, e := range d.Entities {
		for i := e.Tokens.First; i < e.Tokens.End; i++ {
			r.names[i] = e.Kind
		}
	}
	for k, t := range d.Times {
		for i, end := d.TokensOf(t.Span).First, d.TokensOf(t.Span).End; i < end; i++ {
			r.times[i] = int32(k)
		}
	}
	for _, region := range d.Regions {
		if !furniture(region.Kind) {
			continue
		}
		for i, end := d.TokensOf(region.Span).First, d.TokensOf(region.Span).End; i < end; i++ {
			r.outside[i] = true
		}
	}
	r.sports = make([]bool, len(d.Sentences))
	for s, words := range d.Sentences {
		for i := words.First; i < words.End && !r.sports[s]; i++ {
			r.sports[s] = r.is(i, sport)
		}
	}
	r.markActors()
	return r
}

// markActors notes whose mention each head is. Other words of a name point to
// its actor too, for a parser may take another of them for the head.
func (r *reader) markActors() {
	for a, actor := range r.d.Actors {
		for _, m := range actor.Mentions {
			if m.Kind != doc.NameMention {
				continue
			}
			for i := m.Tokens.First; i < m.Tokens.End; i++ {
				if r.d.Tags[i].UPOS == "PROPN" && r.actors[i] < 0 {
					r.actors[i] = int32(a)
				}
			}
		}
	}
	for a, actor := range r.d.Actors {
		for _, m := range actor.Mentions {
			r.actors[m.Head] = int32(a)
		}
	}
}

func (r *reader) upos(i int) string         { return r.d.Tags[i].UPOS }
func (r *reader) rel(i int) string          { return r.d.Deps[i].Rel }
func (r *reader) head(i int) int            { return r.d.Deps[i].Head }
func (r *reader) is(i int, c class) bool    { return r.classes[i]&c != 0 }
func (r *reader) children(i int) []int32    { return r.tree.Children(i) }
func (r *reader) gerund(i int) bool         { return r.d.Tags[i].XPOS == "VBG" || r.feat(i, "VerbForm=Ger") }
func (r *reader) feat(i int, f string) bool { return strings.Contains(r.d.Tags[i].Feats, f) }

// dated tells whether i is part of a time.
func (r *reader) dated(i int) bool { return r.times[i] >= 0 }

// noun tells whether i heads a noun phrase.
func (r *reader) noun(i int) bool {
	u := r.upos(i)
	return u == "NOUN" || u == "PROPN" || u == "PRON" || u == "NUM" || u == "SYM"
}

// marker is the first child of i with the relation and lemma, -1 for none.
func (r *reader) marker(i int, rel, lemma string) int {
	for _, c := range r.children(i) {
		if r.lemmas[c] == lemma && doc.Is(r.rel(int(c)), rel) {
			return int(c)
		}
	}
	return -1
}

// infinitive tells whether "to" marks i.
func (r *reader) infinitive(i int) bool { return r.marker(i, "mark", "to") >= 0 }

// participle tells whether i is a past participle without an auxiliary.
func (r *reader) participle(i int) bool {
	if r.gerund(i) || r.upos(i) != "VERB" || r.tree.Child(i, "aux") >= 0 || r.infinitive(i) {
		return false
	}
	x := r.d.Tags[i].XPOS
	return x == "VBN" || r.feat(i, "VerbForm=Part") || x == "VBD" && r.rel(i) == "acl"
}

// passive tells whether the subject of verb v suffers what it tells.
func (r *reader) passive(v int) bool {
	for range maxDepth {
		if r.tree.Child(v, "aux:pass") >= 0 {
			return true
		}
		if r.tree.Child(v, "nsubj:pass", "csubj:pass") >= 0 {
			return !r.active(v)
		}
		if r.tree.Child(v, "nsubj", "aux") >= 0 {
			return false
		}
		switch rel := r.rel(v); {
		case rel == "conj" && r.participle(v) && r.verbal(r.head(v)):
			v = r.head(v) // "was tried and convicted"
		case rel == "acl", rel == "amod", rel == "advcl", rel == "xcomp":
			return r.participle(v) && r.tree.Child(v, "obj") < v
		default:
			return false
		}
	}
	return false
}

// active tells whether v, whose subject a parser took for that of a passive, has
// an object and no auxiliary after all ("the rebels released nine men"), or is a
// verb that has no passive ("nine rebels surrendered").
func (r *reader) active(v int) bool {
	if r.is(v, alone) && r.tree.Child(v, "aux", "obl:agent") < 0 {
		return true
	}
	for _, c := range r.children(v) {
		if c := int(c); c > v && !r.dated(c) && (doc.Is(r.rel(c), "obj", "nsubj") || r.misread(c, -1)) {
			return r.tree.Child(v, "aux") < 0
		}
	}
	return false
}

// maxDepth bounds walks up the tree, whatever a parser made of a hostile text.
const maxDepth = 12

func (r *reader) verbal(i int) bool { return i >= 0 && (r.upos(i) == "VERB" || r.upos(i) == "AUX") }

// hasMarker tells whether word is a particle, a preposition of a complement, or
// the object of i: "call for", "step down", "open fire".
func (r *reader) hasMarker(i int, word string) bool {
	if i+1 < len(r.lemmas) && r.lemmas[i+1] == word && r.verbal(i) && !(r.head(i+1) >= 0 && r.dated(r.head(i+1))) {
		return true // "set free two nurses", whatever a parser made of it
	}
	for _, c := range r.children(i) {
		c := int(c)
		switch rel := r.rel(c); {
		case r.lemmas[c] == word:
			if doc.Is(rel, "compound", "advmod", "obj", "obl", "xcomp") || r.verbal(i) && doc.Is(rel, "case", "mark") {
				return true
			}
		case rel == "obj" && word != "of":
			for _, n := range r.children(c) {
				if r.rel(int(n)) == "nmod" && r.preposition(int(n)) == word {
					return true // "shared its files with Norland": hung on the files
				}
			}
		case doc.Is(rel, "obl", "nmod", "advcl", "xcomp", "ccomp") && !r.dated(c):
			if r.marker(c, "case", word) >= 0 || r.marker(c, "mark", word) >= 0 {
				return true
			}
		}
	}
	return false
}
