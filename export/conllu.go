package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// CoNLLU writes the tokens, tags and dependencies of d in the CoNLL-U format of
// Universal Dependencies, one block a sentence.
//
// Words that the report writes as one ("don't") have a line for both before
// their own. MISC holds SpaceAfter=No and TokenRange=START:END, which counts
// code points into the report's text, half open. Layers that are not there are
// written as "_", and a document without sentences is not written. White space inside a sentence is one space in "# text", as the
// format wants it, so TokenRange and not "# text" leads back to the report.
func CoNLLU(w io.Writer, d *doc.Doc) error {
	if len(d.Sentences) == 0 {
		return nil // the format has no document without a sentence
	}
	sum := sha256.Sum256([]byte(d.Text))
	hash := hex.EncodeToString(sum[:])
	c := conllu{w: bufio.NewWriter(w), d: d, mapper: doc.NewMapper(d.Text), name: hash[:12]}
	fmt.Fprintf(c.w, "# newdoc id = sha256:%s\n", hash)
	paragraph := -1
	for i, s := range d.Sentences {
		if p := c.paragraphOf(s, max(paragraph, 0)); p != paragraph {
			paragraph = p
			fmt.Fprintf(c.w, "# newpar id = p%d\n", p+1)
		}
		c.sentence(i, s)
	}
	return c.w.Flush() // the first error of any write
}

type conllu struct {
	w      *bufio.Writer
	d      *doc.Doc
	mapper *doc.Mapper
	name   string // begins each sent_id, which no other sentence of a file may have
}

// paragraphOf is the paragraph that sentence s begins in, looking from number
// from; one that a page break cut off counts as part of the one before.
func (c *conllu) paragraphOf(s doc.Range, from int) int {
	at := c.d.Tokens[s.First].Span.Start
	own := from
	for i := from; i < len(c.d.Paragraphs) && c.d.Paragraphs[i].Span.Start <= at; i++ {
		if !c.d.Paragraphs[i].Continues {
			own = i
		}
	}
	return own
}

func (c *conllu) sentence(i int, s doc.Range) {
	fmt.Fprintf(c.w, "# sent_id = %s-s%d\n# text = %s\n", c.name, i+1, c.text(s))
	for t := s.First; t < s.End; t++ {
		if end := c.wordEnd(t, s); end > t+1 {
			c.multiword(t, end, s)
		}
		c.word(t, s)
	}
	c.w.WriteByte('\n')
}

// wordEnd is the end of the written word that begins with token t, or t where t
// begins none.
func (c *conllu) wordEnd(t int, s doc.Range) int {
	if c.d.Tokens[t].Part {
		return t
	}
	end := t + 1
	for end < s.End && c.d.Tokens[end].Part {
		end++
	}
	return end
}

// text is the sentence with single spaces: the forms of its written words as
// SpaceAfter joins them.
func (c *conllu) text(s doc.Range) string {
	var b strings.Builder
	for t := s.First; t < s.End; {
		end := c.wordEnd(t, s)
		if end == t { // a part whose word began in another sentence
			end = t + 1
		}
		b.WriteString(c.form(t, end))
		if end < s.End && !c.d.Tokens[end].Glue {
			b.WriteByte(' ')
		}
		t = end
	}
	return b.String()
}

// form is the words of tokens [first, end) as the report writes them, without
// what would break a line of the format.
func (c *conllu) form(first, end int) string {
	return field(c.d.SpanOf(doc.Range{First: first, End: end}).In(c.d.Text))
}

// multiword writes the line of a written word of several tokens.
func (c *conllu) multiword(first, end int, s doc.Range) {
	span := c.d.SpanOf(doc.Range{First: first, End: end})
	id := fmt.Sprintf("%d-%d", first-s.First+1, end-s.First)
	c.row(id, c.form(first, end), "_", "_", "_", "_", "_", "_", "_", c.misc(span, end))
}

func (c *conllu) word(t int, s doc.Range) {
	lemma, upos, xpos, feats, head, rel := "_", "_", "_", "_", "_", "_"
	if t < len(c.d.Tags) {
		tag := c.d.Tags[t]
		lemma, upos, xpos, feats = field(tag.Lemma), field(tag.UPOS), field(tag.XPOS), field(tag.Feats)
	}
	if t < len(c.d.Deps) {
		dep := c.d.Deps[t]
		head, rel = strconv.Itoa(max(dep.Head-s.First+1, 0)), field(dep.Rel)
		if dep.Head < 0 {
			head = "0"
		}
	}
	c.row(strconv.Itoa(t-s.First+1), c.form(t, t+1), lemma, upos, xpos, feats, head, rel, "_", c.tokenMisc(t, s))
}

// tokenMisc is misc of one token; inside a written word only the word's own line
// says what follows it.
func (c *conllu) tokenMisc(t int, s doc.Range) string {
	inside := c.d.Tokens[t].Part || t+1 < s.End && c.d.Tokens[t+1].Part
	if inside {
		return c.tokenRange(c.d.Tokens[t].Span)
	}
	return c.misc(c.d.Tokens[t].Span, t+1)
}

// misc is the last column of a written word that ends before token next.
func (c *conllu) misc(span doc.Span, next int) string {
	if next < len(c.d.Tokens) && c.d.Tokens[next].Glue {
		return "SpaceAfter=No|" + c.tokenRange(span)
	}
	return c.tokenRange(span)
}

func (c *conllu) tokenRange(span doc.Span) string {
	return fmt.Sprintf("TokenRange=%d:%d", c.mapper.CodePoint(span.Start), c.mapper.CodePoint(span.End))
}

func (c *conllu) row(fields ...string) {
	c.w.WriteString(strings.Join(fields, "\t"))
	c.w.WriteByte('\n')
}

// field is s as a column can hold it: not empty, and without tabs, line ends or
// other control characters, which stand as U+FFFD.
func field(s string) string {
	if s == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < ' ' || r == 0x7f:
			return '\ufffd'
		}
		return r
	}, s)
}
