package claim

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// An item is what may carry a claim. A report has some forty: what the telling says is
// read there, and lists are of small numbers.
type item struct {
	report, telling int32 // indices
	sayer           int32 // the trait of who says it; -1 for the report
	absent          int32 // the trait of what it says there is none of, and says no more; -1 for none

	said    bag     // terms, classes and figures
	who     bag     // participants and places
	places  bag     // of the latter
	kinds   bag     // that the classes belong to
	deeds   bag     // what happens: the class of a predicate, or the lemma of an event; "be" for a clause without either
	focus   bag     // what stands behind the negation, in order
	days    bag     // that it is dated to
	classes []int32 // of predicates, sorted
	slots   []slot
	text    []int32 // its words

	figure     bool // one figure of the telling, not the whole
	negative   bool // tells that something is not so
	headline   bool
	denies     bool // is what somebody denies, not what somebody says with a negation
	refuses    bool // speaks of what somebody else said: "no such paper", "not true"
	pointing   bool // speaks of something by a pronoun: "it", "such"
	background bool
	open       bool   // leaves open that it happens: "is considering"
	fragment   bool   // is no clause: "the fall of the bridge"
	short      bool   // says too little to be compared: "denied it"
	revised    string // how the figure that replaced this one stands to it: "updates", "corrects"

	mass, whoMass float64 // of said and who
}

// telling is that of an item.
func (c *collection) telling(it *item) *link.Telling {
	return &c.reports[it.report].Tellings[it.telling]
}

// add makes the items of report i, whose tellings have been read.
func (c *collection) add(i int, who map[link.Member]string, read []reading) {
	r := &c.reports[i]
	names := make([]string, len(r.Cast))
	for a, actor := range r.Cast {
		names[a] = nameOf(r.ID, actor, who)
	}
	for t := range r.Tellings {
		words, preds := read[t].words, read[t].preds
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
	it := item{report: int32(i), telling: int32(t), sayer: -1, absent: -1, background: tell.Background, text: c.traits.numbers(words)}
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
		it.kinds.add(id)
	}
	source := ""
	for _, p := range preds {
		if lexicon.classes[p.class] == "deny" {
			it.negative, it.denies = true, true
			source = denierOf(tell, names)
			continue
		}
		it.said.add(c.traits.of("!" + lexicon.classes[p.class]))
		it.classes = append(it.classes, p.class)
	}
	for _, f := range tell.Figures {
		if revisedBefore(words, f.Start-tell.Start) != "" || isVague(f) {
			continue
		}
		s := slotOf(f, preds)
		s.id = c.traits.of(s.trait())
		it.slots = append(it.slots, s)
		it.said.add(s.id)
	}
	it.who = c.whoIn(tell, names)
	it.places = c.placesIn(i, tell, names)
	it.headline = isHeadline(&c.reports[i], tell)
	it.fragment = !isClause(tell, words) && (!it.headline || len(tell.Terms) < heading)
	it.open = isOpen(tell, preds, it.fragment)
	it.deeds = c.deedsOf(tell, preds, it.fragment)
	if class, deed := actOf(tell); it.fragment && deed != "" {
		it.fragment = false
		it.said.add(c.traits.of(deed))
		it.deeds = bag{c.traits.of(deed)}
		if class >= 0 {
			it.classes = append(it.classes, class)
		}
	}
	it.days = c.daysOf(tell)
	it.denies = it.denies || tell.Act == "deny" && tell.Polarity != "negative"
	it.negative = it.negative || negates(tell, words, preds) != (tell.Act == "deny" && tell.Polarity != "negative")
	it.sayer = c.sayer(cmp.Or(source, sourceOf(tell, names)))
	it.pointing, it.refuses = points(words), refuses(words)
	if it.negative {
		it.lighten(c)
	}
	if it.negative && !it.denies {
		it.focus = c.focusOf(tell, negationIn(tell, words, preds), preds)
		it.absent = absentFrom(tell, it.focus)
	}
	it.finish()
	it.short = it.tooShort(len(preds) > 0, len(tell.Events) > 0)
	return it, true
}

// sayer is the trait of who says something; -1 where nobody does.
func (c *collection) sayer(source string) int32 {
	if source == "" {
		return -1
	}
	return c.traits.of("@" + source)
}

// tooShort tells whether an item says too little to be compared.
func (it *item) tooShort(predicates, events bool) bool {
	n := len(it.said) + len(it.who)
	switch {
	case len(it.said) == 0:
		return true
	case n < 2 && !(it.negative && (predicates || it.absent >= 0)):
		return true
	case n < 3 && it.fragment && !it.negative:
		return true
	}
	return n < 4 && !it.denies && it.absent < 0 && !events && !predicates
}

// isOpen tells whether a telling leaves open that it happens: somebody considers it, in it
// or in what introduces it: "They are thinking about | selling the bridge".
func isOpen(t *link.Telling, preds predicates, fragment bool) bool {
	const open = "consider"
	if slices.ContainsFunc(preds, func(p predicate) bool { return lexicon.classes[p.class] == open }) {
		return true
	}
	if class, ok := lexicon.classOf[stem(t.CueLemma)]; ok && lexicon.classes[class] == open {
		return true
	}
	return fragment && slices.ContainsFunc(lexicon.phrases[t.CueLemma], func(p phrase) bool { return lexicon.classes[p.class] == open })
}

// heading is how many words with a meaning make a headline a clause that leaves its verb
// out: "Nine dead as silo explodes" and not "Exit polls".
const heading = 3

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

// placesIn are the places of a telling of report i, and whatever else has a name and is
// not of the cast. A town or a state may be both.
func (c *collection) placesIn(i int, t *link.Telling, names []string) bag {
	var out bag
	for _, n := range t.Names {
		out.add(c.traits.of("#" + plain(n)))
	}
	for _, a := range t.Actors {
		if a < len(names) && names[a] != "" && c.reports[i].Cast[a].Place {
			out.add(c.traits.of("@" + names[a]))
		}
	}
	out.sort()
	return out
}

// isHeadline tells whether a telling stands in one.
func isHeadline(r *link.Report, t *link.Telling) bool {
	return t.Sentence >= 0 && t.Sentence < len(r.Sentences) && r.Sentences[t.Sentence].Region == "headline"
}

func (it *item) finish() {
	it.said.sort()
	it.who.sort()
	it.kinds.sort()
	slices.Sort(it.classes)
	it.classes, it.slots = slices.Clip(slices.Compact(it.classes)), slices.Clip(it.slots)
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

// dated is before the date in the trait of a day.
const dated = "d:"

// date is that of the trait of a day: YYYY-MM-DD, YYYY-MM or YYYY.
func (v *vocabulary) date(day int32) string { return v.labels[day][len(dated):] }

// daysOf are the days that a telling is dated to.
func (c *collection) daysOf(t *link.Telling) bag {
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
	var out bag
	for _, d := range slices.Compact(dates) {
		out.add(c.traits.of(dated + d))
	}
	out.sort()
	return out
}
