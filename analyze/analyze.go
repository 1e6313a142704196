// Package analyze runs stages over a report.
//
//   - A Stage is one step of the analysis: it reads some layers of a doc.Doc and
//     writes others. It returns no error and does not panic: what it cannot
//     decide it leaves open.
//   - A Layer names a part of doc.Doc that has one writer.
//   - A Pipeline is an ordered list of stages; Validate checks that every layer
//     is written once, before it is read.
package analyze

import (
	"fmt"

	"github.com/saysonews/sayso/doc"
)

// A Layer names a group of fields of doc.Doc with one writer.
type Layer string

// The layers.
const (
	Layout    Layer = "layout"    // Header, Regions
	Segment   Layer = "segment"   // Paragraphs, Tokens, Sentences
	Encode    Layer = "encode"    // Encoding
	Tag       Layer = "tag"       // Tags
	Parse     Layer = "parse"     // Deps
	Entity    Layer = "entity"    // Entities
	Time      Layer = "time"      // Times
	Figure    Layer = "figure"    // Figures
	Actor     Layer = "actor"     // Actors
	Place     Layer = "place"     // Places
	Statement Layer = "statement" // Statements
	Event     Layer = "event"     // Events
)

// A Stage is one step of the analysis.
type Stage struct {
	Name    string // the folder's name: "timex"
	Version int    // raised when the stage's output may change
	Data    string // names the trained data it runs on, "" for none
	Doc     string // one sentence: what it finds
	Needs   []Layer
	Gives   []Layer
	Run     func(*doc.Doc) // safe for concurrent use on different documents
}

// A Pipeline is a list of stages in the order they run.
type Pipeline []Stage

// Validate tells the first reason why p cannot run: a layer that is read before
// it is written, or written twice.
func (p Pipeline) Validate() error {
	writer := map[Layer]string{}
	for _, s := range p {
		for _, l := range s.Needs {
			if writer[l] == "" {
				return fmt.Errorf("stage %s needs layer %s, which no earlier stage gives", s.Name, l)
			}
		}
		for _, l := range s.Gives {
			if w := writer[l]; w != "" {
				return fmt.Errorf("stage %s gives layer %s, which stage %s gives already", s.Name, l, w)
			}
			writer[l] = s.Name
		}
	}
	return nil
}

// Run runs every stage of p over d, in order.
func (p Pipeline) Run(d *doc.Doc) {
	for _, s := range p {
		s.Run(d)
	}
}
