package timex

import (
	"fmt"
	"math"
	"strconv"

	"github.com/saysonews/sayso/doc"
)

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
