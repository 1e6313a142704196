package claim

import (
	"math"
	"slices"

	"github.com/saysonews/sayso/link"
)

const (
	// denial is the score from which one group is taken to deny another.
	denial = -2.0
	// concerned is what it adds that who denies takes part in what is denied.
	concerned = 1.5
	// answered is what it adds where all denials follow what is denied.
	answered = 3.0
	// carried is what it adds, by the logarithm of its tellings, that many tell what is
	// denied.
	carried = 0.6
	// reach is how many sentences before a denial what it denies may stand.
	reach = 2
	// farther is how many where the denial says nothing of it: "She denies it."
	farther = 3
)

// oppose finds for each group of denials the group that it denies.
func (c *collection) oppose(groups []group) {
	of := c.groupsOf(groups)
	index := c.index(groups)
	denied, scores := make([]int, len(groups)), make([]float64, len(groups))
	link.OnAllCores(len(groups), func(i int) {
		denied[i], scores[i] = -1, denial
		if !groups[i].negative {
			return
		}
		follows := c.follows(groups[i].items, of)
		for _, p := range c.deniable(groups, i, index, of) {
			if s := c.opposition(groups[i].items, groups[p].items, follows[p]) + carried*math.Log(float64(len(groups[p].items))); s > scores[i] {
				denied[i], scores[i] = p, s
			}
		}
	})
	for i := range groups {
		best, score := denied[i], scores[i]
		if best < 0 {
			continue
		}
		why := link.Reason{Rule: "denial", Text: "the same, with a negation, or as the content of a denial", Weight: score}
		groups[i].related = append(groups[i].related, relation{"denies", best, why})
		for _, item := range c.onePerTelling(groups[i].items) {
			groups[best].opposing = append(groups[best].opposing, carrier{item, link.Denies, why})
		}
	}
}

// joinDenials makes one of denials by one source of one claim, whatever their words.
func (c *collection) joinDenials(groups []group) []group {
	into := apartAll(len(groups))
	first := map[[2]int]int{} // by denied group and sayer
	for g := range groups {
		if !groups[g].negative || len(groups[g].related) == 0 {
			continue
		}
		for _, i := range groups[g].items {
			if c.items[i].sayer < 0 {
				continue
			}
			key := [2]int{groups[g].related[0].group, int(c.items[i].sayer)}
			if f, ok := first[key]; ok {
				into.join(f, g)
			} else {
				first[key] = g
			}
		}
	}
	return regroup(groups, into)
}

// joinDenied makes one of claims that one source keeps denying and that are nearly
// alike: what is denied again and again is more likely to be one thing. Whoever denies
// this and that once, as a president does, ties nothing together.
func (c *collection) joinDenied(groups []group) []group {
	const many = 12 // claims of one source that are held against each other
	into := apartAll(len(groups))
	denied := map[int32][]int{} // by sayer
	for g := range groups {
		for _, by := range c.deniers(&groups[g]) {
			at := denied[by]
			for _, other := range at[max(0, len(at)-many):] {
				if x, y := groups[other].items, groups[g].items; c.between(x, y)-twice/2*c.apart(x, y) >= join-denier {
					into.join(other, g)
				}
			}
			denied[by] = append(at, g)
		}
	}
	return regroup(groups, into)
}

// deniers are the sources that deny g in two reports, and in one for every four of its
// tellings.
func (c *collection) deniers(g *group) []int32 {
	reports := map[[2]int32]bool{}
	var all, out []int32
	for _, o := range g.opposing {
		it := &c.items[o.item]
		if key := [2]int32{it.sayer, it.report}; it.sayer >= 0 && !reports[key] {
			reports[key] = true
			all = append(all, it.sayer)
		}
	}
	slices.Sort(all)
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to] == all[from] {
			to++
		}
		if n := to - from; n >= 2 && 4*n >= len(g.items) {
			out = append(out, all[from])
		}
		from = to
	}
	return out
}

// denier is how much less alike two claims have to be that one source denies.
const denier = 1.4

// A forest says what each group becomes part of: itself, or one before it.
type forest []int

func apartAll(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) root(g int) int {
	for f[g] != g {
		g = f[g]
	}
	return g
}

func (f forest) join(a, b int) {
	x, y := f.root(a), f.root(b)
	f[max(x, y)] = min(x, y)
}

// regroup puts groups together.
func regroup(groups []group, into forest) []group {
	place := make([]int, len(groups))
	var out []group
	for g := range groups {
		r := into.root(g)
		if r == g {
			place[g] = len(out)
			out = append(out, groups[g])
			continue
		}
		place[g] = place[r]
		o := &out[place[r]]
		o.items = append(slices.Clone(o.items), groups[g].items...)
		slices.Sort(o.items)
		o.opposing = append(slices.Clone(o.opposing), groups[g].opposing...)
		o.related = append(slices.Clone(o.related), groups[g].related...)
	}
	for g := range out {
		related := out[g].related
		out[g].related = nil
		for _, r := range related {
			if to := place[r.group]; to != g {
				out[g].relate(r.kind, to, r.why)
			}
		}
	}
	return out
}

// groupsOf are the groups of items; -1 for none.
func (c *collection) groupsOf(groups []group) []int {
	of := slices.Repeat([]int{-1}, len(c.items))
	for g := range groups {
		for _, i := range groups[g].items {
			of[i] = g
		}
	}
	return of
}

// index are the groups that state something, by the rare traits of their items.
func (c *collection) index(groups []group) map[int32][]int {
	out := map[int32][]int{}
	for g := range groups {
		if groups[g].negative {
			continue
		}
		for _, i := range groups[g].items {
			for _, t := range c.traits.rareOf(c.items[i].said, rarest) {
				if at := out[t]; len(at) == 0 || at[len(at)-1] != g {
					out[t] = append(at, g)
				}
			}
		}
	}
	return out
}

// common is how many groups may show a trait that is still looked for.
const tooCommon = 200

// deniable are the groups that group n may deny: they share rare traits with it, or
// stand before it in a report.
func (c *collection) deniable(groups []group, n int, index map[int32][]int, of []int) []int {
	var out []int
	for _, i := range groups[n].items {
		for _, t := range c.traits.rareOf(c.items[i].said, rarest) {
			if at := index[t]; len(at) <= tooCommon {
				out = append(out, at...)
			}
		}
		for _, p := range c.before(i) {
			if g := of[p]; g >= 0 && !groups[g].negative {
				out = append(out, g)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// opposition is how far denials speak of what group p says; follows is the share of
// them that stand after it in their report. A source does not deny what it says
// itself, and a denial says little that is not in what it denies: where either is
// otherwise, two things were only said side by side.
func (c *collection) opposition(denials, p cluster, follows float64) float64 {
	sum, who, itself, cover, focus, n := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for _, i := range denials.sample() {
		a := &c.items[i]
		for _, j := range p.sample() {
			b := &c.items[j]
			n++
			sum += c.affinity(a, b) - c.doubted(a, b)
			shared, _ := c.traits.common(a.said, b.said)
			if a.denies || a.said.meets(b.said) > 1 || sharesClass(a, b) || c.rarelyAbsent(a) && b.said.has(a.absent) {
				cover += ratio(shared, a.mass)
			}
			focus += truth(a.denies || slices.ContainsFunc(a.focus, b.said.has))
			who += truth(a.sayer >= 0 && b.who.has(a.sayer))
			itself += truth(a.sayer >= 0 && a.sayer == b.sayer)
		}
	}
	if itself/n > selfish || focus/n < selfish || cover == 0 || cover/n < least*(1-follows) {
		return never
	}
	return sum/n + concerned*who/n + answered*follows
}

const (
	// selfish is the share of pairs with one source above which there is no denial, and
	// that of pairs in which the claim has what the denial negates below which there is
	// none.
	selfish = 0.3
	// least is how much of a denial has to stand in what it denies where it stands alone.
	least = 0.4
)

// follows is, for each group with an item that denials stand after, the share of their
// reports in which one does.
func (c *collection) follows(denials cluster, of []int) map[int]float64 {
	out := map[int]float64{}
	n := 0.0
	for from := 0; from < len(denials); {
		report := c.items[denials[from]].report
		after := map[int]bool{}
		for ; from < len(denials) && c.items[denials[from]].report == report; from++ {
			for _, b := range c.before(denials[from]) {
				after[of[b]] = true
			}
		}
		for p := range after {
			out[p]++
		}
		n++
	}
	for p := range out {
		out[p] /= n
	}
	return out
}

// before are the items that stand in the sentence of item i before it, or in the
// sentences before that, nearest first; those by its own source aside.
func (c *collection) before(i int) []int {
	it := &c.items[i]
	var out []int
	for j := i - 1; j >= 0 && c.items[j].report == it.report; j-- {
		o := &c.items[j]
		if away := c.telling(it).Sentence - c.telling(o).Sentence; away > reach && !(away <= farther && it.denies && len(it.said) == 0) {
			break
		}
		if o.telling != it.telling && o.sayer != it.sayer {
			out = append(out, j)
		}
	}
	return out
}
