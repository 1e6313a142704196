package eval

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// Trim takes blanks and punctuation off both ends of s. A span of nothing else
// stays as it is. Annotators differ over a quotation mark or comma at the end,
// and so do published scores: trimming takes that question away.
func Trim(text string, s doc.Span) doc.Span {
	left := strings.TrimLeftFunc(s.In(text), outer)
	if left == "" {
		return s
	}
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, outer))
	return s
}

func outer(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || r == '`'
}

// trimBlanks takes blanks off both ends of s.
func trimBlanks(text string, s doc.Span) doc.Span {
	left := strings.TrimLeftFunc(s.In(text), unicode.IsSpace)
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// lines cuts spans at line breaks, since no gold piece holds one, and drops
// what is left empty. trim is applied to every piece.
func lines(text string, spans []doc.Span, trim func(string, doc.Span) doc.Span) []doc.Span {
	var out []doc.Span
	for _, s := range spans {
		for at := s.Start; at < s.End; {
			end := s.End
			if i := strings.IndexByte(text[at:end], '\n'); i >= 0 {
				end = at + i
			}
			piece := trimBlanks(text, doc.Span{Start: at, End: end})
			if !piece.Empty() {
				out = append(out, trim(text, piece))
			}
			at = end + 1
		}
	}
	return out
}

// unique sorts spans and drops repetitions.
func unique(spans []doc.Span) []doc.Span {
	sort.Slice(spans, func(i, j int) bool {
		a, b := spans[i], spans[j]
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
	out := spans[:0]
	for i, s := range spans {
		if i == 0 || s != spans[i-1] {
			out = append(out, s)
		}
	}
	return out
}

// exact compares two sets of spans: a span is right when gold has the same.
func exact(gold, got []doc.Span) Tally {
	in := make(map[doc.Span]bool, len(gold))
	for _, s := range gold {
		in[s] = true
	}
	right := 0
	for _, s := range got {
		if in[s] {
			right++
		}
	}
	return pairs(len(gold), len(got), right)
}

// overlap compares two sets of spans: any common character counts.
func overlap(gold, got []doc.Span) Tally {
	return Tally{Gold: len(gold), Got: len(got), Found: touching(gold, got), Right: touching(got, gold)}
}

// touching counts the spans of a that overlap one of b.
func touching(a, b []doc.Span) int {
	n := 0
	for _, s := range a {
		for _, o := range b {
			if s.Overlaps(o) {
				n++
				break
			}
		}
	}
	return n
}

// characters compares what two sets of spans cover, in code points.
func characters(text string, gold, got []doc.Span) Tally {
	gold, got = union(gold), union(got)
	return pairs(size(text, gold), size(text, got), size(text, common(gold, got)))
}

// jaccard is the share of the characters of either set that both cover, from 0
// to 1. Two empty sets agree.
func jaccard(text string, a, b []doc.Span) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	t := characters(text, a, b)
	all := t.Gold + t.Got - t.Right
	if all == 0 {
		return 0
	}
	return float64(t.Right) / float64(all)
}

// union joins spans that overlap, in text order.
func union(spans []doc.Span) []doc.Span {
	var out []doc.Span
	for _, s := range unique(append([]doc.Span(nil), spans...)) {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// common is what two sorted sets without overlap within share.
func common(a, b []doc.Span) []doc.Span {
	var out []doc.Span
	for len(a) > 0 && len(b) > 0 {
		s := doc.Span{Start: max(a[0].Start, b[0].Start), End: min(a[0].End, b[0].End)}
		if !s.Empty() {
			out = append(out, s)
		}
		if a[0].End < b[0].End {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}

// size is the number of code points in spans.
func size(text string, spans []doc.Span) int {
	n := 0
	for _, s := range spans {
		n += utf8.RuneCountInString(s.In(text))
	}
	return n
}
