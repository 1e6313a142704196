package claim

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A group is a cluster on its way to a claim.
type group struct {
	items    cluster
	negative bool
	opposing []carrier // tellings of other groups, or of none, that speak against it
	related  []relation
}

// A carrier is an item with its stance to a claim that is not its own.
type carrier struct {
	item   int
	stance link.Stance
	why    link.Reason
}

// A relation is how a group stands to another.
type relation struct {
	kind  string
	group int
	why   link.Reason
}

// converse is each relation as seen from the other claim.
var converse = map[string]string{"denies": "denied", "corrects": "corrected", "updates": "updated", "hardens": "hardened"}

// claims makes claims of clusters.
func (c *collection) claims(clusters []cluster, copies []link.Copy) []link.Claim {
	groups := c.joinSame(c.groups(clusters))
	c.oppose(groups)
	groups = c.joinDenials(groups)
	c.answer(groups)
	c.persist(groups)
	groups = c.joinDenials(c.joinDenied(groups))
	c.spread(groups)
	c.turn(groups)
	c.revise(groups)
	c.harden(groups, copies)
	out := make([]link.Claim, len(groups))
	link.OnAllCores(len(groups), func(i int) { out[i] = c.claim(&groups[i]) })
	for i, g := range groups {
		for _, r := range g.related {
			out[i].Relations = append(out[i].Relations, link.Relation{Kind: r.kind, Claim: out[r.group].ID, Why: []link.Reason{r.why}})
			out[r.group].Relations = append(out[r.group].Relations, link.Relation{Kind: converse[r.kind], Claim: out[i].ID, Why: []link.Reason{r.why}})
		}
	}
	reports := map[string]int{} // that carry a claim, by ID
	for _, k := range out {
		reports[k.ID] = len(k.Reports())
	}
	slices.SortFunc(out, func(a, b link.Claim) int {
		return cmp.Or(reports[b.ID]-reports[a.ID], cmp.Compare(a.ID, b.ID))
	})
	return out
}

// groups are the clusters that tell something: a figure or a short telling on its
// own does not.
func (c *collection) groups(clusters []cluster) []group {
	var out []group
	for _, k := range clusters {
		first := &c.items[k[0]]
		if len(k) == 1 && (first.figure || first.short) {
			continue
		}
		out = append(out, group{items: k, negative: first.negative})
	}
	return out
}

// joinSame makes one of groups that are, but for a few, the same tellings: those of a
// figure, and those of the clauses that hold it.
func (c *collection) joinSame(groups []group) []group {
	at := map[[2]int32][]int{} // groups by telling
	into := apartAll(len(groups))
	for g := range groups {
		mine := c.onePerTelling(groups[g].items)
		shared := map[int]int{}
		for _, i := range mine {
			k := [2]int32{c.items[i].report, c.items[i].telling}
			for _, o := range at[k] {
				shared[o]++
			}
			at[k] = append(at[k], g)
		}
		for o, n := range shared {
			union := len(mine) + len(c.onePerTelling(groups[o].items)) - n
			if groups[o].negative == groups[g].negative && n*5 >= union*4 {
				into.join(o, g)
			}
		}
	}
	return regroup(groups, into)
}

// claim is g as others see it, without its relations.
func (c *collection) claim(g *group) link.Claim {
	centre := c.centre(g.items)
	var all []carrier
	for _, i := range g.items {
		k := carrier{item: i, stance: c.stance(i)}
		if len(g.items) > 1 {
			k.why = c.likeness(i, centre)
		}
		all = append(all, k)
	}
	all = append(all, g.opposing...)
	// A telling that says both is counted once, for what it says itself.
	slices.SortStableFunc(all, func(a, b carrier) int {
		x, y := &c.items[a.item], &c.items[b.item]
		s, t := c.telling(x), c.telling(y)
		return cmp.Or(int(x.report-y.report), s.Start-t.Start, s.End-t.End, int(x.telling-y.telling))
	})
	all = slices.CompactFunc(all, func(a, b carrier) bool {
		x, y := &c.items[a.item], &c.items[b.item]
		return x.report == y.report && x.telling == y.telling
	})
	var out link.Claim
	for _, k := range all {
		it := &c.items[k.item]
		out.Carriers = append(out.Carriers, link.Carrier{
			Report: c.reports[it.report].ID, Telling: int(it.telling), Place: c.place(k.item), Stance: k.stance, Figures: c.figuresIn(it),
		})
		if k.why.Rule != "" {
			out.Carriers[len(out.Carriers)-1].Why = []link.Reason{k.why}
		}
		if out.First == "" && k.stance != link.Denies && k.stance != link.Doubts && k.stance != link.Corrects {
			out.First = c.reports[it.report].ID
		}
	}
	out.ID = idOf(out.Carriers, g.negative)
	out.Sentence = c.wording(g, centre)
	return out
}

// figuresIn are the figures of the telling that stand in the item.
func (c *collection) figuresIn(it *item) []link.Figure {
	var out []link.Figure
	t := c.telling(it)
	for _, f := range t.Figures {
		if t.Start <= f.Start && f.Start < t.End {
			out = append(out, f)
		}
	}
	return out
}

// likeness is why item i is taken to tell what the others do: what it shares with them.
func (c *collection) likeness(i int, centre bag) link.Reason {
	it := &c.items[i]
	said, _ := c.traits.common(it.said, centre)
	who, _ := c.traits.common(it.who, centre)
	shared := slices.DeleteFunc(append(slices.Clone(it.said), it.who...), func(t int32) bool { return !centre.has(t) })
	var names []string
	for _, t := range c.traits.rareOf(shared, 5) {
		names = append(names, c.traits.labels[t])
	}
	return link.Reason{Rule: "same", Text: "shares " + strings.Join(names, ", "), Weight: ratio(said+who, c.traits.mass(centre))}
}

// onePerTelling leaves out items whose telling has another in the cluster.
func (c *collection) onePerTelling(items cluster) []int {
	var out []int
	seen := map[[2]int32]bool{}
	for _, i := range items {
		at := [2]int32{c.items[i].report, c.items[i].telling}
		if !seen[at] {
			seen[at] = true
			out = append(out, i)
		}
	}
	return out
}

// place is the words of the telling of item i.
func (c *collection) place(i int) link.Place {
	it := &c.items[i]
	t := c.telling(it)
	return link.Place{Report: c.reports[it.report].ID, Start: t.Start, End: t.End, Words: t.Words}
}

// idOf is a function of the places of carriers, and of whether they deny: one clause
// may say that one thing is so and another is not.
func idOf(carriers []link.Carrier, negative bool) string {
	h := sha256.New()
	fmt.Fprintln(h, negative)
	for _, k := range carriers {
		fmt.Fprintf(h, "%s %d %d %s\n", k.Report, k.Place.Start, k.Place.End, k.Stance)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// stance is how the telling of item i stands to what it tells.
func (c *collection) stance(i int) link.Stance {
	it := &c.items[i]
	t := c.telling(it)
	switch {
	case it.revised != "":
		return link.Corrects
	case (t.Act == "ask" && !t.Quoted) || t.Act == "doubt" || t.Determinacy == "asked":
		return link.Doubts
	case t.Stance == "distancing" || t.Determinacy == "possible" || t.Act == "claim" || t.Act == "allege" || hedges(wordsOf(c.leadUp(it, t))):
		return link.Hedges
	case t.Statement != "":
		return link.Reports
	}
	return link.States
}

// leadUp is the words of a telling, with those that stand against it in its
// sentence: "It is believed | that …".
func (c *collection) leadUp(it *item, t *link.Telling) string {
	if t.Sentence < 0 || t.Sentence >= len(c.reports[it.report].Sentences) {
		return t.Words
	}
	s := c.reports[it.report].Sentences[t.Sentence]
	text := []rune(s.Text)
	from, to := t.Start-s.Start, min(t.End-s.Start, len(text))
	if from < 0 || from > to {
		return t.Words
	}
	return string(text[max(0, from-leading):to])
}

// leading is how many code points before a telling may keep a distance to it.
const leading = 24
