package attribute

import "github.com/saysonews/sayso/doc"

// treeCues adds statements of cue verbs that no piece of the network touches: the
// tree gives subject and content.
func (b *builder) treeCues() {
	taken := b.taken()
	for i := range b.d.Tokens {
		if taken[i] || b.d.Tags[i].UPOS != "VERB" {
			continue
		}
		p, ok := b.treeCue(i)
		if !ok || anyTaken(taken, p.whole()) || b.opensAnonymous(p) {
			continue
		}
		mark(taken, p.whole())
		b.build(p, -1)
	}
}

// treeCue is the statement of cue verb i. Measured on PolNeAR dev, only these acts
// are worth it: of what the network leaves out, "know", "see" or "allow" are
// seldom statements.
func (b *builder) treeCue(i int) (parts, bool) {
	subject := b.subject(i)
	if subject < 0 || b.passive(i) || doc.Is(b.d.Deps[subject].Rel, "expl") {
		return parts{}, false
	}
	rel := "obj"
	switch acts[b.lemma(i)].act {
	case "intend":
		rel = "xcomp"
	case "order":
		rel = "ccomp"
	case "deny", "accuse", "demand":
	default:
		return b.putsAt(i)
	}
	sentence := b.d.Sentences[b.d.SentenceOf(i)]
	c := b.tree.Child(i, rel)
	if c < i {
		return parts{}, false
	}
	return b.nested(i, sentence, b.tree.Subtree(c), "tree-cue")
}

// putsAt is the statement of "police put the toll at nine", where i is "put".
func (b *builder) putsAt(i int) (parts, bool) {
	object := b.tree.Child(i, "obj")
	if b.lemma(i) != "put" || object < i || !phrases["count"][b.lemma(object)] {
		return parts{}, false
	}
	sentence := b.d.Sentences[b.d.SentenceOf(i)]
	for k := object + 1; k < min(object+reachThat, sentence.End-1); k++ {
		if b.lemma(k) == "at" && b.d.Tags[k].UPOS == "ADP" {
			end := max(b.tree.Subtree(b.d.Deps[k].Head).End, k+2)
			return b.nested(i, sentence, doc.Range{First: b.tree.Subtree(object).First, End: min(end, sentence.End)}, "tree-cue")
		}
	}
	return parts{}, false
}

// pastReason takes the reason for saying it off the front of the content, where what
// is said follows: "said because they were afraid, that the dam had burst".
func (b *builder) pastReason(p *parts) {
	if len(p.content) != 1 || p.cue.Len() == 0 || !phrases["saying"][b.lemma(p.cue.First)] || p.content[0].First < p.cue.End {
		return
	}
	c := p.content[0]
	if b.lemma(c.First) != "because" && b.lemma(c.First-1) != "because" {
		return
	}
	if far := b.farClause(p.cue.First, b.sentence(p.cue.First)); far.Len() > 0 && c.Contains(far.First) {
		p.content[0].First = far.First
	}
}

// farClause is what a verb of saying tells behind something else in commas, which
// the parser hung on that: "said, because they were afraid, that the dam had burst".
// It is empty where there is none.
func (b *builder) farClause(i int, sentence doc.Range) doc.Range {
	for k := i + 2; k < sentence.End-2; k++ {
		if b.lemma(k) != "that" || b.d.Word(k-1) != "," {
			continue
		}
		if x := b.d.Tags[k+1].UPOS; x == "VERB" || x == "AUX" {
			continue // a relative clause: ", that sank"
		}
		return doc.Range{First: k, End: sentence.End}
	}
	return doc.Range{}
}
