package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// wrapMargin is the widest text that counts as wrapped by hand, in bytes: lines
// of a longer block are paragraphs of their own.
const wrapMargin = 110

// minMargin is the narrowest: shorter lines are bylines, addresses, verse.
const minMargin = 45

// minCut is the shortest paragraph, in bytes, that a page break is thought to
// have cut: shorter ones without a final stop are headings.
const minCut = 80

func paragraphs(text string, regions []doc.Region) []doc.Paragraph {
	var ps []doc.Paragraph
	if len(regions) == 0 {
		ps = blocks(text, doc.Span{End: len(text)}, doc.Body, ps)
	}
	end := 0
	for _, r := range regions {
		ps = blocks(text, doc.Span{Start: end, End: r.Span.Start}, doc.Body, ps)
		ps = blocks(text, r.Span, r.Kind, ps)
		end = r.Span.End
	}
	if len(regions) > 0 {
		ps = blocks(text, doc.Span{Start: end, End: len(text)}, doc.Body, ps)
	}
	for i := 1; i < len(ps); i++ {
		ps[i].Continues = continues(text, ps[i-1], ps[i])
	}
	return ps
}

// blocks appends the paragraphs of the text in s.
func blocks(text string, s doc.Span, kind doc.RegionKind, ps []doc.Paragraph) []doc.Paragraph {
	var block []doc.Span
	flush := func() {
		for _, p := range unwrap(text, block) {
			ps = append(ps, doc.Paragraph{Span: p, Kind: kind})
		}
		block = block[:0]
	}
	for at := s.Start; at < s.End; {
		end := lineEnd(text, at, s.End)
		line := trim(text, doc.Span{Start: at, End: end})
		if line.Empty() {
			flush()
		} else {
			block = append(block, line)
		}
		_, n := utf8.DecodeRuneInString(text[end:])
		at = end + max(n, 1)
	}
	flush()
	return ps
}

// lineEnd is the offset of the line break at or after at.
func lineEnd(text string, at, end int) int {
	if i := strings.IndexAny(text[at:end], "\n\r\u2028\u2029"); i >= 0 {
		return at + i
	}
	return end
}

func trim(text string, s doc.Span) doc.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r >= ' ' {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r >= ' ' {
			break
		}
		s.End -= n
	}
	return s
}

// unwrap joins the lines that were wrapped at a margin: a line is followed by
// its continuation when the next line's first word would not have fitted.
func unwrap(text string, lines []doc.Span) []doc.Span {
	margin := 0
	for _, l := range lines {
		margin = max(margin, l.Len())
	}
	var ps []doc.Span
	for i, l := range lines {
		if i > 0 && minMargin <= margin && margin <= wrapMargin && lines[i-1].Len()+1+firstWord(text, l) > margin {
			ps[len(ps)-1].End = l.End
			continue
		}
		ps = append(ps, l)
	}
	return ps
}

func firstWord(text string, l doc.Span) int {
	if i := strings.IndexByte(l.In(text), ' '); i >= 0 {
		return i
	}
	return l.Len()
}

// continues tells whether a page break cut prev and next apart: a long body
// paragraph that stops at a word, and another body paragraph after it.
func continues(text string, prev, next doc.Paragraph) bool {
	if prev.Kind != doc.Body || next.Kind != doc.Body || prev.Span.Len() < minCut {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(prev.Span.In(text))
	if !unicode.IsLower(last) && last != ',' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next.Span.In(text))
	return unicode.IsLetter(first)
}
