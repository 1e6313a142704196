package identity

import (
	"cmp"
	"slices"
)

// A pool is groups that others may join, by the handles of their names.
type pool struct {
	full  map[string]*bearers
	short map[string]*bearers
	order map[*group]int
	names map[*group]int // how many of its names have been added
}

func newPool() *pool {
	return &pool{map[string]*bearers{}, map[string]*bearers{}, map[*group]int{}, map[*group]int{}}
}

// add puts a group in the pool, or its new names where it is there. What is new of it
// stands in a report.
func (p *pool) add(g *group, report int) {
	if _, ok := p.order[g]; !ok {
		p.order[g] = len(p.order)
	}
	for _, n := range g.names[p.names[g]:] {
		for _, h := range n.fullHandles {
			put(p.full, h, bearer{report, g})
		}
		for _, h := range n.shortHandles {
			put(p.short, h, bearer{report, g})
		}
	}
	p.names[g] = len(g.names)
}

// meet notes that a group of the pool is met in a report by these names. It matters to
// crowds alone.
func (p *pool) meet(g *group, names []name, report int) {
	for _, n := range names {
		for _, h := range n.fullHandles {
			if b := p.full[h]; b.beyond(farCrowd) {
				b.add(bearer{report, g})
			}
		}
		for _, h := range n.shortHandles {
			if b := p.short[h]; b.beyond(crowd) {
				b.add(bearer{report, g})
			}
		}
	}
}

// candidates are the groups that share a handle with g, in the order in which
// they came.
func (p *pool) candidates(g *group) []*group {
	var out []*group
	add := func(found []*group) {
		for _, h := range found {
			if h = h.now(); h != g && !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	for _, n := range g.names {
		for _, h := range n.fullHandles {
			add(p.full[h].near(g.reports[0], farCrowd))
		}
		if n.letters != "" && n.letters != n.key {
			add(p.short[n.letters].near(g.reports[0], crowd))
		}
		add(p.short[n.key].near(g.reports[0], crowd))
		if n.full() && !n.person {
			for _, h := range n.shortHandles {
				add(p.full["="+h].near(g.reports[0], farCrowd))
			}
		}
	}
	slices.SortFunc(out, func(a, b *group) int { return p.order[a] - p.order[b] })
	return out
}

// The number of groups of one short handle, and of one that tells more, from which on
// only those are looked at that are met nearest in time.
const (
	crowd    = 64
	farCrowd = 256
)

// A bearer is a group that is met in a report by a name with a handle.
type bearer struct {
	report int
	*group
}

// bearers are those of one handle, in runs in which reports do not go back: groups are
// added by rank, and those of a rank in the order of time.
type bearers struct {
	runs [][]bearer
	n    int
}

func put(in map[string]*bearers, handle string, g bearer) {
	b := in[handle]
	if b == nil {
		b = &bearers{}
		in[handle] = b
	}
	b.add(g)
}

func (b *bearers) add(g bearer) {
	b.n++
	if last := len(b.runs) - 1; last >= 0 {
		run := b.runs[last]
		if before := run[len(run)-1].report; before <= g.report {
			b.runs[last] = append(run, g)
			return
		}
	}
	b.runs = append(b.runs, []bearer{g})
}

func (b *bearers) beyond(most int) bool { return b != nil && b.n > most }

// near are all of b, or of a crowd so many groups that are met nearest to a report.
func (b *bearers) near(report, most int) []*group {
	if b == nil {
		return nil
	}
	var out []*group
	if b.n <= most {
		for _, run := range b.runs {
			for _, g := range run {
				out = append(out, g.group)
			}
		}
		return out
	}
	const looks = 4 // at each group
	ends := b.ends(report)
	for range looks * most {
		e := nearest(ends, report)
		if e == nil || len(out) == most {
			break
		}
		if g := e.next(); !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// An end is where a run is looked at next, going back or on.
type end struct {
	run  []bearer // what is left of it
	back bool
}

func (b *bearers) ends(report int) []end {
	var out []end
	for _, run := range b.runs {
		i, _ := slices.BinarySearchFunc(run, report, func(g bearer, r int) int { return cmp.Compare(g.report, r) })
		out = append(out, end{run[:i], true}, end{run[i:], false})
	}
	return out
}

// nearest is the end whose next bearer is nearest to a report; nil where none is left.
func nearest(ends []end, report int) *end {
	var best *end
	least := 0
	for i := range ends {
		if e := &ends[i]; len(e.run) > 0 {
			if away := abs(e.peek().report - report); best == nil || away < least {
				best, least = e, away
			}
		}
	}
	return best
}

func (e *end) peek() bearer {
	if e.back {
		return e.run[len(e.run)-1]
	}
	return e.run[0]
}

// next is the group that is met next.
func (e *end) next() *group {
	g := e.peek().now()
	if e.back {
		e.run = e.run[:len(e.run)-1]
	} else {
		e.run = e.run[1:]
	}
	return g
}

func abs(n int) int { return max(n, -n) }
