package encode

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/saysonews/sayso/doc"
)

// FeatureVersion changes whenever a feature below or the shape of the network
// does: weights of another version are refused.
const FeatureVersion = 2

// Sizes of the hashed tables, in rows.
const (
	AffixRows = 4096
	ShortRows = 1024 // two-letter suffixes; shapes
	GramRows  = 16384
	HashWords = 2000 // words outside the vocabulary
	NameRows  = 16   // combinations of the name lexicon's four flags
	PlaceRows = 12   // quotation state x place in the paragraph
)

// Features are the rows that a word form selects in the network's tables.
type Features struct {
	Norm   string   // the key into the vocabulary and the word vectors
	Hash   int      // row of HashWords, for forms outside the vocabulary
	Prefix int      // first 3 letters
	Suffix [3]int   // last 3, last 4, last 2 letters
	Shape  int      // "Xxx", "d.d"
	Name   int      // flags of the name lexicon
	Grams  []uint16 // letter 3- to 5-grams with word boundary marks, ascending
}

//go:embed data/names.tsv
var nameFile string

var nameFlags = readNames(nameFile)

func readNames(file string) map[string]int {
	m := make(map[string]int, 24000)
	for line := range strings.Lines(file) {
		word, flags, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		for _, f := range flags {
			m[word] |= 1 << strings.IndexRune("fmsc", f)
		}
	}
	return m
}

// Of computes the features of a word form.
func Of(form string) Features {
	key := Normal(form)
	r := []rune(key)
	return Features{
		Norm:   key,
		Hash:   hash("w", key, HashWords),
		Prefix: hash("p", string(r[:min(3, len(r))]), AffixRows),
		Suffix: [3]int{
			hash("s", string(r[max(0, len(r)-3):]), AffixRows),
			hash("q", string(r[max(0, len(r)-4):]), AffixRows),
			hash("t", string(r[max(0, len(r)-2):]), ShortRows),
		},
		Shape: hash("S", shape(form), ShortRows),
		Name:  nameFlags[key],
		Grams: grams(key),
	}
}

// Normal is a word form in lower case and without accents, digits as 0, all double quotation marks
// as " and all single ones as '.
func Normal(form string) string {
	switch form {
	case "“", "”", "„", "``", "''", "«", "»":
		return `"`
	case "‘", "’", "`":
		return "'"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r >= 0xc0:
			return unicode.ToLower(plain(r))
		case r < utf8.RuneSelf && '0' <= r && r <= '9':
			return '0'
		}
		return unicode.ToLower(r)
	}, form)
}

// plain is a letter without its accents, so that "Dvořák" has the rows of
// "Dvorak": accents are too rare in the training texts to be learned.
func plain(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'Ø':
		return 'O'
	case 'ł':
		return 'l'
	case 'Ł':
		return 'L'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	}
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); len(d) > 1 {
		if base, _ := utf8.DecodeRune(d); base < utf8.RuneSelf {
			return base
		}
	}
	return r
}

// shape is a form with letters as X and x, digits as d and ’ as ', runs cut at
// three, ten characters at most.
func shape(form string) string {
	var out []rune
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		case r == '’':
			r = '\''
		}
		n := len(out)
		if n >= 3 && out[n-1] == r && out[n-2] == r && out[n-3] == r {
			continue
		}
		out = append(out, r)
		if len(out) == 10 {
			break
		}
	}
	return string(out)
}

// maxForm is the longest form, in code points, whose letter n-grams are used.
const maxForm = 40

func grams(key string) []uint16 {
	r := []rune("<" + key + ">")
	r = r[:min(maxForm, len(r))]
	var rows []uint16
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(r); i++ {
			rows = insert(rows, uint16(hash("g", string(r[i:i+n]), GramRows)))
		}
	}
	if len(rows) == 0 {
		rows = append(rows, 0)
	}
	return rows
}

// insert adds v to ascending rows, once.
func insert(rows []uint16, v uint16) []uint16 {
	i := len(rows)
	for i > 0 && rows[i-1] > v {
		i--
	}
	if i > 0 && rows[i-1] == v {
		return rows
	}
	rows = append(rows, 0)
	copy(rows[i+1:], rows[i:])
	rows[i] = v
	return rows
}

// hash is FNV-1a of the table's letter and s, folded to n rows.
func hash(table, s string, n int) int {
	h := uint32(2166136261)
	for i := range len(table) {
		h = (h ^ uint32(table[i])) * 16777619
	}
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	return int(h % uint32(n))
}

// Places gives each token its row of the place table: quotation state (outside,
// inside, opening, closing) times three plus place (2 first of its paragraph, 1
// first of its sentence, 0 other). A quotation ends with its paragraph.
func Places(d *doc.Doc) []uint8 {
	rows := make([]uint8, len(d.Tokens))
	par, inside := -1, false
	mark := markOf(d)
	for _, s := range d.Sentences {
		for i := s.First; i < s.End; i++ {
			place := 0
			if i == s.First {
				place = 1
			}
			for par+1 < len(d.Paragraphs) && d.Paragraphs[par+1].Span.Start <= d.Tokens[i].Span.Start {
				par++
				if !d.Paragraphs[par].Continues {
					place, inside = 2, false
				}
			}
			var state int
			state, inside = quotation(mark(i), inside)
			rows[i] = uint8(3*state + place)
		}
	}
	return rows
}

// markOf gives the function that tells a token's quotation mark: its word, or, in a
// report that quotes with single marks only, “ or ” for those.
func markOf(d *doc.Doc) func(i int) string {
	if !singleMarks(d) {
		return d.Word
	}
	return func(i int) string {
		switch {
		case opensSingle(d, i):
			return "“"
		case closesSingle(d, i):
			return "”"
		}
		return d.Word(i)
	}
}

// singleMarks tells whether d quotes, and only with single marks.
func singleMarks(d *doc.Doc) bool {
	opening := 0
	for i := range d.Tokens {
		switch d.Word(i) {
		case "“", "”", "``", "«", "»", `"`, "''":
			return false
		}
		if opensSingle(d, i) {
			opening++
		}
	}
	return opening > 0
}

// opensSingle tells whether token i is a single mark that stands off what is
// before it and close to what follows.
func opensSingle(d *doc.Doc, i int) bool {
	if w := d.Word(i); w != "‘" && w != "'" && w != "`" {
		return false
	}
	return (i == 0 || !glued(d, i-1)) && i+1 < len(d.Tokens) && glued(d, i)
}

// closesSingle tells whether token i is a single mark close to what is before it
// and off what follows. After an s it may be a possessive: "the officers' report".
func closesSingle(d *doc.Doc, i int) bool {
	if w := d.Word(i); w != "’" && w != "'" || i == 0 || !glued(d, i-1) {
		return false
	}
	before := d.Word(i - 1)
	return !strings.HasSuffix(before, "s") && (i+1 == len(d.Tokens) || !glued(d, i) || !isLetter(d.Word(i+1)))
}

// glued tells whether no blank stands between tokens i and i+1.
func glued(d *doc.Doc, i int) bool { return d.Tokens[i].Span.End == d.Tokens[i+1].Span.Start }

func isLetter(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

// quotation is the state of a token, and whether a quotation is open after it.
// Straight marks and ” toggle.
func quotation(w string, inside bool) (state int, after bool) {
	switch w {
	case "“", "``", "«":
		return 2, true
	case "”", "»":
		return 3, false
	case `"`, "''":
		if inside {
			return 3, false
		}
		return 2, true
	}
	if inside {
		return 1, true
	}
	return 0, false
}
