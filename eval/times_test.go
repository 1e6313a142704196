package eval

import (
	"testing"

	"github.com/saysonews/sayso/doc"
)

func at(start, end int, typ, value string) doc.Time {
	return doc.Time{Span: doc.Span{Start: start, End: end}, Type: typ, Value: value}
}

func TestTimes(t *testing.T) {
	gold := []doc.Time{at(0, 6, "DATE", "2019"), at(10, 20, "DATE", "2019-03"), at(30, 35, "DURATION", "P1D")}
	found := []doc.Time{at(0, 6, "DATE", "2019"), at(12, 20, "TIME", "2019-03"), at(21, 25, "DATE", "2020"), at(31, 35, "DURATION", "P2D")}
	got := Times(gold, found)
	want := TimeScore{Gold: 3, Found: 4, Relaxed: 3, Strict: 1, Type: 2, Value: 2}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if f := got.F1(got.Relaxed); f < 0.857 || f > 0.858 {
		t.Errorf("relaxed F1 %f, want 6/7", f)
	}
}

func TestTimesUsesEachOnce(t *testing.T) {
	gold := []doc.Time{at(0, 20, "DATE", "a")}
	found := []doc.Time{at(0, 5, "DATE", "a"), at(0, 20, "DATE", "b")}
	if got := Times(gold, found); got.Relaxed != 1 || got.Strict != 1 {
		t.Errorf("got %+v, want one pair, the one with the same span", got)
	}
}

func TestNoTimes(t *testing.T) {
	var s TimeScore
	s.Add(Times(nil, nil))
	if f := s.F1(s.Relaxed); f != 0 {
		t.Errorf("F1 of nothing is %f, want 0", f)
	}
}
