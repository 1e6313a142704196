package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/saysonews/sayso/corpus/claimstance"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/link/stance"
)

// stanceRecalls are class recalls that others report on the whole official test set,
// where they learned from 200 other stories: UCLMR, third of the Fake News
// Challenge (Riedel et al. 2017).
var stanceRecalls = map[string]string{
	"agree": "recall UCLMR 44.0", "disagree": "recall UCLMR 6.6", "discuss": "recall UCLMR 81.4", "unrelated": "recall UCLMR 97.9",
}

// stanceFolds is how many parts the stories are put in to be measured in turn.
const stanceFolds = 10

// stance measures what articles have to say of headlines, by models that have
// seen no pair of any story that they are measured on.
func (m measurer) stance() (eval.Report, error) {
	var r eval.Report
	c, err := claimstance.ReadFolder(filepath.Join(m.corpora, "claimstance"))
	if err != nil {
		return r, err
	}
	examples := m.stanceExamples(c)
	fold := storyFolds(c.Pairs, stanceFolds)
	folds := make([]int, stanceFolds)
	for k := range folds {
		folds[k] = k
	}
	var all eval.StanceScore
	for _, s := range parallel(m.workers, folds, func(k *int) eval.StanceScore { return stanceFold(c.Pairs, examples, fold, *k) }) {
		all.Add(s)
	}
	const on = "claimstance, by story: "
	r.Add(eval.Row{Measure: on + "weighted score", Value: all.Weighted(), N: all.Size()})
	r.Add(eval.Row{Measure: on + "weighted score, points above always discuss with gold relatedness", Value: all.Weighted() - all.Majority().Weighted(), N: all.Size()})
	r.Add(eval.Row{Measure: on + "macro F1", Value: all.MacroF1(), N: all.Size()})
	r.Add(eval.Row{Measure: on + "stance of related pairs, accuracy", Value: all.RelatedAccuracy(), N: all.Size() - all.Tally("unrelated").Gold})
	for _, class := range eval.StanceClasses {
		r.AddTally(on+class, all.Tally(class), stanceRecalls[class])
	}
	return r, nil
}

// stanceExamples are the pairs as the model sees them. Bodies are analysed as any
// report is.
func (m measurer) stanceExamples(c claimstance.Corpus) []stance.Example {
	ids := slices.Sorted(maps.Keys(c.Bodies))
	readings := map[int]*stance.Reading{}
	for i, rd := range parallel(m.workers, ids, func(id *int) *stance.Reading {
		return stance.Read(digestOf(strconv.Itoa(*id), analyzeText(m.pipeline, doc.Source{Text: c.Bodies[*id].Text})))
	}) {
		readings[ids[i]] = rd
	}
	var out []stance.Example
	for _, p := range c.Pairs {
		out = append(out, stance.Example{
			Features: stance.FeaturesOf(p.Headline, readings[p.Body]),
			Claim:    fmt.Sprint(p.HeadlineStory, " ", p.Headline),
			Report:   strconv.Itoa(p.Body),
			Label:    stanceLabels[p.Stance],
		})
	}
	return out
}

var stanceLabels = map[string]stance.Label{"agree": stance.Supports, "disagree": stance.Denies, "discuss": stance.Discusses, "unrelated": stance.Unrelated}

// stanceFold learns from the pairs of which neither story is in fold k, and
// measures on those whose body's story is.
func stanceFold(pairs []claimstance.Pair, examples []stance.Example, fold map[int]int, k int) eval.StanceScore {
	var learned []stance.Example
	for i, p := range pairs {
		headline, known := fold[p.HeadlineStory]
		if fold[p.Story] != k && !(known && headline == k) {
			learned = append(learned, examples[i])
		}
	}
	model := stance.Fit(learned)
	var s eval.StanceScore
	for i, p := range pairs {
		if fold[p.Story] != k {
			continue
		}
		got := model.Chances(examples[i].Features).Label()
		for class, label := range stanceLabels {
			if label == got {
				s.Count(p.Stance, class)
			}
		}
	}
	return s
}

// storyFolds puts stories into n folds with about as many related pairs each:
// the largest story first, each into the emptiest fold.
func storyFolds(pairs []claimstance.Pair, n int) map[int]int {
	size := map[int]int{}
	for _, p := range pairs {
		if p.Stance == "unrelated" {
			size[p.Story] += 0
			continue
		}
		size[p.Story]++
	}
	stories := slices.Collect(maps.Keys(size))
	slices.SortFunc(stories, func(a, b int) int { return cmp.Or(size[b]-size[a], a-b) })
	fold, held := map[int]int{}, make([]int, n)
	for _, s := range stories {
		k := slices.Index(held, slices.Min(held))
		fold[s] = k
		held[k] += size[s]
	}
	return fold
}
