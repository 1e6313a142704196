package conllu

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one document of a treebank.
type Document struct {
	ID   string
	Doc  doc.Doc  // Text, Paragraphs, Tokens, Sentences, Tags and Deps are set
	Misc []string // the MISC column, one a token; "" for none

	// Guessed lists tokens whose span is a guess, in order: the words of their
	// multiword token do not spell it.
	Guessed []int
}

// Genre is the kind of text that the id tells: "news" for "GUM_news_…",
// "weblog" for "weblog-…"; "" for none.
func (d *Document) Genre() string {
	id := d.ID
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	genre, _, ok := strings.Cut(id, "-")
	if !ok {
		return ""
	}
	return genre
}

// Read reads all documents of r.
func Read(r io.Reader) ([]Document, error) {
	p := &reader{}
	err := corpus.EachLine(r, p.line)
	if err == nil {
		err = p.endDocument()
	}
	if err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	return p.docs, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Document, error) {
	return corpus.ReadFile(path, Read)
}

// The columns of a word line.
const (
	colID = iota
	colForm
	colLemma
	colUPOS
	colXPOS
	colFeats
	colHead
	colRel
	colDeps
	colMisc
	columns
)

// A reader holds the document and the sentence that are being read.
type reader struct {
	docs  []Document
	id    string
	build corpus.Builder
	tags  []doc.Tag
	deps  []doc.Dep
	misc  []string

	words  []corpus.Word
	rows   [][]string // one a token of the sentence
	inside int        // last word of the open multiword token; 0 for none
	glue   bool       // the word before has SpaceAfter=No
}

func (p *reader) line(_ int, line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		return p.endSentence()
	case line[0] == '#':
		return p.comment(line)
	}
	row := strings.Split(line, "\t")
	if len(row) != columns {
		return fmt.Errorf("%d columns, want %d", len(row), columns)
	}
	switch id := row[colID]; {
	case strings.Contains(id, "."):
		return nil
	case strings.Contains(id, "-"):
		return p.multiword(row)
	default:
		return p.word(row)
	}
}

func (p *reader) comment(line string) error {
	key, value, _ := strings.Cut(strings.TrimSpace(line[1:]), "=")
	switch strings.TrimSpace(key) {
	case "newdoc", "newdoc id":
		if err := p.endDocument(); err != nil {
			return err
		}
		p.id = strings.TrimSpace(value)
	case "newpar", "newpar id":
		p.build.Paragraph()
	}
	return nil
}

func (p *reader) multiword(row []string) error {
	from, to, _ := strings.Cut(row[colID], "-")
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || first != len(p.rows)+1 || last < first || p.inside > 0 {
		return fmt.Errorf("multiword token %q does not follow word %d", row[colID], len(p.rows))
	}
	p.inside = last
	p.append(row)
	return nil
}

func (p *reader) word(row []string) error {
	if id, err := strconv.Atoi(row[colID]); err != nil || id != len(p.rows)+1 {
		return fmt.Errorf("word %q does not follow word %d", row[colID], len(p.rows))
	}
	p.rows = append(p.rows, row)
	if p.inside == 0 {
		p.append(row)
		return nil
	}
	w := &p.words[len(p.words)-1]
	w.Parts = append(w.Parts, row[colForm])
	if len(p.rows) == p.inside {
		p.inside = 0
	}
	return nil
}

// append adds a word as it stands in the text.
func (p *reader) append(row []string) {
	p.words = append(p.words, corpus.Word{Form: row[colForm], Glue: p.glue})
	p.glue = hasMisc(row[colMisc], "SpaceAfter=No")
}

func (p *reader) endSentence() error {
	if p.inside > 0 {
		return fmt.Errorf("sentence ends inside a multiword token that goes to word %d", p.inside)
	}
	base := p.build.Tokens()
	if err := p.build.Sentence(p.words); err != nil {
		return err
	}
	for i, row := range p.rows {
		dep, err := depOf(row, base, len(p.rows))
		if err != nil {
			return fmt.Errorf("word %d of the sentence before: %w", i+1, err)
		}
		p.deps = append(p.deps, dep)
		p.tags = append(p.tags, tagOf(row))
		p.misc = append(p.misc, filled(row[colMisc]))
	}
	p.words, p.rows = p.words[:0], p.rows[:0]
	return nil
}

func (p *reader) endDocument() error {
	if err := p.endSentence(); err != nil {
		return err
	}
	if p.build.Tokens() > 0 {
		d, guessed := p.build.Doc()
		d.Tags, d.Deps = p.tags, p.deps
		p.docs = append(p.docs, Document{ID: p.id, Doc: d, Misc: p.misc, Guessed: guessed})
	}
	*p = reader{docs: p.docs}
	return nil
}

// depOf turns a head's number in its sentence into a token index. A word
// without a head ("_") counts as a root without a relation.
func depOf(row []string, base, n int) (doc.Dep, error) {
	if row[colHead] == "_" {
		return doc.Dep{Head: -1}, nil
	}
	head, err := strconv.Atoi(row[colHead])
	if err != nil || head < 0 || head > n {
		return doc.Dep{}, fmt.Errorf("head %q is not a word of a sentence of %d", row[colHead], n)
	}
	if head == 0 {
		return doc.Dep{Head: -1, Rel: filled(row[colRel])}, nil
	}
	return doc.Dep{Head: base + head - 1, Rel: filled(row[colRel])}, nil
}

func tagOf(row []string) doc.Tag {
	lemma := row[colLemma]
	if lemma == "_" && row[colForm] != "_" {
		lemma = ""
	}
	return doc.Tag{UPOS: filled(row[colUPOS]), XPOS: filled(row[colXPOS]), Feats: filled(row[colFeats]), Lemma: lemma}
}

// filled is a column's value, "" for the placeholder "_".
func filled(v string) string {
	if v == "_" {
		return ""
	}
	return v
}

func hasMisc(misc, want string) bool {
	for m := range strings.SplitSeq(misc, "|") {
		if m == want {
			return true
		}
	}
	return false
}
