package sqlite

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// A letter begins the tokens of a field. They are of Unicode's private use, which
// no word has, so a token of a field is never a word of a text.
type letter string

const (
	inText    letter = ""
	every     letter = "\uE000" // the token alone stands in every report
	gap       letter = "\uE001" // parts values, so that no phrase goes over two
	publisher letter = "\uE002"
	credit    letter = "\uE003"
	title     letter = "\uE004"
	actor     letter = "\uE005"
	place     letter = "\uE006"
	speaker   letter = "\uE007"
	naming    letter = "\uE008"
	act       letter = "\uE009"
	eventType letter = "\uE00A"
	published letter = "\uE00B" // blocks that the day of publication is in
	when      letter = "\uE00C" // blocks that cover an event's days
	whenPart  letter = "\uE00D" // blocks that such blocks are part of
	begins    letter = "\uE00E" // the first one, two and three letters of words of the text
)

// letters are the fields that one token or phrase answers.
var letters = map[query.Field]letter{
	query.Publisher: publisher, query.Credit: credit, query.Title: title, query.Actor: actor,
	query.Place: place, query.Speaker: speaker, query.Naming: naming, query.Act: act, query.Event: eventType,
}

// shortPrefix is up to how many letters the beginnings of words have tokens of
// their own. To gather all words that begin with a letter would take FTS5 seconds.
const shortPrefix = 3

// An entry is what stands in the indexes of one report.
type entry struct {
	report     string
	statements []string
	events     []string            // "" for one that is not in the index
	words      map[string]struct{} // that may be asked for in any inflection
}

// newEntry is the entry of a record whose sheet is s.
func newEntry(r record.Record, s sheet) entry {
	e := entry{words: map[string]struct{}{}}
	text := archive.Words(r.Document.Text)
	e.report = reportTokens(r, s, text, e.words)
	for _, st := range s.statements {
		e.statements = append(e.statements, statementTokens(st, text, e.words))
	}
	for _, ev := range s.events {
		e.events = append(e.events, eventTokens(ev, e.words))
	}
	return e
}

func reportTokens(r record.Record, s sheet, text []archive.Word, words map[string]struct{}) string {
	l := newLine(words)
	l.token(every, "")
	if t := r.Document.Title; t != nil {
		if t.Start == nil { // it does not stand in the text
			l.run(inText, archive.Words(t.Text))
			l.beginnings(archive.Words(t.Text))
		}
		l.value(title, t.Text)
	}
	l.run(inText, text)
	l.beginnings(text)
	if p := r.Document.Publisher; p != nil {
		l.value(publisher, p.Text)
	}
	for _, c := range r.Document.Credits {
		l.value(credit, c.Name)
		l.value(credit, c.Text)
	}
	if p := r.Document.Published; p != nil {
		l.published(day(*p))
	}
	for _, a := range s.cast {
		l.all(actor, a.names)
	}
	for _, names := range s.places {
		l.all(place, names)
	}
	for _, st := range s.statements {
		l.statement(st)
	}
	for _, ev := range s.events {
		l.closed(eventType, ev.kind)
		l.when(ev)
	}
	return l.tokens.String()
}

func statementTokens(st sheetStatement, text []archive.Word, words map[string]struct{}) string {
	l := newLine(words)
	l.statement(st)
	for _, span := range st.content {
		l.run(inText, within(text, span))
		l.beginnings(within(text, span))
	}
	return l.tokens.String()
}

func eventTokens(ev sheetEvent, words map[string]struct{}) string {
	l := newLine(words)
	l.closed(eventType, ev.kind)
	l.when(ev)
	l.all(place, ev.places)
	return l.tokens.String()
}

// within are the words of a text that stand whole between two code points.
func within(words []archive.Word, span [2]int) []archive.Word {
	from, _ := slices.BinarySearchFunc(words, span[0], func(w archive.Word, at int) int { return w.Start - at })
	words = words[from:]
	to := 0
	for to < len(words) && words[to].End <= span[1] {
		to++
	}
	return words[:to]
}

// A line gathers the tokens of one row of an index.
type line struct {
	tokens strings.Builder
	words  map[string]struct{}
	values map[string]struct{} // with their letters: a value is written once
}

func newLine(words map[string]struct{}) *line {
	return &line{words: words, values: map[string]struct{}{}}
}

func (l *line) statement(st sheetStatement) {
	l.all(speaker, st.names)
	l.closed(naming, st.naming)
	l.closed(act, st.act)
}

func (l *line) published(day string) {
	if day == "" {
		return
	}
	d := strings.ReplaceAll(day, "-", "")
	for _, b := range append(around(d), d) {
		l.token(published, b)
	}
}

func (l *line) when(ev sheetEvent) {
	if !ev.dated() {
		return
	}
	for _, b := range cover(ev.earliest, ev.latest) {
		l.once(when, b)
		for _, a := range around(b) {
			l.once(whenPart, a)
		}
	}
}

// beginnings adds how words begin.
func (l *line) beginnings(words []archive.Word) {
	for _, w := range words {
		n := 0
		for i, c := range w.Text {
			if n++; n > shortPrefix {
				break
			}
			l.once(begins, w.Text[:i+utf8.RuneLen(c)])
		}
	}
}

// all adds several values of a field.
func (l *line) all(f letter, values []string) {
	for _, v := range values {
		l.value(f, v)
	}
}

// value adds a value of a field, once.
func (l *line) value(f letter, v string) {
	if v != "" && l.first(f, v) {
		l.run(f, archive.Words(v))
	}
}

// closed adds a value out of a list.
func (l *line) closed(f letter, v string) {
	if v != "" {
		l.once(f, oneToken(v))
	}
}

// oneToken is a value out of a list as a token: "hat-tip" is "hattip".
func oneToken(v string) string {
	var b strings.Builder
	for _, w := range archive.Words(v) {
		b.WriteString(w.Text)
	}
	return b.String()
}

func (l *line) once(f letter, token string) {
	if l.first(f, token) {
		l.token(f, token)
	}
}

func (l *line) first(f letter, v string) bool {
	v = string(f) + v
	_, there := l.values[v]
	l.values[v] = struct{}{}
	return !there
}

// run adds words that follow each other, and a gap after them.
func (l *line) run(f letter, words []archive.Word) {
	for _, w := range words {
		l.words[w.Text] = struct{}{}
		l.token(f, w.Text)
	}
	l.token(gap, "")
}

func (l *line) token(f letter, t string) {
	l.tokens.WriteString(string(f))
	l.tokens.WriteString(t)
	l.tokens.WriteByte(' ')
}
