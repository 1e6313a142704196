package timex

import (
	"github.com/saysonews/sayso/doc"
)

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

// pick is the one of the stretches that e can mean that lies as h says; none if
// e names no day of the years around publication (29 February).
func (r *resolver) pick(e *expr, h heading) (date, bool) {
	list := r.candidates(e)
	if len(list) == 0 {
		return date{}, false
	}
	now := r.now
	if e.unit != weekend {
		now = truncate(now, calendarUnit(e.unit)).start
	}
	switch {
	case e.is(fDir) && e.is(fWeekday) && h == around:
		h = forward // "this Friday" may be today
	case e.is(fDir) || e.is(fWeekday):
	case e.unit <= day || e.is(fDay):
		const far = 120 // days: nearer ones are meant whatever the tense
		if t := nearest(list, now); h == unmarked || abs(t.number()-now.number()) < far {
			return t, true
		}
	case e.unit == month || e.unit == season:
		if h == forward && r.plannedThen(e) {
			return nearest(list, now), true
		}
		if r.pastClose(e) && h != forward {
			h = backward
		} else if soon(list, now) {
			h = forward
		}
	}
	return choose(list, now, h), true
}

// candidates are the starts of the stretches that e can mean, around the date
// of publication and in order.
func (r *resolver) candidates(e *expr) []date {
	switch {
	case e.is(fWeekday):
		t := r.now.addDays(e.v[fWeekday] - r.now.weekday())
		return []date{t.addDays(-7), t, t.addDays(7)}
	case e.unit == weekend:
		t := truncate(r.now, weekend).start
		return []date{t.addDays(-7), t, t.addDays(7)}
	}
	var list []date
	for y := r.now.y - 1; y <= r.now.y+1; y++ {
		if t, ok := r.within(e, date{y, 1, 1}); ok {
			list = append(list, t)
		}
	}
	return list
}

// choose is the member of list that lies as h says from now, or the one next to
// that where none does.
func choose(list []date, now date, h heading) date {
	n := now.number()
	switch h {
	case around:
		for _, t := range list {
			if t.y == now.y {
				return t
			}
		}
		return nearest(list, now)
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

// soon tells whether one of the months or seasons begins less than a quarter
// ahead of now: news speaks of those rather than of the ones nine months back.
func soon(list []date, now date) bool {
	for _, t := range list {
		if ahead := t.number() - now.number(); ahead > 0 && ahead < 93 {
			return true
		}
	}
	return false
}

// nearest is the member of list that is nearest to now.
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
