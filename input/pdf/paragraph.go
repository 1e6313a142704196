package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// assemble makes the paragraphs of a report out of the glyphs of its pages.
func assemble(pages [][]glyph) []string {
	all := make([][]row, len(pages))
	for i, gs := range pages {
		all[i] = rows(gs)
	}
	dropRunning(all)
	var cols []block
	for i, rs := range all {
		for _, c := range columns(rs) {
			cols = append(cols, measure(c, i))
		}
	}
	indents := 0
	for _, b := range cols {
		for i := 1; i < len(b.lines); i++ {
			if b.indented(b.lines[i]) && !b.indented(b.lines[i-1]) {
				indents++
			}
		}
	}
	return paragraphs(cols, indents >= 3)
}

// A block is a column with its measures, in points.
type block struct {
	lines       column
	page        int
	left, right float64 // edges of the type area
	lead        float64 // from baseline to baseline, in type of that size
	size        float64
}

func measure(c column, page int) block {
	b := block{lines: c, page: page, right: math.Inf(-1), size: medianSize(c)}
	starts := map[int]int{}
	var gaps []float64
	for i, l := range c {
		b.right = max(b.right, l.x1)
		starts[int(math.Round(l.x0))]++
		if i > 0 && alike(c[i-1], l) {
			gaps = append(gaps, c[i-1].y-l.y)
		}
	}
	b.left = leftEdge(c, starts)
	b.lead = 1.3 * b.size
	if len(gaps) >= 3 {
		slices.Sort(gaps)
		b.lead = gaps[len(gaps)/2]
	}
	return b
}

// leftEdge is where most lines start; in doubt the leftmost of those places.
func leftEdge(c column, starts map[int]int) float64 {
	best := slices.MinFunc(c, func(a, b line) int {
		na, nb := starts[int(math.Round(a.x0))], starts[int(math.Round(b.x0))]
		return cmp.Or(cmp.Compare(nb, na), cmp.Compare(a.x0, b.x0))
	})
	return best.x0
}

func (b block) indented(l line) bool {
	in := l.x0 - b.left
	return in > 0.7*l.size && in < 6*l.size
}

// alike tells whether two lines are set in the same type.
func alike(a, b line) bool {
	return math.Abs(a.size-b.size) <= 0.08*max(a.size, b.size) && a.bold == b.bold
}

// paragraphs joins the lines of all blocks. Indents tells that the report marks
// new paragraphs by an indent.
func paragraphs(cols []block, indents bool) []string {
	var out []string
	j := joiner{known: wordsOf(cols)}
	var last line
	var lastBlock block
	for _, b := range cols {
		for i, l := range b.lines {
			switch {
			case j.text.Len() == 0:
			case i > 0 && b.breaks(last, l), i == 0 && turns(lastBlock, last, b, l, indents):
				out = append(out, j.end())
			}
			j.add(l.text)
			last = l
		}
		lastBlock = b
	}
	if j.text.Len() > 0 {
		out = append(out, j.end())
	}
	return out
}

// breaks tells whether a paragraph ends between two lines of b.
func (b block) breaks(last, next line) bool {
	if !alike(last, next) {
		return true
	}
	gap := last.y - next.y
	switch {
	case gap > 1.3*b.lead*max(1, next.size/b.size):
		// A mark within the line can push it down; the sentence goes on.
		if gap > 2.2*b.lead || endsSentence(last.text) || !startsLower(next.text) {
			return true
		}
	case b.indented(next) && !b.indented(last):
		return true
	}
	// The next word would have fitted: the line was ended on purpose.
	room := b.right - last.x1 - next.firstWord()
	if endsSentence(last.text) {
		return room > 2*next.size
	}
	return room > 0.3*(b.right-b.left) && !startsLower(next.text)
}

// turns tells whether a paragraph ends with the column or page.
func turns(lastBlock block, last line, b block, next line, indents bool) bool {
	if !alike(last, next) {
		return true
	}
	if below := last.y - next.y; lastBlock.page == b.page && below > 0 && below < 1.6*next.size {
		return false // a headline across columns goes on in the first
	}
	if !endsSentence(last.text) {
		return !startsLower(next.text) && last.x1 < lastBlock.left+0.6*(lastBlock.right-lastBlock.left)
	}
	if indents {
		return b.indented(next)
	}
	return true
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// A joiner joins the lines of a paragraph and mends the words that were broken
// at line ends.
type joiner struct {
	text  strings.Builder
	known map[string]bool // words of the report within lines, in lower case
}

func (j *joiner) end() string {
	s := j.text.String()
	j.text.Reset()
	return s
}

func (j *joiner) add(s string) {
	if j.text.Len() == 0 {
		j.text.WriteString(s)
		return
	}
	have := j.text.String()
	mark, size := utf8.DecodeLastRuneInString(have)
	before, _ := utf8.DecodeLastRuneInString(have[:len(have)-size])
	switch {
	case mark == '\u00ad' || mark == '\u2010' && startsLower(s):
		j.reset(have[:len(have)-size])
	case mark != '-' || !unicode.IsLetter(before) && !unicode.IsDigit(before):
		j.text.WriteByte(' ')
	case startsLower(s) && j.oneWord(have[:len(have)-size], s):
		j.reset(have[:len(have)-size])
	}
	j.text.WriteString(s)
}

func (j *joiner) reset(s string) {
	j.text.Reset()
	j.text.WriteString(s)
}

// prefixes keep their hyphen: compounds with them are seldom one word. Those that
// words begin with as often (pre-, over-, ex-) are not here.
var prefixes = wordSet(`self non well long short high low anti cross right left then so vice two three four five six
	seven eight nine ten first second third far near hard soft full ill much best better twenty thirty forty fifty sixty
	seventy eighty ninety cold hot open old new real free fast slow big small great mid half all`)

// endings make one word with what stands before them: "high-ly".
var endings = wordSet(`ly er ers est ing ings ed ness dom ment ments ful ern ner ners ship less ward wards hood en ened ize ized
	ty tion sion ery ish ist ists ble bly al ally`)

// tails keep the hyphen before them.
var tails = wordSet(`old year years month day hour based backed led term range wide style free like off up out in elect general
	called known made born held sponsored controlled owned related friendly minded fashioned century party level
	the one side class round time page back down`)

func wordSet(data string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(data) {
		set[w] = true
	}
	return set
}

// oneWord tells whether a hyphen at a line end was the typesetter's: the report
// has the whole word elsewhere, or at least not with the hyphen, and it is no
// compound by its parts.
func (j *joiner) oneWord(have, next string) bool {
	first := strings.ToLower(have[strings.LastIndexFunc(have, notWord)+1:])
	second := strings.ToLower(next)
	if i := strings.IndexFunc(second, notWord); i >= 0 {
		second = second[:i]
	}
	switch {
	case first == "" || second == "":
		return false
	case j.known[first+second], endings[second]:
		return true
	case j.known[first+"-"+second], strings.Contains(first, "-"), strings.Contains(second, "-"):
		return false
	}
	return !prefixes[first] && !tails[second] && strings.IndexFunc(first, unicode.IsDigit) < 0
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }

// wordsOf are the words of the report, those at line ends aside.
func wordsOf(cols []block) map[string]bool {
	known := map[string]bool{}
	for _, b := range cols {
		for _, l := range b.lines {
			ws := strings.FieldsFunc(strings.ToLower(l.text), notWord)
			for i, w := range ws {
				if i == len(ws)-1 && strings.HasSuffix(w, "-") {
					continue
				}
				known[w] = true
			}
		}
	}
	return known
}
