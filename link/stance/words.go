package stance

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// A word is one word of a wording, or one of the marks that tell of an attitude.
type word struct {
	form   string // in lower case, with a straight apostrophe
	stem   string // what cues and claims are compared by
	upper  bool   // begins with a capital letter
	mark   bool   // punctuation
	opens  bool   // punctuation before a word and after none: an opening quotation mark
	weight float64
}

// marks are the punctuation that is kept: the end of a clause or a question, and
// the signs that words are somebody else's.
const marks = `?!.,;:"“”‘’'()—–-…`

// longest is how many words of a wording are read: none that is one sentence has
// more, and some rules look from every word at all others.
const longest = 2000

// wordsOf cuts text into words. "n't" is a word of its own, and the tail of a
// possessive is dropped.
func wordsOf(text string) []word {
	var out []word
	env := snowballstem.NewEnv("")
	rs := []rune(text)
	for i := 0; i < len(rs) && len(out) < longest; {
		if !letter(rs[i]) {
			if strings.ContainsRune(marks, rs[i]) {
				m := plainMark(rs[i])
				opens := i+1 < len(rs) && letter(rs[i+1]) && (i == 0 || !letter(rs[i-1]))
				out = append(out, word{form: m, stem: m, mark: true, opens: opens})
			}
			i++
			continue
		}
		j := i
		for j < len(rs) && (letter(rs[j]) || joins(rs, j)) {
			j++
		}
		out = appendWord(out, env, string(rs[i:j]))
		i = j
	}
	return out
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// joins tells whether the mark at i stands inside a word: the apostrophe of
// "don't", the point or comma of a number.
func joins(rs []rune, i int) bool {
	if i == 0 || i+1 == len(rs) || !letter(rs[i-1]) || !letter(rs[i+1]) {
		return false
	}
	switch rs[i] {
	case '\'', '’':
		return true
	case '.', ',':
		return unicode.IsDigit(rs[i-1]) && unicode.IsDigit(rs[i+1])
	}
	return false
}

func plainMark(r rune) string {
	switch r {
	case '“', '”':
		return `"`
	case '‘', '’':
		return "'"
	case '–':
		return "—"
	}
	return string(r)
}

func appendWord(out []word, env *snowballstem.Env, form string) []word {
	upper := unicode.IsUpper([]rune(form)[0])
	form = strings.ReplaceAll(strings.ToLower(form), "’", "'")
	if stem, ok := strings.CutSuffix(form, "n't"); ok {
		switch stem {
		case "ca":
			stem = "can"
		case "wo":
			stem = "will"
		}
		if stem != "" {
			out = append(out, word{form: stem, stem: stem, upper: upper, weight: weightOf(stem)})
		}
		return append(out, word{form: "n't", stem: "n't"})
	}
	if i := strings.IndexByte(form, '\''); i > 1 {
		form = form[:i]
	}
	if form == "may" && upper && len(out) > 0 && beforeMonth(out[len(out)-1]) {
		form = "May"
	}
	env.SetCurrent(form)
	english.Stem(env)
	stem := env.Current()
	if i := slices.Index(numerals, form); i > 1 {
		stem = strconv.Itoa(i) // "three" is "3"
	}
	return append(out, word{form: form, stem: stem, upper: upper, weight: weightOf(stem)})
}

// beforeMonth tells whether a capital "May" after w is the month, which cannot be
// told from "may" by the letter alone: headlines may write every word so.
func beforeMonth(w word) bool {
	_, day := numeral(w.form)
	return day || slices.Contains([]string{"in", "by", "of", "since", "until", "from", "on", "last", "this", "next", "early", "late", "mid"}, w.form)
}

// ends tells whether w ends a sentence or a clause: no cue reaches over it.
func ends(w word) bool { return w.mark && strings.Contains(".?!;…", w.form) }

// Stems are the stems of the words of text, as claims and reports are compared by.
func Stems(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range wordsOf(text) {
		if !w.mark {
			out[w.stem] = true
		}
	}
	return out
}
