package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// mend puts right what the labels alone get wrong: function words at the ends of
// names, names cut in two at "of" or "&", addresses and lone titles.
func mend(d *doc.Doc, es []doc.Entity) []doc.Entity {
	kept := es[:0]
	for _, e := range es {
		r := trim(d, e.Tokens)
		if r.Len() == 0 || !nameable(d, r) {
			continue
		}
		e.Tokens, e.Span = r, d.SpanOf(r)
		if n := len(kept); n > 0 && bridges(d, kept[n-1], e) {
			kept[n-1] = joined(d, kept[n-1], e)
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// trim takes words off the ends of r that cannot stand there.
func trim(d *doc.Doc, r doc.Range) doc.Range {
	for r.Len() > 0 && (outside(d.Word(r.End-1)) || function(d.Word(r.End-1))) {
		r.End--
	}
	for r.Len() > 0 && (outside(d.Word(r.First)) || function(strings.ToLower(d.Word(r.First))) && r.Len() > 1) {
		r.First++
	}
	return r
}

func outside(w string) bool {
	return strings.Contains(" 's ’s ' ’ \" “ ” '' `` . , : ; - -- – — ( ) [ ] ! ? & / * ", " "+w+" ")
}

// function tells whether w is a word that no name ends with.
func function(w string) bool {
	switch w {
	case "of", "and", "for", "in", "the", "a", "an", "at", "on", "to", "by", "with", "from", "or", "as", "is", "was":
		return true
	}
	return false
}

// nameable tells whether the tokens of r can be a name: no address, no lone
// title, and a letter or digit somewhere.
func nameable(d *doc.Doc, r doc.Range) bool {
	w := d.Word(r.First)
	if r.Len() > 1 {
		return true
	}
	if strings.Contains(w, "@") || strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
		return false
	}
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "mr", "mrs", "ms", "dr", "gov", "sen", "rep", "gen", "col", "lt", "sgt", "capt", "captain", "president", "prof", "rev", "st", "jr", "sr":
		return false
	}
	return strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// bridges tells whether a and b are one name in two pieces: "University" of
// "Port Alder", "Odell" & "Sons", "Jean" - "Paul".
func bridges(d *doc.Doc, a, b doc.Entity) bool {
	switch gap := b.Tokens.First - a.Tokens.End; gap {
	case 1:
		w := d.Word(a.Tokens.End)
		if w == "&" {
			return true
		}
		if w == "-" {
			return d.Tokens[a.Tokens.End].Glue && d.Tokens[b.Tokens.First].Glue && a.Kind == b.Kind
		}
		return w == "of" && institution(d, a)
	case 2:
		return d.Word(a.Tokens.End) == "of" && d.Word(a.Tokens.End+1) == "the" && institution(d, a)
	}
	return false
}

// institution tells whether a is the head of a name that goes on with "of": not
// a person, and in capitals.
func institution(d *doc.Doc, a doc.Entity) bool {
	if a.Kind == doc.Person {
		return false
	}
	first, _ := utf8.DecodeRuneInString(d.Word(a.Tokens.End - 1))
	return unicode.IsUpper(first)
}

// joined is one entity from the start of a to the end of b. "A of B" is what A
// is.
func joined(d *doc.Doc, a, b doc.Entity) doc.Entity {
	a.Tokens.End = b.Tokens.End
	a.Span = d.SpanOf(a.Tokens)
	a.Confidence = min(a.Confidence, b.Confidence)
	return a
}
