package ner

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// ReadIEER reads NIST's IE-ER newswire, a JSON object a line. The text keeps
// the line breaks of the wire; paragraphs start with a tab.
func ReadIEER(r io.Reader) ([]Document, error) {
	return readOffsets(r, "IEER", func(a article) (Document, error) {
		d := Document{ID: a.ID, Source: "ieer", Licence: "none stated"}
		d.Doc.Text = a.Text
		d.Doc.Meta.Title = a.Headline
		all, err := a.names(ieerKinds)
		d.Entities = longest(all)
		return d, err
	})
}

// ReadRE3D reads Dstl's re3d, a JSON object a line. Its spans are often
// descriptions ("the army") and its proposals were judged: only those with a
// confidence of 0.5 or more are read, and of them those that are names.
func ReadRE3D(r io.Reader) ([]Document, error) {
	return readOffsets(r, "re3d", func(a article) (Document, error) {
		licence := re3dLicences[a.Subset]
		d := Document{
			ID: a.ID, Source: "re3d/" + a.Subset, Licence: licence,
			NonCommercial: strings.Contains(licence, "-NC"),
		}
		d.Doc.Text = a.Text
		d.Doc.Meta.Title = a.Title
		all, err := a.names(re3dKinds)
		var proper []doc.Entity
		for _, e := range all {
			if e.Confidence < 0.5 {
				continue
			}
			whole := e.Span
			if e.Span = name(a.Text, e.Span); !e.Span.Empty() {
				proper = append(proper, e)
			} else if hasCapital(a.Text, whole) {
				d.Open = append(d.Open, whole)
			}
		}
		d.Entities = longest(proper)
		return d, err
	})
}

// article is one line of either file.
type article struct {
	ID       string
	Headline string // IEER
	Title    string // re3d
	Subset   string // re3d
	Text     string
	Entities []json.RawMessage
}

func readOffsets(r io.Reader, what string, document func(article) (Document, error)) ([]Document, error) {
	var docs []Document
	err := corpus.EachJSON(r, func(a *article) error {
		d, err := document(*a)
		if err != nil {
			return fmt.Errorf("article %s: %w", a.ID, err)
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	return docs, nil
}

// names reads those entities whose type is in kinds: [begin, end, type, …],
// offsets in code points, and in fifth place, where there is one, a confidence.
func (a article) names(kinds map[string]doc.EntityKind) ([]doc.Entity, error) {
	points := corpus.NewPoints(a.Text)
	var out []doc.Entity
	for _, raw := range a.Entities {
		m, err := decode(raw)
		if err != nil {
			return nil, err
		}
		kind, ok := kinds[m.class]
		if !ok {
			continue
		}
		s, err := points.Span(m.begin, m.end)
		if err != nil {
			return nil, err
		}
		if !s.Empty() {
			out = append(out, doc.Entity{Span: s, Kind: kind, Confidence: m.confidence})
		}
	}
	return out, nil
}

// A mark is one entity as the file writes it; offsets in code points.
type mark struct {
	begin, end int
	class      string
	confidence float64
}

func decode(raw json.RawMessage) (mark, error) {
	m := mark{confidence: 1}
	var f []json.RawMessage
	if err := json.Unmarshal(raw, &f); err != nil {
		return m, err
	}
	if len(f) < 3 {
		return m, fmt.Errorf("entity %s has %d fields, want 3 or more", raw, len(f))
	}
	into := []any{&m.begin, &m.end, &m.class}
	if len(f) > 4 {
		into = append(into, new(json.RawMessage), &m.confidence)
	}
	for i, v := range into {
		if err := json.Unmarshal(f[i], v); err != nil {
			return m, err
		}
	}
	return m, nil
}

// longest keeps of overlapping names the longest, in text order.
func longest(names []doc.Entity) []doc.Entity {
	names = append([]doc.Entity(nil), names...)
	sort.SliceStable(names, func(i, j int) bool { return names[i].Span.Len() > names[j].Span.Len() })
	var out []doc.Entity
	for _, e := range names {
		free := true
		for _, o := range out {
			free = free && !o.Span.Overlaps(e.Span)
		}
		if free {
			out = append(out, e)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// name is the proper name that a phrase is, without article and lower-case
// words before it ("the late Ann Bell"). It is empty when the phrase is a
// description, that is, when a common word stands in it or ends it ("the Syrian
// town of Azaz", "the Turkish border"), and when it is a pronoun.
func name(text string, s doc.Span) doc.Span {
	words := wordsIn(text, s)
	for len(words) > 0 && (!capital(words[0].In(text)) || isArticle(words[0].In(text))) {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > longestName || pronouns[words[0].In(text)] {
		return doc.Span{}
	}
	for i, w := range words {
		v := w.In(text)
		last := i == len(words)-1
		if !capital(v) && !digit(v) && (last || !particles[v]) {
			return doc.Span{}
		}
	}
	return doc.Span{Start: words[0].Start, End: words[len(words)-1].End}
}

// hasCapital tells whether a phrase holds a capitalised word beyond its article
// or pronoun.
func hasCapital(text string, s doc.Span) bool {
	for _, w := range wordsIn(text, s) {
		v := w.In(text)
		if strings.IndexFunc(v, unicode.IsUpper) >= 0 && !isArticle(v) && !pronouns[v] {
			return true
		}
	}
	return false
}

// pronouns stand at the start of a sentence in re3d's spans.
var pronouns = map[string]bool{
	"I": true, "We": true, "You": true, "He": true, "She": true, "It": true, "They": true,
	"My": true, "Our": true, "Your": true, "His": true, "Her": true, "Its": true, "Their": true,
	"This": true, "These": true, "That": true, "Those": true, "Some": true, "All": true, "Many": true,
}

// longestName is in words; what is longer is a sentence, not a name.
const longestName = 7

// particles stand within names without a capital.
var particles = map[string]bool{
	"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "&": true,
	"de": true, "la": true, "el": true, "al": true, "bin": true, "ibn": true, "von": true, "van": true,
}

func isArticle(w string) bool { return w == "The" || w == "A" || w == "An" }

// capital tells whether w is written like a name's word: with a capital at its
// start, or after an Arabic article ("al-Nusra"), and no lower-case word after
// a hyphen ("ISIL-held").
func capital(w string) bool {
	for _, p := range []string{"al-", "el-", "ar-", "as-", "an-"} {
		if rest, ok := strings.CutPrefix(w, p); ok {
			w = rest
			break
		}
	}
	first, _ := utf8.DecodeRuneInString(w)
	_, after, _ := strings.Cut(w, "-")
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsUpper(first) && !unicode.IsLower(next)
}

func digit(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r)
}

// wordsIn cuts a phrase at blanks and takes the punctuation off its words.
func wordsIn(text string, s doc.Span) []doc.Span {
	var out []doc.Span
	for at := s.Start; at < s.End; {
		rest := text[at:s.End]
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		left := strings.TrimLeftFunc(word, outside)
		start := at + len(word) - len(left)
		if inner := strip(left); inner != "" {
			out = append(out, doc.Span{Start: start, End: start + len(inner)})
		}
		_, size := utf8.DecodeRuneInString(rest[end:])
		at += end + size
	}
	return out
}

// strip takes punctuation and "'s" off a word's end, but leaves "U.S." whole.
func strip(w string) string {
	bare := strings.TrimRightFunc(w, outside)
	bare = strings.TrimSuffix(strings.TrimSuffix(bare, "'s"), "’s")
	if strings.Contains(bare, ".") && strings.HasPrefix(w[len(bare):], ".") {
		return bare + "."
	}
	return bare
}

func outside(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' }
