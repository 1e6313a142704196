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
	head := b.tree.Head(p.source)
	sp := doc.Speaker{Spans: []doc.Span{b.d.SpanOf(p.source)}, Head: head, Actor: b.mentions.of(head)}
	sp.Name = sp.Spans[0].In(b.d.Text)
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

// evidence finds, in the source phrase and what hangs on it, why it has no name
// and how it knows.
func (b *builder) evidence(source doc.Range, sp *doc.Speaker) {
	around := b.d.SentenceOf(source.First)
	if around < 0 || sp.Naming == doc.Named {
		return
	}
	for i := source.First; i < b.d.Sentences[around].End; i++ {
		lemma := b.lemma(i)
		if phrases["anonymity"][lemma] && (lemma == "anonymity" || negated(b, i)) {
			sp.Reason = b.d.SpanOf(b.clause(i))
		}
		if i >= source.End+2 {
			continue
		}
		for _, kind := range [...]string{"witness", "participant", "briefed"} {
			if sp.Basis == "" && phrases[kind][lemma] && source.Contains(i) {
				sp.Basis = kind
			}
		}
	}
}

// negated: "not to be named", "not be identified".
func negated(b *builder, i int) bool {
	for k := max(0, i-4); k < i; k++ {
		if negates(b.lemma(k)) {
			return true
		}
	}
	return strings.HasPrefix(b.lemma(i), "un")
}

// clause is the stretch from the head of i's phrase to its end: the words that
// give the reason.
func (b *builder) clause(i int) doc.Range {
	top := i
	for range 3 {
		h := b.d.Deps[top].Head
		if h < 0 || b.d.Deps[top].Rel == "root" || doc.Is(b.d.Deps[top].Rel, "acl", "advcl") {
			break
		}
		if b.d.Tags[h].UPOS == "VERB" && doc.Is(b.d.Deps[top].Rel, "obl", "obj") && !doc.Is(b.d.Deps[h].Rel, "acl", "advcl") {
			break
		}
		top = h
	}
	return b.tree.Subtree(top)
}
