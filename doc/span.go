package doc

import "fmt"

// A Span is a half-open range [Start, End) of bytes of the text.
type Span struct{ Start, End int }

// Empty tells whether s holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Union is the smallest span that holds both. An empty span adds nothing.
func (s Span) Union(o Span) Span {
	if s.Empty() {
		return o
	}
	if o.Empty() {
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// In is the text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Words is the text of token i.
func (d *Doc) Word(i int) string { return d.Tokens[i].Span.In(d.Text) }

// SpanOf is the span from the first to the last token of r; empty for no tokens.
func (d *Doc) SpanOf(r Range) Span {
	if r.Len() <= 0 {
		return Span{}
	}
	return Span{d.Tokens[r.First].Span.Start, d.Tokens[r.End-1].Span.End}
}

// TokensOf is the range of tokens that overlap s; an empty range where none does.
func (d *Doc) TokensOf(s Span) Range {
	first := d.tokenAt(s.Start)
	end := first
	for end < len(d.Tokens) && d.Tokens[end].Span.Start < s.End {
		end++
	}
	return Range{first, end}
}

// tokenAt is the first token that ends after byte offset b.
func (d *Doc) tokenAt(b int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Tokens[mid].Span.End > b {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// SentenceOf is the index of the sentence that holds token i, or -1.
func (d *Doc) SentenceOf(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].End > i {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo < len(d.Sentences) && d.Sentences[lo].Contains(i) {
		return lo
	}
	return -1
}
