package sqlite

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/record"
)

// A sheet is what questions need of a record.
type sheet struct {
	statements []sheetStatement
	events     []sheetEvent
	cast       []sheetActor
	places     [][]string  // the names of each place, the usual one first
	spots      []sheetSpot // what else is known of each place
	credits    []string
	lead       int // code point where the body begins
}

type sheetStatement struct {
	speaker    string   // as lists show it
	names      []string // by which it is found
	naming     string
	act        string
	content    [][2]int // code points
	confidence float64
}

// A sheetSpot is where a place lies: lat and lon in degrees as decimals, "" unknown.
type sheetSpot struct{ kind, country, lat, lon string }

type sheetEvent struct {
	lemma, kind        string
	earliest, latest   string
	place              string
	places             []string // every name of that place
	polarity, modality string
	background         bool
	statement          string
	agents, patients   []string
	spot               int // number of its place from 1; 0 for none
	dateWords          string
	start, end         int    // of the sentence
	trigger            [2]int // code points
	confidence         float64
}

// dated tells whether anything is known of when the event happened.
func (e sheetEvent) dated() bool { return e.earliest != "" || e.latest != "" }

type sheetActor struct {
	name, kind string
	named      bool
	names      []string
	mentions   int
	said       int
}

// newSheet is the sheet of a record.
func newSheet(r record.Record) sheet {
	s := sheet{lead: lead(r.Document)}
	actors := map[string]record.Actor{}
	said := map[string]int{}
	for _, a := range r.Actors {
		actors[a.ID] = a
	}
	for _, st := range r.Statements {
		s.statements = append(s.statements, newStatement(st, actors))
		if st.Source.Actor != nil {
			said[*st.Source.Actor]++
		}
	}
	for _, a := range r.Actors {
		s.cast = append(s.cast, sheetActor{a.Name, a.Kind, a.Naming == "named", names(a), len(a.Mentions), said[a.ID]})
	}
	places := map[string]record.Place{}
	spots := map[string]int{}
	for i, p := range r.Places {
		places[p.ID], spots[p.ID] = p, i+1
		s.places = append(s.places, placeNames(p))
		s.spots = append(s.spots, sheetSpot{p.Kind, text(p.Country), degrees(p.Latitude), degrees(p.Longitude)})
	}
	words := map[string]string{}
	for _, t := range r.Times {
		words[t.ID] = t.Text
	}
	for _, c := range r.Document.Credits {
		s.credits = append(s.credits, c.Name)
	}
	s.credits = distinct(s.credits)
	for _, e := range r.Events {
		ev := newEvent(e, actors, places, r.Document.Sentences)
		ev.spot, ev.dateWords = spots[text(e.Place)], words[text(e.Time.Time)]
		s.events = append(s.events, ev)
	}
	return s
}

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

// lead is where the body begins: at its first paragraph that ends as sentences do, for
// a second line of the headline, or the outlet's name below the byline, passes for body
// too. Where none does (verse, tables), it is the first paragraph of the body.
func lead(d record.Document) int {
	text, first := []rune(d.Text), -1
	for _, p := range d.Paragraphs {
		if p.Kind != "body" {
			continue
		}
		if first < 0 {
			first = p.Start
		}
		if ended(runes(text).slice(p.Start, p.End)) {
			return p.Start
		}
	}
	return max(first, 0)
}

// ended tells whether words end as a sentence does, quotation marks and brackets aside.
func ended(words string) bool {
	s := strings.TrimRightFunc(words, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.In(c, unicode.Pe, unicode.Pf, unicode.Pi) || c == '"' || c == '\''
	})
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Sentence_Terminal, last)
}

func names(a record.Actor) []string { return distinct(append([]string{a.Name}, a.Aliases...)) }

func placeNames(p record.Place) []string {
	all := []string{p.Name}
	for _, m := range p.Mentions {
		all = append(all, m.Text)
	}
	return distinct(all)
}

// distinct is list without doubles and without "", in order.
func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func newStatement(st record.Statement, actors map[string]record.Actor) sheetStatement {
	s := sheetStatement{naming: st.Source.Naming, act: st.Act, confidence: st.Confidence}
	if st.Source.Name != nil {
		s.names = append(s.names, *st.Source.Name)
	}
	if st.Source.Actor != nil {
		s.names = append(s.names, names(actors[*st.Source.Actor])...)
	}
	for _, w := range st.Source.Spans {
		s.names = append(s.names, w.Text)
	}
	s.names = distinct(s.names)
	if len(s.names) > 0 {
		s.speaker = s.names[0]
	}
	for _, c := range st.Content {
		s.content = append(s.content, [2]int{c.Start, c.End})
	}
	return s
}

func newEvent(e record.Event, actors map[string]record.Actor, places map[string]record.Place, sentences []record.Sentence) sheetEvent {
	s := sheetEvent{
		lemma: e.Lemma, kind: text(e.Type), earliest: day(text(e.Time.Earliest)), latest: day(text(e.Time.Latest)),
		polarity: e.Factuality.Polarity, modality: e.Factuality.Modality, background: e.Background,
		statement: text(e.Statement), agents: participants(e.Agents, actors), patients: participants(e.Patients, actors),
		start: e.Trigger.Start, end: e.Trigger.End, trigger: [2]int{e.Trigger.Start, e.Trigger.End}, confidence: e.Confidence,
	}
	if e.Place != nil {
		s.place, s.places = places[*e.Place].Name, placeNames(places[*e.Place])
	}
	for _, st := range sentences {
		if st.Start <= s.start && s.end <= st.End {
			s.start, s.end = st.Start, st.End
			break
		}
	}
	return s
}

func participants(ps []record.Participant, actors map[string]record.Actor) []string {
	var all []string
	for _, p := range ps {
		if p.Actor != nil && actors[*p.Actor].Name != "" {
			all = append(all, actors[*p.Actor].Name)
		} else {
			all = append(all, p.Text)
		}
	}
	return distinct(all)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// statement is number n of the sheet as lists show it; words of r, the report's text.
func (s sheet) statement(report string, n int, r runes) archive.Statement {
	st := s.statements[n]
	out := archive.Statement{
		Report: report, ID: record.StatementID(n), Speaker: st.speaker, Naming: st.naming, Act: st.act, Confidence: st.confidence,
	}
	if len(st.content) > 0 {
		out.Start, out.End = st.content[0][0], st.content[0][1]
		out.Words = r.slice(out.Start, out.End)
	}
	return out
}

func (s sheet) event(report string, n int, r runes) archive.Event {
	e := s.events[n]
	out := archive.Event{
		Report: report, ID: record.EventID(n), Lemma: e.lemma, Type: e.kind, Earliest: e.earliest, Latest: e.latest,
		Place: e.place, Polarity: e.polarity, Modality: e.modality, Background: e.background, Statement: e.statement,
		Agents: e.agents, Patients: e.patients, Start: e.start, End: e.end, Words: r.slice(e.start, e.end), Confidence: e.confidence,
		DateWords: e.dateWords, Trigger: archive.Mark{Start: e.trigger[0], End: e.trigger[1]},
	}
	if i, err := strconv.Atoi(strings.TrimPrefix(e.statement, "s")); err == nil && i > 0 && i <= len(s.statements) {
		out.Speaker, out.Naming = s.statements[i-1].speaker, s.statements[i-1].naming
	}
	return out
}

// runes is a text by code points.
type runes []rune

// slice is the words between two code points, cut to the text.
func (r runes) slice(start, end int) string {
	start = min(max(start, 0), len(r))
	return string(r[start:min(max(end, start), len(r))])
}

// A sheet is kept as its fields in order: numbers as varints, strings and lists
// after their lengths.

func (s sheet) encode() []byte {
	var p packer
	p.number(s.lead)
	p.list(s.credits)
	p.number(len(s.places))
	for i, names := range s.places {
		p.list(names)
		spot := s.spots[i]
		p.texts(spot.kind, spot.country, spot.lat, spot.lon)
	}
	p.number(len(s.statements))
	for _, st := range s.statements {
		p.texts(st.speaker, st.naming, st.act)
		p.list(st.names)
		p.number(len(st.content))
		for _, c := range st.content {
			p.number(c[0])
			p.number(c[1])
		}
		p.share(st.confidence)
	}
	p.number(len(s.events))
	for _, e := range s.events {
		p.texts(e.lemma, e.kind, e.earliest, e.latest, e.place, e.polarity, e.modality, e.statement, e.dateWords)
		p.list(e.places)
		p.list(e.agents)
		p.list(e.patients)
		p.flag(e.background)
		p.number(e.start)
		p.number(e.end)
		p.number(e.trigger[0])
		p.number(e.trigger[1])
		p.number(e.spot)
		p.share(e.confidence)
	}
	p.number(len(s.cast))
	for _, a := range s.cast {
		p.texts(a.name, a.kind)
		p.list(a.names)
		p.flag(a.named)
		p.number(a.mentions)
		p.number(a.said)
	}
	return p.bytes
}

var errSheet = errors.New("damaged sheet")

// Parts of a sheet, each with those before it: most questions need only the first ones.
const (
	partLead     = iota // where the body begins
	partFindings        // statements, events and their places
	partAll
)

// decodeSheet reads a sheet up to a part.
func decodeSheet(b []byte, part int) (sheet, error) {
	u := unpacker{bytes: string(b)}
	s := sheet{lead: u.number()}
	if part >= partFindings {
		u.findings(&s)
	}
	if part >= partAll {
		u.cast(&s)
		u.bad = u.bad || u.bytes != ""
	}
	if u.bad {
		return sheet{}, errSheet
	}
	return s, nil
}

func (u *unpacker) findings(s *sheet) {
	s.credits = u.list()
	n := u.count()
	s.places, s.spots = make([][]string, n), make([]sheetSpot, n)
	for i := range n {
		s.places[i] = u.list()
		s.spots[i] = sheetSpot{u.text(), u.text(), u.text(), u.text()}
	}
	s.statements = make([]sheetStatement, u.count())
	for i := range s.statements {
		st := &s.statements[i]
		st.speaker, st.naming, st.act, st.names = u.text(), u.text(), u.text(), u.list()
		st.content = make([][2]int, u.count())
		for j := range st.content {
			st.content[j] = [2]int{u.number(), u.number()}
		}
		st.confidence = u.share()
	}
	s.events = make([]sheetEvent, u.count())
	for i := range s.events {
		s.events[i] = sheetEvent{
			lemma: u.text(), kind: u.text(), earliest: u.text(), latest: u.text(), place: u.text(),
			polarity: u.text(), modality: u.text(), statement: u.text(), dateWords: u.text(),
			places: u.list(), agents: u.list(), patients: u.list(),
			background: u.flag(), start: u.number(), end: u.number(), trigger: [2]int{u.number(), u.number()}, spot: u.number(), confidence: u.share(),
		}
	}
}

func (u *unpacker) cast(s *sheet) {
	s.cast = make([]sheetActor, u.count())
	for i := range s.cast {
		s.cast[i] = sheetActor{name: u.text(), kind: u.text(), names: u.list(), named: u.flag(), mentions: u.number(), said: u.number()}
	}
}

type packer struct{ bytes []byte }

func (p *packer) number(n int)    { p.bytes = binary.AppendUvarint(p.bytes, uint64(max(n, 0))) }
func (p *packer) share(f float64) { p.number(int(f*1e4 + 0.5)) }
func (p *packer) text(s string) {
	p.number(len(s))
	p.bytes = append(p.bytes, s...)
}
func (p *packer) texts(all ...string) {
	for _, s := range all {
		p.text(s)
	}
}
func (p *packer) list(all []string) {
	p.number(len(all))
	p.texts(all...)
}
func (p *packer) flag(b bool) {
	n := 0
	if b {
		n = 1
	}
	p.number(n)
}

// An unpacker reads what a packer wrote. After damage it gives zeros.
type unpacker struct {
	bytes string
	bad   bool
}

func (u *unpacker) number() int {
	var n uint64
	for i := 0; i < len(u.bytes) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(u.bytes[i]&0x7f) << (7 * i)
		if u.bytes[i] < 0x80 {
			u.bytes = u.bytes[i+1:]
			return int(n & (1<<62 - 1))
		}
	}
	u.bytes, u.bad = "", true
	return 0
}

// count is the length of a list, each element of which takes a byte or more.
func (u *unpacker) count() int {
	n := u.number()
	if n > len(u.bytes) {
		u.bytes, u.bad = "", true
		return 0
	}
	return n
}

func (u *unpacker) text() string {
	n := u.count()
	s := u.bytes[:n]
	u.bytes = u.bytes[n:]
	return s
}

func (u *unpacker) list() []string {
	n := u.count()
	if n == 0 {
		return nil
	}
	all := make([]string, 0, n)
	for range n {
		all = append(all, u.text())
	}
	return all
}

func (u *unpacker) flag() bool     { return u.number() != 0 }
func (u *unpacker) share() float64 { return float64(u.number()) / 1e4 }
