package main

import (
	"path/filepath"
	"slices"
	"sort"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/corpus/geoparsing"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// mapped are the corpora of places, and what others report on them when they
// are given the names.
var mapped = []struct{ name, published string }{
	{"lgl", "population alone 70, Edinburgh 76, CamCoder 76 (Gritta et al. 2018), Mordecai 3 82.7"},
	{"geowebnews", "Mordecai 3 94.1"},
}

// places measures names of places and where they are put, on raw text and with
// the corpus' own names in place of those found.
func (m measurer) places() (eval.Report, error) {
	var r eval.Report
	p := through(m.pipeline, analyze.Place)
	for _, c := range mapped {
		docs, err := geoparsing.ReadFile(filepath.Join(m.corpora, "geoparsing", c.name+".jsonl.gz"))
		if err != nil {
			return r, err
		}
		var raw, named eval.PlaceScore
		for _, s := range parallel(m.workers, docs, func(d *geoparsing.Document) [2]eval.PlaceScore {
			gold, open := placeGold(d)
			found := analyzeText(p, d.Doc.Source)
			score := eval.ComparePlaces(d.Doc.Text, gold, open, found.Places)
			given := withPlaceNames(p[len(p)-1], found, gold)
			return [2]eval.PlaceScore{score, eval.ComparePlaces(d.Doc.Text, gold, open, given.Places)}
		}) {
			raw.Add(s[0])
			named.Add(s[1])
		}
		on := c.name + ", raw text: "
		r.AddTally(on+"recognition", raw.Overlap, "")
		r.AddTally(on+"recognition, exact", raw.Exact, "")
		r.Add(eval.Row{Measure: on + "Acc@161km, found and right", Value: raw.Accuracy(), N: raw.Located})
		r.Add(eval.Row{Measure: on + "Acc@161km of those found", Value: raw.PlacedAccuracy(), N: raw.Placed})
		on = c.name + ", gold names: "
		r.Add(eval.Row{Measure: on + "Acc@161km", Value: named.Accuracy(), N: named.Located, Published: c.published})
		r.Add(eval.Row{Measure: on + "Acc@161km of those placed", Value: named.PlacedAccuracy(), N: named.Placed})
	}
	return r, nil
}

// through is p up to the stage that gives a layer.
func through(p analyze.Pipeline, layer analyze.Layer) analyze.Pipeline {
	i := slices.IndexFunc(p, func(s analyze.Stage) bool { return slices.Contains(s.Gives, layer) })
	return p[:i+1]
}

// placeGold is the places that a report names. A toponym without a point is a
// place of LGL that GeoNames lacks; GeoWebNews marks words of other kinds so
// ("the city", a language), which are left open.
func placeGold(d *geoparsing.Document) (gold []eval.PlaceGold, open []doc.Span) {
	for _, t := range d.Toponyms {
		if t.Type != "" && !t.Located {
			open = append(open, t.Span)
			continue
		}
		gold = append(gold, eval.PlaceGold{Span: t.Span, Located: t.Located, Latitude: t.Latitude, Longitude: t.Longitude})
	}
	return gold, open
}

// withPlaceNames is d as stage leaves it when the located names of gold are
// among its entities, in place of those that they touch.
func withPlaceNames(stage analyze.Stage, d *doc.Doc, gold []eval.PlaceGold) *doc.Doc {
	given := *d
	given.Entities, given.Places = nil, nil
	end := 0
	for _, g := range gold {
		if g.Located && g.Span.Start >= end {
			given.Entities = append(given.Entities, doc.Entity{Tokens: d.TokensOf(g.Span), Span: g.Span, Kind: doc.Location, Confidence: 1})
			end = g.Span.End
		}
	}
	for _, e := range d.Entities {
		if !slices.ContainsFunc(gold, func(g eval.PlaceGold) bool { return g.Span.Overlaps(e.Span) }) {
			given.Entities = append(given.Entities, e)
		}
	}
	sort.SliceStable(given.Entities, func(i, j int) bool { return given.Entities[i].Span.Start < given.Entities[j].Span.Start })
	stage.Run(&given)
	return &given
}
