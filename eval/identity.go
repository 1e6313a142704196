package eval

import "slices"

// An IdentityMember is an actor of one report with who it is, by gold and by an
// analysis. Gold and Got are names of clusters and mean nothing else; members of
// different collections have different ones.
type IdentityMember struct {
	Report, Actor string
	Gold, Got     string
}

// An IdentityScore compares who is who across reports.
type IdentityScore struct {
	Clusters CoreferenceScore // of members
	Pairs    Tally            // pairs of members of two reports that are one
	Unlike   int              // pairs that are known to differ, by who they are
	Merged   int              // of them, those that the analysis takes for one
}

// Add adds the scores of another collection.
func (s *IdentityScore) Add(o IdentityScore) {
	s.Clusters.Add(o.Clusters)
	s.Pairs.Add(o.Pairs)
	s.Unlike += o.Unlike
	s.Merged += o.Merged
}

// CompareIdentities compares who the members are by an analysis with who they
// are by gold. Unlike are pairs of gold's clusters that an analysis is apt to
// take for one.
func CompareIdentities(members []IdentityMember, unlike [][2]string) IdentityScore {
	gold := clustersOf(members, func(m IdentityMember) string { return m.Gold })
	got := clustersOf(members, func(m IdentityMember) string { return m.Got })
	s := IdentityScore{Clusters: CompareClusters(gold, got), Unlike: len(unlike)}
	both := clustersOf(members, func(m IdentityMember) string { return m.Gold + "\x00" + m.Got })
	s.Pairs = pairs(crossPairs(gold), crossPairs(got), crossPairs(both))
	for _, u := range unlike {
		s.Merged += count(slices.ContainsFunc(got, func(c []IdentityMember) bool {
			return hasGold(c, u[0]) && hasGold(c, u[1])
		}))
	}
	return s
}

func hasGold(cluster []IdentityMember, gold string) bool {
	return slices.ContainsFunc(cluster, func(m IdentityMember) bool { return m.Gold == gold })
}

// clustersOf parts members by a key, in the order in which the keys are met.
func clustersOf(members []IdentityMember, key func(IdentityMember) string) [][]IdentityMember {
	at := map[string]int{}
	var out [][]IdentityMember
	for _, m := range members {
		i, ok := at[key(m)]
		if !ok {
			i = len(out)
			at[key(m)] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], m)
	}
	return out
}

// crossPairs counts the pairs of members of one cluster and two reports.
func crossPairs(clusters [][]IdentityMember) int {
	n := 0
	for _, c := range clusters {
		in := map[string]int{}
		for _, m := range c {
			in[m.Report]++
		}
		n += len(c) * (len(c) - 1) / 2
		for _, k := range in {
			n -= k * (k - 1) / 2
		}
	}
	return n
}
