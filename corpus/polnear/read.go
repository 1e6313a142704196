package polnear

import (
	"fmt"
	"io"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one article with its attributions.
type Document struct {
	ID        string
	Publisher string
	Date      string // "2016-09-12"
	Title     string
	Author    string

	Doc          doc.Doc // Text and Meta only
	Attributions []Attribution
	Discard      []doc.Span
}

// An Attribution ties content to its cue and source. Its spans count bytes,
// stand in text order and have no blank at their ends.
type Attribution struct {
	ID                   string
	Source, Cue, Content []doc.Span
}

// article is one line of the file.
type article struct {
	Doc, Publisher, Date, Title, Author, Text string

	Attributions []struct {
		ID                   string
		Source, Cue, Content []pair
	}
	Discard [][]pair
}

// A pair is [start, end) in code points.
type pair [2]int

// Read reads all articles of r.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	err := corpus.EachJSON(r, func(a *article) error {
		d, err := a.document()
		if err != nil {
			return fmt.Errorf("article %s: %w", a.Doc, err)
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read PolNeAR: %w", err)
	}
	return docs, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Document, error) {
	return corpus.ReadFile(path, Read)
}

func (a *article) document() (Document, error) {
	d := Document{ID: a.Doc, Publisher: a.Publisher, Date: a.Date, Title: a.Title, Author: a.Author}
	d.Doc.Text = a.Text
	d.Doc.Meta = doc.Metadata{Title: a.Title, Publisher: a.Publisher, Published: a.Date}
	if a.Author != "" {
		d.Doc.Meta.Byline = []string{a.Author}
	}
	m := marker{text: a.Text, points: corpus.NewPoints(a.Text)}
	for _, t := range a.Attributions {
		d.Attributions = append(d.Attributions, Attribution{
			ID: t.ID, Source: m.spans(t.Source), Cue: m.spans(t.Cue), Content: m.spans(t.Content),
		})
	}
	for _, pieces := range a.Discard {
		d.Discard = append(d.Discard, m.spans(pieces)...)
	}
	return d, m.err
}

// A marker turns pairs of code points into byte spans and keeps the first error.
type marker struct {
	text   string
	points corpus.Points
	err    error
}

func (m *marker) spans(pairs []pair) []doc.Span {
	var out []doc.Span
	for _, p := range pairs {
		s, err := m.points.Span(p[0], p[1])
		if err != nil {
			if m.err == nil {
				m.err = err
			}
			continue
		}
		if s = trimBlanks(m.text, s); !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// trimBlanks takes white space off both ends: 56 pieces of the corpus have some.
func trimBlanks(text string, s doc.Span) doc.Span {
	left := strings.TrimLeft(s.In(text), blanks)
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRight(left, blanks))
	return s
}

const blanks = " \t\r\n\u00a0"
