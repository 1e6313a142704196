package main

import (
	"path/filepath"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/corpus/newsreuse"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/reuse"
	"github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

// reuse measures which reports are found to reuse which: on newsreuse, whose
// pairs were computed from shared runs of eight words, and on the demo reports,
// whose lineage is known.
func (m measurer) reuse() (eval.Report, error) {
	var r eval.Report
	if err := m.sharedWords(&r); err != nil {
		return r, err
	}
	return r, m.reuseLineage(&r)
}

// sharedWords measures on newsreuse. Its pairs count notices, quotations and
// posts that everybody prints as well as copies, so the main figure is of all
// reports that are found to have words in common; the last row is of those
// alone that are taken for copies, excerpts or rewrites.
func (m measurer) sharedWords(r *eval.Report) error {
	folder := filepath.Join(m.corpora, "newsreuse")
	articles, err := newsreuse.ReadFile(filepath.Join(folder, "articles.jsonl.gz"))
	if err != nil {
		return err
	}
	listed, err := newsreuse.ReadPairsFile(filepath.Join(folder, "pairs_silver.tsv"))
	if err != nil {
		return err
	}
	p := through(m.pipeline, analyze.Segment)
	reports := parallel(m.workers, articles, func(a *newsreuse.Article) link.Report {
		return digestOf(a.ID, analyzeText(p, a.Doc.Source))
	})
	found := reuse.Overlaps(reports)
	byID := map[string]link.Report{}
	for _, rep := range reports {
		byID[rep.ID] = rep
	}
	for _, row := range []struct {
		measure string
		least   float64
		target  float64
	}{
		{"pairs as listed (5 % of either's runs of 8 words)", 0, 85},
		{"pairs with 30 %", 0.3, 0},
		{"pairs with 80 %", 0.8, 0},
	} {
		var gold, got []eval.ReusePair
		for _, l := range listed {
			if max(l.Share, l.Back) >= row.least {
				gold = append(gold, eval.ReusePair{From: l.Earlier, To: l.Later})
			}
		}
		for _, c := range found {
			if row.least == 0 || runShare(c, byID[c.From], byID[c.To]) >= row.least {
				got = append(got, eval.ReusePair{From: c.From, To: c.To})
			}
		}
		t := eval.CompareReuse(gold, got, false)
		r.Add(eval.Row{Measure: "newsreuse, " + row.measure, Value: t.F1(), Precision: t.Precision(), Recall: t.Recall(), N: t.Gold, Target: row.target})
	}
	var gold, got []eval.ReusePair
	for _, l := range listed {
		gold = append(gold, eval.ReusePair{From: l.Earlier, To: l.Later})
	}
	for _, c := range reuse.Find(reports) {
		got = append(got, eval.ReusePair{From: c.From, To: c.To})
	}
	t := eval.CompareReuse(gold, got, false)
	r.Add(eval.Row{Measure: "newsreuse, copies, excerpts and rewrites: precision against the listed", Value: t.Precision(), N: t.Got})
	return nil
}

// runWords is the length of the runs that newsreuse counts.
const runWords = 8

// runShare is which part of the runs of words of one report the other has, of
// either the larger part, as newsreuse counts it.
func runShare(c link.Copy, from, to link.Report) float64 {
	shared := 0
	for _, p := range c.Passages {
		shared += max(0, wordCount(p.Words)-runWords+1)
	}
	return float64(shared) / float64(max(1, min(reportWords(from), reportWords(to))-runWords+1))
}

func reportWords(r link.Report) int {
	n := 0
	for _, s := range r.Sentences {
		n += wordCount(s.Text)
	}
	return n
}

func wordCount(s string) int {
	return len(strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }))
}

// reuseLineage measures on the demo reports, whose copies and rewrites are known.
func (m measurer) reuseLineage(r *eval.Report) error {
	l, err := demo.Lineage()
	if err != nil {
		return err
	}
	var sources []doc.Source
	for _, rep := range l.Reports {
		src, err := input.Read(rep.File, rep.Data, input.Options{})
		if err != nil {
			return err
		}
		src.Meta.Publisher, src.Meta.Published, src.Path = rep.Publisher, rep.Published, rep.ID
		sources = append(sources, *src)
	}
	p := through(m.pipeline, analyze.Segment)
	reports := parallel(m.workers, sources, func(s *doc.Source) link.Report { return digestOf(s.Path, analyzeText(p, *s)) })
	addReuseLineage(r, l, reuse.Find(reports))
	return nil
}

func addReuseLineage(r *eval.Report, l demo.Collection, copies []link.Copy) {
	var gold, got, sure []eval.ReusePair
	found := map[eval.ReusePair]link.Copy{}
	for _, c := range copies {
		pair := eval.ReusePair{From: c.From, To: c.To}
		if c.Via != "" {
			continue
		}
		found[pair] = c
		got = append(got, pair)
		if !c.Doubtful {
			sure = append(sure, pair)
		}
	}
	byForm := map[string]*eval.Tally{}
	forms := []string{"copy whole", "copy shortened", "rewrite light", "rewrite free", "credited or not"}
	for _, f := range forms {
		byForm[f] = &eval.Tally{}
	}
	for _, rep := range l.Reports {
		for _, made := range rep.Made {
			if made.How != demo.Copy && made.How != demo.Rewrite {
				continue
			}
			pair := eval.ReusePair{From: made.Of, To: rep.ID}
			gold = append(gold, pair)
			c, ok := found[pair]
			byForm[string(made.How)+" "+made.Form].Add(hit(ok && c.Kind == string(made.How)))
			if ok {
				byForm["credited or not"].Add(hit(c.Credited == made.Credited))
			}
		}
	}
	const on = "demo lineage: "
	r.AddTally(on+"who is made of whom, with direction", eval.CompareReuse(gold, got, true), "")
	r.AddTally(on+"the same, without what is in doubt", eval.CompareReuse(gold, sure, true), "")
	for _, f := range forms {
		r.Add(eval.Row{Measure: on + f + ", found and right", Value: byForm[f].Recall(), N: byForm[f].Gold})
	}
}

// hit is the tally of one item.
func hit(right bool) eval.Tally {
	if right {
		return eval.Tally{Gold: 1, Got: 1, Found: 1, Right: 1}
	}
	return eval.Tally{Gold: 1, Got: 1}
}

// digestOf is the digest of an analysed report.
func digestOf(id string, d *doc.Doc) link.Report {
	return suite.Digest(id, record.New(d, record.Generator{}))
}
