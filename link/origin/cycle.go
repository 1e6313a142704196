package origin

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// A citation is a link of a chain that is an outlet with a report that carries the
// claim.
type citation struct {
	source   source
	report   int
	vague    bool // the outlet is not named
	credited bool // words of credit stand beside its name
	later    bool // the report came after: what is cited is not in the collection, or they cite each other
}

// cite finds which reports the chains cite, and the rings among them: of citations
// and of copies that say whose they are, for only who names the other closes a ring.
func (t *tracer) cite() {
	next := map[int][]int{}
	edge := func(from, to int) {
		if !slices.Contains(next[from], to) {
			next[from] = append(next[from], to)
		}
	}
	for _, n := range t.nodes {
		for i := range n.links {
			c, ok := t.citation(n, &n.links[i])
			if !ok {
				continue
			}
			n.cites = append(n.cites, c)
		}
		if len(n.links) == 0 {
			n.cites = append(n.cites, t.mentioned(n)...)
		}
		for _, c := range n.cites {
			edge(n.report, c.report)
		}
	}
	for r := range t.by {
		for _, c := range t.copies[t.reports[r].ID] {
			if from := t.at[c.From]; c.Credited && from < r && len(t.by[from]) > 0 {
				edge(r, from)
			}
		}
	}
	for r := range next {
		slices.Sort(next[r])
	}
	t.rings = map[int][]int{}
	for _, ring := range rings(next) {
		var ids []string
		for _, r := range ring {
			t.rings[r] = ring
			ids = append(ids, t.reports[r].ID)
		}
		t.claim.Cycles = append(t.claim.Cycles, ids)
	}
}

// citation is the report that l points to.
func (t *tracer) citation(n *node, l *source) (citation, bool) {
	ids := t.outletsOf(n, *l)
	if len(ids) > 0 {
		l.kind = "outlet"
	}
	if len(ids) > 1 {
		l.open = ids
	}
	if len(ids) == 1 {
		if c, ok := t.reportOf(n, ids[0]); ok {
			c.source = *l
			return c, true
		}
	}
	if len(ids) > 0 || l.kind != "outlet" || l.name != "" {
		return citation{}, false
	}
	if r := t.vaguely(n, *l); r >= 0 {
		return citation{source: *l, report: r, vague: true}, true
	}
	return citation{}, false
}

// reportOf is the report of an outlet that n may have the claim from: the first one
// before n that carries it, or else the first after.
func (t *tracer) reportOf(n *node, outlet int) (citation, bool) {
	if r := t.carried(n.report, outlet); r >= 0 {
		return citation{report: r}, true
	}
	if later := find(t.of[outlet], func(o *node) bool { return o.report > n.report }); later != nil {
		return citation{report: later.report, later: true}, true
	}
	return citation{}, false
}

// mentioned is the reports of outlets that the sentence of a voice names: "…, the
// Mill Gazette is reporting on its website".
func (t *tracer) mentioned(n *node) []citation {
	r := t.reports[n.report]
	s := n.telling.Sentence
	if s < 0 || s >= len(r.Sentences) || len(t.of) < 2 {
		return nil
	}
	var out []citation
	for _, m := range t.outlets.named(r.Sentences[s].Text) {
		if m.outlet == t.outlet[n.report] {
			continue
		}
		if c, ok := t.reportOf(n, m.outlet); ok && (m.credited || !c.later) {
			c.source = source{Source: link.Source{Actor: -1, Name: m.words, Words: m.words, Naming: "outlet"}, kind: "outlet", name: m.words}
			c.credited = m.credited
			out = append(out, c)
		}
	}
	return out
}

// outletsOf is the outlets that l may be.
func (t *tracer) outletsOf(n *node, l source) []int {
	if l.kind == "document" || l.Actor >= 0 && l.kind == "person" {
		return nil
	}
	others := func(ids []int) []int {
		return slices.DeleteFunc(slices.Clone(ids), func(id int) bool { return id == t.outlet[n.report] })
	}
	if ids := others(t.outlets.find(l.Words)); len(ids) > 0 {
		return ids
	}
	for _, m := range t.outlets.named(l.Words) {
		if m.outlet != t.outlet[n.report] && l.kind == "outlet" {
			return []int{m.outlet} // "the news site Ostby Now"
		}
	}
	return others(t.outlets.find(l.name))
}

// vaguely is the first report before n of another outlet that l may mean: one with
// a word of l in its name ("the evening newspaper") before any other; -1 for none.
func (t *tracer) vaguely(n *node, l source) int {
	words := content(l.Words)
	first := -1
	for _, id := range t.order {
		r := t.of[id][0].report
		if r >= n.report || id == t.outlet[n.report] {
			continue
		}
		if slices.ContainsFunc(t.outlets.names[id], func(w string) bool { return slices.Contains(words, w) }) {
			return r
		}
		if first < 0 {
			first = r
		}
	}
	return first
}

// rings are the rings of a graph, each once, from its lowest member on along the
// edges. Two that share a member are one group, of which one ring is given.
func rings(next map[int][]int) [][]int {
	var out [][]int
	for _, group := range components(next) {
		if len(group) < 2 {
			continue
		}
		out = append(out, walk(next, group))
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// walk follows edges within a group from its lowest member until it is back there,
// by the shortest way.
func walk(next map[int][]int, group []int) []int {
	start := slices.Min(group)
	from := map[int]int{}
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		for _, to := range next[queue[0]] {
			if to == start {
				ring := []int{queue[0]}
				for ring[0] != start {
					ring = slices.Insert(ring, 0, from[ring[0]])
				}
				return ring
			}
			if _, seen := from[to]; !seen && slices.Contains(group, to) {
				from[to] = queue[0]
				queue = append(queue, to)
			}
		}
	}
	return group
}

// components are the strongly connected components (Tarjan 1972), without recursion
// so that a long chain of citations cannot exhaust the stack.
func components(next map[int][]int) [][]int {
	nodes := make([]int, 0, len(next))
	for n := range next {
		nodes = append(nodes, n)
	}
	slices.Sort(nodes)
	type frame struct{ node, edge int }
	index, low, on := map[int]int{}, map[int]int{}, map[int]bool{}
	var stack []int
	var out [][]int
	for _, root := range nodes {
		if _, seen := index[root]; seen {
			continue
		}
		work := []frame{{node: root}}
		for len(work) > 0 {
			f := &work[len(work)-1]
			if f.edge == 0 {
				index[f.node], low[f.node] = len(index), len(index)
				stack, on[f.node] = append(stack, f.node), true
			}
			if f.edge < len(next[f.node]) {
				to := next[f.node][f.edge]
				f.edge++
				if _, seen := index[to]; !seen {
					work = append(work, frame{node: to})
				} else if on[to] {
					low[f.node] = min(low[f.node], index[to])
				}
				continue
			}
			if low[f.node] == index[f.node] {
				at := slices.Index(stack, f.node)
				for _, n := range stack[at:] {
					on[n] = false
				}
				out = append(out, slices.Clone(stack[at:]))
				stack = stack[:at]
			}
			done := f.node
			work = work[:len(work)-1]
			if len(work) > 0 {
				parent := work[len(work)-1].node
				low[parent] = min(low[parent], low[done])
			}
		}
	}
	return out
}
