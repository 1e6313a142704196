package identity

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A ref is an actor of a report, by index; the publisher has actor -1.
type ref struct{ report, actor int }

// A group is actors that are taken for one: at first one actor, then a unit, at
// last a cluster.
type group struct {
	refs      []ref
	names     []name
	reports   []int // sorted, without doubles
	roles     []role
	countries []string
	born      []int // years of birth, as far as ages tell
	he, she   int
	person    int // mentions in reports that take it for a person
	body      int // in others
	published bool
	apart     []*group // those that a person said it is not
	into      *group   // the group that this one became part of; nil for none
}

// A name is a form with who bears it.
type name struct {
	form
	by ref // the first who does
	n  int // actors
}

// A role is the words of a link.Role.
type role struct {
	link.Role
	words []string // folded
	org   string   // key of the organization's name
}

// now is the group that g has become part of.
func (g *group) now() *group {
	for g.into != nil {
		if g.into.into != nil {
			g.into = g.into.into
		}
		g = g.into
	}
	return g
}

// ofActor is a group of one actor.
func ofActor(at ref, a link.Actor, published string) *group {
	person := a.Kind == "person"
	g := &group{refs: []ref{at}, reports: []int{at.report}}
	for _, text := range append([]string{a.Name}, a.Aliases...) {
		if f := read(text, person); len(f.words) > 0 {
			g.addName(name{f, at, 1})
			if f.pronoun == "he" {
				g.he++
			} else if f.pronoun == "she" {
				g.she++
			}
		}
	}
	switch {
	case person:
		g.person = a.Mentions
	case a.Kind != "other" && a.Kind != "":
		g.body = a.Mentions
	}
	switch a.Pronoun {
	case "he":
		g.he++
	case "she":
		g.she++
	}
	if a.Country != "" {
		g.countries = []string{a.Country}
	}
	if y, ok := yearOf(published); ok && a.Age > 0 {
		g.born = []int{y - a.Age}
	}
	for _, r := range a.Roles {
		g.roles = append(g.roles, readRole(r))
	}
	return g
}

// ofPublisher is a group of the publisher of a report.
func ofPublisher(report int, publisher string) *group {
	at := ref{report, -1}
	return &group{refs: []ref{at}, reports: []int{report}, names: []name{{read(publisher, false), at, 1}}, body: 1, published: true}
}

func readRole(r link.Role) role {
	words := without(lex.folded(split(r.Name)), "little")
	return role{Role: r, words: words, org: read(r.Organization, false).key}
}

func yearOf(date string) (int, bool) {
	if len(date) < 4 {
		return 0, false
	}
	y := 0
	for _, c := range date[:4] {
		if c < '0' || c > '9' {
			return 0, false
		}
		y = 10*y + int(c-'0')
	}
	return y, true
}

// maxNames and maxRoles bound what a group is compared by.
const (
	maxNames = 24
	maxRoles = 16
)

func (g *group) addName(n name) {
	for i := range g.names {
		if m := &g.names[i]; m.key == n.key && m.person == n.person && m.suffix == n.suffix {
			m.n += n.n
			return
		}
	}
	if len(g.names) < maxNames {
		g.names = append(g.names, n)
	}
}

// head is the name that tells most: a full one before a short one, else the first.
func (g *group) head() *form {
	for i := range g.names {
		if n := &g.names[i]; n.full() {
			return &n.form
		}
	}
	return &g.names[0].form
}

// bears tells whether a name is g's beyond doubt. That one report in ten calls a
// body by a name that is nothing like its own is a mistake of that report, or of
// whoever read it.
func (g *group) bears(n *name) bool {
	return 3*n.n >= len(g.reports) || n.full() && n.key == g.head().key || fit(g.head(), &n.form) != ""
}

// usual tells whether half of the reports that have g call it by this name too.
func (g *group) usual(key string) bool {
	return slices.ContainsFunc(g.names, func(n name) bool { return n.key == key && n.n > 1 && 2*n.n >= len(g.reports) })
}

// mayNot tells whether a person said that the two are not one.
func (g *group) mayNot(h *group) bool {
	return slices.ContainsFunc(g.apart, func(o *group) bool { return o.now() == h })
}

// full tells whether one of its names says by itself who is meant.
func (g *group) full() bool {
	return g.published || slices.ContainsFunc(g.names, func(n name) bool { return n.full() })
}

// take makes o a part of g and leaves nothing in o. With names, o's names are
// g's from now on.
func (g *group) take(o *group, names bool) {
	g.refs = append(g.refs, o.refs...)
	g.reports = merged(g.reports, o.reports)
	if names {
		for _, n := range o.names {
			g.addName(n)
		}
	}
	for _, r := range o.roles {
		if len(g.roles) < maxRoles && !slices.ContainsFunc(g.roles, func(q role) bool { return slices.Equal(q.words, r.words) && q.org == r.org }) {
			g.roles = append(g.roles, r)
		}
	}
	for _, c := range o.countries {
		if !slices.Contains(g.countries, c) {
			g.countries = append(g.countries, c)
		}
	}
	g.born = append(g.born, o.born...)
	if len(g.born) > 2 {
		g.born = []int{slices.Min(g.born), slices.Max(g.born)}
	}
	g.he, g.she = g.he+o.he, g.she+o.she
	g.person, g.body = g.person+o.person, g.body+o.body
	g.published = g.published || o.published
	g.apart = append(g.apart, o.apart...)
	*o = group{into: g}
}

// merged is the union of two sorted lists. The usual case, one report behind all
// others, costs nothing.
func merged(a, b []int) []int {
	for _, r := range b {
		if len(a) == 0 || r > a[len(a)-1] {
			a = append(a, r)
			continue
		}
		if i, ok := slices.BinarySearch(a, r); !ok {
			a = slices.Insert(a, i, r)
		}
	}
	return a
}

// near is up to n reports of g, those nearest to report in the order of time.
func (g *group) near(report, n int) []int {
	i, _ := slices.BinarySearch(g.reports, report)
	lo := max(0, min(i-n/2, len(g.reports)-n))
	return g.reports[lo:min(len(g.reports), lo+n)]
}

// pronoun is how reports speak of the group, where they agree.
func (g *group) pronoun() string {
	switch {
	case g.he > 2*g.she:
		return "he"
	case g.she > 2*g.he:
		return "she"
	}
	return ""
}

// domains are the walks of life that its roles tell.
func (g *group) domains() []string {
	var out []string
	for _, r := range g.roles {
		for _, w := range r.words {
			for _, d := range lex.domains[w] {
				if !slices.Contains(out, d) {
					out = append(out, d)
				}
			}
		}
	}
	return out
}

// isPerson and isBody tell what reports take it for. Of a name without a pronoun
// or a role that a person would have, they know little.
func (g *group) isPerson() bool {
	return g.person > 2*g.body && (g.he+g.she > 0 || len(g.roles) > 0)
}

func (g *group) isBody() bool { return g.body > 2*g.person }

// commonName tells whether a person's name is one that many bear.
func commonName(f *form) bool {
	return len(f.words) == 2 && lex.common["given"][f.first()] && lex.common["surname"][f.last()]
}

// sharedRole is a role that both have: the words of one are among the other's.
func sharedRole(a, b *group) (string, bool) {
	for _, p := range a.roles {
		for _, q := range b.roles {
			short, other := p, q
			if len(short.words) > len(other.words) {
				short, other = q, p
			}
			if len(short.words) > 0 && !slices.ContainsFunc(short.words, func(w string) bool { return !slices.Contains(other.words, w) }) {
				return strings.Join(strings.Fields(short.Name), " "), true
			}
		}
	}
	return "", false
}

// sharedOrganization is a body that roles of both belong to.
func sharedOrganization(a, b *group) (string, bool) {
	for _, p := range a.roles {
		for _, q := range b.roles {
			if p.org != "" && p.org == q.org {
				return p.Organization, true
			}
		}
	}
	return "", false
}
