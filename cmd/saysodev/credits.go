package main

import (
	"crypto/sha256"
	"encoding/hex"
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

// leftCredits are credits that PolNeAR's metadata lack, although a line of its
// own at the end of the text says them in so many words (read by eye, all eight
// of train). They are neither right nor wrong. Articles go by the start of the
// SHA-256 of their name.
var leftCredits = map[string]eval.Credit{
	"d4dcbead": {Kind: "hat-tip", Name: "Mediaite"},
	"80c08d55": {Kind: "hat-tip", Name: "RCP Video"},
	"02949664": {Kind: "hat-tip", Name: "The Hill"},
	"17839cab": {Kind: "wire", Name: "Reuters"},
	"e0be7218": {Kind: "hat-tip", Name: "The Hill"},
	"c7c18c06": {Kind: "hat-tip", Name: "Breitbart"},
	"57672857": {Kind: "hat-tip", Name: "TheBlaze"},
	"ef32e56b": {Kind: "hat-tip", Name: "Independent Journal"},
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
	type score struct{ wire, wireAlone, tip, tipAlone eval.Tally }
	var all score
	for _, s := range parallel(m.workers, docs, func(d *polnear.Document) score {
		o := origins[d.ID]
		gold := creditGold(o)
		var open []eval.Credit
		if c, ok := leftCredits[articleHash(d.ID)]; ok {
			open = append(open, c)
		}
		got := analyzeText(p, polnear.Credited(*d, o)).Header.Credits
		s := score{tip: eval.CompareCredits("hat-tip", gold, open, got), tipAlone: eval.CompareCredits("hat-tip", gold, nil, got)}
		if o.WireKnown {
			s.wire = eval.CompareCredits("wire", gold, open, got)
			s.wireAlone = eval.CompareCredits("wire", gold, nil, got)
		}
		return s
	}) {
		all.wire.Add(s.wire)
		all.wireAlone.Add(s.wireAlone)
		all.tip.Add(s.tip)
		all.tipAlone.Add(s.tipAlone)
	}
	const on = "polnear train metadata: "
	r.AddTally(on+"agency whose copy it is", all.wire, "")
	r.AddTally(on+"hat-tip", all.tip, "")
	both := all.wire
	both.Add(all.tip)
	r.Add(eval.Row{Measure: on + "wire and credit lines, precision", Value: both.Precision(), N: both.Got})
	r.Add(eval.Row{Measure: on + "wire and credit lines, recall", Value: both.Recall(), N: both.Gold})
	both = all.wireAlone
	both.Add(all.tipAlone)
	r.Add(eval.Row{Measure: on + "wire and credit lines, precision where lines that the metadata lack are wrong", Value: both.Precision(), N: both.Got})
	return r, nil
}

func articleHash(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:4])
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
