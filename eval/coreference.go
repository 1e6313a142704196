package eval

import "math"

// A CoreferenceScore compares two partitions of mentions into clusters: which
// mentions mean the same thing. The measures are those of the CoNLL-2012 shared
// task as its scorer 8.01 defines them (Pradhan et al., "Scoring coreference
// partitions of predicted mentions", ACL 2014); scores of documents add up.
type CoreferenceScore struct {
	MUC    Agreement // links that hold clusters together (Vilain et al. 1995); blind to singletons
	BCubed Agreement // by mention: how much of its cluster agrees (Bagga and Baldwin 1998)
	CEAFe  Agreement // by cluster: likeness under the best one-to-one alignment (Luo 2005, φ4)
}

// An Agreement is recall and precision before division. Unlike those of a
// Tally, its counts may be fractions.
type Agreement struct {
	Found, Gold float64 // recall is Found of Gold
	Right, Got  float64 // precision is Right of Got
}

// CompareClusters compares the clusters of an analysis with gold's. A mention
// stands in one cluster of a side; where it is repeated, the first counts.
// Either side may have mentions that the other lacks.
func CompareClusters[M comparable](gold, got [][]M) CoreferenceScore {
	gold, got = distinct(gold), distinct(got)
	rows := meetings(gold, got)
	var s CoreferenceScore
	s.MUC.Found, s.MUC.Gold = heldLinks(gold, rows)
	s.MUC.Right, s.MUC.Got = heldLinks(got, meetings(got, gold))
	for i, row := range rows {
		for _, m := range row {
			n := float64(m.mentions)
			s.BCubed.Found += n * n / float64(len(gold[i]))
			s.BCubed.Right += n * n / float64(len(got[m.with]))
		}
		s.BCubed.Gold += float64(len(gold[i]))
	}
	for _, c := range got {
		s.BCubed.Got += float64(len(c))
	}
	alike := alignment(gold, got, rows)
	s.CEAFe = Agreement{alike, float64(len(gold)), alike, float64(len(got))}
	return s
}

// Add adds o to s.
func (s *CoreferenceScore) Add(o CoreferenceScore) {
	s.MUC.add(o.MUC)
	s.BCubed.add(o.BCubed)
	s.CEAFe.add(o.CEAFe)
}

// CoNLL is the mean of the three F1, in percent.
func (s CoreferenceScore) CoNLL() float64 {
	return (s.MUC.F1() + s.BCubed.F1() + s.CEAFe.F1()) / 3
}

func (a *Agreement) add(o Agreement) {
	a.Found += o.Found
	a.Gold += o.Gold
	a.Right += o.Right
	a.Got += o.Got
}

// Precision is in percent, and 0 where the analysis has nothing to judge.
func (a Agreement) Precision() float64 { return 100 * share(a.Right, a.Got) }

// Recall is in percent, and 0 where gold has nothing to find.
func (a Agreement) Recall() float64 { return 100 * share(a.Found, a.Gold) }

// F1 is the harmonic mean of precision and recall, in percent. As in the
// shared task's scorer it is 0, not 100, where there is nothing to find.
func (a Agreement) F1() float64 { return 100 * share(a.Found*a.Right*2, a.Found*a.Got+a.Right*a.Gold) }

func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// A meeting is a cluster of the other side that has mentions in common.
type meeting struct{ with, mentions int }

// meetings lists for each cluster of a those of b that it meets, in the order
// of its mentions.
func meetings[M comparable](a, b [][]M) [][]meeting {
	in := map[M]int{}
	for i, c := range b {
		for _, m := range c {
			in[m] = i
		}
	}
	out := make([][]meeting, len(a))
	for i, c := range a {
		at := map[int]int{} // index in out[i] of a cluster of b
		for _, m := range c {
			with, ok := in[m]
			if !ok {
				continue
			}
			k, seen := at[with]
			if !seen {
				k = len(out[i])
				at[with] = k
				out[i] = append(out[i], meeting{with: with})
			}
			out[i][k].mentions++
		}
	}
	return out
}

// heldLinks counts the links that clusters need, one less than their mentions,
// and those of them that the other side has too.
func heldLinks[M comparable](clusters [][]M, rows [][]meeting) (held, all float64) {
	for i, c := range clusters {
		parts := len(c) + len(rows[i]) // a mention that the other side lacks is a part of its own
		for _, m := range rows[i] {
			parts -= m.mentions
		}
		all += float64(len(c) - 1)
		held += float64(len(c) - parts)
	}
	return held, all
}

// distinct is clusters without repeated mentions and without empty clusters.
func distinct[M comparable](clusters [][]M) [][]M {
	seen := map[M]bool{}
	var out [][]M
	for _, c := range clusters {
		var kept []M
		for _, m := range c {
			if !seen[m] {
				seen[m] = true
				kept = append(kept, m)
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// alignment is the sum of the likeness, φ4, of the clusters that the best
// one-to-one alignment pairs. Clusters that do not meet, even by way of others,
// are aligned apart from each other, which keeps the problems small.
func alignment[M comparable](gold, got [][]M, rows [][]meeting) float64 {
	sum := 0.0
	for _, group := range groups(rows, len(got)) {
		column := map[int]int{} // of a cluster of got in this group
		for _, g := range group {
			for _, m := range rows[g] {
				if _, ok := column[m.with]; !ok {
					column[m.with] = len(column)
				}
			}
		}
		likeness := make([][]float64, len(group))
		for k, g := range group {
			likeness[k] = make([]float64, len(column))
			for _, m := range rows[g] {
				likeness[k][column[m.with]] = 2 * float64(m.mentions) / float64(len(gold[g])+len(got[m.with]))
			}
		}
		sum += assign(likeness)
	}
	return sum
}

// groups parts the rows that meet any column into groups that share none.
func groups(rows [][]meeting, columns int) [][]int {
	metBy := make([][]int, columns)
	for i, row := range rows {
		for _, m := range row {
			metBy[m.with] = append(metBy[m.with], i)
		}
	}
	var out [][]int
	done := make([]bool, len(rows))
	for i := range rows {
		if done[i] || len(rows[i]) == 0 {
			continue
		}
		done[i] = true
		group := []int{i}
		for k := 0; k < len(group); k++ {
			for _, m := range rows[group[k]] {
				for _, other := range metBy[m.with] {
					if !done[other] {
						done[other] = true
						group = append(group, other)
					}
				}
				metBy[m.with] = nil // all of them are in the group now
			}
		}
		out = append(out, group)
	}
	return out
}

// assign is the largest sum of entries of a that stand in different rows and
// columns, by the Hungarian method with potentials (Kuhn, Munkres; the form of
// Jonker and Volgenant), in the square of the short side times the long one.
func assign(a [][]float64) float64 {
	if len(a) > len(a[0]) {
		a = turned(a)
	}
	rows, columns := len(a), len(a[0])
	// Rows and columns count from 1; column 0 holds the row that is being placed.
	u, v := make([]float64, rows+1), make([]float64, columns+1)
	rowAt, via := make([]int, columns+1), make([]int, columns+1)
	for r := 1; r <= rows; r++ {
		rowAt[0] = r
		slack := make([]float64, columns+1)
		for j := range slack {
			slack[j] = math.Inf(1)
		}
		used := make([]bool, columns+1)
		at := 0
		for rowAt[at] != 0 {
			used[at] = true
			next, delta := 0, math.Inf(1)
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if cost := -a[rowAt[at]-1][j-1] - u[rowAt[at]] - v[j]; cost < slack[j] {
					slack[j], via[j] = cost, at
				}
				if slack[j] < delta {
					next, delta = j, slack[j]
				}
			}
			for j := range used {
				if used[j] {
					u[rowAt[j]] += delta
					v[j] -= delta
				} else {
					slack[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowAt[at] = rowAt[via[at]]
			at = via[at]
		}
	}
	sum := 0.0
	for j := 1; j <= columns; j++ {
		if rowAt[j] != 0 {
			sum += a[rowAt[j]-1][j-1]
		}
	}
	return sum
}

func turned(a [][]float64) [][]float64 {
	out := make([][]float64, len(a[0]))
	for j := range out {
		out[j] = make([]float64, len(a))
		for i := range a {
			out[j][i] = a[i][j]
		}
	}
	return out
}
