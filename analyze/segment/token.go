package segment

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/abbreviations.txt
var abbreviationFile string

//go:embed data/prefixes.txt
var prefixFile string

//go:embed data/contractions.txt
var contractionFile string

var (
	abbreviations = words(abbreviationFile)
	prefixes      = words(prefixFile)
	contractions  = splits(contractionFile)
)

// words reads a list: words parted by white space; a line's part after # is an
// example.
func words(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			m[w] = true
		}
	}
	return m
}

// splits reads a list of words written with | where they part.
func splits(file string) map[string]int {
	m := map[string]int{}
	for w := range words(file) {
		before, after, _ := strings.Cut(w, "|")
		m[before+after] = len(before)
	}
	return m
}

// tokenize appends the tokens of the text in s.
func tokenize(text string, s doc.Span, toks []doc.Token) []doc.Token {
	first := len(toks)
	for at := s.Start; at < s.End; {
		r, n := utf8.DecodeRuneInString(text[at:s.End])
		if unicode.IsSpace(r) || r < ' ' || r == '\u200b' || r == '\ufeff' {
			at += n
			continue
		}
		end := at
		for end < s.End {
			r, n := utf8.DecodeRuneInString(text[end:s.End])
			if unicode.IsSpace(r) || r < ' ' {
				break
			}
			end += n
		}
		toks = chunk(text, doc.Span{Start: at, End: end}, toks)
		at = end
	}
	for i := first; i < len(toks); i++ {
		toks[i].Glue = i > 0 && toks[i-1].Span.End == toks[i].Span.Start
	}
	return toks
}

// chunk appends the tokens of a run of text without white space.
func chunk(text string, s doc.Span, toks []doc.Token) []doc.Token {
	for s.Start < s.End {
		n := next(text[s.Start:s.End])
		toks = word(text, doc.Span{Start: s.Start, End: s.Start + n}, toks)
		s.Start += n
	}
	return toks
}

// next is the length in bytes of the first token of c, before contractions and
// hyphens are looked at.
func next(c string) int {
	r, n := utf8.DecodeRuneInString(c)
	switch {
	case isDigit(r) || (r == '.' || r == ',') && len(c) > n && isDigit(rune(c[n])):
		if m := address(c); m > 0 {
			return m
		}
		return number(c)
	case isWord(r):
		if m := address(c); m > 0 {
			return m
		}
		return letters(c)
	case r == '.' || r == '-' || r == '!' || r == '?' || r == '*' || r == '_' || r == '=' || r == '`' || r == '~' || r == '$' || r == '>' || r == '<':
		return run(c, r)
	case r == '\'' && strings.HasPrefix(c, "''"):
		return 2
	case r == '’' && strings.HasPrefix(c, "’’"):
		return 2 * n
	case r == '@' || r == '#' && len(c) > 1 && !isDigit(rune(c[1])):
		if m := letters(c[n:]); m > 0 {
			return n + m
		}
		return n
	case r == ':' || r == ';':
		return emoticon(c)
	case r == '\'' || r == '’':
		if m := decade(c[n:]); m > 0 {
			return n + m
		}
		return clitic(c, n)
	}
	return n
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == '\u00ad' || r == utf8.RuneError
}

// run is the length of the run of r that opens c, in bytes; "?!" runs mix.
func run(c string, r rune) int {
	n := 0
	for _, q := range c {
		if q != r && !(strings.ContainsRune("!?.", r) && strings.ContainsRune("!?", q)) {
			break
		}
		n += utf8.RuneLen(q)
	}
	return n
}

// emoticon is the length of a smiley that opens c, or of its first character.
func emoticon(c string) int {
	for _, e := range [...]string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P"} {
		if strings.HasPrefix(c, e) && (len(c) == len(e) || !isWord(rune(c[len(e)]))) {
			return len(e)
		}
	}
	return 1
}

// decade is the length of "90s" after an apostrophe.
func decade(c string) int {
	if len(c) < 2 || !isDigit(rune(c[0])) || !isDigit(rune(c[1])) {
		return 0
	}
	if len(c) > 2 && c[2] == 's' {
		return 3
	}
	return 2
}

// clitic is the length of "'s", "'re", … that opens c, or n, the length of the
// apostrophe itself.
func clitic(c string, n int) int {
	for _, e := range [...]string{"s", "re", "ve", "ll", "d", "m", "S", "em"} {
		if strings.HasPrefix(c[n:], e) && wordEnds(c[n+len(e):]) {
			return n + len(e)
		}
	}
	return n
}

func wordEnds(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !isWord(r)
}

// address is the length of a URL, e-mail address or bare domain that opens c,
// or 0. Closing punctuation stays outside.
func address(c string) int {
	if !strings.ContainsAny(c, ".@") || strings.IndexByte(c, '.') < 0 {
		return 0
	}
	n := len(c)
	if i := strings.IndexAny(c, "<>\"”“)]},;"); i >= 0 {
		n = i
	}
	for n > 0 && strings.IndexByte(".,;:!?'", c[n-1]) >= 0 {
		n--
	}
	c = c[:n]
	low := strings.ToLower(c)
	switch {
	case strings.HasPrefix(low, "http://"), strings.HasPrefix(low, "https://"), strings.HasPrefix(low, "www."):
		return n
	case strings.Count(c, "@") == 1 && c[0] != '@' && strings.IndexByte(c[strings.IndexByte(c, '@'):], '.') > 1:
		return n
	}
	if dotted(low) {
		return n
	}
	host, _, _ := strings.Cut(low, "/")
	host = strings.TrimSuffix(host, "'s")
	for _, tld := range [...]string{".com", ".org", ".net", ".gov", ".edu", ".co.uk", ".htm", ".html", ".pdf", ".doc"} {
		if strings.HasSuffix(host, tld) && len(host) > len(tld) && ascii(host) {
			if len(host) == len(low) || strings.HasPrefix(low[len(host):], "/") {
				return n
			}
			return len(host)
		}
	}
	return 0
}

// dotted tells whether c is three or more words of small letters parted by single
// periods: the name of a host or newsgroup.
func dotted(c string) bool {
	parts := strings.Split(c, ".")
	for _, p := range parts {
		if len(p) < 2 || strings.Trim(p, "abcdefghijklmnopqrstuvwxyz-0123456789") != "" {
			return false
		}
	}
	return len(parts) > 2
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] <= ' ' {
			return false
		}
	}
	return true
}

// number is the length of a number, clock time, date or numbered word that
// opens c: "1,000.5", "9:30", "3/11/2004", "747s", "1st".
func number(c string) int {
	n := 0
	for n < len(c) {
		switch b := c[n]; {
		case isDigit(rune(b)):
		case strings.IndexByte(".,:/-", b) >= 0 && n+1 < len(c) && isDigit(rune(c[n+1])) && (b != '-' || phone(c)):
		case b == '.' && n == 0:
		default:
			return n + suffix(c[n:])
		}
		n++
	}
	return n
}

// phone tells whether c opens with digits parted by more than one hyphen, or
// three digits and four.
func phone(c string) bool {
	n := 0
	for n < len(c) && (isDigit(rune(c[n])) || c[n] == '-') {
		n++
	}
	return strings.Count(c[:n], "-") > 1 || n == 8 && c[3] == '-'
}

// suffix is the length of letters that belong to the number before them: "th",
// "s", "k". Units ("5pm", "10km") are tokens of their own.
func suffix(c string) int {
	n := letterRun(c)
	if n == 0 {
		return 0
	}
	switch strings.ToLower(c[:n]) {
	case "am", "pm", "km", "kg", "mm", "cm", "lb", "lbs", "mph", "bn", "m", "g", "ft":
		return 0
	}
	return n
}

func letterRun(c string) int {
	n := 0
	for _, r := range c {
		if !isWord(r) {
			break
		}
		n += utf8.RuneLen(r)
	}
	return min(n, len(c))
}

// letters is the length of the word that opens c, with inner periods
// ("U.S."), inner apostrophes ("O'Neill"), ampersands ("AT&T"), and the period
// of an abbreviation.
func letters(c string) int {
	n := 0
	for n < len(c) {
		r, m := utf8.DecodeRuneInString(c[n:])
		if isWord(r) {
			n += m
			continue
		}
		if n == 0 {
			return 0
		}
		after, _ := utf8.DecodeRuneInString(c[n+m:])
		switch {
		case r == '.' && initials(c[:n]) && (n+m == len(c) || !isWord(after) || initials(c[:n+1+utf8.RuneLen(after)]) && letterRun(c[n+1:]) == utf8.RuneLen(after)):
			n += m
			continue
		case r == '.' && abbreviations[strings.ToLower(c[:n])]:
			return n + m
		case r == '.' && abbreviations[c[:n]]:
			return n + m
		case r == '-' && prefixes[strings.ToLower(c[:n])] && unicode.IsLetter(after):
			n += m
			continue
		case r == '&' && isUpper(after) && n <= 3:
			n += m
			continue
		case (r == '\'' || r == '’') && isUpper(after) && n <= 2:
			n += m
			continue
		case (r == '\'' || r == '’') && letterRun(c[n+m:]) > 2 && clitic(c[n:], m) == m:
			n += m // Shi'ite
			continue
		case r == '.' && n == 1 && len(c) > 3 && c[3] == '.' && unicode.IsLetter(after) && after < utf8.RuneSelf:
			n += m // i.e.
			continue
		case (r == '\'' || r == '’') && strings.EqualFold(c[:n], "ma") && strings.HasPrefix(c[n+m:], "am"):
			n += m
			continue
		case (r == '\'' || r == '’') && hasN(c[:n]) && (after == 't' || after == 'T') && wordEnds(c[n+m+1:]):
			return n + m + 1 // "don't": parted in word
		}
		break
	}
	return n
}

func hasN(w string) bool { return len(w) > 1 && (w[len(w)-1] == 'n' || w[len(w)-1] == 'N') }

func isUpper(r rune) bool { return unicode.IsUpper(r) }

// initials tells whether w is letters parted by periods: "U", "U.S", "p", "a.m".
func initials(w string) bool {
	letter := false
	for i, r := range w {
		switch {
		case r == '.':
			if !letter {
				return false
			}
			letter = false
		case letter || !unicode.IsLetter(r):
			return false
		default:
			letter = true
			if i == 0 && len(w) == utf8.RuneLen(r) && !isUpper(r) {
				return false // one small letter: the end of a list item or word
			}
		}
	}
	return true
}

// word appends the token in s, parted where it is a contraction ("don't",
// "cannot") or holds hyphens ("right-wing").
func word(text string, s doc.Span, toks []doc.Token) []doc.Token {
	w := s.In(text)
	if cut := contraction(w); cut > 0 {
		mid := s.Start + cut
		return append(toks, doc.Token{Span: doc.Span{Start: s.Start, End: mid}}, doc.Token{Span: doc.Span{Start: mid, End: s.End}, Part: true})
	}
	return append(toks, doc.Token{Span: s, Part: clings(w) && len(toks) > 0 && toks[len(toks)-1].Span.End == s.Start})
}

// clings tells whether w is written on to the word before it.
func clings(w string) bool {
	switch w {
	case "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'S":
		return true
	}
	return false
}

// contraction is the byte offset where w parts, or 0.
func contraction(w string) int {
	if len(w) > 3 && (w[len(w)-1] == 't' || w[len(w)-1] == 'T') {
		for _, e := range [...]string{"n't", "n’t", "N'T", "N’T"} {
			if strings.HasSuffix(w, e) {
				return len(w) - len(e)
			}
		}
	}
	if len(w) < 2 || len(w) > 8 {
		return 0
	}
	return contractions[strings.ToLower(w)]
}
