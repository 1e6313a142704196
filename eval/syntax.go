package eval

import "github.com/saysonews/sayso/doc"

// Syntax holds the scores of tokens, sentences, tags and trees. A word counts
// only where both sides have a token of the same span, so on raw text errors of
// segmentation lower everything after it; on gold tokens F1 is accuracy.
type Syntax struct {
	Tokens, Sentences         Tally
	UPOS, XPOS, Feats, Lemmas Tally
	UAS                       Tally // the same head
	LAS                       Tally // the same head and relation, subtype included
	MainLAS                   Tally // the same head and relation but for its subtype, as in CoNLL 2018
}

// Add adds the scores of another document.
func (s *Syntax) Add(o Syntax) {
	s.Tokens.Add(o.Tokens)
	s.Sentences.Add(o.Sentences)
	s.UPOS.Add(o.UPOS)
	s.XPOS.Add(o.XPOS)
	s.Feats.Add(o.Feats)
	s.Lemmas.Add(o.Lemmas)
	s.UAS.Add(o.UAS)
	s.LAS.Add(o.LAS)
	s.MainLAS.Add(o.MainLAS)
}

// CompareSyntax compares two analyses of one text, gold with tags and trees.
func CompareSyntax(gold, got *doc.Doc) Syntax {
	same := align(gold.Tokens, got.Tokens)
	n := agreement{gold: gold, got: got, twin: twins(same, len(gold.Tokens))}
	for _, p := range same {
		n.tags(p[0], p[1])
		n.tree(p[0], p[1])
	}
	of := func(right int) Tally { return pairs(len(gold.Tokens), len(got.Tokens), right) }
	return Syntax{
		Tokens:    of(len(same)),
		Sentences: exact(sentences(gold), sentences(got)),
		UPOS:      of(n.upos), XPOS: of(n.xpos), Feats: of(n.feats), Lemmas: of(n.lemmas),
		UAS: of(n.uas), LAS: of(n.las), MainLAS: of(n.main),
	}
}

// align pairs the indices of tokens with the same span, in text order.
func align(gold, got []doc.Token) [][2]int {
	var out [][2]int
	for i, j := 0, 0; i < len(gold) && j < len(got); {
		a, b := gold[i].Span, got[j].Span
		switch {
		case a == b:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case a.End <= b.End:
			i++
		default:
			j++
		}
	}
	return out
}

// twins gives for each gold token the token of the analysis with its span; -1
// for none.
func twins(same [][2]int, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for _, p := range same {
		out[p[0]] = p[1]
	}
	return out
}

func sentences(d *doc.Doc) []doc.Span {
	out := make([]doc.Span, 0, len(d.Sentences))
	for _, r := range d.Sentences {
		out = append(out, d.SpanOf(r))
	}
	return out
}

// An agreement counts where two analyses say the same of a token.
type agreement struct {
	gold, got                 *doc.Doc
	twin                      []int
	upos, xpos, feats, lemmas int
	uas, las, main            int
}

func (n *agreement) tags(i, j int) {
	if i >= len(n.gold.Tags) || j >= len(n.got.Tags) {
		return
	}
	a, b := n.gold.Tags[i], n.got.Tags[j]
	n.upos += count(a.UPOS == b.UPOS)
	n.xpos += count(a.XPOS == b.XPOS)
	n.feats += count(a.Feats == b.Feats)
	// A treebank leaves out the lemma of a broken word; any will do there.
	n.lemmas += count(a.Lemma == b.Lemma || a.Lemma == "")
}

func (n *agreement) tree(i, j int) {
	if i >= len(n.gold.Deps) || j >= len(n.got.Deps) {
		return
	}
	a, b := n.gold.Deps[i], n.got.Deps[j]
	head := -1
	if a.Head >= 0 {
		if head = n.twin[a.Head]; head < 0 {
			return
		}
	}
	if head != b.Head {
		return
	}
	n.uas++
	n.las += count(a.Rel == b.Rel)
	n.main += count(mainRel(a.Rel) == mainRel(b.Rel))
}

// mainRel is a relation without its subtype.
func mainRel(rel string) string {
	for i := range len(rel) {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}
