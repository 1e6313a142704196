package claim

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// negates tells whether a telling says that something is not so: most of its events
// are negated, or the first is and the negation stands before it. A negation inside a
// phrase ("not aware") belongs to the phrase.
func negates(t *link.Telling, words []word, preds predicates) bool {
	at := negationIn(t, words, preds)
	if at < 0 {
		return false
	}
	if len(t.Events) == 0 || holds(words, lexicon.atNoTime) {
		return true
	}
	negative, first := 0, t.Events[0]
	for _, e := range t.Events {
		if e.Polarity == "negative" {
			negative++
		}
		if e.Start < first.Start {
			first = e
		}
	}
	if t.Act == "deny" { // the record takes what is denied as negated
		return at < first.Start
	}
	if lightBetween(words, at-t.Start, first.Start-t.Start) {
		return true
	}
	return 2*negative > len(t.Events) || first.Polarity == "negative" && at < first.Start
}

// lightBetween tells whether a light word stands behind a negation at one place and before
// another: "She never saw the letter | that was sent".
func lightBetween(words []word, from, to int) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.start > from && w.start < to && lexicon.light[stem(w.lower)] })
}

// negationIn is where the first negation of a telling stands that is no part of a
// phrase; -1 for nowhere.
func negationIn(t *link.Telling, words []word, preds predicates) int {
	for _, w := range words {
		if p := t.Start + w.start; (lexicon.negations[w.lower] || strings.HasSuffix(w.lower, "n't")) && !preds.covers(p) {
			return p
		}
	}
	return -1
}

// focusOf are the traits of the first two words with a meaning behind the negation at
// a place, light ones aside: what is said not to be so.
func (c *collection) focusOf(t *link.Telling, at int, preds predicates) bag {
	const words = 2
	if at < 0 {
		return nil
	}
	var out bag
	for i, term := range t.Terms {
		if t.At[i] < at || len(out) == words || lexicon.light[term] {
			continue
		}
		id := c.traits.of(term)
		for _, p := range preds {
			if p.start <= t.At[i] && t.At[i] < p.end {
				id = c.traits.of("!" + lexicon.classes[p.class])
			}
		}
		if !slices.Contains(out, id) {
			out.add(id)
		}
	}
	return out
}

// lighten takes the traits of light words from a denial: what it denies is the rest.
func (it *item) lighten(c *collection) {
	light := func(t int32) bool { return lexicon.light[stem(c.traits.labels[t])] }
	if rest := slices.DeleteFunc(slices.Clone(it.said), light); len(rest) > 0 {
		it.said = rest
	}
}

// absentFrom is what a negation denies that there is, where the telling says nothing else:
// "There was no siren"; -1 for nothing.
func absentFrom(t *link.Telling, focus bag) int32 {
	weighty := slices.DeleteFunc(slices.Clone(t.Terms), func(term string) bool { return lexicon.light[term] })
	if len(focus) != 1 || len(weighty) != 1 {
		return -1
	}
	return focus[0]
}

// denierOf is who denies in the report's own words: "Loess, who has denied being warned".
func denierOf(t *link.Telling, names []string) string {
	for _, e := range t.Events {
		if class, ok := lexicon.classOf[stem(firstWord(e.Lemma))]; !ok || lexicon.classes[class] != "deny" {
			continue
		}
		for _, a := range e.Agents {
			if a < len(names) && names[a] != "" {
				return names[a]
			}
		}
	}
	return ""
}
