package attribute

import "github.com/saysonews/sayso/doc"

// maxNested bounds the nested statements of one report, so that no text makes
// this stage slow.
const maxNested = 400

// nest finds statements told inside the content of others, and who relayed a
// statement: "The Post quoted one diplomat as saying …".
func (b *builder) nest() {
	top := len(b.out)
	for i := 0; i < top; i++ {
		b.relay(i)
	}
	b.parents(top)
	for i := range top {
		b.goesOn(i, top)
	}
	for i := range top {
		if p := b.out[i].Parent; p >= 0 && !b.holdsAll(p, b.out[i].Content) {
			b.out[i].Parent = -1
		}
	}
	taken := map[int]bool{} // tokens of cues
	for i := range b.out {
		for _, c := range b.out[i].Cue {
			r := b.d.TokensOf(c)
			for k := r.First; k < r.End; k++ {
				taken[k] = true
			}
		}
	}
	for i := 0; i < len(b.out) && len(b.out) < top+maxNested; i++ {
		for _, c := range b.out[i].Content {
			b.inside(i, b.d.TokensOf(c), taken)
		}
	}
}

// goesOn puts statement i inside the one before it where its source is a relative
// pronoun for a noun of that one's content: "according to the Post, the talks were
// stopped by the ministry, which feared that …" is all the Post's word.
func (b *builder) goesOn(i, top int) {
	s := &b.out[i]
	if s.Parent >= 0 || s.Source.Head < 0 {
		return
	}
	noun := b.relativeNoun(s.Source.Head)
	if noun < 0 {
		return
	}
	for j := max(0, i-3); j < min(top, i+3); j++ {
		o := &b.out[j]
		if b.under(j, i) || o.Form != doc.Indirect || len(o.Content) == 0 || !b.extents[j].Contains(noun) || b.extents[j].Len() < minHeld {
			continue
		}
		last := &o.Content[len(o.Content)-1]
		if b.d.SentenceOf(noun) != b.d.SentenceOf(s.Source.Head) || b.d.TokensOf(*last).End < s.Source.Head-2 || o.Source.Naming == doc.Absent {
			continue
		}
		whole := join(b.extents[i], b.d.TokensOf(s.Cue[0]))
		last.End = max(last.End, b.d.SpanOf(whole).End)
		b.extents[j] = join(b.extents[j], whole)
		s.Parent = j
		return
	}
}

// under tells whether statement j is i or is told inside it, at any depth: i must
// not become its child.
func (b *builder) under(j, i int) bool {
	for j >= 0 && j != i {
		j = b.out[j].Parent
	}
	return j == i
}

// minHeld is the least number of tokens of content that a relative clause may go
// on with.
const minHeld = 5

// inside adds the statements that a verb with a reported clause opens in r.
func (b *builder) inside(parent int, r doc.Range, taken map[int]bool) {
	for i := r.First; i < r.End; i++ {
		if taken[i] || b.d.Tags[i].UPOS != "VERB" {
			continue
		}
		if _, ok := acts[b.lemma(i)]; !ok {
			continue
		}
		p, ok := b.quotedAs(i, r)
		if !ok {
			p, ok = b.clauseOf(i, r)
		}
		if !ok {
			continue
		}
		for k := p.cue.First; k < p.cue.End; k++ {
			taken[k] = true
		}
		b.build(p, parent)
	}
}

// quotedAs is the statement of "… quoted one diplomat as saying that …", where i
// is "saying": its source is the object of the verb of citing.
func (b *builder) quotedAs(i int, r doc.Range) (parts, bool) {
	verb := b.citing(b.d.Deps[i].Head)
	if verb < 0 || b.tree.Child(i, "mark", "case") < 0 {
		return parts{}, false
	}
	whom := b.tree.Child(verb, "obj")
	clause := b.tree.Child(i, "ccomp", "obj", "parataxis")
	if whom < 0 || clause < 0 || whom > i || clause < i {
		return parts{}, false
	}
	content := doc.Range{First: i + 1, End: max(i+2, min(b.tree.Subtree(clause).End, r.End))}
	return parts{source: b.noun(whom), cue: doc.Range{First: i, End: i + 1}, content: []doc.Range{trimmed(b.d, content)}, confidence: 0.6, why: []string{"quoted-as"}}, true
}

// clauseOf is the statement that verb i makes with its subject and the clause it
// governs, all within r.
func (b *builder) clauseOf(i int, r doc.Range) (parts, bool) {
	clause, subject := b.tree.Child(i, "ccomp"), b.subject(i)
	if clause < 0 || subject < 0 || !r.Contains(clause) || !r.Contains(subject) {
		return parts{}, false
	}
	content := b.tree.Subtree(clause)
	if content.Contains(i) || content.Contains(subject) {
		return parts{}, false
	}
	content.End = min(content.End, r.End)
	source := b.tree.Subtree(subject)
	cue := doc.Range{First: i, End: i + 1}
	for _, c := range b.tree.Children(i) {
		if doc.Is(b.d.Deps[c].Rel, "aux", "advmod") && int(c) < i && int(c) >= source.End {
			cue.First = min(cue.First, int(c))
		}
	}
	source.End = min(source.End, cue.First)
	if source.Len() <= 0 {
		return parts{}, false
	}
	return parts{source: trimmed(b.d, source), cue: cue, content: []doc.Range{trimmed(b.d, content)}, confidence: 0.6, why: []string{"nested-clause"}}, true
}

// subject is the subject of verb i, shared from the verb that i is coordinated
// with, or the noun that a relative clause hangs on.
func (b *builder) subject(i int) int {
	for range 3 {
		if s := b.tree.Child(i, "nsubj"); s >= 0 {
			return s
		}
		if !doc.Is(b.d.Deps[i].Rel, "conj", "xcomp") || b.d.Deps[i].Head < 0 {
			return -1
		}
		i = b.d.Deps[i].Head
	}
	return -1
}

// trimmed is r without punctuation at its ends; quotation marks stay.
func trimmed(d *doc.Doc, r doc.Range) doc.Range {
	for r.Len() > 1 && !word(d.Word(r.End-1)) && !isQuote(d.Word(r.End-1)) {
		r.End--
	}
	for r.Len() > 1 && !word(d.Word(r.First)) && !isQuote(d.Word(r.First)) {
		r.First++
	}
	return r
}

// parents ties each of the first n statements to the smallest other one whose
// content holds its cue and content.
func (b *builder) parents(n int) {
	for i := range n {
		best := -1
		for j := max(0, i-8); j < min(n, i+8); j++ {
			if i == j || b.extents[j].Len() <= b.extents[i].Len() || len(b.out[i].Cue) == 0 || !within(b.out[j].Content, b.out[i].Cue[0]) {
				continue
			}
			if best < 0 || b.extents[j].Len() < b.extents[best].Len() {
				best = j
			}
		}
		if best >= 0 {
			b.out[i].Parent = best
		}
	}
}

// holdsAll tells whether each of spans lies in a piece of statement j's content.
func (b *builder) holdsAll(j int, spans []doc.Span) bool {
	for _, s := range spans {
		if !within(b.out[j].Content, s) {
			return false
		}
	}
	return true
}

// within tells whether one of spans holds s.
func within(spans []doc.Span, s doc.Span) bool {
	for _, x := range spans {
		if x.Contains(s) {
			return true
		}
	}
	return false
}

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
	if by < 0 || whom < 0 || b.d.Tags[whom].UPOS == "VERB" || isQuote(b.d.Word(b.tree.Subtree(whom).First)) || within(s.Content, b.d.Tokens[whom].Span) {
		return
	}
	relayer := b.speaker(parts{source: b.noun(by)})
	if relayer.Head == whom {
		return
	}
	source := b.speaker(parts{source: b.noun(whom)})
	source.Basis = s.Source.Basis
	s.Source = source
	s.Why = append(s.Why, "relay")
	s.Chain = append(s.Chain, doc.Link{Actor: relayer.Actor, Name: relayer.Name, Naming: relayer.Naming, Evidence: b.d.SpanOf(join(b.noun(by), doc.Range{First: verb, End: verb + 1}))})
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

// noun is the noun phrase of head i without clauses that hang on it.
func (b *builder) noun(i int) doc.Range {
	r := b.tree.Subtree(i)
	for _, c := range b.tree.Children(i) {
		if doc.Is(b.d.Deps[c].Rel, "acl", "advcl", "parataxis") && int(c) > i {
			r.End = min(r.End, b.tree.Subtree(int(c)).First)
		}
	}
	return trimmed(b.d, r)
}
