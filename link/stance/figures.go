package stance

import (
	"slices"
	"strconv"
	"strings"
)

var numerals = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

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
