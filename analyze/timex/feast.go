package timex

// A feast is a day of the year with a name: a day of a month, the n-th of some
// weekday of a month, or a number of days from Easter Sunday.
type feastDay struct {
	month, day   int
	weekday, nth int // nth -1: the last
	fromEaster   int
	easter       bool
	plus         int // days after the n-th weekday
}

// feasts are in the order that the rules number them.
var feasts = []feastDay{
	{},
	{month: 12, day: 25},                     // 1 Christmas
	{month: 12, day: 24},                     // 2 Christmas Eve
	{month: 1, day: 1},                       // 3 New Year's Day
	{month: 12, day: 31},                     // 4 New Year's Eve
	{month: 2, day: 14},                      // 5 Valentine's Day
	{month: 10, day: 31},                     // 6 Halloween
	{month: 7, day: 4},                       // 7 Independence Day (United States)
	{month: 11, weekday: 4, nth: 4},          // 8 Thanksgiving (United States)
	{month: 9, weekday: 1, nth: 1},           // 9 Labor Day (United States)
	{month: 5, weekday: 1, nth: -1},          // 10 Memorial Day (United States)
	{month: 11, weekday: 1, nth: 1, plus: 1}, // 11 Election Day (United States)
	{easter: true},                           // 12 Easter Sunday
	{easter: true, fromEaster: 1},            // 13 Easter Monday
	{easter: true, fromEaster: -2},           // 14 Good Friday
	{month: 5, day: 1},                       // 15 May Day
}

// feast is the date of feasts[i] in year y.
func feast(y, i int) date {
	f := feasts[i]
	switch {
	case f.easter:
		return easter(y).addDays(f.fromEaster)
	case f.day > 0:
		return date{y, f.month, f.day}
	case f.nth < 0:
		t := date{y, f.month, daysIn(y, f.month)}
		return t.addDays(-((t.weekday() - f.weekday + 7) % 7))
	}
	t := date{y, f.month, 1}
	return t.addDays((f.weekday-t.weekday()+7)%7 + 7*(f.nth-1) + f.plus)
}

// easter is Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
func easter(y int) date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	l := (32 + 2*e + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date{y, n / 31, n%31 + 1}
}
