package ecbplus

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one report with what is marked in it.
type Document struct {
	ID       string
	Topic    int
	Part     string     // "ecb" or "ecbplus"
	Doc      doc.Doc    // Text, URL, and the corpus' tokens and sentences
	Scope    []doc.Span // bytes: the sentences that are annotated in full, in text order
	Mentions []Mention
}

// A Mention is words that mean an event or a participant, time or place of one.
type Mention struct {
	Kind  string     // "event", "actor", "thing", "time" or "location"
	Tag   string     // the corpus' finer class: "ACTION_REPORTING", …
	Words []doc.Span // bytes, one span a token, in text order
	Chain string     // what it is one with; "" for nothing
	Gold  bool       // it stands in a sentence that is annotated in full
}

// article is one line of the file.
type article struct {
	DocID     string
	Topic     int
	Part      string
	Sentences [][]string
	Gold      []int `json:"gold_sentences"`
	Mentions  []struct {
		ID, Kind, Tag, Chain string
		Sent                 int
		Tok                  []int
	}
}

// Read reads all reports of r.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	err := corpus.EachJSON(r, func(a *article) error {
		d, err := a.document()
		if err != nil {
			return fmt.Errorf("report %s: %w", a.DocID, err)
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read ECB+: %w", err)
	}
	return docs, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Document, error) {
	return corpus.ReadFile(path, Read)
}

// opening is how many sentences may be headline and dates, each a paragraph.
const opening = 3

func (a *article) document() (Document, error) {
	d := Document{ID: a.DocID, Topic: a.Topic, Part: a.Part}
	skipped := 0 // sentences that are not part of the text
	url := ""
	if a.Part == "ecbplus" && len(a.Sentences) > 0 {
		skipped, url = 1, strings.Join(a.Sentences[0], "")
	}
	var b corpus.Builder
	for i, s := range a.Sentences[skipped:] {
		if len(s) == 0 {
			return d, fmt.Errorf("sentence %d is empty", i+skipped)
		}
		if i <= opening {
			b.Paragraph()
		}
		if err := b.Sentence(layOut(s)); err != nil {
			return d, fmt.Errorf("sentence %d: %w", i+skipped, err)
		}
	}
	d.Doc, _ = b.Doc()
	d.Doc.URL = url

	gold := map[int]bool{}
	for _, i := range a.Gold {
		gold[i] = true
		if k := i - skipped; k >= 0 && k < len(d.Doc.Sentences) {
			d.Scope = append(d.Scope, d.Doc.SpanOf(d.Doc.Sentences[k]))
		}
	}
	for _, m := range a.Mentions {
		i := m.Sent - skipped
		if i < 0 || i >= len(d.Doc.Sentences) || len(m.Tok) == 0 {
			return d, fmt.Errorf("mention %s: sentence %d of %d, %d tokens", m.ID, m.Sent, len(a.Sentences), len(m.Tok))
		}
		s := d.Doc.Sentences[i]
		var words []doc.Span
		for k, t := range m.Tok {
			if t < 0 || t >= s.Len() || k > 0 && t < m.Tok[k-1] {
				return d, fmt.Errorf("mention %s: tokens %v in a sentence of %d", m.ID, m.Tok, s.Len())
			}
			if k > 0 && t == m.Tok[k-1] { // 18_9ecb has one token twice
				continue
			}
			words = append(words, d.Doc.Tokens[s.First+t].Span)
		}
		d.Mentions = append(d.Mentions, Mention{m.Kind, m.Tag, words, m.Chain, gold[m.Sent]})
	}
	return d, nil
}

// layOut gives a sentence the blanks that a writer would. The corpus cuts
// words, numbers and clock times at hyphens, points and apostrophes
// ("eight - year", "6 . 0", "that ’ s"), which LayOut leaves apart.
func layOut(tokens []string) []corpus.Word {
	plain := make([]string, len(tokens))
	for i, w := range tokens {
		plain[i] = corpus.Plain(w)
	}
	words := corpus.LayOut(plain)
	for i := 1; i+1 < len(words); i++ {
		if inWord(plain[i-1], plain[i], plain[i+1]) {
			words[i].Glue, words[i+1].Glue = true, true
		}
	}
	return words
}

// inWord tells whether mark stands within a word or number between its neighbours.
func inWord(before, mark, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch mark {
	case "-":
		return letterOrDigit(last) && letterOrDigit(first)
	case ":", ".":
		return unicode.IsDigit(last) && unicode.IsDigit(first)
	case "’", "'":
		return unicode.IsLetter(last) && corpus.Clitic("'"+after)
	}
	return false
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
