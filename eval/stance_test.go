package eval

import (
	"math"
	"testing"
)

func TestStanceScore(t *testing.T) {
	var s StanceScore
	for _, p := range [][2]string{
		{"agree", "agree"}, {"agree", "discuss"}, {"disagree", "agree"}, {"discuss", "discuss"},
		{"discuss", "discuss"}, {"discuss", "unrelated"}, {"unrelated", "unrelated"}, {"unrelated", "agree"},
		{"cheer", "agree"},
	} {
		s.Count(p[0], p[1])
	}
	if s.Size() != 8 {
		t.Errorf("%d pairs, want 8", s.Size())
	}
	// Of 6 + 2/4 points: 3 right stances, 2 related ones a quarter, 1 unrelated a quarter.
	stanceValue(t, "weighted", s.Weighted(), 100*3.75/6.5)
	stanceValue(t, "related accuracy", s.RelatedAccuracy(), 50)
	stanceValue(t, "F1 of agree", s.Tally("agree").F1(), 40)
	stanceValue(t, "F1 of disagree", s.Tally("disagree").F1(), 0)
	stanceValue(t, "macro F1", s.MacroF1(), (40+0+200.0/3+50)/4)
	m := s.Majority()
	if m[0][2] != 2 || m[1][2] != 1 || m[2][2] != 3 || m[3][3] != 2 {
		t.Errorf("majority is %v", m)
	}
	two := s
	two.Add(s)
	if two.Size() != 16 || two.Weighted() != s.Weighted() {
		t.Errorf("twice the pairs: %v", two)
	}
	stanceValue(t, "no pairs", StanceScore{}.Weighted(), 0)
}

func stanceValue(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
