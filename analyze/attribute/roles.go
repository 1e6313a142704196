package attribute

import (
	"strings"
	"unicode"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// A Role is the part that a piece of text plays in a statement.
type Role int

// The roles, in the order of the network's labels: O, then B and I of each.
const (
	None Role = iota
	Source
	Cue
	Content
)

const labels = 7

// A Piece is a run of tokens with one role.
type Piece struct {
	Tokens     doc.Range
	Role       Role
	Confidence float64 // mean probability of its labels
	Floating   bool    // found by its quotation marks alone: a statement only where a cue is near
}

// Pieces labels d's tokens and gives the pieces in text order. A piece of
// content never goes on over the end of a paragraph.
func (a *Finder) Pieces(d *doc.Doc) []Piece {
	n := len(d.Tokens)
	scores, path := make([]float32, n*labels), make([]int, n)
	a.role.Apply(scores, d.Encoding.Roles, n)
	nn.Viterbi(scores, n, labels, a.trans, a.start, path)
	starts := paragraphStarts(d)
	var ps []Piece
	for i := 0; i < n; {
		if path[i] == 0 {
			i++
			continue
		}
		r := doc.Range{First: i, End: i + 1}
		end := n
		if Role((path[i]+1)/2) != Content {
			end = sentenceEnd(d, i)
		}
		for r.End < end && path[r.End] == inside(path[i]) && !starts[r.End] {
			r.End++
		}
		i = r.End
		if path[r.First]%2 == 0 && !isQuote(d.Word(r.First)) {
			continue // only a quotation goes on in the next paragraph, and no source in the next sentence
		}
		ps = append(ps, Piece{Tokens: r, Role: Role((path[r.First] + 1) / 2), Confidence: nn.MeanProbability(scores[r.First*labels:r.End*labels], path[r.First:r.End], labels)})
	}
	return trimAll(d, ps)
}

// sentenceEnd is the end of the sentence of token i.
func sentenceEnd(d *doc.Doc, i int) int {
	if s := d.SentenceOf(i); s >= 0 {
		return d.Sentences[s].End
	}
	return len(d.Tokens)
}

// inside is the label that goes on with the piece that label opens.
func inside(label int) int { return label + label%2 }

// paragraphStarts marks the tokens that open a paragraph.
func paragraphStarts(d *doc.Doc) []bool {
	starts := make([]bool, len(d.Tokens))
	for _, p := range d.Paragraphs {
		if r := d.TokensOf(p.Span); r.Len() > 0 && !p.Continues {
			starts[r.First] = true
		}
	}
	return starts
}

// trimAll takes commas and blanks off the pieces' ends; empty ones go.
func trimAll(d *doc.Doc, ps []Piece) []Piece {
	kept := ps[:0]
	for _, p := range ps {
		for p.Tokens.Len() > 0 && loose(d.Word(p.Tokens.First)) {
			p.Tokens.First++
		}
		for p.Tokens.Len() > 0 && loose(d.Word(p.Tokens.End-1)) {
			p.Tokens.End--
		}
		if p.Tokens.Len() > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// loose tells whether w belongs to no piece at its end: commas, semicolons.
func loose(w string) bool { return w == "," || w == ";" }

func word(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
