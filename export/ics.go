package export

import (
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/record"
)

// A Calendar writes the dated events of reports as iCalendar (RFC 5545), one
// calendar of all reports.
//
//   - An event takes whole days: DTSTART is the first day it may lie on, DTEND the
//     day after the last; a month or a year is as long as that. Where one end is
//     open, the known one stands alone and the summary says so. An event without
//     a date, or before the year 1, is not there.
//   - The summary of what is not told as fact begins with what it is ("Planned:").
//     STATUS is CONFIRMED for what is told as fact, TENTATIVE for what is planned
//     or possible, and CANCELLED for what did not or will not happen.
//   - UID is a hash of the report's text and of where the event stands in it: the
//     same event gets the same one from every later analysis.
//   - DTSTAMP is the publication date, or 1970 where that is not known: nothing
//     depends on when the program runs.
type Calendar struct {
	w       io.Writer
	started bool
	seen    map[string]bool // ids of events; a report that comes twice has each once
}

// NewCalendar begins a calendar.
func NewCalendar(w io.Writer) *Calendar { return &Calendar{w: w, seen: map[string]bool{}} }

// Write adds the events of r.
func (c *Calendar) Write(r record.Record) error {
	var b contentLines
	c.begin(&b)
	p := newPage(&r)
	for _, h := range p.dated {
		if !c.seen[h.id] {
			c.seen[h.id] = true
			b.event(&r, h)
		}
	}
	_, err := c.w.Write(b.out)
	return err
}

// Close ends the calendar; nothing is written where there is no report.
func (c *Calendar) Close() error {
	if !c.started {
		return nil
	}
	var b contentLines
	b.add("END", "VCALENDAR")
	_, err := c.w.Write(b.out)
	return err
}

func (c *Calendar) begin(b *contentLines) {
	if c.started {
		return
	}
	c.started = true
	b.add("BEGIN", "VCALENDAR")
	b.add("VERSION", "2.0")
	b.add("PRODID", "-//Sayso//sayso//EN")
	b.add("CALSCALE", "GREGORIAN")
	b.add("METHOD", "PUBLISH")
}

// contentLines are lines of iCalendar.
type contentLines struct{ out []byte }

// statuses are the values of STATUS by how an event is told.
var statuses = [...]string{"CONFIRMED", "TENTATIVE", "CANCELLED"}

func (b *contentLines) event(r *record.Record, h happening) {
	first, last := h.when.first, h.when.last
	if first == "" {
		first = last
	}
	if last == "" {
		last = first
	}
	start, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return
	}
	end, err := time.Parse(time.DateOnly, last)
	if err != nil || end.Before(start) {
		end = start
	}
	if end = end.AddDate(0, 0, 1); end.Year() > 9999 {
		return
	}
	b.add("BEGIN", "VEVENT")
	b.add("UID", h.id+"@sayso")
	b.add("DTSTAMP", stamp(r.Document.Published))
	b.add("DTSTART;VALUE=DATE", start.Format("20060102"))
	b.add("DTEND;VALUE=DATE", end.Format("20060102"))
	b.text("SUMMARY", h.summary())
	b.text("DESCRIPTION", h.description(r))
	b.text("LOCATION", h.placeName())
	if p := h.place; p != nil && p.Latitude != nil && p.Longitude != nil {
		b.add("GEO", coordinate(*p.Latitude)+";"+coordinate(*p.Longitude))
	}
	b.add("STATUS", statuses[h.told])
	b.list("CATEGORIES", h.categories())
	b.add("TRANSP", "TRANSPARENT") // nobody is busy then
	if u := r.Document.Origin.URL; strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		b.add("URL", u)
	}
	b.add("END", "VEVENT")
}

// summary is the headline of h, with the time where it is no single day.
func (h happening) summary() string {
	if h.when.first != "" && h.when.first == h.when.last {
		return h.headline()
	}
	return h.headline() + " (" + h.when.words + ")"
}

// description says when, whose word it is, what else there is to know, and the
// report; a line each.
func (h happening) description(r *record.Record) string {
	lines := []string{"When: " + h.when.words}
	if whose := h.voice.words(); whose != "" {
		lines = append(lines, capital(whose))
	}
	if len(h.marks) > 0 {
		lines = append(lines, capital(strings.Join(h.marks, ", ")))
	}
	lines = append(lines, "Report: "+title(r))
	if about := aboutReport(r); about != "" {
		lines = append(lines, about)
	}
	return strings.Join(lines, "\n")
}

func (h happening) categories() []string {
	out := []string{h.group()}
	if t := deref(h.ev.Type); t != "" {
		out = append(out, t)
	}
	return out
}

// coordinate is degrees with the six decimals that RFC 5545 asks for.
func coordinate(f float64) string { return strconv.FormatFloat(f, 'f', 6, 64) }

// stamp is a publication date as a date-time in UTC.
func stamp(published *string) string {
	const form = "20060102T150405Z"
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, deref(published)); err == nil && t.UTC().Year() > 0 && t.UTC().Year() <= 9999 {
			return t.UTC().Format(form)
		}
	}
	return time.Unix(0, 0).UTC().Format(form)
}

// text adds a property with a text value; nothing where there is none.
func (b *contentLines) text(name, value string) {
	if value != "" {
		b.add(name, escapeText(value))
	}
}

// list adds a property with several text values.
func (b *contentLines) list(name string, values []string) {
	escaped := make([]string, len(values))
	for i, v := range values {
		escaped[i] = escapeText(v)
	}
	b.add(name, strings.Join(escaped, ","))
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escapeText is a text value. Control characters, which a calendar may not hold,
// stand as U+FFFD.
func escapeText(s string) string {
	return textEscapes.Replace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return unicode.ReplacementChar
		}
		return r
	}, s))
}

// foldAt is how many bytes a line may have, its end left out.
const foldAt = 75

// add adds a line, folded where it is longer than a line may be: the next begins
// with a space. No character is cut.
func (b *contentLines) add(name, value string) {
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, name+":"+value)
	for room := foldAt; ; room = foldAt - 1 {
		if len(line) <= room {
			b.out = append(b.out, line...)
			b.out = append(b.out, "\r\n"...)
			return
		}
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.out = append(b.out, line[:cut]...)
		b.out = append(b.out, "\r\n "...)
		line = line[cut:]
	}
}
