package timex

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// An item is what the rules see of the text. It is kept small: a text has
// thousands, and they are copied.
type item struct {
	class  class
	entry  *entry // nil for numbers and words in no list
	found  *expr  // the time that it stands for, once one was found
	amount float64

	start, end       int32 // bytes
	token            int32 // index of the token that it begins in
	index, lastIndex int32 // of the first and the last item that it was made of, as itemsOf gave them

	id             uint16 // of the word; 0 for none
	minute, second uint8  // of a clock time
	vague          bool   // an amount that nobody counted
	hyphen         bool   // hyphen, and nothing else, between it and the item before
	glue           bool   // nothing between it and the item before
	first          bool   // of a sentence
}

func newItem(start, end int, token int32) item {
	return item{start: int32(start), end: int32(end), token: token}
}

// value is what the item stands for as a member of c.
func (it *item) value(c class) int {
	if it.entry != nil {
		if n := it.entry.value(c); n != 0 {
			return n
		}
	}
	return int(it.amount)
}

// itemsOf cuts the tokens into items. Tokenizers differ in where they cut
// hyphens, clock times and possessives; items do not.
func itemsOf(d *doc.Doc, g *grammar) []item {
	items := make([]item, 0, len(d.Tokens)+8)
	sentence := 0
	lx := lexer{text: d.Text, grammar: g}
	for t := range d.Tokens {
		for sentence < len(d.Sentences) && d.Sentences[sentence].End <= t {
			sentence++
		}
		first := sentence < len(d.Sentences) && d.Sentences[sentence].First == t
		before := len(items)
		items = lx.cut(items, d.Tokens[t].Span, int32(t))
		if first && len(items) > before {
			items[before].first = true
		}
	}
	items = foldNumbers(items)
	for i := range items {
		items[i].index, items[i].lastIndex = int32(i), int32(i)
		if i > 0 && items[i].first && staysOpen(&items[i-1], &items[i]) {
			items[i].first = false
		}
	}
	return items
}

// staysOpen tells whether the full stop of a belongs to a short form, so that b,
// which sentence splitters may part from it, goes on: "9 a.m. Tuesday", "Oct. 5".
func staysOpen(a, b *item) bool {
	return a.class&cAMPM != 0 && b.class&(cWeekday|cZone|cMonth|cDayword) != 0 ||
		a.class&cShortMonth != 0 && b.class&cDom != 0
}

type lexer struct {
	text    string
	grammar *grammar
	hyphen  bool // a hyphen was seen right after the last item
	end     int  // where the last item or hyphen ended
	low     [24]byte
}

// cut appends the items of the token at span.
func (lx *lexer) cut(items []item, span doc.Span, token int32) []item {
	for i := max(span.Start, lx.end); i < span.End; {
		start := i
		c := lx.text[i]
		switch {
		case isLetter(c) || c >= utf8.RuneSelf:
			if n := possessive(lx.text[i:span.End]); n > 0 {
				i += n
				items = lx.add(items, newItem(start, i, token), "'s")
				continue
			}
			if dash := dashAt(lx.text[i:span.End]); dash > 0 {
				i += dash
				items = lx.mark(items, start, i, token)
				continue
			}
			if w := lx.wholeWord(i); w != "" {
				i += len(w)
				items = lx.add(items, newItem(start, i, token), w)
				continue
			}
			i = lx.wordEnd(i, span.End)
			items = lx.add(items, newItem(start, i, token), lx.text[start:i])
		case isDigit(c):
			it := newItem(start, start, token)
			i = lx.number(&it, span.End)
			items = lx.add(items, it, "")
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case c == '\'' && possessive(lx.text[i:span.End]) > 0:
			i += 2
			items = lx.add(items, newItem(start, i, token), "'s")
		default:
			i++
			items = lx.mark(items, start, i, token)
		}
	}
	return items
}

// mark adds a mark, or remembers a hyphen that joins two items.
func (lx *lexer) mark(items []item, start, end int, token int32) []item {
	m := lx.text[start:end]
	if m == "-" || m == "–" || m == "‑" {
		glued := len(items) > 0 && lx.end == start && end < len(lx.text) && (isLetter(lx.text[end]) || isDigit(lx.text[end]))
		if glued {
			lx.hyphen, lx.end = true, end
			return items
		}
		m = "-"
	}
	if m == "." && len(items) > 0 {
		last := &items[len(items)-1]
		if int(last.end) == start && last.class&(cShortMonth|cAMPM|cShortWeekday) != 0 && end < len(lx.text) && lx.text[end] == ' ' && last.class&cAMPM == 0 {
			last.end, lx.end = int32(end), end
			return items
		}
	}
	if m == "—" {
		m = "-"
	}
	items = lx.add(items, newItem(start, end, token), m)
	if m == "/" {
		items[len(items)-1].class = cSlash
	}
	return items
}

// add appends it, with what the word list says of word.
func (lx *lexer) add(items []item, it item, word string) []item {
	it.glue = lx.end == int(it.start) && it.start > 0
	it.hyphen = lx.hyphen && it.glue
	lx.hyphen, lx.end = false, int(it.end)
	if word == "" {
		return append(items, it)
	}
	capital := word[0] >= 'A' && word[0] <= 'Z'
	e := lx.lookup(word)
	if e != nil {
		it.entry, it.id, it.class = e, e.id, e.class
		if capital {
			it.class |= e.capital
		}
		if capital && it.class == 0 {
			it.class = cName
		}
	} else if capital || word[0] >= utf8.RuneSelf {
		it.class = cName
	}
	return append(items, it)
}

// lookup finds word in the word list, in lower case and without full stops.
func (lx *lexer) lookup(word string) *entry {
	if len(word) > len(lx.low) {
		return nil
	}
	n := 0
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c == '.' && len(word) > 1 {
			continue
		}
		lx.low[n] = c
		n++
	}
	return lx.grammar.words[string(lx.low[:n])]
}

// wholeWords are words with marks inside, which some tokenizers cut.
var wholeWords = []string{"a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock"}

// wholeWord is the one of wholeWords that stands at i, as written; "" for none.
func (lx *lexer) wholeWord(i int) string {
	if c := lx.text[i] | 0x20; c != 'a' && c != 'p' && c != 'o' {
		return ""
	}
	for _, w := range wholeWords {
		if i+len(w) > len(lx.text) || !strings.EqualFold(lx.text[i:i+len(w)], w) {
			continue
		}
		if end := i + len(w); end == len(lx.text) || !isLetter(lx.text[end]) {
			return lx.text[i:end]
		}
	}
	return ""
}

// wordEnd is where the word at i ends. Apostrophes and full stops between
// letters belong to it ("o'clock", "a.m."), and so does a last full stop after
// single letters or a short form that the token holds.
func (lx *lexer) wordEnd(i, end int) int {
	for i < end {
		c := lx.text[i]
		if isLetter(c) {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if dashAt(lx.text[i:end]) > 0 || possessive(lx.text[i:end]) > 0 {
				return i
			}
			_, n := utf8.DecodeRuneInString(lx.text[i:end])
			i += n
			continue
		}
		if possessive(lx.text[i:end]) > 0 {
			return i
		}
		inner := i+1 < end && isLetter(lx.text[i+1])
		if (c == '\'' || c == '.') && inner || c == '.' && i+1 == end {
			i++
			continue
		}
		return i
	}
	return i
}

// dashAt is the length of the dash at the start of s; 0 for none.
func dashAt(s string) int {
	for _, d := range []string{"–", "—", "‑"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// possessive is the length of the "'s" at the start of s; 0 for none.
func possessive(s string) int {
	for _, p := range []string{"'s", "’s"} {
		if strings.HasPrefix(s, p) && (len(s) == len(p) || !isLetter(s[len(p)])) {
			return len(p)
		}
	}
	return 0
}

// number reads the number at it.start and returns where it ends.
func (lx *lexer) number(it *item, end int) int {
	text, start := lx.text, int(it.start)
	i := digitsEnd(text, start, end)
	figures := text[start:i]
	n, err := strconv.Atoi(figures)
	if err != nil {
		it.end, it.class = int32(i), 0
		return i
	}
	it.amount = float64(n)
	it.class = classesOf(figures, n)
	next := func(j int) byte {
		if j < end {
			return text[j]
		}
		return 0
	}
	switch {
	case next(i) == ':' && digitsEnd(text, i+1, end) == i+3 && n <= 24:
		it.class = cTime
		it.minute = twoFigures(text[i+1:])
		i += 3
		if next(i) == ':' && digitsEnd(text, i+1, end) == i+3 {
			it.second = twoFigures(text[i+1:])
			i += 3
		}
	case next(i) == ',' && digitsEnd(text, i+1, end) == i+4:
		for next(i) == ',' && digitsEnd(text, i+1, end) == i+4 {
			group, _ := strconv.Atoi(text[i+1 : i+4])
			it.amount = it.amount*1000 + float64(group)
			i += 4
		}
		it.class = cNum
	case next(i) == '.' && isDigit(next(i+1)):
		j := digitsEnd(text, i+1, end)
		it.class = cNum
		if j == i+3 && n <= 24 {
			it.class |= cDot
			it.minute = twoFigures(text[i+1:])
		}
		it.amount, _ = strconv.ParseFloat(text[start:j], 64)
		i = j
	case ordinalEnd(text, i, end) > i && n < 100:
		i = ordinalEnd(text, i, end)
		it.class = cOrd
	case next(i) == 's' && !isLetter(next(i+1)) && n%10 == 0 && (len(figures) == 4 || len(figures) == 2):
		i++
		it.class = cDecade
		if len(figures) == 2 {
			it.amount += 1900
			if n <= 10 {
				it.amount += 100
			}
		}
	case isLetter(next(i)) && i > start && n > 31:
		// "747s", "90210a": part of a name
		it.class = cNum
	}
	it.end = int32(i)
	return i
}

// twoFigures is the number that the first two bytes of s, both figures, make.
func twoFigures(s string) uint8 { return (s[0]-'0')*10 + s[1] - '0' }

// classesOf tells what the figures can be.
func classesOf(figures string, n int) class {
	c := cNum
	if n >= 1 && n <= 31 && len(figures) <= 2 {
		c |= cDom
	}
	if n <= 24 && len(figures) <= 2 {
		c |= cHour
	}
	if n >= 1 && n <= 12 && len(figures) <= 2 {
		c |= cMM
	}
	switch len(figures) {
	case 2:
		c |= cYY
	case 4:
		if n >= 1000 && n < 2100 {
			c |= cYear
		}
		if n >= 1900 && n < 2100 {
			c |= cNear
		}
		if n/100 < 24 && n%100 < 60 {
			c |= cHHMM
		}
	}
	return c
}

func ordinalEnd(text string, i, end int) int {
	if i+2 > end || i+2 < end && isLetter(text[i+2]) {
		return i
	}
	switch strings.ToLower(text[i : i+2]) {
	case "st", "nd", "rd", "th":
		return i + 2
	}
	return i
}

func digitsEnd(text string, i, end int) int {
	for i < end && isDigit(text[i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// foldNumbers makes one item of the words of one number, in place.
func foldNumbers(items []item) []item {
	out := items[:0]
	for i := 0; i < len(items); {
		n, width := numberAt(items[i:])
		if width == 0 {
			out = append(out, items[i])
			i++
			continue
		}
		n.first, n.hyphen, n.glue = items[i].first, items[i].hyphen, items[i].glue
		if width == 1 {
			n.id, n.entry = items[i].id, items[i].entry
			n.class |= items[i].class
		}
		out = append(out, n)
		i += width
	}
	return out
}

const cNumberWord = cDigit | cTeen | cTens | cDozen

// numberAt reads a number at the start of items that takes more than one item or
// is written in words: "twenty-four", "5 1/2", "two and a half", "a dozen",
// "nineteen ninety-six", "a few". Width 0: none.
func numberAt(items []item) (item, int) {
	first := &items[0]
	n := item{start: first.start, end: first.end, token: first.token}
	width := 0
	switch {
	case first.class&cNumberWord != 0:
		n.amount, width, n.class = wordsNumber(items)
	case first.class&cVague != 0 || first.entry != nil && first.entry.class&cVague != 0:
		n.vague, n.class, width = true, cNum, 1
	case first.class&cNum != 0 && first.class&cYear == 0:
		n.amount, n.class, width = first.amount, first.class, 1
		if len(items) > 3 && items[1].class&cNum != 0 && fraction(items[1:]) > 0 && !items[1].glue {
			n.amount, n.class, width = n.amount+fraction(items[1:]), cNum, 4
		} else if len(items) > 1 && items[1].class&cHundred != 0 {
			n.amount, n.class, width = n.amount*float64(items[1].entry.value(cHundred)), cNum, 2
		} else {
			return n, 0
		}
	default:
		return n, 0
	}
	if width > 0 {
		n.end = items[width-1].end
	}
	return n, width
}

// fraction is the value of "1/2" at the start of items; 0 for none.
func fraction(items []item) float64 {
	if len(items) < 3 || items[1].class&cSlash == 0 || !items[1].glue || !items[2].glue || items[0].amount >= items[2].amount {
		return 0
	}
	return items[0].amount / items[2].amount
}

// wordsNumber reads a number in words.
func wordsNumber(items []item) (float64, int, class) {
	total, part := 0.0, 0.0
	i, joined := 0, -1 // joined: the last word was of this size: a smaller may follow
	for i < len(items) {
		it := &items[i]
		if i > 0 && it.first {
			break
		}
		switch {
		case it.class&cDigit != 0 && (joined < 0 || joined > 1 && joined != 10):
			part += float64(it.entry.value(cDigit))
			joined = 1
		case it.class&cTeen != 0 && (joined < 0 || joined >= 100):
			part += float64(it.entry.value(cTeen))
			joined = 10
		case it.class&(cTeen|cTens) != 0 && joined == 10 && i == 1 && items[0].entry.value(cTeen) >= 11:
			// nineteen ninety-six
			return yearWords(items)
		case it.class&cTens != 0 && (joined < 0 || joined >= 100):
			part += float64(it.entry.value(cTens))
			joined = 20
		case it.class&cHundred != 0 && joined > 0:
			size := it.entry.value(cHundred)
			part *= float64(size)
			if size == 1000 {
				total, part = total+part, 0
			}
			joined = size
		case it.class&cDozen != 0 && joined <= 1:
			part = max(part, 1) * 12
			joined = 0
		default:
			return total + part, i, numberClass(total + part)
		}
		i++
	}
	return total + part, i, numberClass(total + part)
}

func numberClass(n float64) class {
	c := cNum
	if n >= 1 && n <= 12 {
		c |= cHour
	}
	if n == 2000 {
		c |= cYear
	}
	return c
}

// yearWords reads a year in words: nineteen, ninety, six.
func yearWords(items []item) (float64, int, class) {
	n := items[0].entry.value(cTeen) * 100
	if items[1].class&cTeen != 0 {
		return float64(n + items[1].entry.value(cTeen)), 2, cYear | cNear
	}
	n += items[1].entry.value(cTens)
	if len(items) > 2 && items[2].class&cDigit != 0 {
		return float64(n + items[2].entry.value(cDigit)), 3, cYear | cNear
	}
	return float64(n), 2, cYear | cNear
}
