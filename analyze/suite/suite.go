// Package suite is the list of stages that make up the analysis of a report.
package suite

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/attribute"
	"github.com/saysonews/sayso/analyze/coref"
	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/analyze/entity"
	"github.com/saysonews/sayso/analyze/event"
	"github.com/saysonews/sayso/analyze/figure"
	"github.com/saysonews/sayso/analyze/layout"
	"github.com/saysonews/sayso/analyze/parse"
	"github.com/saysonews/sayso/analyze/place"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/analyze/tag"
	"github.com/saysonews/sayso/analyze/timex"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

// New is the whole analysis with the embedded weights.
func New() (analyze.Pipeline, error) { return From(weights.FS) }

// From is the whole analysis with the weights in files: engine.bin.
func From(files fs.FS) (analyze.Pipeline, error) {
	b, err := fs.ReadFile(files, "engine.bin")
	if err != nil {
		return nil, err
	}
	f, err := nn.Read(b, encode.FeatureVersion)
	if err != nil {
		return nil, fmt.Errorf("engine.bin: %w", err)
	}
	encoder, err := encode.New(f)
	if err != nil {
		return nil, err
	}
	tagger, err := tag.New(f)
	if err != nil {
		return nil, err
	}
	parser, err := parse.New(f)
	if err != nil {
		return nil, err
	}
	names, err := entity.New(f)
	if err != nil {
		return nil, err
	}
	statements, err := attribute.New(f)
	if err != nil {
		return nil, err
	}
	p := analyze.Pipeline{
		layout.Stage(),
		segment.Stage(),
		encoder.Stage(),
		tagger.Stage(),
		parser.Stage(),
		names.Stage(),
		timex.Stage(),
		figure.Stage(),
		place.Stage(),
		coref.Stage(),
		statements.Stage(),
		event.Stage(),
	}
	return p, p.Validate()
}

// Version identifies the analysis: two records of one text with the same
// version are the same bytes.
func Version(p analyze.Pipeline) string {
	var parts []string
	for _, s := range p {
		part := fmt.Sprintf("%s.%d", s.Name, s.Version)
		if s.Data != "" {
			part += "-" + s.Data
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}
