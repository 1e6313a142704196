package eval

import "slices"

// A ClaimCase is a claim with the places that carry it, of gold or of an analysis.
type ClaimCase struct {
	ID        string
	First     string // the report that carries it first
	Carriers  []ClaimCarrier
	Relations []ClaimRelation
}

// A ClaimCarrier is a place in a report, in code points of its text.
type ClaimCarrier struct {
	Report     string
	Start, End int
	Stance     string
}

// A ClaimRelation says how a claim stands to another.
type ClaimRelation struct {
	Kind string // "denies", "corrects", "updates", "hardens"
	To   string // ID of the other
}

// A ClaimScore holds the scores of claims. Each claim of gold is held against the
// found claim that shares most with it (the highest F1 of carriers); carriers
// agree where their places overlap.
type ClaimScore struct {
	Carriers  Tally // of the claims of gold and those found for them
	Reports   Tally // that carry them, in whatever words
	Pairs     Tally // pairs of places of gold that carry the same claim
	Relations Tally // between claims of gold whose found claims differ

	Claims       int     // of gold
	F1           float64 // summed over claims
	Whole        int     // claims whose carriers are found with an F1 of 75 or more
	Stances      int     // carriers found
	StancesRight int     // of them, those with the stance of gold
	Firsts       int     // claims that found a match
	FirstsRight  int     // of them, those that name the report that had it first
	Matches      []ClaimMatch
}

// A ClaimMatch is what was found for one claim of gold.
type ClaimMatch struct {
	Gold, Found string // IDs; Found is "" where nothing matches
	Carriers    Tally
}

// MeanF1 is the F1 of the carriers of a claim, in percent, averaged over claims.
func (s ClaimScore) MeanF1() float64 {
	if s.Claims == 0 {
		return 0
	}
	return s.F1 / float64(s.Claims)
}

// StanceAccuracy is the percentage of found carriers that have the stance of gold.
func (s ClaimScore) StanceAccuracy() float64 { return percent(s.StancesRight, s.Stances) }

// FirstAccuracy is the percentage of matched claims that name the right first report.
func (s ClaimScore) FirstAccuracy() float64 { return percent(s.FirstsRight, s.Firsts) }

// CompareClaims compares the claims found with gold.
func CompareClaims(gold, found []ClaimCase) ClaimScore {
	s := ClaimScore{Claims: len(gold)}
	at := carriersByReport(found)
	byGold := map[string]int{}
	for _, g := range gold {
		best, t := bestClaim(g, found, at)
		m := ClaimMatch{Gold: g.ID, Carriers: t}
		s.Carriers.Add(t)
		s.Reports.Add(Tally{Gold: len(g.reports())})
		if best >= 0 {
			s.Reports.Add(reportTally(g, found[best]))
			m.Found = found[best].ID
			byGold[g.ID] = best
			s.F1 += t.F1()
			if t.F1() >= 75 {
				s.Whole++
			}
			s.Firsts++
			if found[best].First == g.First {
				s.FirstsRight++
			}
			s.stances(g, found[best])
		}
		s.Matches = append(s.Matches, m)
	}
	s.Pairs = claimPairs(gold, found)
	s.Relations = claimRelations(gold, found, byGold)
	return s
}

// overlap tells whether two carriers share a code point of a report.
func (c ClaimCarrier) overlap(o ClaimCarrier) bool {
	return c.Report == o.Report && c.Start < o.End && o.Start < c.End
}

func carriersByReport(claims []ClaimCase) map[string][]int {
	at := map[string][]int{}
	for i, c := range claims {
		for _, k := range c.Carriers {
			if is := at[k.Report]; len(is) == 0 || is[len(is)-1] != i {
				at[k.Report] = append(is, i)
			}
		}
	}
	return at
}

// bestClaim is the found claim with the highest F1 of carriers, the first of equals;
// -1 where none shares a carrier.
func bestClaim(g ClaimCase, found []ClaimCase, at map[string][]int) (int, Tally) {
	best, of := -1, Tally{Gold: len(g.Carriers)}
	seen := map[int]bool{}
	for _, k := range g.Carriers {
		for _, i := range at[k.Report] {
			if seen[i] {
				continue
			}
			seen[i] = true
			t := claimTally(g, found[i])
			if t.Found > 0 && (t.F1() > of.F1() || best >= 0 && t.F1() == of.F1() && i < best) {
				best, of = i, t
			}
		}
	}
	return best, of
}

// claimTally holds the carriers of two claims against each other.
func claimTally(g, f ClaimCase) Tally {
	t := Tally{Gold: len(g.Carriers), Got: len(f.Carriers)}
	for _, k := range g.Carriers {
		if slices.ContainsFunc(f.Carriers, k.overlap) {
			t.Found++
		}
	}
	for _, k := range f.Carriers {
		if slices.ContainsFunc(g.Carriers, k.overlap) {
			t.Right++
		}
	}
	return t
}

// reports are those that carry c, each once.
func (c ClaimCase) reports() []string {
	var out []string
	for _, k := range c.Carriers {
		if !slices.Contains(out, k.Report) {
			out = append(out, k.Report)
		}
	}
	return out
}

// reportTally holds the reports of two claims against each other, without counting
// those of gold.
func reportTally(g, f ClaimCase) Tally {
	got, right := f.reports(), 0
	for _, r := range g.reports() {
		if slices.Contains(got, r) {
			right++
		}
	}
	return Tally{Got: len(got), Found: right, Right: right}
}

// stances counts the carriers of g that f has, and those that it has with the
// same stance at one of the places that overlap.
func (s *ClaimScore) stances(g, f ClaimCase) {
	for _, k := range g.Carriers {
		if !slices.ContainsFunc(f.Carriers, k.overlap) {
			continue
		}
		s.Stances++
		if slices.ContainsFunc(f.Carriers, func(o ClaimCarrier) bool { return k.overlap(o) && k.Stance == o.Stance }) {
			s.StancesRight++
		}
	}
}

// claimPairs is the tally of pairs of gold places: those that a claim of gold
// joins, and those that a found claim does. Pairs within a report do not count.
func claimPairs(gold, found []ClaimCase) Tally {
	var places []ClaimCarrier
	var inGold []map[int]bool
	for i, g := range gold {
		for _, k := range g.Carriers {
			k.Stance = ""
			p := slices.Index(places, k)
			if p < 0 {
				p = len(places)
				places, inGold = append(places, k), append(inGold, map[int]bool{})
			}
			inGold[p][i] = true
		}
	}
	inFound := make([]map[int]bool, len(places))
	at := carriersByReport(found)
	for p, k := range places {
		inFound[p] = map[int]bool{}
		for _, i := range at[k.Report] {
			if slices.ContainsFunc(found[i].Carriers, k.overlap) {
				inFound[p][i] = true
			}
		}
	}
	var t Tally
	for a := range places {
		for b := range a {
			if places[a].Report == places[b].Report {
				continue
			}
			want, have := sameClaim(inGold[a], inGold[b]), sameClaim(inFound[a], inFound[b])
			t.Add(pairs(count(want), count(have), count(want && have)))
		}
	}
	return t
}

func sameClaim(a, b map[int]bool) bool {
	for i := range a {
		if b[i] {
			return true
		}
	}
	return false
}

// claimRelations is the tally of relations between the claims of gold. A found
// relation counts against precision only where both of its claims stand for
// claims of gold.
func claimRelations(gold, found []ClaimCase, byGold map[string]int) Tally {
	var t Tally
	wanted := map[[3]string]bool{}
	for _, g := range gold {
		for _, r := range g.Relations {
			wanted[[3]string{g.ID, r.Kind, r.To}] = true
			t.Gold++
		}
	}
	for _, a := range gold {
		for _, b := range gold {
			fa, okA := byGold[a.ID]
			fb, okB := byGold[b.ID]
			if a.ID == b.ID || !okA || !okB || fa == fb {
				continue
			}
			for _, r := range found[fa].Relations {
				if r.To != found[fb].ID {
					continue
				}
				right := count(wanted[[3]string{a.ID, r.Kind, b.ID}])
				t.Add(Tally{Got: 1, Right: right, Found: right})
			}
		}
	}
	return t
}
