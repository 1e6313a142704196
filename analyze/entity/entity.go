// Package entity finds names: mentions of something by its proper name.
//
//   - A name is a run of tokens with one kind: person, organization, place, or
//     other (nationalities, events, works, products).
//   - The labels are BIO: B-x opens a name of kind x, I-x goes on with it, O is
//     outside. The best legal sequence of a sentence is taken (Viterbi).
package entity

import (
	"math"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// kinds of the labels 1-2, 3-4, 5-6, 7-8; label 0 is O, odd ones open.
var kinds = [...]doc.EntityKind{doc.Person, doc.Organization, doc.Location, doc.Other}

const labels = 1 + 2*len(kinds)

// A Finder holds the head that reads the syntax branch. It is safe for
// concurrent use.
type Finder struct {
	ner   *nn.Linear
	trans []float32
	start []float32
}

// New reads the finder from a weight file.
func New(f *nn.File) (*Finder, error) {
	ner, err := nn.NewLinear(f, "ner")
	if err != nil {
		return nil, err
	}
	trans, start := nn.BIO(labels, nil)
	return &Finder{ner: ner, trans: trans, start: start}, nil
}

// Stage gives the layer Entity.
func (f *Finder) Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "entity",
		Version: 1,
		Doc:     "Finds names of people, organisations, places and other things.",
		Needs:   []analyze.Layer{analyze.Segment, analyze.Encode, analyze.Tag},
		Gives:   []analyze.Layer{analyze.Entity},
		Run:     func(d *doc.Doc) { d.Entities = f.Find(d) },
	}
}

// Find gives the names of d in text order.
func (f *Finder) Find(d *doc.Doc) []doc.Entity {
	var es []doc.Entity
	scores := make([]float32, len(d.Tokens)*labels)
	f.ner.Apply(scores, d.Encoding.Syntax, len(d.Tokens))
	path := make([]int, len(d.Tokens))
	for _, s := range d.Sentences {
		part := scores[s.First*labels : s.End*labels]
		nn.Viterbi(part, s.Len(), labels, f.trans, f.start, path[s.First:s.End])
		for i := s.First; i < s.End; i++ {
			if path[i]%2 == 0 {
				continue
			}
			r := doc.Range{First: i, End: i + 1}
			for r.End < s.End && path[r.End] == path[i]+1 {
				r.End++
			}
			es = append(es, doc.Entity{Tokens: r, Span: d.SpanOf(r), Kind: kinds[path[i]/2], Confidence: confidence(scores, path, r)})
		}
	}
	return unclaimed(d, mend(d, es))
}

// confidence is the mean probability of the labels of r, to two places.
func confidence(scores []float32, path []int, r doc.Range) float64 {
	p := nn.MeanProbability(scores[r.First*labels:r.End*labels], path[r.First:r.End], labels)
	return math.Round(100*p) / 100
}
