package event

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// takePart sets who takes part in t.
func (r *reader) takePart(t *trigger) {
	if t.form == participial {
		t.patients = r.row(nil, r.head(t.head))
		return
	}
	if t.verb >= 0 {
		r.verbRoles(t)
	}
	if t.noun >= 0 {
		if e := r.nounEntry(t.noun); e != nil {
			r.nounRoles(t, e)
		}
	}
	if len(t.agents) == 0 && t.form == nominal {
		t.agents = r.doerOf(t.noun)
	}
	r.takeInstruments(t)
	t.agents = r.people(t.agents)
	t.patients = slices.DeleteFunc(r.people(t.patients), func(i int) bool { return slices.Contains(t.agents, i) })
}

// takeInstruments sets what t is done with: things that stand where an agent would
// ("a bomb killed"), and those behind "with".
func (r *reader) takeInstruments(t *trigger) {
	thing := func(i int) bool { return r.is(i, instrument) && r.actors[i] < 0 }
	for _, i := range t.agents {
		if thing(i) {
			t.instruments = append(t.instruments, i)
		}
	}
	t.agents = slices.DeleteFunc(t.agents, thing)
	if t.verb < 0 {
		return
	}
	for _, c := range r.children(t.verb) {
		if c := int(c); r.rel(c) == "obl" && r.preposition(c) == "with" && thing(c) {
			t.instruments = r.row(t.instruments, c)
		}
	}
}

// recipientsOf is who is given or told something by t: the indirect object, the
// first of two objects, or whoever stands behind "to" beside an object.
func (r *reader) recipientsOf(t *trigger) []int {
	if t.verb < 0 {
		return nil
	}
	object := -1 // the last one
	for _, c := range r.children(t.verb) {
		if r.rel(int(c)) == "obj" {
			object = int(c)
		}
	}
	var out []int
	for _, c := range r.children(t.verb) {
		c := int(c)
		if c == object || object < 0 || r.actors[c] < 0 {
			continue
		}
		if rel := r.rel(c); rel == "iobj" || rel == "obj" || rel == "obl" && r.preposition(c) == "to" {
			out = r.row(out, c)
		}
	}
	return out
}

// verbRoles finds agents and patients of t's verb.
func (r *reader) verbRoles(t *trigger) {
	v := t.verb
	subject := r.subject(v, maxDepth)
	passive := r.passive(v)
	switch {
	case subject < 0:
	case passive && subject != t.noun:
		t.patients = r.row(t.patients, subject)
	case !passive:
		t.agents = r.row(t.agents, r.issuer(subject))
	}
	for _, c := range r.children(v) {
		c := int(c)
		if c == t.noun {
			continue
		}
		switch rel := r.rel(c); {
		case rel == "obj", rel == "iobj":
			t.patients = r.row(t.patients, c)
		case !passive && c > v && r.misread(c, subject):
			t.patients = r.row(t.patients, c)
		case rel == "obl:agent", passive && rel == "obl" && r.marker(c, "case", "by") >= 0:
			t.agents = r.row(t.agents, c)
		}
	}
	if passive {
		if len(t.agents) == 0 {
			t.agents = r.row(t.agents, r.strayAgent(v))
		}
		return
	}
	// "the man they arrested", where no relative pronoun stands for the man
	if doc.Is(r.rel(v), "acl:relcl") && r.tree.Child(v, "obj") < 0 && r.tree.Child(v, "nsubj") >= 0 && !r.relativised(v) {
		t.patients = r.row(t.patients, r.head(v))
	}
}

// issuer is who issued document i ("a report by the ministry"); i itself where
// nobody is named, or i is no document.
func (r *reader) issuer(i int) int {
	if !r.is(i, document) {
		return i
	}
	for _, c := range r.children(i) {
		c := int(c)
		if p := r.preposition(c); doc.Is(r.rel(c), "nmod") && r.actors[c] >= 0 && (p == "by" || p == "from") {
			return c
		}
	}
	return i
}

// misread tells whether i, after its active verb, is an object that a parser took
// for a second subject, or for a phrase of place ("killed at least six people")
// or one without a preposition.
func (r *reader) misread(i, subject int) bool {
	switch r.rel(i) {
	case "nsubj":
		return subject >= 0 && subject < i
	case "obl":
		if r.preposition(i) == "" && !r.dated(i) && r.upos(i) == "NOUN" && r.tree.Child(r.head(i), "obj") < 0 {
			return true // "laid down their arms"
		}
		p := r.tree.Subtree(i).First
		return r.lemmas[p] == "at" && p+1 < i && r.classes[p+1]&bound != 0
	}
	return false
}

// strayAgent is the "by" phrase of passive v that a parser hung on another of its
// phrases: "was stopped at the last minute by the guards"; -1 for none.
func (r *reader) strayAgent(v int) int {
	for _, c := range r.children(v) {
		if !doc.Is(r.rel(int(c)), "obl") || r.lex.nouns[r.lemmas[c]] != nil {
			continue
		}
		for _, n := range r.children(int(c)) {
			if doc.Is(r.rel(int(n)), "nmod") && r.preposition(int(n)) == "by" && r.actors[n] >= 0 {
				return int(n)
			}
		}
	}
	return -1
}

// relativised tells whether a relative pronoun stands in clause v.
func (r *reader) relativised(v int) bool {
	for i := r.tree.Subtree(v).First; i < v; i++ {
		if r.relative(i) {
			return true
		}
	}
	return false
}

func (r *reader) relative(i int) bool {
	switch r.lemmas[i] {
	case "who", "which", "that", "whom", "whose", "where", "when", "why":
		u := r.upos(i)
		return u == "PRON" || u == "ADV"
	}
	return false
}

// subject is the head of what is, or would be, the subject of v; -1 for none.
func (r *reader) subject(v, depth int) int {
	if depth == 0 || v < 0 {
		return -1
	}
	if s := r.nsubj(v); s >= 0 {
		if s > v && !r.is(v, speech) && r.tree.Child(v, "aux") < 0 {
			if p := r.phraseBefore(v); p >= 0 {
				return p // "The king on Monday accused the envoys": they are not who did
			}
		}
		return s
	}
	if s := r.strayed(v); s >= 0 {
		return s
	}
	h := r.head(v)
	switch rel := r.rel(v); {
	case rel == "conj":
		if r.verbal(h) || r.tree.Child(h, "nsubj") >= 0 || r.verbal(v) && !r.noun(h) {
			return r.subject(h, depth-1)
		}
	case rel == "xcomp":
		if o := r.tree.Child(h, "obj", "iobj"); o >= 0 && r.is(h, control) {
			return o
		}
		return r.subject(h, depth-1)
	case rel == "ccomp", rel == "advcl", rel == "csubj":
		if r.gerund(v) || r.infinitive(v) || r.participle(v) {
			if o := r.tree.Child(h, "obj"); o >= 0 && r.preposition(v) != "" && r.governor(v, h) != nil {
				return o // "accused the rebels of looting"
			}
			if g := r.tree.Child(h, "obl:agent"); g >= 0 && r.gerund(v) {
				return g // "was signed by the king, ending …"
			}
			return r.subject(h, depth-1)
		}
	case doc.Is(rel, "acl:relcl"):
		return h
	case rel == "acl":
		if r.gerund(v) && r.is(h, document) && r.rel(h) == "obj" && r.verbal(r.head(h)) {
			return r.subject(r.head(h), depth-1) // "issued a report accusing …"
		}
		if !r.infinitive(v) || r.tree.Child(v, "aux:pass") >= 0 || r.ranked(h) {
			return h // "the first officers to be charged"
		}
		return r.owner(h, depth-1)
	}
	return -1
}

// strayed is the subject of finite verb v that a parser hung on what follows v
// ("the mayor on Monday received envoys": on the envoys), or took for a phrase
// with a preposition ("up to 90 men marched"); -1 for none.
func (r *reader) strayed(v int) int {
	if x := r.d.Tags[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" && x != "VBN" || r.tree.Child(v, "aux:pass", "mark") >= 0 || doc.Is(r.rel(v), "acl", "amod", "xcomp", "advcl") {
		return -1
	}
	const near = 14 // tokens
	for i := v - 1; i >= max(0, v-near); i-- {
		h := r.head(i)
		switch {
		case doc.Is(r.rel(i), "nsubj") && h > v && h-v < near && r.head(h) == v:
			return i
		case r.rel(i) == "obl" && h == v && r.lemmas[r.tree.Subtree(i).First] == "up":
			return i
		}
	}
	if r.tree.Child(v, "aux") >= 0 || r.d.Tags[v].XPOS == "VBN" && r.tree.Child(v, "obj") < v {
		return -1
	}
	return r.phraseBefore(v)
}

// phraseBefore is the head of the noun phrase just before v, with nothing but a
// date and adverbs in between: "officers on Monday arrested …"; -1 for none.
func (r *reader) phraseBefore(v int) int {
	const near = 6 // tokens
	i := v - 1
	for ; i > max(0, v-near) && (r.dated(i) || r.upos(i) == "ADV" || r.upos(i) == "ADP" && r.dated(i+1)); i-- {
	}
	if i < 0 || r.upos(i) != "NOUN" && r.upos(i) != "PROPN" || r.dated(i) || r.d.SentenceOf(i) != r.d.SentenceOf(v) {
		return -1
	}
	for range maxDepth {
		h := r.head(i)
		if h < 0 || h > v || !doc.Is(r.rel(i), "nmod", "flat", "compound", "conj") || !r.noun(h) {
			break
		}
		i = h
	}
	if doc.Is(r.rel(i), "nsubj", "obj") && r.verbal(r.head(i)) {
		return -1 // it has a verb already
	}
	return i
}

// ranked tells whether noun i is "the first", "the only", …: an infinitive after
// it tells a fact about it.
func (r *reader) ranked(i int) bool {
	if r.is(i, rank) {
		return true
	}
	for _, c := range r.children(i) {
		if r.is(int(c), rank) && doc.Is(r.rel(int(c)), "amod", "nummod", "det") {
			return true
		}
		if doc.Is(r.rel(int(c)), "nmod") && r.ranked(int(c)) {
			return true // "one of the first officers"
		}
	}
	return false
}

// nsubj is the subject that hangs on i, -1 for none. Of two, which a parser makes
// of "A friend of the king, Odell was …", it is the one next to the verb. A date
// is none, though a parser may think so ("The king Friday met envoys").
func (r *reader) nsubj(i int) int {
	s := -1
	for _, c := range r.children(i) {
		if c := int(c); doc.Is(r.rel(c), "nsubj") && (c < i || s < 0) && !r.dated(c) {
			s = c
		}
	}
	return s
}

// owner is who has noun n: "their bid to", "he made a bid to".
func (r *reader) owner(n, depth int) int {
	if p := r.tree.Child(n, "nmod:poss"); p >= 0 {
		return p
	}
	h := r.head(n)
	if h >= 0 && doc.Is(r.rel(n), "obj", "obl", "xcomp") && r.verbal(h) {
		return r.subject(h, depth)
	}
	return -1
}

// nounRoles finds agents and patients of t's noun, of which the lexicon says e.
func (r *reader) nounRoles(t *trigger, e *entry) {
	agents, patients := &t.agents, &t.patients
	possessor := agents
	if e.frame == "patient" {
		possessor = patients
	}
	of := patients
	if e.frame == "agent" && !slices.Contains(e.preps, "of") {
		of = agents
	}
	for _, c := range r.children(t.noun) {
		c := int(c)
		switch rel := r.rel(c); {
		case rel == "nmod:poss":
			*possessor = r.row(*possessor, c)
		case doc.Is(rel, "compound", "amod"):
			if r.actors[c] >= 0 || r.names[c] == doc.Organization || r.names[c] == doc.Person {
				*possessor = append(*possessor, c)
			}
		case doc.Is(rel, "nmod", "obl"):
			switch p := r.preposition(c); {
			case p == "by":
				*agents = r.row(*agents, c)
			case p == "of":
				*of = r.row(*of, c)
			case p != "" && slices.Contains(e.preps, p):
				*patients = r.row(*patients, c)
			}
		}
	}
}

// doerOf is who does what event noun n names by the verb whose object it is ("the
// police began an inquiry") or by being said to be behind it ("is responsible for
// the murder").
func (r *reader) doerOf(n int) []int {
	e := r.nounEntry(n)
	protest := e != nil && e.kind == "PROTEST"
	for range maxDepth {
		h := r.head(n)
		if h < 0 {
			return nil
		}
		switch rel := r.rel(n); {
		case rel == "conj" && r.noun(h), rel == "nmod" && (r.dated(h) || r.upos(h) == "NUM" || r.is(h, extent)):
			n = h // "began ten days of war games"
			continue
		case rel == "obj" && r.is(h, doer) && !r.passive(h):
			return r.row(nil, r.subject(h, maxDepth))
		case rel == "nsubj:pass" && r.is(h, doer):
			return r.row(nil, r.tree.Child(h, "obl:agent"))
		case rel == "obl" && r.verbal(h) && !r.passive(h) && protest:
			return r.row(nil, r.subject(h, maxDepth)) // "stopped work in a strike"
		case doc.Is(rel, "obl", "nmod") && r.lemmas[h] == "responsible":
			return r.row(nil, r.nsubj(h))
		}
		return nil
	}
	return nil
}

// preposition is the lemma of what joins i to its head, "" for nothing.
func (r *reader) preposition(i int) string {
	for _, c := range r.children(i) {
		if rel := r.rel(int(c)); rel == "case" || rel == "mark" {
			return r.lemmas[c]
		}
	}
	return ""
}

// row appends i and what is coordinated with it.
func (r *reader) row(heads []int, i int) []int {
	if i < 0 {
		return heads
	}
	heads = append(heads, i)
	for _, c := range r.children(i) {
		if r.rel(int(c)) == "conj" && r.noun(int(c)) {
			heads = append(heads, int(c))
		}
	}
	return heads
}

// people resolves relative pronouns among heads and leaves out what is nobody.
func (r *reader) people(heads []int) []int {
	out := heads[:0]
	for _, i := range heads {
		i = r.speakerFor(r.equated(r.resolve(i)))
		if i < 0 || r.dated(i) || r.is(i, nobody) || r.none(i) || slices.Contains(out, i) || !r.noun(i) && r.actors[i] < 0 && r.upos(i) != "ADJ" && r.upos(i) != "DET" {
			continue
		}
		out = append(out, i)
	}
	return out
}

// none tells whether "no" stands before i: "no one".
func (r *reader) none(i int) bool {
	d := r.tree.Child(i, "det")
	return d >= 0 && r.is(d, no)
}

// resolve is the noun that i stands for, when i is a relative pronoun; -1 when
// it stands for a whole clause.
func (r *reader) resolve(i int) int {
	if !r.relative(i) {
		return i
	}
	at := i
	for range maxDepth {
		h := r.head(at)
		if h < 0 {
			return i
		}
		if doc.Is(r.rel(at), "acl:relcl", "advcl:relcl") {
			if !r.noun(h) {
				return -1
			}
			return h
		}
		at = h
	}
	return r.before(i)
}

// speakerFor is whom pronoun i stands for in what somebody says or repeats, unless
// it is known to be another: the subject of that verb ("the union said it would",
// "repeated its demand"). For any other i it is i.
func (r *reader) speakerFor(i int) int {
	if i < 0 || !r.is(i, third) {
		return i
	}
	at := i
	for range maxDepth {
		h := r.head(at)
		if h < 0 {
			return i
		}
		if r.verbal(h) && (doc.Is(r.rel(at), "ccomp") || r.rel(i) == "nmod:poss" && r.rel(at) == "obj") {
			if s := r.nsubj(h); s >= 0 && s != i && r.upos(s) != "PRON" && (r.actors[i] < 0 || r.actors[i] == r.actors[s]) {
				return s
			}
		}
		at = h
	}
	return i
}

// before is the noun that a relative pronoun without a relative clause follows:
// the parser went wrong, but a pronoun stands by its noun all the same.
func (r *reader) before(i int) int {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if r.noun(k) {
			return k
		}
		if r.upos(k) != "PUNCT" {
			break
		}
	}
	return -1
}

// equated is whom predicate noun i is said to be: "Odell was one of the first
// to be charged" tells of Odell. For any other i it is i.
func (r *reader) equated(i int) int {
	if i < 0 {
		return i
	}
	predicate := i
	if h := r.head(i); h >= 0 && r.rel(i) == "nmod" && r.preposition(i) == "of" && (r.upos(h) == "NUM" || r.upos(h) == "PRON" || r.upos(h) == "DET") {
		predicate = h // "one of the officers"
	}
	if r.tree.Child(predicate, "cop") < 0 {
		return i
	}
	if s := r.nsubj(predicate); s >= 0 && !r.relative(s) {
		return s
	}
	return i
}

// participants writes heads as doc has them.
func (r *reader) participants(heads []int) []doc.Participant {
	var out []doc.Participant
	for _, h := range heads {
		out = append(out, doc.Participant{Span: r.d.SpanOf(r.phrase(h)), Head: h, Actor: int(r.actors[h])})
	}
	return out
}

// phrase is the noun phrase around head h, without its preposition, what is
// coordinated with it, relative clauses and appositions, save a name that
// follows at once.
func (r *reader) phrase(h int) doc.Range {
	first, end := h, h+1
	children := r.children(h)
	for k := len(children) - 1; k >= 0; k-- {
		if c := int(children[k]); c < h && r.inPhrase(c) {
			first = min(first, r.tree.Subtree(c).First)
		}
	}
	for _, c := range children {
		c := int(c)
		if c < h || r.rel(c) == "case" {
			continue
		}
		if r.rel(c) == "appos" && r.upos(c) == "PROPN" && r.tree.Subtree(c).First == end {
			end = r.phrase(c).End // "the capital Ostrava"
			continue
		}
		if !r.inPhrase(c) {
			if r.rel(c) == "punct" && r.d.Word(c) == "-" {
				continue
			}
			break
		}
		end = r.phrase(c).End
	}
	for first < h && (r.upos(first) == "PUNCT" || r.upos(first) == "CCONJ" || r.upos(first) == "ADP" && !r.is(first+1, bound)) {
		first++
	}
	if r.is(first, bound) && first > 0 && r.lemmas[first-1] == "at" {
		first-- // "at least nine men"
	}
	return doc.Range{First: first, End: max(end, h+1)}
}

func (r *reader) inPhrase(c int) bool {
	return doc.Is(r.rel(c), "det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "goeswith") && !r.dated(c)
}
