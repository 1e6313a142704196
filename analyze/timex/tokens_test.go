package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// document cuts text into tokens and sentences, well enough for rules: the
// tokenizer of the pipeline is another stage.
func document(text, published string) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: text}, Header: doc.Header{Published: published}}
	first := 0
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at += n
			continue
		}
		end := at + tokenLen(text[at:])
		glue := len(d.Tokens) > 0 && d.Tokens[len(d.Tokens)-1].Span.End == at
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: end}, Glue: glue})
		stop := strings.ContainsAny(text[at:end], ".?!") && end == at+1
		rest := text[end:]
		if strings.HasPrefix(rest, "\n\n") || stop && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\n")) {
			d.Sentences = append(d.Sentences, doc.Range{First: first, End: len(d.Tokens)})
			first = len(d.Tokens)
		}
		at = end
	}
	if first < len(d.Tokens) {
		d.Sentences = append(d.Sentences, doc.Range{First: first, End: len(d.Tokens)})
	}
	return d
}

// abbreviations keep their full stop.
var abbreviations = map[string]bool{
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true,
	"oct": true, "nov": true, "dec": true, "mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "sen": true,
	"st": true, "no": true, "a.m": true, "p.m": true, "u.s": true,
}

// tokenLen is the length of the token that opens s.
func tokenLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
	if (r == '\'' || r == '’') && len(s) > n && inWord(rune(s[n])) {
		return n + wordLen(s[n:], inWord)
	}
	if !inWord(r) {
		return n
	}
	n = wordLen(s, inWord)
	for n+1 < len(s) && strings.IndexByte(".,:", s[n]) >= 0 && inWord(rune(s[n+1])) && (unicode.IsDigit(r) && unicode.IsDigit(rune(s[n+1])) || s[n] == '.' && n == 1) {
		n += 1 + wordLen(s[n+1:], inWord)
	}
	if n < len(s) && s[n] == '.' && abbreviations[strings.ToLower(s[:n])] {
		n++
	}
	return n
}

// wordLen is the length of the run of ok runes that opens s.
func wordLen(s string, ok func(rune) bool) int {
	for i, r := range s {
		if !ok(r) {
			return i
		}
	}
	return len(s)
}
