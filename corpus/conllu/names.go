package conllu

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// Names finds the proper names among the mentions of a GUM document, in text
// order and without overlap (the longer of two nested names stays).
//
// GUM marks all mentions, with the words at their heart (minspan): where these
// are all PROPN, the mention is a name, from the first to the last of them.
// Times are left out. Adjectives of nationality are no mentions in GUM, though
// they count as names elsewhere, so unknown tells, a token each, where a
// capitalised adjective leaves open whether a name stands there.
func Names(d *Document) (names []doc.Entity, unknown []bool) {
	found := proper(d, mentions(d.Misc))
	sort.SliceStable(found, func(i, j int) bool { return found[i].Tokens.Len() > found[j].Tokens.Len() })

	taken := make([]bool, len(d.Doc.Tokens))
	for _, e := range found {
		if anyTrue(taken[e.Tokens.First:e.Tokens.End]) {
			continue
		}
		for i := e.Tokens.First; i < e.Tokens.End; i++ {
			taken[i] = true
		}
		names = append(names, e)
	}
	sort.Slice(names, func(i, j int) bool { return names[i].Tokens.First < names[j].Tokens.First })

	unknown = make([]bool, len(taken))
	for i := range unknown {
		unknown[i] = !taken[i] && i > 0 && d.Doc.Tags[i].UPOS == "ADJ" && titleCase(d.Doc.Word(i))
	}
	return names, unknown
}

// A mention is one bracket pair of Entity=.
type mention struct {
	tokens doc.Range
	kind   string // GUM's entity type: "person", "abstract", …
	heart  string // minspan: "2,4" are the second and fourth token
}

// The fields of an opening bracket, parted by "-".
const (
	fieldID   = 0
	fieldType = 1
	fieldMin  = 5
)

// mentions pairs the brackets of Entity= over the lines of a document. A
// bracket that closes nothing, or is never closed, is passed over.
func mentions(misc []string) []mention {
	var found []mention
	open := map[string][]mention{} // by id, the innermost last
	for i, m := range misc {
		for _, b := range brackets(entityOf(m)) {
			if !strings.HasPrefix(b, "(") {
				id := strings.TrimSuffix(b, ")")
				if o := open[id]; len(o) > 0 {
					last := o[len(o)-1]
					last.tokens.End = i + 1
					found = append(found, last)
					open[id] = o[:len(o)-1]
				}
				continue
			}
			f := strings.Split(strings.Trim(b, "()"), "-")
			if len(f) <= fieldMin {
				continue
			}
			o := mention{tokens: doc.Range{First: i, End: i + 1}, kind: f[fieldType], heart: f[fieldMin]}
			if strings.HasSuffix(b, ")") {
				found = append(found, o)
				continue
			}
			open[f[fieldID]] = append(open[f[fieldID]], o)
		}
	}
	return found
}

func entityOf(misc string) string {
	for m := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(m, "Entity="); ok {
			return v
		}
	}
	return ""
}

// brackets cuts "(7-a-b(3-c-d)5)" into "(7-a-b", "(3-c-d)", "5)".
func brackets(s string) []string {
	var out []string
	start := 0
	for i := range len(s) {
		switch {
		case s[i] == '(' && i > start:
			out = append(out, s[start:i])
			start = i
		case s[i] == ')':
			out = append(out, s[start:i+1])
			start = i + 1
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// proper keeps the mentions whose heart is all proper nouns.
func proper(d *Document, all []mention) []doc.Entity {
	var found []doc.Entity
	for _, m := range all {
		r, ok := heart(m)
		if !ok || m.kind == "time" || !allProper(d.Doc.Tags, m) {
			continue
		}
		found = append(found, doc.Entity{Tokens: r, Span: d.Doc.SpanOf(r), Kind: kindOf(m.kind), Confidence: 1})
	}
	return found
}

// heart is the range of tokens from the first to the last of m's minspan.
func heart(m mention) (doc.Range, bool) {
	r := doc.Range{First: m.tokens.End, End: 0}
	for _, i := range hearts(m) {
		r.First, r.End = min(r.First, i), max(r.End, i+1)
	}
	ok := r.Len() > 0 && r.First >= m.tokens.First && r.End <= m.tokens.End
	return r, ok
}

// hearts lists the token indices of m's minspan; nil when it is malformed.
func hearts(m mention) []int {
	var out []int
	for f := range strings.SplitSeq(m.heart, ",") {
		n, err := strconv.Atoi(f)
		if err != nil || n < 1 {
			return nil
		}
		out = append(out, m.tokens.First+n-1)
	}
	return out
}

func allProper(tags []doc.Tag, m mention) bool {
	for _, i := range hearts(m) {
		if tags[i].UPOS != "PROPN" {
			return false
		}
	}
	return true
}

func kindOf(gum string) doc.EntityKind {
	switch gum {
	case "person":
		return doc.Person
	case "organization":
		return doc.Organization
	case "place":
		return doc.Location
	}
	return doc.Other
}

// titleCase tells whether a word starts with a capital and is not all capitals.
func titleCase(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && strings.IndexFunc(word[size:], unicode.IsLower) >= 0
}

func anyTrue(v []bool) bool {
	for _, t := range v {
		if t {
			return true
		}
	}
	return false
}
