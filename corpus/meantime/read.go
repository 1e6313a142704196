package meantime

import (
	"fmt"
	"io"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one report with its events.
type Document struct {
	ID     string
	Doc    doc.Doc  // Text, Meta.Published, and the corpus' tokens and sentences
	Scope  doc.Span // bytes: the sentences that are annotated in full
	Events []Event  // within Scope
}

// An Event is a mention of an event.
type Event struct {
	Words        []doc.Span // bytes, one span a token
	Class        string     // "OTHER", "SPEECH_COGNITIVE", "GRAMMATICAL", "MIX", ""
	Certainty    string     // "CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED", ""
	Polarity     string     // "POS", "NEG", "UNDERSPECIFIED", ""
	Time         string     // "NON_FUTURE", "FUTURE", "UNDERSPECIFIED", ""
	Instance     string     // what it is one with, in this report and in others; "" for nothing
	Participants []Participant
}

// A Participant takes part in an event, in the same sentence.
type Participant struct {
	Role string // "Arg0", "Arg1", "Argm-LOC", …
	Span doc.Span
}

// fullSentences are annotated in full.
const fullSentences = 6

// mention is an event or an entity in the file.
type mention struct {
	ID                               string
	Sent                             *int
	Tok                              []int
	Class, Certainty, Polarity, Time string
	Instance                         string
}

// article is one line of the file.
type article struct {
	DocID, DCT   string
	Sentences    [][]string
	Events       []mention
	Entities     []mention
	Participants []struct{ Event, Role, Entity string }
}

// Read reads all reports of r.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	err := corpus.EachJSON(r, func(a *article) error {
		d, err := a.document()
		if err != nil {
			return fmt.Errorf("report %s: %w", a.DocID, err)
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read MEANTIME: %w", err)
	}
	return docs, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Document, error) {
	return corpus.ReadFile(path, Read)
}

func (a *article) document() (Document, error) {
	d := Document{ID: a.DocID}
	var b corpus.Builder
	for i, s := range a.Sentences {
		if i <= 2 { // title, date line, body
			b.Paragraph()
		}
		plain := make([]string, len(s))
		for k, w := range s {
			plain[k] = corpus.Plain(w)
		}
		if err := b.Sentence(corpus.LayOut(plain)); err != nil {
			return d, fmt.Errorf("sentence %d: %w", i, err)
		}
		if len(s) == 0 {
			return d, fmt.Errorf("sentence %d is empty", i)
		}
	}
	d.Doc, _ = b.Doc()
	d.Doc.Meta.Published = a.DCT
	if n := min(fullSentences, len(d.Doc.Sentences)); n > 0 {
		d.Scope = doc.Span{End: d.Doc.SpanOf(d.Doc.Sentences[n-1]).End}
	}

	entities := map[string]mention{}
	for _, e := range a.Entities {
		entities[e.ID] = e
	}
	index := map[string]int{}
	for _, m := range a.Events {
		if m.Sent == nil || *m.Sent >= fullSentences {
			continue
		}
		words, err := d.words(m)
		if err != nil {
			return d, err
		}
		index[m.ID] = len(d.Events)
		d.Events = append(d.Events, Event{Words: words, Class: m.Class, Certainty: m.Certainty, Polarity: m.Polarity, Time: m.Time, Instance: m.Instance})
	}
	for _, p := range a.Participants {
		i, ok := index[p.Event]
		entity := entities[p.Entity]
		if !ok || entity.Sent == nil || len(entity.Tok) == 0 {
			continue
		}
		words, err := d.words(entity)
		if err != nil {
			return d, err
		}
		if e := &d.Events[i]; d.sentenceOf(words[0]) == d.sentenceOf(e.Words[0]) {
			span := doc.Span{Start: words[0].Start, End: words[len(words)-1].End}
			e.Participants = append(e.Participants, Participant{p.Role, span})
		}
	}
	return d, nil
}

func (d *Document) sentenceOf(s doc.Span) int {
	return d.Doc.SentenceOf(d.Doc.TokensOf(s).First)
}

// words is the spans of m's tokens.
func (d *Document) words(m mention) ([]doc.Span, error) {
	if *m.Sent < 0 || *m.Sent >= len(d.Doc.Sentences) || len(m.Tok) == 0 {
		return nil, fmt.Errorf("mention %s: sentence %d of %d, %d tokens", m.ID, *m.Sent, len(d.Doc.Sentences), len(m.Tok))
	}
	s := d.Doc.Sentences[*m.Sent]
	var out []doc.Span
	for i, t := range m.Tok {
		if t < 0 || t >= s.Len() || i > 0 && t <= m.Tok[i-1] {
			return nil, fmt.Errorf("mention %s: tokens %v in a sentence of %d", m.ID, m.Tok, s.Len())
		}
		out = append(out, d.Doc.Tokens[s.First+t].Span)
	}
	return out, nil
}
