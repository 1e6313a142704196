package corpus

import "strings"

// LayOut puts blanks where a writer would: none before closing marks and
// clitics, none after opening ones. Straight quotation marks open and close by
// turns; an apostrophe closes after an s ("the workers ' union") where none is
// open.
func LayOut(words []string) []Word {
	out := make([]Word, len(words))
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
		out[i] = Word{Form: w, Glue: i > 0 && (holds || closes)}
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
	return false, Clitic(w)
}

// Clitic tells whether w is "n't", "'s", "’ll" or the like, which never stand
// alone.
func Clitic(w string) bool {
	switch strings.ToLower(strings.ReplaceAll(w, "’", "'")) {
	case "n't", "'s", "'re", "'ve", "'ll", "'d", "'m":
		return true
	}
	return false
}

// Plain is a word of the Penn Treebank as text has it: its signs for quotation
// marks and brackets undone.
func Plain(w string) string {
	switch w {
	case "``":
		return "“"
	case "''":
		return "”"
	case "-LRB-":
		return "("
	case "-RRB-":
		return ")"
	case "-LSB-":
		return "["
	case "-RSB-":
		return "]"
	}
	return w
}
