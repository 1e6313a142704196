package corpus

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A Word is a stretch of text without a cut that the writer would see: one
// token, or several of a multiword token.
type Word struct {
	Form  string
	Parts []string // the tokens' forms; nil when the word is one token
	Glue  bool     // no blank before it
}

// A Builder lays words out as a document: words parted by one blank, or none
// where they are glued, paragraphs by an empty line. The zero value is ready.
type Builder struct {
	text    []byte
	d       doc.Doc
	fresh   bool // the next sentence starts a paragraph
	guessed []int
}

// Paragraph starts a new paragraph with the next sentence.
func (b *Builder) Paragraph() { b.fresh = true }

// Tokens is the number of tokens so far.
func (b *Builder) Tokens() int { return len(b.d.Tokens) }

// Sentence adds a sentence. Glue of its first word tells whether it touches the
// sentence before; it is ignored at the start of a paragraph.
func (b *Builder) Sentence(words []Word) error {
	first := len(b.d.Tokens)
	for i, w := range words {
		if w.Form == "" {
			return fmt.Errorf("a word without letters after %d tokens", len(b.d.Tokens))
		}
		glued := b.gap(w.Glue, i == 0)
		if err := b.word(w, glued); err != nil {
			return err
		}
	}
	if len(words) > 0 {
		b.d.Sentences = append(b.d.Sentences, doc.Range{First: first, End: len(b.d.Tokens)})
	}
	return nil
}

// gap writes what parts the next word from the text so far and tells whether
// that is nothing.
func (b *Builder) gap(glue, opens bool) bool {
	if opens && (b.fresh || len(b.d.Paragraphs) == 0) {
		b.fresh = false
		if len(b.text) > 0 {
			b.text = append(b.text, "\n\n"...)
		}
		at := len(b.text)
		b.d.Paragraphs = append(b.d.Paragraphs, doc.Paragraph{Span: doc.Span{Start: at, End: at}, Kind: doc.Body})
		return false
	}
	if glue {
		return true
	}
	b.text = append(b.text, ' ')
	return false
}

func (b *Builder) word(w Word, glued bool) error {
	at := len(b.text)
	b.text = append(b.text, w.Form...)
	b.d.Paragraphs[len(b.d.Paragraphs)-1].Span.End = len(b.text)
	if len(w.Parts) < 2 {
		b.d.Tokens = append(b.d.Tokens, doc.Token{Span: doc.Span{Start: at, End: len(b.text)}, Glue: glued})
		return nil
	}
	cuts, exact := Cut(w.Form, w.Parts)
	if cuts == nil {
		return fmt.Errorf("multiword token %q has fewer characters than its %d words", w.Form, len(w.Parts))
	}
	for i, end := range cuts {
		start := 0
		if i > 0 {
			start = cuts[i-1]
		}
		if !exact {
			b.guessed = append(b.guessed, len(b.d.Tokens))
		}
		b.d.Tokens = append(b.d.Tokens, doc.Token{
			Span: doc.Span{Start: at + start, End: at + end},
			Glue: glued || i > 0,
			Part: i > 0,
		})
	}
	return nil
}

// Doc is the document built so far. guessed lists the tokens whose ends are
// not known, since the parts of their multiword token do not spell it.
func (b *Builder) Doc() (d doc.Doc, guessed []int) {
	b.d.Text = string(b.text)
	return b.d, b.guessed
}

// Cut divides form among parts and gives the byte offset in form at which each
// part ends. Where the parts spell the form, but for case and the shape of the
// apostrophe, the cuts are exact. Otherwise the characters are shared out in
// proportion to the parts' lengths. It gives nil when form has too few.
func Cut(form string, parts []string) (ends []int, exact bool) {
	if ends := spell(form, parts); ends != nil {
		return ends, true
	}
	return share(form, parts), false
}

// spell matches parts against form rune by rune; nil where they differ.
func spell(form string, parts []string) []int {
	ends := make([]int, 0, len(parts))
	at := 0
	for _, p := range parts {
		n := Prefix(form[at:], p)
		if n <= 0 {
			return nil
		}
		at += n
		ends = append(ends, at)
	}
	if at != len(form) {
		return nil
	}
	return ends
}

// Prefix is the length in bytes of the start of text that spells word, but for
// case and the shape of the apostrophe; -1 when text starts otherwise.
func Prefix(text, word string) int {
	at := 0
	for _, w := range word {
		r, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 || fold(r) != fold(w) {
			return -1
		}
		at += size
	}
	return at
}

func fold(r rune) rune {
	if r == '’' || r == '‘' {
		return '\''
	}
	return unicode.ToLower(r)
}

// share gives each part its share of form's characters, at least one.
func share(form string, parts []string) []int {
	var at []int // byte offset after each character
	for i, r := range form {
		at = append(at, i+utf8.RuneLen(r))
	}
	if len(at) < len(parts) {
		return nil
	}
	total := 0
	for _, p := range parts {
		total += utf8.RuneCountInString(p)
	}
	ends := make([]int, len(parts))
	seen, last := 0, 0
	for i, p := range parts {
		seen += utf8.RuneCountInString(p)
		n := len(at)
		if total > 0 {
			n = (len(at)*seen + total/2) / total
		}
		n = min(max(n, last+1), len(at)-(len(parts)-1-i))
		ends[i], last = at[n-1], n
	}
	ends[len(ends)-1] = len(form)
	return ends
}
