package figure

import (
	"strconv"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A reader looks at the tokens of one document.
type reader struct {
	d      *doc.Doc
	lex    *lexicon
	timely []bool    // the token belongs to a time
	starts []bool    // the token begins a sentence
	known  [][]sense // what each token can be
	floor  int       // first token after the last figure
	buf    [32]byte
}

func newReader(d *doc.Doc) *reader {
	r := &reader{d: d, lex: load(), timely: make([]bool, len(d.Tokens)), starts: make([]bool, len(d.Tokens)+1)}
	t := 0
	for _, x := range d.Times {
		for t < len(d.Tokens) && d.Tokens[t].Span.End <= x.Span.Start {
			t++
		}
		for ; t < len(d.Tokens) && d.Tokens[t].Span.Start < x.Span.End; t++ {
			r.timely[t] = true
		}
	}
	for _, s := range d.Sentences {
		r.starts[s.First] = true
	}
	r.known = make([][]sense, len(d.Tokens))
	for i := range r.known {
		r.known[i] = r.lookup(r.lex.words, i)
	}
	return r
}

// word is token i as written; "" outside the text.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return r.d.Word(i)
}

// senses is what token i can be.
func (r *reader) senses(i int) []sense {
	if i < 0 || i >= len(r.known) {
		return nil
	}
	return r.known[i]
}

// lookup finds token i in m, as written or in lower case.
func (r *reader) lookup(m map[string][]sense, i int) []sense {
	w := r.word(i)
	if len(w) == 0 || len(w) > len(r.buf) {
		return nil
	}
	if s := m[w]; s != nil {
		return s
	}
	changed := false
	for k := 0; k < len(w); k++ {
		c := w[k]
		if c >= 'A' && c <= 'Z' {
			c, changed = c+'a'-'A', true
		}
		r.buf[k] = c
	}
	if !changed {
		return nil
	}
	return m[string(r.buf[:len(w)])]
}

// is tells whether token i is w, in any case.
func (r *reader) is(i int, w string) bool { return equalFold(r.word(i), w) }

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i < len(a); i++ {
		x, y := a[i], b[i]
		if x >= 'A' && x <= 'Z' {
			x += 'a' - 'A'
		}
		if y >= 'A' && y <= 'Z' {
			y += 'a' - 'A'
		}
		if x != y {
			return false
		}
	}
	return true
}

// sense finds token i as a member of c.
func (r *reader) sense(i int, c class) (sense, bool) {
	for _, s := range r.senses(i) {
		if s.class == c {
			return s, true
		}
	}
	return sense{}, false
}

// phraseAt finds a phrase or word of one of the classes that begins at token i,
// and where it ends.
func (r *reader) phraseAt(i int, classes ...class) (sense, int) {
	for _, s := range r.lookup(r.lex.opens, i) {
		if oneOf(s.class, classes) && r.matches(i, s.words) {
			return s, i + len(s.words)
		}
	}
	for _, s := range r.senses(i) {
		if oneOf(s.class, classes) {
			return s, i + 1
		}
	}
	return sense{}, i
}

// phraseBefore finds one that ends before token i, and where it begins.
func (r *reader) phraseBefore(i int, classes ...class) (sense, int) {
	for _, s := range r.lookup(r.lex.closes, i-1) {
		if oneOf(s.class, classes) && i >= len(s.words) && r.matches(i-len(s.words), s.words) {
			return s, i - len(s.words)
		}
	}
	for _, s := range r.senses(i - 1) {
		if oneOf(s.class, classes) {
			return s, i - 1
		}
	}
	return sense{}, i
}

func (r *reader) matches(i int, words []string) bool {
	for k, w := range words {
		if !r.is(i+k, w) {
			return false
		}
	}
	return true
}

func oneOf(c class, list []class) bool {
	for _, x := range list {
		if x == c {
			return true
		}
	}
	return false
}

// glued tells whether nothing stands between token i and the one before.
func (r *reader) glued(i int) bool {
	return i > 0 && i < len(r.d.Tokens) && r.d.Tokens[i].Span.Start == r.d.Tokens[i-1].Span.End
}

// capital tells whether token i begins with a capital letter.
func (r *reader) capital(i int) bool {
	w := r.word(i)
	return w != "" && (w[0] >= 'A' && w[0] <= 'Z')
}

// upos is the word class of token i; "" without tags.
func (r *reader) upos(i int) string {
	if i < 0 || i >= len(r.d.Tags) {
		return ""
	}
	return r.d.Tags[i].UPOS
}

// A number is a number as read, with where it ends.
type number struct {
	value       float64
	least       float64 // what "hundreds" means at least; 0 for numbers
	end         int     // token
	figures     bool    // written in figures
	letter      bool    // with a letter for its scale: "5m"
	scaled      bool    // with a word for its scale
	approximate bool
}

// number reads the number that begins at token i.
func (r *reader) number(i int) (number, bool) {
	w := r.word(i)
	if w == "" || r.timely[i] {
		return number{}, false
	}
	if w[0] >= '0' && w[0] <= '9' || w[0] == '.' && len(w) > 1 {
		return r.figures(i)
	}
	return r.words(i)
}

// figures reads "2,000", "3.5 million", "5m", "2 1/2".
func (r *reader) figures(i int) (number, bool) {
	w := r.word(i)
	n := number{end: i + 1, figures: true}
	v, rest, ok := parseFigures(w)
	if !ok {
		return n, false
	}
	n.value = v
	if rest != "" {
		s, found := scaleOf(r.lex, rest)
		if !found {
			return n, false
		}
		n.value, n.letter = v*s, true
	}
	if num, den, ok := parseFraction(r.word(n.end)); ok && !r.glued(n.end) && rest == "" {
		n.value += num / den
		n.end++
	}
	r.scale(&n)
	return n, true
}

// scale takes in the scale words after n.
func (r *reader) scale(n *number) {
	for n.end < len(r.d.Tokens) && !r.starts[n.end] {
		at := n.end
		if r.word(at) == "-" && r.glued(at) {
			at++
		}
		s, ok := r.sense(at, scale)
		if !ok {
			return
		}
		if len(r.word(at)) == 1 && !(n.figures && r.glued(at) && r.letterScale(at)) {
			return
		}
		n.value *= s.value
		n.scaled = true
		n.end = at + 1
	}
}

// letterScale tells whether the letter at token i, after figures, is a scale: the
// m of "$5m", "5m euros" and "5m people", but not of "a 5m wall".
func (r *reader) letterScale(i int) bool {
	if !r.is(i, "m") || r.moneyBefore(i-1) {
		return true
	}
	if _, end := r.phraseAt(i+1, currency, code); end > i+1 {
		return true
	}
	np, ok := r.nounPhrase(i + 1)
	return ok && pluralForm(r.word(np.End-1))
}

// moneyBefore tells whether a currency sign stands before token i.
func (r *reader) moneyBefore(i int) bool {
	_, ok := r.sense(i-1, sign)
	return ok
}

// parseFigures reads the figures that open w and returns what follows them.
func parseFigures(w string) (float64, string, bool) {
	var b [24]byte
	n, points := 0, 0
	i := 0
	for i < len(w) && n < len(b) {
		c := w[i]
		switch {
		case c >= '0' && c <= '9':
			b[n] = c
			n++
		case c == ',' && i+3 < len(w) && allDigits(w[i+1:i+4]) && (i+4 == len(w) || !isDigit(w[i+4])):
		case c == '.' && points == 0 && i+1 < len(w) && isDigit(w[i+1]):
			b[n] = c
			n++
			points++
		default:
			v, err := strconv.ParseFloat(string(b[:n]), 64)
			return v, w[i:], err == nil && n > 0
		}
		i++
	}
	v, err := strconv.ParseFloat(string(b[:n]), 64)
	return v, w[i:], err == nil && i == len(w)
}

func allDigits(s string) bool { return isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }

// parseFraction reads "1/2".
func parseFraction(w string) (num, den float64, ok bool) {
	if len(w) != 3 || !isDigit(w[0]) || w[1] != '/' || !isDigit(w[2]) || w[2] == '0' || w[0] >= w[2] {
		return 0, 0, false
	}
	return float64(w[0] - '0'), float64(w[2] - '0'), true
}

func scaleOf(l *lexicon, suffix string) (float64, bool) {
	var low [8]byte
	if len(suffix) > len(low) {
		return 0, false
	}
	for i := 0; i < len(suffix); i++ {
		low[i] = suffix[i] | 0x20
	}
	for _, s := range l.words[string(low[:len(suffix)])] {
		if s.class == scale {
			return s.value, true
		}
	}
	return 0, false
}

// words reads "twenty-five", "two hundred and ten", "half a million", "several
// dozen", "tens of thousands".
func (r *reader) words(i int) (number, bool) {
	senses := r.senses(i)
	if r.is(i, "a") || r.is(i, "an") {
		senses = []sense{{class: cardinal, value: 1}}
		if _, ok := r.sense(i+1, scale); !ok || len(r.word(i+1)) < 3 {
			return number{}, false
		}
	}
	for _, s := range senses {
		switch s.class {
		case cardinal, teen, tens:
			return r.counted(i)
		case fraction:
			if s.value == 0.5 && (r.is(i+1, "a") || r.is(i+1, "-")) {
				n := number{value: 0.5, end: i + 2}
				r.scale(&n)
				return n, n.scaled
			}
		case vague:
			n := number{value: s.value, end: i + 1}
			r.scale(&n)
			n.least, n.approximate = n.value, true
			return n, n.scaled
		case plural:
			return r.plurals(i, s)
		}
	}
	return number{}, false
}

// plurals reads "hundreds", "tens of thousands": at least two of them.
func (r *reader) plurals(i int, s sense) (number, bool) {
	n := number{least: 2 * s.value, end: i + 1, approximate: true}
	for r.is(n.end, "of") {
		next, ok := r.sense(n.end+1, plural)
		if !ok {
			break
		}
		n.least *= next.value
		n.end += 2
	}
	if n.end == i+1 && s.value == 10 {
		return n, false // "tens" alone
	}
	n.value = n.least
	return n, true
}

// counted reads a number in words.
func (r *reader) counted(i int) (number, bool) {
	n := number{end: i}
	total, part := 0.0, 0.0
	size := -1.0 // of the last word: a smaller one may follow
	for !(n.end > i && n.end < len(r.starts) && r.starts[n.end]) {
		at := n.end
		if at > i && (r.word(at) == "-" && r.glued(at) || r.is(at, "and") && size >= 100) {
			at++
		}
		v, kind, ok := r.numeral(at)
		switch {
		case !ok:
			n.value = total + part
			return n, n.end > i
		case kind == scale && size >= 0:
			part = max(part, 1) * v
			if v >= 1000 {
				total, part = total+part, 0
			}
			n.scaled, size = true, v
		case kind == cardinal && (size < 0 || size == 20 || size >= 100):
			part, size = part+v, 1
		case kind == teen && (size < 0 || size >= 100):
			part, size = part+v, 10
		case kind == tens && (size < 0 || size >= 100):
			part, size = part+v, 20
		default:
			n.value = total + part
			return n, true
		}
		n.end = at + 1
	}
	n.value = total + part
	return n, true
}

// numeral is the value of token i as a part of a number in words.
func (r *reader) numeral(i int) (float64, class, bool) {
	if i >= len(r.d.Tokens) {
		return 0, noClass, false
	}
	if (r.is(i, "a") || r.is(i, "an")) && i+1 < len(r.d.Tokens) {
		if s, ok := r.sense(i+1, scale); ok && len(s.words[0]) > 2 {
			return 1, cardinal, true
		}
		return 0, noClass, false
	}
	for _, s := range r.senses(i) {
		switch s.class {
		case cardinal, teen, tens:
			return s.value, s.class, true
		case scale:
			if utf8.RuneCountInString(s.words[0]) > 2 {
				return s.value, scale, true
			}
		}
	}
	return 0, noClass, false
}
