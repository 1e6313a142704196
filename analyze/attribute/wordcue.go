package attribute

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// sureOfWord is the confidence of the statements of this file: PolNeAR dev has too
// few of them to measure.
const sureOfWord = 0.5

// wordCues adds statements that single words tell and that no piece touches:
// "reportedly", "the alleged fraud", "her view that …", "in the words of …".
// A quotation that is nobody's yet is theirs.
func (b *builder) wordCues() {
	nobodys := func(f found) bool { return len(f.Cue) == 0 && f.Source.Naming == doc.Absent }
	taken := make([]bool, len(b.d.Tokens))
	for _, f := range b.out {
		if !nobodys(f) {
			b.take(taken, []found{f})
		}
	}
	for i := range b.d.Tokens {
		if taken[i] {
			continue
		}
		p, ok := b.wordCue(i)
		if !ok || anyTaken(taken, p.cue) || anyTaken(taken, p.source) {
			continue
		}
		p.confidence = sureOfWord
		p.content = free(taken, p.content)
		for _, c := range p.content {
			mark(taken, c)
			b.out = slices.DeleteFunc(b.out, func(f found) bool { return nobodys(f) && f.extent.Overlaps(c) })
		}
		b.build(p, -1)
	}
}

// free gives the pieces of content that no other statement has; none where one
// is cut off in the middle.
func free(taken []bool, content []doc.Range) []doc.Range {
	for _, c := range content {
		if anyTaken(taken, c) {
			return nil
		}
	}
	return content
}

func (b *builder) wordCue(i int) (parts, bool) {
	switch b.d.Tags[i].UPOS {
	case "ADV":
		if phrases["adverb"][b.lemma(i)] {
			return b.adverb(i)
		}
	case "NOUN":
		if phrases["said"][b.lemma(i)] {
			return b.nounCue(i)
		}
	case "ADJ", "VERB":
		if doc.Is(b.d.Deps[i].Rel, "amod") && phrases["adjective"][b.lemma(i)] {
			return b.adjective(i)
		}
	}
	return parts{}, false
}

// adverb is the statement of nobody that adverb i makes of its clause: "the
// contractor reportedly used sand".
func (b *builder) adverb(i int) (parts, bool) {
	head := b.d.Deps[i].Head
	if head < 0 {
		return parts{}, false
	}
	clause := b.clauseAround(head, i)
	return parts{
		cue: doc.Range{First: i, End: i + 1}, content: b.around(clause, doc.Range{First: i, End: i + 1}),
		why: []string{"adverb"},
	}, true
}

// clauseAround is the clause of head without what introduces it and what is
// coordinated with it or hangs on it beyond i.
func (b *builder) clauseAround(head, i int) doc.Range {
	r := b.tree.Subtree(head)
	for _, c := range b.tree.Children(head) {
		k, s := int(c), b.tree.Subtree(int(c))
		switch rel := b.d.Deps[k].Rel; {
		case doc.Is(rel, "cc", "mark", "discourse") && k < head:
			r.First = max(r.First, s.End)
		case doc.Is(rel, "conj", "parataxis") && k > head && k > i:
			r.End = min(r.End, s.First)
		case doc.Is(rel, "parataxis", "advcl") && k < head && k < i:
			r.First = max(r.First, s.End)
		}
	}
	return trimmed(b.d, r)
}

// around gives what of r stands before and behind the hole.
func (b *builder) around(r, hole doc.Range) []doc.Range {
	var out []doc.Range
	for _, part := range [...]doc.Range{{First: r.First, End: min(r.End, hole.First)}, {First: max(r.First, hole.End), End: r.End}} {
		if part.Len() > 0 {
			if part = trimmed(b.d, part); word(b.d.Word(part.First)) || part.Len() > 1 {
				out = append(out, part)
			}
		}
	}
	return out
}

// adjective is the statement of nobody that adjective i makes of its noun: "the
// alleged fraud".
func (b *builder) adjective(i int) (parts, bool) {
	noun := b.d.Deps[i].Head
	if noun <= i {
		return parts{}, false
	}
	r := b.noun(noun)
	for _, c := range b.tree.Children(noun) {
		if doc.Is(b.d.Deps[c].Rel, "appos", "nmod", "acl") && int(c) > noun {
			r.End = min(r.End, b.tree.Subtree(int(c)).First)
		}
	}
	r.First = i + 1
	return parts{
		cue: doc.Range{First: i, End: i + 1}, content: []doc.Range{trimmed(b.d, r)},
		why: []string{"adjective"},
	}, r.Len() > 0
}

// nounCue is the statement that noun i makes of its possessor and a clause: "her
// view that …", "his concern is that …", "in Dr. Roth's view", "in the words of".
func (b *builder) nounCue(i int) (parts, bool) {
	p := parts{cue: doc.Range{First: i, End: i + 1}, why: []string{"noun-cue"}}
	in := b.preposition(i) == "in"
	if owner := b.owner(i); owner >= 0 {
		p.source = b.possessor(owner)
		switch {
		case in:
			p.content = b.around(b.sentence(i), join(doc.Range{First: b.tree.Child(i, "case"), End: i + 1}, p.source))
		default:
			p.cue, p.content = b.thatBehind(i)
		}
		return p, len(p.content) > 0
	}
	if of := b.tree.Child(i, "nmod"); in && b.lemma(i) == "word" && of > i && b.preposition(of) == "of" {
		p.source = b.noun(of)
		p.cue = doc.Range{First: b.tree.Child(i, "case"), End: p.source.First}
		if p.source.First > 0 && b.lemma(p.source.First) == "of" {
			p.source.First++
			p.cue.End++
		}
		p.content = b.quotedNear(p.whole())
		if len(p.content) == 0 {
			p.content = b.around(b.sentence(i), p.whole())
		}
		return p, len(p.content) > 0
	}
	return parts{}, false
}

// owner is whose word noun i is: a possessor, or a name before it ("a Harbor
// Courier report"); or -1.
func (b *builder) owner(i int) int {
	if o := b.tree.Child(i, "nmod:poss"); o >= 0 && o < i {
		return o
	}
	o := b.tree.Child(i, "compound")
	if o < 0 || o > i || !b.named(b.mentions.of(o)) || b.d.Actors[b.mentions.of(o)].Kind == doc.ActorPlace {
		return -1
	}
	return o
}

// possessor is the phrase of a possessor without its ending.
func (b *builder) possessor(owner int) doc.Range {
	r := b.tree.Subtree(owner)
	for r.Len() > 1 && b.d.Tags[r.End-1].XPOS == "POS" {
		r.End--
	}
	return r
}

func (b *builder) sentence(i int) doc.Range {
	if s := b.d.SentenceOf(i); s >= 0 {
		return b.d.Sentences[s]
	}
	return doc.Range{First: i, End: i + 1}
}

// thatBehind gives the cue and the clause of "that" behind noun i, with a form of
// "be" between them or not. The clause ends where the noun's verb comes.
func (b *builder) thatBehind(i int) (cue doc.Range, content []doc.Range) {
	end := b.sentence(i).End
	that := i + 1
	if that < end && b.lemma(that) == "be" {
		that++
	}
	if that >= end || b.lemma(that) != "that" {
		return cue, nil
	}
	r := doc.Range{First: that, End: end}
	if that == i+1 {
		// The noun's own verb, "her view that … is shared", ends the clause.
		if v := b.d.Deps[i].Head; v > that && doc.Is(b.d.Deps[i].Rel, "nsubj") {
			first := v
			for _, c := range b.tree.Children(v) {
				if k := int(c); doc.Is(b.d.Deps[k].Rel, "aux", "cop") && k > that {
					first = min(first, k)
				}
			}
			r.End = first
		}
	}
	return doc.Range{First: i, End: that}, []doc.Range{trimmed(b.d, r)}
}

// quotedNear is the quotation that begins right behind r, a comma between them
// or not.
func (b *builder) quotedNear(r doc.Range) []doc.Range {
	for k := r.End; k < r.End+2 && k < len(b.d.Tokens); k++ {
		if !isDouble(b.d.Word(k)) {
			continue
		}
		for end := k + 1; end < len(b.d.Tokens) && end < k+400; end++ {
			if isDouble(b.d.Word(end)) {
				return []doc.Range{{First: k, End: end + 1}}
			}
		}
	}
	return nil
}
