package eval

import "github.com/saysonews/sayso/doc"

// A TimeScore scores times as TempEval-3 does. Pairs are gold and found times
// that share a byte, each used at most once; the fields after Found count pairs.
type TimeScore struct {
	Gold, Found int
	Relaxed     int // pairs
	Strict      int // with the same span
	Type        int // with the same type
	Value       int // with the same value

	// Interval compares the days that times cover: pairs that share half of the
	// days of either (Jaccard), among dates and times of day that cover days of
	// the calendar. Gold's days are those of its value, "2019-03" thirty-one.
	Interval Tally
	Valued   int // pairs of which gold has a value
}

// Times compares the times found in one document with the gold ones. Both are
// in text order.
func Times(gold, found []doc.Time) TimeScore {
	s := TimeScore{Gold: len(gold), Found: len(found)}
	for _, g := range gold {
		_, ok := valueDays(g)
		s.Interval.Gold += count(ok)
	}
	for _, f := range found {
		_, ok := boundDays(f)
		s.Interval.Got += count(ok)
	}
	for _, p := range PairTimes(gold, found) {
		g, f := gold[p.Gold], found[p.Found]
		s.Relaxed++
		s.Strict += count(g.Span == f.Span)
		s.Type += count(g.Type == f.Type)
		s.Value += count(g.Value == f.Value)
		s.Valued += count(g.Value != "")
		want, ok := valueDays(g)
		have, found := boundDays(f)
		if ok && found && want.alike(have) {
			s.Interval.Found++
			s.Interval.Right++
		}
	}
	return s
}

// A TimePair holds the indices of a gold time and a found one that overlap.
type TimePair struct{ Gold, Found int }

// PairTimes pairs the times that overlap: those with the same span first, then
// the others from left to right.
func PairTimes(gold, found []doc.Time) []TimePair {
	match := make([]int, len(gold)) // index in found + 1
	used := make([]bool, len(found))
	for _, same := range []bool{true, false} {
		j := 0
		for i, g := range gold {
			for j < len(found) && found[j].Span.End <= g.Span.Start {
				j++
			}
			for k := j; match[i] == 0 && k < len(found) && found[k].Span.Start < g.Span.End; k++ {
				if !used[k] && g.Span.Overlaps(found[k].Span) && (!same || g.Span == found[k].Span) {
					match[i], used[k] = k+1, true
				}
			}
		}
	}
	var pairs []TimePair
	for i, m := range match {
		if m > 0 {
			pairs = append(pairs, TimePair{i, m - 1})
		}
	}
	return pairs
}

// Add adds the counts of o.
func (s *TimeScore) Add(o TimeScore) {
	s.Gold += o.Gold
	s.Found += o.Found
	s.Relaxed += o.Relaxed
	s.Strict += o.Strict
	s.Type += o.Type
	s.Value += o.Value
	s.Interval.Add(o.Interval)
	s.Valued += o.Valued
}

// ValueAmongFound is the percentage of pairs with the same value, among those of
// which gold has one.
func (s TimeScore) ValueAmongFound() float64 { return percent(s.Value, s.Valued) }

// Precision is the share of the found times that the n right pairs are; 0 to 1.
func (s TimeScore) Precision(n int) float64 { return ratio(n, s.Found) }

// Recall is the share of the gold times that the n right pairs are.
func (s TimeScore) Recall(n int) float64 { return ratio(n, s.Gold) }

// F1 is the harmonic mean of Precision and Recall.
func (s TimeScore) F1(n int) float64 { return ratio(2*n, s.Found+s.Gold) }

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
