package occurrence

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// A predicate is the word for an event.
type predicate struct {
	term   int32 // the number of its words' stems in the vocabulary
	rarity float64
	entry  // what the lexicon has on it
}

// An entry is what the lexicon has on a predicate.
type entry struct {
	groups []int // lines of data/predicates.tsv, rising
	speech bool  // it tells that somebody says something
	light  bool  // it tells hardly what happens
}

func (v *vocabulary) predicate(lemma string) *predicate {
	p, ok := v.told[lemma]
	if !ok {
		stems := stemsOf(lemma)
		id := v.number(stems)
		p = &predicate{term: id, rarity: v.rarity[id], entry: lexicon()[stems]}
		v.told[lemma] = p
	}
	return p
}

// stemsOf is the stems of the words of a lemma: "let go" is a particle verb.
func stemsOf(lemma string) string {
	words := strings.Fields(strings.ToLower(lemma))
	for i, w := range words {
		words[i] = stem(w)
	}
	return strings.Join(words, " ")
}

// keys are numbers that predicates have in common that may tell one event.
func (p *predicate) keys() []int32 {
	var out []int32
	if !p.light {
		out = append(out, 2*p.term)
	}
	for _, g := range p.groups {
		out = append(out, int32(2*g+1))
	}
	return out
}

//go:embed data/predicates.tsv
var predicatesFile string

//go:embed data/kinds.txt
var kindsFile string

// lexicon is the entries by stems.
var lexicon = sync.OnceValue(func() map[string]entry {
	out := map[string]entry{}
	edit := func(word string, change func(*entry)) {
		key := stemsOf(strings.ReplaceAll(word, "+", " "))
		e := out[key]
		change(&e)
		out[key] = e
	}
	for i, line := range lines(predicatesFile) {
		words, _, _ := strings.Cut(line, "\t")
		for _, w := range strings.Fields(words) {
			edit(w, func(e *entry) { e.groups = rising(e.groups, i) })
		}
	}
	for _, line := range lines(kindsFile) {
		kind, words, _ := strings.Cut(line, "\t")
		for _, w := range strings.Fields(words) {
			edit(w, func(e *entry) {
				e.speech = e.speech || kind == "speech"
				e.light = e.light || kind == "light"
			})
		}
	}
	return out
})

// rising is s with i at its end, once.
func rising(s []int, i int) []int {
	if len(s) > 0 && s[len(s)-1] == i {
		return s
	}
	return append(s, i)
}

// share tells whether two rising lists have a number in common.
func share(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}
