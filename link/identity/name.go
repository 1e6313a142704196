package identity

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A form is a name taken apart.
type form struct {
	text                      string   // as written
	words                     []string // folded; without titles, little words and legal form
	key                       string   // the words as one: equal for names that are written alike
	suffix                    string   // "jr"
	pronoun                   string   // "he" or "she" where a title tells
	nation                    string   // code of the country that the name of a body begins or ends with
	generic                   bool     // its words say what it is, and not which one
	vague                     bool     // it fits so many that it is short for none: "New", "News", "the Party", "UN"
	letters                   string   // folded, where the name may be initials: "hpb"
	spells                    []string // what its own initials may be
	person                    bool     // taken for a person's
	fullHandles, shortHandles []string
}

// read takes a name apart. Bodies keep words that would be titles before a
// person's name ("General Motors").
func read(text string, person bool) form {
	f := form{text: text, person: person, letters: lettersOf(text)}
	f.words = lex.folded(split(text))
	if person {
		if w := lex.folded(split(nickname.ReplaceAllString(text, " "))); len(w) > 1 {
			f.words = w // Owen "Tug" Tarrant
		}
		f.strip()
	} else {
		f.spells = spellings(f.words)
		f.trim()
	}
	f.key = strings.Join(f.words, "")
	f.vague = all(f.words, "vague") || all(f.words, "kind") || all(f.words, "outlet") || f.letters != "" && len(f.letters) < 3
	f.setHandles()
	return f
}

// strip leaves out of a person's name what is no part of it.
func (f *form) strip() {
	w := f.words
	for len(w) > 1 {
		pronoun, title := lex.titles[w[0]]
		if !title {
			break
		}
		f.pronoun = pronoun
		w = w[1:]
	}
	if n := len(w) - 1; n > 1 && lex.in("suffix", w[n]) { // of one word, it is a king's
		f.suffix, w = w[n], w[:n]
	}
	w = without(w, "particle")
	if len(w) > 2 && utf8.RuneCountInString(w[0]) == 1 && utf8.RuneCountInString(w[1]) > 1 {
		w = w[1:] // W. Owen Tarrant
	}
	f.words = w
}

// nickname is what stands in quotation marks within a name.
var nickname = regexp.MustCompile(`["“”'‘’]\pL[^"“”'‘’]*["“”'‘’]\s`)

// trim leaves out of a body's name what does not tell it from another, and puts
// the words of a ministry in one order.
func (f *form) trim() {
	w := without(f.words, "little")
	for len(w) > 1 && lex.in("legal", w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	rest, nation := withoutNation(w, strings.Contains(f.text, " of "))
	if all(rest, "generic") {
		f.generic = true
		if nation != "" {
			f.nation = nation
			w = append([]string{"@" + nation}, rest...)
		}
	}
	if slices.ContainsFunc(w, func(s string) bool { return lex.in("head", s) }) {
		w = slices.Clone(w)
		slices.Sort(w)
	}
	f.words = w
}

// full tells whether the form says by itself who is meant.
func (f *form) full() bool {
	return len(f.words) > 1 && (!f.generic || f.nation != "") && !(f.person && utf8.RuneCountInString(f.words[0]) == 1)
}

func (f *form) first() string { return f.words[0] }
func (f *form) last() string  { return f.words[len(f.words)-1] }

// middle is the words between the first name and the surname.
func (f *form) middle() []string {
	if len(f.words) < 3 {
		return nil
	}
	return f.words[1 : len(f.words)-1]
}

// split parts a name at blanks and hyphens, which writers put as they like
// ("Wal-Mart", "Wal - Mart").
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '‐' || r == '–' || r == '—' || r == '/' || r == ','
	})
}

// letters that Unicode does not decompose.
var undecomposed = strings.NewReplacer("ø", "o", "ł", "l", "ß", "ss", "æ", "ae", "œ", "oe", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// fold is a word in lower case without accents, points, apostrophes and the
// possessive s.
func fold(word string) string {
	word = strings.ToLower(word)
	for _, s := range []string{"'s", "’s", ".com"} {
		word = strings.TrimSuffix(word, s)
	}
	if plain(word) {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(undecomposed.Replace(word)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '&' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plain(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func without(words []string, group string) []string {
	var out []string
	for _, w := range words {
		if !lex.in(group, w) {
			out = append(out, w)
		}
	}
	if out == nil { // a name of such words alone: "The The"
		return words
	}
	return out
}

func all(words []string, group string) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !lex.in(group, w) })
}

// withoutNation is words without the name of a country, or what belongs to it, at
// the beginning or, after "of", at the end, and the code of that country.
func withoutNation(words []string, of bool) ([]string, string) {
	for n := min(len(words), lex.nationWords); n > 0; n-- {
		if code, ok := lex.nations[strings.Join(words[:n], " ")]; ok {
			return words[n:], code
		}
		if code, ok := lex.nations[strings.Join(words[len(words)-n:], " ")]; ok && of {
			return words[:len(words)-n], code
		}
	}
	return words, ""
}

// lettersOf is a name that may be somebody's initials, folded: one word of two
// to eight capitals, points aside.
func lettersOf(text string) string {
	n := 0
	for _, r := range text {
		switch {
		case r == '.' || r == '&':
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			n++
		default:
			return ""
		}
	}
	if n < 2 || n > 8 {
		return ""
	}
	return strings.ReplaceAll(fold(text), "&", "")
}

// spellings are what the initials of a body's name may be: of its words of
// weight, with and without the legal form, or of all words ("DOJ").
func spellings(words []string) []string {
	if len(words) < 2 {
		return nil
	}
	heavy := without(words, "little")
	out := []string{initials(heavy), initials(words)}
	if n := len(heavy) - 1; n > 1 && lex.in("legal", heavy[n]) {
		out = append(out, initials(heavy[:n]))
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(s string) bool { return len(s) < 2 })
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w == "us" || w == "uk" || w == "un" || w == "eu" {
			b.WriteString(w)
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// skeleton is a name by what transliterations and slips of the pen leave alone.
func skeleton(word string) string {
	var b strings.Builder
	last := rune(0)
	for i, r := range sounds.Replace(word) {
		if i > 0 && strings.ContainsRune("aeiouyhw", r) || r == last {
			continue
		}
		if strings.ContainsRune("aeiouy", r) {
			r = 'a'
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func skeletons(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, skeleton(w))
	}
	return strings.Join(out, " ")
}

// sounds are letters that one sound is written with.
var sounds = strings.NewReplacer(
	"kh", "k", "gh", "k", "ck", "k", "q", "k", "g", "k", "c", "k", "x", "ks", "dh", "d", "dj", "j", "zh", "j",
	"ts", "s", "tz", "s", "z", "s", "ph", "f", "v", "f", "w", "f", "ou", "u")
