package attribute

import "github.com/saysonews/sayso/doc"

// taken marks the tokens of all statements.
func (b *builder) taken() []bool {
	taken := make([]bool, len(b.d.Tokens))
	b.take(taken, b.out)
	return taken
}

// takenByCues marks the tokens of the cues of all statements.
func (b *builder) takenByCues() []bool {
	taken := make([]bool, len(b.d.Tokens))
	for i := range b.out {
		for _, c := range b.out[i].Cue {
			mark(taken, b.d.TokensOf(c))
		}
	}
	return taken
}

// take marks the tokens of statements.
func (b *builder) take(taken []bool, statements []found) {
	for _, s := range statements {
		for _, spans := range [][]doc.Span{s.Source.Spans, s.Cue, s.Content} {
			for _, span := range spans {
				mark(taken, b.d.TokensOf(span))
			}
		}
	}
}

func anyTaken(taken []bool, r doc.Range) bool {
	for i := r.First; i < r.End; i++ {
		if taken[i] {
			return true
		}
	}
	return false
}

// mark marks the tokens of r.
func mark(taken []bool, r doc.Range) {
	for i := r.First; i < r.End; i++ {
		taken[i] = true
	}
}
