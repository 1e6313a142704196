package identity

import (
	"cmp"
	"slices"
)

// A short name has to fit one group better than all others by margin; others
// that one report alone has do not count beside a group that dwarf or more have.
const (
	margin = 0.4
	dwarf  = 8
)

// rivals tells whether the best fit is not clearly the best.
func rivals(fits []merge) bool {
	for _, m := range fits[1:] {
		ahead := fits[0].sum - m.sum
		if fits[0].why[0].rule == "alias" && m.why[0].rule == "surname" {
			// A surname needs nobody to say that it is one.
			ahead -= lex.weights["alias"].weight - lex.weights["surname"].weight
		}
		if ahead < margin && (len(m.h.reports) > 1 || len(fits[0].h.reports) < dwarf) {
			return true
		}
	}
	return false
}

// named are the fits with groups that have a full name, if one of them is enough:
// that others are called by the short name too is no other who it may be.
func named(fits []merge) []merge {
	if !slices.ContainsFunc(fits, func(m merge) bool { return m.sum >= enough && m.h.full() }) {
		return fits
	}
	return slices.DeleteFunc(fits, func(m merge) bool { return !m.h.full() })
}

// bridge is the number of reports up to which a group may be joined to another
// because one report gives both names to one actor.
const bridge = 3

// bridges tells whether g, which is one with best, shows that the group of m is
// so too: it bears the full names of both.
func bridges(g *group, best, m merge) bool {
	if m.sum < enough || m.why[0].rule != "same-name" || m.why[0].a == best.why[0].a || best.h.mayNot(m.h) {
		return false
	}
	return min(len(best.h.reports), len(m.h.reports)) <= bridge || fit(best.h.head(), m.h.head()) != ""
}

// place joins g to the group of the pool that it fits, or adds it.
func (f *finder) place(p *pool, g *group, names bool) {
	clear := f.rank(g) < 2
	fits := f.fits(p, g)
	if !clear {
		fits = named(fits)
	}
	if len(fits) == 0 || fits[0].sum < enough || !clear && rivals(fits) {
		for _, m := range fits[:min(len(fits), 3)] {
			if m.sum >= doubt {
				f.doubts = append(f.doubts, m)
			}
		}
		p.add(g, g.reports[0])
		return
	}
	best := fits[0]
	report := g.reports[0]
	p.meet(best.h, g.names, report)
	f.join(best.h, g, best.verdict, names)
	for _, m := range fits[1:] {
		if clear && bridges(g, best, m) {
			f.join(best.h, m.h, m.verdict, true)
		}
	}
	if names {
		p.add(best.h, report)
	}
}

// fits are the groups of the pool that g may be one with, the best first.
func (f *finder) fits(p *pool, g *group) []merge {
	var out []merge
	for _, h := range p.candidates(g) {
		if g.mayNot(h) {
			continue
		}
		if v := f.compare(h, g); !v.none && v.sum > 0 {
			out = append(out, merge{g, h, v})
		}
	}
	if len(out) == 1 && (f.rank(g) > 1 || out[0].why[0].rule == "like-spelling") && out[0].h.full() && out[0].shares() && !out[0].against() {
		out[0].add("only-one", "")
	}
	slices.SortStableFunc(out, func(a, b merge) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), cmp.Compare(len(b.h.reports), len(a.h.reports)))
	})
	return out
}
