package main

import (
	"path/filepath"

	"github.com/saysonews/sayso/corpus/conllu"
	"github.com/saysonews/sayso/eval"
)

// treebanks are the treebanks that are measured, and what others report on
// them: small models as spaCy's have a LAS of 85 to 87; the trial network is
// the one whose figures chose the architecture (gold tokens, own dev figures).
var treebanks = []struct {
	name, file string
	trial      syntaxPublished
}{
	{"ud-ewt", "ud-ewt/en_ewt-ud-dev.conllu.gz", syntaxPublished{"trial network 95.7", "trial network 94.8", "trial network 87.0", "trial network 83.4; spaCy-class small models 85 to 87"}},
	{"ud-gum", "ud-gum/en_gum-ud-dev.conllu.gz", syntaxPublished{"trial network 96.9", "trial network 96.7", "trial network 87.3", "trial network 83.8; spaCy-class small models 85 to 87"}},
}

type syntaxPublished struct{ upos, xpos, uas, las string }

// ud measures tokens, sentences, tags and trees on raw text and on gold tokens.
func (m measurer) ud() (eval.Report, error) {
	var r eval.Report
	for _, bank := range treebanks {
		docs, err := conllu.ReadFile(filepath.Join(m.corpora, bank.file))
		if err != nil {
			return r, err
		}
		raw := m.syntax(docs, func(d *conllu.Document) eval.Syntax {
			return eval.CompareSyntax(&d.Doc, analyzeText(m.pipeline, d.Doc.Source))
		})
		on := bank.name + " dev, raw text: "
		r.AddTally(on+"tokens", raw.Tokens, "")
		r.AddTally(on+"sentences", raw.Sentences, "")
		addSyntax(&r, on, raw, syntaxPublished{})

		gold := m.syntax(docs, func(d *conllu.Document) eval.Syntax {
			return eval.CompareSyntax(&d.Doc, analyzeTokens(m.onGold, &d.Doc))
		})
		addSyntax(&r, bank.name+" dev, gold tokens: ", gold, bank.trial)
	}
	return r, nil
}

func (m measurer) syntax(docs []conllu.Document, compare func(*conllu.Document) eval.Syntax) eval.Syntax {
	var all eval.Syntax
	for _, s := range parallel(m.workers, docs, compare) {
		all.Add(s)
	}
	return all
}

func addSyntax(r *eval.Report, on string, s eval.Syntax, p syntaxPublished) {
	r.AddTally(on+"UPOS", s.UPOS, p.upos)
	r.AddTally(on+"XPOS", s.XPOS, p.xpos)
	r.AddTally(on+"features", s.Feats, "")
	r.AddTally(on+"lemmas", s.Lemmas, "")
	r.AddTally(on+"UAS", s.UAS, p.uas)
	r.AddTally(on+"LAS", s.LAS, p.las)
	r.AddTally(on+"LAS without subtypes", s.MainLAS, "")
}
