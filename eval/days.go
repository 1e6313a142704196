package eval

import (
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/doc"
)

// days are the days from first up to and without end.
type days struct{ first, end time.Time }

func (d days) length() time.Duration { return d.end.Sub(d.first) }

// alike tells whether a and b share half of the days of either.
func (a days) alike(b days) bool {
	first, end := a.first, a.end
	if b.first.After(first) {
		first = b.first
	}
	if b.end.Before(end) {
		end = b.end
	}
	shared := end.Sub(first)
	return shared > 0 && 2*shared >= a.length()+b.length()-shared
}

// boundDays is what t's bounds hold, where t is a date or a time of day.
func boundDays(t doc.Time) (days, bool) {
	if t.Type != "DATE" && t.Type != "TIME" || len(t.Earliest) < 10 || len(t.Latest) < 10 {
		return days{}, false
	}
	first, err := time.Parse(time.DateOnly, t.Earliest[:10])
	if err != nil {
		return days{}, false
	}
	last, err := time.Parse(time.DateOnly, t.Latest[:10])
	if err != nil || last.Before(first) {
		return days{}, false
	}
	return days{first, last.AddDate(0, 0, 1)}, true
}

// seasons begin in the middle of a month by the calendar; here, as in weather
// records, with its first day.
var seasons = map[string]time.Month{"SP": time.March, "SU": time.June, "FA": time.September, "WI": time.December}

// valueDays is what the value of a date or a time of day holds: a century, a
// decade, a year, a half, a quarter, a season, a month, a week, a weekend or a
// day. TIMEX2 has no types: there, all values of that form count.
func valueDays(t doc.Time) (days, bool) {
	if t.Type != "DATE" && t.Type != "TIME" && t.Type != "" {
		return days{}, false
	}
	value, _, _ := strings.Cut(t.Value, "T")
	year, part, _ := strings.Cut(value, "-")
	y, err := strconv.Atoi(year)
	if err != nil || y <= 0 && len(year) == 4 {
		return days{}, false
	}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	months := func(m time.Month, n int) (days, bool) { return days{day(y, m, 1), day(y, m+time.Month(n), 1)}, true }
	number := func(s string, least, most int) int {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > most {
			return 0
		}
		return n
	}
	switch {
	case part == "" && len(year) == 2:
		return days{day(100*y, 1, 1), day(100*y+100, 1, 1)}, true
	case part == "" && len(year) == 3:
		return days{day(10*y, 1, 1), day(10*y+10, 1, 1)}, true
	case len(year) != 4:
		return days{}, false
	case part == "":
		return months(time.January, 12)
	case seasons[part] > 0:
		return months(seasons[part], 3)
	case part[0] == 'Q':
		if q := number(part[1:], 1, 4); q > 0 {
			return months(time.Month(3*q-2), 3)
		}
	case part[0] == 'H':
		if h := number(part[1:], 1, 2); h > 0 {
			return months(time.Month(6*h-5), 6)
		}
	case part[0] == 'W':
		week, end, weekend := strings.Cut(part[1:], "-")
		w := number(week, 1, 53)
		if w == 0 || weekend && end != "WE" {
			break
		}
		fourth := day(y, time.January, 4) // always in week 1
		monday := fourth.AddDate(0, 0, 7*(w-1)-(int(fourth.Weekday())+6)%7)
		if weekend {
			return days{monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 7)}, true
		}
		return days{monday, monday.AddDate(0, 0, 7)}, true
	default:
		month, d, dated := strings.Cut(part, "-")
		m := number(month, 1, 12)
		if m == 0 {
			break
		}
		if !dated {
			return months(time.Month(m), 1)
		}
		if n := number(d, 1, 31); n > 0 {
			first := day(y, time.Month(m), n)
			return days{first, first.AddDate(0, 0, 1)}, true
		}
	}
	return days{}, false
}
