package attribute

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// mentions finds the actor of a token: the mention that has it as head, or the
// shortest one that holds it.
type mentions struct {
	head map[int]int // token of a mention's head -> actor
	in   map[int]int // token -> actor of the shortest mention that holds it
}

func newMentions(d *doc.Doc) mentions {
	m := mentions{head: map[int]int{}, in: map[int]int{}}
	size := map[int]int{}
	for a := range d.Actors {
		for _, x := range d.Actors[a].Mentions {
			if _, ok := m.head[x.Head]; !ok {
				m.head[x.Head] = a
			}
			for i := x.Tokens.First; i < x.Tokens.End; i++ {
				if n, ok := size[i]; !ok || x.Tokens.Len() < n {
					m.in[i], size[i] = a, x.Tokens.Len()
				}
			}
		}
	}
	return m
}

// of is the actor of token i, or -1.
func (m mentions) of(i int) int {
	if a, ok := m.head[i]; ok {
		return a
	}
	if a, ok := m.in[i]; ok {
		return a
	}
	return -1
}

// speaker describes the source of p.
func (b *builder) speaker(p parts) doc.Speaker {
	if p.source.Len() == 0 {
		return doc.Speaker{Head: -1, Actor: -1, Naming: doc.Absent}
	}
	head := b.nominal(p.source)
	if noun := b.relativeNoun(head); noun >= 0 && b.mentions.of(head) < 0 && b.noun(noun).Len() > 0 {
		sp := b.speaker(parts{source: b.noun(noun)})
		sp.Spans, sp.Head = []doc.Span{b.d.SpanOf(p.source)}, head
		return sp
	}
	sp := doc.Speaker{Spans: []doc.Span{b.d.SpanOf(p.source)}, Head: head, Actor: b.actor(head)}
	if noun := b.itself(head); noun >= 0 && sp.Actor < 0 {
		o := b.speaker(parts{source: b.noun(noun)})
		sp.Actor, sp.Name, sp.Naming, sp.Count, sp.Basis = o.Actor, o.Name, o.Naming, o.Count, o.Basis
		return sp
	}
	if named := b.apposed(p.source, head); named >= 0 {
		sp.Actor = named
	} else if named := b.apposedTo(p.source); named >= 0 {
		sp.Actor = named
	} else if named := b.titled(p.source); named >= 0 {
		sp.Actor = named // "Opposition leader Mara Odell"
	}
	sp.Name = b.d.SpanOf(b.nameable(p.source)).In(b.d.Text)
	if sp.Actor >= 0 {
		a := &b.d.Actors[sp.Actor]
		sp.Naming, sp.Count = a.Naming, a.Count
		if !b.compound(p.source, head) {
			sp.Name = a.Name
		}
		switch {
		case a.Kind == doc.ActorOutlet && (a.Naming == doc.Named || b.lemma(head) != "paper" || b.d.Tags[head].XPOS != "NNS"), a.Naming != doc.Named && phrases["press"][b.lemma(head)]:
			sp.Naming = doc.Outlet
		case a.Naming == doc.Bare && b.narrowed(p.source, head):
			sp.Naming = doc.Described
		}
	} else {
		sp.Naming = b.naming(head, p.source)
	}
	if w := b.lemma(head); sp.Naming == doc.Named && p.source.Len() == 1 && (phrases["bare"][w] || phrases["office"][w]) {
		sp.Naming = doc.Bare // "Minister: dam will hold", which coreference may take for a name
	}
	if sp.Naming != doc.Outlet && sp.Naming != doc.Named && phrases["document"][b.lemma(head)] {
		sp.Naming = doc.Document
	}
	b.evidence(p.source, &sp)
	return sp
}

// itself is the document that an "it" at i goes back to: the subject of the
// sentence before; or -1.
func (b *builder) itself(i int) int {
	if b.lemma(i) != "it" || b.d.SentenceOf(i) < 1 {
		return -1
	}
	s := b.d.Sentences[b.d.SentenceOf(i)-1]
	for k := s.First; k < s.End; k++ {
		if doc.Is(b.d.Deps[k].Rel, "nsubj") && b.d.Tags[k].UPOS == "NOUN" {
			if phrases["document"][b.lemma(k)] {
				return k
			}
			return -1
		}
	}
	return -1
}

// compound tells whether source names several who speak: "Odell and Calder". Where
// the parser missed it, an "and" before any comma and a noun at the end tell.
func (b *builder) compound(source doc.Range, head int) bool {
	if c := b.tree.Child(head, "conj"); c >= 0 && source.Contains(c) {
		return true
	}
	for i := source.First; i < source.End-1 && b.d.Word(i) != ","; i++ {
		if b.d.Tags[i].UPOS != "CCONJ" || b.lemma(i) != "and" {
			continue
		}
		last, before := b.d.Tags[source.End-1].UPOS, b.mentions.of(source.End-1)
		return (last == "NOUN" || last == "PROPN") && before != b.mentions.of(head) && b.d.Tags[i+1].UPOS != "ADJ"
	}
	return false
}

// nominal is the head of source; where the parser made a verb of it ("officials
// briefed on the plan"), the noun that the verb has as its subject or that is
// mentioned first.
func (b *builder) nominal(source doc.Range) int {
	head := b.tree.Head(source)
	if pos := b.tree.Subtree(head).End - 1; pos > head && pos < source.End-1 && possessive(b.d.Word(pos)) && (b.d.Tags[source.End-1].UPOS == "NOUN" || b.d.Tags[source.End-1].UPOS == "PROPN") {
		return source.End - 1 // a possessor that the parser hung on the verb
	}
	if u := b.d.Tags[head].UPOS; u != "VERB" && u != "ADV" && u != "ADP" {
		return head
	}
	if s := b.tree.Child(head, "nsubj"); s >= 0 && source.Contains(s) {
		return s
	}
	for i := source.First; i < source.End; i++ {
		if _, ok := b.mentions.head[i]; ok {
			return i
		}
	}
	return head
}

func possessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

// named tells whether actor a has a name.
func (b *builder) named(a int) bool { return a >= 0 && b.d.Actors[a].Naming == doc.Named }

// titled is who is named at the end of a source phrase that begins with what the
// person is ("harbour master Lena Brandvold"); or -1.
func (b *builder) titled(source doc.Range) int {
	end := source.End
	for end > source.First && !word(b.d.Word(end-1)) {
		end--
	}
	if end-source.First < 2 {
		return -1
	}
	a, ok := b.mentions.in[end-1]
	if !ok || !b.named(a) || b.d.Actors[a].Kind == doc.ActorPlace {
		return -1
	}
	first := end - 1
	for first > source.First && b.mentions.in[first-1] == a && b.d.Tags[first-1].UPOS == "PROPN" {
		first--
	}
	for i := source.First; i < first; i++ {
		switch b.d.Tags[i].UPOS {
		case "NOUN", "PROPN", "ADJ", "DET", "NUM", "VERB", "PART":
		default:
			return -1
		}
	}
	return a
}

// narrowed tells whether anything in the source phrase says more of its noun than
// how many there are.
func (b *builder) narrowed(source doc.Range, head int) bool {
	if t := b.d.Tags[head].UPOS; t != "NOUN" && t != "PROPN" {
		return false
	}
	for i := source.First; i < source.End; i++ {
		switch b.d.Tags[i].UPOS {
		case "NOUN", "PROPN", "ADJ", "VERB":
			if i != head {
				return true
			}
		}
	}
	return false
}

// actor is the actor of the noun at i; where that has no name, of the name beside
// it ("the union's secretary, Mara Odell") or in it ("Tidewire news").
func (b *builder) actor(i int) int {
	a := b.mentions.of(i)
	if a >= 0 && b.d.Actors[a].Naming == doc.Named {
		return a
	}
	near := []int{b.tree.Child(i, "appos")}
	if doc.Is(b.d.Deps[i].Rel, "appos") {
		near = append(near, b.d.Deps[i].Head)
	}
	if phrases["outlet"][b.lemma(i)] {
		near = append(near, b.tree.Child(i, "compound", "flat"))
	}
	for _, k := range near {
		if k < 0 {
			continue
		}
		if named := b.mentions.of(k); named >= 0 && b.d.Actors[named].Naming == doc.Named {
			return named
		}
	}
	return a
}

// apposed is who is named behind a comma in a source phrase that has a noun
// before it ("the port's operator, Harbor Lines"), where the parser missed the
// apposition; or -1.
func (b *builder) apposed(source doc.Range, head int) int {
	if b.d.Tags[head].UPOS != "NOUN" {
		return -1
	}
	comma := false
	for i := head + 1; i < source.End; i++ {
		switch w := b.d.Word(i); {
		case w == ",":
			comma = true
		case w == "and" || w == "of":
			return -1
		case comma && (b.d.Tags[i].UPOS == "VERB" || b.d.Tags[i].UPOS == "ADP"): // "a memo, seen by the Courier"
			return -1
		case comma && b.d.Tags[i].UPOS == "PROPN":
			if a := b.mentions.of(i); a >= 0 && b.d.Actors[a].Kind != doc.ActorPlace && b.d.Actors[a].Naming == doc.Named {
				return a
			}
		}
	}
	return -1
}

// apposedTo is who is named right before a source phrase such as ", the opposition
// figure who", where the parser missed the apposition; or -1.
func (b *builder) apposedTo(source doc.Range) int {
	first := source.First
	if first < 2 || b.d.Word(first-1) != "," || b.d.Tags[first].UPOS != "DET" || b.d.Tags[source.End-1].XPOS != "WP" {
		return -1
	}
	if a, ok := b.mentions.in[first-2]; ok && b.named(a) && b.d.Actors[a].Kind == doc.ActorPerson {
		return a
	}
	return -1
}

// nameable is the source phrase without a relative pronoun at its end.
func (b *builder) nameable(r doc.Range) doc.Range {
	if x := b.d.Tags[r.End-1].XPOS; r.Len() > 1 && (x == "WDT" || x == "WP") {
		r.End--
	}
	return trimmed(b.d, r)
}

// relativeNoun is the noun that a relative pronoun at i stands for, or -1.
func (b *builder) relativeNoun(i int) int {
	if x := b.d.Tags[i].XPOS; x != "WDT" && x != "WP" {
		return -1
	}
	for v := i; ; {
		h := b.d.Deps[v].Head
		if h < 0 {
			break
		}
		if doc.Is(b.d.Deps[v].Rel, "acl") && h < i {
			return h
		}
		v = h
	}
	// A clause that the parser hung elsewhere: the noun right before it.
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if u := b.d.Tags[k].UPOS; u == "NOUN" || u == "PROPN" {
			return k
		}
	}
	return -1
}

// firstPersons gives each "I" and "my" its speaker: who is quoted, or else the
// author.
func (b *builder) firstPersons() {
	for i := range b.out {
		sp := &b.out[i].Source
		if sp.Head < 0 || !first(b.lemma(sp.Head)) {
			continue
		}
		if by := b.quotedIn(i); by >= 0 {
			o := &b.out[by].Source
			sp.Actor, sp.Name, sp.Naming, sp.Count = o.Actor, o.Name, o.Naming, o.Count
			continue
		}
		if b.open(sp.Head) {
			continue
		}
		sp.Naming = doc.Author
		if by := b.d.Header.Byline; len(by) == 1 {
			sp.Name = by[0].Text
		}
	}
}

func first(lemma string) bool { return lemma == "i" || lemma == "my" || lemma == "me" }

// quotedIn is the statement in whose quotation the source of statement i stands,
// -1 for none. Quotations with an "I" of their own are passed over.
func (b *builder) quotedIn(i int) int {
	at := b.d.Tokens[b.out[i].Source.Head].Span
	for j := range b.near(i) {
		o := &b.out[j]
		if j != i && o.Form != doc.Indirect && within(o.Content, at) && o.Source.Head >= 0 && !first(b.lemma(o.Source.Head)) {
			return j
		}
	}
	return -1
}

// near gives the statements that may hold statement i: those it is told in, then
// those before and behind it.
func (b *builder) near(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for p := b.out[i].Parent; p >= 0; p = b.out[p].Parent {
			if !yield(p) {
				return
			}
		}
		for j := max(0, i-8); j < min(len(b.out), i+8); j++ {
			if !yield(j) {
				return
			}
		}
	}
}

// naming tells how far the words of an unresolved source say who it is.
func (b *builder) naming(head int, source doc.Range) doc.Naming {
	switch tag := b.d.Tags[head]; {
	case tag.UPOS == "PROPN", b.capitals(source):
		return doc.Named
	case tag.UPOS == "PRON":
		return doc.Bare
	case phrases["press"][b.lemma(head)]:
		return doc.Outlet
	case phrases["document"][b.lemma(head)]:
		return doc.Document
	case (phrases["bare"][b.lemma(head)] || phrases["office"][b.lemma(head)]) && content(b.d, source) <= 1:
		return doc.Bare
	}
	return doc.Described
}

// capitals tells whether r is set in capitals, as the names of an interview are.
func (b *builder) capitals(r doc.Range) bool {
	w := b.d.SpanOf(r).In(b.d.Text)
	return len(w) > 2 && word(w) && w == strings.ToUpper(w)
}

// content counts the nouns, adjectives and names of r.
func content(d *doc.Doc, r doc.Range) int {
	n := 0
	for i := r.First; i < r.End; i++ {
		switch d.Tags[i].UPOS {
		case "NOUN", "PROPN", "ADJ":
			n++
		}
	}
	return n
}

// evidence finds, in the source phrase, how its people know what they say.
func (b *builder) evidence(source doc.Range, sp *doc.Speaker) {
	if sp.Naming == doc.Named || sp.Naming == doc.Document {
		return
	}
	read, text := false, false
	for i := source.First; i < source.End; i++ {
		l := b.lemma(i)
		read = read || phrases["reading"][l] && b.d.Tags[i].UPOS == "VERB"
		text = text || phrases["document"][l] && i != sp.Head
	}
	if read && text {
		sp.Basis = "document"
		return
	}
	for i := source.First; i < source.End; i++ {
		for _, kind := range [...]string{"witness", "participant", "briefed", "second-hand"} {
			if phrases[kind][b.lemma(i)] && (kind != "second-hand" || i != sp.Head) {
				sp.Basis = kind
				return
			}
		}
	}
}
