package doc

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A Mapper converts between the ways of counting into one text: bytes (all that
// the analysis uses), Unicode code points (every record), UTF-16 code units
// (JavaScript, editors) and lines.
//
// Offsets outside the text are clamped to it, and an offset inside a character
// counts as that character's start, so no method fails. A Mapper is read-only
// and safe for concurrent use.
//
// For text that is all ASCII an offset is its own code point and nothing is
// kept. Otherwise every 128th byte's counts are kept, and a conversion looks at
// no more than one such block.
type Mapper struct {
	text  string
	ascii bool
	marks []mark // marks[i] counts what begins before byte i*block
	end   mark   // what the whole text holds
	lines []int  // byte offset at which each line begins; lines[0] is 0
}

// A mark counts the characters that begin before a byte.
type mark struct {
	points int // code points
	astral int // those of them that take two UTF-16 units
}

const block = 128

// NewMapper indexes text, which must be valid UTF-8, in one pass.
func NewMapper(text string) *Mapper {
	m := &Mapper{text: text, ascii: isASCII(text), lines: lineStarts(text)}
	if m.ascii {
		return m
	}
	m.marks = make([]mark, 0, len(text)/block+1)
	for i := 0; i < len(text); i++ {
		if i%block == 0 {
			m.marks = append(m.marks, m.end)
		}
		m.end.add(text[i])
	}
	return m
}

// add counts the character that begins with byte b, if one does.
func (m *mark) add(b byte) {
	if !utf8.RuneStart(b) {
		return
	}
	m.points++
	if b >= 0xF0 {
		m.astral++
	}
}

// CodePoint is the number of code points before byte offset b.
func (m *Mapper) CodePoint(b int) int {
	return m.at(b).points
}

// UTF16 is the number of UTF-16 code units before byte offset b.
func (m *Mapper) UTF16(b int) int {
	at := m.at(b)
	return at.points + at.astral
}

// at counts what begins before byte offset b.
func (m *Mapper) at(b int) mark {
	b = m.floor(b)
	if m.ascii {
		return mark{points: b}
	}
	if b == len(m.text) {
		return m.end
	}
	at := m.marks[b/block]
	for i := b / block * block; i < b; i++ {
		at.add(m.text[i])
	}
	return at
}

// floor clamps b to the text and moves it back to the start of its character.
func (m *Mapper) floor(b int) int {
	b = min(max(b, 0), len(m.text))
	if m.ascii {
		return b
	}
	for b > 0 && b < len(m.text) && !utf8.RuneStart(m.text[b]) {
		b--
	}
	return b
}

// Byte is the byte offset of code point number p, counted from 0; the length of
// the text where it has no more than p.
func (m *Mapper) Byte(p int) int {
	if m.ascii {
		return min(max(p, 0), len(m.text))
	}
	if p >= m.end.points {
		return len(m.text)
	}
	if p <= 0 {
		return 0
	}
	i := sort.Search(len(m.marks), func(i int) bool { return m.marks[i].points > p }) - 1
	seen := m.marks[i].points
	for b := i * block; b < len(m.text); b++ {
		if !utf8.RuneStart(m.text[b]) {
			continue
		}
		if seen == p {
			return b
		}
		seen++
	}
	return len(m.text)
}

// Line is the line and the column of byte offset b, both counted from 1, the
// column in code points. A line ends with "\n", which is its last character.
func (m *Mapper) Line(b int) (line, column int) {
	b = m.floor(b)
	line = sort.Search(len(m.lines), func(i int) bool { return m.lines[i] > b })
	return line, m.CodePoint(b) - m.CodePoint(m.lines[line-1]) + 1
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func lineStarts(text string) []int {
	starts := make([]int, 1, strings.Count(text, "\n")+1)
	for b := 0; ; {
		i := strings.IndexByte(text[b:], '\n')
		if i < 0 {
			return starts
		}
		b += i + 1
		starts = append(starts, b)
	}
}
