package sqlite

import (
	"slices"

	"github.com/saysonews/sayso/archive"
)

// Lengths in code points.
const (
	snippetLength = 200
	beforeMark    = 60
	mostSnippets  = 3
)

// snippets are the places of a report that show the most of what is asked for, in
// order of the text; where it shows nothing, how its body begins.
func snippets(c *candidate, patterns []archive.Pattern) []archive.Snippet {
	text := runes(c.text)
	marks := marked(c.textWords(), patterns)
	if len(marks) == 0 {
		if len(text) == 0 {
			return nil
		}
		return []archive.Snippet{snip(text, min(c.sheet.lead, len(text)-1), nil)}
	}
	var out []archive.Snippet
	shown := map[int]bool{} // patterns
	for len(out) < mostSnippets {
		at, gain := -1, 0
		for i, m := range marks {
			if overlaps(out, m.Start) {
				continue
			}
			if g := gainOf(marks[i:], m.Start, shown); g > gain {
				at, gain = i, g
			}
		}
		if at < 0 {
			break
		}
		sn := snip(text, before(marks[at].Start, c.sheet.lead), marks)
		if overlaps(out, sn.Start) || overlaps(out, sn.End-1) {
			sn = snip(text, marks[at].Start, marks)
		}
		for _, m := range marks {
			if m.Start >= sn.Start && m.End <= sn.End {
				shown[m.pattern] = true
			}
		}
		out = append(out, sn)
	}
	slices.SortFunc(out, func(a, b archive.Snippet) int { return a.Start - b.Start })
	return out
}

// A patternMark is a mark and the index of the pattern that it shows.
type patternMark struct {
	archive.Mark
	pattern int
}

// marked are the places of the patterns, in order, none within another.
func marked(words []archive.Word, patterns []archive.Pattern) []patternMark {
	var all []patternMark
	for n, p := range patterns {
		for i := p.Find(words, 0); i >= 0; i = p.Find(words, i+len(p.Words)) {
			all = append(all, patternMark{archive.Mark{Start: words[i].Start, End: words[i+len(p.Words)-1].End}, n})
		}
	}
	slices.SortFunc(all, func(a, b patternMark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var out []patternMark
	for _, m := range all {
		if len(out) == 0 || m.Start >= out[len(out)-1].End {
			out = append(out, m)
		}
	}
	return out
}

// before is where a snippet begins that shows a mark: a little before it, and never in
// the headline or byline above the body for a mark within the body.
func before(mark, lead int) int {
	at := max(0, mark-beforeMark)
	if mark >= lead {
		at = max(at, lead)
	}
	return at
}

// gainOf is how many patterns that are not shown yet a snippet would show that
// begins before the first of marks. One more than nothing is only gained by a first snippet.
func gainOf(marks []patternMark, from int, shown map[int]bool) int {
	gain := 0
	seen := map[int]bool{}
	for _, m := range marks {
		if m.End > from-beforeMark+snippetLength {
			break
		}
		if !shown[m.pattern] && !seen[m.pattern] {
			gain++
		}
		seen[m.pattern] = true
	}
	return gain
}

func overlaps(all []archive.Snippet, at int) bool {
	for _, s := range all {
		if s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

// snip is the snippet that begins at a code point, moved to whole words where there
// are such nearby.
func snip(text runes, start int, marks []patternMark) archive.Snippet {
	for i := start; i > max(0, start-beforeMark/2); i-- {
		if space(text[i-1]) || i == 1 {
			start = i
			break
		}
	}
	if start == 1 {
		start = 0
	}
	for start < len(text)-1 && space(text[start]) {
		start++
	}
	end := min(start+snippetLength, len(text))
	for i := end; i < len(text) && i > end-beforeMark/2; i-- {
		if space(text[i]) {
			end = i
			break
		}
	}
	s := archive.Snippet{Start: start, End: end, Text: text.slice(start, end)}
	for _, m := range marks {
		if m.Start >= start && m.End <= end {
			s.Marks = append(s.Marks, m.Mark)
		}
	}
	return s
}

func space(c rune) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\u00a0' }
