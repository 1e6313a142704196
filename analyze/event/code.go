package event

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// code sets what the lexicon says of t, with the patients behind prepositions.
func (r *reader) code(t *trigger) {
	if t.verb >= 0 && t.form != nominal {
		es := r.lex.verbs[r.lemmas[t.verb]]
		for k := range es {
			if r.holds(t, &es[k]) {
				t.entry = &es[k]
				break
			}
		}
	}
	if t.entry == nil && t.noun >= 0 {
		t.entry = r.nounEntry(t.noun)
	}
	if t.entry == nil {
		return
	}
	if t.form == saying && t.entry.kind != "" {
		t.form = verbal // an act, not only words
	}
	if t.verb >= 0 {
		for _, c := range r.children(t.verb) {
			if c := int(c); r.rel(c) == "obl" && slices.Contains(t.entry.preps, r.preposition(c)) {
				t.patients = append(t.patients, r.people(r.row(nil, c))...)
			}
		}
	}
	if r.idiom(t) {
		t.entry = &entry{frame: t.entry.frame}
	}
}

// holds tells whether all that e wants is there.
func (r *reader) holds(t *trigger, e *entry) bool {
	if e.with != "" && !r.hasMarker(t.verb, e.with) {
		return false
	}
	for _, g := range e.guards {
		if words, ok := strings.CutPrefix(g, "="); ok {
			if !slices.ContainsFunc(r.objects(t), func(i int) bool { return slices.Contains(strings.Split(words, "|"), r.lemmas[i]) }) {
				return false
			}
			continue
		}
		switch g {
		case "person":
			if !slices.ContainsFunc(t.patients, func(i int) bool { return r.names[i] == doc.Person }) || r.tree.Child(t.verb, "xcomp") >= 0 {
				return false
			}
		case "obj":
			if len(t.patients) == 0 && !r.passive(t.verb) {
				return false
			}
		case "none":
			if len(t.patients) > 0 {
				return false
			}
		case "to":
			if x := r.tree.Child(t.verb, "xcomp", "ccomp"); x < 0 || !r.infinitive(x) {
				return false
			}
		case "that":
			if r.tree.Child(t.verb, "ccomp") < 0 {
				return false
			}
		case "force":
			if !slices.ContainsFunc(t.patients, func(i int) bool { return r.is(i, force) }) {
				return false
			}
		}
	}
	return true
}

// objects are the heads of what t does something to, the event noun included.
func (r *reader) objects(t *trigger) []int {
	if t.noun >= 0 {
		return append([]int{t.noun}, t.patients...)
	}
	return t.patients
}

// violent types are given to sport and to figures of speech by mistake.
func violent(kind string) bool {
	return kind == "ASSAULT" || kind == "PROTEST" || kind == "MOBILIZE" || kind == "COERCE" || kind == "RETREAT"
}

// idiom tells whether t is only a manner of speaking: "killed the bill",
// "attacked in the second half".
func (r *reader) idiom(t *trigger) bool {
	if !violent(t.entry.kind) {
		return false
	}
	if slices.ContainsFunc(t.patients, func(i int) bool { return r.is(i, figurative) && r.actors[i] < 0 }) {
		return true
	}
	return r.sporting(t.head)
}

// sporting tells whether the sentence of token i is about sport.
func (r *reader) sporting(i int) bool {
	s := r.d.SentenceOf(i)
	return s >= 0 && r.sports[s]
}
