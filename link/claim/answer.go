package claim

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// answer finds what is denied by tellings that do not say it: "She denied it."
func (c *collection) answer(groups []group) {
	of := c.groupsOf(groups)
	answers := map[int][]int{} // by group of denials: what they answer
	denials := map[int][]int{} // by group: those that deny it
	for g := range groups {
		for _, r := range groups[g].related {
			denials[r.group] = append(denials[r.group], g)
		}
	}
	for i := range c.items {
		own := of[i]
		if !c.refers(i) || own >= 0 && len(groups[own].related) > 0 {
			continue
		}
		p := c.antecedent(groups, i, of, denials)
		if p < 0 {
			continue
		}
		why := link.Reason{Rule: "answer", Text: "a denial that points back", Evidence: []link.Place{c.place(i)}}
		groups[p].opposing = append(groups[p].opposing, carrier{i, link.Denies, why})
		if own >= 0 && len(groups[own].items) > 1 {
			answers[own] = append(answers[own], p)
			continue
		}
		for _, n := range denials[p] {
			if c.saidBy(groups[n].items, c.items[i].sayer) {
				groups[n].opposing = append(groups[n].opposing, carrier{i, c.stance(i), why})
				break
			}
		}
	}
	for g := range groups {
		if p := answers[g]; len(p) > 0 {
			slices.Sort(p)
			why := link.Reason{Rule: "answer", Text: "denials that point back to it"}
			groups[g].relate("denies", p[len(p)/2], why)
		}
	}
}

// refers tells whether item i denies something that stands before it.
func (c *collection) refers(i int) bool {
	it := &c.items[i]
	return !it.figure && it.negative && it.sayer >= 0 && (len(it.said) < 2 || it.pointing && len(it.said) <= 5)
}

// antecedent is the group that item i denies: of those before it the one that its
// source denies elsewhere, else the nearest that several reports carry, else the
// nearest.
func (c *collection) antecedent(groups []group, i int, of []int, denials map[int][]int) int {
	nearest, shared := -1, -1
	for _, b := range c.before(i) {
		p := of[b]
		if p < 0 || groups[p].negative || c.items[b].figure {
			continue
		}
		for _, n := range denials[p] {
			if c.saidBy(groups[n].items, c.items[i].sayer) {
				return p
			}
		}
		if it := &c.items[i]; !it.denies && !it.refuses {
			continue // "it never came" is an answer to anything
		}
		if nearest < 0 {
			nearest = p
		}
		if shared < 0 && c.items[groups[p].items[0]].report != c.items[groups[p].items[len(groups[p].items)-1]].report {
			shared = p
		}
	}
	if shared >= 0 {
		return shared
	}
	return nearest
}

func (c *collection) saidBy(items cluster, sayer int32) bool {
	return sayer >= 0 && slices.ContainsFunc(items, func(i int) bool { return c.items[i].sayer == sayer })
}

// persist finds what is denied by a source in words that share little with it: the source
// denies it in another report, this report tells it too, and what is negated is of it.
func (c *collection) persist(groups []group) {
	denied := map[int32][]int{} // groups by who denies them
	for g := range groups {
		for _, r := range groups[g].related {
			for _, i := range groups[g].items {
				if s := c.items[i].sayer; s >= 0 && !slices.Contains(denied[s], r.group) {
					denied[s] = append(denied[s], r.group)
				}
			}
		}
	}
	for g := range groups {
		if !groups[g].negative || len(groups[g].related) > 0 {
			continue
		}
		for _, p := range denied[c.items[groups[g].items[0]].sayer] {
			if !c.concerns(groups[g].items[0], groups[p].items) {
				continue
			}
			why := link.Reason{Rule: "denial", Text: "by a source that denies it elsewhere, in a report that tells it"}
			groups[g].relate("denies", p, why)
			for _, i := range c.onePerTelling(groups[g].items) {
				groups[p].opposing = append(groups[p].opposing, carrier{i, link.Denies, why})
			}
			break
		}
	}
}

// concerns tells whether the report of item i tells p, and p has what i negates.
func (c *collection) concerns(i int, p cluster) bool {
	it := &c.items[i]
	told, focus := false, false
	for _, j := range p {
		told = told || c.items[j].report == it.report
		focus = focus || slices.ContainsFunc(it.focus, c.items[j].said.has)
	}
	return told && focus
}

// spread makes whatever tells a denial speak against the claim that it denies, by whatever
// road its tellings were put together.
func (c *collection) spread(groups []group) {
	for g := range groups {
		for _, r := range groups[g].related {
			if r.kind != "denies" {
				continue
			}
			p := &groups[r.group]
			for _, i := range c.onePerTelling(groups[g].items) {
				if !slices.ContainsFunc(p.opposing, func(k carrier) bool { return k.item == i }) {
					p.opposing = append(p.opposing, carrier{i, link.Denies, r.why})
				}
			}
		}
	}
}

// turn takes what contradicts an earlier claim that something is not so for the denial of
// it: "No siren sounded", several say, and the owner says that one did. Where somebody
// denies in so many words, or answers what others say, there is nothing to turn.
func (c *collection) turn(groups []group) {
	for n := range groups {
		g := &groups[n]
		if !g.negative || len(g.related) != 1 || g.related[0].kind != "denies" {
			continue
		}
		p := &groups[g.related[0].group]
		answers := func(i int) bool { return c.items[i].denies || c.items[i].refuses }
		if slices.ContainsFunc(g.items, answers) || len(p.related) > 0 || !c.leads(g.items, p.items) {
			continue
		}
		why := g.related[0].why
		own := func(k carrier) bool { return slices.Contains(g.items, k.item) }
		p.opposing = slices.DeleteFunc(p.opposing, own)
		g.related = nil
		p.relate("denies", n, why)
		for _, i := range c.onePerTelling(p.items) {
			g.opposing = append(g.opposing, carrier{i, link.Denies, why})
		}
	}
}

// leads tells whether cluster x is in a report no later than the first of y, and in more
// reports.
func (c *collection) leads(x, y cluster) bool {
	return c.items[x[0]].report <= c.items[y[0]].report && c.reportsOf(x) > c.reportsOf(y)
}

// reportsOf is how many reports have items of k.
func (c *collection) reportsOf(k cluster) int {
	n, last := 0, int32(-1)
	for _, i := range k {
		if r := c.items[i].report; r != last {
			n, last = n+1, r
		}
	}
	return n
}
