package timex

import (
	"github.com/saysonews/sayso/doc"
)

// historical tells whether the report tells of the past rather than the news:
// years far from publication outnumber the words that count from it. It is a
// tale if no such word comes before the first year: then even "the next year" is
// meant from where the tale has got to.
func historical(items []item, now date, dated bool) (historical, tale bool) {
	told, news := 0, 0
	tale = true
	for i := range items {
		e := items[i].found
		switch {
		case e == nil || e.kind != point && e.kind != clock:
		case e.is(fYear), e.is(fBC):
			if !dated || e.is(fBC) || abs(e.v[fYear]-now.y) > 1 {
				told++
			}
		case e.is(fFrom) && e.v[fFrom] == fromNow || e.is(fWeekday) || e.is(fDir):
			if news++; told == 0 {
				tale = false
			}
		}
	}
	historical = told > 2 && told > 4*news
	return historical, historical && tale
}

// history tells whether e stands in a tale of another year: the time talked
// about last is in a year given in the text that is not near publication. What e
// leaves open is then meant in that year. (In the midst of news, a year named
// just before says nothing: tried on TimeBank, and worse.)
func (r *resolver) history(e *expr) bool {
	const reach = 400 // items
	if !r.historical || r.that < 0 || e.first-r.exprs[r.that].last >= reach || r.inQuotes(e) {
		return false
	}
	if r.tale {
		return !e.is(fFrom) || e.v[fFrom] == fromNow && e.unit >= day && !r.today(e)
	}
	if r.tense(e) > 0 || e.is(fDir) || e.is(fWeekday) || e.is(fFrom) && !e.is(fLoose) || e.unit < part {
		return false
	}
	last := r.exprs[r.that]
	told := last.is(fYear) || r.times[r.that].Basis == doc.BasisContext
	far := !r.dated || abs(r.known[r.that].start.y-r.now.y) > 1
	return told && far && r.known[r.that].unit <= year
}

// today tells whether e is the day of writing even in a tale: "today", "this
// morning".
func (r *resolver) today(e *expr) bool {
	return unit(e.v[fShiftUnit]) == day && e.rule != "ago"
}

// inHistory resolves e from the time talked about: the day or month next to it,
// or the one of its year where only the year is known.
func (r *resolver) inHistory(e *expr) (date, string, int) {
	that := r.known[r.that]
	if e.is(fFrom) && e.is(fLoose) {
		return that.start, doc.BasisContext, r.that
	}
	if e.is(fFrom) {
		return r.shiftedWithin(e, that.start)
	}
	if e.is(fWeekday) {
		return r.weekdayInHistory(e, that)
	}
	if e.unit < day && !e.is(fMonth) && !e.is(fFeast) {
		if that.unit > day {
			return date{}, doc.BasisUnknown, -1
		}
		return that.start, doc.BasisContext, r.that
	}
	y := that.start.y
	if e.is(fDir) && e.v[fDir] != 0 {
		y += e.v[fDir]
		if t, ok := r.within(e, date{that.start.y, 1, 1}); ok && (t.number() > that.start.number()) == (e.v[fDir] > 0) {
			y = that.start.y // "next summer", told in spring
		}
	}
	best, ok := r.within(e, date{y, 1, 1})
	if !ok && that.unit < year {
		return date{}, doc.BasisUnknown, -1
	}
	if that.unit < year && !e.is(fDir) {
		for _, year := range []int{y - 1, y + 1} {
			if t, ok := r.within(e, date{year, 1, 1}); ok && goesOn(t, that.start) < goesOn(best, that.start) {
				best = t
			}
		}
	}
	if !best.valid() {
		return date{}, doc.BasisUnknown, -1
	}
	return best, doc.BasisContext, r.that
}

// goesOn is how far t is from where a tale has got to. Tales go on rather than
// back, so that a day of the past counts for more.
func goesOn(t, that date) int {
	n := t.number() - that.number()
	if n < 0 {
		return -4 * n / 3 // the best of those tried on the shared half of WikiWars
	}
	return n
}

// weekdayInHistory is the weekday next to the day that the tale has got to.
func (r *resolver) weekdayInHistory(e *expr, that anchor) (date, string, int) {
	if that.unit > week {
		return date{}, doc.BasisUnknown, -1
	}
	t := that.start.addDays(e.v[fWeekday] - that.start.weekday())
	if t.number() < that.start.number()-3 {
		t = t.addDays(7)
	}
	return t, doc.BasisContext, r.that
}

// shiftedWithin counts from that, and applies the finer fields of e.
func (r *resolver) shiftedWithin(e *expr, that date) (date, string, int) {
	u := unit(e.v[fShiftUnit])
	if u >= month {
		that = truncate(that, u).start
	}
	t, ok := r.within(e, shifted(that, e.v[fShift], u))
	if !ok || !t.valid() {
		return date{}, doc.BasisUnknown, -1
	}
	return t, doc.BasisContext, r.that
}

// inQuotes tells whether e stands within quotation marks of its own sentence:
// who is quoted in a tale speaks of his own time.
func (r *resolver) inQuotes(e *expr) bool {
	const far = 60 // items
	for i := e.first - 1; i >= 0 && e.first-i < far; i-- {
		if r.items[i+1].first {
			return false
		}
		switch w := r.d.Text[r.items[i].start:r.items[i].end]; w {
		case "“", "``":
			return true
		case "”", "''":
			return false
		}
	}
	return false
}
