package eval

import "slices"

// A CarrierPlace is words in a report that carry a claim.
type CarrierPlace struct {
	Report     string   // ID
	Start, End int      // code points of the report's text; Start < 0 where they are not found there
	Stance     string   // "states", "reports", "hedges", "doubts", "denies", "corrects"
	Path       []string // IDs of the reports that the carrier rests on, the nearest first; empty in gold
}

// A ClaimGold is a claim with its true lineage.
type ClaimGold struct {
	ID          string
	Carriers    []CarrierPlace
	Origins     int      // the truth
	Least, Most int      // what a careful reader can defend
	First       string   // ID of the report that carries it first, denials aside
	Cycle       []string // IDs of reports that cite each other in a ring; nil for none
	HatTip      []string // IDs: each credits the next one; nil for none
	Uncorrected []string // IDs of the reports that carry it after their outlet could have known that it is wrong
}

// A ClaimFound is a claim as the program found it.
type ClaimFound struct {
	Carriers    []CarrierPlace
	Least, Most int
	First       string
	Cycles      [][]string
	Corrected   bool // another claim corrects it
	Denied      bool // another claim denies it
}

// A LineageResult is how one claim of gold was found.
type LineageResult struct {
	ID    string
	Found int // index of the found claim that shares most carriers with it; -1 for none

	Carriers  Tally
	Contained bool // the truth lies in the interval
	Width     int  // Most - Least
	Knowable  bool // the interval is what a careful reader would say
	Covers    bool // it holds all of what a careful reader would say
	First     bool

	Denials, Corrections       Tally // carriers with the stance
	Denied, Corrected          Tally // one of gold where any carrier has it; found where one is, or another claim stands so to this one
	Cycle, HatTip, Uncorrected Tally // one of gold where it has the shape
}

// Half tells whether half of the carriers of gold or more were found.
func (r LineageResult) Half() bool { return 2*r.Carriers.Found >= r.Carriers.Gold }

// CompareLineage compares found claims with gold. A claim of gold is the found one
// that shares most of the carriers that tell it as so, by F1; those that deny it are
// carriers of its denial as well and say nothing of which is meant. Where none shares
// any, nothing of the claim was found and its interval holds nothing.
func CompareLineage(gold []ClaimGold, found []ClaimFound) []LineageResult {
	so := func(c CarrierPlace) bool { return c.Stance != "denies" }
	var out []LineageResult
	for _, g := range gold {
		r := LineageResult{ID: g.ID, Found: -1, Carriers: Tally{Gold: len(g.Carriers)}}
		var best Tally
		for i, f := range found {
			if t := carriers(filter(g.Carriers, so), filter(f.Carriers, so)); t.Found > 0 && (r.Found < 0 || t.F1() > best.F1()) {
				r.Found, best = i, t
			}
		}
		var f ClaimFound
		if r.Found >= 0 {
			f = found[r.Found]
			r.Carriers = carriers(g.Carriers, f.Carriers)
			r.Contained = f.Least <= g.Origins && g.Origins <= f.Most
			r.Width = f.Most - f.Least
			r.Knowable = f.Least == g.Least && f.Most == g.Most
			r.Covers = f.Least <= g.Least && g.Most <= f.Most
			r.First = f.First == g.First
		}
		r.shapes(g, f)
		out = append(out, r)
	}
	return out
}

func (r *LineageResult) shapes(g ClaimGold, f ClaimFound) {
	r.Denials = stances("denies", g, f)
	r.Corrections = stances("corrects", g, f)
	if r.Denials.Gold > 0 {
		r.Denied = pairs(1, 1, count(f.Denied || r.Denials.Found > 0))
	}
	if r.Corrections.Gold > 0 {
		r.Corrected = pairs(1, 1, count(f.Corrected || r.Corrections.Found > 0))
	}
	if g.Cycle != nil {
		r.Cycle = pairs(1, len(f.Cycles), count(slices.ContainsFunc(f.Cycles, func(c []string) bool { return sameRing(g.Cycle, c) })))
	}
	if g.HatTip != nil {
		tips := slices.ContainsFunc(f.Carriers, func(c CarrierPlace) bool {
			return c.Report == g.HatTip[0] && passes(g.HatTip[1:], c.Path)
		})
		r.HatTip = pairs(1, 1, count(tips))
	}
	if g.Uncorrected != nil {
		known := f.Corrected || slices.ContainsFunc(f.Carriers, func(c CarrierPlace) bool { return c.Stance == "corrects" })
		carries := slices.ContainsFunc(f.Carriers, func(c CarrierPlace) bool {
			return slices.Contains(g.Uncorrected, c.Report) && c.Stance != "corrects" && c.Stance != "denies"
		})
		r.Uncorrected = pairs(1, 1, count(known && carries))
	}
}

// stances is how many carriers of gold with a stance have it in the found claim.
func stances(stance string, g ClaimGold, f ClaimFound) Tally {
	with := func(c CarrierPlace) bool { return c.Stance == stance }
	return carriers(filter(g.Carriers, with), filter(f.Carriers, with))
}

func filter(s []CarrierPlace, ok func(CarrierPlace) bool) []CarrierPlace {
	var out []CarrierPlace
	for _, c := range s {
		if ok(c) {
			out = append(out, c)
		}
	}
	return out
}

// carriers tallies places that share a code point.
func carriers(gold, got []CarrierPlace) Tally {
	touches := func(a, b CarrierPlace) bool {
		return a.Report == b.Report && a.Start >= 0 && b.Start >= 0 && a.Start < b.End && b.Start < a.End
	}
	t := Tally{Gold: len(gold), Got: len(got)}
	for _, g := range gold {
		t.Found += count(slices.ContainsFunc(got, func(c CarrierPlace) bool { return touches(g, c) }))
	}
	for _, c := range got {
		t.Right += count(slices.ContainsFunc(gold, func(g CarrierPlace) bool { return touches(g, c) }))
	}
	return t
}

// sameRing tells whether b is a, begun anywhere.
func sameRing(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	i := slices.Index(b, a[0])
	return i >= 0 && slices.Equal(a, slices.Concat(b[i:], b[:i]))
}

// passes tells whether all of want stand in path, in their order.
func passes(want, path []string) bool {
	for _, w := range want {
		i := slices.Index(path, w)
		if i < 0 {
			return false
		}
		path = path[i+1:]
	}
	return true
}

// A LineageScore sums results up.
type LineageScore struct {
	Claims, Matched, Contained, Width, Knowable, Covers, First int

	Half, HalfContained int // claims half of whose carriers were found; of them, those whose interval holds the truth

	Carriers, Denials, Corrections, Denied, Corrected, Cycle, HatTip, Uncorrected Tally
}

// SumLineage sums results up.
func SumLineage(results []LineageResult) LineageScore {
	var s LineageScore
	for _, r := range results {
		s.Claims++
		s.Matched += count(r.Found >= 0)
		s.Contained += count(r.Contained)
		s.Width += r.Width
		s.Knowable += count(r.Knowable)
		s.Covers += count(r.Covers)
		s.First += count(r.First)
		s.Half += count(r.Half())
		s.HalfContained += count(r.Half() && r.Contained)
		s.Carriers.Add(r.Carriers)
		s.Denied.Add(r.Denied)
		s.Corrected.Add(r.Corrected)
		s.Denials.Add(r.Denials)
		s.Corrections.Add(r.Corrections)
		s.Cycle.Add(r.Cycle)
		s.HatTip.Add(r.HatTip)
		s.Uncorrected.Add(r.Uncorrected)
	}
	return s
}

// MeanWidth is how wide the intervals of the claims that were found are on average:
// 0 where each gives one number.
func (s LineageScore) MeanWidth() float64 {
	if s.Matched == 0 {
		return 0
	}
	return float64(s.Width) / float64(s.Matched)
}

// A CopyGroup is a report and those that copy or rewrite it.
type CopyGroup struct {
	Root    string
	Members []string
}

// CompareGroups tallies the members of gold groups that the found copies join with
// their root, over any number of steps.
func CompareGroups(gold []CopyGroup, copies [][2]string) Tally {
	next := map[string][]string{}
	for _, c := range copies {
		next[c[0]] = append(next[c[0]], c[1])
		next[c[1]] = append(next[c[1]], c[0])
	}
	var t Tally
	for _, g := range gold {
		seen := map[string]bool{g.Root: true}
		for queue := []string{g.Root}; len(queue) > 0; queue = queue[1:] {
			for _, to := range next[queue[0]] {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
		t.Gold += len(g.Members)
		for _, m := range g.Members {
			t.Found += count(seen[m])
		}
	}
	t.Got, t.Right = t.Found, t.Found
	return t
}
