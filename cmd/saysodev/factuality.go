package main

import (
	"path/filepath"

	"github.com/saysonews/sayso/corpus/factuality"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// judgedSentences are the corpora of factuality.
var judgedSentences = []struct{ name, file string }{{"uw dev", "uw_dev.jsonl.gz"}, {"uds dev", "uds_ih2_dev.jsonl.gz"}}

// factuality measures polarity and modality on crowd judgements, over the
// judged events that the analysis has.
func (m measurer) factuality() (eval.Report, error) {
	var r eval.Report
	for _, c := range judgedSentences {
		sentences, err := factuality.ReadFile(filepath.Join(m.corpora, "factuality", c.file))
		if err != nil {
			return r, err
		}
		var all eval.FactScore
		for _, s := range parallel(m.workers, sentences, func(s *factuality.Sentence) eval.FactScore {
			var gold []eval.Judgement
			for _, e := range s.Events {
				gold = append(gold, eval.Judgement{Span: e.Span, Value: e.Value})
			}
			src := doc.Source{Text: s.Doc.Text, Meta: doc.Metadata{Published: "2000-01-01", Given: true}}
			return eval.CompareFactuality(gold, analyzeText(m.pipeline, src))
		}) {
			all.Add(s)
		}
		addFacts(&r, c.name, all)
	}
	return r, nil
}

func addFacts(r *eval.Report, name string, s eval.FactScore) {
	events := eval.Tally{Gold: s.Judged, Got: s.Found, Found: s.Found, Right: s.Found}
	r.Add(eval.Row{Measure: name + ": judged events that are found", Value: events.Recall(), N: s.Judged})
	for _, part := range []struct {
		name string
		c    eval.Confusion
	}{{"polarity", s.Polarity}, {"modality", s.Modality}} {
		on := name + ": " + part.name
		r.Add(eval.Row{Measure: on + ", macro F1", Value: part.c.MacroF1(), N: part.c.Size()})
		r.Add(eval.Row{Measure: on + ", points above the majority class", Value: part.c.MacroF1() - part.c.MajorityF1(), N: part.c.Size()})
	}
	r.Add(eval.Row{Measure: name + ": negative events, F1", Value: s.Polarity.F1(0), N: s.Polarity[0][0] + s.Polarity[0][1]})
	r.Add(eval.Row{Measure: name + ": open events, F1", Value: s.Modality.F1(0), N: s.Modality[0][0] + s.Modality[0][1]})
}
