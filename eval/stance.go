package eval

import "slices"

// StanceClasses are what a report may have to say of a claim, in the order in
// which a StanceScore counts them: it supports the claim, denies it, tells of it
// without taking a side, or is about something else.
var StanceClasses = []string{"agree", "disagree", "discuss", "unrelated"}

// A StanceScore counts pairs of a claim and a report by gold's class and the
// analysis': [gold][got].
type StanceScore [4][4]int

// Count counts one pair. A class that is none of StanceClasses counts for
// nothing.
func (s *StanceScore) Count(gold, got string) {
	i, j := slices.Index(StanceClasses, gold), slices.Index(StanceClasses, got)
	if i >= 0 && j >= 0 {
		s[i][j]++
	}
}

// Add adds the scores of other pairs.
func (s *StanceScore) Add(o StanceScore) {
	for i := range s {
		for j := range s[i] {
			s[i][j] += o[i][j]
		}
	}
}

// Size is the number of pairs.
func (s StanceScore) Size() int {
	n := 0
	for i := range s {
		n += rowSum(s[i])
	}
	return n
}

// Tally is the tally of one class.
func (s StanceScore) Tally(class string) Tally {
	i := slices.Index(StanceClasses, class)
	got := 0
	for gold := range s {
		got += s[gold][i]
	}
	return pairs(rowSum(s[i]), got, s[i][i])
}

// MacroF1 is the mean F1 of the four classes, in percent.
func (s StanceScore) MacroF1() float64 {
	total := 0.0
	for _, c := range StanceClasses {
		total += s.Tally(c).F1()
	}
	return total / float64(len(StanceClasses))
}

// Weighted is the measure of the Fake News Challenge, in percent of what can be
// had: a quarter of a point for telling whether a pair is related, the other
// three quarters for the stance of a related one.
func (s StanceScore) Weighted() float64 {
	const unrelated = 3
	have, all := 0.0, 0.0
	for gold := range s {
		for got, n := range s[gold] {
			n := float64(n)
			switch {
			case gold == unrelated:
				all += n / 4
			default:
				all += n
			}
			switch {
			case gold == unrelated && got == unrelated:
				have += n / 4
			case gold == unrelated || got == unrelated:
			case gold == got:
				have += n
			default:
				have += n / 4
			}
		}
	}
	if all == 0 {
		return 0
	}
	return 100 * have / all
}

// RelatedAccuracy is the percentage of gold's related pairs that have the right
// stance.
func (s StanceScore) RelatedAccuracy() float64 {
	right, all := 0, 0
	for gold := range 3 {
		right += s[gold][gold]
		all += rowSum(s[gold])
	}
	return percent(right, all)
}

// Majority is the score of who knows which pairs are related and gives all of
// those gold's most frequent stance.
func (s StanceScore) Majority() StanceScore {
	most := 0
	for gold := range 3 {
		if rowSum(s[gold]) > rowSum(s[most]) {
			most = gold
		}
	}
	var m StanceScore
	for gold := range 3 {
		m[gold][most] = rowSum(s[gold])
	}
	m[3][3] = rowSum(s[3])
	return m
}

func rowSum(row [4]int) int { return row[0] + row[1] + row[2] + row[3] }
