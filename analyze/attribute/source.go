package attribute

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// sharedSubject is the subject that the cue's verb shares with the verb it is
// coordinated with, or the agent of a passive: a source that is told once and
// that no piece covers. It is empty where there is none.
func (b *builder) sharedSubject(p parts) doc.Range {
	v := b.tree.Head(p.cue)
	if l := b.lemma(v); b.d.Tags[v].UPOS != "VERB" || l == "seem" || l == "appear" {
		return doc.Range{}
	}
	s := b.subject(v)
	if main := b.mainSubject(v); main >= 0 {
		s = main
	}
	if b.passive(v) {
		s = b.tree.Child(v, "obl:agent")
	}
	if s < 0 && !b.passive(v) {
		s = b.firstSubject(v)
	}
	if s < 0 && b.d.Tags[v].XPOS == "VBG" {
		s = b.ofParticiple(v)
	}
	if s < 0 || b.d.Tags[s].UPOS == "PRON" && doc.Is(b.d.Deps[s].Rel, "expl") {
		return doc.Range{}
	}
	r := b.noun(s)
	if b.tree.Child(s, "case") == r.First {
		r.First++
	}
	for _, c := range append(p.content, p.cue) {
		if c.Overlaps(r) {
			return doc.Range{}
		}
	}
	return r
}

// ofParticiple is who does what participle v tells: the noun that it hangs on, or
// the subject of the verb; or -1. "Odell left the room, saying …"
func (b *builder) ofParticiple(v int) int {
	h := b.d.Deps[v].Head
	switch rel := b.d.Deps[v].Rel; {
	case h < 0 || h > v || b.tree.Child(v, "aux") >= 0:
		return -1
	case doc.Is(rel, "acl"):
		return h
	case doc.Is(rel, "advcl") && !b.passive(h):
		return b.subject(h)
	}
	return -1
}

// mainSubject is, for participle v behind a comma that the parser hung on a relative
// clause, the subject of the verb above that clause: "voted to end a strike that had
// shut the port, rejecting …"; or -1.
func (b *builder) mainSubject(v int) int {
	h := b.d.Deps[v].Head
	if h < 0 || v == 0 || b.d.Tags[v].XPOS != "VBG" || b.d.Word(v-1) != "," || !doc.Is(b.d.Deps[h].Rel, "acl:relcl") {
		return -1
	}
	for u := b.d.Deps[h].Head; u >= 0; u = b.d.Deps[u].Head {
		if s := b.tree.Child(u, "nsubj"); b.d.Tags[u].UPOS == "VERB" && s >= 0 && s < u {
			return s
		}
	}
	return -1
}

// agent takes "by …" off the end of a passive's content: the phrase is its source.
// "was described as theft by the mayor".
func (b *builder) agent(p *parts) {
	v := b.tree.Head(p.cue)
	if !b.passive(v) || len(p.content) == 0 {
		return
	}
	last := &p.content[len(p.content)-1]
	if last.First < p.cue.First {
		return // "the report, first published by the Courier, was confirmed"
	}
	who := b.agentNoun(*last)
	if by := b.tree.Child(v, "obl:agent"); who.Len() == 0 && by >= 0 && last.Contains(by) && b.tree.Subtree(by).End == last.End {
		who = doc.Range{First: b.tree.Subtree(by).First + 1, End: last.End}
	}
	if who.Len() <= 0 || who.First-1 <= last.First {
		return
	}
	p.source = who
	last.End = who.First - 1
	p.why = append(p.why, "agent")
}

// inverted makes the source of what the network took for content in "…, says
// Rask": a lone name or noun right behind the cue, at the end of its sentence, with
// the content before. A quotation without a cue it gives the verb and the name
// behind it: "“…,” laughed instructor Bea Novak."
func (b *builder) inverted(p *parts) {
	switch {
	case p.source.Len() > 0 || len(p.content) != 1:
	case p.cue.Len() > 0:
		r := p.content[0]
		if !phrases["saying"][b.lemma(b.tree.Head(p.cue))] || p.cue.First == 0 || b.d.Word(p.cue.First-1) != "," || !b.ends(r) || !b.name(r) {
			return
		}
		p.source, p.content = r, nil
		p.why = append(p.why, "inverted")
	default:
		quote := p.content[0]
		if !closesQuote(b.d.Word(quote.End-1)) || quote.End+1 >= len(b.d.Tokens) {
			return
		}
		cue := doc.Range{First: quote.End, End: quote.End + 1}
		name := trimmed(b.d, doc.Range{First: cue.End, End: b.sentence(cue.First).End})
		if w := b.d.Word(cue.First); len(w) < 4 || w[len(w)-2:] != "ed" || name.Len() > longestName || !b.nameful(name) {
			return
		}
		p.source, p.cue = name, cue
		p.why = append(p.why, "inverted")
	}
}

// withoutAside is a source behind its cue without what follows on a comma and is
// about the content: "according to the port, up from two the year before".
func (b *builder) withoutAside(cue, r doc.Range) doc.Range {
	if cue.Len() == 0 || cue.End > r.First {
		return r
	}
	for i := r.First + 1; i < r.End-1; i++ {
		if b.d.Word(i) == "," && phrases["aside"][b.lemma(i+1)] {
			return doc.Range{First: r.First, End: i}
		}
	}
	return r
}

// withoutTime is a source without the day at its end: "Odell on Tuesday met her
// lawyers and claimed …".
func (b *builder) withoutTime(r doc.Range) doc.Range {
	t := b.timeAt(r.End - 1)
	if r.Len() < 2 || t == nil || !oneDay(t) {
		return r
	}
	end := b.d.TokensOf(t.Span).First
	if end > r.First && b.lemma(end-1) == "on" {
		end--
	}
	if end <= r.First {
		return r
	}
	switch b.d.Tags[end-1].UPOS {
	case "PROPN", "NOUN", "PRON":
		r.End = end
	}
	return r
}

// wholeSubject is the subject of the cue's verb where the network took for the source
// whom "by" ties to a participle inside it: "video checked by the Courier | shows".
func (b *builder) wholeSubject(p parts) doc.Range {
	r := p.source
	if r.Len() == 0 || r.First == 0 || p.cue.First < r.End || b.lemma(r.First-1) != "by" {
		return r
	}
	s := b.tree.Child(b.tree.Head(p.cue), "nsubj")
	if s < 0 || s >= r.First || !holds(b.tree.Subtree(s), r) {
		return r
	}
	return b.noun(s)
}

// ownSubject is the subject of the cue's own verb where the network took that of another
// clause for the source: "One of them, | who | asked not to be named, said …", and of two
// verbs side by side the relative pronoun: "Farrant, who, | she | said, replied that …".
func (b *builder) ownSubject(p parts) doc.Range {
	r := p.source
	if r.Len() != 1 || p.cue.First < r.End || b.d.Tags[r.First].UPOS != "PRON" {
		return r
	}
	head := b.tree.Head(p.cue)
	s := b.tree.Child(head, "nsubj")
	for _, c := range b.tree.Children(head) {
		if i := int(c); b.d.Tags[i].XPOS == "WP" && doc.Is(b.d.Deps[i].Rel, "nsubj") {
			s = i
		}
	}
	verb := b.d.Deps[r.First].Head
	if s < 0 || s >= p.cue.First || verb == head || verb < 0 || r.Contains(s) {
		return r
	}
	switch who := b.d.Tags[r.First].XPOS; {
	case who == "WP" && b.d.Deps[verb].Head == s:
	case who == "PRP" && b.d.Tags[s].XPOS == "WP" && doc.Is(b.d.Deps[verb].Rel, "parataxis"):
	default:
		return r
	}
	subject := b.noun(s)
	if subject.End > r.First && s < r.First {
		subject.End = r.First
	}
	return trimmed(b.d, subject)
}

// subjectOfClaim makes the source of what the network took for content before a verb
// of saying, where it is the verb's subject and what is said follows: "the channel
// that posted it | claimed | the trucks carried sand".
func (b *builder) subjectOfClaim(p *parts) {
	if p.source.Len() > 0 || len(p.content) < 2 || p.cue.Len() == 0 || p.content[0].End > p.cue.First || p.content[1].First < p.cue.End {
		return
	}
	head := b.tree.Head(p.cue)
	s := b.tree.Child(head, "nsubj")
	if s < 0 || !p.content[0].Contains(s) || b.passive(head) || !b.claims(head) {
		return
	}
	p.source, p.content = p.content[0], p.content[1:]
	p.why = append(p.why, "tree-source")
}

// swallowed takes the source off the end of content that runs up to its cue: "the fire
// was set, a person briefed on the inquiry | said".
func (b *builder) swallowed(p *parts) {
	if p.source.Len() > 0 || p.cue.Len() == 0 || len(p.content) != 1 || p.content[0].End != p.cue.First {
		return
	}
	c := &p.content[0]
	s := b.tree.Child(b.tree.Head(p.cue), "nsubj")
	if s < 0 || !c.Contains(s) {
		return
	}
	for i := s; i > c.First; i-- {
		if b.d.Word(i) != "," {
			continue
		}
		p.source = doc.Range{First: i + 1, End: c.End}
		c.End = i
		p.why = append(p.why, "tree-source")
		return
	}
}

// whoClause is a source that ends in "who", with the clause of it where the cue
// stands before: "said an aide who asked not to be named".
func (b *builder) whoClause(p parts) doc.Range {
	r := p.source
	if r.Len() < 2 || b.d.Tags[r.End-1].XPOS != "WP" || p.cue.Len() == 0 || p.cue.End > r.First {
		return r
	}
	noun := b.relativeNoun(r.End - 1)
	if noun < 0 || !r.Contains(noun) {
		return r
	}
	whole := doc.Range{First: r.First, End: max(r.End, min(b.tree.Subtree(noun).End, b.sentence(noun).End))}
	for _, c := range p.content {
		if c.Overlaps(whole) {
			return r
		}
	}
	return trimmed(b.d, whole)
}

// asks tells whether r is the "who" of a question, and so nobody: it opens its
// sentence or follows a colon, which a relative pronoun does not.
func (b *builder) asks(r doc.Range) bool {
	return r.Len() == 1 && b.d.Tags[r.First].XPOS == "WP" && (r.First == b.sentence(r.First).First || b.d.Word(r.First-1) == ":")
}

// ends tells whether nothing but punctuation follows r in its sentence.
func (b *builder) ends(r doc.Range) bool {
	for i := r.End; i < b.sentence(r.First).End; i++ {
		if word(b.d.Word(i)) {
			return false
		}
	}
	return true
}

// name tells whether r is a short phrase of names and nouns.
func (b *builder) name(r doc.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch b.d.Tags[i].UPOS {
		case "PROPN", "NOUN", "ADJ", "DET":
		default:
			return false
		}
	}
	return r.Len() <= 5
}

// agentNoun is the phrase behind the last "by" of r, where it is somebody who may
// speak; empty where it is not.
func (b *builder) agentNoun(r doc.Range) doc.Range {
	for i := r.End - 2; i > r.First && i >= r.End-longestName; i-- {
		if b.lemma(i) != "by" {
			continue
		}
		who := doc.Range{First: i + 1, End: r.End}
		head := b.tree.Head(who)
		if a := b.mentions.of(head); a >= 0 && b.d.Actors[a].Kind == doc.ActorPerson || b.titled(who) >= 0 {
			return who
		}
		break
	}
	return doc.Range{}
}

// firstSubject is the subject of the sentence's main verb, for a finite verb v
// behind "and" or "but" that the parser hung elsewhere; or -1.
func (b *builder) firstSubject(v int) int {
	if x := b.d.Tags[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" {
		return -1
	}
	k := v - 1
	for k > 0 && b.d.Tags[k].UPOS == "ADV" {
		k--
	}
	if k < 0 || b.d.Tags[k].UPOS != "CCONJ" {
		return -1
	}
	for root := v; ; root = b.d.Deps[root].Head {
		if b.d.Deps[root].Head >= 0 {
			continue
		}
		if s := b.tree.Child(root, "nsubj"); s >= 0 && s < v {
			return s
		}
		return -1
	}
}

// passive tells whether verb v is a passive, or a participle that stands for one.
func (b *builder) passive(v int) bool {
	if b.tree.Child(v, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	return b.d.Tags[v].XPOS == "VBN" && b.tree.Child(v, "aux") < 0
}

// apartSources cuts the subject of what is said off a source that the network did not
// end: "according to two aides, the port | would close".
func apartSources(d *doc.Doc, tree *doc.Tree, ps []Piece) []Piece {
	out := make([]Piece, 0, len(ps))
	for _, p := range ps {
		r := p.Tokens
		if p.Role == Source && r.First > 1 && d.Tags[r.First-2].Lemma == "accord" {
			for i := r.End - 2; i > r.First; i-- {
				rest := doc.Range{First: i + 1, End: r.End}
				if dep := d.Deps[tree.Head(rest)]; d.Word(i) == "," && doc.Is(dep.Rel, "nsubj") && dep.Head >= r.End {
					p.Tokens.End = i
					out = append(out, p)
					p.Tokens = rest
					break
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// apartCitations cuts what is reported off whom it is reported from: "reported, citing
// a memo | that the port would close". Where the network has the first cue not, the
// tree gives it.
func apartCitations(d *doc.Doc, ps []Piece) []Piece {
	var out []Piece
	for i, p := range ps {
		if p.Role != Content || i == 0 || ps[i-1].Role != Cue || d.Tags[ps[i-1].Tokens.First].Lemma != "cite" {
			out = append(out, p)
			continue
		}
		cite := ps[i-1].Tokens.First
		for k := p.Tokens.First + 1; k < p.Tokens.End-2; k++ {
			if d.Word(k) != "," || d.Word(k+1) != "that" {
				continue
			}
			if v := d.Deps[cite].Head; v >= 0 && v < cite && phrases["saying"][d.Tags[v].Lemma] && pieceCovering(ps, v) < 0 {
				out = append(out, Piece{Tokens: doc.Range{First: v, End: v + 1}, Role: Cue, Confidence: ps[i-1].Confidence})
			}
			first := p
			first.Tokens.End = k
			out = append(out, first)
			p.Tokens.First = k + 1
			break
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Piece) int { return a.Tokens.First - b.Tokens.First })
	return out
}

// pieceCovering is the index of the piece that holds token i, -1 for none.
func pieceCovering(ps []Piece, i int) int {
	return slices.IndexFunc(ps, func(p Piece) bool { return p.Tokens.Contains(i) })
}
