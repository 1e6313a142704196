package stance

import (
	"slices"
	"strconv"
	"strings"
)

// A count is a number in a wording with the content words that follow it.
type count struct {
	value float64
	form  string
	of    []string // stems
}

var numerals = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

// countsIn are the numbers of ws. Years are no counts.
func countsIn(ws []word) []count {
	const near = 3
	var out []count
	for i, w := range ws {
		v, ok := numeral(w.form)
		if !ok || v >= 1900 && v < 2100 {
			continue
		}
		c := count{value: v, form: w.form}
		for j := i + 1; j < len(ws) && j <= i+near && !ws[j].mark; j++ {
			if ws[j].weight >= contentWeight {
				c.of = append(c.of, ws[j].stem)
			}
		}
		out = append(out, c)
	}
	return out
}

func numeral(form string) (float64, bool) {
	if i := slices.Index(numerals, form); i > 1 { // "one" is mostly no count
		return float64(i), true
	}
	if form == "" || form[0] < '0' || form[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(form, ",", ""), 64)
	return v, err == nil
}

// otherFigure tells whether b has another number of the same things than a, and
// nowhere the same number.
func otherFigure(a, b []word) (string, bool) {
	ca, cb := countsIn(a), countsIn(b)
	for _, x := range ca {
		if slices.ContainsFunc(cb, func(y count) bool { return y.value == x.value }) {
			continue
		}
		for _, y := range cb {
			if slices.ContainsFunc(x.of, func(s string) bool { return slices.Contains(y.of, s) }) {
				return x.form + ", and " + y.form, true
			}
		}
	}
	return "", false
}
