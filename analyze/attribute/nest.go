package attribute

import "github.com/saysonews/sayso/doc"

// maxNested bounds the nested statements of one report, so that no text makes
// this stage slow.
const maxNested = 400

// sureOfNested is the confidence of a statement inside another. No corpus here has
// them; of those of the hand-built passages more are right.
const sureOfNested = 0.6

// nest finds statements told inside the content of others, and who relayed a
// statement: "The Post quoted one diplomat as saying …".
func (b *builder) nest() {
	for i := range b.out {
		b.relay(i)
	}
	b.withoutRelayers()
	top := len(b.out)
	for i := range top {
		b.cites(i)
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
	taken := b.takenByCues()
	for i := 0; i < len(b.out) && len(b.out) < top+maxNested; i++ {
		for _, c := range b.out[i].Content {
			b.inside(i, b.d.TokensOf(c), taken)
		}
	}
	b.reparent(top)
}

// reparent ties each statement from first on to the smallest one that holds it.
func (b *builder) reparent(first int) {
	for i := first; i < len(b.out); i++ {
		for j := range b.out {
			if b.out[j].extent.Len() > b.out[i].extent.Len() && b.out[j].extent.Len() < b.out[b.out[i].Parent].extent.Len() && within(b.out[j].Content, b.out[i].Cue[0]) && b.holdsAll(j, b.out[i].Content) {
				b.out[i].Parent = j
			}
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
		if b.under(j, i) || o.Form != doc.Indirect || len(o.Content) == 0 || !b.out[j].extent.Contains(noun) || b.out[j].extent.Len() < minHeld {
			continue
		}
		last := &o.Content[len(o.Content)-1]
		if b.d.SentenceOf(noun) != b.d.SentenceOf(s.Source.Head) || b.d.TokensOf(*last).End < s.Source.Head-2 || o.Source.Naming == doc.Absent {
			continue
		}
		whole := join(b.out[i].extent, b.d.TokensOf(s.Cue[0]))
		last.End = max(last.End, b.d.SpanOf(whole).End)
		b.out[j].extent = join(b.out[j].extent, whole)
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
func (b *builder) inside(parent int, r doc.Range, taken []bool) {
	for i := r.First; i < r.End; i++ {
		if !taken[i] && b.d.Tags[i].UPOS == "NOUN" && phrases["said"][b.lemma(i)] {
			if p, ok := b.nounCue(i); ok && len(p.content) == 1 && holds(r, p.whole()) && !p.source.Overlaps(p.content[0]) {
				taken[i] = true
				p.confidence = sureOfNested
				b.build(p, parent)
			}
			continue
		}
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
			p, ok = b.thatClauseOf(i, r)
		}
		if !ok {
			p, ok = b.objectOf(i, r, &b.out[parent].Source)
		}
		if !ok {
			continue
		}
		mark(taken, p.cue)
		b.build(p, parent)
		if c := p.content[0]; c.First > i {
			i = c.End - 1 // what it tells is looked into when its turn comes
		}
	}
}

// holds tells whether r holds all of o.
func holds(r, o doc.Range) bool { return r.First <= o.First && o.End <= r.End }

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
	return parts{source: b.noun(whom), cue: doc.Range{First: i, End: i + 1}, content: []doc.Range{trimmed(b.d, content)}, confidence: sureOfNested, why: []string{"quoted-as"}}, true
}

// clauseOf is the statement that verb i makes with its subject and the clause it
// governs, all within r.
func (b *builder) clauseOf(i int, r doc.Range) (parts, bool) {
	clause := b.tree.Child(i, "ccomp")
	if clause < 0 || !r.Contains(clause) {
		return parts{}, false
	}
	content := b.tree.Subtree(clause)
	content.End = min(content.End, r.End)
	return b.nested(i, r, content, "nested-clause")
}

// reachThat is how many tokens may stand between a verb and its "that".
const reachThat = 8

// thatClauseOf is clauseOf where the parser hung the clause elsewhere: what
// follows a "that" behind the verb and whom it was said to.
func (b *builder) thatClauseOf(i int, r doc.Range) (parts, bool) {
	if l := b.lemma(i); !phrases["saying"][l] && !phrases["addressee"][l] {
		return parts{}, false
	}
	for k := i + 1; k < min(r.End, i+reachThat); k++ {
		switch b.d.Tags[k].UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PRON", "SCONJ":
			if l := b.lemma(k); l == "about" || l == "of" {
				return parts{}, false // "was warned about the silo that burst"
			}
			if b.lemma(k) != "that" {
				continue
			}
		default:
			return parts{}, false
		}
		if k+1 < r.End && (b.d.Tags[k+1].UPOS == "VERB" || b.d.Tags[k+1].UPOS == "AUX") {
			return parts{}, false // a relative clause
		}
		end := k + 1
		for end < r.End && !isDouble(b.d.Word(end)) && b.d.SentenceOf(end) == b.d.SentenceOf(i) {
			end++
		}
		if end-k < 3 {
			return parts{}, false
		}
		return b.nested(i, r, doc.Range{First: k, End: end}, "nested-that")
	}
	return parts{}, false
}

// objectOf is the intention, order, demand, promise or denial that verb i makes of
// its object or open clause, where it is somebody else's than by: "the council
// planned to sell the pier".
func (b *builder) objectOf(i int, r doc.Range, by *doc.Speaker) (parts, bool) {
	switch acts[b.lemma(i)].act {
	case "intend", "order", "demand", "request", "promise", "threaten", "deny", "accuse":
	default:
		return parts{}, false
	}
	subject := b.subject(i)
	if subject < 0 || b.passive(i) {
		return parts{}, false
	}
	if a := b.actor(subject); a >= 0 && a == by.Actor || first(b.lemma(subject)) || b.lemma(subject) == "we" {
		return parts{}, false
	}
	content := doc.Range{}
	for _, c := range b.tree.Children(i) {
		if doc.Is(b.d.Deps[c].Rel, "obj", "xcomp", "ccomp") && int(c) > i {
			content = join(content, b.tree.Subtree(int(c)))
		}
	}
	if content.Len() > 0 {
		content = doc.Range{First: i + 1, End: min(content.End, r.End)}
	}
	return b.nested(i, r, content, "nested-object")
}

// nested is the statement of verb i, its subject and content, all within r.
func (b *builder) nested(i int, r, content doc.Range, why string) (parts, bool) {
	subject := b.subject(i)
	if subject < 0 || !r.Contains(subject) || content.Len() <= 0 || content.Contains(i) || content.Contains(subject) {
		return parts{}, false
	}
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
	source = trimmed(b.d, source)
	if b.tree.Child(i, "aux:pass") >= 0 {
		source = b.byPhrase(i, r) // "the minister had been told by an aide that …"
	}
	content = trimmed(b.d, content)
	if source.Overlaps(content) {
		return parts{}, false
	}
	return parts{source: source, cue: cue, content: []doc.Range{content}, confidence: sureOfNested, why: []string{why}}, true
}

// byPhrase is who does what passive i tells, within r; empty where nobody is named.
func (b *builder) byPhrase(i int, r doc.Range) doc.Range {
	by := b.tree.Child(i, "obl:agent")
	if by < 0 || !r.Contains(by) {
		return doc.Range{}
	}
	who := b.noun(by)
	if b.tree.Child(by, "case") == who.First {
		who.First++
	}
	return who
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
		if b.out[i].Parent >= 0 {
			continue
		}
		best := -1
		for j := max(0, i-8); j < min(n, i+8); j++ {
			if i == j || b.out[j].extent.Len() <= b.out[i].extent.Len() || len(b.out[i].Cue) == 0 || !within(b.out[j].Content, b.out[i].Cue[0]) {
				continue
			}
			if best < 0 || b.out[j].extent.Len() < b.out[best].extent.Len() {
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
