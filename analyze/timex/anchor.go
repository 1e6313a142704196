package timex

import (
	"github.com/saysonews/sayso/doc"
)

// start is a date in the stretch that e means, what it was worked out from, and
// the time that it counts from.
func (r *resolver) start(e *expr) (date, string, int) {
	switch {
	case e.is(fEndDay), e.is(fEndYear):
		return r.sameAsLast(e)
	case e.is(fFrom) && e.v[fFrom] == fromThat:
		return r.fromThat(e)
	case e.is(fBC):
		if t, ok := r.within(e, date{-e.v[fBC], 1, 1}); ok {
			return t, doc.BasisExplicit, -1
		}
		return date{}, doc.BasisUnknown, -1
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
	at, u := r.that, unit(e.v[fShiftUnit])
	ofYear := u == year && e.unit < year && (e.is(fMonth) || e.is(fSeason) || e.is(fHalf) || e.is(fFeast)) // "August of that year"
	if at < 0 || r.known[at].unit > max(e.unit, day) && !(ofYear && r.known[at].unit <= year) {
		return r.withoutThat(e)
	}
	t := shifted(r.known[at].start, e.v[fShift], u)
	if ofYear {
		t, ok := r.within(e, date{t.y, 1, 1})
		if !ok || !t.valid() {
			return date{}, doc.BasisUnknown, -1
		}
		return t, doc.BasisContext, at
	}
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
// this sentence or just before it, or the day of publication.
func (r *resolver) sameDay(e *expr) (date, string, int) {
	if r.that >= 0 && r.known[r.that].unit <= day && r.nextSentence(r.exprs[r.that], e) {
		return r.known[r.that].start, doc.BasisContext, r.that
	}
	return r.now, doc.BasisPublication, -1
}

// nextSentence tells whether b is at most two sentences on from a.
func (r *resolver) nextSentence(a, b *expr) bool {
	const far = 60 // items
	n := 0
	for i := a.last + 1; i <= b.first; i++ {
		if r.items[i].first {
			n++
		}
	}
	return n <= 2 && b.first-a.last <= far
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
