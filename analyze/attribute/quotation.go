package attribute

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// sureOfQuotation is how sure it is that a sentence in marks is somebody's words.
const sureOfQuotation = 0.5

// shortestQuotation is the least number of tokens, marks included, of a quotation
// that the network may have missed.
const shortestQuotation = 6

// withQuotations adds, as content, the quotations of whole sentences that the
// network found no content in: they go on with what the last speaker said. Sources
// and cues inside them are not the report's.
func withQuotations(d *doc.Doc, ps []Piece) []Piece {
	covered := make([]bool, len(d.Tokens))
	for _, p := range ps {
		if p.Role == Content {
			mark(covered, p.Tokens)
		}
	}
	var found []doc.Range
	for _, s := range d.Sentences {
		q := quotation(d, s.First)
		if q.Len() == 0 && s.First > 0 { // the mark may have gone to the sentence before
			q = quotation(d, s.First-1)
		}
		if q.Len() >= shortestQuotation && !covered[q.First] {
			found = append(found, q)
			mark(covered, q)
		}
	}
	if len(found) == 0 {
		return ps
	}
	inside := make([]bool, len(d.Tokens))
	for _, q := range found {
		mark(inside, q)
	}
	kept := ps[:0:0]
	for _, p := range ps {
		if !anyTaken(inside, p.Tokens) {
			kept = append(kept, p)
		}
	}
	for _, q := range found {
		kept = append(kept, Piece{Tokens: q, Role: Content, Confidence: sureOfQuotation, Floating: true})
	}
	slices.SortFunc(kept, func(a, b Piece) int { return a.Tokens.First - b.Tokens.First })
	return kept
}

// apartQuotations cuts content in two before a quotation that begins a sentence
// inside it and has the next cue right behind it: "told the Courier they had heard a
// blast. “Then nothing,” said Bea Novak" is two people's word.
func apartQuotations(d *doc.Doc, ps []Piece) []Piece {
	return cutContent(ps, func(p Piece, behind []Piece) (end, next int) {
		if len(behind) == 0 || behind[0].Role != Cue || behind[0].Tokens.First != p.Tokens.End || !isDouble(d.Word(p.Tokens.End-1)) {
			return -1, -1
		}
		open := openingMark(d, p.Tokens)
		return open, open
	})
}

// cutContent cuts each piece of content in two: where says, of a piece and those behind
// it, where the first part ends and the second begins; nothing is cut where that is not
// inside the piece.
func cutContent(ps []Piece, where func(p Piece, behind []Piece) (end, next int)) []Piece {
	out := make([]Piece, 0, len(ps))
	for i, p := range ps {
		if p.Role == Content {
			if end, next := where(p, ps[i+1:]); next > p.Tokens.First {
				first := p
				first.Tokens.End = end
				out = append(out, first)
				p.Tokens.First = next
			}
		}
		out = append(out, p)
	}
	return out
}

// apartSentences cuts content in two before its last sentence, where that has its own
// source and cue right behind it: "said that they had waited. He blames nobody, he said".
// Sentences of one quotation stay together.
func apartSentences(d *doc.Doc, ps []Piece) []Piece {
	return cutContent(ps, func(p Piece, behind []Piece) (end, next int) {
		if !closedBy(d, p, behind) {
			return -1, -1
		}
		cut := lastSentence(d, p)
		return trimmed(d, doc.Range{First: p.Tokens.First, End: cut}).End, cut
	})
}

// lastSentence is the first token of the sentence that a piece ends in, where the piece
// has no mark of quotation behind it; -1 elsewhere.
func lastSentence(d *doc.Doc, p Piece) int {
	s := d.SentenceOf(p.Tokens.End - 1)
	if s < 0 {
		return -1
	}
	first := d.Sentences[s].First
	for i := max(first, p.Tokens.First); i < p.Tokens.End; i++ {
		if isQuote(d.Word(i)) {
			return -1
		}
	}
	return first
}

// closedBy tells whether a source and a cue, in either order, stand right behind p in its
// last sentence, a comma between.
func closedBy(d *doc.Doc, p Piece, behind []Piece) bool {
	if len(behind) < 2 || behind[0].Tokens.First != p.Tokens.End+1 || behind[1].Tokens.First != behind[0].Tokens.End || d.Word(p.Tokens.End) != "," {
		return false
	}
	roles := [2]Role{behind[0].Role, behind[1].Role}
	return (roles == [2]Role{Source, Cue} || roles == [2]Role{Cue, Source}) && d.SentenceOf(behind[0].Tokens.First) == d.SentenceOf(p.Tokens.End-1)
}

// openingMark is the mark that opens the quotation at the end of r, where a sentence
// ends before it; -1 for none.
func openingMark(d *doc.Doc, r doc.Range) int {
	for i := r.End - 2; i > r.First; i-- {
		if !isDouble(d.Word(i)) {
			continue
		}
		before := d.Word(i - 1)
		if ends := strings.HasSuffix(before, ".") || before == "!" || before == "?"; ends && quotation(d, i).End == r.End {
			return i
		}
		return -1
	}
	return -1
}

// longestQuotation bounds the search for a closing mark, in tokens.
const longestQuotation = 300

// quotation is the range of the quotation that token i opens, marks included;
// empty where i is no opening mark.
func quotation(d *doc.Doc, i int) doc.Range {
	w := d.Word(i)
	if !isDouble(w) && w != "‘" || i+1 >= len(d.Tokens) || !d.Tokens[i+1].Glue {
		return doc.Range{}
	}
	for k := i + 1; k < len(d.Tokens) && k < i+longestQuotation; k++ {
		c := d.Word(k)
		switch {
		case strings.Contains(d.Text[d.Tokens[k-1].Span.End:d.Tokens[k].Span.Start], "\n"):
			return doc.Range{} // never closed: the next mark may open another
		case isDouble(w) && isDouble(c):
			return doc.Range{First: i, End: k + 1}
		case w == "‘" && c == "’" && (k+1 == len(d.Tokens) || !d.Tokens[k+1].Glue):
			return doc.Range{First: i, End: k + 1}
		}
	}
	return doc.Range{}
}
