package timex

import (
	"github.com/saysonews/sayso/doc"
)

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
	return told > 2 && told > 4*news
}

// history tells whether e stands in a tale of another year: the time talked
// about last is in a year given in the text that is not near publication. What e
// leaves open is then meant in that year. (In the midst of news, a year named
// just before says nothing: tried on TimeBank, and worse.)
func (r *resolver) history(e *expr) bool {
	const reach = 400 // items
	if !r.historical || r.that < 0 || r.tense(e) > 0 || e.is(fDir) || e.is(fWeekday) || e.is(fFrom) && !e.is(fLoose) {
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
