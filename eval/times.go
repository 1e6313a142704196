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
}

// Times compares the times found in one document with the gold ones. Both are
// in text order.
func Times(gold, found []doc.Time) TimeScore {
	s := TimeScore{Gold: len(gold), Found: len(found)}
	for _, p := range PairTimes(gold, found) {
		g, f := gold[p.Gold], found[p.Found]
		s.Relaxed++
		s.Strict += count(g.Span == f.Span)
		s.Type += count(g.Type == f.Type)
		s.Value += count(g.Value == f.Value)
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
}

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
