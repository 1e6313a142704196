package main

import (
	"path/filepath"
	"slices"

	"github.com/saysonews/sayso/corpus/petrarch"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// coding measures event types, actors and CAMEO codes on sentences that were
// coded by hand. The names of types are folded to the list that all share.
func (m measurer) coding() (eval.Report, error) {
	var r eval.Report
	dir := filepath.Join(m.corpora, "petrarch")
	for _, c := range []struct{ name, file, published string }{
		{"plover gold records (shared half)", "plover_gsr.jsonl", ""},
		{"plover plv train", "plover_plv_train.jsonl", "Zero-Shot-PLOVER (roberta-large) 83.8 (test, all sentences)"},
	} {
		sentences, err := petrarch.ReadFile(filepath.Join(dir, c.file))
		if err != nil {
			return r, err
		}
		var all eval.CodingScore
		for _, s := range parallel(m.workers, sentences, func(s *petrarch.Sentence) eval.CodingScore {
			gold := eval.CodedGold{Type: petrarch.Type(s.Codes[0].Code), Triggers: s.Triggers, Sources: s.Sources, Targets: s.Targets}
			return eval.CompareCoding(gold, m.coded(s), petrarch.Type)
		}) {
			all.Add(s)
		}
		on := c.name + ": "
		r.Add(eval.Row{Measure: on + "sentences with a coded event", Value: 100 * float64(all.Coded) / float64(all.Sentences), N: all.Sentences})
		r.Add(eval.Row{Measure: on + "type where one is coded", Value: all.Rate(all.Type), N: all.Coded, Published: c.published})
		r.Add(eval.Row{Measure: on + "source and target", Value: all.Rate(all.Actors), N: all.Coded})
		r.Add(eval.Row{Measure: on + "source and target over all events of the gold words", Value: all.Rate(all.Frame), N: all.Coded})
		r.Add(eval.Row{Measure: on + "source", Value: all.Rate(all.Source), N: all.Coded})
		r.Add(eval.Row{Measure: on + "target", Value: all.Rate(all.Target), N: all.Coded})
	}
	return r, m.cameo(&r, dir)
}

// validation is the collection of PETRARCH sentences whose codes are CAMEO's. The
// other, unit tests of the coder, has the codes of a small dictionary made for
// them ("212" for an arrest, invented countries), which nothing else can give.
const validation = "universalpetrarch-petr2-validation"

// cameo measures CAMEO codes.
func (m measurer) cameo(r *eval.Report, dir string) error {
	sentences, err := petrarch.ReadFile(filepath.Join(dir, "cameo_petrarch.jsonl"))
	if err != nil {
		return err
	}
	sentences = slices.DeleteFunc(sentences, func(s petrarch.Sentence) bool {
		return s.Origin != validation && !s.NoEvents && !s.Discard
	})
	type score struct {
		root, whole  eval.Tally
		empty, quiet int // sentences in which nothing is to be coded; those of them that are left so
	}
	var all score
	for _, s := range parallel(m.workers, sentences, func(s *petrarch.Sentence) (out score) {
		got := m.coded(s)
		if s.NoEvents || s.Discard {
			out.empty = 1
			if eval.CompareCodes(nil, got, 0).Got == 0 {
				out.quiet = 1
			}
			return out
		}
		var gold []string
		for _, c := range s.Codes {
			gold = append(gold, c.Code)
		}
		return score{root: eval.CompareCodes(gold, got, 2), whole: eval.CompareCodes(gold, got, 0)}
	}) {
		all.root.Add(s.root)
		all.whole.Add(s.whole)
		all.empty += s.empty
		all.quiet += s.quiet
	}
	const on = "petrarch validation (shared half): "
	r.AddTally(on+"CAMEO root", all.root, "")
	r.AddTally(on+"CAMEO code", all.whole, "")
	r.Add(eval.Row{Measure: "petrarch sentences (shared half): left uncoded where nothing is to be coded", Value: 100 * float64(all.quiet) / float64(max(all.empty, 1)), N: all.empty})
	return nil
}

// coded is the events of a sentence, read on its own.
func (m measurer) coded(s *petrarch.Sentence) []doc.Event {
	src := doc.Source{Text: s.Doc.Text, Meta: doc.Metadata{Published: s.Doc.Meta.Published, Given: s.Doc.Meta.Published != ""}}
	return analyzeText(m.pipeline, src).Events
}
