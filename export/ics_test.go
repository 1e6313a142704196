package export

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/record"
)

func calendarOf(t *testing.T, records ...record.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	c := NewCalendar(&b)
	for _, r := range records {
		if err := c.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCalendarGolden(t *testing.T) {
	golden(t, "tarn.ics", calendarOf(t, tarn(t)))
}

func TestCalendarOfNothingIsNothing(t *testing.T) {
	if got := calendarOf(t); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}

func TestCalendarIsValid(t *testing.T) {
	records := oddRecords()
	records["tarn"] = tarn(t)
	records["harbour"] = harbour(t)
	for name, r := range records {
		// The odd records have no dates; their words and the dates below meet here.
		for i := range r.Events {
			value := []string{"2031-05-14", "2031-05", "203", "2031-W20-WE", "9999-12-31", "0001-01-01"}[i%6]
			if r.Events[i].Time.Value == nil {
				r.Events[i].Time.Value = &value
			}
		}
		out := calendarOf(t, r, tarn(t), r)
		if _, err := readCalendar(out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if again := calendarOf(t, r, tarn(t), r); !bytes.Equal(out, again) {
			t.Errorf("%s: not the same bytes again", name)
		}
	}
}

// The words come back as they are in the record.
func TestCalendarReadsBack(t *testing.T) {
	events, err := readCalendar(calendarOf(t, tarn(t)))
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]map[string]string{}
	for _, e := range events {
		by[e["SUMMARY"]] = e
	}
	for summary, want := range map[string]map[string]string{
		"Gunmen killed at least 12 people (1 to 3 May 2031)": {
			"DTSTART": "20310501", "DTEND": "20310504", "STATUS": "CONFIRMED", "LOCATION": "Tarn", "GEO": "61.500000;-4.250000", "CATEGORIES": "News,ASSAULT",
			"DTSTAMP": "20310514T063000Z", "URL": "https://mirror.example/tarn?a=1,2;b",
			"DESCRIPTION": "When: 1 to 3 May 2031\nAccording to a hospital\nReport: Truce talks at Tarn to resume, envoy says; \"no more, no less\"\nThe Tarn Mirror, 14 May 2031, 08:30",
		},
		"Did not happen: Police … fire … the crowd":            {"DTSTART": "20310509", "DTEND": "20310510", "STATUS": "CANCELLED", "CATEGORIES": "Did not happen,ASSAULT"},
		"Planned: talks … resume (June 2031)":                  {"DTSTART": "20310601", "DTEND": "20310701", "STATUS": "TENTATIVE"},
		"Soldiers … patrolled the old town (from 10 May 2031)": {"DTSTART": "20310510", "DTEND": "20310511"},
		"the curfew holds (by 18 May 2031)":                    {"DTSTART": "20310518", "DTEND": "20310519"},
		"The war began (the late 1990s)":                       {"DTSTART": "19900101", "DTEND": "20000101", "CATEGORIES": "Background"},
		"it burned":                                            {"DTSTART": "20310514", "DTEND": "20310515"},
	} {
		got := by[summary]
		if got == nil {
			t.Errorf("no event %q", summary)
			continue
		}
		for property, value := range want {
			if got[property] != value {
				t.Errorf("%s: %s is %q, want %q", summary, property, got[property], value)
			}
		}
	}
	if len(events) != 12 { // of the 13 with a date, the one before the year 1 is not there
		t.Errorf("%d events, want 12", len(events))
	}
}

func TestCalendarOfEscapes(t *testing.T) {
	r := tarn(t)
	r.Document.Title = &record.MaybeSpan{Text: "a\\n;b,c\\" + strings.Repeat("é🔥", 60) + "\x1b[2J"}
	events, err := readCalendar(calendarOf(t, r))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := events[0]["DESCRIPTION"], "Report: a\\n;b,c\\"+strings.Repeat("é🔥", 60)+"\ufffd[2J\n"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

// readCalendar is a strict reader of what RFC 5545 lets a calendar of whole-day
// events be: lines end with CRLF and have 75 bytes at most, nothing but known
// properties, each with a value of its kind, once, where it must be.
func readCalendar(b []byte) ([]map[string]string, error) {
	if !utf8.Valid(b) {
		return nil, fmt.Errorf("not UTF-8")
	}
	lines, err := unfold(string(b))
	if err != nil {
		return nil, err
	}
	if len(lines) < 2 || lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		return nil, fmt.Errorf("no calendar around it")
	}
	var events []map[string]string
	var event map[string]string
	calendar := map[string]string{}
	uids := map[string]bool{}
	for i, line := range lines[1 : len(lines)-1] {
		switch {
		case line == "BEGIN:VEVENT" && event == nil:
			event = map[string]string{}
			continue
		case line == "END:VEVENT" && event != nil:
			if err := whole(event); err != nil {
				return nil, fmt.Errorf("line %d: %w", i, err)
			}
			if uids[event["UID"]] {
				return nil, fmt.Errorf("UID %s is there twice", event["UID"])
			}
			uids[event["UID"]] = true
			events = append(events, event)
			event = nil
			continue
		}
		into, of := calendar, calendarProperties
		if event != nil {
			into, of = event, eventProperties
		}
		name, value, err := property(line, of)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i, err)
		}
		if _, twice := into[name]; twice {
			return nil, fmt.Errorf("line %d: a second %s", i, name)
		}
		if event == nil && len(events) > 0 {
			return nil, fmt.Errorf("line %d: a property of the calendar after an event", i)
		}
		into[name] = value
	}
	if event != nil {
		return nil, fmt.Errorf("an event without an end")
	}
	if calendar["VERSION"] != "2.0" || calendar["PRODID"] == "" {
		return nil, fmt.Errorf("no VERSION or no PRODID")
	}
	return events, nil
}

// unfold splits the bytes of a calendar into its lines.
func unfold(s string) ([]string, error) {
	if !strings.HasSuffix(s, "\r\n") {
		return nil, fmt.Errorf("no CRLF at the end")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(l) > 75 {
			return nil, fmt.Errorf("%d bytes in %q", len(l), l)
		}
		if strings.IndexFunc(l, func(r rune) bool { return unicode.IsControl(r) }) >= 0 {
			return nil, fmt.Errorf("a control character in %q", l)
		}
		if !utf8.ValidString(l) {
			return nil, fmt.Errorf("a character is cut at the end of %q", l)
		}
		if rest, ok := strings.CutPrefix(l, " "); ok {
			if len(lines) == 0 {
				return nil, fmt.Errorf("the first line is a continuation")
			}
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, l)
	}
	return lines, nil
}

var (
	calendarProperties = map[string]string{"VERSION": "2.0", "PRODID": "text", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH"}
	eventProperties    = map[string]string{
		"UID": "id", "DTSTAMP": "instant", "DTSTART;VALUE=DATE": "day", "DTEND;VALUE=DATE": "day", "SUMMARY": "text", "DESCRIPTION": "text",
		"LOCATION": "text", "GEO": "geo", "STATUS": "TENTATIVE|CONFIRMED|CANCELLED", "CATEGORIES": "list", "TRANSP": "OPAQUE|TRANSPARENT", "URL": "uri",
	}
	idForm  = regexp.MustCompile(`^[0-9a-f]{32}@sayso$`)
	geoForm = regexp.MustCompile(`^(-?\d{1,2}\.\d{6});(-?\d{1,3}\.\d{6})$`)
	uriForm = regexp.MustCompile(`^https?://[!-~]+$`)
)

// property reads a line: its name without parameters, and its value.
func property(line string, known map[string]string) (name, value string, err error) {
	name, value, ok := strings.Cut(line, ":")
	kind := known[name]
	if !ok || kind == "" {
		return "", "", fmt.Errorf("%q is no property that is known here", line)
	}
	name, _, _ = strings.Cut(name, ";")
	good := true
	switch kind {
	case "text":
		value, err = unescape(value, "")
	case "list":
		value, err = unescape(value, ",")
	case "id":
		good = idForm.MatchString(value)
	case "uri":
		good = uriForm.MatchString(value)
	case "instant":
		_, err = time.Parse("20060102T150405Z", value)
	case "day":
		_, err = time.Parse("20060102", value)
	case "geo":
		m := geoForm.FindStringSubmatch(value)
		if good = m != nil; good {
			lat, _ := strconv.ParseFloat(m[1], 64)
			lon, _ := strconv.ParseFloat(m[2], 64)
			good = lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
		}
	default:
		good = slices.Contains(strings.Split(kind, "|"), value)
	}
	if err == nil && !good {
		err = fmt.Errorf("%q is no value of %s", value, name)
	}
	return name, value, err
}

// unescape is a text value as it was; bare characters that should be escaped are
// an error, but for those of allowed.
func unescape(s, allowed string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(`\;,`, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case c == '\\' && i+1 < len(s) && s[i+1] == 'n':
			i++
			b.WriteByte('\n')
		case c == '\\' || c == ';' || c == ',' && allowed != ",":
			return "", fmt.Errorf("%c is not escaped in %q", c, s)
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

// whole checks that an event has what it must have.
func whole(event map[string]string) error {
	for _, p := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} {
		if event[p] == "" {
			return fmt.Errorf("no %s", p)
		}
	}
	if event["DTEND"] <= event["DTSTART"] {
		return fmt.Errorf("ends on %s, begins on %s", event["DTEND"], event["DTSTART"])
	}
	return nil
}

// The reader is strict: it refuses what is wrong.
func TestReadCalendarRefuses(t *testing.T) {
	good := string(calendarOf(t, tarn(t)))
	for name, bad := range map[string]string{
		"line ends":   strings.ReplaceAll(good, "\r\n", "\n"),
		"long line":   strings.ReplaceAll(good, "\r\n ", ""),
		"escape":      strings.Replace(good, `\,`, ",", 1),
		"end":         strings.Replace(good, "END:VEVENT\r\n", "", 1),
		"twice":       strings.Replace(good, "STATUS:", "STATUS:CONFIRMED\r\nSTATUS:", 1),
		"date":        strings.Replace(good, "DATE:2031", "DATE:2031-", 1),
		"status":      strings.Replace(good, "STATUS:CONFIRMED", "STATUS:MAYBE", 1),
		"property":    strings.Replace(good, "TRANSP:", "TRANSPARENCY:", 1),
		"exclusive":   strings.Replace(good, "DTEND;VALUE=DATE:20310510", "DTEND;VALUE=DATE:20310509", 1),
		"version":     strings.Replace(good, "VERSION:2.0\r\n", "", 1),
		"uid":         strings.Replace(good, "@sayso", "@", 1),
		"not a start": strings.TrimPrefix(good, "BEGIN:VCALENDAR\r\n"),
	} {
		if bad == good {
			t.Fatalf("%s: nothing was spoilt", name)
		}
		if _, err := readCalendar([]byte(bad)); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

func TestStamp(t *testing.T) {
	for published, want := range map[string]string{
		"2031-05-14T08:30:00+02:00": "20310514T063000Z", "2031-05-14": "20310514T000000Z", "2031-05": "20310501T000000Z", "2031": "20310101T000000Z",
		"": "19700101T000000Z", "soon": "19700101T000000Z",
	} {
		if got := stamp(&published); got != want {
			t.Errorf("stamp(%q) = %s, want %s", published, got, want)
		}
	}
}
