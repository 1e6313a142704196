package ner

import (
	"fmt"
	"io"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A format tells how a corpus of tokens is written.
type format struct {
	source     string
	licence    string
	nc         bool
	word, tag  int    // columns
	tabs       bool   // columns are parted by tabs, otherwise by blanks
	document   string // start of the line that opens a document; "": each sentence is one
	comments   bool   // lines that start with "#" are comments, "# text =" the text
	kinds      map[string]doc.EntityKind
	misc, iob1 bool
}

// ReadWikiGold reads WikiGold: "word TAG", IOB1, documents opened by -DOCSTART-.
func ReadWikiGold(r io.Reader) ([]Document, error) {
	return readTokens(r, format{
		source: "wikigold", licence: "CC BY 4.0", word: 0, tag: 1,
		document: "-DOCSTART-", kinds: conllKinds, misc: true, iob1: true,
	})
}

// ReadUNER reads Universal NER: number, form, tag, IOB2, with comments as in
// CoNLL-U.
func ReadUNER(r io.Reader) ([]Document, error) {
	return readTokens(r, format{
		source: "uner-ewt", licence: "CC BY-SA 4.0", word: 1, tag: 2, tabs: true,
		document: "# newdoc", comments: true, kinds: conllKinds,
	})
}

// ReadCrossNER reads CrossNER's politics domain: "word TAG", IOB2; each
// sentence is a document.
func ReadCrossNER(r io.Reader) ([]Document, error) {
	return readTokens(r, format{
		source: "crossner-politics", licence: "MIT", word: 0, tag: 1, tabs: true,
		kinds: crossKinds, misc: true,
	})
}

// ReadWikiNEuRal reads WikiNEuRal: number, word, tag, IOB2; each sentence is a
// document. Its labels are automatic.
func ReadWikiNEuRal(r io.Reader) ([]Document, error) {
	return readTokens(r, format{
		source: "wikineural-en", licence: "CC BY-NC-SA 4.0", nc: true, word: 1, tag: 2, tabs: true,
		kinds: conllKinds, misc: true,
	})
}

// A conll reader holds the document and the sentence that are being read.
type conll struct {
	format
	docs  []Document
	id    string
	build corpus.Builder
	names []doc.Entity

	text  string // of the "# text" comment
	words []string
	tags  []string
}

func readTokens(r io.Reader, f format) ([]Document, error) {
	p := &conll{format: f}
	err := corpus.EachLine(r, p.line)
	if err == nil {
		err = p.endDocument()
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.source, err)
	}
	return p.docs, nil
}

func (p *conll) line(_ int, line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		return p.endSentence()
	case p.document != "" && strings.HasPrefix(line, p.document):
		if err := p.endDocument(); err != nil {
			return err
		}
		if _, id, ok := strings.Cut(line, "="); ok {
			p.id = strings.TrimSpace(id)
		}
		return nil
	case p.comments && line[0] == '#':
		if text, ok := strings.CutPrefix(line, "# text ="); ok {
			p.text = strings.TrimSpace(text)
		}
		return nil
	}
	f := strings.Fields(line)
	if p.tabs {
		f = strings.Split(line, "\t")
	}
	if len(f) <= max(p.word, p.tag) {
		return fmt.Errorf("%d columns, want %d or more", len(f), max(p.word, p.tag)+1)
	}
	word := strings.TrimSpace(f[p.word])
	if word == "" {
		return fmt.Errorf("a word without letters")
	}
	p.words = append(p.words, word)
	p.tags = append(p.tags, strings.TrimSpace(f[p.tag]))
	return nil
}

func (p *conll) endSentence() error {
	if len(p.words) == 0 {
		return nil
	}
	base := p.build.Tokens()
	words := inText(p.words, p.text)
	if words == nil {
		words = corpus.LayOut(p.words)
	}
	if err := p.build.Sentence(words); err != nil {
		return err
	}
	names, err := p.spans(base)
	if err != nil {
		return err
	}
	p.names = append(p.names, names...)
	p.words, p.tags, p.text = p.words[:0], p.tags[:0], ""
	if p.document == "" {
		return p.endDocument()
	}
	return nil
}

func (p *conll) endDocument() error {
	if err := p.endSentence(); err != nil {
		return err
	}
	if p.build.Tokens() > 0 {
		d, _ := p.build.Doc()
		markParts(&d)
		if p.id == "" {
			p.id = fmt.Sprintf("%s-%05d", p.source, len(p.docs)+1)
		}
		for i := range p.names {
			p.names[i].Span = d.SpanOf(p.names[i].Tokens)
		}
		p.docs = append(p.docs, Document{
			ID: p.id, Source: p.source, Licence: p.licence, NonCommercial: p.nc,
			Doc: d, Entities: p.names, HasMisc: p.misc,
		})
	}
	*p = conll{format: p.format, docs: p.docs}
	return nil
}

// spans reads the names off the sentence's tags; base is its first token.
func (p *conll) spans(base int) ([]doc.Entity, error) {
	var out []doc.Entity
	before := "" // the class of the tag before; "" for O
	for i, tag := range p.tags {
		if tag == "O" {
			before = ""
			continue
		}
		mark, class, ok := strings.Cut(tag, "-")
		kind, known := p.kinds[class]
		if !ok || !known || mark != "B" && mark != "I" {
			return nil, fmt.Errorf("tag %q is not known", tag)
		}
		// An I- that continues nothing opens a name: the rule in IOB1, a slip in IOB2.
		if mark == "I" && class == before {
			out[len(out)-1].Tokens.End = base + i + 1
			continue
		}
		before = class
		out = append(out, doc.Entity{Tokens: doc.Range{First: base + i, End: base + i + 1}, Kind: kind, Confidence: 1})
	}
	return out, nil
}
