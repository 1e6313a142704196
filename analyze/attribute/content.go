package attribute

import (
	"slices"
	"sort"

	"github.com/saysonews/sayso/doc"
)

// expletive tells whether r is the "it" of "it is believed that".
func (b *builder) expletive(r doc.Range) bool {
	return r.Len() == 1 && (b.lemma(r.First) == "it" || doc.Is(b.d.Deps[r.First].Rel, "expl"))
}

// circumstance tells whether r, taken for content, is only where or when it was
// said: "told reporters on Monday", "said during a rally".
func (b *builder) circumstance(cue, r doc.Range) bool {
	if cue.Len() == 0 || !phrases["saying"][b.lemma(b.tree.Head(cue))] {
		return false
	}
	first := b.lemma(r.First)
	if !phrases["where"][first] {
		return b.isTime(r)
	}
	for i := r.First; i < r.End; i++ {
		switch b.d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD", "TO":
			return false
		}
	}
	return true
}

// unchecked tells whether r, a sentence of its own, is the report's word on what
// it could not check: "Neither figure could be independently verified."
func (b *builder) unchecked(cue, r doc.Range) bool {
	if cue.Len() == 0 || b.d.SentenceOf(r.First) == b.d.SentenceOf(cue.First) || isQuote(b.d.Word(r.First)) {
		return false
	}
	return b.couldCheck(r)
}

// couldCheck tells whether r says that something could, or could not, be checked.
func (b *builder) couldCheck(r doc.Range) bool {
	verb, could := false, false
	for i := r.First; i < r.End; i++ {
		verb = verb || phrases["unchecked"][b.lemma(i)]
		could = could || b.lemma(i) == "independently" || b.lemma(i) == "could"
	}
	return verb && could
}

// isTime tells whether r is nothing but the words of a time.
func (b *builder) isTime(r doc.Range) bool {
	t := b.timeAt(r.End - 1)
	return t != nil && t.Span.Contains(b.d.SpanOf(r))
}

// timeAt is the time that token i ends or stands in, nil for none.
func (b *builder) timeAt(i int) *doc.Time {
	if i < 0 {
		return nil
	}
	s := b.d.Tokens[i].Span
	k := sort.Search(len(b.d.Times), func(k int) bool { return b.d.Times[k].Span.End >= s.End })
	if k < len(b.d.Times) && b.d.Times[k].Span.Contains(s) {
		return &b.d.Times[k]
	}
	return nil
}

// accordingTo makes the source of what the network took for content behind a
// sentence's first words, "According to": "According to papers seen by the Courier,
// Odell wrote that …".
func (b *builder) accordingTo(p *parts) {
	if p.cue.Len() == 0 || b.lemma(p.cue.First) != "accord" || p.cue.First != b.sentence(p.cue.First).First || p.source.First == p.cue.End {
		return
	}
	end := b.sentence(p.cue.First).End
	for k := p.cue.End + 1; k < end-2; k++ {
		if b.d.Word(k) != "," {
			continue
		}
		rest := doc.Range{First: k + 1, End: end}
		if dep := b.d.Deps[b.tree.Head(rest)]; dep.Head >= 0 && dep.Head < k && !b.finite(rest) {
			continue // a comma within the source
		}
		p.source, p.content = doc.Range{First: p.cue.End, End: k}, []doc.Range{trimmed(b.d, rest)}
		return
	}
}

// insideSources drops each statement that lies within the words for the source of
// another one: "papers disclosed to the families' lawyers".
func (b *builder) insideSources() {
	var sources []doc.Range
	for i := range b.out {
		for _, s := range b.out[i].Source.Spans {
			sources = append(sources, b.d.TokensOf(s))
		}
	}
	b.out = slices.DeleteFunc(b.out, func(f found) bool {
		if len(f.Cue) == 0 {
			return false
		}
		cue := b.d.TokensOf(f.Cue[0])
		return slices.ContainsFunc(sources, func(s doc.Range) bool { return holds(s, join(cue, f.extent)) })
	})
}

// occasions drops each statement that only tells to whom, or upon what, the next
// one is said: in "responded to the decree, stating that …" there is one
// statement, not two.
func (b *builder) occasions() {
	cues := map[int]bool{} // first tokens of cues that are participles
	for i := range b.out {
		for _, span := range b.out[i].Cue {
			first := b.d.TokensOf(span).First
			cues[first] = cues[first] || b.d.Tags[first].XPOS == "VBG"
		}
	}
	b.out = slices.DeleteFunc(b.out, func(f found) bool {
		if len(f.Cue) == 0 || len(f.Content) != 1 || b.finite(f.extent) {
			return false
		}
		cue := b.d.TokensOf(f.Cue[0])
		next := f.extent.End
		if next < len(b.d.Tokens) && b.d.Word(next) == "," {
			next++
		}
		return cues[next] && b.lemma(cue.End-1) == "to"
	})
}

// opensAnonymous tells whether the cue and the first words of the content after it
// ask for anonymity: "asked not to be named". What stands between a verb of saying
// and what it says does not count: "said on condition of anonymity that …".
func (b *builder) opensAnonymous(p parts) bool {
	if b.anonymous(p.cue) {
		return true
	}
	if len(p.content) == 0 || p.content[0].First < p.cue.End {
		return false
	}
	first := doc.Range{First: p.content[0].First, End: min(p.content[0].First+4, p.content[0].End)}
	if p.cue.Len() > 0 && !phrases["saying"][b.lemma(p.cue.First)] {
		first.First = p.cue.End
	}
	return b.anonymous(first)
}

// fronted is the pronoun right before a source and its cue that stands for what is
// said: "what the mayor called for". In PolNeAR train four of five are content;
// of "which" and "that" too few are.
func (b *builder) fronted(l *linker, p parts) doc.Range {
	k := p.source.First - 1
	if p.source.Len() == 0 || k < 0 || p.cue.First < p.source.End || b.d.Tags[k].XPOS != "WP" || b.d.SentenceOf(k) != b.d.SentenceOf(p.cue.First) {
		return doc.Range{}
	}
	if i := pieceAt(l.ps, k); i < len(l.ps) && l.ps[i].Tokens.Contains(k) {
		return doc.Range{}
	}
	return doc.Range{First: k, End: k + 1}
}

// beforeNextVerb is content up to a verb that is coordinated with the cue: "said
// that …, and left". What follows is the report's own voice.
func (b *builder) beforeNextVerb(cue, content doc.Range) doc.Range {
	if cue.Len() == 0 || content.First < cue.End {
		return content
	}
	for _, c := range b.tree.Children(b.tree.Head(cue)) {
		i := int(c)
		if !content.Contains(i) || !doc.Is(b.d.Deps[i].Rel, "conj") || b.d.Tags[i].UPOS != "VERB" || b.open(i) {
			continue
		}
		cut := min(b.tree.Subtree(i).First, i)
		if cc := b.tree.Child(i, "cc"); cc >= 0 {
			cut = min(cut, cc)
		}
		if cut > content.First {
			return trimmed(b.d, doc.Range{First: content.First, End: cut})
		}
	}
	return b.beforeNextClaim(content)
}

// withinClause is content up to where the clause that a relative clause interrupts goes
// on: "Ada Quill, who said that the bridge was safe, | was not at home". Its verb has
// its subject before the cue, or none where the tree takes it for one of the content's.
func (b *builder) withinClause(cue, content doc.Range) doc.Range {
	if cue.Len() == 0 || content.First < cue.End || !doc.Is(b.d.Deps[b.tree.Head(cue)].Rel, "acl") {
		return content
	}
	for comma := content.First + 1; comma < content.End-1; comma++ {
		if b.d.Word(comma) != "," || b.open(comma) {
			continue
		}
		switch b.d.Tags[comma+1].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
		default:
			continue
		}
		verb := comma + 1
		if dep := b.d.Deps[verb]; doc.Is(dep.Rel, "aux") || doc.Is(dep.Rel, "cop") {
			verb = dep.Head
		}
		if subject := b.tree.Child(verb, "nsubj"); subject < content.First && b.tree.Child(verb, "cc") < 0 {
			return doc.Range{First: content.First, End: comma}
		}
	}
	return content
}

// behindAddressee is content without whom it is told to, where that was taken for its
// beginning: "told | us on the day that …", "she told | an inquest last year, …".
func (b *builder) behindAddressee(cue, content doc.Range) doc.Range {
	if cue.Len() == 0 || content.First != cue.End || !phrases["addressee"][b.lemma(b.tree.Head(cue))] {
		return content
	}
	for i := content.First; i < min(content.End-1, content.First+reachThat); i++ {
		switch u := b.d.Tags[i].UPOS; {
		case u == "VERB" || u == "AUX":
			return content
		case i == content.First:
		case b.lemma(i) == "that" && b.d.Tags[content.First].XPOS == "PRP":
			return doc.Range{First: i, End: content.End}
		case b.d.Word(i) == ",":
			if b.d.Tags[i+1].XPOS != "PRP" {
				return content
			}
			return doc.Range{First: i + 1, End: content.End}
		}
	}
	return content
}

// withoutWho is content without the relative pronoun that it breaks off at: "she wrote to
// the director, who".
func (b *builder) withoutWho(r doc.Range) doc.Range {
	if x := b.d.Tags[r.End-1].XPOS; r.Len() > 2 && (x == "WP" || x == "WDT") && b.d.Word(r.End-2) == "," {
		r.End -= 2
	}
	return r
}

// conceded drops content before a clause of "though" with a source and a cue of its own,
// where what they say stands behind them: "She is in Vey, though officials deny | helping
// her".
func (b *builder) conceded(p *parts) {
	if n := len(p.content); n < 2 || p.source.First < 1 || p.source.Len() == 0 || !phrases["though"][b.lemma(p.source.First-1)] || p.content[n-1].First < p.cue.End {
		return
	}
	p.content = slices.DeleteFunc(p.content, func(c doc.Range) bool {
		return c.End <= p.source.First && b.d.SentenceOf(c.First) == b.d.SentenceOf(p.cue.First)
	})
}

// secondCue takes off what stands behind another verb of the same source: "has admitted
// that …, but | insists | that …".
func (b *builder) secondCue(p *parts) parts {
	for i, c := range p.content {
		v := c.First - 1
		if i == 0 || b.lemma(c.First) != "that" || v <= p.content[i-1].End || b.d.Tags[v].UPOS != "VERB" || acts[b.lemma(v)].act == "" {
			continue
		}
		if x := b.d.Tags[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" || b.d.SentenceOf(v) != b.d.SentenceOf(p.cue.First) {
			continue
		}
		next := parts{source: p.source, cue: doc.Range{First: v, End: c.First}, content: p.content[i:], probability: p.probability, why: append(slices.Clone(p.why), "second-cue")}
		p.content = p.content[:i:i]
		return next
	}
	return parts{}
}

// beforeNextClaim is content up to a semicolon, or a comma and "though", behind which
// somebody else has the word: "4,000 people marched; police put the number at 1,500".
func (b *builder) beforeNextClaim(content doc.Range) doc.Range {
	for i := content.First + 2; i < content.End-2; i++ {
		if b.d.Word(i) != ";" && !(b.d.Word(i) == "," && phrases["though"][b.lemma(i+1)]) || b.open(i) {
			continue
		}
		for v := i + 1; v < min(content.End, i+reachThat); v++ {
			if b.d.Tags[v].UPOS != "VERB" {
				continue
			}
			if s := b.tree.Child(v, "nsubj"); s > i && s < v && b.d.Tags[s].UPOS != "PRON" && b.claims(v) {
				return doc.Range{First: content.First, End: i}
			}
			break
		}
	}
	return content
}

// claims tells whether verb v gives what follows as its subject's word.
func (b *builder) claims(v int) bool {
	return phrases["saying"][b.lemma(v)] || b.lemma(v) == "put" || acts[b.lemma(v)].act == "claim" || acts[b.lemma(v)].act == "deny"
}

// governed is the content that the tree gives a cue that no piece of content is
// near: the clause or object that its head governs; for "…, she said", the clause
// before; for "according to", the clause that it hangs on.
func (b *builder) governed(p parts) []doc.Range {
	head := b.tree.Head(p.cue)
	for _, rel := range [...]string{"ccomp", "xcomp", "obj", "obl", "nmod"} {
		c := b.tree.Child(head, rel)
		if c < p.cue.End {
			continue
		}
		r := b.tree.Subtree(c)
		r.First = max(r.First, p.cue.End)
		if r.Len() > 0 && !r.Overlaps(p.source) && !b.circumstance(p.cue, r) {
			return []doc.Range{trimmed(b.d, r)}
		}
	}
	s := b.d.SentenceOf(head)
	if s < 0 || p.source.Len() == 0 {
		return nil
	}
	r, whole := b.d.Sentences[s], join(p.cue, p.source)
	before, after := doc.Range{First: r.First, End: whole.First}, doc.Range{First: whole.End, End: r.End}
	switch {
	case b.lemma(p.cue.First) == "accord":
		if before.Len() > after.Len() {
			return []doc.Range{trimmed(b.d, before)}
		}
		return []doc.Range{trimmed(b.d, after)}
	case before.Len() > 2 && b.d.Word(whole.First-1) == "," && phrases["saying"][b.lemma(head)] && b.finite(before):
		return []doc.Range{trimmed(b.d, before)}
	}
	return nil
}

// finite tells whether r has a finite verb.
func (b *builder) finite(r doc.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch b.d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}
