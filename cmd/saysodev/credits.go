package main

import (
	"path/filepath"
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
// the text and kept it in the metadata; it is put back. Outlets and contributors
// named in a report are not in the metadata and not measured.
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
	type score struct{ wire, tip eval.Tally }
	var all score
	for _, s := range parallel(m.workers, docs, func(d *polnear.Document) score {
		o := origins[d.ID]
		gold := creditGold(o)
		got := analyzeText(p, polnear.Credited(*d, o)).Header.Credits
		s := score{tip: eval.CompareCredits("hat-tip", gold, got)}
		if o.WireKnown {
			s.wire = eval.CompareCredits("wire", gold, got)
		}
		return s
	}) {
		all.wire.Add(s.wire)
		all.tip.Add(s.tip)
	}
	const on = "polnear train metadata: "
	r.AddTally(on+"agency whose copy it is", all.wire, "")
	r.AddTally(on+"hat-tip", all.tip, "")
	both := all.wire
	both.Add(all.tip)
	r.Add(eval.Row{Measure: on + "wire and credit lines, precision", Value: both.Precision(), N: both.Got})
	r.Add(eval.Row{Measure: on + "wire and credit lines, recall", Value: both.Recall(), N: both.Gold})
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
