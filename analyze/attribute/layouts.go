package attribute

import (
	"sort"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/doc"
)

const (
	longestName  = 10 // tokens of a name and office behind a dash
	longestLabel = 5  // tokens before a colon
)

// layouts finds statements that the setting of the text tells, not its grammar:
// "“…” — Name", "NAME: …", and headlines with a speaker behind or before a colon.
func (b *builder) layouts() []parts {
	var found []parts
	lines := b.lines()
	interview := b.interview(lines)
	for _, line := range lines {
		switch {
		case b.d.Paragraphs[line.paragraph].Kind == doc.Headline:
			if p, ok := b.headline(line.tokens); ok {
				found = append(found, p)
			}
		case interview:
			if p, ok := b.labelled(line.tokens); ok {
				found = append(found, p)
			}
		}
		if p, ok := b.signed(line.tokens); ok {
			found = append(found, p)
		}
	}
	return found
}

// leadStatements is how many statements below the headline may be of whom it speaks.
const leadStatements = 4

// headlineReports gives what a bare "Report" says in the headline to the outlet whose
// report the body cites first.
func (b *builder) headlineReports() {
	for i := range b.out {
		s := &b.out[i]
		if s.Source.Head < 0 || b.lemma(s.Source.Head) != "report" || b.d.TokensOf(s.Source.Spans[0]).Len() > 2 || !b.inHeadline(s.Source.Head) {
			continue
		}
		for _, below := range b.out[i+1 : min(len(b.out), i+1+leadStatements)] {
			if o := below.Source; o.Naming == doc.Outlet && !b.inHeadline(o.Head) {
				s.Source.Actor, s.Source.Name, s.Source.Naming = o.Actor, o.Name, o.Naming
				s.Why = append(s.Why, "headline-report")
				break
			}
		}
	}
}

func (b *builder) inHeadline(token int) bool {
	if token < 0 {
		return false
	}
	for _, p := range b.d.Paragraphs {
		if p.Span.Start <= b.d.Tokens[token].Span.Start && b.d.Tokens[token].Span.Start < p.Span.End {
			return p.Kind == doc.Headline
		}
	}
	return false
}

// A line is a line of a paragraph.
type line struct {
	tokens    doc.Range
	paragraph int
}

// lines gives the lines of all paragraphs.
func (b *builder) lines() []line {
	var all []line
	for k, p := range b.d.Paragraphs {
		r := b.d.TokensOf(p.Span)
		first := r.First
		for i := r.First + 1; i <= r.End; i++ {
			if i == r.End || b.breaks(i) {
				all = append(all, line{doc.Range{First: first, End: i}, k})
				first = i
			}
		}
	}
	return all
}

// breaks tells whether a line break stands before token i.
func (b *builder) breaks(i int) bool {
	return strings.Contains(b.d.Text[b.d.Tokens[i-1].Span.End:b.d.Tokens[i].Span.Start], "\n")
}

// signed is the quotation that the name behind the dash of a line says it is
// from, on the same line or the one before: "“Paint first.” — Zeb Okafor".
func (b *builder) signed(line doc.Range) (parts, bool) {
	dash := -1
	for i := max(line.First, line.End-longestName-1); i < line.End-1; i++ {
		if isDash(b.d.Word(i)) {
			dash = i
			break
		}
	}
	if dash < 1 || !closesQuote(b.d.Word(dash-1)) {
		return parts{}, false
	}
	name := trimmed(b.d, doc.Range{First: dash + 1, End: line.End})
	open := b.openingOf(dash - 1)
	if open < 0 || !b.nameful(name) {
		return parts{}, false
	}
	return parts{
		source: name, cue: doc.Range{First: dash, End: dash + 1}, content: []doc.Range{{First: open, End: dash}},
		why: []string{"signed"},
	}, true
}

// openingOf is the mark that opens the quotation which mark i closes, or -1.
func (b *builder) openingOf(i int) int {
	for k := i - 1; k >= 0 && k > i-400; k-- {
		if isQuote(b.d.Word(k)) && isDouble(b.d.Word(k)) == isDouble(b.d.Word(i)) && b.d.Word(k) != "’" {
			return k
		}
	}
	return -1
}

// nameful tells whether r is a name, with an office or not, and no clause.
func (b *builder) nameful(r doc.Range) bool {
	proper := false
	for i := r.First; i < r.End; i++ {
		switch b.d.Tags[i].UPOS {
		case "PROPN":
			proper = true
		case "AUX", "PRON", "SCONJ":
			return false
		case "VERB":
			if x := b.d.Tags[i].XPOS; x != "VBN" && x != "VBG" {
				return false
			}
		}
	}
	return r.Len() > 0 && proper && startsUpper(b.d.Word(r.First)) || proper && b.d.Tags[r.First].UPOS == "NOUN"
}

// interview tells whether two lines or more open with a name in capitals and a
// colon, as an interview is set.
func (b *builder) interview(lines []line) bool {
	n := 0
	for _, line := range lines {
		if _, ok := b.labelled(line.tokens); ok {
			n++
		}
	}
	return n > 1
}

// labelled is what a line says that opens with a name in capitals and a colon.
func (b *builder) labelled(line doc.Range) (parts, bool) {
	first := line.First
	if isQuote(b.d.Word(first)) {
		first++
	}
	colon := b.colon(doc.Range{First: first, End: line.End})
	if colon <= first || colon+1 >= line.End {
		return parts{}, false
	}
	for i := first; i < colon; i++ {
		if w := b.d.Word(i); word(w) && w != strings.ToUpper(w) {
			return parts{}, false
		}
	}
	if !word(b.d.Word(first)) || len(b.d.Word(colon-1)) < 2 || unicode.IsDigit(rune(b.d.Word(first)[0])) {
		return parts{}, false
	}
	return parts{
		source: doc.Range{First: first, End: colon}, cue: doc.Range{First: colon, End: colon + 1},
		content: []doc.Range{{First: colon + 1, End: line.End}}, form: doc.Direct,
		why: []string{"label"},
	}, true
}

// colon is the first colon among the first tokens of r, or -1.
func (b *builder) colon(r doc.Range) int {
	for i := r.First; i < r.End && i <= r.First+longestLabel; i++ {
		if b.d.Word(i) == ":" {
			return i
		}
	}
	return -1
}

// headline is the statement of a headline with a speaker behind a colon or dash
// ("Bridge unsafe: official") or before a colon ("Minister: dam will hold").
func (b *builder) headline(line doc.Range) (parts, bool) {
	p := parts{why: []string{"headline"}}
	for i := line.End - 2; i > line.First && i >= line.End-longestLabel; i-- {
		if w := b.d.Word(i); w != ":" && !isDash(w) {
			continue
		}
		if source := (doc.Range{First: i + 1, End: line.End}); i-line.First > 1 && b.speakers(source) {
			p.source, p.cue, p.content = source, doc.Range{First: i, End: i + 1}, []doc.Range{{First: line.First, End: i}}
			return p, true
		}
	}
	colon := b.colon(line)
	if colon <= line.First || colon+2 >= line.End {
		return parts{}, false
	}
	p.source, p.cue, p.content = doc.Range{First: line.First, End: colon}, doc.Range{First: colon, End: colon + 1}, []doc.Range{{First: colon + 1, End: line.End}}
	return p, b.speakers(p.source) && !b.label(p.source)
}

// label tells whether r says what kind of piece a headline stands over ("Analysis:
// who knew of the crack") and not who speaks in it.
func (b *builder) label(r doc.Range) bool {
	return r.Len() == 1 && phrases["label"][b.lemma(r.First)]
}

// speakers tells whether r is nothing but somebody who may speak: a name of a
// person, or nouns that end in one for a person or a document.
func (b *builder) speakers(r doc.Range) bool {
	k := sort.Search(len(b.d.Entities), func(k int) bool { return b.d.Entities[k].Tokens.First >= r.First })
	if k < len(b.d.Entities) && b.d.Entities[k].Tokens == r {
		return b.d.Entities[k].Kind == doc.Person
	}
	for i := r.First; i < r.End; i++ {
		if t := b.d.Tags[i].UPOS; t != "NOUN" && t != "PROPN" && t != "ADJ" && t != "DET" {
			return false
		}
	}
	last := b.lemma(r.End - 1)
	return phrases["bare"][last] || phrases["document"][last] || phrases["office"][last]
}

// without gives the pieces that do not touch the statements in found.
func without(d *doc.Doc, ps []Piece, found []parts) []Piece {
	if len(found) == 0 {
		return ps
	}
	taken := make([]bool, len(d.Tokens))
	for _, f := range found {
		mark(taken, f.whole())
	}
	var kept []Piece
	for _, p := range ps {
		if !anyTaken(taken, p.Tokens) {
			kept = append(kept, p)
		}
	}
	return kept
}

// whole is the range from the first to the last token of a statement's parts.
func (p parts) whole() doc.Range {
	r := join(p.source, p.cue)
	for _, c := range p.content {
		r = join(r, c)
	}
	return r
}

func isDash(w string) bool {
	switch w {
	case "—", "–", "―", "-", "--":
		return true
	}
	return false
}

func closesQuote(w string) bool { return isQuote(w) && w != "“" && w != "‘" }

func startsUpper(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
