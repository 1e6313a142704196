package origin

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// A merger brings ends together that are one. Its rules put ends under keys (a name,
// a role, the head noun of a document) and join what meets there.
type merger struct {
	*tracer
	root   []int // of each end, towards its class
	doubts []doubt
	told   map[string]bool // rules with what they said
}

// A doubt is about ends: two that may be one, or one that may be several.
type doubt struct {
	rule string
	a, b int // ends; the same where the doubt is about one
	more int // how many more there may be
	said string
	node *node
}

func (t *tracer) merge() *merger {
	m := &merger{tracer: t, root: make([]int, len(t.ends)), told: map[string]bool{}}
	for i := range m.root {
		m.root[i] = i
	}
	if len(t.ends) < 2 {
		return m
	}
	m.later()
	m.unstated()
	m.group("identity", func(e *end) string { return e.source.id })
	m.group("name", func(e *end) string { return e.source.key })
	m.shortNames()
	m.described()
	m.quoted()
	m.roles()
	m.papers()
	m.keepers()
	m.authors()
	m.writers()
	m.bodies()
	m.voices()
	m.through()
	m.open()
	return m
}

func (m *merger) find(i int) int {
	for m.root[i] != i {
		m.root[i] = m.root[m.root[i]]
		i = m.root[i]
	}
	return i
}

// join makes ends one, for a reason that is kept where they were not one before.
func (m *merger) join(rule string, i, j int) {
	m.joinAs(rule, i, j, m.ends[j].source.said())
}

// joinAs is join, where j is called otherwise than by its source.
func (m *merger) joinAs(rule string, i, j int, called string) {
	a, b := m.find(i), m.find(j)
	if a == b {
		return
	}
	m.root[max(a, b)] = min(a, b)
	x, y := m.ends[i], m.ends[j]
	m.tell(m.reason(rule, called, x.source.said(), y.node, x.node))
}

// tell keeps a reason that has not been told in the same words.
func (m *merger) tell(r link.Reason) {
	if k := r.Rule + "\n" + r.Text; !m.told[k] {
		m.told[k] = true
		m.claim.Merges = append(m.claim.Merges, r)
	}
}

// group joins ends with the same key and tells it once for all of them: a minister
// who is named in twenty reports needs no twenty reasons.
func (m *merger) group(rule string, key func(*end) string) {
	groups := map[string][]int{}
	for i, e := range m.ends {
		if k := key(e); k != "" {
			groups[k] = append(groups[k], i)
		}
	}
	for _, k := range sorted(groups) {
		g := groups[k]
		news := false
		var nodes []*node
		for _, i := range g {
			news = news || m.find(i) != m.find(g[0])
			m.root[max(m.find(i), m.find(g[0]))] = min(m.find(i), m.find(g[0]))
			nodes = append(nodes, m.ends[i].node)
		}
		if news {
			m.tell(m.reason(rule, m.ends[g[0]].source.said(), several(len(g), "place"), nodes...))
		}
	}
}

// unstated makes one of all ends at nobody: it counts as one, and may be as many as
// there are outlets that do not say.
func (m *merger) unstated() {
	first := -1
	seen := map[string]bool{}
	for i, e := range m.ends {
		if e.source.kind != "unstated" {
			continue
		}
		outlet := m.named(e.node.report)
		if first >= 0 {
			m.root[i] = first
			if !seen[outlet] {
				m.doubts = append(m.doubts, doubt{rule: "more-unstated", a: first, b: first, more: 1, said: outlet, node: e.node})
			}
		} else {
			first = i
		}
		seen[outlet] = true
	}
}

// later joins what an outlet told on nobody's word with the source that the same
// outlet names in another report, or else with whoever it speaks of and others give as
// the source ("the council put the damage at two million").
func (m *merger) later() {
	sources := map[string]int{}
	for i, e := range m.ends {
		if _, known := sources[e.source.key]; !known && e.source.name != "" && (e.source.kind == "person" || e.source.kind == "organization") {
			sources[e.source.key] = i
		}
	}
	for i, e := range m.ends {
		own := m.outlet[e.node.report]
		if e.source.kind != "unstated" || own < 0 || m.claim.Carriers[e.node.index].Stance == link.Hedges || m.rings[e.node.report] != nil {
			continue
		}
		o := find(m.of[own], func(o *node) bool { return len(o.rests) > 0 && m.ends[o.rests[0]].source.kind != "unstated" })
		to, rule := -1, "own-later"
		if o != nil {
			to = o.rests[0]
		} else if to, rule = m.speaksOf(e.node, sources), "speaks-of"; to < 0 {
			continue
		}
		e.source = m.ends[to].source
		m.joinAs(rule, to, i, m.named(e.node.report))
	}
}

// speaksOf is the one end among sources that n speaks of; -1 for none or several.
func (m *merger) speaksOf(n *node, sources map[string]int) int {
	found := -1
	for _, a := range n.telling.Actors {
		if a < 0 || a >= len(m.reports[n.report].Cast) {
			continue
		}
		s := m.source(n.report, link.Source{Actor: a, Words: m.reports[n.report].Cast[a].Name})
		if i, ok := sources[s.key]; ok && s.key != "" && i != found {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// under adds end i to those of a key, unless one that is the same is there already.
func under[K comparable](m *merger, in map[K][]int, key K, i int) {
	if !slices.ContainsFunc(in[key], func(j int) bool { return m.find(j) == m.find(i) }) {
		in[key] = append(in[key], i)
	}
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (t *tracer) because(rule string, n *node, a, b string, others ...*node) link.Reason {
	return t.reason(rule, a, b, append([]*node{n}, others...)...)
}

func (t *tracer) reason(name, a, b string, nodes ...*node) link.Reason {
	r := rules[name]
	nodes = slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return n == nil })
	if len(nodes) > 3 {
		nodes = nodes[:3]
	}
	var places []link.Place
	for _, n := range nodes {
		places = append(places, t.claim.Carriers[n.index].Place)
	}
	return link.Reason{Rule: name, Text: r.say(a, b), Weight: r.weight, Evidence: places}
}
