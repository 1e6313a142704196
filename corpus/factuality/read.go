package factuality

import (
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Sentence is one sentence with its judged events.
type Sentence struct {
	ID     string
	Doc    doc.Doc // Text, and the corpus' tokens as one sentence
	Events []Event
}

// An Event is a word that names an event, and how sure the judges were.
type Event struct {
	Span  doc.Span // bytes
	Value float64  // -3 to 3
}

// sentence is one line of the file.
type sentence struct {
	ID     string
	Tokens []string
	Events []struct {
		Tok   int
		Value float64
	}
}

// Read reads all sentences of r.
func Read(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	err := corpus.EachJSON(r, func(in *sentence) error {
		var b corpus.Builder
		if err := b.Sentence(layOut(in.Tokens)); err != nil {
			return fmt.Errorf("sentence %s: %w", in.ID, err)
		}
		s := Sentence{ID: in.ID}
		s.Doc, _ = b.Doc()
		for _, e := range in.Events {
			if e.Tok < 0 || e.Tok >= len(s.Doc.Tokens) {
				return fmt.Errorf("sentence %s: event at token %d of %d", in.ID, e.Tok, len(s.Doc.Tokens))
			}
			if e.Value < -3 || e.Value > 3 {
				return fmt.Errorf("sentence %s: value %v", in.ID, e.Value)
			}
			s.Events = append(s.Events, Event{s.Doc.Tokens[e.Tok].Span, e.Value})
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read factuality: %w", err)
	}
	return out, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Sentence, error) {
	return corpus.ReadFile(path, Read)
}

// layOut is corpus.LayOut with single hyphens between letters glued: the
// tokenizer of these corpora cut "Elm-based" in three.
func layOut(tokens []string) []corpus.Word {
	plain := make([]string, len(tokens))
	for i, t := range tokens {
		plain[i] = corpus.Plain(t)
	}
	words := corpus.LayOut(plain)
	for i := 1; i+1 < len(words); i++ {
		before, _ := utf8.DecodeLastRuneInString(words[i-1].Form)
		after, _ := utf8.DecodeRuneInString(words[i+1].Form)
		if words[i].Form == "-" && unicode.IsLetter(before) && unicode.IsLetter(after) {
			words[i].Glue, words[i+1].Glue = true, true
		}
	}
	return words
}
