package eval

// A ReusePair says that one report reuses another; both are told by their IDs.
type ReusePair struct{ From, To string }

// undirected is p with its reports in order.
func (p ReusePair) undirected() ReusePair { return ReusePair{min(p.From, p.To), max(p.From, p.To)} }

// CompareReuse compares pairs of reports, each of which counts once. Where
// directed is false, who reuses whom does not matter.
func CompareReuse(gold, got []ReusePair, directed bool) Tally {
	want, have := reuseSet(gold, directed), reuseSet(got, directed)
	right := 0
	for p := range have {
		right += count(want[p])
	}
	return pairs(len(want), len(have), right)
}

func reuseSet(ps []ReusePair, directed bool) map[ReusePair]bool {
	out := map[ReusePair]bool{}
	for _, p := range ps {
		if !directed {
			p = p.undirected()
		}
		out[p] = true
	}
	return out
}
