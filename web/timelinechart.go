package web

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// A TimeChart counts events, or reports, over time.
type TimeChart struct {
	Of      string    `json:"of"`   // "events" or "reports"
	Unit    string    `json:"unit"` // of a bar: "day", "week", "month", "year", "decade", "century"
	From    string    `json:"from"` // day
	To      string    `json:"to"`   // day, included
	Bars    []TimeBar `json:"bars"` // without gaps, also those of nothing
	Earlier *TimeBar  `json:"earlier,omitempty"`
	Later   *TimeBar  `json:"later,omitempty"`
	Counted int       `json:"counted"`        // events or reports
	More    bool      `json:"more,omitempty"` // there are more

	from, to string // the range that is looked at
}

// A TimeBar is what lies between two days, both included.
type TimeBar struct {
	From string `json:"from"`
	To   string `json:"to"`
	Sure int    `json:"within"` // that lie within for certain
	May  int    `json:"maybe"`  // that may, since their date is vaguer
}

// A timeSpan is the days between which n events lie, both included, "" for open.
type timeSpan struct {
	earliest, latest string
	n                int
}

// A timeUnit is what a bar stands for.
type timeUnit struct {
	name  string
	days  int // about
	start func(t time.Time) time.Time
	next  func(t time.Time) time.Time
}

// mostBars is how many bars a chart has at most, a few aside.
const mostBars = 62

var timeUnits = []timeUnit{
	{"day", 1, func(t time.Time) time.Time { return t }, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"week", 7, func(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }, func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }},
	{"month", 30, func(t time.Time) time.Time { return t.AddDate(0, 0, 1-t.Day()) }, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	yearsUnit("year", 1), yearsUnit("decade", 10), yearsUnit("century", 100),
}

func yearsUnit(name string, n int) timeUnit {
	return timeUnit{name, 365 * n,
		func(t time.Time) time.Time { return time.Date(t.Year()-t.Year()%n, 1, 1, 0, 0, 0, 0, time.UTC) },
		func(t time.Time) time.Time { return t.AddDate(n, 0, 0) }}
}

func unitFor(days int) timeUnit {
	for _, u := range timeUnits {
		if days <= mostBars*u.days {
			return u
		}
	}
	return timeUnits[len(timeUnits)-1]
}

// A day is counted from 1 January 1970.
func dayNumber(s string) (int, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

func dayAt(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

func isoDay(n int) string { return dayAt(n).Format(time.DateOnly) }

func numberOf(t time.Time) int { return int(t.Unix() / 86400) }

// leastDays is how many days a chart shows at least, so that a short range stands
// among its neighbours.
const leastDays = 21

// chartAround is the range of a chart about the range that is looked at.
func chartAround(from, to string) (string, string) {
	a, okA := dayNumber(from)
	b, okB := dayNumber(to)
	if !okA || !okB {
		return from, to
	}
	more := max(0, leastDays-(b-a+1)+1) / 2
	return isoDay(a - more), isoDay(b + more)
}

// newChart is the chart of spans, about the range that is looked at. Where most lie
// in a small part of all the time, the chart is of that part, and the rest is in
// Earlier and Later.
func newChart(spans []timeSpan, from, to string) TimeChart {
	c := TimeChart{Unit: "day", Bars: []TimeBar{}, from: from, to: to}
	days := boundsOf(spans)
	if len(days) == 0 {
		return c
	}
	first, last := reach(days, from, to)
	unit := unitFor(last - first + 1)
	c.Unit = unit.name
	for t := unit.start(dayAt(first)); numberOf(t) <= last && len(c.Bars) < 2*mostBars; t = unit.next(t) {
		c.Bars = append(c.Bars, TimeBar{From: t.Format(time.DateOnly), To: isoDay(numberOf(unit.next(t)) - 1)})
	}
	c.From, c.To = c.Bars[0].From, c.Bars[len(c.Bars)-1].To
	for _, d := range days {
		c.Counted += d.n
		c.count(d)
	}
	return c
}

// A dayBounds is a timeSpan in days.
type dayBounds struct{ from, to, n int }

// boundsOf are the spans with both bounds.
func boundsOf(spans []timeSpan) []dayBounds {
	var out []dayBounds
	for _, s := range spans {
		a, okA := dayNumber(s.earliest)
		b, okB := dayNumber(s.latest)
		if okA && okB && a <= b {
			out = append(out, dayBounds{a, b, s.n})
		}
	}
	return out
}

// reach is the first and last day of a chart: the range that is looked at, else the
// shortest time in which four fifths of all begin, if the whole is more than three
// times as long.
func reach(days []dayBounds, from, to string) (int, int) {
	from, to = chartAround(from, to)
	first, last := days[0].from, days[0].to
	for _, d := range days {
		first, last = min(first, d.from), max(last, d.to)
	}
	if a, b := shortest(days); last-first > 3*(b-a+leastDays) {
		first, last = a-1, max(b+1, a+leastDays-2)
	}
	if a, ok := dayNumber(from); ok {
		first = a
	}
	if b, ok := dayNumber(to); ok {
		last = b
	}
	return first, max(first, last)
}

// shortest is the first and last day of the shortest time in which four fifths of all
// begin. Of what has one and the same time a thousand count.
func shortest(days []dayBounds) (int, int) {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b dayBounds) int { return a.from - b.from })
	all := 0
	for i := range days {
		days[i].n = min(days[i].n, 1000)
		all += days[i].n
	}
	first, last := days[0].from, days[len(days)-1].from
	within, end := 0, 0 // of the days from one up to end
	for _, d := range days {
		for end < len(days) && within <= all*4/5 {
			within += days[end].n
			end++
		}
		if within <= all*4/5 {
			break
		}
		if b := days[end-1].from; b-d.from < last-first {
			first, last = d.from, b
		}
		within -= d.n
	}
	return first, last
}

// count adds a span to the bars that it lies in or reaches into.
func (c *TimeChart) count(d dayBounds) {
	from, to := isoDay(d.from), isoDay(d.to)
	if c.from == "" && c.to == "" {
		if to < c.From {
			c.Earlier = beyond(c.Earlier, from, to, d.n)
		}
		if from > c.To {
			c.Later = beyond(c.Later, from, to, d.n)
		}
	}
	for i := range c.Bars {
		b := &c.Bars[i]
		switch {
		case b.From <= from && to <= b.To:
			b.Sure += d.n
		case b.From <= to && from <= b.To:
			b.May += d.n
		}
	}
}

// beyond is a bar outside the chart with more in it.
func beyond(b *TimeBar, from, to string, n int) *TimeBar {
	if b == nil {
		return &TimeBar{from, to, n, 0}
	}
	return &TimeBar{min(b.From, from), max(b.To, to), b.Sure + n, 0}
}

// A TimeGap is days of which nothing is told that is dated to a year or less.
type TimeGap struct {
	From string `json:"from"`
	To   string `json:"to"`
	Days int    `json:"days"`
	May  int    `json:"maybe"` // events whose vaguer dates reach into it
}

// Length is how long a gap is, in the largest unit that it has several of.
func (g TimeGap) Length() GapLength {
	switch {
	case g.Days < 100:
		return GapLength{"days", g.Days}
	case g.Days < 2*365:
		return GapLength{"months", g.Days / 30}
	}
	return GapLength{"years", g.Days / 365}
}

// A GapLength is a number of days, months or years.
type GapLength struct {
	Unit string
	N    int
}

// longestExact is how long a span in days may be that ends a gap.
const longestExact = 366

// gaps are where nothing is told of for several bars of a chart of that unit.
func gaps(spans []timeSpan, unit string) []TimeGap {
	least := 3
	for _, u := range timeUnits {
		if u.name == unit {
			least = max(least, 2*u.days)
		}
	}
	days := boundsOf(spans)
	var out []TimeGap
	until, any := 0, false
	for _, d := range days { // in order of their beginnings
		if d.to-d.from >= longestExact {
			continue
		}
		if any && d.from-until-1 >= least {
			out = append(out, newGap(until+1, d.from-1, days))
		}
		if !any || d.to > until {
			until, any = d.to, true
		}
	}
	return out
}

func newGap(from, to int, days []dayBounds) TimeGap {
	g := TimeGap{From: isoDay(from), To: isoDay(to), Days: to - from + 1}
	for _, d := range days {
		if d.from <= to && from <= d.to {
			g.May += d.n
		}
	}
	return g
}

// withGaps puts each gap before the moment that ends it. What lies before the first
// moment of a later page stands on the page before, unless the gap ends there.
func withGaps(list []TimeMoment, all []TimeGap, later bool) []TimeMoment {
	for i := range list {
		m := &list[i]
		for _, g := range all {
			end, _ := dayNumber(g.To)
			begin, ok := dayNumber(m.Earliest)
			if !ok || g.To >= m.Earliest {
				continue
			}
			if i > 0 && g.To >= list[i-1].Earliest || i == 0 && later && end+1 == begin {
				m.Gap = &g
			}
		}
	}
	return list
}

// A chart is drawn on a plane of a hundred percent in width and chartHeight pixels
// in height.
const chartHeight = 88

// A barView is a bar as it is drawn: x and width in percent, heights in pixels.
type barView struct {
	TimeBar
	X, Width   string
	SureY, Sur int
	MayY, MayH int
	On         bool // it lies in the range that is looked at
}

// Views are the bars as they are drawn.
func (c *TimeChart) Views() []barView {
	most := c.Most()
	var out []barView
	for i, b := range c.Bars {
		v := barView{TimeBar: b, X: chartPercent(i, len(c.Bars)), Width: chartPercent(1, len(c.Bars))}
		v.Sur = tall(b.Sure, most)
		v.MayH = tall(b.Sure+b.May, most) - v.Sur
		v.SureY = chartHeight - v.Sur
		v.MayY = v.SureY - v.MayH
		v.On = (c.from != "" || c.to != "") && c.from <= b.From && (c.to == "" || b.To <= c.to)
		out = append(out, v)
	}
	return out
}

// Most is how many the highest bar has.
func (c *TimeChart) Most() int {
	most := 0
	for _, b := range c.Bars {
		most = max(most, b.Sure+b.May)
	}
	return most
}

// Peak is the first bar of those with most that lies within for certain; nil where
// there are not several bars to choose from.
func (c *TimeChart) Peak() *TimeBar {
	var peak *TimeBar
	some := 0
	for i := range c.Bars {
		if b := &c.Bars[i]; b.Sure > 0 {
			some++
			if peak == nil || b.Sure > peak.Sure {
				peak = b
			}
		}
	}
	if some < 2 {
		return nil
	}
	return peak
}

// tall is a height in pixels: of one at least where there is something.
func tall(n, most int) int {
	if n == 0 {
		return 0
	}
	return max(2, chartHeight*n/max(1, most))
}

func chartPercent(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(max(1, of)), 'f', 3, 64) + "%"
}

// A tickView is a label under a chart.
type tickView struct {
	X, Text string
	Odd     bool // left out where there is little room
	Ends    bool // the label ends at X: it would stick out at the right
}

// mostTicks is how many labels a chart has.
const mostTicks = 7

// labelRoom is how many percent of a chart the widest label takes on a narrow screen.
const labelRoom = 22

// Ticks are the labels under the bars. A day has its year where that is another one
// than the label before has.
func (c *TimeChart) Ticks() []tickView {
	step := max(1, (len(c.Bars)+mostTicks-1)/mostTicks)
	var out []tickView
	year := ""
	for i := 0; i < len(c.Bars); i += step {
		day := c.Bars[i].From
		tick := tickView{X: chartPercent(i, len(c.Bars)), Text: c.label(day, day[:4] != year), Odd: len(out)%2 == 1}
		if 100*i > (100-labelRoom)*len(c.Bars) {
			tick.Ends, tick.X = true, chartPercent(i+1, len(c.Bars))
		}
		out = append(out, tick)
		year = day[:4]
	}
	return out
}

// label is a bar in a few letters.
func (c *TimeChart) label(day string, withYear bool) string {
	t, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		return day
	case c.Unit == "month":
		return t.Format("Jan 2006")
	case c.Unit != "day" && c.Unit != "week":
		return strings.TrimLeft(t.Format("2006"), "0")
	case withYear:
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan")
}

// place is where a day lies on the chart in percent, not beyond its edges.
func (c *TimeChart) place(day string) float64 {
	a, okA := dayNumber(c.From)
	b, okB := dayNumber(c.To)
	n, ok := dayNumber(day)
	if !okA || !okB || !ok {
		return 0
	}
	return min(max(100*float64(n-a)/float64(b-a+1), 0), 100)
}
