package identity

// variant tells whether a rule is of two full names that one report would not use
// for one person, though two reports may.
func variant(rule string) bool {
	return rule == "like-first-name" || rule == "like-spelling"
}

// asides are the pairs of full names of persons with one surname that stand in
// one report, by their keys: Carla and Carola Averne are sisters, not two
// spellings.
func asides(actors [][]*group) map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, report := range actors {
		by := map[string][]string{} // by surname, the keys
		for _, g := range report {
			for _, n := range g.names {
				if n.person && n.full() {
					by[n.last()] = append(by[n.last()], n.key)
				}
			}
		}
		for _, keys := range by {
			for i, a := range keys {
				for _, b := range keys[:i] {
					out[[2]string{min(a, b), max(a, b)}] = true
				}
			}
		}
	}
	return out
}

// stoodAside tells whether some report has a full name of both groups.
func (f *finder) stoodAside(g, h *group) bool {
	for _, n := range g.names {
		for _, m := range h.names {
			if f.asides[[2]string{min(n.key, m.key), max(n.key, m.key)}] && n.key != m.key {
				return true
			}
		}
	}
	return false
}
