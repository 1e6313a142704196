package corpus

import (
	"fmt"

	"github.com/saysonews/sayso/doc"
)

// Points converts code point offsets of one text into byte spans, and tells
// when they are not in the text.
type Points struct {
	mapper *doc.Mapper
	n      int // code points in the text
}

// NewPoints reads text once.
func NewPoints(text string) Points {
	m := doc.NewMapper(text)
	return Points{m, m.CodePoint(len(text))}
}

// Span is the byte span of the code points [start, end).
func (p Points) Span(start, end int) (doc.Span, error) {
	if start < 0 || end < start || end > p.n {
		return doc.Span{}, fmt.Errorf("code points [%d,%d) are not in a text of %d", start, end, p.n)
	}
	return doc.Span{Start: p.mapper.Byte(start), End: p.mapper.Byte(end)}, nil
}
