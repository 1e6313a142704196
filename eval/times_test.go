package eval

import (
	"testing"
	"time"

	"github.com/saysonews/sayso/doc"
)

func at(start, end int, typ, value string) doc.Time {
	return doc.Time{Span: doc.Span{Start: start, End: end}, Type: typ, Value: value}
}

func TestTimes(t *testing.T) {
	gold := []doc.Time{at(0, 6, "DATE", "2019"), at(10, 20, "DATE", "2019-03"), at(30, 35, "DURATION", "P1D")}
	found := []doc.Time{at(0, 6, "DATE", "2019"), at(12, 20, "TIME", "2019-03"), at(21, 25, "DATE", "2020"), at(31, 35, "DURATION", "P2D")}
	got := Times(gold, found)
	want := TimeScore{Gold: 3, Found: 4, Relaxed: 3, Strict: 1, Type: 2, Value: 2, Valued: 3, Interval: Tally{Gold: 2}}
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

func TestInterval(t *testing.T) {
	bounded := func(start int, typ, earliest, latest string) doc.Time {
		return doc.Time{Span: doc.Span{Start: start, End: start + 5}, Type: typ, Earliest: earliest, Latest: latest}
	}
	gold := []doc.Time{at(0, 5, "DATE", "2019-03"), at(10, 15, "DATE", "2019-03-07"), at(20, 25, "DURATION", "P1D"), at(30, 35, "DATE", "PRESENT_REF")}
	found := []doc.Time{
		bounded(0, "DATE", "2019-03-10", "2019-04-02"), // 22 of 33 days
		bounded(10, "TIME", "2019-03-08T10:00", "2019-03-08T11:00"),
		bounded(20, "DURATION", "2019-03-01", "2019-03-02"),
		bounded(30, "DATE", "", ""),
	}
	if got, want := Times(gold, found).Interval, (Tally{Gold: 2, Got: 2, Found: 1, Right: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestValueDays(t *testing.T) {
	for value, want := range map[string]string{
		"19": "1900-01-01 1999-12-31", "201": "2010-01-01 2019-12-31", "2019": "2019-01-01 2019-12-31",
		"2019-H2": "2019-07-01 2019-12-31", "2019-Q1": "2019-01-01 2019-03-31", "2019-WI": "2019-12-01 2020-02-29",
		"2019-02": "2019-02-01 2019-02-28", "2019-W10": "2019-03-04 2019-03-10", "2020-W01-WE": "2020-01-04 2020-01-05",
		"2019-03-07TMO": "2019-03-07 2019-03-07", "2019-03-07T16:00": "2019-03-07 2019-03-07",
		"P1D": "", "PRESENT_REF": "", "2019-XX": "", "XXXX-WI": "", "2019-13": "", "BC0490": "", "": "", "2019-Q": "", "2019-W00": "", "0000": "",
	} {
		got := ""
		if d, ok := valueDays(doc.Time{Type: "DATE", Value: value}); ok {
			got = d.first.Format(time.DateOnly) + " " + d.end.AddDate(0, 0, -1).Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
