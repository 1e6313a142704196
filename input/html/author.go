package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// cleanAuthors makes one entry an author of what sites write in author fields.
func cleanAuthors(list []string, publisher string) []string {
	var out []string
	for _, s := range list {
		s = plain(s)
		for _, mark := range [...]string{"written by ", "posted by ", "story by ", "by: ", "by ", "author: ", "from "} {
			if len(s) > len(mark) && strings.EqualFold(s[:len(mark)], mark) {
				s = s[len(mark):]
			}
		}
		for _, name := range splitNames(s) {
			if name = cleanAuthor(name); name != "" && !(len(out) > 0 && strings.EqualFold(name, publisher)) && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, name) }) {
				out = append(out, name)
			}
		}
	}
	return out
}

var nameSeparators = regexp.MustCompile(`(?i)\s*(?:[;|•·\n]|,? and | & |, |,$| / )\s*`)

// splitNames parts "A, B and C". "Jr." and the like stay with their name.
func splitNames(s string) []string {
	var out []string
	for _, p := range nameSeparators.Split(s, -1) {
		if n := len(out); n > 0 && suffixRE.MatchString(p) {
			out[n-1] += ", " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

var suffixRE = regexp.MustCompile(`^(?i:jr\.?|sr\.?|i{2,3}|iv|m\.?d\.?|ph\.?d\.?)$`)

// notAuthors are words in author fields that name nobody, in lower case.
var notAuthors = map[string]bool{
	"admin": true, "administrator": true, "editor": true, "author": true, "staff": true, "unknown": true, "webmaster": true,
	"staff writer": true, "reporter": true, "correspondent": true, "staff reporter": true, "follow": true, "share": true,
	"view all posts": true, "posted": true, "updated": true, "published": true, "comments": true, "read more": true,
}

// cleanAuthor is the name in one entry, "" where there is none.
func cleanAuthor(s string) string {
	if i := strings.Index(s, " - "); i > 0 {
		s = s[:i]
	}
	if i := strings.IndexAny(s, "@("); i > 0 {
		s = s[:i]
	}
	s = strings.Trim(s, " ,.;:|-–—*")
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	if s == "" || len(s) > 60 || notAuthors[strings.ToLower(s)] || strings.ContainsAny(s, "@<>{}") || webAddress(s) != "" || strings.Contains(s, "http") {
		return ""
	}
	if len(strings.Fields(s)) > 7 || strings.IndexFunc(s, unicode.IsLetter) < 0 || strings.IndexFunc(s, unicode.IsDigit) == 0 {
		return ""
	}
	if isoDate(s) != "" || officeRE.MatchString(s) {
		return ""
	}
	return s
}

// officeRE finds offices and degrees that stand where a name should.
var officeRE = regexp.MustCompile(`(?i:\b(?:writer|reporter|correspondent|columnist|editor|contributor)s?$)|^(?:M[ADS]|RDN?|PhD|Ph\.D|MBA|BA|MPH|CPA|Esq)\.?$`)
