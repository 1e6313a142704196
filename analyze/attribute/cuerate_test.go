package attribute_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze/attribute"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/doc"
)

const (
	train   = "../../../shared/corpora/polnear/train.jsonl.gz"
	cueFile = "data/cues.tsv"
)

// Words with fewer cues and fewer uses than these are left out of data/cues.tsv:
// the rate of their class serves as well.
const (
	leastCues = 3
	leastUses = 40
)

// A count counts, for each frame, a word's uses as the head of a cue, and all.
type count struct{ cues, all [attribute.Frames]int }

// TestCueCounts writes data/cues.tsv when asked to: `go test -run CueCounts -update`,
// after a change of tags, lemmas or trees. It takes minutes.
func TestCueCounts(t *testing.T) {
	if !*update {
		t.Skip("counts the words of PolNeAR train: only with -update")
	}
	docs, err := polnear.ReadFile(train)
	if err != nil {
		t.Fatal(err)
	}
	stages, _ := stages(t)
	counts := map[attribute.CueWord]*count{}
	for _, g := range docs {
		d := doc.Doc{Source: g.Doc.Source}
		for _, s := range stages {
			if s.Name != "attribute" && s.Name != "event" {
				s.Run(&d)
			}
		}
		countCues(&d, g.Attributions, counts)
	}
	writeCounts(t, counts)
}

// countCues counts the words that stand outside the sources and contents of gold.
func countCues(d *doc.Doc, gold []polnear.Attribution, counts map[attribute.CueWord]*count) {
	tree := doc.NewTree(d)
	skip, cue := make([]bool, len(d.Tokens)), make([]bool, len(d.Tokens))
	all := func(spans []doc.Span) {
		for _, s := range spans {
			for i, r := 0, d.TokensOf(s); i < r.Len(); i++ {
				skip[r.First+i] = true
			}
		}
	}
	for _, a := range gold {
		all(a.Source)
		all(a.Content)
	}
	for _, a := range gold {
		all(a.Cue)
		for _, s := range a.Cue {
			if r := d.TokensOf(s); r.Len() > 0 {
				skip[tree.Head(r)], cue[tree.Head(r)] = false, true
			}
		}
	}
	for i := range d.Tokens {
		if skip[i] || !attribute.Word(d.Word(i)) {
			continue
		}
		w, frame := attribute.CueWordOf(d, tree, i)
		for _, w := range [...]attribute.CueWord{w, {Lemma: "*", Class: w.Class}} {
			if counts[w] == nil {
				counts[w] = &count{}
			}
			counts[w].all[frame]++
			if cue[i] {
				counts[w].cues[frame]++
			}
		}
	}
}

func writeCounts(t *testing.T, counts map[attribute.CueWord]*count) {
	var lines []string
	for w, c := range counts {
		cues, uses, line := 0, 0, w.Lemma+"\t"+w.Class
		for f := range c.all {
			cues += c.cues[f]
			uses += c.all[f]
			line += fmt.Sprintf("\t%d/%d", c.cues[f], c.all[f])
		}
		if cues >= leastCues || uses >= leastUses && w.Class != "OTHER" {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	b := `# How often a word heads a cue in PolNeAR train: lemma, class, and cues/uses with nothing behind it, with an object or
# oblique, an open clause, a clause. "*" stands for all words of a class. Words inside sources and contents are not
# counted, since attributions do not nest there. Tags, lemmas and trees are Sayso's own.
# Written by go test ./analyze/attribute -run CueCounts -update.
` + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(cueFile, []byte(b), 0o644); err != nil {
		t.Fatal(err)
	}
}
