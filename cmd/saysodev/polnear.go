package main

import (
	"path/filepath"

	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/eval"
)

// polnear measures attributions on raw text.
func (m measurer) polnear() (eval.Report, error) {
	var r eval.Report
	docs, err := polnear.ReadFile(filepath.Join(m.corpora, "polnear", "dev.jsonl.gz"))
	if err != nil {
		return r, err
	}
	var all eval.Attributions
	for _, a := range parallel(m.workers, docs, func(d *polnear.Document) eval.Attributions {
		return eval.CompareAttributions(d.Doc.Text, goldAttributions(d), eval.AttributionsOf(analyzeText(m.pipeline, d.Doc.Source)))
	}) {
		all.Add(a)
	}
	addRole(&r, "source", all.Source, "CRF 50.6, BiLSTM+CofeNet 73.3, BERT+CofeNet 83.2 (test); two people 78.8", "trial network 81.3 (tokens)")
	addRole(&r, "cue", all.Cue, "CRF 53.4, BiLSTM+CofeNet 66.2, BERT+CofeNet 75.3 (test); two people 71.2", "trial network 81.1 (tokens)")
	addRole(&r, "content", all.Content, "CRF 28.6, BiLSTM+CofeNet 63.6, BERT+CofeNet 72.9 (test); two people 66.3", "trial network 85.9 (tokens)")
	r.AddTally("polnear dev, raw text: relation, source and content", all.Relation, "")
	r.AddTally("polnear dev, raw text: relation, source, cue and content", all.RelationCue, "")
	r.AddTally("polnear dev, raw text: source, cue and content exact", all.Triple, "two people 57.3")
	return r, nil
}

func addRole(r *eval.Report, name string, s eval.Role, exact, overlap string) {
	on := "polnear dev, raw text: " + name
	r.AddTally(on+" exact", s.Exact, exact)
	r.AddTally(on+" exact, untrimmed", s.Untrimmed, "")
	r.AddTally(on+" overlap", s.Overlap, overlap)
	r.AddTally(on+" characters", s.Character, "")
}

func goldAttributions(d *polnear.Document) []eval.Attribution {
	var out []eval.Attribution
	for _, a := range d.Attributions {
		out = append(out, eval.Attribution{Source: a.Source, Cue: a.Cue, Content: a.Content})
	}
	return out
}
