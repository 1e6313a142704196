package jsonl

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/doc"
)

// date fills in when the report was published: from the first field that holds a
// date, else from the day it was fetched.
func (o object) date(src *doc.Source, fields Fields) {
	if src.Meta.Published = o.firstDate(src, fields.names(Published)); src.Meta.Published != "" {
		return
	}
	if src.Meta.Published = o.firstDate(src, fields.names(Crawled)); src.Meta.Published != "" {
		warn(src, "date-of-crawl", "the corpus tells only when the report was fetched; that is taken for its date")
	}
}

// firstDate is the first date that one of the fields holds, in ISO 8601.
func (o object) firstDate(src *doc.Source, names []string) string {
	for _, name := range names {
		s := dateText(o.get(name))
		if s == "" {
			continue
		}
		if iso := parseDate(s); iso != "" {
			return iso
		}
		warn(src, "date-unknown", "%s: %.60q is no date of a form that is read; left open", name, s)
	}
	return ""
}

// dateText is a value that may be a date: a string, or a number as written.
func dateText(v json.RawMessage) string {
	if len(v) > 0 && (v[0] == '-' || '0' <= v[0] && v[0] <= '9') {
		return string(v)
	}
	if list := texts(v); len(list) > 0 {
		return strings.TrimSpace(list[0])
	}
	return ""
}

// The forms of dates. "03/05/2029" is none: nobody can tell which is the month.
var (
	zoneLayouts = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05.999999999Z07:00",
		"2006-01-02 15:04:05.999999999 Z07:00", "2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05.999999999Z0700", "2006-01-02 15:04Z07:00",
		"20060102T150405Z07:00", "20060102T150405Z0700",
		"Mon, 2 Jan 2006 15:04:05 Z0700", "Mon, 2 Jan 06 15:04:05 Z0700", "2 Jan 2006 15:04:05 Z0700", "2 Jan 06 15:04 Z0700", "Mon Jan 2 15:04:05 Z0700 2006",
	}
	localLayouts = []string{
		"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04", "2006/01/02 15:04:05", "2006/01/02 15:04",
		"20060102T150405", "20060102150405", "Mon, 2 Jan 2006 15:04:05", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "2 January 2006 15:04",
	}
	dayLayouts = []string{
		"2006-01-02", "2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006",
		"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, 2 Jan 2006",
	}
)

// zones are the names that RFC 822 gives a meaning to.
var zones = map[string]string{
	"UTC": "Z", "UT": "Z", "GMT": "Z", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// parseDate is s in ISO 8601: a day, a time of day without a zone where s names
// none, or one with it. "" where s is of no known form, or of no plausible year.
func parseDate(s string) string {
	if len(s) > 60 {
		return ""
	}
	if iso := epoch(s); iso != "" {
		return iso
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if z, ok := zones[strings.ToUpper(s[i+1:])]; ok {
			s = s[:i+1] + z
		}
	}
	for _, form := range []struct {
		layouts []string
		out     string
	}{{zoneLayouts, time.RFC3339}, {localLayouts, "2006-01-02T15:04:05"}, {dayLayouts, time.DateOnly}} {
		for _, layout := range form.layouts {
			if t, err := time.Parse(layout, s); err == nil {
				return plausible(t, form.out)
			}
		}
	}
	return ""
}

// plausible is t, "" where it lies before newspapers or beyond all plans: such
// dates stand for "unknown" in corpora.
func plausible(t time.Time, layout string) string {
	if y := t.Year(); y < 1700 || y > 2200 {
		return ""
	}
	return t.Format(layout)
}

// epoch reads the time since 1970 in seconds, or in a thousandth, millionth or
// billionth of them. Their ranges do not meet: each covers 1973 to 2286. Eight
// and fourteen digits that are a day (20290305) are not for it.
func epoch(s string) string {
	number, fraction, _ := strings.Cut(s, ".")
	if strings.Trim(fraction, "0123456789") != "" {
		return ""
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || len(number) == 14 && (strings.HasPrefix(number, "19") || strings.HasPrefix(number, "20")) {
		return ""
	}
	var t time.Time
	switch {
	case 1e8 <= n && n < 1e10:
		t = time.Unix(n, 0)
	case 1e11 <= n && n < 1e13:
		t = time.UnixMilli(n)
	case 1e14 <= n && n < 1e16:
		t = time.UnixMicro(n)
	case 1e17 <= n:
		t = time.Unix(0, n)
	default:
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
