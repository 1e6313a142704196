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
	if t.entry == nil && t.form != participial && r.requires(t) {
		t.entry = &entry{kind: "REQUEST", cameo: "100"}
	}
	if t.entry == nil {
		return
	}
	if t.form == saying && t.entry.kind != "" {
		t.form = verbal // an act, not only words
	}
	r.recipients(t)
	if r.idiom(t) {
		t.entry = &entry{frame: t.entry.frame}
	}
	if t.entry.kind != "" {
		r.context(t)
	}
}

// requires tells whether t says of somebody else what he must do: "said that
// Norland must leave the valley".
func (r *reader) requires(t *trigger) bool {
	if t.verb < 0 || len(t.agents) == 0 || t.form != saying && t.lemma != "announce" {
		return false
	}
	x := r.told(t.verb)
	if x < 0 {
		return false
	}
	s := r.nsubj(x)
	if s < 0 || r.actors[s] < 0 && r.names[s] == "" || slices.ContainsFunc(t.agents, func(i int) bool { return r.actors[i] >= 0 && r.actors[i] == r.actors[s] }) {
		return false
	}
	return r.upos(s) != "PRON" && r.marker(x, "aux", "must") >= 0
}

// told is the clause that says what verb v says, -1 for none. A parser may take
// it for another: the conjunction tells.
func (r *reader) told(v int) int {
	if x := r.childAfter(v, "ccomp"); x >= 0 {
		return x
	}
	if x := r.childAfter(v, "advcl"); x >= 0 && r.marker(x, "mark", "that") >= 0 {
		return x
	}
	return -1
}

// recipients adds to whom t is done, behind one of the prepositions that its
// entry names, or in the clause that says what is agreed, demanded or refused.
func (r *reader) recipients(t *trigger) {
	before := len(t.patients)
	if t.verb >= 0 {
		for _, c := range r.children(t.verb) {
			if c := int(c); r.rel(c) == "obl" && slices.Contains(t.entry.preps, r.preposition(c)) {
				t.patients = append(t.patients, r.people(r.row(nil, c))...)
			}
		}
	}
	if len(t.patients) == before && !r.anyActor(t.patients) {
		t.patients = append(t.patients, r.behind(t)...)
	}
	if len(t.patients) == 0 && prospective(t.entry.kind) {
		t.patients = r.inComplement(t)
	}
	if len(t.patients) == 0 && t.entry.kind == "PROTEST" {
		t.patients = r.against(t)
	}
	if kind := t.entry.kind; kind != "" && kind != "ASSAULT" && kind != "CONSULT" && !r.anyActor(t.patients) {
		t.patients = append(t.patients, r.inside(t.patients)...)
	}
}

// against is the first actor that the clause of a protest names after it: "struck
// to demand the resignation of the mayor".
func (r *reader) against(t *trigger) []int {
	top := t.head
	if t.verb >= 0 {
		top = t.verb
	}
	const far = 20 // tokens
	for i := t.words.End; i < min(r.tree.Subtree(top).End, t.words.End+far); i++ {
		if r.actors[i] >= 0 && r.noun(i) && r.names[i] != doc.Location && r.upos(i) != "PRON" && !slices.Contains(t.agents, i) && !doc.Is(r.rel(i), "flat", "compound", "conj") {
			return r.people(r.row(nil, i))
		}
	}
	return nil
}

// inside is the first actor named within the phrases of heads: whose treaty,
// demand or decision it is.
func (r *reader) inside(heads []int) []int {
	for _, h := range heads {
		for _, c := range r.children(h) {
			if c := int(c); r.actors[c] >= 0 && r.upos(c) != "PRON" && doc.Is(r.rel(c), "nmod") && r.preposition(c) != "in" {
				return []int{c}
			}
		}
	}
	return nil
}

func (r *reader) anyActor(heads []int) bool {
	return slices.ContainsFunc(heads, func(i int) bool { return r.actors[i] >= 0 })
}

// behind is the actor behind one of t's prepositions further down its phrase,
// which a parser hung on another noun: "filed a suit in the court of Ostrava
// against the bank".
func (r *reader) behind(t *trigger) []int {
	top := t.head
	if t.verb >= 0 {
		top = t.verb
	}
	const far = 24 // tokens
	end := min(r.tree.Subtree(top).End, t.head+far)
	for i := max(t.head, t.words.End-1) + 1; i < end; i++ {
		if k := r.trigger[i]; k >= 0 && r.triggers[k].verb == i && i != t.verb {
			return nil // another clause
		}
		if doc.Is(r.rel(i), "nmod", "obl") && r.actors[i] >= 0 && slices.Contains(t.entry.preps, r.preposition(i)) && !slices.Contains(t.agents, i) {
			return r.people(r.row(nil, i))
		}
	}
	return nil
}

// prospective types tell of an act that a clause names: who is in it is whom the
// promise, demand or refusal is about.
func prospective(kind string) bool {
	switch kind {
	case "AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE":
		return true
	}
	return false
}

// childAfter is the first dependent of i after it with one of the relations, -1
// for none.
func (r *reader) childAfter(i int, rels ...string) int {
	for _, c := range r.children(i) {
		if c := int(c); c > i && doc.Is(r.rel(c), rels...) {
			return c
		}
	}
	return -1
}

// inComplement is the first actor besides the agents in the clause that t
// governs: its subject, or whom it is done to.
func (r *reader) inComplement(t *trigger) []int {
	top := t.head
	if t.verb >= 0 {
		top = t.verb
	}
	x := r.childAfter(top, "xcomp", "ccomp", "acl")
	if x < 0 {
		x = r.told(top)
	}
	if a := r.childAfter(top, "advcl"); x < 0 && a >= 0 && r.infinitive(a) {
		x = a // "threatened on Monday to cut …"
	}
	if x < 0 && t.noun >= 0 {
		x = r.childAfter(t.noun, "acl", "ccomp", "xcomp")
	}
	if v := r.head(top); x < 0 && t.form == nominal && v >= 0 && r.rel(top) == "obj" {
		x = r.told(v) // "repeated its demand that Norland leave"
	}
	if x < top {
		return nil
	}
	mine := map[int32]bool{}
	for _, a := range t.agents {
		mine[r.actors[a]] = true
	}
	if s := r.nsubj(x); s >= 0 && (r.actors[s] < 0 || !mine[r.actors[s]]) {
		if who := r.people(r.row(nil, s)); len(who) > 0 && (r.anyActor(who) || r.names[s] != "") {
			return who
		}
	}
	clause := r.tree.Subtree(x)
	for i := clause.First; i < clause.End; i++ {
		if a := r.actors[i]; a >= 0 && !mine[a] && r.noun(i) && r.rel(i) != "nmod:poss" && !doc.Is(r.rel(i), "flat", "compound") && !r.dated(i) {
			return r.people(r.row(nil, i))
		}
	}
	for i := clause.First; i < clause.End; i++ {
		if doc.Is(r.rel(i), "nmod", "obl") && r.names[i] != "" {
			switch r.preposition(i) {
			case "to", "with", "against", "on", "from", "for":
				return r.row(nil, i)
			}
		}
	}
	return r.people(r.row(nil, r.tree.Child(x, "obj")))
}

// holds tells whether all that e wants is there.
func (r *reader) holds(t *trigger, e *entry) bool {
	if e.with != "" && !r.hasMarker(t.verb, e.with) {
		return false
	}
	for _, g := range e.guards {
		if g[0] == '=' {
			if !slices.ContainsFunc(r.objects(t), func(i int) bool { return among(g[1:], r.lemmas[i]) }) {
				return false
			}
			continue
		}
		if g[0] == '!' {
			if r.hasMarker(t.verb, g[1:]) {
				return false
			}
			continue
		}
		switch g {
		case "people":
			if !slices.ContainsFunc(t.patients, r.folk) {
				return false
			}
		case "actor":
			if len(t.agents) > 0 && !r.anyActor(t.agents) {
				return false
			}
		case "passive":
			if !r.passive(t.verb) {
				return false
			}
		case "money":
			if !slices.ContainsFunc(r.objects(t), r.money) {
				return false
			}
		case "return":
			if len(t.patients) == 0 || !r.hasRecipient(t.verb, e.preps) {
				return false
			}
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
			x := r.tree.Child(t.verb, "xcomp", "ccomp")
			if x < 0 && r.is(t.verb, control) {
				x = r.tree.Child(t.verb, "advcl") // a parser's purpose clause
			}
			if x < 0 || !r.infinitive(x) {
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

// among tells whether word is one of list, which strokes part.
func among(list, word string) bool {
	for w := range strings.SplitSeq(list, "|") {
		if w == word {
			return true
		}
	}
	return false
}

// folk tells whether i stands for one or more people.
func (r *reader) folk(i int) bool {
	if r.names[i] == doc.Person || r.is(i, human) {
		return true
	}
	if r.actors[i] < 0 {
		return false
	}
	switch r.d.Actors[r.actors[i]].Kind {
	case doc.ActorPerson, doc.ActorGroup, doc.ActorForce, doc.ActorArmedGroup:
		return true
	}
	return false
}

// money tells whether i heads a sum of money.
func (r *reader) money(i int) bool {
	at, _ := slices.BinarySearchFunc(r.d.Figures, r.d.Tokens[i].Span.End, func(f doc.Figure, end int) int { return f.Span.Start - end })
	return at > 0 && r.d.Figures[at-1].Kind == "money" && r.d.Figures[at-1].Span.Overlaps(r.d.Tokens[i].Span)
}

// hasRecipient tells whether verb v has somebody as its indirect object or
// behind one of preps.
func (r *reader) hasRecipient(v int, preps []string) bool {
	who := func(c int) bool {
		return doc.Is(r.rel(c), "obl", "nmod") && (r.actors[c] >= 0 || r.names[c] != "") && slices.Contains(preps, r.preposition(c))
	}
	for _, c := range r.children(v) {
		c := int(c)
		if r.rel(c) == "iobj" || who(c) {
			return true
		}
		if r.rel(c) != "obj" {
			continue
		}
		for _, n := range r.children(c) {
			if who(int(n)) {
				return true // hung on what is given
			}
		}
	}
	return false
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
	return r.sporting(t.head) || slices.ContainsFunc(t.agents, func(i int) bool { return r.is(i, market) })
}

// sporting tells whether the sentence of token i is about sport.
func (r *reader) sporting(i int) bool {
	s := r.d.SentenceOf(i)
	return s >= 0 && r.sports[s]
}
