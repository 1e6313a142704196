package geoparsing

import (
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one report with its toponyms.
type Document struct {
	ID       string
	Doc      doc.Doc   // Text, URL and Meta only
	Toponyms []Toponym // in text order
}

// A Toponym is a marked name.
type Toponym struct {
	Span      doc.Span // bytes
	Type      string   // GeoWebNews' kind: "Literal", "Metonymic", …; "" in LGL
	Located   bool     // Latitude and Longitude are given
	Latitude  float64
	Longitude float64
	ID        int // GeoNames identifier, 0 for none
}

// report is one line of either file.
type report struct {
	DocID, Title, URL, Date, Text string

	Toponyms []struct {
		Start, End int // code points
		Type       string
		Lat, Lon   *float64
		GeoNameID  int
	}
}

// Read reads all reports of r.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	err := corpus.EachJSON(r, func(in *report) error {
		d, err := in.document()
		if err != nil {
			return fmt.Errorf("report %s: %w", in.DocID, err)
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read geoparsing: %w", err)
	}
	return docs, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Document, error) {
	return corpus.ReadFile(path, Read)
}

func (in *report) document() (Document, error) {
	d := Document{ID: in.DocID}
	d.Doc.Text, d.Doc.URL = in.Text, in.URL
	d.Doc.Meta = doc.Metadata{Title: in.Title, Published: in.Date}
	points := corpus.NewPoints(in.Text)
	for _, t := range in.Toponyms {
		span, err := points.Span(t.Start, t.End)
		if err != nil {
			return d, err
		}
		if span.Empty() {
			return d, fmt.Errorf("toponym without letters at code point %d", t.Start)
		}
		top := Toponym{Span: span, Type: t.Type, ID: t.GeoNameID}
		if t.Lat != nil && t.Lon != nil {
			top.Located, top.Latitude, top.Longitude = true, *t.Lat, *t.Lon
			if math.Abs(top.Latitude) > 90 || math.Abs(top.Longitude) > 180 {
				return d, fmt.Errorf("toponym at %v, %v, which is nowhere on Earth", top.Latitude, top.Longitude)
			}
		}
		d.Toponyms = append(d.Toponyms, top)
	}
	sort.SliceStable(d.Toponyms, func(i, j int) bool { return d.Toponyms[i].Span.Start < d.Toponyms[j].Span.Start })
	return d, nil
}
