package claim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A slot is what a figure fills.
type slot struct {
	class int32 // of the nearest predicate; -1 none
	id    int32 // of its trait
	value float64
	unit  string // what is counted
}

// figures are the items of the figures of a telling that has a predicate near them.
// Shares have no item of their own: "40 percent" may be that of anything.
func (c *collection) figures(i, t int, names []string, words []word, preds predicates) []item {
	tell := &c.reports[i].Tellings[t]
	var out []item
	for _, f := range tell.Figures {
		s := slotOf(f, preds)
		if s.class < 0 || s.unit == "" || s.unit == "%" || isVague(f) || isPair(f, s, words[:wordsBefore(words, f.Start-tell.Start)]) {
			continue
		}
		it := item{report: int32(i), telling: int32(t), absent: -1, figure: true}
		s.id = c.traits.of(s.trait())
		it.slots = []slot{s}
		it.classes = []int32{s.class}
		it.deeds = bag{c.traits.of("!" + lexicon.classes[s.class])}
		it.said.add(it.deeds[0])
		it.said.add(s.id)
		if u := c.traits.of("u:" + s.unit); u >= 0 {
			it.said.add(u)
		}
		it.days, it.background = c.daysOf(tell), tell.Background
		it.who = c.whoIn(tell, names)
		it.headline = isHeadline(&c.reports[i], tell)
		it.open = isOpen(tell, preds, !isClause(tell, words))
		it.revised = revisedBefore(words, f.Start-tell.Start)
		it.sayer = c.sayer(sourceOf(tell, names))
		it.finish()
		out = append(out, it)
	}
	return out
}

// isVague tells whether f is a number that nobody counted: "millions of dollars".
func isVague(f link.Figure) bool {
	return slices.ContainsFunc(strings.Fields(f.Words), func(w string) bool { return lexicon.vague[strings.ToLower(w)] })
}

// isPair tells whether f, after the words before it, stands for those that the reader
// knows: "the two men". What a predicate counts is news all the same: "killed the two men".
func isPair(f link.Figure, s slot, before []word) bool {
	const small = 10
	if f.Value >= small || lexicon.assumed[lexicon.classes[s.class]] == s.unit {
		return false
	}
	return len(before) > 0 && lexicon.known[before[len(before)-1].lower]
}

// wordsBefore is how many of words end before a place.
func wordsBefore(words []word, at int) int {
	n := 0
	for n < len(words) && words[n].end <= at {
		n++
	}
	return n
}

// slotOf is what f fills: the predicate nearest to it, of those that count its unit
// where there is one.
func slotOf(f link.Figure, preds predicates) slot {
	s := slot{class: -1, unit: unitOf(f), value: f.Value}
	counting := slices.DeleteFunc(slices.Clone(preds), func(p predicate) bool {
		unit := lexicon.assumed[lexicon.classes[p.class]]
		return unit == "" || s.unit != "" && unit != s.unit
	})
	if p := counting.nearest(f.Start); p != nil {
		s.class, s.unit = p.class, lexicon.assumed[lexicon.classes[p.class]]
	} else if p := preds.nearest(f.Start); p != nil {
		s.class = p.class
	}
	return s
}

func (s slot) trait() string { return fmt.Sprintf("%g %s", s.value, s.unit) }

// same tells whether two figures fill the same slot with the same value, and
// whether they fill it with different ones. A share, or a number of nothing, says too
// little: "40 percent" may be that of anything.
func (s slot) same(o slot) (same, other bool) {
	if s.unit != o.unit || s.unit == "%" || s.unit == "" {
		return false, false
	}
	if s.value == o.value {
		return true, false
	}
	return false, s.class == o.class && s.class >= 0
}
