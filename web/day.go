package web

import "time"

// Day is an ISO 8601 date or date-time as people write the day: "8 March 2029"; as
// it stands where it is none.
func Day(iso string) string {
	if len(iso) < len(time.DateOnly) {
		return iso
	}
	t, err := time.Parse(time.DateOnly, iso[:len(time.DateOnly)])
	if err != nil {
		return iso
	}
	return t.Format("2 January 2006")
}

// Span is the days between two bounds, both included and either one open, in words.
func Span(from, to string) string {
	switch {
	case from == "" && to == "":
		return "no date"
	case to == "":
		return "from " + Day(from)
	case from == "":
		return "until " + Day(to)
	case from == to:
		return Day(from)
	}
	return Day(from) + " to " + Day(to)
}

// dayOf is the day of an ISO 8601 date or date-time; "" where it has none.
func dayOf(iso string) string {
	if len(iso) < len(time.DateOnly) {
		return ""
	}
	return iso[:len(time.DateOnly)]
}
