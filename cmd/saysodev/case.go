package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// handRead measures the reports that were read by hand: each a folder with
// article.txt and gold.json. Misses are listed.
func (m measurer) handRead() (eval.Report, error) {
	var r eval.Report
	golds, err := filepath.Glob(filepath.Join(m.cases, "*", "gold.json"))
	if err != nil {
		return r, err
	}
	if len(golds) == 0 {
		return r, fmt.Errorf("no cases in %s", m.cases)
	}
	for _, path := range golds {
		c, err := corpus.ReadFile(path, eval.ReadCase)
		if err != nil {
			return r, err
		}
		article := filepath.Join(filepath.Dir(path), "article.txt")
		text, err := os.ReadFile(article)
		if err != nil {
			return r, err
		}
		name := filepath.Base(filepath.Dir(path))
		d := analyzeText(m.pipeline, doc.Source{Text: string(text), Path: article})
		for _, s := range eval.CompareCase(c, d) {
			r.AddTally(name+": "+s.Part, s.Tally, "")
			for _, miss := range s.Misses {
				fmt.Fprintf(m.details, "%s: %s: %s\n", name, s.Part, miss)
			}
		}
	}
	return r, nil
}
