// Package segment cuts a report's text into paragraphs, sentences and tokens.
//
//   - A block is a run of lines without a blank line between them. A paragraph
//     is a block, or a part of one where a line ends well before the margin.
//   - A token is a syntactic word of Universal Dependencies (English): white
//     space, punctuation and hyphens part tokens; "don't" is do + n't; "U.S."
//     and "Gen." keep their periods; URLs, addresses, numbers, clock times and
//     dates in digits stay whole.
//   - A boundary is a place between two tokens of a paragraph where a sentence
//     may end. A linear model, trained on treebanks, decides at each; its weights
//     are data/boundary.tsv, a feature and a number a line.
//   - A paragraph continues the one before it when a page break cut a sentence in
//     two: the two are then one stretch of text for the sentence splitter.
package segment

import (
	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage gives the layer Segment.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "segment",
		Version: 1,
		Doc:     "Finds paragraphs, sentences and tokens.",
		Needs:   []analyze.Layer{analyze.Layout},
		Gives:   []analyze.Layer{analyze.Segment},
		Run: func(d *doc.Doc) {
			d.Paragraphs, d.Tokens, d.Sentences = Split(d.Text, d.Regions)
		},
	}
}

// Split cuts text into paragraphs, tokens and sentences. Regions, when there are
// any, cut paragraphs and give them their kind; text outside is body.
func Split(text string, regions []doc.Region) ([]doc.Paragraph, []doc.Token, []doc.Range) {
	pars := paragraphs(text, regions)
	var toks []doc.Token
	var sents []doc.Range
	for i := 0; i < len(pars); {
		first := len(toks)
		for {
			toks = tokenize(text, pars[i].Span, toks)
			i++
			if i == len(pars) || !pars[i].Continues {
				break
			}
		}
		sents = sentences(text, toks, doc.Range{First: first, End: len(toks)}, sents)
	}
	return pars, toks, sents
}
