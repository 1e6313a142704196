package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// headUnits bounds the length of the head.
const headUnits = 14

// head finds title, byline and date before the first paragraph of prose.
func (p *page) head() {
	p.title()
	for i := p.body; i < len(p.units) && i < headUnits; i++ {
		if p.units[i].kind != "" {
			continue
		}
		s := p.in(i)
		if d, ok := parseDateLine(s); ok {
			p.dates = append(p.dates, d)
			p.units[i].kind = doc.Byline
			continue
		}
		if b, ok := parseByline(s, p.mayBeName(i)); ok {
			p.sign(i, b)
			p.units[i].kind = doc.Byline
			continue
		}
		if name, d, ok := outletLine(s); ok {
			p.dates = append(p.dates, d)
			p.units[i].kind = doc.Byline
			if p.header.Publisher.Text == "" {
				p.header.Publisher = p.words(p.within(i, name))
			}
			continue
		}
		if p.besideByline(i) && outletName(s) {
			p.units[i].kind = doc.Byline
			if p.header.Publisher.Text == "" {
				p.header.Publisher = p.words(p.within(i, doc.Span{End: len(s)}))
			}
			continue
		}
		if kind := furnitureOf(s, false); kind != "" {
			p.units[i].kind = kind
			continue
		}
		if p.prose(i) {
			break
		}
	}
	p.locateAuthors()
	for p.body < len(p.units) && p.units[p.body].kind != "" {
		p.body++
	}
}

// besideByline tells whether unit i stands under a byline or a date, or over one.
func (p *page) besideByline(i int) bool {
	if i > 0 && p.units[i-1].kind == doc.Byline {
		return true
	}
	if i+1 >= len(p.units) {
		return false
	}
	_, date := parseDateLine(p.in(i + 1))
	_, by := parseByline(p.in(i+1), false)
	return date || by
}

// mayBeName tells whether unit i is where a line that is only a name can be a
// byline: under a title, before anything else was read.
func (p *page) mayBeName(i int) bool {
	return p.header.Title.Text != "" && len(p.header.Byline) == 0 && i > 0 && i+1 < len(p.units) && p.units[i-1].kind != ""
}

// sign takes over the authors and the date of a byline in unit i.
func (p *page) sign(i int, b byline) {
	if len(p.header.Byline) == 0 && len(p.source.Meta.Byline) == 0 {
		for _, a := range b.authors {
			p.header.Byline = append(p.header.Byline, p.words(p.within(i, a)))
		}
	}
	if b.date.rank > 0 {
		p.dates = append(p.dates, b.date)
	}
	if b.agency.Name != "" {
		c := b.agency
		c.Span = p.within(i, c.Span)
		p.header.Credits = addCredit(p.header.Credits, c)
	}
}

// locateAuthors gives the authors that the metadata names, with their places in
// the lines of the head.
func (p *page) locateAuthors() {
	for _, name := range p.source.Meta.Byline {
		w := doc.Words{Text: name}
		for i := range p.units[:min(len(p.units), headUnits)] {
			if p.units[i].kind != doc.Byline {
				continue
			}
			if at := strings.Index(lower(p.in(i)), lower(name)); at >= 0 {
				w = p.words(p.within(i, doc.Span{Start: at, End: at + len(name)}))
				break
			}
		}
		p.header.Byline = append(p.header.Byline, w)
		if agency := agencyOf(name); agency != "" {
			p.header.Credits = addCredit(p.header.Credits, doc.Credit{Words: w, Kind: "wire", Name: agency})
		}
	}
}

// title finds the headline: the metadata's, where the text has it too with its
// place there, or the first line that looks like one.
func (p *page) title() {
	if t := p.source.Meta.Title; t != "" {
		p.header.Title = doc.Words{Text: t}
		for i := range p.units[:min(len(p.units), 8)] {
			if sameTitle(p.in(i), t) {
				p.headline(i, i)
				return
			}
		}
		return
	}
	for i := 0; i < len(p.units) && i < 5; i++ {
		s := p.in(i)
		if _, ok := parseDateLine(s); ok {
			continue
		}
		if _, ok := parseByline(s, false); ok {
			continue
		}
		if furnitureOf(s, false) != "" {
			continue
		}
		if kicker(s) && i+1 < len(p.units) && p.titleAt(i+1) {
			p.units[i].kind = doc.OtherRegion
			continue
		}
		if p.titleAt(i) {
			p.headline(i, p.titleEnd(i))
		}
		return
	}
}

// headline makes units first to last the title; the head goes on after them.
// What stands before a title is not body.
func (p *page) headline(first, last int) {
	for i := first; i <= last; i++ {
		p.units[i].kind = doc.Headline
	}
	span := doc.Span{Start: p.units[first].span.Start, End: p.units[last].span.End}
	if t := span.In(p.text); strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "..") && !abbreviated(t) {
		span.End--
	}
	p.header.Title = p.words(span)
}

// abbreviated tells whether the full stop at the end of s belongs to its last
// word: "in the U.S."
func abbreviated(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Count(last, ".") > 1
}

// titleAt tells whether unit i reads like a headline. With a full stop at its
// end it must stand alone above longer paragraphs and show no sign of prose.
func (p *page) titleAt(i int) bool {
	u, s := p.units[i], p.in(i)
	if u.span.Len() > 250 || u.words > 30 || i+1 >= len(p.units) || strings.HasSuffix(s, ":") {
		return false
	}
	if _, ok := parseDateline(s); ok {
		return false
	}
	next := p.units[i+1]
	if !strings.HasSuffix(strings.TrimRight(s, "'’\"”"), ".") {
		return !startsQuote(s) || !endsSentence(s) || next.words > u.words
	}
	if u.words > 24 || next.block == u.block {
		return false
	}
	if titleCase(s) {
		return true
	}
	return u.words <= 15 && len(p.units) > i+2 && !proseSign(s) && p.longerBelow(i)
}

// longerBelow tells whether some paragraph soon after unit i is longer.
func (p *page) longerBelow(i int) bool {
	for j := i + 1; j < len(p.units) && j <= i+6; j++ {
		if 2*p.units[j].words > 3*p.units[i].words {
			return true
		}
	}
	return false
}

// titleEnd is the last unit of the title that starts at unit i: a line that
// breaks off goes on in the next.
func (p *page) titleEnd(i int) int {
	for i+2 < len(p.units) && p.units[i+1].block == p.units[i].block {
		next := p.in(i + 1)
		r, _ := utf8.DecodeRuneInString(next)
		open := strings.HasSuffix(p.in(i), ";") || strings.HasSuffix(p.in(i), ",") || unicode.IsLower(r)
		if !open || p.units[i+1].words > 24 {
			break
		}
		i++
	}
	return i
}

// titleCase tells whether most words of s that are not small have a capital.
func titleCase(s string) bool {
	big, small := 0, 0
	for i, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘(["))
		switch {
		case i == 0 || !unicode.IsLetter(r):
		case unicode.IsUpper(r):
			big++
		case utf8.RuneCountInString(w) > 4:
			small++
		}
	}
	return big >= 2 && big >= 4*small
}

// proseSigns are words that reports use and headlines do not.
var proseSigns = []string{" said", " told ", " was ", " were ", " had ", " on Monday", " on Tuesday", " on Wednesday",
	" on Thursday", " on Friday", " on Saturday", " on Sunday", "\n"}

// proseSign tells whether s, which ends in a full stop, reads like the first
// sentence of a report rather than a headline.
func proseSign(s string) bool {
	if strings.Contains(s, ": ") {
		return false
	}
	for _, w := range proseSigns {
		if strings.Contains(s, w) {
			return true
		}
	}
	for _, w := range [...]string{"It ", "He ", "She ", "They ", "There ", "We ", "I "} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return twoSentences(s)
}

// twoSentences tells whether a sentence ends within s: a full stop after a word
// too long for an abbreviation, and a capital after it.
func twoSentences(s string) bool {
	for i := strings.Index(s, ". "); i >= 0; {
		word := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
		if r, _ := utf8.DecodeRuneInString(s[i+2:]); unicode.IsUpper(r) && len(word) > 5 {
			return true
		}
		next := strings.Index(s[i+2:], ". ")
		if next < 0 {
			break
		}
		i += 2 + next
	}
	return false
}

// kicker tells whether s is a label over the headline: "WORLD", "Local news".
func kicker(s string) bool {
	fields := strings.Fields(s)
	if len(fields) > 4 || len(s) > 40 || endsSentence(s) {
		return false
	}
	if capitals(s) && len(fields) <= 2 {
		return true
	}
	for _, f := range fields {
		if f != "&" && f != "|" && f != "/" && !notNames[strings.ToLower(strings.Trim(f, ",."))] {
			return false
		}
	}
	return true
}

// sameTitle tells whether a line of the text is the metadata's title, in letters
// and digits.
func sameTitle(s, title string) bool {
	if len(s) > 2*len(title)+40 {
		return false
	}
	return letters(s) == letters(title)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
