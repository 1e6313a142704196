package timex

import (
	"fmt"
	"strconv"
)

// A date is a day of the Gregorian calendar.
type date struct{ y, m, d int }

// number counts days from 1970-01-01 (H. Hinnant's days_from_civil).
func (t date) number() int {
	y, m := t.y, t.m
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + t.d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// dateOf is the inverse of number.
func dateOf(n int) date {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	t := date{yoe + era*400, mp + 3, doy - (153*mp+2)/5 + 1}
	if t.m > 12 {
		t.m -= 12
		t.y++
	}
	return t
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// weekday is 1 for Monday to 7 for Sunday.
func (t date) weekday() int { return ((t.number()+3)%7+7)%7 + 1 }

func (t date) addDays(n int) date { return dateOf(t.number() + n) }

// addMonths keeps the day of the month where the month has it.
func (t date) addMonths(n int) date {
	m := t.y*12 + t.m - 1 + n
	out := date{floorDiv(m, 12), m - floorDiv(m, 12)*12 + 1, t.d}
	out.d = min(out.d, daysIn(out.y, out.m))
	return out
}

func daysIn(y, m int) int {
	next := date{y, m + 1, 1}
	if m == 12 {
		next = date{y + 1, 1, 1}
	}
	return next.number() - date{y, m, 1}.number()
}

func (t date) valid() bool {
	return t.y != 0 && t.y >= -9999 && t.y <= 9999 && t.m >= 1 && t.m <= 12 && t.d >= 1 && t.d <= daysIn(t.y, t.m)
}

// isoWeek is the ISO 8601 week of t and the year that the week belongs to.
func (t date) isoWeek() (y, w int) {
	thursday := t.addDays(4 - t.weekday())
	return thursday.y, (thursday.number()-date{thursday.y, 1, 1}.number())/7 + 1
}

func (t date) String() string { return string(t.append(make([]byte, 0, 10))) }

func (t date) append(b []byte) []byte {
	b = appendPadded(b, t.y, 4)
	b = append(b, '-')
	b = appendPadded(b, t.m, 2)
	b = append(b, '-')
	return appendPadded(b, t.d, 2)
}

func appendPadded(b []byte, n, width int) []byte {
	s := strconv.Itoa(n)
	for range width - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// parseDate reads the date at the start of an ISO 8601 date or date-time.
func parseDate(s string) (date, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return date{}, false
	}
	y, err1 := strconv.Atoi(s[:4])
	m, err2 := strconv.Atoi(s[5:7])
	d, err3 := strconv.Atoi(s[8:10])
	t := date{y, m, d}
	return t, err1 == nil && err2 == nil && err3 == nil && t.valid()
}

// A stretch is a piece of the calendar: the unit that start lies in.
type stretch struct {
	start date
	unit  unit
}

// truncate is the stretch of unit u that t lies in.
func truncate(t date, u unit) stretch {
	switch u {
	case week, fortnight:
		t = t.addDays(1 - t.weekday())
	case weekend:
		t = t.addDays(6 - t.weekday())
	case month:
		t.d = 1
	case quarter:
		t.m, t.d = (t.m-1)/3*3+1, 1
	case season:
		t = t.addMonths(-(t.m % 3))
		t.d = 1
	case half:
		t.m, t.d = (t.m-1)/6*6+1, 1
	case year:
		t.m, t.d = 1, 1
	case decade:
		t = firstYear(t.y, 10)
	case century:
		t = firstYear(t.y, 100)
	}
	return stretch{t, u}
}

// firstYear opens the n years that y is among: the 480s BC begin in 489.
func firstYear(y, n int) date {
	y = y / n * n
	if y < 0 {
		y -= n - 1
	}
	return date{y, 1, 1}
}

// shifted is t moved by n units.
func shifted(t date, n int, u unit) date {
	switch u {
	case weekend, week:
		return t.addDays(7 * n)
	case fortnight:
		return t.addDays(14 * n)
	case month:
		return t.addMonths(n)
	case quarter, season:
		return t.addMonths(3 * n)
	case half:
		return t.addMonths(6 * n)
	case year:
		return t.addMonths(12 * n)
	case decade:
		return t.addMonths(120 * n)
	case century:
		return t.addMonths(1200 * n)
	case second, minute, hour:
		return t
	}
	return t.addDays(n)
}

// value is the TIMEX3 value of s.
func (s stretch) value() string {
	t := s.start
	if t.y < 0 {
		s.start.y = -t.y
		return "BC" + s.value()
	}
	switch s.unit {
	case century:
		return fmt.Sprintf("%02d", t.y/100)
	case decade:
		return fmt.Sprintf("%03d", t.y/10)
	case year:
		return fmt.Sprintf("%04d", t.y)
	case half:
		return fmt.Sprintf("%04d-H%d", t.y, (t.m+5)/6)
	case season:
		return fmt.Sprintf("%04d-%s", t.y, seasonNames[seasonOf(t.m)])
	case quarter:
		return fmt.Sprintf("%04d-Q%d", t.y, (t.m+2)/3)
	case month:
		return t.String()[:7]
	case week, fortnight:
		y, w := t.isoWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case weekend:
		y, w := t.isoWeek()
		return fmt.Sprintf("%04d-W%02d-WE", y, w)
	}
	return t.String()
}

// seasonOf is the index in seasonNames of the northern season that month m begins.
func seasonOf(m int) int { return m / 3 }

// end is the last day of s.
func (s stretch) end() date {
	switch s.unit {
	case weekend:
		return s.start.addDays(1)
	case week, fortnight, month, quarter, season, half, year, decade, century:
		return shifted(s.start, 1, s.unit).addDays(-1)
	}
	return s.start
}
