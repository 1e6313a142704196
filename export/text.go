package export

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"

	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

// TextOptions tell how a page for the terminal is laid out.
type TextOptions struct {
	Width int  // columns; 0 is 80. Lines are never wider than 100, to stay readable
	Color bool // use ANSI colours and bold type
}

const (
	defaultWidth = 80
	maxWidth     = 100
	minWidth     = 30
)

// Text writes the page of r for a terminal. Every word is there: long ones are
// wrapped, none is cut. Control characters in the report are shown as "�", so
// that no report can speak to the terminal.
func Text(w io.Writer, r record.Record, opt TextOptions) error {
	buf := bufio.NewWriter(w)
	t := textPage{w: buf, width: opt.width(), color: opt.Color}
	t.page(newPage(&r))
	return buf.Flush() // the first error of any write
}

// TextRule is what stands between the pages of two reports.
func TextRule(opt TextOptions) string {
	return "\n" + strings.Repeat("━", opt.width()) + "\n\n"
}

func (o TextOptions) width() int {
	if o.Width <= 0 {
		return defaultWidth
	}
	return min(max(o.Width, minWidth), maxWidth)
}

// A textPage lays out one page.
type textPage struct {
	w     *bufio.Writer
	width int
	color bool
}

// A style is how words look where colours are used.
type style string

const (
	plain   style = ""
	bold    style = "1"
	dim     style = "2"
	heading style = "1;36"
	cueType style = "3;33"
	warning style = "35"
)

// A run is words of one style.
type run struct {
	text  string
	style style
}

func (t *textPage) page(p page) {
	t.flow("", "", run{p.title, bold})
	t.line()
	for _, f := range p.facts {
		t.flow(pad(f.label, 11), pad("", 11), run{f.value, plain})
	}
	t.sourcing(p.sourcing)
	t.speakers(p)
	t.timeline(p)
	t.figures(p.rec.Figures)
	t.cast(p.cast)
}

// section begins a part of the page: its name, a rule, and a count.
func (t *textPage) section(name, count string) {
	t.line()
	rule := t.width - len(name) - len(count) - 2
	if count == "" {
		rule++
	}
	t.flow("", "", run{strings.ToUpper(name) + " " + strings.Repeat("─", max(rule, 1)), heading}, run{count, dim})
	t.line()
}

func (t *textPage) speakers(p page) {
	if len(p.speakers) == 0 {
		return
	}
	t.section("Who says what", p.tally.words())
	for i, s := range p.speakers {
		if i > 0 {
			t.line()
		}
		runs := []run{{s.name, bold}}
		if s.about != "" {
			runs = append(runs, run{"— " + s.about, dim})
		}
		t.flow("", "  ", runs...)
		for _, e := range s.entries {
			t.entry(e, "  ")
		}
	}
}

// cueColumn is how far the words of a statement stand in from its cue.
const cueColumn = 13

func (t *textPage) entry(e entry, indent string) {
	cue := e.cue
	if cue == "" {
		cue = "·"
	}
	body := indent + "  "
	if t.width-len(indent)-cueColumn >= 30 { // room for two columns
		body = indent + strings.Repeat(" ", cueColumn)
	}
	first := indent
	if gap := displaywidth.String(body) - displaywidth.String(indent) - displaywidth.String(printable(cue)); gap > 0 {
		first = indent + t.paint(printable(cue), cueType) + strings.Repeat(" ", gap)
	} else {
		t.flow(indent, body, run{cue, cueType})
		first = body
	}
	t.flow(first, body, run{e.content, plain})
	if len(e.notes) > 0 {
		t.flow(body, body, run{"[" + strings.Join(e.notes, "; ") + "]", warning})
	}
	if len(e.chain) > 0 {
		t.flow(body, body+"  ", run{strings.Join(e.chain, " → "), dim})
	}
	for _, inner := range e.nested {
		inner.in(t, indent)
	}
}

// in lays out a statement inside the content of another, under its own speaker.
func (e entry) in(t *textPage, indent string) {
	deeper := indent + "    "
	if len(deeper) > t.width/2 {
		deeper = indent
	}
	runs := []run{{e.speaker, bold}}
	if n := namingWords(e.naming); n != "" {
		runs = append(runs, run{"— " + n, dim})
	}
	t.flow(deeper+"└ ", deeper+"  ", runs...)
	t.entry(e, deeper+"  ")
}

// sourcing is the card: how well the report is sourced, and what a standards desk
// would ask about.
func (t *textPage) sourcing(c sourcing.Card) {
	if c.Statements == 0 {
		return
	}
	t.section("Sourcing", plural(len(c.Findings), "finding"))
	for _, f := range cardFacts(c) {
		t.flow(pad(f.label, 11), pad("", 11), run{f.value, plain})
	}
	if len(c.Findings) > 0 {
		t.line()
	}
	for i, f := range c.Findings {
		if i == 0 || !slices.Equal(f.Spans, c.Findings[i-1].Spans) { // several rules may ask about the same words
			t.flow("! ", "  ", run{f.Words(), bold})
		}
		t.flow("  — ", "    ", run{f.Sentence, plain}, run{"[" + string(f.Kind) + "]", warning})
	}
}

// signWidth is the columns that the sign before an event takes.
const signWidth = 2

func (t *textPage) timeline(p page) {
	if len(p.rec.Events) == 0 {
		return
	}
	t.section("Timeline", plural(len(p.rec.Events), "event"))
	t.legend(p.chronology)
	column := 0
	for _, h := range p.dated {
		column = max(column, displaywidth.String(h.when.words)+2)
	}
	column = min(column, 26, t.width/3)
	for _, h := range p.dated {
		t.happening(h, column)
	}
	if len(p.undated) > 0 {
		t.subhead("Without a date in the report", len(p.dated) > 0)
	}
	for _, h := range p.undated {
		t.happening(h, 0)
	}
	if len(p.bare) > 0 {
		t.subhead("Only mentioned", len(p.dated)+len(p.undated) > 0)
		words := make([]string, len(p.bare))
		for i, h := range p.bare {
			words[i] = h.pieces[0].text
		}
		t.flow("  ", "  ", run{strings.Join(words, " · "), plain})
	}
}

// legend tells the signs before the events, where there are others than facts.
func (t *textPage) legend(c chronology) {
	if c.onlyFacts() {
		return
	}
	t.flow("", "", run{strings.Join(legend(), " · "), dim})
	t.line()
}

// subhead begins a part of a section, after a blank line where one came before.
func (t *textPage) subhead(name string, after bool) {
	if after {
		t.line()
	}
	t.flow("", "", run{name, dim})
}

// happening lays out one event: when, in a column where one is kept for it, how it
// is told, and its words.
func (t *textPage) happening(h happening, column int) {
	words, word := plain, bold
	if h.told != asFact || h.ev.Background {
		words, word = dim, plain
	}
	var runs []run
	for _, p := range h.pieces {
		s := words
		if p.trigger {
			s = word
		}
		runs = append(runs, run{p.text, s})
	}
	if place := h.placeName(); place != "" {
		runs = append(runs, run{"· " + place, dim})
	}
	if len(h.marks) > 0 {
		runs = append(runs, run{"[" + strings.Join(h.marks, ", ") + "]", warning})
	}
	if whose := h.voice.words(); whose != "" {
		runs = append(runs, run{"— " + whose, dim})
	}
	when := h.when.words
	if h.when.key == "" && when != "" { // it has no place on the line: the words are all there is
		runs = append(runs, run{"· " + when, dim})
		when = ""
	}
	if displaywidth.String(when)+1 > column && when != "" {
		t.flow("", "  ", run{when, dim})
		when = ""
	}
	sign := pad(standings[h.told].sign, signWidth)
	t.flow(t.paint(pad(when, column), dim)+sign, strings.Repeat(" ", column+signWidth), runs...)
}

func (t *textPage) figures(figures []record.Figure) {
	if len(figures) == 0 {
		return
	}
	t.section("Figures", plural(len(figures), "figure"))
	for _, f := range figures {
		t.flow("  ", "    ", run{oneLine(f.Text), bold}, run{"— " + figureWords(f), dim})
	}
}

func (t *textPage) cast(groups []castGroup) {
	if len(groups) == 0 {
		return
	}
	n := 0
	for _, g := range groups {
		n += len(g.members)
	}
	t.section("Cast", plural(n, "actor"))
	for i, g := range groups {
		t.subhead(g.title, i > 0)
		for _, m := range g.members {
			t.member(m)
		}
	}
}

func (t *textPage) member(m member) {
	runs := []run{{m.actor.Name, bold}}
	if m.about != "" {
		runs = append(runs, run{"— " + m.about, plain})
	}
	if m.statements > 0 {
		runs = append(runs, run{"· " + plural(m.statements, "statement"), dim})
	}
	t.flow("  ", "    ", runs...)
}

func (t *textPage) line() { t.w.WriteByte('\n') }

// flow writes runs as one paragraph: the first line begins with first, which may
// hold colours already, the others with rest. Words wider than a line are broken.
func (t *textPage) flow(first, rest string, runs ...run) {
	t.w.WriteString(first)
	restWidth := displaywidth.String(rest)
	column, fresh := visibleWidth(first), true
	next := func() {
		t.w.WriteString("\n" + rest)
		column, fresh = restWidth, true
	}
	for _, r := range runs {
		for _, word := range words(printable(r.text)) {
			width := displaywidth.String(word)
			if !fresh && column+1+width > t.width {
				next()
			}
			if !fresh {
				t.w.WriteByte(' ')
				column++
			}
			for column+width > t.width {
				head, tail := fit(word, max(t.width-column, 1))
				if tail == "" {
					break
				}
				t.w.WriteString(t.paint(head, r.style))
				next()
				word, width = tail, width-displaywidth.String(head)
			}
			t.w.WriteString(t.paint(word, r.style))
			column, fresh = column+width, false
		}
	}
	t.line()
}

// words splits at white space where a line may break: not at no-break spaces.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
	})
}

// fit cuts word so that its head takes up to width columns, but at least one
// character.
func fit(word string, width int) (head, tail string) {
	n, column := 0, 0
	for g := displaywidth.StringGraphemes(word); g.Next(); {
		w := g.Width()
		if n > 0 && column+w > width {
			break
		}
		n += len(g.Value())
		column += w
	}
	return word[:n], word[n:]
}

// paint puts s in a style where colours are used.
func (t *textPage) paint(s string, st style) string {
	if !t.color || st == plain || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// visibleWidth is the columns that s takes, colours left out.
func visibleWidth(s string) int {
	for {
		before, after, ok := strings.Cut(s, "\x1b[")
		if !ok {
			return displaywidth.String(s)
		}
		_, after, _ = strings.Cut(after, "m")
		s = before + after
	}
}

// printable is s without what a terminal would act on: control characters are
// shown as U+FFFD, and marks that turn the direction of the text around for the
// rest of the line are left out, as they would take the page's own words along.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// pad fills s with spaces up to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-displaywidth.String(s), 0))
}

// figureWords say what a figure counts or measures, and how much.
func figureWords(f record.Figure) string {
	words := []string{f.Kind}
	if n := amount(f); n != "" {
		words = append(words, n)
	}
	if f.Of != nil {
		words = append(words, "of "+oneLine(f.Of.Text))
	}
	return strings.Join(words, ", ")
}

func amount(f record.Figure) string {
	var n string
	switch {
	case f.Min != nil && f.Max != nil:
		n = number(*f.Min) + " to " + number(*f.Max)
	case f.Value != nil:
		n = number(*f.Value)
	case f.Min != nil:
		n = "at least " + number(*f.Min)
	case f.Max != nil:
		n = "at most " + number(*f.Max)
	default:
		return f.Unit
	}
	if f.Approximate {
		n = "about " + n
	}
	switch {
	case f.Unit == "%":
		return n + "%"
	case f.Of != nil && f.Kind == "count": // the words say it better than the lemma
		return n
	}
	return strings.TrimSpace(n + " " + f.Unit)
}

// number is f in plain digits, the whole part in groups of three.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', -1, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, part, fraction := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction {
		whole += "." + part
	}
	return sign + whole
}
