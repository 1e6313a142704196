package reuse

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// Find finds which reports reuse which, whatever the order of reports. Copies
// are in the order of the reports that reuse; of one report, the direct ones
// come first, the best first.
func Find(reports []link.Report) []link.Copy {
	return slices.DeleteFunc(Overlaps(reports), func(c link.Copy) bool { return c.Kind == Common })
}

// Common is the kind of pairs that only Overlaps gives: they have words in
// common, but nearly all of them are quoted or stand in many other reports.
const Common = "common"

// Overlaps is Find with the pairs of which neither need have its words from the
// other, last of each report. They depend on each other no more than two who
// quote the same speech or print the same notice.
func Overlaps(reports []link.Report) []link.Copy {
	c := newCollection(reports)
	found := make([][]pair, len(c.reports))
	c.each(func(f *finder, r int) { found[r] = c.pairsOf(f, r) })
	byTo := make([][]pair, len(c.reports))
	for _, ps := range found {
		for _, p := range ps {
			byTo[p.to] = append(byTo[p.to], p)
		}
	}
	var out []link.Copy
	for _, ps := range byTo {
		settle(ps)
		for _, p := range ps {
			out = append(out, p.copy)
		}
	}
	return out
}

// A collection is the reports in order, with what is known of their words.
type collection struct {
	reports []*link.Report
	dates   []moments
	phrases *index // runs of words
	anchors *index // rare words, and short runs of quoted ones
	words   frequencies
	outlets outlets
}

func newCollection(reports []link.Report) *collection {
	c := &collection{}
	for i := range reports {
		c.reports = append(c.reports, &reports[i])
	}
	slices.SortStableFunc(c.reports, func(a, b *link.Report) int { return link.Before(*a, *b) })
	n := len(c.reports)
	c.dates = make([]moments, n)
	c.outlets = outletsOf(c.reports)
	prints, terms, quotes := make([][]uint64, n), make([][]uint64, n), make([][]uint64, n)
	c.each(func(_ *finder, r int) {
		c.dates[r] = momentsOf(c.reports[r].Published)
		words := wordsOf(c.reports[r])
		prints[r] = winnow(printsOf(words, runWords))
		terms[r], quotes[r] = termsOf(words), quotesOf(words)
	})
	c.phrases = newIndex(prints, n, rarity)
	c.words = frequenciesOf(terms)
	for r := range terms {
		terms[r] = slices.DeleteFunc(terms[r], func(k uint64) bool { return c.words.weight(k) <= 0 || c.words.of[k] < 2 })
		terms[r] = append(terms[r], quotes[r]...)
		slices.Sort(terms[r])
		terms[r] = slices.Compact(terms[r])
	}
	c.anchors = newIndex(terms, commonAnchor, c.words.weightOf)
	return c
}

// each calls f for every report, on all cores. Each goroutine takes neighbours,
// which are often compared with the same others.
func (c *collection) each(f func(*finder, int)) {
	link.OnEachCore(len(c.reports), func() func(int) {
		own := newFinder(len(c.reports))
		return func(r int) { f(own, r) }
	})
}

const (
	// leastPrints of the prints of either must be in common for two reports to be
	// compared word by word. It is less than leastShare, because prints are a sample.
	// leastRarity is the weight of what is in common for each print: it keeps a
	// notice that stands below thousands of reports from having them all compared.
	// With 0.02 and 0.003, nine comparisons in twelve among 10,000 reports on many
	// affairs were of reports that have no words from each other. These lose none of
	// newsreuse; 0.008 loses pairs there.
	leastPrints = 0.03
	leastRarity = 0.006
	// bestPrints is with how many reports, those that share the largest part,
	// each is compared at most; newsreuse loses pairs by 32.
	bestPrints = 64
	// commonAnchor is in how many reports a word or quotation at most stands by
	// which rewrites are looked for.
	commonAnchor = 40
	// leastAnchors is which part of their weight two reports must have in common
	// (unrelated ones on one affair have a tenth, the freest rewrite of the demo
	// reports more than a quarter), and bestAnchors with how many reports, those that
	// have most, each is compared.
	leastAnchors = 0.25
	bestAnchors  = 8
)

// pairsOf are the pairs of r with reports before it.
func (c *collection) pairsOf(f *finder, r int) []pair {
	near := slices.DeleteFunc(f.candidates(c.phrases, r), func(o candidate) bool {
		return float64(o.keys) < leastPrints*float64(min(c.phrases.size[r], c.phrases.size[o.report])) ||
			o.shared < leastRarity*float64(min(c.phrases.size[r], c.phrases.size[o.report]))
	})
	with := best(near, bestPrints, func(o candidate) float64 {
		return part(o.keys, min(c.phrases.size[r], c.phrases.size[o.report]))
	})
	near = slices.DeleteFunc(f.candidates(c.anchors, r), func(o candidate) bool {
		return o.shared < leastAnchors*min(c.anchors.total[r], c.anchors.total[o.report]) || !c.mayRewrite(o.report, r)
	})
	with = append(with, best(near, bestAnchors, func(o candidate) float64 { return o.shared })...)
	slices.Sort(with)
	var out []pair
	for _, o := range slices.Compact(with) {
		if p, ok := c.compare(f, o, r); ok {
			out = append(out, p)
		}
	}
	return out
}

// best are the reports of the n candidates that score most, the earlier before
// the later.
func best(from []candidate, n int, score func(candidate) float64) []int {
	slices.SortStableFunc(from, func(a, b candidate) int { return cmp.Compare(score(b), score(a)) })
	var out []int
	for _, o := range from[:min(n, len(from))] {
		out = append(out, o.report)
	}
	return out
}
