package main

import (
	"os"
	"slices"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/doc"

	"github.com/spf13/cobra"
)

// newPipeline is the analysis that is measured: with the weights in a folder,
// or with the embedded ones when weights is "".
func newPipeline(weights string) (analyze.Pipeline, error) {
	if weights == "" {
		return suite.New()
	}
	return suite.From(os.DirFS(weights))
}

// weightsFlag lets a command take weights other than the embedded ones.
func weightsFlag(cmd *cobra.Command, weights *string) {
	cmd.Flags().StringVar(weights, "weights", "", "folder of the weights (engine.bin) in place of the embedded ones")
}

// onGold is p without the stages that cut a text into regions, sentences and
// tokens, for documents that have gold ones.
func onGold(p analyze.Pipeline) analyze.Pipeline {
	return slices.DeleteFunc(slices.Clone(p), func(s analyze.Stage) bool {
		return slices.Contains(s.Gives, analyze.Segment) || slices.Contains(s.Gives, analyze.Layout)
	})
}

// analyzeText analyses a text from its source alone.
func analyzeText(p analyze.Pipeline, src doc.Source) *doc.Doc {
	d := &doc.Doc{Source: src}
	p.Run(d)
	return d
}

// analyzeTokens analyses a text whose segmentation is taken from gold. p is a
// pipeline made by onGold.
func analyzeTokens(p analyze.Pipeline, gold *doc.Doc) *doc.Doc {
	d := &doc.Doc{Source: gold.Source, Paragraphs: gold.Paragraphs, Tokens: gold.Tokens, Sentences: gold.Sentences}
	p.Run(d)
	return d
}
