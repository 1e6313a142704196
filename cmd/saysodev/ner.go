package main

import (
	"path/filepath"
	"slices"

	"github.com/saysonews/sayso/corpus/conllu"
	"github.com/saysonews/sayso/corpus/ner"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// trialNames are the F1 of the trial network on gold tokens.
var trialNames = map[string]string{
	"uner-ewt": "trial network 63", "wikigold": "trial network 60", "ieer": "trial network 70", "crossner-politics": "trial network 67",
}

// A namedText is a text with its gold names and, where there are any, tokens.
type namedText struct {
	doc  doc.Doc
	gold eval.NameGold
}

// ner measures named entities on raw text and, where a corpus has them, on gold
// tokens. WikiNEuRal is left out: its labels are automatic.
func (m measurer) ner() (eval.Report, error) {
	var r eval.Report
	for _, c := range ner.Corpora() {
		if c.Name == "wikineural-en" {
			continue
		}
		docs, err := c.ReadDev(m.corpora)
		if err != nil {
			return r, err
		}
		var texts []namedText
		for _, d := range docs {
			texts = append(texts, namedText{d.Doc, eval.NameGold{Names: d.Entities, HasMisc: d.HasMisc, Open: d.Open}})
		}
		m.addNames(&r, c.Name, texts)
	}
	gum, err := m.gumNames()
	if err != nil {
		return r, err
	}
	m.addNames(&r, "ud-gum", gum)
	addMean(&r, "mean of wikigold, uner-ewt (gold tokens) and ieer: names", "wikigold dev, gold tokens: names", "uner-ewt dev, gold tokens: names", "ieer dev, raw text: names")
	addMean(&r, "mean of wikigold, uner-ewt and ieer (raw text): names", "wikigold dev, raw text: names", "uner-ewt dev, raw text: names", "ieer dev, raw text: names")
	return r, nil
}

// addMean adds the mean of the rows that measures name.
func addMean(r *eval.Report, name string, measures ...string) {
	sum, n := 0.0, 0
	for _, row := range r.Rows {
		if slices.Contains(measures, row.Measure) {
			sum, n = sum+row.Value, n+1
		}
	}
	if n == len(measures) {
		r.Add(eval.Row{Measure: name, Value: sum / float64(n)})
	}
}

// gumNames are GUM's proper names; capitalised adjectives are left open.
func (m measurer) gumNames() ([]namedText, error) {
	docs, err := conllu.ReadFile(filepath.Join(m.corpora, "ud-gum/en_gum-ud-dev.conllu.gz"))
	if err != nil {
		return nil, err
	}
	var texts []namedText
	for _, d := range docs {
		names, unknown := conllu.Names(&d)
		gold := eval.NameGold{Names: names, HasMisc: true}
		for i, u := range unknown {
			if u {
				gold.Open = append(gold.Open, d.Doc.Tokens[i].Span)
			}
		}
		texts = append(texts, namedText{d.Doc, gold})
	}
	return texts, nil
}

func (m measurer) addNames(r *eval.Report, corpus string, texts []namedText) {
	raw := m.names(texts, func(t *namedText) []doc.Entity { return analyzeText(m.pipeline, t.doc.Source).Entities })
	on := corpus + " dev, raw text: "
	r.AddTally(on+"names with kind", raw.Typed, "")
	r.AddTally(on+"names", raw.Untyped, "")
	r.AddTally(on+"person", raw.Person, "")
	r.AddTally(on+"organization", raw.Organization, "")
	r.AddTally(on+"place", raw.Location, "")
	if raw.Other.Gold > 0 {
		r.AddTally(on+"other", raw.Other, "")
	}
	if len(texts) == 0 || len(texts[0].doc.Tokens) == 0 {
		return
	}
	gold := m.names(texts, func(t *namedText) []doc.Entity { return analyzeTokens(m.onGold, &t.doc).Entities })
	on = corpus + " dev, gold tokens: "
	r.AddTally(on+"names with kind", gold.Typed, trialNames[corpus])
	r.AddTally(on+"names", gold.Untyped, "")
}

func (m measurer) names(texts []namedText, find func(*namedText) []doc.Entity) eval.Names {
	var all eval.Names
	for _, n := range parallel(m.workers, texts, func(t *namedText) eval.Names {
		return eval.CompareNames(t.doc.Text, t.gold, find(t))
	}) {
		all.Add(n)
	}
	return all
}
