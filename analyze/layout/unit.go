package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A unit is one line, or one hard-wrapped paragraph, without the white space
// around it.
type unit struct {
	span  doc.Span
	block int            // which block it stands in, from 0
	kind  doc.RegionKind // "" while undecided
	words int            // white-space words, counted up to maxWords
}

// maxWords and shortBytes bound the work on one unit, however long it is.
const (
	maxWords   = 80
	shortBytes = 400 // a longer unit is prose whatever it says
)

// A line is one line without its end and the white space around its words.
type line struct {
	span  doc.Span
	block int
	cols  int // code points, counted up to wideLine
}

// wideLine is a width that nobody wraps text at.
const wideLine = 140

// lines cuts text into its non-blank lines.
func lines(text string) []line {
	var out []line
	block, blank := 0, false
	for start := 0; start < len(text); {
		end := start + strings.IndexAny(text[start:], "\n\r\f")
		if end < start {
			end = len(text)
		}
		s := trim(text, doc.Span{Start: start, End: end})
		if s.Empty() {
			blank = true
		} else {
			if blank && len(out) > 0 {
				block++
			}
			blank = false
			out = append(out, line{s, block, columns(s.In(text))})
		}
		start = end + 1
		if end+1 < len(text) && text[end] == '\r' && text[end+1] == '\n' {
			start++
		}
	}
	return out
}

// trim is s without the white space at its ends.
func trim(text string, s doc.Span) doc.Span {
	in := s.In(text)
	left := len(in) - len(strings.TrimLeftFunc(in, isBlank))
	right := len(strings.TrimRightFunc(in[left:], isBlank))
	return doc.Span{Start: s.Start + left, End: s.Start + left + right}
}

// isBlank takes in the invisible characters that pages leave behind.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
}

func columns(s string) int {
	n := 0
	for range s {
		if n++; n >= wideLine {
			break
		}
	}
	return n
}

// units joins the lines of hard-wrapped paragraphs; in other texts every line
// is a unit.
func units(text string) []unit {
	ls := lines(text)
	width := wrapWidth(text, ls)
	var out []unit
	for i, l := range ls {
		joins := i > 0 && width > 0 && ls[i-1].block == l.block && filled(text, ls[i-1], l, width)
		if joins {
			out[len(out)-1].span.End = l.span.End
			continue
		}
		out = append(out, unit{span: l.span, block: l.block})
	}
	for i := range out {
		out[i].words = countWords(out[i].span.In(text))
	}
	return out
}

// wrapWidth is the width in code points that text is wrapped at, 0 where it is
// not. Only blocks of three and more lines tell: a headline over a byline is
// not a wrapped paragraph.
func wrapWidth(text string, ls []line) int {
	width, inner := 0, 0
	each := func(do func(l, next line)) {
		for i := 0; i+2 < len(ls); i++ {
			if ls[i].block == ls[i+2].block {
				do(ls[i], ls[i+1])
			}
		}
	}
	each(func(l, _ line) { width, inner = max(width, l.cols), inner+1 })
	if inner < 3 || width >= wideLine {
		return 0
	}
	full := 0
	each(func(l, next line) {
		if filled(text, l, next, width) {
			full++
		}
	})
	if 10*full < 6*inner {
		return 0
	}
	return width
}

// filled tells whether l ends where it does because the first word of next
// would have passed the width. A little slack allows for ragged wrapping.
func filled(text string, l, next line, width int) bool {
	const slack = 3
	word := next.span.In(text)
	if i := strings.IndexFunc(word, isBlank); i >= 0 {
		word = word[:i]
	}
	return l.cols+1+utf8.RuneCountInString(word)+slack > width
}

func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		blank := isBlank(r)
		if !blank && !in {
			if n++; n >= maxWords {
				break
			}
		}
		in = !blank
	}
	return n
}

// endsSentence tells whether s ends as a sentence does, closing quotes and
// brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// startsQuote tells whether s opens with a quotation mark: then it is somebody's
// words, whatever they say.
func startsQuote(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("\"“”„«'‘", r)
}
