package export

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A date's forms: TIMEX3 values and ISO 8601.
var (
	openForm   = regexp.MustCompile(`^XXXX-(?:(\d{2})|(\d{2})-(\d{2})|WXX-(\d)|WXX-(WE)|(SP|SU|FA|WI|Q[1-4]|H[12])|XX-XX)(?:T(\d{2}:\d{2}|[A-Z]{2}).*)?$`)
	dayForm    = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}|[A-Z]{2}).*)?$`)
	monthForm  = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	weekForm   = regexp.MustCompile(`^(\d{4})-W(\d{2})(-WE)?$`)
	partForm   = regexp.MustCompile(`^(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$`)
	decadeForm = regexp.MustCompile(`^\d{3}$`)
	yearForm   = regexp.MustCompile(`^\d{4}$`)
	periodForm = regexp.MustCompile(`^P(T?)(\d+(?:\.\d+)?)([YMWDHS])$`)
)

// partsOfDay are the times of day that TIMEX3 writes for a clock time.
var partsOfDay = map[string]string{
	"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime",
}

// periodUnits are the units of a duration, those after its T with it.
var periodUnits = map[string]string{
	"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second",
}

// partsOfYear are how a part of a year is called, and the month it begins in.
var partsOfYear = map[string]struct{ words, month string }{
	"SP": {"spring", "03"}, "SU": {"summer", "06"}, "FA": {"autumn", "09"}, "WI": {"winter", "12"},
	"Q1": {"first quarter of", "01"}, "Q2": {"second quarter of", "04"}, "Q3": {"third quarter of", "07"}, "Q4": {"fourth quarter of", "10"},
	"H1": {"first half of", "01"}, "H2": {"second half of", "07"},
}

// humanDate is a TIMEX3 value or an ISO 8601 date as people write it; value
// itself where it is none that is known here.
func humanDate(value string) string {
	if m := dayForm.FindStringSubmatch(value); m != nil {
		return withClock(humanDay(m[1], m[2], m[3]), m[4])
	}
	if m := monthForm.FindStringSubmatch(value); m != nil {
		return monthName(m[2]) + " " + m[1]
	}
	if m := weekForm.FindStringSubmatch(value); m != nil {
		week := "week " + strings.TrimPrefix(m[2], "0") + " of " + m[1]
		if m[3] != "" {
			return "weekend of " + week
		}
		return week
	}
	if m := partForm.FindStringSubmatch(value); m != nil {
		return partsOfYear[m[2]].words + " " + m[1]
	}
	if m := openForm.FindStringSubmatch(value); m != nil {
		return humanOpen(m)
	}
	if m := periodForm.FindStringSubmatch(value); m != nil {
		if noun := periodUnits[m[1]+m[3]]; noun != "" {
			return humanPeriod(m[2], noun)
		}
	}
	if decadeForm.MatchString(value) {
		return "the " + value + "0s"
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
	if n == "1" {
		return "1 " + noun
	}
	return n + " " + noun + "s"
}

// sortKey is the day that value begins with, in a form that sorts; "" where it
// has no place on a line.
func sortKey(value string) string {
	if dayForm.MatchString(value) || monthForm.MatchString(value) || yearForm.MatchString(value) {
		return value
	}
	if m := weekForm.FindStringSubmatch(value); m != nil {
		return weekStart(m[1], m[2])
	}
	if m := partForm.FindStringSubmatch(value); m != nil {
		return m[1] + "-" + partsOfYear[m[2]].month
	}
	if decadeForm.MatchString(value) {
		return value + "0"
	}
	return ""
}

// weekStart is the Monday of an ISO 8601 week.
func weekStart(year, week string) string {
	y, _ := strconv.Atoi(year) // both are digits
	w, _ := strconv.Atoi(week)
	jan4 := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
	return fmt.Sprintf("%04d-%02d-%02d", monday.Year(), monday.Month(), monday.Day())
}
