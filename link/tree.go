package link

import "slices"

// A Branch is a report in the tree of sources of a claim, with the reports that
// rest on it.
type Branch struct {
	Report   string
	Carriers []int    // indices in the claim's Carriers, of this report
	Via      []Source // who stands between the report and what it rests on, from the report outward
	Why      string   // how it rests on its parent: "copies", "credits", "cites"; "" under the origin itself
	Branches []Branch
}

// Reports is how many reports the branch holds, its own with them.
func (b Branch) Reports() int {
	n := 1
	for _, c := range b.Branches {
		n += c.Reports()
	}
	return n
}

// Tree is the reports that rest on an origin of c: those that have it from the
// origin, and under each report those that have it from there. A report stands in
// the tree once. Where reports rest on each other in a ring, the first of them in
// the order of the carriers stands under the origin.
func (c Claim) Tree(origin int) []Branch {
	t := tree{carriers: map[string]bool{}, parent: map[string]string{}, nodes: map[string]*Branch{}}
	for i := range c.Carriers {
		if slices.Contains(c.Carriers[i].Rests, origin) {
			t.carriers[c.Carriers[i].Report] = true
		}
	}
	for i := range c.Carriers {
		if slices.Contains(c.Carriers[i].Rests, origin) {
			t.add(i, &c.Carriers[i])
		}
	}
	children := map[string][]string{}
	for _, id := range t.order {
		children[t.parent[id]] = append(children[t.parent[id]], id)
	}
	return t.under("", children)
}

type tree struct {
	carriers map[string]bool    // reports with a carrier that rests on the origin
	order    []string           // reports in order of their first carriers
	parent   map[string]string  // the report that a report rests on; "" is the origin
	nodes    map[string]*Branch // by report, without their branches
}

func (t *tree) add(i int, c *Carrier) {
	if n := t.nodes[c.Report]; n != nil {
		n.Carriers = append(n.Carriers, i)
		return
	}
	n := &Branch{Report: c.Report, Carriers: []int{i}}
	parent := ""
	for _, s := range c.Path {
		if s.Report == c.Report {
			continue
		}
		if s.Report != "" {
			parent, n.Why = s.Report, s.Why
			break
		}
		n.Via = append(n.Via, s.Source)
	}
	t.order = append(t.order, c.Report)
	t.nodes[c.Report] = n
	if !t.carriers[parent] {
		n.Why = ""
		return
	}
	t.parent[c.Report] = parent
	if first := t.ring(c.Report); first != "" {
		t.parent[first], t.nodes[first].Why = "", ""
	}
}

// ring is the first report, in order, of the ring that report stands in; "" where
// its parents end at the origin.
func (t *tree) ring(report string) string {
	members := []string{report}
	for at := t.parent[report]; at != report; at = t.parent[at] {
		if at == "" {
			return ""
		}
		members = append(members, at)
	}
	return t.order[slices.IndexFunc(t.order, func(r string) bool { return slices.Contains(members, r) })]
}

// under are the branches of a report, "" for the origin.
func (t *tree) under(parent string, children map[string][]string) []Branch {
	var out []Branch
	for _, id := range children[parent] {
		b := *t.nodes[id]
		b.Branches = t.under(id, children)
		out = append(out, b)
	}
	return out
}

// Reports are the IDs of the reports that carry c, in order, each once.
func (c Claim) Reports() []string {
	var out []string
	seen := map[string]bool{}
	for i := range c.Carriers {
		if r := c.Carriers[i].Report; !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}
