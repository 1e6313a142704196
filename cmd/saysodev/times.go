package main

import (
	"fmt"
	"path/filepath"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// times measures time expressions, counted from each report's creation time.
func (m measurer) times() (eval.Report, error) {
	var r eval.Report
	var both eval.TimeScore
	for _, name := range []string{"timebank", "aquaint"} {
		docs, err := timeml.ReadDir(filepath.Join(m.corpora, "tempeval3", name))
		if err != nil {
			return r, err
		}
		if len(docs) == 0 {
			return r, fmt.Errorf("no reports of %s in %s", name, m.corpora)
		}
		all := m.timeScore(docs)
		both.Add(all)
		addTimes(&r, name, all)
	}
	addTimes(&r, "timebank and aquaint", both)
	return r, m.wikiwars(&r)
}

// wikiwars measures times in histories of wars, where most count from the story
// and not from the day that the page was taken.
func (m measurer) wikiwars(r *eval.Report) error {
	docs, err := timeml.ReadWikiWars(filepath.Join(m.corpora, "tempeval3", "wikiwars"))
	if err != nil {
		return err
	}
	if len(docs) == 0 {
		return fmt.Errorf("no histories of wikiwars in %s", m.corpora)
	}
	all := m.timeScore(docs)
	const on = "wikiwars (shared half): "
	r.AddTally(on+"relaxed", eval.Tally{Gold: all.Gold, Got: all.Found, Found: all.Relaxed, Right: all.Relaxed}, "")
	r.AddTally(on+"strict", eval.Tally{Gold: all.Gold, Got: all.Found, Found: all.Strict, Right: all.Strict}, "")
	r.Add(eval.Row{Measure: on + "value right among found, lenient", Value: all.ValueAmongFound(), N: all.Valued})
	return nil
}

// timeScore compares the times of reports with gold.
func (m measurer) timeScore(docs []timeml.Document) eval.TimeScore {
	var all eval.TimeScore
	p := through(m.pipeline, analyze.Time)
	for _, s := range parallel(m.workers, docs, func(d *timeml.Document) eval.TimeScore {
		src := doc.Source{Text: d.Doc.Text, Meta: doc.Metadata{Published: d.Doc.Header.Published, Given: true}}
		return eval.Times(d.Times, analyzeText(p, src).Times)
	}) {
		all.Add(s)
	}
	return all
}

func addTimes(r *eval.Report, name string, s eval.TimeScore) {
	add := func(what string, n int, published string) {
		r.AddTally(name+": "+what, eval.Tally{Gold: s.Gold, Got: s.Found, Found: n, Right: n}, published)
	}
	add("relaxed", s.Relaxed, "HeidelTime 90.3, SUTime 90.3 (TempEval-3 test)")
	add("strict", s.Strict, "HeidelTime 81.3, SUTime 79.6 (TempEval-3 test)")
	add("type", s.Type, "")
	r.AddTally(name+": interval, half of the days shared", s.Interval, "")
	add("value", s.Value, "HeidelTime 77.6, SUTime 67.4, UWTime 82.4 (TempEval-3 test)")
}
