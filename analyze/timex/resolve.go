package timex

import (
	"fmt"
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
	tale       bool // and of nothing else
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
	if !a.ok || comparison(e) || r.aside(e, &t, a) {
		return
	}
	r.that = len(r.times) - 1
	if a.unit == quarter {
		r.thatQuarter = r.that
	}
}

// aside tells whether a, which e means, is not where a tale has got to: a day
// counted from publication, or the bare year that the tale is in already.
func (r *resolver) aside(e *expr, t *doc.Time, a anchor) bool {
	if !r.historical {
		return false
	}
	if t.Basis == doc.BasisPublication || t.Basis == doc.BasisTense || e.rule == "year-range-end" {
		return true
	}
	return r.that >= 0 && a.unit == year && e.is(fYear) && r.known[r.that].unit < year && r.known[r.that].start.y == a.start.y
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
	return (!e.is(fYear) || e.v[fYear] >= 0 && e.v[fYear] <= 9999) && (!e.is(fBC) || e.v[fBC] > 0 && e.v[fBC] <= 9999)
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
	if s.start.y == 0 || s.start.y < -9999 || s.start.y > 9999 {
		t.Value, t.Basis = openValue(e), doc.BasisUnknown
		return anchor{}
	}
	t.Value = s.value()
	if s.start.y < 0 {
		return anchor{s, true} // ISO 8601 has no bounds that sort before the year 0
	}
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

// loose resolves now, once and some day.
func (r *resolver) loose(e *expr, t *doc.Time) {
	t.Type, t.Value = "DATE", e.ref
	if !r.dated {
		t.Basis = doc.BasisUnknown
		return
	}
	t.Basis = doc.BasisPublication
	if e.is(fFrom) && e.v[fFrom] == fromThat {
		r.looseFromThat(e, t)
		return
	}
	switch e.ref {
	case "PRESENT_REF":
		t.Earliest, t.Latest = r.now.String(), r.now.String()
	case "PAST_REF":
		t.Latest = r.now.String()
	case "FUTURE_REF":
		t.Earliest = r.now.String()
	}
}

// looseFromThat bounds "a few weeks later" by the time talked about.
func (r *resolver) looseFromThat(e *expr, t *doc.Time) {
	t.Basis = doc.BasisContext
	if r.that < 0 {
		t.Basis = doc.BasisUnknown
		return
	}
	t.Anchor = r.that
	if e.ref == "PAST_REF" {
		t.Latest = r.times[r.that].Earliest
		return
	}
	t.Earliest = r.times[r.that].Latest
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

// wordBefore is the item before e, in lower case.
func (r *resolver) wordBefore(e *expr) string {
	if e.first == 0 {
		return ""
	}
	it := &r.items[e.first-1]
	return strings.ToLower(r.d.Text[it.start:it.end])
}
