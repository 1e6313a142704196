package export

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A date's forms: TIMEX3 values and ISO 8601.
var (
	openForm    = regexp.MustCompile(`^XXXX-(?:(\d{2})|(\d{2})-(\d{2})|WXX-(\d)|WXX-(WE)|(SP|SU|FA|WI|Q[1-4]|H[12])|XX-XX)(?:T(\d{2}:\d{2}|[A-Z]{2}).*)?$`)
	dayForm     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}|[A-Z]{2}).*)?$`)
	monthForm   = regexp.MustCompile(`^(\d{4})-(\d{2})(-XX)?$`)
	weekForm    = regexp.MustCompile(`^(\d{4})-W(\d{2})(-WE)?$`)
	partForm    = regexp.MustCompile(`^(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$`)
	unknownForm = regexp.MustCompile(`^(\d{4})-(?:(XX)(-XX)?|(WXX)|(QX)|(HX))$`)
	centuryForm = regexp.MustCompile(`^(\d{2})(?:XX)?$`)
	decadeForm  = regexp.MustCompile(`^(\d{3})X?$`)
	yearForm    = regexp.MustCompile(`^\d{4}$`)
	fiscalForm  = regexp.MustCompile(`^FY(\d{4})$`)
	beforeForm  = regexp.MustCompile(`^BC(\d{4})$`)
	periodForm  = regexp.MustCompile(`^P(T?)(\d+(?:\.\d+)?|X)(DE|CE|[YMWDHS])$`)
)

// partsOfDay are the times of day that TIMEX3 writes for a clock time.
var partsOfDay = map[string]string{
	"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime",
}

// periodUnits are the units of a duration, those after its T with it.
var periodUnits = map[string]string{
	"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second",
}

// partsOfYear are how a part of a year is called, the month it begins in, and how
// many months it has.
var partsOfYear = map[string]struct {
	words, month string
	months       int
}{
	"SP": {"spring", "03", 3}, "SU": {"summer", "06", 3}, "FA": {"autumn", "09", 3}, "WI": {"winter", "12", 3},
	"Q1": {"first quarter of", "01", 3}, "Q2": {"second quarter of", "04", 3}, "Q3": {"third quarter of", "07", 3}, "Q4": {"fourth quarter of", "10", 3},
	"H1": {"first half of", "01", 6}, "H2": {"second half of", "07", 6},
}

// humanDate is a TIMEX3 value or an ISO 8601 date as people write it; value
// itself where it is none that is known here.
func humanDate(value string) string {
	if m := dayForm.FindStringSubmatch(value); m != nil {
		return withClock(humanDay(m[1], m[2], m[3]), m[4])
	}
	if m := monthForm.FindStringSubmatch(value); m != nil {
		if m[3] != "" {
			return "a day in " + monthName(m[2]) + " " + m[1]
		}
		return monthName(m[2]) + " " + m[1]
	}
	if m := weekForm.FindStringSubmatch(value); m != nil {
		from, _ := days(value)
		if m[3] != "" {
			return "weekend of " + humanDate(from)
		}
		return "week of " + humanDate(from)
	}
	if m := partForm.FindStringSubmatch(value); m != nil {
		return partsOfYear[m[2]].words + " " + m[1]
	}
	if m := unknownForm.FindStringSubmatch(value); m != nil {
		return "a " + cmp.Or(of(m[3], "day"), of(m[2], "month"), of(m[4], "week"), of(m[5], "quarter"), "half") + " of " + m[1]
	}
	if m := openForm.FindStringSubmatch(value); m != nil {
		return humanOpen(m)
	}
	if m := periodForm.FindStringSubmatch(value); m != nil {
		if noun := periodUnits[m[1]+m[3]]; noun != "" {
			return humanPeriod(m[2], noun)
		}
	}
	if m := decadeForm.FindStringSubmatch(value); m != nil {
		return "the " + m[1] + "0s"
	}
	if m := centuryForm.FindStringSubmatch(value); m != nil {
		return "the " + m[1] + "00s"
	}
	if m := fiscalForm.FindStringSubmatch(value); m != nil {
		return "fiscal year " + m[1]
	}
	if m := beforeForm.FindStringSubmatch(value); m != nil {
		return strings.TrimLeft(m[1], "0") + " BC"
	}
	switch value {
	case "PRESENT_REF":
		return "now"
	case "PAST_REF":
		return "in the past"
	case "FUTURE_REF":
		return "in the future"
	}
	return value
}

// of is word where found is not empty.
func of(found, word string) string {
	if found == "" {
		return ""
	}
	return word
}

// humanRange is an interval between two ISO 8601 dates or date-times, either of
// which may be open, as people write it.
func humanRange(earliest, latest string) string {
	switch {
	case earliest == "" && latest == "":
		return ""
	case latest == "":
		return "from " + humanDate(earliest)
	case earliest == "":
		return "until " + humanDate(latest)
	case earliest == latest:
		return humanDate(earliest)
	}
	a, b := dayForm.FindStringSubmatch(earliest), dayForm.FindStringSubmatch(latest)
	from := humanDate(earliest)
	switch {
	case a == nil || b == nil || a[4] != "" || a[1] != b[1]:
	case a[2] == b[2]:
		from = strings.TrimPrefix(a[3], "0")
	default:
		from = strings.TrimPrefix(a[3], "0") + " " + monthName(a[2])
	}
	return from + " to " + humanDate(latest)
}

// withModifier says the mod of a TIMEX3 with the words for its value.
func withModifier(mod, words string) string {
	if rest, ok := strings.CutPrefix(words, "the "); ok && partsOfTime[mod] != "" {
		return "the " + partsOfTime[mod] + rest
	}
	if part := partsOfTime[mod]; part != "" {
		return part + words
	}
	switch mod {
	case "APPROX":
		return "about " + words
	case "BEFORE", "LESS_THAN":
		return "before " + words
	case "AFTER", "MORE_THAN":
		return "after " + words
	case "ON_OR_BEFORE", "EQUAL_OR_LESS":
		return "by " + words
	case "ON_OR_AFTER", "EQUAL_OR_MORE":
		return "from " + words
	}
	return words
}

// partsOfTime are the mods that tell a part of a stretch of time.
var partsOfTime = map[string]string{"START": "early ", "MID": "mid-", "END": "late "}

// isPeriod tells whether value is a length of time, not a point in it.
func isPeriod(value string) bool {
	return len(value) > 1 && value[0] == 'P' && (value[1] == 'T' || value[1] == 'X' || value[1] >= '0' && value[1] <= '9')
}

// humanOpen is a date whose year or week the report does not tell.
func humanOpen(m []string) string {
	var words string
	switch month, monthOfDay, day, weekday, weekend, part := m[1], m[2], m[3], m[4], m[5], m[6]; {
	case month != "":
		words = monthName(month) + " of a year not known"
	case day != "":
		words = strings.TrimPrefix(day, "0") + " " + monthName(monthOfDay) + " of a year not known"
	case weekday != "":
		words = "a " + weekdayName(weekday)
	case weekend != "":
		words = "a weekend"
	case part != "":
		words = strings.TrimSuffix(partsOfYear[part].words, " of") + " of a year not known"
	default:
		words = "a day not known"
	}
	return withClock(words, m[7])
}

// withClock adds a clock time or a TIMEX3 part of the day to a day's words.
func withClock(day, clock string) string {
	if part := partsOfDay[clock]; part != "" {
		clock = part
	}
	if clock == "" {
		return day
	}
	return day + ", " + clock
}

func weekdayName(iso string) string {
	n, _ := strconv.Atoi(iso) // a digit
	return time.Weekday(n % 7).String()
}

func humanDay(year, month, day string) string {
	return strings.TrimPrefix(day, "0") + " " + monthName(month) + " " + year
}

func monthName(month string) string {
	n, err := strconv.Atoi(month)
	if err != nil || n < 1 || n > 12 {
		return month
	}
	return time.Month(n).String()
}

func humanPeriod(n, noun string) string {
	switch {
	case n == "1":
		return "1 " + noun
	case noun == "century":
		noun = "centurie"
	}
	return strings.Replace(n, "X", "several", 1) + " " + noun + "s"
}

// sortKey is the day that value begins with, in a form that sorts; "" where it
// has no place on a line.
func sortKey(value string) string {
	if m := beforeForm.FindStringSubmatch(value); m != nil {
		year, _ := strconv.Atoi(m[1]) // digits
		return fmt.Sprintf("!%04d", 9999-year)
	}
	if m := fiscalForm.FindStringSubmatch(value); m != nil {
		return m[1]
	}
	if dayForm.MatchString(value) || monthForm.MatchString(value) {
		return strings.TrimSuffix(value, "-XX")
	}
	from, _ := days(value)
	return from
}

// days are the first and the last day that value covers, as ISO 8601; "" where
// it is no stretch of the calendar that is known here: a fiscal year begins where
// its country likes.
func days(value string) (first, last string) {
	if m := dayForm.FindStringSubmatch(value); m != nil {
		return dayOf(value), dayOf(value)
	}
	if m := monthForm.FindStringSubmatch(value); m != nil {
		return stretch(m[1], m[2], 1)
	}
	if m := weekForm.FindStringSubmatch(value); m != nil {
		monday := weekStart(m[1], m[2])
		if m[3] != "" {
			return isoDay(monday.AddDate(0, 0, 5)), isoDay(monday.AddDate(0, 0, 6))
		}
		return isoDay(monday), isoDay(monday.AddDate(0, 0, 6))
	}
	if m := partForm.FindStringSubmatch(value); m != nil {
		p := partsOfYear[m[2]]
		return stretch(m[1], p.month, p.months)
	}
	if m := unknownForm.FindStringSubmatch(value); m != nil {
		return stretch(m[1], "01", 12)
	}
	switch {
	case yearForm.MatchString(value):
		return stretch(value, "01", 12)
	case decadeForm.MatchString(value):
		return stretch(value[:3]+"0", "01", 120)
	case centuryForm.MatchString(value):
		return stretch(value[:2]+"00", "01", 1200)
	}
	return "", ""
}

// stretch is a number of months from a month on.
func stretch(year, month string, months int) (first, last string) {
	start, err := time.Parse(time.DateOnly, year+"-"+month+"-01")
	if err != nil || start.Year() < 1 {
		return "", ""
	}
	return isoDay(start), isoDay(start.AddDate(0, months, -1))
}

// dayOf is the day of an ISO 8601 date, date-time or TIMEX3 time; "" where that
// is no day of the calendar.
func dayOf(value string) string {
	day := value[:min(len(value), len(time.DateOnly))]
	if t, err := time.Parse(time.DateOnly, day); err != nil || t.Year() < 1 {
		return ""
	}
	return day
}

func isoDay(t time.Time) string { return t.Format(time.DateOnly) }

// weekStart is the Monday of an ISO 8601 week.
func weekStart(year, week string) time.Time {
	y, _ := strconv.Atoi(year) // both are digits
	w, _ := strconv.Atoi(week)
	jan4 := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	return jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
}
