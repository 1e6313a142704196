package sourcing

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/record"
)

//go:embed data/people.tsv
var peopleTSV string

//go:embed data/opinion.tsv
var opinionTSV string

//go:embed data/reason.tsv
var reasonTSV string

// people are the nouns of data/people.tsv in both numbers.
var people = readPeople(peopleTSV)

func readPeople(tsv string) map[string]noun {
	list := map[string]noun{}
	for _, row := range rows(tsv) {
		for _, w := range strings.Fields(row[1]) {
			one, many, irregular := strings.Cut(w, "/")
			if !irregular {
				many = one + "s"
			}
			list[one] = noun{class(row[0]), one, many == one} // "police", "some" are several
			if many != one {
				list[many] = noun{class(row[0]), one, true}
			}
		}
	}
	return list
}

// opinions are the lists of data/opinion.tsv by their kind: "act", "cue", "words".
var opinions = readOpinions(opinionTSV)

func readOpinions(tsv string) map[string]map[string]bool {
	lists := map[string]map[string]bool{"act": {}, "cue": {}, "words": {}}
	for _, row := range rows(tsv) {
		for _, w := range strings.Split(row[1], ", ") {
			lists[row[0]][w] = true
		}
	}
	return lists
}

// reasonPhrases are the phrases of data/reason.tsv.
var reasonPhrases = readReasons(reasonTSV)

func readReasons(tsv string) []string {
	var out []string
	for _, row := range rows(tsv) {
		out = append(out, strings.Split(row[0], ", ")...)
	}
	return out
}

// givesReason tells whether words say why somebody has no name.
func givesReason(words string) bool {
	words = strings.ReplaceAll(strings.ToLower(oneLine(words)), "’", "'")
	return slices.ContainsFunc(reasonPhrases, func(p string) bool { return strings.Contains(words, p) })
}

// rows are the lines of a table, split at tabs; blank lines and those that begin
// with # are left out.
func rows(tsv string) [][]string {
	var out [][]string
	for line := range strings.Lines(tsv) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// A token is a word of a text in lower case, and where it stands in it.
type token struct {
	text       string
	start, end int // in code points
}

// tokens are the words of text: letters, marks and digits, with apostrophes and
// hyphens inside them.
func tokens(text string) []token {
	var out []token
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if !inWord(runes[i]) {
			continue
		}
		start := i
		for i < len(runes) && (inWord(runes[i]) || joins(runes[i]) && i+1 < len(runes) && inWord(runes[i+1])) {
			i++
		}
		w := strings.ReplaceAll(strings.ToLower(string(runes[start:i])), "’", "'")
		out = append(out, token{w, start, i})
	}
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func joins(r rune) bool { return r == '\'' || r == '’' || r == '-' }

// opinionIn is the first word or phrase of spans that gives an opinion, outside
// of the spans that are not to be looked at.
func opinionIn(spans, not []record.Span) (record.Span, bool) {
	for _, s := range spans {
		runes := []rune(s.Text)
		words := tokens(s.Text)
		for i := range words {
			for n := min(maxPhrase, len(words)-i); n > 0; n-- {
				if !opinions["words"][joined(words[i:i+n])] {
					continue
				}
				from, to := words[i].start, words[i+n-1].end
				found := record.Span{Start: s.Start + from, End: s.Start + to, Text: string(runes[from:to])}
				if !within(found, not) {
					return found, true
				}
			}
		}
	}
	return record.Span{}, false
}

// maxPhrase is the longest phrase of data/opinion.tsv in words.
const maxPhrase = 3

func joined(words []token) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.text
	}
	return strings.Join(parts, " ")
}

func within(s record.Span, spans []record.Span) bool {
	for _, o := range spans {
		if o.Start <= s.Start && s.End <= o.End {
			return true
		}
	}
	return false
}
