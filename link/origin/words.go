package origin

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

//go:embed data/words.tsv
var wordsTSV string

//go:embed data/rules.tsv
var rulesTSV string

var (
	lexicon = readWords(wordsTSV)
	rules   = readRules(rulesTSV)
)

// A class is the words of one line of words.tsv, singles and phrases, each with the
// number of its words. The longest phrase is under "".
type class map[string]int

// readWords reads words.tsv; it is embedded, and a test reads it first.
func readWords(data string) map[string]class {
	out := map[string]class{}
	for line := range strings.Lines(data) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 2 {
			continue
		}
		out[f[0]] = class{}
		for w := range strings.SplitSeq(f[1], "; ") {
			n := strings.Count(w, " ") + 1
			out[f[0]][w], out[f[0]][""] = n, max(out[f[0]][""], n)
		}
	}
	return out
}

// A rule is a line of rules.tsv.
type rule struct {
	name, effect string
	weight       float64
	text         string
	example      string
}

func readRules(data string) map[string]rule {
	out := map[string]rule{}
	for line := range strings.Lines(data) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 5 {
			continue
		}
		w, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			panic(fmt.Sprintf("rules.tsv: rule %s: weight %q", f[0], f[2]))
		}
		out[f[0]] = rule{f[0], f[1], w, f[3], f[4]}
	}
	return out
}

// say is the text of a rule about a and b.
func (r rule) say(a, b string) string {
	return strings.NewReplacer("{a}", a, "{b}", b).Replace(r.text)
}

// tokens are the words of s in lower case: letters and digits, an apostrophe or a
// hyphen within them. A possessive loses its ending.
func tokens(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-' }) {
		if w = strings.Trim(w, "'-"); w == "" {
			continue
		}
		out = append(out, strings.TrimSuffix(w, "'s"))
	}
	return out
}

// content is the words of s that say who is meant.
func content(s string) []string {
	var out []string
	for _, w := range tokens(s) {
		if !lexicon["small"].is(w) {
			out = append(out, w)
		}
	}
	return out
}

// head is the head noun of a description: "a senior official at the ministry" has
// "official". Only the words up to the first comma count.
func head(s string) string {
	s, _, _ = strings.Cut(s, ",")
	last := ""
	for i, w := range tokens(s) {
		if i > 0 && lexicon["break"].is(w) && last != "" {
			break
		}
		if !lexicon["small"].is(w) {
			last = w
		}
	}
	return last
}

// is tells whether a word is of the class.
func (c class) is(word string) bool { return word != "" && c[word] > 0 }

// has tells whether one of the class stands in s as a word or as words side by side.
func (c class) has(s string) bool {
	words := tokens(s)
	for i := range words {
		for n := 1; n <= c[""] && i+n <= len(words); n++ {
			if c[strings.Join(words[i:i+n], " ")] > 0 {
				return true
			}
		}
	}
	return false
}

// shingle is how many words in a row two wordings must share to be taken from one
// another: chance seldom makes eight.
const shingle = 8

// shingles are all runs of n words of s.
func shingles(s string, n int) []string {
	words := tokens(s)
	var out []string
	for i := 0; i+n <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+n], " "))
	}
	return out
}

// quotes are the stretches of s in quotation marks.
func quotes(s string) []string {
	var out []string
	start := -1
	for i, r := range s {
		switch {
		case start < 0 && (r == '“' || r == '‘' || r == '"' || r == '«'):
			start = i
		case start >= 0 && (r == '”' || r == '"' || r == '»' || r == '’' && closes(s[i+len("’"):])):
			out = append(out, s[start:i])
			start = -1
		}
	}
	return out
}

// closes tells whether a right single mark before rest closes a quotation and is no
// apostrophe.
func closes(rest string) bool {
	for _, r := range rest {
		return !unicode.IsLetter(r)
	}
	return true
}
