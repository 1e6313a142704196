package timex

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A resolver looks meanings up in the calendar, in text order.
type resolver struct {
	d          *doc.Doc
	items      []item
	now        date
	dated      bool // now is known
	historical bool // the report tells of the past
	times      []doc.Time
	known      []anchor // what times[i] resolved to

	exprs       []*expr
	that        int // index of the time talked about last, -1 for none
	thatQuarter int // and of the last quarter
}

// An anchor is a stretch of the calendar that other times may count from.
type anchor struct {
	stretch
	ok bool
}

func newResolver(d *doc.Doc, items []item) *resolver {
	r := &resolver{d: d, items: items, that: -1, thatQuarter: -1}
	r.now, r.dated = parseDate(d.Header.Published)
	return r
}

// resolve appends the time that e means; nothing if e names no possible time.
func (r *resolver) resolve(e *expr) {
	t := doc.Time{Span: doc.Span{Start: e.start, End: e.end}, Anchor: -1, Rule: e.rule, Mod: e.mod, Basis: doc.BasisExplicit}
	var a anchor
	switch e.kind {
	case amount:
		r.length(e, &t)
	case set:
		r.again(e, &t)
	case ref:
		r.loose(e, &t)
	default:
		if !plausible(e) {
			return
		}
		a = r.stretch(e, &t)
	}
	r.times, r.known, r.exprs = append(r.times, t), append(r.known, a), append(r.exprs, e)
	if !a.ok || comparison(e) {
		return
	}
	r.that = len(r.times) - 1
	if a.unit == quarter {
		r.thatQuarter = r.that
	}
}

// comparison tells whether e only names what the time talked about is compared
// with: "a year earlier", "the 1988 period". The talk goes on about the time
// before.
func comparison(e *expr) bool {
	if !e.is(fFrom) {
		return false
	}
	return e.v[fShift] < 0 && e.v[fFrom] == fromThat ||
		e.unit == quarter && (e.is(fShift) && e.v[fShift] != 0 || e.is(fYear))
}

// plausible rejects dates that no calendar has.
func plausible(e *expr) bool {
	if e.is(fMonth) && (e.v[fMonth] < 1 || e.v[fMonth] > 12) {
		return false
	}
	if e.is(fDay) && (e.v[fDay] < 1 || e.v[fDay] > 31 || e.is(fMonth) && e.v[fDay] > daysIn(2000, e.v[fMonth])) {
		return false
	}
	if e.is(fQuarter) && (e.v[fQuarter] < 1 || e.v[fQuarter] > 4) {
		return false
	}
	if e.is(fHour) && e.v[fHour] > 24 && e.v[fHour] < 100 && e.v[fHour] > 59 {
		return false
	}
	return !e.is(fYear) || e.v[fYear] >= 0 && e.v[fYear] <= 9999
}

// stretch resolves a point or a clock time.
func (r *resolver) stretch(e *expr, t *doc.Time) anchor {
	t.Type = "DATE"
	if e.vague {
		e.ref = "PAST_REF"
		if e.v[fShift] > 0 {
			e.ref = "FUTURE_REF"
		}
		r.loose(e, t)
		return anchor{}
	}
	if e.is(fBC) {
		t.Value = fmt.Sprintf("BC%04d", e.v[fBC])
		return anchor{}
	}
	start, basis, anchorAt := r.start(e)
	t.Basis, t.Anchor = basis, anchorAt
	if basis == doc.BasisUnknown {
		t.Value = openValue(e)
		if e.kind == clock || e.unit <= part {
			t.Type = "TIME"
		}
		return anchor{}
	}
	s := truncate(start, calendarUnit(e.unit))
	if s.start.y < 1 || s.start.y > 9999 {
		t.Value, t.Basis = openValue(e), doc.BasisUnknown
		return anchor{}
	}
	t.Value = s.value()
	t.Earliest, t.Latest = s.start.String(), s.end().String()
	if suffix := clockSuffix(e); suffix != "" {
		t.Type = "TIME"
		t.Value += suffix
		if e.is(fHour) {
			t.Earliest, t.Latest = t.Value, t.Value
		}
	}
	if last := (date{s.start.y, s.start.m, e.v[fLastDay]}); e.is(fLastDay) && last.valid() && last.d >= s.start.d {
		t.Latest = last.String()
	}
	openEnds(t)
	return anchor{s, true}
}

// sameAsLast is the other end of "May 1-3" and "1914-18": the figures say only
// what differs from the time before.
func (r *resolver) sameAsLast(e *expr) (date, string, int) {
	last := len(r.known) - 1
	if last < 0 || !r.known[last].ok {
		return date{}, doc.BasisUnknown, -1
	}
	t := r.known[last].start
	if e.is(fEndDay) {
		t.d = e.v[fEndDay]
	} else {
		t = date{t.y/100*100 + e.v[fEndYear], 1, 1}
	}
	if !t.valid() || t.number() <= r.known[last].start.number() {
		return date{}, doc.BasisUnknown, -1
	}
	return t, doc.BasisContext, last
}

// openEnds opens the bound that the modifier leaves open.
func openEnds(t *doc.Time) {
	switch t.Mod {
	case "BEFORE", "ON_OR_BEFORE":
		t.Earliest = ""
	case "AFTER", "ON_OR_AFTER":
		t.Latest = ""
	case "APPROX", "LESS_THAN", "MORE_THAN":
		t.Earliest, t.Latest = "", ""
	}
}

// calendarUnit is the unit of the date part of a value.
func calendarUnit(u unit) unit {
	if u < day {
		return day
	}
	return u
}

// clockSuffix is the part of a value after the date: "T09:30", "TMO", "".
func clockSuffix(e *expr) string {
	switch {
	case e.is(fHour):
		h, m := e.v[fHour], e.v[fMinute]
		if h > 24 {
			h, m = h/100, h%100
		}
		if e.is(fPM) {
			switch {
			case e.v[fPM] == 1 && h < 12:
				h += 12
			case e.v[fPM] == 0 && h == 12:
				h = 0
			}
		}
		s := fmt.Sprintf("T%02d:%02d", h, m)
		if e.is(fSecond) && e.v[fSecond] > 0 {
			s += fmt.Sprintf(":%02d", e.v[fSecond])
		}
		return s
	case e.is(fPart):
		return "T" + partNames[e.v[fPart]]
	case e.unit < day:
		return "TXX"
	}
	return ""
}

// start is a date in the stretch that e means, what it was worked out from, and
// the time that it counts from.
func (r *resolver) start(e *expr) (date, string, int) {
	switch {
	case e.is(fEndDay), e.is(fEndYear):
		return r.sameAsLast(e)
	case e.is(fFrom) && e.v[fFrom] == fromThat:
		return r.fromThat(e)
	case e.is(fYear):
		if t, ok := r.within(e, date{e.v[fYear], 1, 1}); ok {
			return t, doc.BasisExplicit, -1
		}
		return date{}, doc.BasisUnknown, -1
	case r.history(e):
		return r.inHistory(e)
	case !r.dated:
		return date{}, doc.BasisUnknown, -1
	case e.is(fFrom):
		return r.fromNow(e)
	case e.unit < day && !e.is(fWeekday) && !e.is(fMonth) && !e.is(fFeast):
		return r.sameDay(e)
	}
	return r.direction(e)
}

// historical tells whether the report tells of the past rather than the news:
// years far from publication outnumber the words that count from it.
func historical(items []item, now date, dated bool) bool {
	told, news := 0, 0
	for i := range items {
		e := items[i].found
		switch {
		case e == nil || e.kind != point && e.kind != clock:
		case e.is(fYear):
			if !dated || abs(e.v[fYear]-now.y) > 1 {
				told++
			}
		case e.is(fFrom) && e.v[fFrom] == fromNow || e.is(fWeekday) || e.is(fDir):
			news++
		}
	}
	return told > 4*news
}

// history tells whether e stands in a tale of another year: the time talked
// about last is in a year given in the text that is not near publication. What e
// leaves open is then meant in that year. (In the midst of news, a year named
// just before says nothing: tried on TimeBank, and worse.)
func (r *resolver) history(e *expr) bool {
	const reach = 400 // items
	if !r.historical || r.that < 0 || e.is(fDir) || e.is(fWeekday) || e.is(fFrom) && !e.is(fLoose) {
		return false
	}
	last := r.exprs[r.that]
	told := last.is(fYear) || r.times[r.that].Basis == doc.BasisContext
	far := !r.dated || abs(r.known[r.that].start.y-r.now.y) > 1
	return told && far && e.first-last.last < reach && r.known[r.that].unit <= year && e.unit >= part
}

// inHistory resolves e in the year of the time talked about: the day or month
// next to it, or the one of its year where only the year is known.
func (r *resolver) inHistory(e *expr) (date, string, int) {
	that := r.known[r.that]
	if e.is(fFrom) {
		return that.start, doc.BasisContext, r.that
	}
	best, ok := r.within(e, date{that.start.y, 1, 1})
	if !ok {
		return date{}, doc.BasisUnknown, -1
	}
	if that.unit < year {
		const back = 160 // days: tales go on rather than back
		if best.number() < that.start.number()-back {
			if t, ok := r.within(e, date{that.start.y + 1, 1, 1}); ok {
				best = t
			}
		} else if t, ok := r.within(e, date{that.start.y - 1, 1, 1}); ok && t.number() >= that.start.number()-back {
			best = t
		}
	}
	return best, doc.BasisContext, r.that
}

// within applies the finer fields of e to a date in the right coarser stretch.
func (r *resolver) within(e *expr, t date) (date, bool) {
	switch {
	case e.is(fFeast):
		return feast(t.y, e.v[fFeast]).addDays(e.v[fDays]), true
	case e.is(fMonth):
		t = date{t.y, e.v[fMonth], 1}
		if e.is(fDay) {
			t.d = e.v[fDay]
			return t, t.valid()
		}
	case e.is(fQuarter):
		t = date{t.y, e.v[fQuarter]*3 - 2, 1}
	case e.is(fHalf):
		t = date{t.y, e.v[fHalf]*6 - 5, 1}
	case e.is(fSeason):
		t = date{t.y, e.v[fSeason] * 3, 1}
	case e.is(fWeekday):
		t = t.addDays(e.v[fWeekday] - t.weekday())
	}
	return t, true
}

// fromNow counts from the publication date.
func (r *resolver) fromNow(e *expr) (date, string, int) {
	n, u := e.v[fShift], unit(e.v[fShiftUnit])
	if u == year && n == -1 && e.unit == year && !e.is(fMonth) && r.quarterNear(e) {
		if e.rule == "ago" {
			e.unit = quarter
			return shifted(r.known[r.thatQuarter].start, n, year), doc.BasisContext, r.thatQuarter
		}
	}
	base := r.now
	if u >= month {
		// the 31st counts as the month, whatever its length
		base = truncate(base, u).start
		if e.unit < u && !e.is(fMonth) && !e.is(fQuarter) && !e.is(fSeason) && !e.is(fHalf) {
			base = r.now
		}
	}
	t := shifted(base, n, u)
	if u == week && e.is(fWeekday) {
		t = truncate(t, week).start
	}
	t, ok := r.within(e, t)
	if !ok {
		return date{}, doc.BasisUnknown, -1
	}
	return t, doc.BasisPublication, -1
}

// quarterNear tells whether a quarter is being talked about just before e: in
// such texts "a year ago" means the quarter a year ago.
func (r *resolver) quarterNear(e *expr) bool {
	const far = 150 // items
	return r.thatQuarter >= 0 && e.first-r.exprs[r.thatQuarter].last < far
}

// fromThat counts from the time talked about last.
func (r *resolver) fromThat(e *expr) (date, string, int) {
	if e.unit == quarter || e.unit == year && e.v[fShift] == -1 && r.quarterNear(e) {
		return r.fromQuarter(e)
	}
	at := r.that
	if at < 0 || r.known[at].unit > max(e.unit, day) {
		return r.withoutThat(e)
	}
	t := shifted(r.known[at].start, e.v[fShift], unit(e.v[fShiftUnit]))
	if e.is(fWeekday) {
		for t = t.addDays(1); t.weekday() != e.v[fWeekday]; {
			t = t.addDays(1)
		}
	}
	return t, doc.BasisContext, at
}

// withoutThat is for what counts from a time that nothing names: what is earlier
// by some time than something in the news is taken as earlier than the news.
func (r *resolver) withoutThat(e *expr) (date, string, int) {
	if !r.dated || e.v[fShift] >= 0 {
		return date{}, doc.BasisUnknown, -1
	}
	return shifted(r.now, e.v[fShift], unit(e.v[fShiftUnit])), doc.BasisPublication, -1
}

// fromQuarter is a quarter (or the like) seen from the one talked about, or
// from the last one that ended before publication.
func (r *resolver) fromQuarter(e *expr) (date, string, int) {
	var t date
	at := r.thatQuarter
	basis := doc.BasisContext
	switch {
	case at >= 0:
		t = r.known[at].start
	case r.dated:
		t, basis = shifted(truncate(r.now, quarter).start, -1, quarter), doc.BasisPublication
	default:
		return date{}, doc.BasisUnknown, -1
	}
	e.unit = quarter
	if e.is(fYear) {
		t.y = e.v[fYear]
	}
	if e.is(fQuarter) {
		t.m = e.v[fQuarter]*3 - 2
	}
	if e.is(fShift) {
		t = shifted(t, e.v[fShift], unit(e.v[fShiftUnit]))
	}
	return t, basis, at
}

// sameDay is the day of a clock time that names none: the day talked about in
// the same sentence, or the day of publication.
func (r *resolver) sameDay(e *expr) (date, string, int) {
	if r.that >= 0 && r.known[r.that].unit <= day && r.sameSentence(r.exprs[r.that], e) {
		return r.known[r.that].start, doc.BasisContext, r.that
	}
	return r.now, doc.BasisPublication, -1
}

// sameSentence tells whether no sentence begins between a and b.
func (r *resolver) sameSentence(a, b *expr) bool {
	const far = 60 // items; a sentence may be a whole page
	if b.first-a.last > far {
		return false
	}
	for i := a.last + 1; i <= b.first; i++ {
		if r.items[i].first {
			return false
		}
	}
	return true
}

// direction resolves what leaves open which one it means: a weekday, a day or
// month without year, a season, a quarter, a feast.
func (r *resolver) direction(e *expr) (date, string, int) {
	want, why := r.pointing(e)
	if !e.is(fDir) && (e.is(fQuarter) || e.is(fFeast)) {
		want, why = unmarked, ""
	}
	t, ok := r.pick(e, want)
	basis := doc.BasisPublication
	if usual, _ := r.pick(e, unmarked); why == doc.BasisTense && usual != t {
		basis = doc.BasisTense
	}
	if !ok {
		return date{}, doc.BasisUnknown, -1
	}
	return t.addDays(e.v[fDays]), basis, -1
}

// A heading is where in time the words around a time point.
type heading int

const (
	unmarked heading = iota
	before           // the last one before publication, not the day itself
	backward         // the last one, the day of publication included
	forward          // the next one, the day of publication included
	beyond           // the next one after the day of publication
	around           // the one of this year or week
)

// pick is the one of the stretches that e can mean that lies as h says.
func (r *resolver) pick(e *expr, h heading) (date, bool) {
	now := truncate(r.now, calendarUnit(e.unit)).start
	var list [3]date // one before, one now, one after
	switch {
	case e.is(fWeekday):
		t := r.now.addDays(e.v[fWeekday] - r.now.weekday())
		list = [3]date{t.addDays(-7), t, t.addDays(7)}
		if h == around {
			h = forward
		}
	case e.unit == weekend:
		list = [3]date{now.addDays(-7), now, now.addDays(7)}
	default:
		for i := range list {
			t, ok := r.within(e, date{r.now.y + i - 1, 1, 1})
			if !ok {
				if e.v[fMonth] == 2 && e.v[fDay] == 29 {
					t = date{r.now.y + i - 1, 2, 28}
				} else {
					return date{}, false
				}
			}
			list[i] = t
		}
	}
	if e.unit <= day && !e.is(fWeekday) && !e.is(fDir) {
		const far = 120 // days: nearer ones are meant whatever the tense
		if t := nearest(list[:], now); h == unmarked || abs(t.number()-now.number()) < far {
			return t, true
		}
	}
	if e.unit == weekend {
		now = r.now
	}
	if e.unit == month && !e.is(fDir) && soon(list[:], now) && (h != backward || !r.pastClose(e)) {
		h = forward
	}
	return choose(list[:], now, h), true
}

// choose is the member of list, which is in order, that lies as h says from now.
func choose(list []date, now date, h heading) date {
	n := now.number()
	switch h {
	case around:
		return list[1]
	case forward, beyond:
		for _, t := range list {
			if t.number() > n || h == forward && t.number() == n {
				return t
			}
		}
		return list[len(list)-1]
	}
	best := list[0]
	for _, t := range list {
		if t.number() < n || h != before && t.number() == n {
			best = t
		}
	}
	return best
}

// soon tells whether one of the months is less than a quarter ahead of now:
// news speaks of those rather than of the ones nine months back.
func soon(list []date, now date) bool {
	for _, t := range list {
		if ahead := t.number() - now.number(); ahead > 0 && ahead < 93 {
			return true
		}
	}
	return false
}

func nearest(list []date, now date) date {
	best := list[0]
	for _, t := range list {
		if abs(t.number()-now.number()) < abs(best.number()-now.number()) {
			best = t
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// length resolves a duration.
func (r *resolver) length(e *expr, t *doc.Time) {
	t.Type = "DURATION"
	t.Value = durationValue(e)
	if !e.is(fDir) || !r.dated {
		return
	}
	t.Basis = doc.BasisPublication
	if e.vague || e.n != math.Trunc(e.n) || e.unit < day {
		return
	}
	n := e.v[fDir] * int(e.n)
	if n < 0 {
		t.Earliest, t.Latest = shifted(r.now, n, e.unit).String(), r.now.String()
		return
	}
	t.Earliest, t.Latest = r.now.String(), shifted(r.now, n, e.unit).String()
}

var durationLetters = map[unit]string{
	second: "S", minute: "M", hour: "H", night: "D", part: "D", day: "D", weekend: "WE", week: "W", fortnight: "W",
	month: "M", quarter: "Q", season: "Q", half: "M", year: "Y", decade: "DE", century: "CE",
}

// durationValue writes a length of time as ISO 8601 does, with X for a number
// that nobody counted.
func durationValue(e *expr) string {
	prefix, letter := "P", durationLetters[e.unit]
	if e.unit < night {
		prefix = "PT"
	}
	if e.vague {
		return prefix + "X" + letter
	}
	n := e.n
	whole := math.Trunc(n)
	rest := n - whole
	switch {
	case e.unit == fortnight:
		return "P" + number(2*n) + "W"
	case e.unit == decade:
		return "P" + number(10*n) + "Y"
	case e.unit == century:
		return "P" + number(100*n) + "Y"
	case rest == 0:
		return prefix + number(n) + letter
	case e.unit == year && rest*12 == math.Trunc(rest*12):
		return "P" + optional(whole, "Y") + number(rest*12) + "M"
	case e.unit == hour && rest*60 == math.Trunc(rest*60):
		return "PT" + optional(whole, "H") + number(rest*60) + "M"
	case e.unit == minute && rest*60 == math.Trunc(rest*60):
		return "PT" + optional(whole, "M") + number(rest*60) + "S"
	}
	return prefix + number(n) + letter
}

func optional(n float64, letter string) string {
	if n == 0 {
		return ""
	}
	return number(n) + letter
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// again resolves times that come again.
func (r *resolver) again(e *expr, t *doc.Time) {
	t.Type, t.Quant, t.Freq = "SET", e.quant, e.freq
	switch {
	case e.is(fWeekday):
		t.Value = fmt.Sprintf("XXXX-WXX-%d", e.v[fWeekday])
	case e.is(fMonth):
		t.Value = fmt.Sprintf("XXXX-%02d", e.v[fMonth])
	case e.is(fSeason):
		t.Value = "XXXX-" + seasonNames[e.v[fSeason]]
	case e.is(fPart):
		t.Value = "XXXX-XX-XX"
	default:
		t.Value = durationValue(e)
		return
	}
	if e.is(fPart) && e.v[fPart] > 0 {
		t.Value += "T" + partNames[e.v[fPart]]
	}
}

// loose resolves now, once and some day.
func (r *resolver) loose(e *expr, t *doc.Time) {
	t.Type, t.Value = "DATE", e.ref
	if !r.dated {
		t.Basis = doc.BasisUnknown
		return
	}
	t.Basis = doc.BasisPublication
	switch e.ref {
	case "PRESENT_REF":
		t.Earliest, t.Latest = r.now.String(), r.now.String()
	case "PAST_REF":
		t.Latest = r.now.String()
	case "FUTURE_REF":
		t.Earliest = r.now.String()
	}
}

// openValue is the value of a point whose anchor is not known, X for what is
// missing.
func openValue(e *expr) string {
	suffix := clockSuffix(e)
	if e.is(fYear) {
		return fmt.Sprintf("%04d", e.v[fYear])
	}
	switch {
	case e.is(fWeekday):
		return fmt.Sprintf("XXXX-WXX-%d", e.v[fWeekday]) + suffix
	case e.is(fMonth) && e.is(fDay):
		return fmt.Sprintf("XXXX-%02d-%02d", e.v[fMonth], e.v[fDay]) + suffix
	case e.is(fMonth):
		return fmt.Sprintf("XXXX-%02d", e.v[fMonth])
	case e.is(fQuarter):
		return fmt.Sprintf("XXXX-Q%d", e.v[fQuarter])
	case e.is(fHalf):
		return fmt.Sprintf("XXXX-H%d", e.v[fHalf])
	case e.is(fSeason):
		return "XXXX-" + seasonNames[e.v[fSeason]]
	case e.is(fFeast) && e.unit <= day:
		if f := feasts[e.v[fFeast]]; f.day > 0 {
			return fmt.Sprintf("XXXX-%02d-%02d", f.month, f.day) + suffix
		}
	}
	switch e.unit {
	case century:
		return "XX"
	case decade:
		return "XXX"
	case year:
		return "XXXX"
	case half:
		return "XXXX-HX"
	case quarter:
		return "XXXX-QX"
	case season:
		return "XXXX-XX"
	case month:
		return "XXXX-XX"
	case week, fortnight:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	}
	return "XXXX-XX-XX" + suffix
}

// ranges gives both ends of "from May 1 to 3" the bounds of the whole.
func (r *resolver) ranges() {
	for i := 1; i < len(r.times); i++ {
		a, b := &r.times[i-1], &r.times[i]
		if a.Earliest == "" || b.Latest == "" || a.Type == "DURATION" || b.Type == "DURATION" {
			continue
		}
		if !r.joinsRange(r.exprs[i-1], r.exprs[i]) {
			continue
		}
		r.borrowYear(i-1, i)
		if a.Earliest > b.Latest && !r.reorder(i-1, i) {
			continue
		}
		a.Latest, b.Earliest = b.Latest, a.Earliest
	}
}

// borrowYear gives the first end of a range the year that only the second has:
// "from March to May 1997".
func (r *resolver) borrowYear(i, j int) {
	a, b := r.exprs[i], r.exprs[j]
	if a.is(fYear) || !b.is(fYear) || !a.is(fMonth) || !b.is(fMonth) || !r.known[j].ok || a.unit < day {
		return
	}
	y := r.known[j].start.y
	t, ok := r.within(a, date{y, 1, 1})
	if ok && t.number() > r.known[j].start.number() {
		t, ok = r.within(a, date{y - 1, 1, 1})
	}
	if !ok {
		return
	}
	s := truncate(t, a.unit)
	r.known[i] = anchor{s, true}
	r.times[i].Value, r.times[i].Earliest, r.times[i].Latest = s.value(), s.start.String(), s.end().String()
	r.times[i].Basis, r.times[i].Anchor = doc.BasisExplicit, -1
}

// reorder puts the weekdays i and j, the ends of a range, into the order of the
// calendar: the first goes a week back, or the second a week on if the first is
// yet to come. It tells whether it could.
func (r *resolver) reorder(i, j int) bool {
	a, b := r.exprs[i], r.exprs[j]
	if !a.is(fWeekday) || !b.is(fWeekday) || a.unit != day || b.unit != day || !r.known[i].ok || !r.known[j].ok {
		return false
	}
	at, days := i, -7
	if r.known[i].start.number() > r.now.number() {
		at, days = j, 7
	}
	r.known[at].start = r.known[at].start.addDays(days)
	t := r.known[at].start.String()
	r.times[at].Value, r.times[at].Earliest, r.times[at].Latest = t, t, t
	return true
}

// joinsRange tells whether the words around a and b make them the two ends of
// one stretch: "from a to b", "between a and b", "a through b", "a-b".
func (r *resolver) joinsRange(a, b *expr) bool {
	gap := strings.TrimSpace(r.d.Text[a.end:min(b.start, a.end+12)])
	switch strings.ToLower(gap) {
	case "-", "–", "—", "through", "thru":
		return true
	case "to", "until", "till":
		return r.wordBefore(a) == "from" || a.class() == b.class()
	case "and":
		return r.wordBefore(a) == "between"
	}
	return false
}

// wordBefore is the item before e, in lower case.
func (r *resolver) wordBefore(e *expr) string {
	if e.first == 0 {
		return ""
	}
	it := &r.items[e.first-1]
	return strings.ToLower(r.d.Text[it.start:it.end])
}
