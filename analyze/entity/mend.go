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
		if people(d, r) {
			e.Kind = doc.Other
		}
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
	for r.Len() > 0 && (outside(d.Word(r.First)) || r.Len() > 1 && (function(strings.ToLower(d.Word(r.First))) || courtesy(d.Word(r.First)))) {
		r.First++
	}
	return r
}

// courtesy tells whether w is a form of address that is no part of a name.
func courtesy(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "Mr", "Mrs", "Ms", "Dr", "Miss", "Madam":
		return true
	}
	return false
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
	if plainWord(d, r) {
		return false
	}
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

// plainWord tells whether the tagger has nothing in r that a name could be.
func plainWord(d *doc.Doc, r doc.Range) bool {
	for i := r.First; i < r.End && i < len(d.Tags); i++ {
		switch d.Tags[i].UPOS {
		case "INTJ", "VERB", "ADV", "DET", "PRON", "AUX", "ADP", "CCONJ", "SCONJ", "PUNCT", "SYM", "PART":
		default:
			return false
		}
	}
	return len(d.Tags) > 0
}

// bridges tells whether a and b are one name in two pieces: "University" of
// "Port Alder", "Odell" & "Sons", "Jean" - "Paul".
func bridges(d *doc.Doc, a, b doc.Entity) bool {
	switch gap := b.Tokens.First - a.Tokens.End; gap {
	case 1:
		w := d.Word(a.Tokens.End)
		if w == "&" {
			return !twoPeople(a, b)
		}
		if w == "-" {
			return d.Tokens[a.Tokens.End].Glue && d.Tokens[b.Tokens.First].Glue && (a.Kind == b.Kind || particles[strings.ToLower(d.Word(a.Tokens.End-1))])
		}
		return w == "of" && institution(d, a)
	case 2:
		return d.Word(a.Tokens.End) == "of" && d.Word(a.Tokens.End+1) == "the" && institution(d, a)
	}
	return false
}

// twoPeople tells whether a and b are each the full name of a person: "Mara Odell &
// Tom Brack" are two names, "Odell & Brack" may be a firm's.
func twoPeople(a, b doc.Entity) bool {
	return a.Kind == doc.Person && b.Kind == doc.Person && a.Tokens.Len() > 1 && b.Tokens.Len() > 1
}

// particles stand before a hyphen in the middle of a name: "Sami al-Tarek".
var particles = map[string]bool{"al": true, "el": true, "ul": true, "ud": true, "ad": true, "ar": true, "as": true, "ash": true, "az": true, "abu": true, "bin": true}

// people tells whether the one token of r names a people or says that something is
// a people's: "Norlandic", "Norlanders". They are names of another kind.
func people(d *doc.Doc, r doc.Range) bool {
	if r.Len() != 1 || r.First >= len(d.Tags) {
		return false
	}
	w, t := d.Word(r.First), d.Tags[r.First]
	if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || w == strings.ToUpper(w) {
		return false
	}
	switch t.XPOS {
	case "JJ":
		return true
	case "NNPS", "NNS":
		return hasSuffix(w, "ans", "ians", "is", "ers", "ese", "ites")
	}
	return false
}

func hasSuffix(w string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
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

// notNames are proper nouns to a treebank that name nothing: days and months,
// which are times, and titles.
var notNames = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "jan": true, "feb": true, "mar": true, "apr": true,
	"jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
	"president": true, "minister": true, "senator": true, "governor": true, "mayor": true, "chairman": true, "secretary": true,
	"captain": true, "king": true, "queen": true, "prince": true, "princess": true, "judge": true, "pope": true,
	"am": true, "pm": true, "ad": true, "bc": true, "ps": true, "re": true, "cc": true,
}

// unclaimed adds the runs of proper nouns that no name covers, as names of
// another kind: the tagger knows more of them than the labels do.
func unclaimed(d *doc.Doc, es []doc.Entity) []doc.Entity {
	claimed := make([]bool, len(d.Tokens)+2) // shifted by one; neighbours too
	for _, e := range es {
		for i := e.Tokens.First - 1; i <= e.Tokens.End; i++ {
			claimed[i+1] = true
		}
	}
	var all []doc.Entity
	for _, s := range d.Sentences {
		for i := s.First; i < s.End; i++ {
			for len(es) > 0 && es[0].Tokens.First <= i {
				all, es = append(all, es[0]), es[1:]
			}
			r := doc.Range{First: i, End: i}
			for r.End < s.End && proper(d, r.End) && !claimed[r.End+1] {
				r.End++
			}
			if r.Len() > 0 && nameable(d, r) {
				all = append(all, doc.Entity{Tokens: r, Span: d.SpanOf(r), Kind: doc.Other, Confidence: unclaimedConfidence})
			}
			i = max(i, r.End-1)
		}
	}
	return append(all, es...)
}

const unclaimedConfidence = 0.5

// proper tells whether token i is a proper noun that may be a name.
func proper(d *doc.Doc, i int) bool {
	w := d.Word(i)
	return len(d.Tags) > 0 && d.Tags[i].UPOS == "PROPN" && !notNames[strings.ToLower(strings.TrimSuffix(w, "."))] && len(w) > 1
}
