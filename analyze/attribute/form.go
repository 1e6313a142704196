package attribute

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// form tells whether content stands in quotation marks wholly, partly or not. The
// marks of the statement that holds it (parent, -1 for none) do not count.
func (b *builder) form(content []doc.Range, parent int) doc.Form {
	quoted, plain := 0, 0
	for _, r := range content {
		open, isMark := parent < 0 && b.open(r.First), isDouble
		if !open && isSingle(b.d.Word(r.First)) {
			isMark = isSingle
		}
		for i := r.First; i < r.End; i++ {
			w := b.d.Word(i)
			if isMark(w) && !b.apostrophe(i) {
				open = !open
				quoted++
				continue
			}
			if !word(w) {
				continue
			}
			if open {
				quoted++
			} else {
				plain++
			}
		}
	}
	switch {
	case quoted == 0:
		return doc.Indirect
	case plain == 0:
		return doc.Direct
	}
	return doc.Mixed
}

// apostrophe tells whether mark i belongs to the word before it ("the teachers'
// union").
func (b *builder) apostrophe(i int) bool { return b.d.Tags[i].XPOS == "POS" }

// balanced is r without a double mark at its end that nothing in r opens.
func (b *builder) balanced(r doc.Range) doc.Range {
	if r.Len() < 2 || !isDouble(b.d.Word(r.End-1)) {
		return r
	}
	n := 0
	for i := r.First; i < r.End; i++ {
		if isDouble(b.d.Word(i)) {
			n++
		}
	}
	if n%2 == 1 {
		r.End--
	}
	return r
}

// open tells whether a quotation is open before token i, by the marks of its
// paragraph: the reach is bounded, so that a text of nothing but marks stays fast.
func (b *builder) open(i int) bool {
	open := false
	for k := i - 1; k >= 0 && k > i-400; k-- {
		if strings.Contains(b.d.Text[b.d.Tokens[k].Span.End:b.d.Tokens[k+1].Span.Start], "\n\n") {
			break
		}
		if isDouble(b.d.Word(k)) {
			open = !open
		}
	}
	return open
}

func isDouble(w string) bool { return w == `"` || w == "“" || w == "”" || w == "''" || w == "``" }

func isSingle(w string) bool { return w == "'" || w == "‘" || w == "’" }
