package main

import (
	"github.com/saysonews/sayso/corpus/passage"
	"github.com/saysonews/sayso/eval"
)

// passages measures statements, chains and speakers on the invented passages, of
// which the rules of attribution were made too.
func (m measurer) passages() (eval.Report, error) {
	var r eval.Report
	all, err := passage.ReadFolder(m.passageFolder)
	if err != nil {
		return r, err
	}
	var sum passage.Score
	for _, s := range parallel(m.workers, all, func(p *passage.Passage) passage.Score {
		d := p.Doc
		m.pipeline.Run(&d)
		s, _ := p.Compare(&d)
		return s
	}) {
		sum.Add(s)
	}
	share := func(measure string, n, of int) {
		r.Add(eval.Row{Measure: "passages: " + measure, Value: 100 * float64(n) / float64(max(of, 1)), N: of})
	}
	share("all chains exactly right", sum.ChainsRight, sum.Passages)
	share("statements exactly right", sum.Right, sum.Statements)
	share("pronouns and descriptions resolved", sum.Resolved, sum.Resolve)
	return r, nil
}
