package identity

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// A Ruling is what a person decided of two actors: that they are the same, or not.
type Ruling struct {
	A, B link.Member
	Same bool
}

// Find finds who is who across reports, in whatever order they are given.
// Everybody and everything with a name is in one identity, be it alone there;
// rulings hold, the different before the same where they contradict each other.
// Identities are in the order of their first members.
func Find(reports []link.Report, ruled []Ruling) []link.Identity {
	f := &finder{reports: inOrder(reports)}
	actors := f.actors(ruled)
	f.words, f.asides = readWords(actors), asides(actors)
	f.separate(ruled)
	units := make([][]*group, len(f.reports))
	for i := range actors {
		units[i] = f.settle(actors[i], true)
	}
	f.affairs = newAffairs(f.reports, units)
	f.words = readWords(units)
	f.unite(ruled)
	return f.identities(f.settle(current(slices.Concat(units...)), false))
}

// inOrder is the reports by link.Before, each ID once.
func inOrder(reports []link.Report) []link.Report {
	out := slices.Clone(reports)
	slices.SortStableFunc(out, link.Before)
	seen := make(map[string]bool, len(out))
	return slices.DeleteFunc(out, func(r link.Report) bool {
		double := seen[r.ID]
		seen[r.ID] = true
		return double
	})
}

// A finder is one run of Find.
type finder struct {
	reports  []link.Report
	affairs  *affairs
	places   map[string]bool        // keys of the names of places
	words    map[string]word        // by key of a name of one word
	asides   map[[2]string]bool     // pairs of keys of names that one report has for two people
	ruled    map[link.Member]*group // of those that a person spoke of, the groups that they were alone in
	officers map[string][]*group    // by key of a body's name, who has an office there; nil until all are placed
	merges   []merge
	doubts   []merge
}

// A merge is two groups that nearly are one; of two that are, the one that both
// are part of is enough.
type merge struct {
	g, h *group
	verdict
}

// actors are groups of one actor each, by report.
func (f *finder) actors(ruled []Ruling) [][]*group {
	f.affairs = &affairs{}
	f.ruled = map[link.Member]*group{}
	for _, r := range ruled {
		f.ruled[r.A], f.ruled[r.B] = nil, nil
	}
	f.places = map[string]bool{}
	for _, r := range f.reports {
		for _, p := range places(r) {
			f.places[placeKey(p)] = true
		}
		for _, a := range r.Cast {
			if a.Place {
				f.places[placeKey(a.Name)] = true
			}
		}
	}
	out := make([][]*group, len(f.reports))
	link.OnAllCores(len(out), func(i int) { out[i] = actorsOf(i, &f.reports[i]) })
	for i := range out {
		for _, g := range out[i] {
			m := f.member(g.refs[0])
			if _, ok := f.ruled[m]; ok {
				f.ruled[m] = g
			}
		}
	}
	return out
}

// actorsOf are the groups of report i: its publisher, and its cast.
func actorsOf(i int, r *link.Report) []*group {
	var out []*group
	if g := ofPublisher(i, r.Publisher); len(g.head().words) > 0 {
		out = append(out, g)
	}
	for k, a := range r.Cast {
		if linkable(a) {
			if g := ofActor(ref{i, k}, a, r.Published); len(g.names) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

func (f *finder) member(at ref) link.Member {
	r := f.reports[at.report]
	if at.actor < 0 {
		return link.Member{Report: r.ID, Actor: Publisher}
	}
	return link.Member{Report: r.ID, Actor: r.Cast[at.actor].ID}
}

// separate notes who may not be one.
func (f *finder) separate(ruled []Ruling) {
	for _, r := range ruled {
		a, b := f.ruled[r.A], f.ruled[r.B]
		if !r.Same && a != nil && b != nil && a != b {
			a.apart = append(a.apart, b)
			b.apart = append(b.apart, a)
		}
	}
}

// unite joins who is ruled to be the same.
func (f *finder) unite(ruled []Ruling) {
	ruled = slices.Clone(ruled)
	slices.SortFunc(ruled, func(a, b Ruling) int {
		return cmp.Or(compareMembers(a.A, b.A), compareMembers(a.B, b.B))
	})
	for _, r := range ruled {
		a, b := f.ruled[r.A], f.ruled[r.B]
		if !r.Same || a == nil || b == nil || a.now() == b.now() || a.now().mayNot(b.now()) {
			continue
		}
		v := verdict{a: a.refs[0], b: b.refs[0]}
		v.add("ruled-same", "")
		f.join(a.now(), b.now(), v, true)
	}
}

func compareMembers(a, b link.Member) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Actor, b.Actor))
}

// current are the groups that are not part of others.
func current(groups []*group) []*group {
	return slices.DeleteFunc(groups, func(g *group) bool { return g.into != nil })
}

// join makes h part of g.
func (f *finder) join(g, h *group, v verdict, names bool) {
	f.merges = append(f.merges, merge{g: g, verdict: v})
	g.take(h, names)
}

// settle joins groups that are one, those with full names first. A short name
// becomes a name of the whole only within a report, whose word it is.
func (f *finder) settle(groups []*group, oneReport bool) []*group {
	p := newPool()
	ranks := make([]int, len(groups))
	for i, g := range groups {
		ranks[i] = f.rank(g)
	}
	for rank := range 3 {
		for i, g := range groups {
			if ranks[i] == rank {
				f.place(p, g, rank < 2 || oneReport)
			}
		}
	}
	f.adopt(p, groups, ranks)
	return current(groups)
}

// rank is the turn at which a group is placed: those that say by themselves who
// is meant first.
func (f *finder) rank(g *group) int {
	switch {
	case g.full():
		return 0
	case len(g.head().words) == 1 && f.words[g.head().key].stands():
		return 1
	}
	return 2
}
