package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/record"
)

// A chronology is the events of a report in the order in which they happen.
type chronology struct {
	dated   []happening // by time; those of one time in text order
	undated []happening // in text order
	bare    []happening // undated, and the report says no more of it than a word
}

// A happening is one event.
type happening struct {
	ev     *record.Event
	id     string // names the event wherever it goes
	when   moment
	pieces []piece
	place  *record.Place // nil for none
	told   standing
	marks  []string // what else the report tells of it: "planned", "background", …
	voice  voice
}

// A piece is a stretch of a happening's words.
type piece struct {
	text    string
	trigger bool
}

// A standing is how an event is told: only a fact happened, as the report has it.
type standing int

const (
	asFact standing = iota
	open            // planned, ordered, possible, supposed
	denied          // did not happen
)

// standings say in words and in a sign how an event is told.
var standings = [...]struct{ words, sign string }{{"told as fact", "●"}, {"planned or possible", "○"}, {"did not or will not happen", "✕"}}

// legend is what the signs mean.
func legend() []string {
	var out []string
	for _, s := range standings {
		out = append(out, s.sign+" "+s.words)
	}
	return out
}

// A voice is whose word an event is.
type voice struct {
	given bool     // somebody's; otherwise it is the report's own
	name  string   // "" where nobody is named
	via   []string // who stands between, the nearest to the report last
}

// words are v as the end of a sentence; "" for the report's own.
func (v voice) words() string {
	switch {
	case !v.given:
		return ""
	case v.name == "":
		return "nobody is named for it"
	case len(v.via) > 0:
		return "according to " + v.name + ", via " + strings.Join(v.via, ", ")
	}
	return "according to " + v.name
}

func (x index) chronology() chronology {
	var c chronology
	triggers := map[record.Span]int{}
	for i := range x.r.Events {
		e := &x.r.Events[i]
		h := x.happening(e)
		h.id = eventID(x.r, e.Trigger, triggers[e.Trigger])
		triggers[e.Trigger]++
		switch {
		case h.when.key != "":
			c.dated = append(c.dated, h)
		case h.bare():
			c.bare = append(c.bare, h)
		default:
			c.undated = append(c.undated, h)
		}
	}
	slices.SortStableFunc(c.dated, func(a, b happening) int { return cmp.Compare(a.when.key, b.when.key) })
	return c
}

// once is c with each event once, however often the report tells it: later
// tellings become a mark of the first.
func (c chronology) once() chronology {
	later := map[string]*happening{}
	for _, h := range c.all() {
		for _, id := range h.ev.Tellings {
			later[id] = nil
		}
	}
	if len(later) == 0 {
		return c
	}
	for _, h := range c.all() {
		if _, ok := later[h.ev.ID]; ok {
			later[h.ev.ID] = &h
		}
	}
	first := func(list []happening) []happening {
		var out []happening
		for _, h := range list {
			if _, ok := later[h.ev.ID]; !ok {
				h.marks = append(h.marks, h.toldAgain(later)...)
				out = append(out, h)
			}
		}
		return out
	}
	return chronology{dated: first(c.dated), undated: first(c.undated), bare: first(c.bare)}
}

// toldAgain says how often h is told, and by whom else.
func (h happening) toldAgain(later map[string]*happening) []string {
	if len(h.ev.Tellings) == 0 {
		return nil
	}
	out := []string{fmt.Sprintf("told %d times", 1+len(h.ev.Tellings))}
	heard := map[string]bool{h.voice.words(): true, "": true}
	for _, id := range h.ev.Tellings {
		if t := later[id]; t != nil && !heard[t.voice.words()] {
			heard[t.voice.words()] = true
			out = append(out, "also "+t.voice.words())
		}
	}
	return out
}

// all are the events of c: by time, and then those without one.
func (c chronology) all() []happening { return slices.Concat(c.dated, c.undated, c.bare) }

// onlyFacts tells whether all events are told as fact.
func (c chronology) onlyFacts() bool {
	return !slices.ContainsFunc(c.all(), func(h happening) bool { return h.told != asFact })
}

func (x index) happening(e *record.Event) happening {
	return happening{
		ev: e, when: x.moment(e.Time), pieces: x.pieces(e), place: look(x.places, e.Place),
		told: standingOf(e.Factuality), marks: marks(e), voice: x.voice(e),
	}
}

// bare tells whether there is nothing to say of h but its own word, or of what is no
// event of a known type hardly more.
func (h happening) bare() bool {
	if len(h.pieces) > 1 || h.when.words != "" || h.place != nil {
		return false
	}
	return h.ev.Type == nil || !h.voice.given && len(h.marks) == 0
}

// words are the words of h on one line.
func (h happening) words() string {
	parts := make([]string, len(h.pieces))
	for i, p := range h.pieces {
		parts[i] = p.text
	}
	return strings.Join(parts, " ")
}

// placeName is where h happens; "" where the report does not tell.
func (h happening) placeName() string {
	if h.place == nil {
		return ""
	}
	return oneLine(h.place.Name)
}

func (x index) voice(e *record.Event) voice {
	s := look(x.statements, e.Statement)
	if s == nil {
		return voice{}
	}
	v := voice{given: true}
	if s.Source.Naming != "absent" {
		v.name = sourceName(s)
	}
	for i := len(s.Chain) - 2; i > 0; i-- {
		if n := s.Chain[i].Name; n != nil && oneLine(*n) != v.name {
			v.via = append(v.via, oneLine(*n))
		}
	}
	return v
}

// pieces are the words of an event in the order of the text, with "…" where
// words between them are left out.
func (x index) pieces(e *record.Event) []piece {
	type part struct {
		start, end int
		piece
	}
	parts := []part{{e.Trigger.Start, e.Trigger.End, piece{oneLine(e.Trigger.Text), true}}}
	for _, list := range [][]record.Participant{e.Agents, e.Instruments, e.Patients} {
		for _, p := range list {
			parts = append(parts, part{p.Start, p.End, piece{x.participant(p), false}})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.start, b.start) })
	var out []piece
	end := parts[0].start
	for i, p := range parts {
		if i > 0 && p.start > end+1 {
			out = append(out, piece{text: "…"})
		}
		out = append(out, p.piece)
		end = max(end, p.end)
	}
	return out
}

// participant is who takes part: the words, and the name where they do not say it.
func (x index) participant(p record.Participant) string {
	words := oneLine(p.Text)
	a := look(x.actors, p.Actor)
	if a == nil || a.Naming != "named" {
		return words
	}
	if strings.Contains(strings.ToLower(words), strings.ToLower(a.Name)) {
		return words
	}
	for _, w := range strings.Fields(a.Name) {
		if unicode.IsUpper([]rune(w)[0]) && strings.Contains(words, w) {
			return words
		}
	}
	return words + " (" + oneLine(a.Name) + ")"
}

func standingOf(f record.Factuality) standing {
	switch {
	case f.Modality == "counterfactual":
		return denied
	case f.Polarity == "negative":
		if f.Modality == "possible" || f.Modality == "hypothetical" || f.Modality == "unknown" {
			return open
		}
		return denied
	case f.Modality == "actual":
		return asFact
	}
	return open
}

// marks say in words what sets an event apart from a plain fact of the news, and
// where its date is no more than likely.
func marks(e *record.Event) []string {
	var out []string
	if w := toldAs(e.Factuality); w != "" {
		out = append(out, w)
	}
	if e.Background {
		out = append(out, "background")
	}
	if e.Time.Value != nil && e.Time.Basis == "context" {
		out = append(out, "date from the context")
	}
	return out
}

// toldAs says in words how an event is told; "" for a fact.
func toldAs(f record.Factuality) string {
	words := modalities
	if f.Polarity == "negative" {
		words = negativeModalities
	}
	if w, ok := words[f.Modality]; ok || standingOf(f) == asFact {
		return w
	}
	return standings[standingOf(f)].words
}

// What the modalities of an event mean for a reader, said and denied.
var (
	modalities = map[string]string{
		"future": "to come", "planned": "planned", "possible": "possible", "hypothetical": "hypothetical",
		"counterfactual": "contrary to fact", "ordered": "ordered", "unknown": "not clear whether it happened",
	}
	negativeModalities = map[string]string{
		"actual": "did not happen", "future": "will not happen", "planned": "not planned", "possible": "possibly not",
		"hypothetical": "hypothetically not", "counterfactual": "contrary to fact", "ordered": "ordered not to happen",
		"unknown": "not clear whether it happened",
	}
)

// A moment is when an event happens, as far as the report tells.
type moment struct {
	words       string // for people: "14 May 2031", "early 2030", "1 to 3 May 2031"
	first, last string // the days it lies between, both included; "" where that end is open
	key         string // what it is sorted by; "" where it has no place on a line
}

// moment keeps a time as vague as it is: an interval is told by both its ends,
// and no day is made up for a month.
func (x index) moment(t record.EventTime) moment {
	value, earliest, latest := deref(t.Value), deref(t.Earliest), deref(t.Latest)
	from, to := days(value)
	m := moment{first: dayOf(earliest), last: dayOf(latest)}
	if earliest == "" && latest == "" {
		m.first, m.last = from, to
	}
	switch {
	case value == "", isPeriod(value) && earliest+latest != "":
		m.words = humanRange(earliest, latest)
	case from != "" && (m.first != "" && m.first < from || m.last != "" && m.last > to):
		m.words = humanRange(earliest, latest)
	case value == "PRESENT_REF" && m.first != "" && m.first == m.last:
		m.words = "now, " + humanDate(m.first)
	default:
		m.words = humanDate(value)
		if k := look(x.times, t.Time); k != nil && k.Value == value {
			m.words = withModifier(k.Mod, m.words)
		}
	}
	m.key = cmp.Or(earliest, sortKey(value), latest)
	return m
}

// A chronologyKey orders events of several reports: by time, and then as the
// reports came.
type chronologyKey struct {
	time   string
	report int
}

// byTime sorts events; those with the same key keep their order.
func byTime[T any](events []T, key func(T) chronologyKey) {
	slices.SortStableFunc(events, func(a, b T) int {
		return cmp.Or(cmp.Compare(key(a).time, key(b).time), cmp.Compare(key(a).report, key(b).report))
	})
}

// eventID names an event wherever it goes: it hashes the report's text, where the
// event stands in it, and how many events before it have the same trigger. So a
// later analysis of the same text gives it again.
func eventID(r *record.Record, trigger record.Span, before int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %d", r.Document.ID, trigger.Start, trigger.End, before))
	return hex.EncodeToString(sum[:16])
}

// aboutReport is who published r and when, as far as that is known.
func aboutReport(r *record.Record) string {
	var parts []string
	if p := r.Document.Publisher; p != nil && p.Text != "" {
		parts = append(parts, oneLine(p.Text))
	}
	if p := r.Document.Published; p != nil {
		parts = append(parts, humanDate(*p))
	}
	return strings.Join(parts, ", ")
}

// capital is s with its first letter in upper case.
func capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}
