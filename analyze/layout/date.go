package layout

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/saysonews/sayso/doc"
)

// A date is a calendar date, with the time of day where it is given, found in a
// line about the report itself. Layout knows only the forms in which papers and
// sites print their dates; dates in prose are the business of stage timex.
type date struct {
	span             doc.Span // within the line, clock and zone included
	year, month, day int      // year 0: not given
	clock            string   // "09:14:00", "" for none
	zone             string   // "Z", "-05:00", "" when unknown
}

// iso is d in ISO 8601, "" without a year.
func (d date) iso() string {
	if d.year == 0 {
		return ""
	}
	s := fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	if d.clock != "" {
		s += "T" + d.clock + d.zone
	}
	return s
}

var months = map[string]int{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "febr": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
	"may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
	"sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]bool{
	"monday": true, "mon": true, "tuesday": true, "tue": true, "tues": true, "wednesday": true, "wed": true,
	"thursday": true, "thu": true, "thur": true, "thurs": true, "friday": true, "fri": true,
	"saturday": true, "sat": true, "sunday": true, "sun": true,
}

// zones has the abbreviations that mean one offset wherever they are used. CST,
// BST, IST and the like do not; "ET" depends on the season.
var zones = map[string]string{
	"gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00",
	"pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
}

// A word is a run of letters, a run of digits, or one other character of a line.
type word struct {
	span  doc.Span
	text  string // in lower case
	digit bool
}

// dateWords is how many words of a line are looked at.
const dateWords = 120

func splitWords(s string) []word {
	var out []word
	for i := 0; i < len(s) && len(out) < dateWords; {
		end := i + 1
		switch {
		case isDigit(s[i]):
			for end < len(s) && isDigit(s[end]) {
				end++
			}
		case isLetter(s[i]):
			for end < len(s) && isLetter(s[end]) {
				end++
			}
		case s[i] == ' ' || s[i] == '\t':
			i++
			continue
		}
		out = append(out, word{doc.Span{Start: i, End: end}, strings.ToLower(s[i:end]), isDigit(s[i])})
		i = end
	}
	return out
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isLetter takes every byte of a letter outside ASCII for a letter: no date is
// spelt with one.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// findDate is the first date in the line s.
func findDate(s string) (date, bool) {
	s = strings.ReplaceAll(s, "\u00a0", "  ") // as long as what it replaces
	ws := splitWords(s)
	for i := range ws {
		d, next, ok := dateAt(ws, i)
		if !ok {
			continue
		}
		d.span = doc.Span{Start: ws[i].span.Start, End: ws[next-1].span.End}
		withClock(&d, ws, i, next)
		return d, true
	}
	return date{}, false
}

// dateAt reads a date that starts at word i; next is the word after it.
func dateAt(ws []word, i int) (d date, next int, ok bool) {
	c := cursor{ws, i}
	switch w := ws[i]; {
	case w.digit && len(w.text) == 4:
		d, ok = c.yearFirst()
	case w.digit && len(w.text) <= 2:
		d, ok = c.dayFirst()
	case months[w.text] > 0:
		d, ok = c.monthFirst()
	}
	if !ok || !d.valid() {
		return date{}, 0, false
	}
	return d, c.i, true
}

// valid tells whether d is in the calendar, in the age of newspapers.
func (d date) valid() bool {
	year := d.year
	if year == 0 {
		year = 2000 // a leap year
	} else if year < 1600 || year > 2200 {
		return false
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return d.day > 0 && d.month > 0 && int(t.Month()) == d.month && t.Day() == d.day
}

// A cursor reads words one by one.
type cursor struct {
	ws []word
	i  int
}

func (c *cursor) text() string {
	if c.i < len(c.ws) {
		return c.ws[c.i].text
	}
	return ""
}

// skip steps over the next word if it is one of those.
func (c *cursor) skip(any ...string) bool {
	for _, s := range any {
		if c.text() == s {
			c.i++
			return true
		}
	}
	return false
}

// number reads a number of lo to hi digits.
func (c *cursor) number(lo, hi int) (int, bool) {
	if c.i >= len(c.ws) || !c.ws[c.i].digit || len(c.ws[c.i].text) < lo || len(c.ws[c.i].text) > hi {
		return 0, false
	}
	n, err := strconv.Atoi(c.ws[c.i].text)
	c.i++
	return n, err == nil
}

func (c *cursor) month() (int, bool) {
	m := months[c.text()]
	if m == 0 {
		return 0, false
	}
	c.i++
	c.skip(".")
	return m, true
}

// year reads an optional year after an optional comma; without one the cursor
// stays.
func (c *cursor) year() int {
	back := c.i
	c.skip(",")
	y, ok := c.number(4, 4)
	if !ok {
		c.i = back
		return 0
	}
	return y
}

// yearFirst reads 2031-05-09, 2031/05/09 and 2031.05.09, with the T of a
// date-time after it, and 2031 May 9.
func (c *cursor) yearFirst() (d date, ok bool) {
	d.year, _ = c.number(4, 4)
	sep := c.text()
	if !c.skip("-", "/", ".") {
		if d.month, ok = c.month(); ok {
			d.day, ok = c.number(1, 2)
		}
		return d, ok
	}
	if d.month, ok = c.number(1, 2); !ok || !c.skip(sep) {
		return d, false
	}
	d.day, ok = c.number(1, 2)
	return d, ok
}

// dayFirst reads 9 May 2031, 9th of May, 09.05.2031, and 9/5/2031 where the two
// numbers can be told apart.
func (c *cursor) dayFirst() (d date, ok bool) {
	d.day, _ = c.number(1, 2)
	sep := c.text()
	if sep == "." || sep == "/" || sep == "-" {
		return c.numeric(d.day, sep)
	}
	c.skip("st", "nd", "rd", "th")
	c.skip("of")
	if d.month, ok = c.month(); !ok {
		return d, false
	}
	d.year = c.year()
	return d, true
}

func (c *cursor) numeric(first int, sep string) (d date, ok bool) {
	c.i++
	if c.i < len(c.ws) && !c.ws[c.i].digit && sep == "-" {
		d.day = first
		if d.month, ok = c.month(); !ok || !c.skip(sep) {
			return d, false
		}
		d.year, ok = c.number(4, 4)
		return d, ok
	}
	second, ok := c.number(1, 2)
	if !ok || !c.skip(sep) {
		return d, false
	}
	if d.year, ok = c.number(4, 4); !ok {
		return d, false
	}
	switch {
	case sep == "." || first > 12 || first == second:
		d.day, d.month = first, second
	case second > 12:
		d.day, d.month = second, first
	default:
		return d, false // 3/7 is a day in March or in July
	}
	return d, true
}

// monthFirst reads May 9, 2031 and May 9.
func (c *cursor) monthFirst() (d date, ok bool) {
	d.month, _ = c.month()
	if d.day, ok = c.number(1, 2); !ok {
		return d, false
	}
	c.skip("st", "nd", "rd", "th")
	if c.text() == ":" || c.text() == "%" {
		return d, false
	}
	d.year = c.year()
	return d, true
}

// withClock adds the time of day that stands after the date, or before it, in
// the same line.
func withClock(d *date, ws []word, first, next int) {
	for i := next; i < len(ws); i++ {
		if clock, zone, end, ok := clockAt(ws, i); ok {
			d.clock, d.zone = clock, zone
			d.span.End = ws[end-1].span.End
			return
		}
		if w := ws[i]; !clockGap(w) {
			break
		}
	}
	for i := max(0, first-9); i < first; i++ {
		clock, zone, end, ok := clockAt(ws, i)
		if !ok {
			continue
		}
		for ; end < first && clockGap(ws[end]); end++ {
		}
		if end == first {
			d.clock, d.zone = clock, zone
			d.span.Start = ws[i].span.Start
			return
		}
	}
}

// clockGap tells whether w may stand between a date and its time of day.
func clockGap(w word) bool {
	switch w.text {
	case ",", "t", "at", "|", "-", "–", "—", "/", "(", "·", "•", "on", "et", "ct", "mt", "pt", ".":
		return true
	}
	return weekdays[w.text]
}

// clockAt reads 9:14 am EST, 09.14 or 09:14:00Z at word i.
func clockAt(ws []word, i int) (clock, zone string, end int, ok bool) {
	c := cursor{ws, i}
	h, ok := c.number(1, 2)
	if !ok {
		return "", "", 0, false
	}
	m, sec, colon := 0, 0, false
	if sep := c.text(); sep == ":" || sep == "." {
		back := c.i
		c.i++
		if m, colon = c.number(2, 2); !colon {
			c.i = back
		} else if sep == ":" && c.skip(":") {
			sec, _ = c.number(2, 2)
		}
	}
	half := c.half()
	if !colon && half == "" {
		return "", "", 0, false
	}
	if half != "" {
		if h < 1 || h > 12 {
			return "", "", 0, false
		}
		h %= 12
		if half == "p" {
			h += 12
		}
	}
	if h > 23 || m > 59 || sec > 59 {
		return "", "", 0, false
	}
	zone = c.zone()
	return fmt.Sprintf("%02d:%02d:%02d", h, m, sec), zone, c.i, true
}

// half reads am, p.m. and the like: "a", "p" or "".
func (c *cursor) half() string {
	switch t := c.text(); t {
	case "am", "pm":
		c.i++
		return t[:1]
	case "a", "p":
		back := c.i
		c.i++
		c.skip(".")
		if c.skip("m") {
			c.skip(".")
			return t
		}
		c.i = back
	}
	return ""
}

// zone reads the time zone after a time of day, "" where it is not certain.
func (c *cursor) zone() string {
	back := c.i
	c.skip(".") // of milliseconds
	if c.i > back {
		if _, ok := c.number(1, 9); !ok {
			c.i = back
		}
	}
	c.skip("(")
	if z, ok := zones[c.text()]; ok {
		c.i++
		return z
	}
	sign := c.text()
	if sign != "+" && sign != "-" {
		return ""
	}
	back = c.i
	c.i++
	if h, ok := c.number(2, 2); ok && h <= 14 {
		if c.skip(":") {
			if m, ok := c.number(2, 2); ok && m < 60 {
				return fmt.Sprintf("%s%02d:%02d", sign, h, m)
			}
		}
	} else if hm, ok := c.number(4, 4); ok && hm/100 <= 14 && hm%100 < 60 {
		return fmt.Sprintf("%s%02d:%02d", sign, hm/100, hm%100)
	}
	c.i = back
	return ""
}

// dateLabels introduce the date of a report; the value tells how well it speaks
// for its publication (the higher the better).
var dateLabels = map[string]int{
	"published": 3, "posted": 3, "issued": 3, "released": 3, "date": 3, "dated": 3, "filed": 3, "created": 3,
	"updated": 1, "modified": 1, "revised": 1, "edited": 1, "reviewed": 1,
}

// dateFillers may stand in a date line beside date, label, clock and zone.
var dateFillers = map[string]bool{
	"on": true, "at": true, "first": true, "last": true, "originally": true, "by": true, "et": true, "ct": true,
	"mt": true, "pt": true, "est": true, "edt": true, "cst": true, "bst": true, "ist": true, "gmt": true,
	"utc": true, "local": true, "time": true, "article": true, "story": true, "report": true, "the": true,
	"am": true, "pm": true, "print": true, "edition": true, "release": true, "for": true, "immediate": true,
	"t": true, "z": true, "st": true, "a": true, "p": true, "m": true,
}

// A dateLine is a line that says when the report appeared and nothing else.
type dateLine struct {
	date
	rank int // 1 for an update, 2 for a bare date, 3 for a label of publication
}

// parseDateLine reads s as a date line. Of "Published …, updated …" it takes
// the first.
func parseDateLine(s string) (dateLine, bool) {
	if len(s) > 160 {
		return dateLine{}, false
	}
	d, ok := findDate(s)
	if !ok || d.year == 0 {
		return dateLine{}, false
	}
	rank, ok := dateRest(s[:d.span.Start])
	if !ok {
		return dateLine{}, false
	}
	rest := s[d.span.End:]
	if _, ok := dateRest(rest); !ok {
		second, found := parseDateLine(strings.TrimLeftFunc(rest, notWord))
		if !found || second.rank == 2 {
			return dateLine{}, false
		}
		if rank == 1 && second.rank == 3 {
			return second, true
		}
	}
	return dateLine{d, rank}, true
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// dateRest tells whether s holds nothing but what belongs to a date line, and
// the rank of its label.
func dateRest(s string) (rank int, ok bool) {
	rank = 2
	for _, w := range splitWords(s) {
		if w.digit {
			return 0, false
		}
		if !isLetter(w.text[0]) || weekdays[w.text] || dateFillers[w.text] || zones[w.text] != "" {
			continue
		}
		r := dateLabels[w.text]
		if r == 0 {
			// Dashes and bullets outside ASCII are no letters.
			if strings.IndexFunc(w.text, unicode.IsLetter) < 0 {
				continue
			}
			return 0, false
		}
		rank = r
	}
	return rank, true
}
