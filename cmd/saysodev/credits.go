package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/eval"
)

// wires are the agencies that PolNeAR's metadata name.
var wires = map[string]string{
	"ap": "Associated Press", "upi": "United Press International", "afp": "Agence France-Presse", "reuters": "Reuters",
}

// credits measures whom reports are credited to, on the metadata of PolNeAR's
// train articles: the agency whose copy an article is, and the outlet that a
// hat-tip names. The makers of the corpus took the line of the hat-tip out of
// the text and kept it in the metadata; it is put back. Lines that they overlooked
// stand in polnear.LeftLines and count as gold in rows of their own. Outlets and
// contributors named in a report are not in the metadata and not measured.
func (m measurer) credits() (eval.Report, error) {
	var r eval.Report
	dir := filepath.Join(m.corpora, "polnear")
	docs, err := polnear.ReadFile(filepath.Join(dir, "train.jsonl.gz"))
	if err != nil {
		return r, err
	}
	origins, err := polnear.ReadOriginsFile(filepath.Join(dir, "metadata.tsv"))
	if err != nil {
		return r, err
	}
	p := through(m.pipeline, analyze.Layout)
	left := map[string][]eval.Credit{}
	for _, l := range polnear.LeftLines() {
		left[l.Document] = append(left[l.Document], eval.Credit{Kind: l.Kind, Name: l.Name})
	}
	type score struct{ wire, tip, whole eval.Tally }
	var all score
	for _, s := range parallel(m.workers, docs, func(d *polnear.Document) score {
		o := origins[d.ID]
		gold := creditGold(o)
		got := analyzeText(p, polnear.Credited(*d, o)).Header.Credits
		whole := slices.Concat(gold, left[d.ID])
		s := score{tip: eval.CompareCredits("hat-tip", gold, got), whole: eval.CompareCredits("hat-tip", whole, got)}
		if o.WireKnown {
			s.wire = eval.CompareCredits("wire", gold, got)
			s.whole.Add(eval.CompareCredits("wire", whole, got))
		}
		return s
	}) {
		all.wire.Add(s.wire)
		all.tip.Add(s.tip)
		all.whole.Add(s.whole)
	}
	const on = "polnear train metadata: "
	r.AddTally(on+"agency whose copy it is", all.wire, "")
	r.AddTally(on+"hat-tip", all.tip, "")
	both := all.wire
	both.Add(all.tip)
	for _, t := range []struct {
		with string
		eval.Tally
	}{{"", both}, {", lines left in the text counted", all.whole}} {
		r.Add(eval.Row{Measure: on + "wire and credit lines, precision" + t.with, Value: t.Precision(), N: t.Got})
		r.Add(eval.Row{Measure: on + "wire and credit lines, recall" + t.with, Value: t.Recall(), N: t.Gold})
	}
	return r, nil
}

func creditGold(o polnear.Origin) []eval.Credit {
	var gold []eval.Credit
	if name := wires[o.Wire]; name != "" {
		gold = append(gold, eval.Credit{Kind: "wire", Name: name})
	}
	if _, name, ok := strings.Cut(o.Credit, "h/t:"); ok {
		gold = append(gold, eval.Credit{Kind: "hat-tip", Name: name})
	}
	return gold
}
