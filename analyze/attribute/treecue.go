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
		if !ok || anyTaken(taken, p.whole()) {
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
		return parts{}, false
	}
	c := b.tree.Child(i, rel)
	if c < i {
		return parts{}, false
	}
	p, ok := b.nested(i, b.d.Sentences[b.d.SentenceOf(i)], b.tree.Subtree(c), "tree-cue")
	return p, ok
}
