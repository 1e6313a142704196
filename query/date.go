package query

import (
	"strings"
	"time"
)

// typeset turns what word processors make of signs back into them.
var typeset = strings.NewReplacer("\u2265", ">=", "\u2264", "<=", "\u2026", "..")

// parseDates reads the value of a date field. Compare is put before it where
// the field's name brings one along. Swapped: the bounds stood in wrong order.
func parseDates(s, compare string) (dates Interval, swapped, ok bool) {
	s = strings.TrimSpace(typeset.Replace(s))
	if s != "" && (s[0] == '[' || s[0] == '{') {
		return bracketDates(s)
	}
	if from, to, isRange := strings.Cut(s, ".."); isRange {
		return rangeDates(from, to, false, false)
	}
	if s != "" && s[0] != '<' && s[0] != '>' {
		s = compare + s
	}
	switch {
	case strings.HasPrefix(s, ">="):
		return rangeDates(s[2:], "", false, false)
	case strings.HasPrefix(s, ">"):
		return rangeDates(s[1:], "", true, false)
	case strings.HasPrefix(s, "<="):
		return rangeDates("", s[2:], false, false)
	case strings.HasPrefix(s, "<"):
		return rangeDates("", s[1:], false, true)
	}
	first, last, ok := span(s)
	return Interval{iso(first), iso(last)}, false, ok
}

// bracketDates reads "[a TO b]", "{a TO b}" without its bounds, and mixtures;
// "*" is open.
func bracketDates(s string) (dates Interval, swapped, ok bool) {
	fields := strings.Fields(strings.Trim(s, "[]{}"))
	if len(fields) != 3 || !strings.EqualFold(fields[1], "to") {
		return Interval{}, false, false
	}
	from, to := strings.Trim(fields[0], "*"), strings.Trim(fields[2], "*")
	return rangeDates(from, to, s[0] == '{', strings.HasSuffix(s, "}"))
}

// rangeDates reads two bounds, "" for an open one. After and before: the bound
// itself is not in the range.
func rangeDates(from, to string, after, before bool) (dates Interval, swapped, ok bool) {
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if from == "" && to == "" {
		return Interval{}, false, false
	}
	var a, aEnd, b, bEnd time.Time
	if from != "" {
		if a, aEnd, ok = span(from); !ok {
			return Interval{}, false, false
		}
	}
	if to != "" {
		if b, bEnd, ok = span(to); !ok {
			return Interval{}, false, false
		}
	}
	if from != "" && to != "" && b.Before(a) {
		a, aEnd, b, bEnd, swapped = b, bEnd, a, aEnd, true
	}
	if after && from != "" {
		a = aEnd.AddDate(0, 0, 1)
	}
	if before && to != "" {
		bEnd = b.AddDate(0, 0, -1)
	}
	if from != "" {
		dates.From = iso(a)
	}
	if to != "" {
		dates.To = iso(bEnd)
	}
	inside := a.Year() <= 9999 && bEnd.Year() >= 1 && (from == "" || to == "" || !bEnd.Before(a))
	return dates, swapped, inside
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// dayLayouts are the forms of a day; monthLayouts those of a month. Names of
// months are read in any case.
var (
	dayLayouts   = []string{"2006-1-2", "2006/1/2", "2 January 2006", "2 Jan 2006", "January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan 2 2006"}
	monthLayouts = []string{"2006-1", "2006/1", "January 2006", "Jan 2006"}
)

// span is the first and the last day of a year, a month or a day.
func span(s string) (first, last time.Time, ok bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1 {
			return t, t, true
		}
	}
	for _, layout := range monthLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1 {
			return t, t.AddDate(0, 1, -1), true
		}
	}
	if t, err := time.Parse("2006", s); err == nil && t.Year() >= 1 {
		return t, t.AddDate(1, 0, -1), true
	}
	return first, last, false
}

// A grain is how much of a date is written: a day, a month or a year.
type grain int

const (
	dayGrain grain = iota
	monthGrain
	yearGrain
)

// write cuts an ISO day to g.
func (g grain) write(day string) string {
	switch {
	case len(day) != len(time.DateOnly):
		return day
	case g == yearGrain:
		return day[:4]
	case g == monthGrain:
		return day[:7]
	}
	return day
}

// grain is the coarsest that both bounds allow.
func (i Interval) grain() grain {
	from, errFrom := time.Parse(time.DateOnly, i.From)
	to, errTo := time.Parse(time.DateOnly, i.To)
	g := yearGrain
	if errFrom == nil {
		g = min(g, boundGrain(from.Day() == 1, from.Month() == time.January))
	}
	if errTo == nil {
		next := to.AddDate(0, 0, 1)
		g = min(g, boundGrain(next.Day() == 1, next.Month() == time.January))
	}
	return g
}

func boundGrain(month, year bool) grain {
	switch {
	case month && year:
		return yearGrain
	case month:
		return monthGrain
	}
	return dayGrain
}

// String writes i as Parse reads it, in its shortest form.
func (i Interval) String() string {
	g := i.grain()
	from, to := g.write(i.From), g.write(i.To)
	if from == to && from != "" {
		return from
	}
	return from + ".." + to
}
