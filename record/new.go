package record

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// New is the record of d, made by g. It does not rely on Check: spans are cut to
// the text and references that lead nowhere are left out.
func New(d *doc.Doc, g Generator) Record {
	m := maker{text: d.Text, mapper: doc.NewMapper(d.Text), d: d}
	return Record{
		Schema:     Schema,
		Generator:  g,
		Document:   m.document(),
		Actors:     each(d.Actors, m.actor),
		Places:     each(d.Places, m.place),
		Times:      each(d.Times, m.time),
		Figures:    each(d.Figures, m.figure),
		Statements: each(d.Statements, m.statement),
		Events:     each(d.Events, m.event),
		Warnings:   each(d.Warnings, func(_ int, w doc.Warning) Warning { return Warning(w) }),
	}
}

// A maker turns the layers of one document into the arrays of its record.
type maker struct {
	text   string
	mapper *doc.Mapper
	d      *doc.Doc
}

// each is f of every element and its index; never nil, so JSON has an array.
func each[T, R any](in []T, f func(int, T) R) []R {
	out := make([]R, len(in))
	for i, v := range in {
		out[i] = f(i, v)
	}
	return out
}

func (m *maker) document() Document {
	d := m.d
	sum := sha256.Sum256([]byte(d.Text))
	h := d.Header
	basis := h.Basis
	if basis == "" {
		basis = "none"
	}
	return Document{
		ID: "sha256:" + hex.EncodeToString(sum[:]),
		Origin: Origin{
			Path: d.Path, URL: d.URL, MediaType: d.MediaType, Bytes: d.Bytes, SHA256: d.SHA256,
		},
		Title:          m.words(h.Title),
		Byline:         each(h.Byline, func(_ int, w doc.Words) MaybeSpan { return m.maybeSpan(w) }),
		Publisher:      m.words(h.Publisher),
		Published:      orNull(h.Published),
		PublishedBasis: basis,
		Dateline:       m.words(h.Dateline),
		Credits: each(h.Credits, func(_ int, c doc.Credit) Credit {
			return Credit{MaybeSpan: m.maybeSpan(c.Words), Kind: c.Kind, Name: c.Name}
		}),
		Language: h.Language,
		Regions: each(d.Regions, func(_ int, r doc.Region) Region {
			s := m.span(r.Span)
			return Region{s.Start, s.End, string(r.Kind)}
		}),
		Paragraphs: each(d.Paragraphs, func(_ int, p doc.Paragraph) Paragraph {
			s := m.span(p.Span)
			return Paragraph{s.Start, s.End, string(p.Kind), p.Continues}
		}),
		Sentences: each(d.Sentences, func(_ int, r doc.Range) Sentence {
			s := m.span(d.SpanOf(r))
			return Sentence{s.Start, s.End}
		}),
		Text: d.Text,
	}
}

func (m *maker) actor(i int, a doc.Actor) Actor {
	return Actor{
		ID:      ActorID(i),
		Name:    a.Name,
		Aliases: list(a.Aliases),
		Kind:    string(a.Kind),
		Naming:  string(a.Naming),
		Count:   count(a.Count),
		Roles: each(a.Roles, func(_ int, r doc.Role) Role {
			return Role{m.span(r.Span), r.Former, r.Organization}
		}),
		Country: orNull(a.Country),
		Mentions: each(a.Mentions, func(_ int, n doc.Mention) Mention {
			return Mention{m.span(n.Span), string(n.Kind)}
		}),
	}
}

func (m *maker) place(i int, p doc.Place) Place {
	r := Place{
		ID: PlaceID(i), Name: p.Name, Kind: p.Kind, Country: orNull(p.Country),
		Mentions: m.spans(p.Mentions),
	}
	if p.Located {
		r.Latitude, r.Longitude = number(p.Latitude, true), number(p.Longitude, true)
	}
	if p.Gazetteer != "" {
		r.Gazetteer = &Gazetteer{p.Gazetteer, p.ID}
	}
	return r
}

func (m *maker) time(i int, t doc.Time) Time {
	r := Time{
		ID: TimeID(i), Span: m.span(t.Span), Type: t.Type, Value: t.Value,
		Mod: t.Mod, Quant: t.Quant, Freq: t.Freq,
		Earliest: t.Earliest, Latest: t.Latest, Basis: t.Basis,
	}
	if a := ref(t.Anchor, len(m.d.Times), TimeID); a != nil {
		r.Anchor = *a
	}
	return r
}

func (m *maker) figure(i int, f doc.Figure) Figure {
	return Figure{
		ID: FigureID(i), Span: m.span(f.Span), Kind: f.Kind,
		Value: number(f.Value, f.HasValue), Min: number(f.Min, f.HasMin), Max: number(f.Max, f.HasMax),
		Unit: f.Unit, Approximate: f.Approximate, Of: m.optional(f.Of),
	}
}

func (m *maker) statement(i int, s doc.Statement) Statement {
	return Statement{
		ID:          StatementID(i),
		Form:        string(s.Form),
		Content:     m.spans(s.Content),
		Cue:         m.spans(s.Cue),
		CueLemma:    s.Lemma,
		Source:      m.source(s.Source),
		Addressee:   m.optional(s.Addressee),
		Channel:     m.optional(s.Channel),
		SaidAt:      ref(s.SaidAt, len(m.d.Times), TimeID),
		Act:         s.Act,
		Stance:      s.Stance,
		Polarity:    s.Polarity,
		Determinacy: s.Determinacy,
		Parent:      ref(s.Parent, len(m.d.Statements), StatementID),
		Chain: each(s.Chain, func(_ int, l doc.Link) Link {
			return Link{m.actorRef(l.Actor), orNull(l.Name), string(l.Naming), m.optional(l.Evidence)}
		}),
		Confidence: confidence(s.Confidence),
		Why:        list(s.Why),
	}
}

func (m *maker) source(s doc.Speaker) Source {
	return Source{
		Spans:           m.spans(s.Spans),
		Actor:           m.actorRef(s.Actor),
		Name:            orNull(s.Name),
		Naming:          string(s.Naming),
		Count:           count(s.Count),
		AnonymityReason: m.optional(s.Reason),
		Basis:           s.Basis,
	}
}

func (m *maker) event(i int, e doc.Event) Event {
	return Event{
		ID:          EventID(i),
		Trigger:     m.span(e.Trigger),
		Lemma:       e.Lemma,
		Type:        orNull(e.Type),
		Mode:        list(e.Mode),
		Contexts:    list(e.Contexts),
		CAMEO:       orNull(e.CAMEO),
		Agents:      each(e.Agents, m.participant),
		Patients:    each(e.Patients, m.participant),
		Recipients:  orAbsent(each(e.Recipients, m.participant)),
		Instruments: orAbsent(each(e.Instruments, m.participant)),
		Time: EventTime{
			Time:  ref(e.Time.Time, len(m.d.Times), TimeID),
			Value: orNull(e.Time.Value), Earliest: orNull(e.Time.Earliest), Latest: orNull(e.Time.Latest),
			Basis: e.Time.Basis,
		},
		Place:      ref(e.Place, len(m.d.Places), PlaceID),
		Figures:    m.figureRefs(e.Figures),
		Factuality: Factuality{e.Polarity, e.Modality},
		Background: e.Background,
		Statement:  ref(e.Statement, len(m.d.Statements), StatementID),
		Tellings:   m.tellings(e.Again),
		Confidence: confidence(e.Confidence),
	}
}

func (m *maker) tellings(again []int) []string {
	var out []string
	for _, i := range again {
		if id := ref(i, len(m.d.Events), EventID); id != nil {
			out = append(out, *id)
		}
	}
	return out
}

func (m *maker) participant(_ int, p doc.Participant) Participant {
	return Participant{m.span(p.Span), m.actorRef(p.Actor)}
}

func (m *maker) actorRef(i int) *string { return ref(i, len(m.d.Actors), ActorID) }

func (m *maker) figureRefs(figures []int) []string {
	ids := []string{}
	for _, i := range figures {
		if id := ref(i, len(m.d.Figures), FigureID); id != nil {
			ids = append(ids, *id)
		}
	}
	return ids
}

// span converts s, cut to the text and to whole characters.
func (m *maker) span(s doc.Span) Span {
	s.Start = m.floor(s.Start)
	s.End = max(m.floor(s.End), s.Start)
	return Span{m.mapper.CodePoint(s.Start), m.mapper.CodePoint(s.End), s.In(m.text)}
}

func (m *maker) floor(b int) int {
	b = min(max(b, 0), len(m.text))
	for b > 0 && b < len(m.text) && !utf8.RuneStart(m.text[b]) {
		b--
	}
	return b
}

func (m *maker) spans(spans []doc.Span) []Span {
	return each(spans, func(_ int, s doc.Span) Span { return m.span(s) })
}

// optional is s, or nil where it is empty.
func (m *maker) optional(s doc.Span) *Span {
	if s.Empty() {
		return nil
	}
	r := m.span(s)
	return &r
}

// words is w, or nil where there are none.
func (m *maker) words(w doc.Words) *MaybeSpan {
	if w == (doc.Words{}) {
		return nil
	}
	r := m.maybeSpan(w)
	return &r
}

func (m *maker) maybeSpan(w doc.Words) MaybeSpan {
	if w.Span.Empty() {
		return MaybeSpan{Text: w.Text}
	}
	s := m.span(w.Span)
	return MaybeSpan{&s.Start, &s.End, s.Text}
}

// ActorID is the id of actor number i, counted from 0.
func ActorID(i int) string { return id('a', i) }

// PlaceID is the id of place number i, counted from 0.
func PlaceID(i int) string { return id('p', i) }

// TimeID is the id of time number i, counted from 0.
func TimeID(i int) string { return id('t', i) }

// FigureID is the id of figure number i, counted from 0.
func FigureID(i int) string { return id('f', i) }

// StatementID is the id of statement number i, counted from 0.
func StatementID(i int) string { return id('s', i) }

// EventID is the id of event number i, counted from 0.
func EventID(i int) string { return id('e', i) }

func id(letter byte, i int) string { return string(letter) + strconv.Itoa(i+1) }

// ref is the id of element i of n, or nil where there is none.
func ref(i, n int, id func(int) string) *string {
	if i < 0 || i >= n {
		return nil
	}
	s := id(i)
	return &s
}

// orAbsent is nil for an empty list, which JSON leaves out.
func orAbsent[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list is s, not nil.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func count(c doc.Count) *Count {
	if c == (doc.Count{}) {
		return nil
	}
	if c.Max == 0 {
		return &Count{Min: c.Min}
	}
	return &Count{c.Min, &c.Max}
}

// number is f where it is known; JSON has no NaN and no infinity.
func number(f float64, known bool) *float64 {
	if !known || math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return &f
}

// confidence is f cut to [0, 1] and rounded to four digits: more would only
// show on which machine it was worked out.
func confidence(f float64) float64 {
	if math.IsNaN(f) {
		return 0
	}
	return math.Round(min(max(f, 0), 1)*1e4) / 1e4
}
