package timex

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

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
