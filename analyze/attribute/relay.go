package attribute

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// relay finds who passed statement i on: the subject of a verb of citing whose
// object is the source. It makes the object the source where the network took
// the subject, and leaves the subject as a link of the chain.
func (b *builder) relay(i int) {
	s := &b.out[i]
	if len(s.Cue) == 0 {
		return
	}
	cue := b.d.TokensOf(s.Cue[0])
	verb := b.citing(b.tree.Head(cue))
	if verb < 0 {
		return
	}
	by, whom := b.subject(verb), b.tree.Child(verb, "obj")
	if agent := b.tree.Child(verb, "obl:agent"); agent >= 0 && b.tree.Child(verb, "aux:pass") >= 0 {
		by, whom = agent, b.tree.Child(verb, "nsubj:pass") // "was quoted by the Courier as saying"
	}
	if by >= 0 && whom >= 0 && b.asSaying(i, verb, whom) {
		return
	}
	if by < 0 || whom < 0 || b.d.Tags[whom].UPOS == "VERB" || isQuote(b.d.Word(b.tree.Subtree(whom).First)) || within(s.Content, b.d.Tokens[whom].Span) {
		return
	}
	relayer := b.speaker(parts{source: b.withoutCase(by)})
	if relayer.Head == whom {
		return
	}
	source := b.speaker(parts{source: b.noun(whom)})
	source.Basis = s.Source.Basis
	s.Source = source
	s.Why = append(s.Why, "relay")
	s.Chain = append(s.Chain, doc.Link{Actor: relayer.Actor, Name: relayer.Name, Naming: relayer.Naming, Evidence: b.d.SpanOf(join(b.withoutCase(by), doc.Range{First: verb, End: verb + 1}))})
}

// withoutCase is the noun phrase of i without the preposition that leads to it.
func (b *builder) withoutCase(i int) doc.Range {
	r := b.noun(i)
	if c := b.tree.Child(i, "case"); c == r.First && r.Len() > 1 {
		r.First++
	}
	return r
}

// withoutRelayers drops each statement that only tells whom a relayer quotes: the
// chain of what is quoted has the relayer.
func (b *builder) withoutRelayers() {
	relayed := map[doc.Span]bool{} // sources that somebody passed on
	for i := range b.out {
		if len(b.out[i].Chain) > 0 && len(b.out[i].Source.Spans) == 1 {
			relayed[b.out[i].Source.Spans[0]] = true
		}
	}
	b.out = slices.DeleteFunc(b.out, func(f found) bool {
		return len(f.Content) == 1 && relayed[f.Content[0]] && len(f.Cue) > 0 && b.citing(b.tree.Head(b.d.TokensOf(f.Cue[0]))) >= 0
	})
}

// asSaying makes "Interfax | quoted | one aide as saying …" the statement of the
// aide, relayed by Interfax.
func (b *builder) asSaying(i, verb, whom int) bool {
	s := &b.out[i]
	if len(s.Source.Spans) == 0 {
		return false
	}
	for k, c := range s.Content {
		r := b.d.TokensOf(c)
		if !r.Contains(whom) {
			continue
		}
		for as := whom + 1; as < r.End-2; as++ {
			if b.lemma(as) != "as" || b.d.Tags[as+1].XPOS != "VBG" {
				continue
			}
			relayer := s.Source
			s.Source = b.speaker(parts{source: doc.Range{First: r.First, End: as}})
			if s.Source.Basis == "" {
				s.Source.Basis = "unstated"
			}
			s.Content[k] = b.d.SpanOf(doc.Range{First: as + 2, End: r.End})
			b.out[i].extent = doc.Range{First: as + 2, End: b.out[i].extent.End}
			s.Form = b.form([]doc.Range{b.out[i].extent}, -1)
			s.Why = append(s.Why, "relay")
			s.Chain = append(s.Chain, doc.Link{Actor: relayer.Actor, Name: relayer.Name, Naming: relayer.Naming, Evidence: b.d.SpanOf(join(b.d.TokensOf(relayer.Spans[0]), doc.Range{First: verb, End: verb + 1}))})
			return true
		}
	}
	return false
}

// cites makes "reported, citing two aides, that …" a statement of the aides inside
// the one that the outlet made. The citing may stand first: "the Courier, citing two
// aides, reported that …".
func (b *builder) cites(i int) {
	s := &b.out[i]
	if len(s.Cue) == 0 || len(s.Content) != 1 {
		return
	}
	verb := b.tree.Head(b.d.TokensOf(s.Cue[0]))
	if b.lemma(verb) != "cite" {
		return
	}
	by := b.citedBy(i, verb)
	if b.d.Tags[verb].XPOS != "VBG" {
		by = b.citedNext(i, verb)
	}
	if by < 0 {
		return
	}
	whom := b.d.TokensOf(s.Content[0])
	for k := whom.First; k < whom.End; k++ {
		if b.d.Word(k) == "," && k > whom.First {
			whom.End = k // "a senior official, whom it did not name"
		}
	}
	head := b.nominal(whom)
	if a := b.actor(head); (a < 0 || !b.speaks(a)) && !phrases["bare"][b.lemma(head)] && !phrases["document"][b.lemma(head)] {
		return
	}
	outer := &b.out[by]
	s.Source = b.speaker(parts{source: whom})
	if s.Source.Basis == "" {
		s.Source.Basis = "unstated"
	}
	s.Content, s.Form, s.extent, s.Parent = outer.Content, outer.Form, outer.extent, by
	s.Why = append(s.Why, "citing")
}

// citedNext is the statement just before statement i whose source goes on in the next
// sentence to say whom it has it from: "The Courier reported that …. It cited two
// aides."; -1 for none.
func (b *builder) citedNext(i, verb int) int {
	if i == 0 || len(b.out[i-1].Cue) == 0 || b.passive(verb) {
		return -1
	}
	s, o := &b.out[i], &b.out[i-1]
	said := b.tree.Head(b.d.TokensOf(o.Cue[0]))
	if s.Source.Actor < 0 || s.Source.Actor != o.Source.Actor || b.d.SentenceOf(verb) != b.d.SentenceOf(said)+1 {
		return -1
	}
	return i - 1
}

// citedBy is the statement beside statement i that cites with it, in the sentence of
// verb; -1 for none.
func (b *builder) citedBy(i, verb int) int {
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= len(b.out) || len(b.out[k].Cue) == 0 {
			continue
		}
		o := &b.out[k]
		said := b.tree.Head(b.d.TokensOf(o.Cue[0]))
		unknown := o.Source.Head == b.out[i].Source.Head && o.Source.Head < 0
		if b.d.SentenceOf(verb) == b.d.SentenceOf(said) && !unknown && (k < i || o.extent.First > verb && said < o.extent.First) {
			return k
		}
	}
	return -1
}

// speaks tells whether actor a may be a source of its own.
func (b *builder) speaks(a int) bool {
	switch b.d.Actors[a].Kind {
	case doc.ActorPerson, doc.ActorOutlet, doc.ActorGroup, doc.ActorOrganization, doc.ActorGovernment, doc.ActorDocument:
		return true
	}
	return false
}

// citing is the verb "quote" or "cite" that v is, or that v ("as saying") hangs
// on, or -1.
func (b *builder) citing(v int) int {
	for range 3 {
		if v < 0 {
			return -1
		}
		if l := b.lemma(v); (l == "quote" || l == "cite") && b.d.Tags[v].UPOS == "VERB" {
			return v
		}
		v = b.d.Deps[v].Head
	}
	return -1
}
