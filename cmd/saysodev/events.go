package main

import (
	"path/filepath"

	"github.com/saysonews/sayso/corpus/meantime"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// events measures triggers and participants. MEANTIME serves best, being news
// with PropBank roles on every event of its first six sentences; TimeBank has
// many more triggers, and all of them. ECB+ marks the events of its topics only,
// and MUC-4 fills templates from texts in capitals: neither tells what is too
// much.
func (m measurer) events() (eval.Report, error) {
	var r eval.Report
	articles, err := meantime.ReadFile(filepath.Join(m.corpora, "meantime", "airbus_apple.jsonl.gz"))
	if err != nil {
		return r, err
	}
	var all eval.EventScore
	for _, s := range parallel(m.workers, articles, func(d *meantime.Document) eval.EventScore {
		src := d.Doc.Source
		src.Meta.Given = src.Meta.Published != ""
		return eval.CompareEvents(d.Scope, meantimeGold(d), analyzeText(m.pipeline, src).Events)
	}) {
		all.Add(s)
	}
	on := "meantime (airbus, apple), raw text: "
	r.AddTally(on+"triggers", all.Triggers, "")
	r.AddTally(on+"agents of events found", all.Agents, "")
	r.AddTally(on+"patients of events found", all.Patients, "")

	reports, err := timeml.ReadDir(filepath.Join(m.corpora, "tempeval3", "timebank"))
	if err != nil {
		return r, err
	}
	all = eval.EventScore{}
	for _, s := range parallel(m.workers, reports, func(d *timeml.Document) eval.EventScore {
		src := doc.Source{Text: d.Doc.Text, Meta: doc.Metadata{Published: d.Doc.Header.Published, Given: true}}
		scope := doc.Span{End: len(d.Doc.Text)}
		return eval.CompareEvents(scope, timebankGold(d), analyzeText(m.pipeline, src).Events)
	}) {
		all.Add(s)
	}
	r.AddTally("timebank, raw text: triggers", all.Triggers, "best of TempEval-3 81.1 (test, all classes)")
	return r, nil
}

// meantimeGold leaves acts of saying optional, and words that only lend another
// event its aspect.
func meantimeGold(d *meantime.Document) []eval.EventGold {
	var gold []eval.EventGold
	for _, e := range d.Events {
		g := eval.EventGold{Words: e.Words, Optional: e.Class == "SPEECH_COGNITIVE" || e.Class == "GRAMMATICAL"}
		for _, p := range e.Participants {
			switch p.Role {
			case "Arg0":
				g.Agents = append(g.Agents, p.Span)
			case "Arg1":
				g.Patients = append(g.Patients, p.Span)
			}
		}
		gold = append(gold, g)
	}
	return gold
}

// timebankGold leaves acts of saying and states optional.
func timebankGold(d *timeml.Document) []eval.EventGold {
	var gold []eval.EventGold
	for _, e := range d.Events {
		optional := e.Class == "REPORTING" || e.Class == "STATE" || e.Class == "I_STATE"
		gold = append(gold, eval.EventGold{Words: []doc.Span{e.Span}, Optional: optional})
	}
	return gold
}
