package polnear

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Token is a token as CoreNLP cut and labelled it: silver, not gold.
type Token struct {
	Span     doc.Span // bytes
	Sentence int      // from 0
	Lemma    string
	POS      string // Penn Treebank tag
	NER      string // "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE", …; "O" for none
	Head     int    // index in the document's tokens; -1 for the root
	Rel      string // UD version 1
}

// The columns of the token file.
const (
	colDoc = iota
	colSentence
	colToken
	colBegin
	colEnd
	colWord
	colLemma
	colPOS
	colNER
	colNormal
	colHead
	colRel
	colRewritten
	columns
)

// ReadTokens reads CoreNLP's tokens of docs, by document id. Documents that
// CoreNLP left out are not in the result.
func ReadTokens(r io.Reader, docs []Document) (map[string][]Token, error) {
	points := map[string]corpus.Points{}
	for _, d := range docs {
		points[d.ID] = corpus.NewPoints(d.Doc.Text)
	}
	out := map[string][]Token{}
	base, sentence := 0, ""
	err := corpus.EachLine(r, func(_ int, line string) error {
		if line == "" {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("%d columns, want %d", len(f), columns)
		}
		p, ok := points[f[colDoc]]
		if !ok {
			return fmt.Errorf("no article %s", f[colDoc])
		}
		tokens := out[f[colDoc]]
		if key := f[colDoc] + "\t" + f[colSentence]; key != sentence {
			base, sentence = len(tokens), key
		}
		t, err := token(f, p, base)
		if err != nil {
			return err
		}
		out[f[colDoc]] = append(tokens, t)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read PolNeAR tokens: %w", err)
	}
	return out, nil
}

// ReadTokensFile reads the file at path, which may be packed with gzip.
func ReadTokensFile(path string, docs []Document) (map[string][]Token, error) {
	return corpus.ReadFile(path, func(r io.Reader) (map[string][]Token, error) { return ReadTokens(r, docs) })
}

// token reads one line; base is the index of its sentence's first token.
func token(f []string, p corpus.Points, base int) (Token, error) {
	n, err := numbers(f[colSentence], f[colBegin], f[colEnd], f[colHead])
	if err != nil {
		return Token{}, err
	}
	s, err := p.Span(n[1], n[2])
	if err != nil {
		return Token{}, err
	}
	head := -1
	if n[3] > 0 {
		head = base + n[3] - 1
	}
	return Token{
		Span: s, Sentence: n[0] - 1, Lemma: f[colLemma], POS: f[colPOS], NER: f[colNER],
		Head: head, Rel: f[colRel],
	}, nil
}

func numbers(fields ...string) ([]int, error) {
	out := make([]int, len(fields))
	for i, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", f)
		}
		out[i] = n
	}
	return out, nil
}

// Names joins neighbouring tokens of one sentence with one NER class into
// names. Token ranges count tokens of the slice given.
func Names(tokens []Token) []doc.Entity {
	var out []doc.Entity
	for i := 0; i < len(tokens); {
		end := i + 1
		for end < len(tokens) && tokens[end].NER == tokens[i].NER && tokens[end].Sentence == tokens[i].Sentence {
			end++
		}
		if kind, ok := kinds[tokens[i].NER]; ok {
			out = append(out, doc.Entity{
				Tokens: doc.Range{First: i, End: end},
				Span:   doc.Span{Start: tokens[i].Span.Start, End: tokens[end-1].Span.End},
				Kind:   kind, Confidence: 1,
			})
		}
		i = end
	}
	return out
}

var kinds = map[string]doc.EntityKind{
	"PERSON": doc.Person, "ORGANIZATION": doc.Organization, "LOCATION": doc.Location, "MISC": doc.Other,
}
