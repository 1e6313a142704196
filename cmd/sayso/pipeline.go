package main

import (
	"slices"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/place"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/record"
)

// newPipeline is the analysis that every subcommand runs. Gazetteer is the path of
// a GeoNames file to find places with, "" for the program's own.
func newPipeline(gazetteer string) (analyze.Pipeline, error) {
	p, err := suite.New()
	if err != nil || gazetteer == "" {
		return p, err
	}
	g, err := place.ReadFile(gazetteer)
	if err != nil {
		return nil, err
	}
	own := slices.IndexFunc(p, func(s analyze.Stage) bool { return s.Name == place.Stage().Name })
	p[own] = g.Stage()
	return p, nil
}

// generator names this program and the stages of p in records.
func generator(p analyze.Pipeline) record.Generator {
	return record.Generator{Name: "sayso", Version: version(), Analysis: suite.Version(p)}
}
