package main

import (
	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/record"
)

// newPipeline is the analysis that every subcommand runs.
func newPipeline() (analyze.Pipeline, error) { return suite.New() }

// generator names this program and the stages of p in records.
func generator(p analyze.Pipeline) record.Generator {
	return record.Generator{Name: "sayso", Version: version(), Analysis: suite.Version(p)}
}
