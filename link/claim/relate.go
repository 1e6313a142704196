package claim

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// revise says of figures that replaced others how they stand to them.
func (c *collection) revise(groups []group) {
	of := c.groupsOf(groups)
	for i := range c.items {
		old := &c.items[i]
		if old.revised == "" || of[i] < 0 {
			continue
		}
		for _, j := range c.siblings(i) {
			it := &c.items[j]
			if !it.figure || it.revised != "" || of[j] < 0 || of[j] == of[i] {
				continue
			}
			if _, other := slots(it, old); other {
				why := link.Reason{Rule: "figure", Text: "a new figure with the old one beside it", Evidence: []link.Place{c.place(i)}}
				groups[of[j]].relate(old.revised, of[i], why)
			}
		}
	}
}

// siblings are the items of the telling of item i.
func (c *collection) siblings(i int) []int {
	same := func(j int) bool {
		return j >= 0 && j < len(c.items) && c.items[j].report == c.items[i].report && c.items[j].telling == c.items[i].telling
	}
	first := i
	for same(first - 1) {
		first--
	}
	var out []int
	for ; same(first); first++ {
		out = append(out, first)
	}
	return out
}

// relate adds a relation, or another reason for it.
func (g *group) relate(kind string, to int, why link.Reason) {
	if !slices.ContainsFunc(g.related, func(r relation) bool { return r.kind == kind && r.group == to }) {
		g.related = append(g.related, relation{kind, to, why})
	}
}

// near is the affinity from which a claim may be a hardened form of another.
const near = -2.5

// harden finds claims that say more than another about the same: "fired" after
// "suspended", "will" after "may". A claim that several reports carry is held against
// those that share its participants and another trait.
func (c *collection) harden(groups []group, copies []link.Copy) {
	index := c.index(groups)
	rewritten := rewrites(copies)
	gists := make([]gist, len(groups))
	link.OnAllCores(len(groups), func(g int) { gists[g] = c.gist(groups[g].items) })
	link.OnAllCores(len(groups), func(g int) {
		if groups[g].negative {
			return
		}
		best, score := -1, near
		for _, w := range c.alike(groups, g, index) {
			if !gists[w].softer(gists[g]) || !c.mayFollow(groups[w].items, groups[g].items, rewritten) {
				continue
			}
			if s, shared := c.alikeness(groups[g].items, groups[w].items); shared && s > score {
				best, score = w, s
			}
		}
		if best >= 0 {
			groups[g].relate("hardens", best, link.Reason{Rule: "harder", Text: "says more of the same than an earlier claim does", Weight: score})
		}
	})
}

// alikeness is the average affinity of two clusters, and whether some of their items
// share a participant.
func (c *collection) alikeness(x, y cluster) (score float64, who bool) {
	x, y = x.sample(), y.sample()
	for _, i := range x {
		a := &c.items[i]
		for _, j := range y {
			b := &c.items[j]
			score += c.affinity(a, b) / float64(len(x)*len(y))
			who = who || a.who.meets(b.who) > 0
		}
	}
	return score, who
}

// alike are the groups that share a rare trait with group g.
func (c *collection) alike(groups []group, g int, index map[int32][]int) []int {
	var out []int
	for _, i := range groups[g].items {
		for _, t := range append(c.traits.rareOf(c.items[i].said, rarest), c.traits.rareOf(c.items[i].who, rarest)...) {
			if at := index[t]; len(at) <= tooCommon {
				out = append(out, at...)
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(o int) bool { return o == g || groups[o].negative })
}

// A gist is the classes of more than half of the items of a group, and whether those
// leave open that it happens.
type gist struct {
	classes []int32
	open    bool
}

func (c *collection) gist(items cluster) gist {
	var all []int32
	open := 0
	for _, i := range items {
		all = append(all, c.items[i].classes...)
		open += int(truth(c.items[i].open))
	}
	slices.Sort(all)
	var g gist
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to] == all[from] {
			to++
		}
		if 2*(to-from) > len(items) {
			g.classes = append(g.classes, all[from])
		}
		from = to
	}
	g.open = 2*open > len(items)
	return g
}

// softer tells whether g says less than o of the same.
func (g gist) softer(o gist) bool {
	has := slices.Contains[[]int32, int32]
	if g.open && !o.open && slices.ContainsFunc(g.classes, func(x int32) bool { return has(o.classes, x) }) {
		return true
	}
	return slices.ContainsFunc(lexicon.harder, func(h [2]int32) bool {
		return has(g.classes, h[0]) && !has(o.classes, h[0]) && has(o.classes, h[1]) && !has(g.classes, h[1])
	})
}

// mayFollow tells whether the first report of g is not before that of w, and on the
// same people: it rewrites a report of w's, or is dated to the same day.
func (c *collection) mayFollow(w, g cluster, rewritten map[[2]string]bool) bool {
	first := c.items[g[0]].report
	if first < c.items[w[0]].report {
		return false
	}
	for _, i := range w {
		if rewritten[[2]string{c.reports[c.items[i].report].ID, c.reports[first].ID}] {
			return true
		}
		if same, _ := c.days(c.items[i].days, c.items[g[0]].days); same > 0 {
			return true
		}
	}
	return false
}

// rewrites are the pairs of reports, from and to, of which one reuses the other.
func rewrites(copies []link.Copy) map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, k := range copies {
		out[[2]string{k.From, k.To}] = true
	}
	return out
}
