package archive

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/saysonews/sayso/query"
	"golang.org/x/text/unicode/norm"
)

// A Word is a word of a text as questions see it: a run of letters and digits,
// without case and accents. A possessive ending is left out, and an inner point
// or hyphen parts two words, so "Thorne's" is "thorne" and "U.S." is "u", "s".
type Word struct {
	Text       string
	Start, End int // code points
}

// longest is where words are cut, in bytes; what is longer is no word of a language.
const longest = 64

// Words are the words of a text, in order.
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/6+1) // English has a word in six bytes
	start, from, at := -1, 0, 0             // bytes, code points, code points
	for i, c := range text {
		switch in := letter(c); {
		case in && start < 0:
			start, from = i, at
		case !in && start >= 0:
			words = appendWord(words, text, start, i, from, at)
			start = -1
		}
		at++
	}
	if start >= 0 {
		words = appendWord(words, text, start, len(text), from, at)
	}
	return words
}

func appendWord(words []Word, text string, start, end, from, to int) []Word {
	if w := fold(text[start:end]); w != "" && !possessive(text, start, w) {
		return append(words, Word{w, from, to})
	}
	return words
}

// Stem is what a word has in common with its inflections.
func Stem(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// A Pattern is a query.Term made ready to be found among Words.
type Pattern struct {
	Words  []string // folded
	Stem   string   // of the one word, where any inflection will do; else ""
	Prefix bool     // the last word may go on
}

// NewPattern is the pattern of a term; it has no Words where the term has
// neither letter nor digit.
func NewPattern(t query.Term) Pattern {
	p := Pattern{Prefix: t.Prefix}
	for _, w := range t.Words {
		for _, part := range Words(w) {
			p.Words = append(p.Words, part.Text)
		}
	}
	if len(p.Words) == 1 && !t.Phrase && !t.Prefix {
		p.Stem = Stem(p.Words[0])
	}
	return p
}

// Find is the first index at or after from where p stands in words, or -1. It
// covers len(p.Words) of them.
func (p Pattern) Find(words []Word, from int) int {
	for i := from; i+len(p.Words) <= len(words) && len(p.Words) > 0; i++ {
		if p.at(words[i:]) {
			return i
		}
	}
	return -1
}

func (p Pattern) at(words []Word) bool {
	if p.Stem != "" {
		w := words[0].Text
		return w == p.Words[0] || w[0] == p.Stem[0] && Stem(w) == p.Stem // no inflection changes the first letter
	}
	last := len(p.Words) - 1
	for i, w := range p.Words {
		if words[i].Text != w && !(p.Prefix && i == last && strings.HasPrefix(words[i].Text, w)) {
			return false
		}
	}
	return true
}

// In tells whether p stands in a short text, such as a name.
func (p Pattern) In(text string) bool { return p.Find(Words(text), 0) >= 0 }

func letter(c rune) bool {
	if c < 0x80 {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c)
}

// possessive tells whether the word w that starts at a byte of text is the "s"
// of "Thorne's".
func possessive(text string, start int, w string) bool {
	if w != "s" {
		return false
	}
	before, quoted := strings.CutSuffix(text[:start], "'")
	if !quoted {
		before, quoted = strings.CutSuffix(text[:start], "’")
	}
	if !quoted || before == "" {
		return false
	}
	last := []rune(before[max(0, len(before)-4):])
	return letter(last[len(last)-1])
}

// plain are letters that have no decomposition into a plain one and a mark.
var plain = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ð", "d", "ħ", "h", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th")

func fold(s string) string {
	plainASCII := true
	for i := 0; i < len(s); i++ {
		plainASCII = plainASCII && s[i] < 0x80 && (s[i] < 'A' || s[i] > 'Z')
	}
	if !plainASCII {
		s = foldAny(s)
	}
	if len(s) <= longest {
		return s
	}
	return strings.ToValidUTF8(s[:longest], "")
}

func foldAny(s string) string {
	s = strings.ToLower(s)
	if !strings.ContainsFunc(s, func(c rune) bool { return c >= 0x80 }) {
		return s
	}
	return plain.Replace(strings.Map(func(c rune) rune {
		if unicode.IsMark(c) || !letter(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKD.String(s)))
}
