package reuse

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// A credit is where a report names an outlet.
type credit struct {
	outlet string     // as the report names it
	where  string     // "a credit", "the dateline", "the byline", "the head", "the foot", "the text"
	place  link.Place // without words where the name is only in the metadata
}

// strong tells whether the credit says whose the report is, and not only whose
// a piece of news in it is.
func (c credit) strong() bool { return c.where != "" && c.where != "the text" }

// edge is how many sentences at either end of a report may hold the line that
// says whose it is.
const edge = 4

// creditsOf are the first places in which r names each publisher of the
// collection, by key. Where it says whose it is goes before any other.
func (o outlets) creditsOf(r *link.Report) map[string]credit {
	out := map[string]credit{}
	add := func(text string, field bool, where func(name string) string, place link.Place) {
		o.named(text, field, func(publisher, name string) {
			c := credit{name, where(name), place}
			if c.where == "" {
				return
			}
			if old, ok := out[publisher]; !ok || c.strong() && !old.strong() {
				out[publisher] = c
			}
		})
	}
	in := func(where string) func(string) string { return func(string) string { return where } }
	for _, c := range r.Credits {
		add(c.Name, true, in("a credit"), link.Place{Report: r.ID, Words: c.Text})
	}
	add(r.Dateline, true, in("the dateline"), link.Place{Report: r.ID, Words: r.Dateline})
	for _, b := range r.Byline {
		add(b, true, in("the byline"), link.Place{Report: r.ID, Words: b})
	}
	for i, s := range r.Sentences {
		add(s.Text, false, func(name string) string { return whereIn(r, i, name) }, link.Place{Report: r.ID, Start: s.Start, End: s.End, Words: s.Text})
	}
	delete(out, nameKey(r.Publisher))
	return out
}

// whereIn is where a sentence names an outlet, "" where that is no credit.
func whereIn(r *link.Report, sentence int, name string) string {
	line := r.Sentences[sentence].Text
	switch {
	case sentence < edge && signs(line, name):
		return "the head"
	case sentence >= len(r.Sentences)-edge && signs(line, name):
		return "the foot"
	case slices.ContainsFunc(nameWords(line), func(w string) bool { return cues[strings.ToLower(w)] }):
		return "the text"
	}
	return ""
}

//go:embed data/cues.tsv
var cueFile string

// cues are the words of data/cues.tsv, which says what they are for.
var cues = func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(cueFile) {
		if word, _, ok := strings.Cut(line, "\t"); ok {
			out[word] = true
		}
	}
	return out
}()

// signs tells whether a line only says whose it is: the name stands alone, in
// the brackets of a dateline, or after the mark of copyright.
func signs(line, name string) bool {
	if strings.Contains(line, "("+name+")") || strings.Contains(line, "©") {
		return true
	}
	return utf8.RuneCountInString(line) <= utf8.RuneCountInString(name)+creditLine
}

// creditLine is how many code points a line has beside the outlet's name when
// it says no more than whose the text is: "Copy: ", "From our partner".
const creditLine = 12

// A form tells how it must be written to count.
type form int

const (
	asName    form = iota // its first and last word with a capital: "Evening Mail"
	asInitial             // all in capitals: "HPB"
	asShort               // as asName, after "the": "the Observer"
)

// formsOf are the forms of an outlet's name or domain, joined and in lower case:
// the Halden Press Bureau is HPB too, the Port Evening Mail is the Evening Mail
// and the Mail, and portnews.example is Port News.
func formsOf(outlet string) map[string]form {
	out := map[string]form{}
	words := nameWords(domainName(outlet))
	if len(words) > 0 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if len(words) == 0 {
		return out
	}
	if len(words) >= 3 {
		var initials strings.Builder
		for _, w := range words {
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
				initials.WriteRune(unicode.ToLower(c))
			}
		}
		if initials.Len() >= 3 {
			out[initials.String()] = asInitial
		}
	}
	for i := 1; i < len(words); i++ {
		out[strings.ToLower(strings.Join(words[i:], ""))] = asShort
	}
	out[strings.ToLower(strings.Join(words, ""))] = asName
	return out
}

// domainName is the name in a domain, "portnews" of "www.portnews.example/news",
// or outlet itself where it is none.
func domainName(outlet string) string {
	if strings.ContainsAny(outlet, " \t") || !strings.Contains(outlet, ".") {
		return outlet
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(outlet), "www."), "/")
	labels := strings.Split(host, ".")
	n := max(0, len(labels)-2)
	if n > 0 && len(labels[n]) <= 3 && len(labels[n+1]) == 2 {
		n-- // "mail.co.uk"
	}
	return labels[n]
}

func nameWords(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// longestName is how many words of a text may name an outlet.
const longestName = 6

// named calls f for each publisher that text names, with the name as text writes
// it. A field that is known to hold a name may leave out "the".
func (o outlets) named(text string, field bool, f func(publisher, name string)) {
	spans := nameSpans(text)
	var joined []byte
	for i, first := range spans {
		if !capital(text[first[0]:]) {
			continue
		}
		joined = joined[:0]
		for j := i; j < min(i+longestName, len(spans)); j++ {
			joined = append(joined, strings.ToLower(text[spans[j][0]:spans[j][1]])...)
			if !capital(text[spans[j][0]:]) {
				continue // "the Bureau of Ports"
			}
			for _, c := range o.goBy[string(joined)] {
				name := text[first[0]:spans[j][1]]
				article := field || i > 0 && strings.EqualFold(text[spans[i-1][0]:spans[i-1][1]], "the")
				if c.as == asName || c.as == asShort && article || c.as == asInitial && name == strings.ToUpper(name) {
					f(c.publisher, name)
				}
			}
		}
	}
}

// capital tells whether s begins with a letter that is not small, or a digit.
func capital(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(c)
}

// nameSpans are the words of text as spans of bytes.
func nameSpans(text string) [][2]int {
	var out [][2]int
	open := false
	for i, c := range text {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			open = false
			continue
		}
		if !open {
			out = append(out, [2]int{i, 0})
		}
		open = true
		out[len(out)-1][1] = i + utf8.RuneLen(c)
	}
	return out
}
