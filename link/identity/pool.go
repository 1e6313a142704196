package identity

import "slices"

// A pool is groups that others may join, by the handles of their names.
type pool struct {
	full  map[string][]*group
	short map[string][]*group
	order map[*group]int
	names map[*group]int // how many of its names have been added
}

func newPool() *pool {
	return &pool{map[string][]*group{}, map[string][]*group{}, map[*group]int{}, map[*group]int{}}
}

// add puts a group in the pool, or its new names where it is there.
func (p *pool) add(g *group) {
	if _, ok := p.order[g]; !ok {
		p.order[g] = len(p.order)
	}
	for _, n := range g.names[p.names[g]:] {
		for _, h := range n.fullHandles {
			p.full[h] = append(p.full[h], g)
		}
		for _, h := range n.shortHandles {
			p.short[h] = append(p.short[h], g)
		}
	}
	p.names[g] = len(g.names)
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
			add(p.full[h])
		}
		if n.letters != "" && n.letters != n.key {
			add(p.few(n.letters, g))
		}
		add(p.few(n.key, g))
		if n.full() && !n.person {
			for _, h := range n.shortHandles {
				add(p.full["="+h])
			}
		}
	}
	slices.SortFunc(out, func(a, b *group) int { return p.order[a] - p.order[b] })
	return out
}

// crowd is the number of groups of one short handle from which on only those
// nearest in time are looked at.
const crowd = 64

// few are the groups with a short handle; of a crowd, those with a report
// nearest to g's.
func (p *pool) few(handle string, g *group) []*group {
	found := p.short[handle]
	if len(found) <= crowd {
		return found
	}
	distance := func(h *group) int {
		d := h.now().near(g.reports[0], 2)
		return min(abs(d[0]-g.reports[0]), abs(d[len(d)-1]-g.reports[0]))
	}
	type far struct {
		*group
		by int
	}
	all := make([]far, len(found))
	for i, h := range found {
		all[i] = far{h, distance(h)}
	}
	slices.SortStableFunc(all, func(a, b far) int { return a.by - b.by })
	out := make([]*group, crowd)
	for i := range out {
		out[i] = all[i].group
	}
	return out
}

func abs(n int) int { return max(n, -n) }
