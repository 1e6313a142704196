package main

import (
	"fmt"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/record"
)

// newPipeline is the analysis that every subcommand runs.
func newPipeline() (analyze.Pipeline, error) {
	return analyze.Pipeline{}, nil
}

// generator names this program and the stages of p in records.
func generator(p analyze.Pipeline) record.Generator {
	stages := make([]string, len(p))
	for i, s := range p {
		stages[i] = fmt.Sprintf("%s.%d", s.Name, s.Version)
	}
	analysis := strings.Join(stages, " ")
	if analysis == "" {
		analysis = "none"
	}
	return record.Generator{Name: "sayso", Version: version(), Analysis: analysis}
}
