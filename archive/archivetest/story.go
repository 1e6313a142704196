package archivetest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A Story is a report for tests: a text, and where its findings stand in it by
// their words.
type Story struct {
	URL, Publisher, Published, Title, Text string
	Credits                                []string
	Said                                   []Said
	Happened                               []Happened
	Cast                                   []Person
	Places                                 []Place
}

// A Said is a statement.
type Said struct {
	By          string // in the text, or a name of one of the cast
	Naming, Act string
	Words       string // in the text
}

// A Happened is an event. Place is the usual name of one of the story's places.
type Happened struct {
	Type, Words, Place string
	From, To           string
}

// A Person is one of the cast.
type Person struct {
	Name    string
	Aliases []string
}

// A Place is a place with the words that name it in the text.
type Place struct {
	Name  string
	Words []string
}

// Analysis and Maker are the versions that made the items of stories.
const (
	Analysis = "one.1"
	Maker    = "digest.1"
)

// Day is when stories are acquired.
var Day = time.Date(2029, 4, 1, 12, 0, 0, 0, time.UTC)

// Item is the story as it is added, read from a file of that name.
func (s Story) Item(name string) archive.Item {
	r := s.Record(Analysis)
	return archive.Item{
		Given:  archive.Given{URL: s.URL, Publisher: s.Publisher, Published: s.Published},
		Source: []byte(`{"mediaType":"text/plain"}`), Record: r, Digest: Digest(r), DigestMaker: Maker,
		Acquired: &archive.Acquisition{Input: Input(name, s.Text), Size: int64(len(s.Text)), At: Day},
	}
}

// Input is a text as it was read from a file.
func Input(name, text string) archive.Input {
	return archive.Input{Name: name, Hash: hash(text), Given: "publisher=" + name[:min(1, len(name))]}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Digest is enough of a digest for a Store, to which it is opaque.
func Digest(r record.Record) link.Report {
	d := link.Report{}
	if r.Document.Published != nil {
		d.Published = *r.Document.Published
	}
	for _, s := range r.Statements {
		d.Tellings = append(d.Tellings, link.Telling{Start: s.Content[0].Start, End: s.Content[0].End, Words: s.Content[0].Text, Statement: s.ID})
	}
	return d
}

// Record is the story's record, made by an analysis.
func (s Story) Record(analysis string) record.Record {
	r := record.Record{
		Schema:    record.Schema,
		Generator: record.Generator{Name: "test", Version: "0", Analysis: analysis},
		Document: record.Document{
			ID: "sha256:" + hash(s.Text), Byline: []record.MaybeSpan{}, PublishedBasis: "given",
			Credits: []record.Credit{}, Regions: []record.Region{}, Paragraphs: []record.Paragraph{}, Sentences: []record.Sentence{},
			Language: "en", Text: s.Text,
		},
		Actors: []record.Actor{}, Places: []record.Place{}, Times: []record.Time{}, Figures: []record.Figure{},
		Statements: []record.Statement{}, Events: []record.Event{}, Warnings: []record.Warning{},
	}
	d := &r.Document
	if s.Title != "" {
		d.Title = &record.MaybeSpan{Text: s.Title}
	}
	if s.Publisher != "" {
		d.Publisher = &record.MaybeSpan{Text: s.Publisher}
	}
	if s.Published != "" {
		d.Published = &s.Published
	}
	for _, c := range s.Credits {
		d.Credits = append(d.Credits, record.Credit{MaybeSpan: record.MaybeSpan{Text: c}, Kind: "wire", Name: c})
	}
	actors := s.actors(&r)
	places := map[string]string{}
	for i, p := range s.Places {
		places[p.Name] = record.PlaceID(i)
		rp := record.Place{ID: record.PlaceID(i), Name: p.Name, Mentions: []record.Span{}}
		for _, w := range p.Words {
			rp.Mentions = append(rp.Mentions, s.span(w))
		}
		r.Places = append(r.Places, rp)
	}
	for i, st := range s.Said {
		r.Statements = append(r.Statements, s.statement(i, st, actors))
	}
	for i, h := range s.Happened {
		r.Events = append(r.Events, s.event(i, h, places))
	}
	return r
}

// actors adds the cast to r, and gives their ids by name.
func (s Story) actors(r *record.Record) map[string]string {
	ids := map[string]string{}
	for i, p := range s.Cast {
		a := record.Actor{
			ID: record.ActorID(i), Name: p.Name, Aliases: append([]string{}, p.Aliases...), Kind: "person", Naming: "named",
			Roles: []record.Role{}, Mentions: []record.Mention{},
		}
		ids[p.Name] = a.ID
		r.Actors = append(r.Actors, a)
	}
	return ids
}

func (s Story) statement(i int, st Said, actors map[string]string) record.Statement {
	out := record.Statement{
		ID: record.StatementID(i), Form: "indirect", Content: []record.Span{s.span(st.Words)}, Cue: []record.Span{},
		Source: record.Source{Spans: []record.Span{}, Naming: st.Naming}, Act: st.Act, Chain: []record.Link{}, Confidence: 0.5, Why: []string{},
	}
	if id, ok := actors[st.By]; ok {
		out.Source.Actor, out.Source.Name = &id, &st.By
	} else if st.By != "" {
		out.Source.Spans = append(out.Source.Spans, s.span(st.By))
	}
	return out
}

func (s Story) event(i int, h Happened, places map[string]string) record.Event {
	e := record.Event{
		ID: record.EventID(i), Trigger: s.span(h.Words), Mode: []string{}, Contexts: []string{},
		Agents: []record.Participant{}, Patients: []record.Participant{}, Figures: []string{},
		Time: record.EventTime{Basis: "unknown"}, Factuality: record.Factuality{Polarity: "positive", Modality: "actual"}, Confidence: 0.5,
	}
	if h.Type != "" {
		e.Type = &h.Type
	}
	if h.From != "" {
		e.Time.Earliest = &h.From
	}
	if h.To != "" {
		e.Time.Latest = &h.To
	}
	if id, ok := places[h.Place]; ok {
		e.Place = &id
	}
	return e
}

// span is where words first stand in the text; at its end where they do not.
func (s Story) span(words string) record.Span {
	at := strings.Index(s.Text, words)
	if at < 0 {
		n := utf8.RuneCountInString(s.Text)
		return record.Span{Start: n, End: n}
	}
	start := utf8.RuneCountInString(s.Text[:at])
	return record.Span{Start: start, End: start + utf8.RuneCountInString(words), Text: words}
}
