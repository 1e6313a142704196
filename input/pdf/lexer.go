package pdf

import (
	"bytes"
	"strconv"
)

// An operand is one token of a content stream: a number, a string, a name, a
// list, or the operator that uses them.
type operand struct {
	n        float64
	s        string // string, name or operator
	list     []operand
	str      bool
	operator bool
}

// A lexer cuts a content stream (ISO 32000-1, 7.8.2) into tokens. It takes every
// byte sequence: what is no token is skipped.
type lexer struct {
	b []byte
	i int
}

// maxList is the length of the longest array that is kept.
const maxList = 1 << 16

// next is the next token; ok is false at the end.
func (l *lexer) next() (tok operand, ok bool) {
	for {
		l.skipSpace()
		if l.i >= len(l.b) {
			return operand{}, false
		}
		switch c := l.b[l.i]; {
		case c == '(':
			return operand{s: l.literal(), str: true}, true
		case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
			l.i += 2
			l.skipDict()
		case c == '<':
			return operand{s: l.hex(), str: true}, true
		case c == '/':
			l.i++
			return operand{s: l.word()}, true
		case c == '[':
			l.i++
			return operand{list: l.array()}, true
		case c == ')' || c == '>' || c == ']' || c == '{' || c == '}':
			l.i++
		default:
			w := l.word()
			if n, err := strconv.ParseFloat(w, 64); err == nil && numeric(w) {
				return operand{n: n}, true
			}
			if w == "BI" {
				l.skipImage()
				continue
			}
			return operand{s: w, operator: true}, true
		}
	}
}

// numeric keeps "NaN", "Inf" and hexadecimal from being numbers.
func numeric(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case isSpace(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// word reads regular characters.
func (l *lexer) word() string {
	start := l.i
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelimiter(l.b[l.i]) {
		l.i++
	}
	return string(l.b[start:l.i])
}

// array reads strings and numbers up to the closing bracket. Arrays within
// arrays do not show text.
func (l *lexer) array() []operand {
	var out []operand
	for {
		l.skipSpace()
		if l.i >= len(l.b) {
			return out
		}
		if l.b[l.i] == ']' {
			l.i++
			return out
		}
		if l.b[l.i] == '[' {
			l.i++
			continue
		}
		start := l.i
		tok, ok := l.next()
		if !ok {
			return out
		}
		if tok.operator {
			l.i = start // the bracket was never closed
			return out
		}
		if len(out) < maxList {
			out = append(out, tok)
		}
	}
}

// literal reads a string in parentheses.
func (l *lexer) literal() string {
	l.i++
	var out []byte
	depth := 1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.i >= len(l.b) {
		return out
	}
	c := l.b[l.i]
	l.i++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.i < len(l.b) && l.b[l.i] == '\n' {
			l.i++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for k := 0; k < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; k++ {
		n = n*8 + int(l.b[l.i]-'0')
		l.i++
	}
	return append(out, byte(n))
}

// hex reads a string in angle brackets.
func (l *lexer) hex() string {
	l.i++
	end := bytes.IndexByte(l.b[l.i:], '>')
	if end < 0 {
		end = len(l.b) - l.i
	}
	s := unhex(l.b[l.i : l.i+end])
	l.i = min(l.i+end+1, len(l.b))
	return s
}

// unhex decodes hexadecimal digits; an odd last one stands for itself and 0.
func unhex(b []byte) string {
	var out []byte
	high, half := byte(0), false
	for _, c := range b {
		var d byte
		switch {
		case '0' <= c && c <= '9':
			d = c - '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			d = (c | 0x20) - 'a' + 10
		default:
			continue
		}
		if half {
			out = append(out, high<<4|d)
		}
		high, half = d, !half
	}
	if half {
		out = append(out, high<<4)
	}
	return string(out)
}

// skipDict steps over a dictionary: those in content mark it up.
func (l *lexer) skipDict() {
	depth := 1
	for l.i < len(l.b) && depth > 0 {
		switch c := l.b[l.i]; {
		case c == '(':
			l.literal()
			continue
		case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
			depth++
			l.i++
		case c == '>' && l.i+1 < len(l.b) && l.b[l.i+1] == '>':
			depth--
			l.i++
		}
		l.i++
	}
}

// skipImage steps over an inline image, whose bytes may look like anything.
func (l *lexer) skipImage() {
	at := bytes.Index(l.b[l.i:], []byte("ID"))
	if at < 0 {
		l.i = len(l.b)
		return
	}
	l.i += at + 2
	for {
		at := bytes.Index(l.b[l.i:], []byte("EI"))
		if at < 0 {
			l.i = len(l.b)
			return
		}
		l.i += at + 2
		if at > 0 && isSpace(l.b[l.i-3]) && (l.i == len(l.b) || isSpace(l.b[l.i])) {
			return
		}
	}
}
