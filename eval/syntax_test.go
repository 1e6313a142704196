package eval

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

// treeDoc builds a document of one sentence a line. Each word is
// form/UPOS/head/relation, heads counted from 1 in the sentence; "+" before a
// form glues it to the one before.
func treeDoc(lines ...string) *doc.Doc {
	d := &doc.Doc{}
	for _, line := range lines {
		base := len(d.Tokens)
		for w := range strings.FieldsSeq(line) {
			f := strings.Split(w, "/")
			form, glue := strings.CutPrefix(f[0], "+")
			if !glue && d.Text != "" {
				d.Text += " "
			}
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: len(d.Text), End: len(d.Text) + len(form)}, Glue: glue})
			d.Text += form
			d.Tags = append(d.Tags, doc.Tag{UPOS: f[1], XPOS: f[1], Lemma: form})
			head := int(f[2][0]-'0') - 1
			if head >= 0 {
				head += base
			}
			d.Deps = append(d.Deps, doc.Dep{Head: head, Rel: f[3]})
		}
		d.Sentences = append(d.Sentences, doc.Range{First: base, End: len(d.Tokens)})
	}
	return d
}

func TestCompareSyntax(t *testing.T) {
	gold := treeDoc("Ann/PROPN/2/nsubj ca/AUX/0/root +n't/PART/2/advmod +./PUNCT/2/punct", "Go/VERB/0/root home/ADV/1/advmod")
	for _, c := range []struct {
		name string
		got  *doc.Doc
		want Syntax
	}{{
		name: "the same",
		got:  gold,
		want: Syntax{
			Tokens: pairs(6, 6, 6), Sentences: pairs(2, 2, 2), UPOS: pairs(6, 6, 6), XPOS: pairs(6, 6, 6),
			Feats: pairs(6, 6, 6), Lemmas: pairs(6, 6, 6), UAS: pairs(6, 6, 6), LAS: pairs(6, 6, 6), MainLAS: pairs(6, 6, 6),
		},
	}, {
		name: "a tag, a subtype and a head wrong",
		got:  treeDoc("Ann/NOUN/2/nsubj:pass ca/AUX/0/root +n't/PART/1/advmod +./PUNCT/2/punct", "Go/VERB/0/root home/ADV/1/advmod"),
		want: Syntax{
			Tokens: pairs(6, 6, 6), Sentences: pairs(2, 2, 2), UPOS: pairs(6, 6, 5), XPOS: pairs(6, 6, 5),
			Feats: pairs(6, 6, 6), Lemmas: pairs(6, 6, 6), UAS: pairs(6, 6, 5), LAS: pairs(6, 6, 4), MainLAS: pairs(6, 6, 5),
		},
	}, {
		// Nothing can have "ca" as its head where there is no such token.
		name: "one token for two, one sentence for two",
		got:  treeDoc("Ann/PROPN/2/nsubj can't/AUX/0/root +./PUNCT/2/punct Go/VERB/2/dep home/ADV/4/advmod"),
		want: Syntax{
			Tokens: pairs(6, 5, 4), Sentences: pairs(2, 1, 0), UPOS: pairs(6, 5, 4), XPOS: pairs(6, 5, 4),
			Feats: pairs(6, 5, 4), Lemmas: pairs(6, 5, 4), UAS: pairs(6, 5, 1), LAS: pairs(6, 5, 1), MainLAS: pairs(6, 5, 1),
		},
	}} {
		if diff := cmp.Diff(c.want, CompareSyntax(gold, c.got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestF1(t *testing.T) {
	for _, c := range []struct {
		tally    Tally
		p, r, f1 float64
	}{
		{Tally{}, 0, 0, 100},
		{Tally{Gold: 4}, 0, 0, 0},
		{pairs(4, 2, 2), 100, 50, 100 * 2. / 3},
		{Tally{Gold: 4, Got: 2, Found: 3, Right: 1}, 50, 75, 60},
	} {
		if p, r, f1 := c.tally.Precision(), c.tally.Recall(), c.tally.F1(); p != c.p || r != c.r || f1 != c.f1 {
			t.Errorf("%+v: %v %v %v, want %v %v %v", c.tally, p, r, f1, c.p, c.r, c.f1)
		}
	}
}
