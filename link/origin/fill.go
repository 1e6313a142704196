package origin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// fill writes what was found into the claim.
func (t *tracer) fill(m *merger) {
	c := &t.claim
	at := t.origins(m)
	for _, n := range t.nodes {
		k := &c.Carriers[n.index]
		for _, e := range n.rests {
			k.Rests = append(k.Rests, at[m.find(e)])
		}
		slices.Sort(k.Rests)
		k.Rests = slices.Compact(k.Rests)
		k.Path, k.Why = n.path, n.why
		if last := len(n.path) - 1; last >= 0 && n.path[last].Source.Naming == "absent" {
			if e := t.ends[n.rests[0]]; e.source.kind != "unstated" { // its outlet said later from whom it was
				k.Path = append(slices.Clone(n.path[:last]), link.Step{Source: e.source.Source, Why: "says"})
			}
		}
		for _, o := range k.Rests {
			if r := &c.Origins[o].Reports; len(*r) == 0 || (*r)[len(*r)-1] != k.Report {
				*r = append(*r, k.Report) // carriers are in the order of their reports
			}
		}
	}
	c.First = t.first()
	t.doubt(m, at)
	c.Count = link.Bounds(c.Origins)
}

// origins makes an origin of each class of ends, in order of the first end of each,
// and gives the index of each class.
func (t *tracer) origins(m *merger) map[int]int {
	at := map[int]int{}
	best := map[int]int{}
	t.claim.Origins = nil
	for i, e := range t.ends {
		root := m.find(i)
		o, ok := at[root]
		if !ok {
			o = len(t.claim.Origins)
			at[root] = o
			t.claim.Origins = append(t.claim.Origins, link.Origin{UpTo: 1})
			best[o] = i
		} else if rank(e) < rank(t.ends[best[o]]) {
			best[o] = i
		}
		t.claim.Origins[o].FirstHand = t.claim.Origins[o].FirstHand || e.first
	}
	for o, i := range best {
		e, to := t.ends[i], &t.claim.Origins[o]
		to.Kind, to.Name, to.Words, to.Identity, to.Naming = e.source.kind, e.source.name, e.source.Words, e.source.id, e.source.Naming
		if e.source.kind == "unstated" {
			to.Naming = "absent"
		}
		if to.Name != "" {
			to.Words = ""
		}
	}
	return at
}

// rank orders the ends of a class: the lowest gives the origin its name.
func rank(e *end) int {
	named := 1
	if e.source.name != "" {
		named = 0
	}
	switch e.source.kind {
	case "document":
		return named
	case "person":
		return 2 + 2*named
	case "organization":
		return 3 + 2*named
	case "outlet":
		return 6
	}
	return 7
}

// first is the report that carries the claim first, denials aside.
func (t *tracer) first() string {
	first := -1
	for _, k := range t.claim.Carriers {
		if r, ok := t.at[k.Report]; ok && k.Stance != link.Denies && (first < 0 || r < first) {
			first = r
		}
	}
	if first < 0 {
		return ""
	}
	return t.reports[first].ID
}

// compared is how many origins of a claim each one is compared with, from the first
// on: a claim with more than that has many whatever the doubts.
const compared = 64

// doubt writes the doubts: which origins may be one, which may be several, and which
// may have it from another.
func (t *tracer) doubt(m *merger, at map[int]int) {
	c := &t.claim
	c.Doubts = nil
	firsts := make([]*end, len(c.Origins)) // the first end of each
	for i, e := range t.ends {
		if o := at[m.find(i)]; firsts[o] == nil {
			firsts[o] = e
		}
	}
	choirs := map[int]bool{}
	for _, d := range append(m.doubts, t.doubts...) {
		a, b := at[m.find(d.a)], at[m.find(d.b)]
		switch {
		case d.more == 0:
			t.pair(d.rule, a, b, firsts)
		case d.rule == "more-chorus" && choirs[a]:
			// All choruses together may hide one more.
		default:
			choirs[a] = choirs[a] || d.rule == "more-chorus"
			c.Origins[a].UpTo += d.more
			c.Doubts = append(c.Doubts, t.reason(d.rule, d.said, called(c.Origins[a]), d.node, firsts[a].node))
		}
	}
	t.several(firsts)
	t.compare(firsts)
	for i := range c.Origins {
		slices.Sort(c.Origins[i].MayBe)
	}
	for o, k := range c.Origins {
		if len(c.Origins) > 1 && !k.FirstHand && len(k.MayBe) == 0 {
			c.Doubts = append(c.Doubts, t.reason("maybe-heard", called(k), "", firsts[o].node))
		}
	}
}

// several widens origins that are more than one by their own words.
func (t *tracer) several(firsts []*end) {
	for o, e := range firsts {
		if e.source.count > 1 {
			t.claim.Origins[o].UpTo += e.source.count - 1
			t.claim.Doubts = append(t.claim.Doubts, t.reason("more-several", e.source.said(), "", e.node))
		}
	}
}

// compare pairs origins that may be one by what they are, with one reason for all
// that an origin may be.
func (t *tracer) compare(firsts []*end) {
	origins := t.claim.Origins
	for o := range origins {
		others := map[string][]int{} // by rule
		for p := range min(len(origins), compared) {
			if p == o || slices.Contains(origins[o].MayBe, p) {
				continue
			}
			if rule := mayBe(origins[o], origins[p], firsts[o].source, firsts[p].source); rule != "" {
				others[rule] = append(others[rule], p)
				origins[o].MayBe, origins[p].MayBe = append(origins[o].MayBe, p), append(origins[p].MayBe, o)
			}
		}
		for _, rule := range sorted(others) {
			var names []string
			nodes := []*node{firsts[o].node}
			for _, p := range others[rule] {
				names, nodes = append(names, called(origins[p])), append(nodes, firsts[p].node)
			}
			t.claim.Doubts = append(t.claim.Doubts, t.reason(rule, called(origins[o]), either(names), nodes...))
		}
	}
}

// either is a list of alternatives.
func either(names []string) string {
	const most = 3
	last := len(names) - 1
	switch {
	case last > most:
		return strings.Join(names[:most], ", ") + " or " + several(len(names)-most, "other")
	case last > 0:
		return strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return names[0]
}

// pair notes that a may be b.
func (t *tracer) pair(rule string, a, b int, firsts []*end) {
	c := &t.claim
	if a == b || slices.Contains(c.Origins[a].MayBe, b) {
		return
	}
	c.Origins[a].MayBe = append(c.Origins[a].MayBe, b)
	c.Origins[b].MayBe = append(c.Origins[b].MayBe, a)
	c.Doubts = append(c.Doubts, t.reason(rule, called(c.Origins[a]), called(c.Origins[b]), firsts[a].node, firsts[b].node))
}

// mayBe is the rule by which o, without a name or a source, may be p; "" where it is
// not.
func mayBe(o, p link.Origin, os, ps source) string {
	someone := func(s source) bool { return lexicon["generic"].is(s.head) || s.head == "" || s.many }
	switch {
	case o.Kind == "unstated":
		return "maybe-stated"
	case o.Kind != "person" || o.Name != "" || p.Kind != "person" && p.Kind != "organization":
		return ""
	case p.Name != "" && someone(os):
		return "maybe-named"
	case p.Name == "" && p.Kind == "person" && (someone(os) || someone(ps) || os.head == ps.head):
		return "maybe-unnamed"
	}
	return ""
}

// called is how a reader would call an origin.
func called(o link.Origin) string {
	switch {
	case o.Name != "":
		return o.Name
	case o.Words != "":
		return o.Words
	case o.Kind == "unstated":
		return "whoever said it first"
	}
	return "somebody"
}

// several is a number of things in words.
func several(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
