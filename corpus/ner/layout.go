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
		glued := len(out) > 0 && (len(trimmed) == len(rest) || clitic(w))
		out = append(out, corpus.Word{Form: trimmed[:n], Glue: glued})
		rest = trimmed[n:]
	}
	return out
}

// layOut puts blanks where a writer would: none before closing marks and
// clitics, none after opening ones. Straight quotation marks open and close by
// turns; an apostrophe closes after an s ("the workers ' union") where none is
// open.
func layOut(words []string) []corpus.Word {
	out := make([]corpus.Word, len(words))
	open := map[string]bool{} // straight marks that are open
	holds := true             // the word before allows no blank after it
	for i, w := range words {
		opens, closes := side(w, open)
		if w == "'" && !open[w] && i > 0 && strings.HasSuffix(words[i-1], "s") {
			opens, closes = false, true
		}
		if w == `"` || w == "'" {
			open[w] = opens
		}
		out[i] = corpus.Word{Form: w, Glue: i > 0 && (holds || closes)}
		holds = opens
	}
	return out
}

// side tells whether w clings to the word after it, or to the one before.
func side(w string, open map[string]bool) (opens, closes bool) {
	switch w {
	case "(", "[", "{", "$", "£", "€", "¥", "“", "‘", "``":
		return true, false
	case ",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "...", "”", "’", "''":
		return false, true
	case `"`, "'":
		return !open[w], open[w]
	}
	return false, clitic(w)
}

// clitic tells whether w is "n't", "'s", "’ll" or the like, which never stand
// alone.
func clitic(w string) bool {
	switch strings.ToLower(strings.ReplaceAll(w, "’", "'")) {
	case "n't", "'s", "'re", "'ve", "'ll", "'d", "'m":
		return true
	}
	return false
}

// markParts marks glued clitics as later words of a multiword token, as
// Universal Dependencies has them.
func markParts(d *doc.Doc) {
	for i := range d.Tokens {
		d.Tokens[i].Part = d.Tokens[i].Glue && clitic(d.Word(i))
	}
}
