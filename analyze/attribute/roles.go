package attribute

import (
	"sort"
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

// A Reading is what is known of the roles of a report's tokens: the pieces of the
// network's best labelling, and all its other labellings. With Pieces alone, which
// may come from elsewhere, nothing is known of others.
type Reading struct {
	Pieces []Piece // in text order

	d      *doc.Doc
	scores []float32 // [tokens][labels]
	path   []int     // the best labelling
	ways   *lattice  // nil where there are only Pieces
	starts []bool    // tokens that open a paragraph
}

// Read labels d's tokens.
func (a *Finder) Read(d *doc.Doc) *Reading {
	n := len(d.Tokens)
	if n == 0 {
		return &Reading{}
	}
	r := &Reading{d: d, scores: make([]float32, n*labels), starts: paragraphStarts(d)}
	a.role.Apply(r.scores, d.Encoding.Roles, n)
	r.ways = newLattice(r.scores, a.trans, a.start)
	r.path = r.ways.path()
	r.Pieces = r.pieces(0, r.path)
	return r
}

// pieces gives the pieces of the labels path of the tokens from first on, in text
// order. A piece of content never goes on over the end of a paragraph.
func (r *Reading) pieces(first int, path []int) []Piece {
	n := first + len(path)
	var ps []Piece
	for i := first; i < n; {
		label := path[i-first]
		if label == 0 {
			i++
			continue
		}
		p := doc.Range{First: i, End: i + 1}
		end := n
		if roleOf(label) != Content {
			end = min(n, sentenceEnd(r.d, i))
		}
		for p.End < end && path[p.End-first] == inside(label) && !r.starts[p.End] {
			p.End++
		}
		i = p.End
		if label%2 == 0 && !isQuote(r.d.Word(p.First)) {
			continue // only a quotation goes on in the next paragraph, and no source in the next sentence
		}
		ps = append(ps, Piece{Tokens: p, Role: roleOf(label), Confidence: nn.MeanProbability(r.scores[p.First*labels:p.End*labels], path[p.First-first:p.End-first], labels)})
	}
	return trimAll(r.d, ps)
}

// pieceAt is the index of the first of ps, in text order, that ends behind token i.
func pieceAt(ps []Piece, i int) int {
	return sort.Search(len(ps), func(k int) bool { return ps[k].Tokens.End > i })
}

// sentenceEnd is the end of the sentence of token i.
func sentenceEnd(d *doc.Doc, i int) int {
	if s := d.SentenceOf(i); s >= 0 {
		return d.Sentences[s].End
	}
	return len(d.Tokens)
}

// opening is the label that opens a piece of role.
func opening(role Role) int { return 2*int(role) - 1 }

// inside is the label that goes on with the piece that label opens.
func inside(label int) int { return label + label%2 }

// roleOf is the role of a piece with label.
func roleOf(label int) Role { return Role((label + 1) / 2) }

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
