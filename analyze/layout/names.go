package layout

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed notnames.txt
var notNamesData string

// notNames are words that no person's name has, in lower case: a line with one
// of them is a section, a place or a phrase.
var notNames = wordSet(notNamesData)

func wordSet(data string) map[string]bool {
	set := map[string]bool{}
	for _, l := range strings.Split(data, "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		for _, w := range strings.Fields(l) {
			set[w] = true
		}
	}
	return set
}

// particles are the lower-case words inside names: "Ludo van der Meer".
var particles = map[string]bool{
	"van": true, "von": true, "der": true, "den": true, "de": true, "del": true, "della": true, "di": true,
	"da": true, "dos": true, "du": true, "la": true, "le": true, "bin": true, "ibn": true, "al": true,
	"el": true, "ter": true, "ten": true, "y": true, "e": true, "st.": true,
}

// suffixes close a name after a comma or without one.
var suffixes = map[string]bool{"jr.": true, "jr": true, "sr.": true, "sr": true, "ii": true, "iii": true, "iv": true, "m.d.": true, "ph.d.": true, "phd": true}

// personName tells whether s looks like the name of one person: two to five
// words, all but particles with a capital, none a word that names never have.
func personName(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 6 || len(s) > 60 {
		return false
	}
	capitals := 0
	for i, f := range fields {
		f = strings.TrimSuffix(f, ",")
		low := strings.ToLower(f)
		if suffixes[low] && i > 0 {
			continue
		}
		if particles[f] && i > 0 && i < len(fields)-1 {
			continue
		}
		if notNames[strings.Trim(low, ".")] || !nameWord(f) {
			return false
		}
		capitals++
	}
	return capitals >= 2
}

// nameWord tells whether w is a capitalised word or an initial: "Quarrie",
// "O'Dea", "Anne-Marie", "J.", "ADA".
func nameWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") && !strings.HasPrefix(w, "d’") && !strings.HasPrefix(w, "d'") {
		return false
	}
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(".'’-‐`", r) {
			return false
		}
	}
	// A full stop belongs to an initial, not to a word that ends a sentence.
	return !strings.HasSuffix(w, ".") || utf8.RuneCountInString(w) <= 3 || strings.Count(w, ".") > 1
}

// splitAuthors cuts a list of authors, "A and B, Staff Writers", into its
// parts, as spans of s.
func splitAuthors(s string) []doc.Span {
	var out []doc.Span
	start := 0
	cut := func(end, next int) {
		if p := trim(s, doc.Span{Start: start, End: end}); !p.Empty() {
			out = append(out, p)
		}
		start = next
	}
	for i := 0; i < len(s); {
		n := separatorAt(s, i)
		if n > 0 {
			cut(i, i+n)
			i += n
			continue
		}
		i++
	}
	cut(len(s), len(s))
	return out
}

// separators stand between the authors of a byline and their titles.
var separators = []string{" and ", " AND ", " And ", " & ", " with ", " With ", " in ", " In ", " for ", " for the ", " of the ", " of ", " — ", " – ", " - ", " | ", " • ", " · ", " / ", " via "}

// separatorAt is the length of the separator at byte i of s, 0 for none.
func separatorAt(s string, i int) int {
	switch s[i] {
	case ';', '|', '(', ')', '\n', '\t', '\r', '/':
		return 1
	case ',':
		rest := strings.ToLower(strings.TrimLeft(s[i+1:], " "))
		for _, suf := range [...]string{"jr", "sr", "ii", "iv"} {
			if strings.HasPrefix(rest, suf) && (len(rest) == len(suf) || !unicode.IsLetter(rune(rest[len(suf)]))) {
				return 0
			}
		}
		return 1
	case ' ':
		for _, sep := range separators {
			if strings.HasPrefix(s[i:], sep) {
				return len(sep) - 1 // the last blank may open the next separator
			}
		}
	}
	return 0
}
