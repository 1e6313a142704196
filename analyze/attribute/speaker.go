package attribute

import "github.com/saysonews/sayso/doc"

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
	head := b.tree.Head(p.source)
	if noun := b.relativeNoun(head); noun >= 0 && b.mentions.of(head) < 0 && b.noun(noun).Len() > 0 {
		sp := b.speaker(parts{source: b.noun(noun)})
		sp.Spans, sp.Head = []doc.Span{b.d.SpanOf(p.source)}, head
		return sp
	}
	sp := doc.Speaker{Spans: []doc.Span{b.d.SpanOf(p.source)}, Head: head, Actor: b.actor(head)}
	if named := b.apposed(p.source, head); named >= 0 {
		sp.Actor = named
	}
	sp.Name = b.d.SpanOf(b.nameable(p.source)).In(b.d.Text)
	if sp.Actor >= 0 {
		a := &b.d.Actors[sp.Actor]
		sp.Naming, sp.Count = a.Naming, a.Count
		if b.tree.Child(head, "conj") < 0 || !p.source.Contains(b.tree.Child(head, "conj")) {
			sp.Name = a.Name
		}
		if a.Kind == doc.ActorOutlet {
			sp.Naming = doc.Outlet
		}
	} else {
		sp.Naming = b.naming(head, p.source)
	}
	if sp.Naming != doc.Outlet && sp.Naming != doc.Named && phrases["document"][b.lemma(head)] {
		sp.Naming = doc.Document
	}
	b.evidence(p.source, &sp)
	return sp
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
		case comma && b.d.Tags[i].UPOS == "PROPN":
			if a := b.mentions.of(i); a >= 0 && b.d.Actors[a].Kind != doc.ActorPlace && b.d.Actors[a].Naming == doc.Named {
				return a
			}
		}
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

// naming tells how far the words of an unresolved source say who it is.
func (b *builder) naming(head int, source doc.Range) doc.Naming {
	switch tag := b.d.Tags[head]; {
	case tag.UPOS == "PROPN":
		return doc.Named
	case tag.UPOS == "PRON":
		return doc.Bare
	case phrases["document"][b.lemma(head)]:
		return doc.Document
	case phrases["bare"][b.lemma(head)] && content(b.d, source) <= 1:
		return doc.Bare
	}
	return doc.Described
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
	if sp.Naming == doc.Named {
		return
	}
	for i := source.First; i < source.End; i++ {
		for _, kind := range [...]string{"witness", "participant", "briefed"} {
			if phrases[kind][b.lemma(i)] {
				sp.Basis = kind
				return
			}
		}
	}
}

// reachReason is how far, in tokens, the reason for anonymity may stand from the
// statement that it belongs to.
const reachReason = 60

// reasons gives each stated reason for anonymity to the nearest unnamed source
// before it, or else in its sentence.
func (b *builder) reasons() {
	for i := range b.d.Tokens {
		if b.lemma(i) != "anonymity" && !b.notNamed(i) {
			continue
		}
		why := b.d.SpanOf(trimmed(b.d, b.clause(i)))
		best, near := -1, reachReason
		for k := range b.out {
			sp := &b.out[k].Source
			if sp.Naming != doc.Described && sp.Naming != doc.Bare {
				continue
			}
			if gap := i - sp.Head; gap >= 0 && gap < near || gap < 0 && b.d.SentenceOf(i) == b.d.SentenceOf(sp.Head) && -gap < near {
				best, near = k, max(gap, -gap)
			}
		}
		if best < 0 {
			continue
		}
		for k := range b.out {
			if sp := &b.out[k].Source; k == best || sp.Actor >= 0 && sp.Actor == b.out[best].Source.Actor && !farApart(sp.Head, b.out[best].Source.Head) {
				sp.Reason = why
			}
		}
	}
}

func farApart(i, j int) bool { return i-j > reachReason || j-i > reachReason }

// notNamed tells whether i is "named" or "identified" in "not to be named",
// "declined to be identified".
func (b *builder) notNamed(i int) bool {
	if l := b.lemma(i); l != "name" && l != "identify" || b.d.Tags[i].UPOS != "VERB" || !b.passive(i) {
		return false
	}
	for k := max(0, i-5); k < i; k++ {
		if l := b.lemma(k); negates(l) || l == "decline" || l == "refuse" {
			return true
		}
	}
	return false
}

// anonymous tells whether the words in r ask for anonymity: they say something
// of the source, not of the world.
func (b *builder) anonymous(r doc.Range) bool {
	for i := r.First; i < r.End; i++ {
		if b.lemma(i) == "anonymity" || b.notNamed(i) {
			return true
		}
	}
	return false
}

// clause is the phrase or open clause that i stands in: the words that give the
// reason.
func (b *builder) clause(i int) doc.Range {
	top := i
	for range 4 {
		dep := b.d.Deps[top]
		if dep.Head < 0 || doc.Is(dep.Rel, "acl", "advcl", "ccomp", "parataxis", "conj") {
			break
		}
		if doc.Is(dep.Rel, "obl", "obj") && b.d.Tags[dep.Head].UPOS == "VERB" {
			top = dep.Head
			break
		}
		top = dep.Head
	}
	r := b.tree.Subtree(top)
	if s := b.tree.Child(top, "nsubj"); s >= 0 && s < top {
		r.First = max(r.First, b.tree.Subtree(s).End)
	}
	return r
}
