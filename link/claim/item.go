package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// An item is what may carry a claim.
type item struct {
	report, telling int
	start, end      int
	figure          bool  // one figure of the telling, not the whole
	said            bag   // terms, classes and figures
	who             bag   // participants and places
	classes         []int // of predicates, sorted
	kinds           []int // traits of the kinds that those belong to
	slots           []slot
	days            []day // that it is dated to
	negative        bool  // tells that something is not so
	sentence        int   // of the report, that the telling begins in
	headline        bool
	denies          bool   // is what somebody denies, not what somebody says with a negation
	focus           []int  // traits of what stands behind the negation
	refuses         bool   // speaks of what somebody else said: "no such paper", "not true"
	source          string // who says it; "" for the report
	sayer           int    // its trait; -1 for none
	pointing        bool   // speaks of something by a pronoun: "it", "such"
	background      bool
	open            bool    // leaves open that it happens: "is considering"
	revised         string  // how the figure that replaced this one stands to it: "updates", "corrects"
	fragment        bool    // is no clause: "the fall of the bridge"
	short           bool    // says too little to be compared: "denied it"
	text            []int32 // its words
	mass, whoMass   float64 // of said and who
}

// A slot is what a figure fills.
type slot struct {
	class int    // of the nearest predicate; -1 none
	unit  string // what is counted
	value float64
	id    int // of its trait
}

// add makes the items of report i.
func (c *collection) add(i int, who map[link.Member]string) {
	r := &c.reports[i]
	names := make([]string, len(r.Cast))
	for a, actor := range r.Cast {
		names[a] = nameOf(r.ID, actor, who)
	}
	for t := range r.Tellings {
		words := wordsOf(r.Tellings[t].Words)
		preds := predicatesIn(&r.Tellings[t], words)
		if whole, ok := c.whole(i, t, names, words, preds); ok {
			c.items = append(c.items, whole)
			c.items = append(c.items, c.figures(i, t, names, words, preds)...)
		}
	}
	var all bag
	for a, actor := range r.Cast {
		if names[a] != "" && actor.Kind != "outlet" {
			all.add(c.traits.of("@" + names[a]))
			c.traits.name("@"+names[a], actor.Name)
		}
	}
	all.sort()
	c.related = append(c.related, all)
	c.traits.count()
}

// nameOf is who an actor is in the collection; "" for those without a name, who may be
// anybody.
func nameOf(report string, a link.Actor, who map[link.Member]string) string {
	if id := who[link.Member{Report: report, Actor: a.ID}]; id != "" {
		return id
	}
	if a.Naming != "named" {
		return ""
	}
	return plain(a.Name)
}

func plain(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

// whole is the item of a telling; not ok where it tells nothing that could be so
// or not.
func (c *collection) whole(i, t int, names []string, words []word, preds predicates) (item, bool) {
	tell := &c.reports[i].Tellings[t]
	it := item{report: i, telling: t, start: tell.Start, end: tell.End, sentence: tell.Sentence, sayer: -1, background: tell.Background, text: c.traits.numbers(words)}
	if tell.Polarity == "negative" && tell.Act != "deny" {
		return it, false // "did not say whether": nothing is told
	}
	for k, term := range tell.Terms {
		if !preds.covers(tell.At[k]) {
			it.said.add(c.traits.of(term))
		}
	}
	for _, w := range widerOf(preds) {
		id := c.traits.of("!!" + w)
		it.said.add(id)
		it.kinds = append(it.kinds, id)
	}
	for _, p := range preds {
		if lexicon.classes[p.class] == "deny" {
			it.negative, it.denies = true, true
			it.source = denierOf(tell, names)
			continue
		}
		it.said.add(c.traits.of("!" + lexicon.classes[p.class]))
		it.classes = append(it.classes, p.class)
	}
	for _, f := range tell.Figures {
		if revisedBefore(words, f.Start-tell.Start) != "" {
			continue
		}
		s := slotOf(f, preds)
		s.id = c.traits.of(s.trait())
		it.slots = append(it.slots, s)
		it.said.add(s.id)
	}
	it.who = c.whoIn(tell, names)
	it.headline = isHeadline(&c.reports[i], tell)
	it.open = slices.ContainsFunc(it.classes, func(p int) bool { return lexicon.classes[p] == "consider" })
	it.fragment = !it.headline && !isClause(tell, words)
	it.days = c.daysOf(tell)
	it.denies = it.denies || tell.Act == "deny" && tell.Polarity != "negative"
	it.negative = it.negative || negates(tell, words, preds) != (tell.Act == "deny" && tell.Polarity != "negative")
	if it.source == "" {
		it.source = sourceOf(tell, names)
	}
	if it.source != "" {
		it.sayer = c.traits.of("@" + it.source)
	}
	it.pointing, it.refuses = points(words), refuses(words)
	if it.negative && !it.denies {
		it.focus = c.focusOf(tell, negationIn(tell, words, preds), preds)
	}
	it.finish()
	it.short = len(it.said) == 0 || len(it.said)+len(it.who) < 2 && !(it.negative && len(preds) > 0) || !it.denies && len(tell.Events) == 0 && len(preds) == 0 && len(it.said)+len(it.who) < 4
	return it, true
}

// whoIn are the people, bodies and places of a telling.
func (c *collection) whoIn(t *link.Telling, names []string) bag {
	var out bag
	for _, a := range t.Actors {
		if a < len(names) && names[a] != "" {
			out.add(c.traits.of("@" + names[a]))
		}
	}
	for _, n := range t.Names {
		out.add(c.traits.of("#" + plain(n)))
	}
	return out
}

// figures are the items of the figures of a telling that has a predicate near them.
// Shares have no item of their own: "40 percent" may be that of anything.
func (c *collection) figures(i, t int, names []string, words []word, preds predicates) []item {
	tell := &c.reports[i].Tellings[t]
	var out []item
	for _, f := range tell.Figures {
		s := slotOf(f, preds)
		if s.class < 0 || s.unit == "" || s.unit == "%" {
			continue
		}
		it := item{report: i, telling: t, sentence: tell.Sentence, sayer: -1, figure: true}
		s.id = c.traits.of(s.trait())
		it.slots = []slot{s}
		it.classes = []int{s.class}
		it.said.add(c.traits.of("!" + lexicon.classes[s.class]))
		it.said.add(s.id)
		if u := c.traits.of("u:" + s.unit); u >= 0 {
			it.said.add(u)
		}
		it.start, it.end = tell.Start, tell.End
		it.days, it.background = c.daysOf(tell), tell.Background
		it.who = c.whoIn(tell, names)
		it.headline = isHeadline(&c.reports[i], tell)
		it.open = slices.ContainsFunc(preds, func(p predicate) bool { return lexicon.classes[p.class] == "consider" })
		it.revised = revisedBefore(words, f.Start-tell.Start)
		it.source = sourceOf(tell, names)
		if it.source != "" {
			it.sayer = c.traits.of("@" + it.source)
		}
		it.finish()
		out = append(out, it)
	}
	return out
}

// isHeadline tells whether a telling stands in one.
func isHeadline(r *link.Report, t *link.Telling) bool {
	return t.Sentence >= 0 && t.Sentence < len(r.Sentences) && r.Sentences[t.Sentence].Region == "headline"
}

func (it *item) finish() {
	it.said.sort()
	it.who.sort()
	slices.Sort(it.classes)
	it.classes = slices.Compact(it.classes)
}

// sourceOf is who says a telling in the end.
func sourceOf(t *link.Telling, names []string) string {
	if len(t.Chain) == 0 {
		return ""
	}
	last := t.Chain[len(t.Chain)-1]
	if last.Actor >= 0 && last.Actor < len(names) && names[last.Actor] != "" {
		return names[last.Actor]
	}
	return plain(cmp.Or(last.Name, last.Words))
}

// focusOf are the traits of the first two words with a meaning behind the negation at
// a place: what is said not to be so.
func (c *collection) focusOf(t *link.Telling, at int, preds predicates) []int {
	const words = 2
	if at < 0 {
		return nil
	}
	var out []int
	for i, term := range t.Terms {
		if t.At[i] < at || len(out) == words {
			continue
		}
		id := c.traits.of(term)
		for _, p := range preds {
			if p.start <= t.At[i] && t.At[i] < p.end {
				id = c.traits.of("!" + lexicon.classes[p.class])
			}
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
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

// A day is a date as YYYY-MM-DD, YYYY-MM or YYYY, and its trait.
type day struct {
	date  string
	trait int
}

// daysOf are the days that a telling is dated to.
func (c *collection) daysOf(t *link.Telling) []day {
	var dates []string
	for _, v := range t.Times {
		if len(v) >= 4 && v[0] >= '0' && v[0] <= '9' {
			dates = append(dates, v)
		}
	}
	for _, e := range t.Events {
		if e.Earliest != "" && e.Earliest == e.Latest {
			dates = append(dates, e.Earliest)
		}
	}
	slices.Sort(dates)
	var out []day
	for _, d := range slices.Compact(dates) {
		out = append(out, day{d, c.traits.of("d:" + d)})
	}
	return out
}
