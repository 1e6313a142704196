package html

import (
	"regexp"
	"strings"
	"time"
)

// dateLayouts are the forms of dates in metadata.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05Z07:00",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 Z0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "20060102", "20060102T150405", "20060102150405",
	"January 2, 2006 3:04 pm", "January 2, 2006, 3:04 pm", "January 2, 2006 at 3:04 pm", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 2006", "January 2 2006", "2006-1-2",
	"Monday January 2, 2006", "02.01.2006", "2006, January 2", "Jan 2, 2006 3:04 pm", "Jan 2, 2006, 3:04 pm", "2 January 2006 15:04", "2 Jan 2006 15:04",
}

var ordinalRE = regexp.MustCompile(`(?i)\b([0-9]{1,2})(st|nd|rd|th)\b`)

// isoDate is the date or date-time s in ISO 8601, "" where it is none. The time
// of day and its zone stay as they are.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 60 {
		return ""
	}
	s = ordinalRE.ReplaceAllString(s, "$1")
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, s)
		if err != nil {
			if t, err = time.Parse(layout, strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "PM", "pm"), "AM", "am"), "Sept ", "Sep ")); err != nil {
				continue
			}
		}
		if y := t.Year(); y < 1700 || y > 2200 {
			return ""
		}
		switch {
		case !strings.Contains(layout, "15") && !strings.Contains(layout, "3:04"):
			return t.Format("2006-01-02")
		case strings.Contains(layout, "07"), strings.Contains(layout, "MST") && (strings.HasSuffix(s, "GMT") || strings.HasSuffix(s, "UTC")):
			return t.Format(time.RFC3339)
		}
		return t.Format("2006-01-02T15:04:05")
	}
	// A date-time with a tail that no layout knows still begins with its day.
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		return isoDate(s[:10])
	}
	return ""
}

var urlDateRE = regexp.MustCompile(`/((?:19|20)[0-9]{2})[/-]([0-9]{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]([0-9]{1,2})(?:[/-]|$)`)

// urlDate is the day in an address: "/2031/05/09/".
func urlDate(address string) string {
	m := urlDateRE.FindStringSubmatch(strings.ToLower(address))
	if m == nil {
		return ""
	}
	for _, layout := range [...]string{"2006-1-2", "2006-Jan-2"} {
		if t, err := time.Parse(layout, m[1]+"-"+m[2]+"-"+m[3]); err == nil {
			return t.Format("2006-01-02")
		}
	}
	return ""
}
