package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/saysonews/sayso/corpus/conllu"
	"github.com/saysonews/sayso/corpus/geoparsing"
	"github.com/saysonews/sayso/corpus/meantime"
	"github.com/saysonews/sayso/corpus/ner"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

const corpora = "../../../shared/corpora"

func needCorpora(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
}

// Gold held against itself must score 100 everywhere: readers and scores agree
// on what an item is, in every corpus.
func TestGoldAgainstItself(t *testing.T) {
	needCorpora(t)
	t.Run("polnear", func(t *testing.T) {
		docs, err := polnear.ReadFile(filepath.Join(corpora, "polnear/dev.jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		var all eval.Attributions
		for _, d := range docs {
			gold := goldAttributions(&d)
			all.Add(eval.CompareAttributions(d.Doc.Text, gold, gold))
		}
		for _, r := range []eval.Role{all.Source, all.Cue, all.Content} {
			perfect(t, r.Exact, r.Untrimmed, r.Overlap, r.Character)
		}
		perfect(t, all.Relation, all.RelationCue, all.Triple)
	})
	t.Run("ud", func(t *testing.T) {
		for _, bank := range treebanks {
			docs, err := conllu.ReadFile(filepath.Join(corpora, bank.file))
			if err != nil {
				t.Fatal(err)
			}
			var all eval.Syntax
			for _, d := range docs {
				all.Add(eval.CompareSyntax(&d.Doc, &d.Doc))
			}
			perfect(t, all.Tokens, all.Sentences, all.UPOS, all.XPOS, all.Feats, all.Lemmas, all.UAS, all.LAS, all.MainLAS)
		}
	})
	t.Run("ner", func(t *testing.T) {
		for _, c := range ner.Corpora() {
			docs, err := c.ReadDev(corpora)
			if err != nil {
				t.Fatal(err)
			}
			var all eval.Names
			for _, d := range docs {
				all.Add(eval.CompareNames(d.Doc.Text, eval.NameGold{Names: d.Entities, HasMisc: d.HasMisc, Open: d.Open}, d.Entities))
			}
			perfect(t, all.Typed, all.Untyped)
		}
	})
	t.Run("places", func(t *testing.T) {
		for _, c := range mapped {
			docs, err := geoparsing.ReadFile(filepath.Join(corpora, "geoparsing", c.name+".jsonl.gz"))
			if err != nil {
				t.Fatal(err)
			}
			var all eval.PlaceScore
			for _, d := range docs {
				gold, open := placeGold(&d)
				var places []doc.Place
				for _, g := range gold {
					places = append(places, doc.Place{Located: g.Located, Latitude: g.Latitude, Longitude: g.Longitude, Mentions: []doc.Span{g.Span}})
				}
				all.Add(eval.ComparePlaces(d.Doc.Text, gold, open, places))
			}
			perfect(t, all.Exact, all.Overlap)
			if all.Near != all.Located || all.Placed != all.Located {
				t.Errorf("%s: gold against itself: %+v", c.name, all)
			}
		}
	})
	t.Run("events", func(t *testing.T) {
		docs, err := meantime.ReadFile(filepath.Join(corpora, "meantime", "airbus_apple.jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		var all eval.EventScore
		for _, d := range docs {
			gold := meantimeGold(&d)
			var events []doc.Event
			for _, g := range gold {
				events = append(events, doc.Event{Trigger: g.Words[0]})
			}
			all.Add(eval.CompareEvents(d.Scope, gold, events))
		}
		if tr := all.Triggers; tr.Found != tr.Gold || tr.Right != tr.Got || tr.Gold == 0 {
			t.Errorf("gold against itself: %+v", tr)
		}
	})
	t.Run("credits", func(t *testing.T) {
		origins, err := polnear.ReadOriginsFile(filepath.Join(corpora, "polnear", "metadata.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		named := 0
		for id, o := range origins {
			gold := creditGold(o)
			named += len(gold)
			if (o.Wire != "" || o.Credit != "") != (len(gold) > 0) {
				t.Errorf("%s: %+v gives %v", id, o, gold)
			}
		}
		if named == 0 {
			t.Error("no credits")
		}
	})
}

func perfect(t *testing.T, tallies ...eval.Tally) {
	t.Helper()
	for _, s := range tallies {
		if s.Gold == 0 || s.Got != s.Gold || s.Right != s.Gold || s.Found != s.Gold {
			t.Errorf("gold against itself: %+v", s)
		}
	}
}

func TestParallelKeepsOrder(t *testing.T) {
	in := []int{3, 1, 4, 1, 5, 9, 2, 6}
	got := parallel(3, in, func(i *int) int { return *i * 2 })
	if want := []int{6, 2, 8, 2, 10, 18, 4, 12}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
