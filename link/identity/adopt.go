package identity

import "slices"

// adopt joins each name of one word that stands by itself, with all who bear it,
// to the one group with a full name that is usually called by it too, or that the
// same person has an office in: "Arlan" to Arlan Shipping, whose chief executive
// is Arlan's.
func (f *finder) adopt(p *pool, groups []*group, ranks []int) {
	f.officers = officers(groups)
	for i, g := range groups {
		if g.into != nil || ranks[i] != 1 {
			continue
		}
		var usual, officer []merge
		for _, m := range f.fits(p, g) {
			switch {
			case m.sum < enough || !m.h.full():
			case m.has("same-officer"):
				officer = append(officer, m)
			case m.h.usual(g.head().key):
				usual = append(usual, m)
			}
		}
		for _, fits := range [][]merge{officer, usual} {
			if len(fits) == 1 {
				f.join(fits[0].h, g, fits[0].verdict, false)
				break
			}
		}
	}
	f.officers = nil
}

// officers are the people whose roles name a body, by its key.
func officers(groups []*group) map[string][]*group {
	out := map[string][]*group{}
	for _, g := range groups {
		if g.into != nil {
			continue
		}
		for _, r := range g.roles {
			if r.org != "" && !slices.Contains(out[r.org], g) {
				out[r.org] = append(out[r.org], g)
			}
		}
	}
	return out
}

// sharedOfficer is the name of somebody who has an office in both bodies.
func (f *finder) sharedOfficer(g, h *group) (string, bool) {
	for _, n := range g.names {
		for _, m := range h.names {
			if n.key == m.key {
				continue // that Arlan's chief is Arlan's chief says nothing
			}
			for _, o := range f.officers[n.key] {
				if slices.Contains(f.officers[m.key], o) {
					return o.head().text, true
				}
			}
		}
	}
	return "", false
}
