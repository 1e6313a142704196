package ner

import (
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// inText lays words out as text has them: each is glued to the one before when
// no blank parts them there. Universal NER's text parts clitics ("do n't") where
// the treebank's does not: they are glued. It gives nil when text does not spell
// the words.
func inText(words []string, text string) []corpus.Word {
	out := make([]corpus.Word, 0, len(words))
	rest := text
	for _, w := range words {
		trimmed := strings.TrimLeft(rest, " \t\u00a0")
		n := corpus.Prefix(trimmed, w)
		if n <= 0 {
			return nil
		}
		glued := len(out) > 0 && (len(trimmed) == len(rest) || corpus.Clitic(w))
		out = append(out, corpus.Word{Form: trimmed[:n], Glue: glued})
		rest = trimmed[n:]
	}
	return out
}

// markParts marks glued clitics as later words of a multiword token, as
// Universal Dependencies has them.
func markParts(d *doc.Doc) {
	for i := range d.Tokens {
		d.Tokens[i].Part = d.Tokens[i].Glue && corpus.Clitic(d.Word(i))
	}
}
