package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isSpace tells whether r parts words: white space, control characters, broken
// UTF-8 and marks of no width.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' || r == '\u200b'
}

// isQuote tells whether r is a double quotation mark of any shape.
func isQuote(r rune) bool {
	return strings.ContainsRune("\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", r)
}

// isName tells whether s could be meant as the name of a field.
func isName(s string) bool {
	for _, r := range s {
		if !('a' <= r|0x20 && r|0x20 <= 'z' || r == '-' || r == '_') {
			return false
		}
	}
	return len(s) >= 2 && len(s) <= 30 && s[0] != '-'
}

// atEnd skips white space and tells whether what p reads ends here: with the
// input, or before the parenthesis that closes it. One that closes nothing is
// skipped.
func (p *parser) atEnd() bool {
	for p.pos < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.pos:])
		switch {
		case isSpace(r), p.flat && (r == '(' || r == ')'):
		case r == ')' && p.open > 0:
			return true
		case r == ')':
			p.note(p.pos, p.pos+1, "a parenthesis closes nothing and is left out")
		default:
			return false
		}
		p.pos += n
	}
	return true
}

// at tells whether one of the operators stands here. Those of letters end with
// their word.
func (p *parser) at(operators ...string) bool { return p.operator(operators) != "" }

// accept reads one of the operators.
func (p *parser) accept(operators ...string) bool {
	if p.atEnd() {
		return false
	}
	op := p.operator(operators)
	p.pos += len(op)
	return op != ""
}

func (p *parser) operator(operators []string) string {
	for _, op := range operators {
		rest, ok := strings.CutPrefix(p.in[p.pos:], op)
		if !ok {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest)
		if op[0] < 'A' || op[0] > 'Z' || rest == "" || isSpace(r) || isQuote(r) || strings.ContainsRune("()|", r) {
			return op
		}
	}
	return ""
}

// sign reads one of the signs where it begins a word.
func (p *parser) sign(signs ...string) bool {
	if p.atEnd() {
		return false
	}
	if p.pos > 0 {
		before, _ := utf8.DecodeLastRuneInString(p.in[:p.pos])
		if !isSpace(before) && !strings.ContainsRune("(|:+-!\u2212", before) {
			return false
		}
	}
	for _, s := range signs {
		rest, ok := strings.CutPrefix(p.in[p.pos:], s)
		if !ok || rest == "" {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(rest); !isSpace(r) && !strings.ContainsRune(")|-", r) {
			p.pos += len(s)
			return true
		}
	}
	return false
}

func (p *parser) atQuote() bool {
	r, _ := utf8.DecodeRuneInString(p.in[p.pos:])
	return isQuote(r)
}

// run reads up to the next white space, quotation mark, parenthesis or bar.
func (p *parser) run() string {
	start := p.pos
	for p.pos < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.pos:])
		if isSpace(r) || isQuote(r) || r == '(' || r == ')' || r == '|' {
			break
		}
		p.pos += n
	}
	return p.in[start:p.pos]
}

// atField tells whether a field and its colon stand here.
func (p *parser) atField() bool {
	at := p.pos
	name, _, ok := strings.Cut(p.run(), ":")
	p.pos = at
	_, known := field(name)
	return ok && known
}

// bracket reads a range in brackets, "[2005 TO 2009]".
func (p *parser) bracket() string {
	start := p.pos
	const longest = 80 // bytes of a range; looking on would take long on hostile input
	n := strings.IndexFunc(p.in[start:min(len(p.in), start+longest)], func(r rune) bool { return strings.ContainsRune("]}()|", r) || isQuote(r) })
	if n < 0 || p.in[start+n] != ']' && p.in[start+n] != '}' {
		return p.run()
	}
	p.pos = start + n + 1
	return p.in[start:p.pos]
}

// phrase reads from one quotation mark to the next.
func (p *parser) phrase(c context) Node {
	start := p.pos
	_, n := utf8.DecodeRuneInString(p.in[p.pos:])
	p.pos += n
	if start >= p.lastQuote {
		// Words read singly find all that the phrase would, and more.
		p.note(start, p.pos, "a quotation mark has no partner and is left out")
		return p.primary(c)
	}
	first := p.pos
	end := first + strings.IndexFunc(p.in[first:], isQuote)
	inside := p.in[first:end]
	_, n = utf8.DecodeRuneInString(p.in[end:])
	p.pos = end + n
	if strings.HasPrefix(p.in[p.pos:], "*") {
		p.pos++
		inside += "*"
	}
	p.nearness(p.pos)
	if c.info != nil && c.info.Kind != Text {
		return p.leaf(c, inside, first)
	}
	t, ok := p.quoted(inside, start)
	switch {
	case !ok:
		return nil
	case c.info != nil:
		return Filter{Field: c.info.Field, Term: t}
	}
	return t
}

// nearness skips "~3" or "^2" after a phrase.
func (p *parser) nearness(start int) {
	rest := p.in[start:]
	if rest == "" || rest[0] != '~' && rest[0] != '^' {
		return
	}
	p.pos += len(rest) - len(strings.TrimLeft(rest[1:], "0123456789."))
	p.note(start, p.pos, fmt.Sprintf("%q is not understood and is left out", p.in[start:p.pos]))
}

// quoted makes a term of the words between quotation marks.
func (p *parser) quoted(inside string, start int) (Term, bool) {
	var t Term
	t.Prefix = strings.HasSuffix(strings.TrimRightFunc(inside, isSpace), "*")
	for _, w := range strings.FieldsFunc(inside, func(r rune) bool { return isSpace(r) || r == '*' }) {
		if w = trim(w); w != "" {
			t.Words = append(t.Words, w)
		}
	}
	if len(t.Words) == 0 {
		p.note(start, p.pos, "there are no words between the quotation marks")
		return t, false
	}
	if !p.room(len(t.Words), start) {
		return t, false
	}
	t.Phrase = len(t.Words) > 1 || !t.Prefix || !plain(t.Words[0])
	return t, true
}

// term makes a term of one run of characters without quotation marks. What could
// not be written without them (10:30) counts as in quotation marks.
func (p *parser) term(run string, start int) (Term, bool) {
	end := start + len(run)
	word := run
	if i := strings.IndexAny(word, "~^"); i > 0 && strings.Trim(word[i+1:], "0123456789.") == "" {
		p.note(start+i, end, fmt.Sprintf("%q is not understood and is left out", word[i:]))
		word = word[:i]
	}
	if trim(strings.ReplaceAll(word, "*", "")) == "" {
		p.note(start, end, fmt.Sprintf("%q has no letters or digits and is left out", shorten(run)))
		return Term{}, false
	}
	if w := strings.TrimLeft(word, "*"); w != word {
		p.note(start, end, "* is understood at the end of a word only; the one at its beginning is left out")
		word = w
	}
	word, rest, prefix := strings.Cut(word, "*")
	if strings.Trim(rest, "*") != "" {
		p.note(start, end, fmt.Sprintf("* is understood at the end of a word only; read as %s*", shorten(word)))
	}
	if word = trim(word); word == "" || !p.room(1, start) {
		return Term{}, false
	}
	return Term{Words: []string{word}, Prefix: prefix, Phrase: !plain(word)}, true
}

// trim takes what is no letter, digit or mark off both ends of a word; "" where
// nothing else is in it. A full stop stays with those inside: "U.S."
func trim(word string) string {
	if strings.IndexFunc(word, isAlnum) < 0 {
		return ""
	}
	outside := func(r rune) bool { return !isAlnum(r) && !unicode.IsMark(r) }
	word = strings.TrimLeftFunc(word, outside)
	w := strings.TrimRightFunc(word, outside)
	if strings.Contains(w, ".") && strings.HasPrefix(word[len(w):], ".") {
		return w + "."
	}
	return w
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// shorten cuts what is repeated in a note.
func shorten(s string) string {
	if len(s) <= 40 {
		return s
	}
	return strings.ToValidUTF8(s[:40], "") + "…"
}
