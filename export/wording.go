package export

import (
	"strings"
	"unicode/utf8"
)

// Quotation marks that stand at the ends of a wording. Single ones are not looked
// at one by one, since they are apostrophes too.
const (
	openingMarks = "\"“„«"
	closingMarks = "\"”»"
	anyMarks     = closingMarks + "’'"
)

// Wording is the words of a claim as they are shown by themselves: without the comma
// that ended them in their report's sentence (“No such paper reached me,” she said),
// and without a quotation mark at an end that has none to go with it.
func Wording(words string) string {
	s := strings.TrimSpace(words)
	bare := strings.TrimRight(s, anyMarks)
	s = strings.TrimRight(bare, ", ") + s[len(bare):]
	if first, size := utf8.DecodeRuneInString(s); strings.ContainsRune(openingMarks, first) && !strings.ContainsAny(s[size:], anyMarks) {
		return s[size:]
	}
	if last, size := utf8.DecodeLastRuneInString(s); strings.ContainsRune(closingMarks, last) && !strings.ContainsAny(s[:len(s)-size], openingMarks) {
		return s[:len(s)-size]
	}
	return s
}

// quoted is a wording in quotation marks; one that has them keeps its own.
func quoted(words string) string {
	s := oneLine(Wording(words))
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(openingMarks, first) && strings.ContainsRune(closingMarks, last) {
		return s
	}
	return "“" + s + "”"
}
