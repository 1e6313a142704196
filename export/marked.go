package export

import (
	"cmp"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

// A block is a paragraph of the report with what is found in it marked.
type block struct {
	Kind string // of the paragraph: "headline", "body", …
	HTML template.HTML
}

// A mark is a stretch of the text (code points) that shows something.
type mark struct {
	start, end int
	kind       markKind
	link       string // where a click leads; "" for nowhere
	title      string // what it is, in words
	of         string // id of the statement that it is a part of; "" for none
}

// markKind is what a mark shows; it is the class of the element.
type markKind int

const (
	directMark markKind = iota
	indirectMark
	sourceMark
	cueMark
	eventMark
	timeMark
	placeMark
	figureMark
	nameMark
	findingMark
	markKinds
)

var markClasses = [markKinds]string{"said direct", "said", "src", "cue", "ev", "tm", "pl", "fg", "nm", "fd"}

// An anchor is a place in the text that a panel links to.
type anchor struct {
	at    int // code point
	id    string
	label string // of a statement: what its number says to a screen reader
	num   string // of a statement: the number shown
	link  string
}

// A marker writes the text of one report with its marks. Findings nest and
// overlap and elements cannot, so the text is cut wherever a mark begins or
// ends, and each piece says all that holds of it.
type marker struct {
	text    []rune
	prefix  string // of every id on the page
	cuts    []cut
	anchors []anchor
}

// A cut is where a mark begins (open) or ends.
type cut struct {
	at   int
	open bool
	mark *mark
}

func newMarker(r *record.Record, prefix string, findings []sourcing.Finding) *marker {
	m := &marker{text: []rune(r.Document.Text), prefix: prefix}
	for _, k := range append(marksOf(r, prefix), findingMarks(findings, prefix)...) {
		k.start, k.end = max(k.start, 0), min(k.end, len(m.text))
		if k.start < k.end {
			m.cuts = append(m.cuts, cut{k.start, true, &k}, cut{k.end, false, &k})
		}
	}
	slices.SortStableFunc(m.cuts, func(a, b cut) int { return cmp.Compare(a.at, b.at) })
	m.anchors = anchorsOf(r, prefix)
	for i, f := range findings {
		m.anchors = append(m.anchors, anchor{at: f.Spans[0].Start, id: prefix + noteID(i)})
	}
	slices.SortStableFunc(m.anchors, func(a, b anchor) int { return cmp.Compare(a.at, b.at) })
	return m
}

func marksOf(r *record.Record, prefix string) []mark {
	var out []mark
	add := func(kind markKind, s record.Span, link, title string) {
		out = append(out, mark{start: s.Start, end: s.End, kind: kind, link: link, title: title})
	}
	part := func(kind markKind, s record.Span, of string) {
		out = append(out, mark{start: s.Start, end: s.End, kind: kind, of: prefix + of})
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		kind := indirectMark
		if s.Form == "direct" {
			kind = directMark
		}
		for _, c := range s.Content {
			part(kind, c, s.ID)
		}
		for _, c := range s.Cue {
			part(cueMark, c, s.ID)
		}
		for _, c := range s.Source.Spans {
			part(sourceMark, c, s.ID)
		}
	}
	for i := range r.Events {
		add(eventMark, r.Events[i].Trigger, "#"+prefix+"card-"+r.Events[i].ID, "")
	}
	for i := range r.Times {
		add(timeMark, r.Times[i].Span, "", humanDate(r.Times[i].Value))
	}
	for i := range r.Places {
		for _, s := range r.Places[i].Mentions {
			add(placeMark, s, "", r.Places[i].Name)
		}
	}
	for i := range r.Figures {
		add(figureMark, r.Figures[i].Span, "", figureWords(r.Figures[i]))
	}
	for i := range r.Actors {
		for _, s := range r.Actors[i].Mentions {
			add(nameMark, s.Span, "", r.Actors[i].Name)
		}
	}
	return out
}

func anchorsOf(r *record.Record, prefix string) []anchor {
	var out []anchor
	for i := range r.Statements {
		s := &r.Statements[i]
		n := strings.TrimPrefix(s.ID, "s")
		out = append(out, anchor{
			at: statementStart(s), id: prefix + s.ID, num: n, link: "#" + prefix + "card-" + s.ID,
			label: "Statement " + n + ": " + oneLine(sourceName(s)),
		})
	}
	for i := range r.Events {
		out = append(out, anchor{at: r.Events[i].Trigger.Start, id: prefix + r.Events[i].ID})
	}
	return out
}

// noteID is the id of finding number i in the text, findingID that in its panel.
func noteID(i int) string    { return "note-" + strconv.Itoa(i+1) }
func findingID(i int) string { return "finding-" + strconv.Itoa(i+1) }

// findingMarks are the marks of findings; those about the same words are one.
func findingMarks(findings []sourcing.Finding, prefix string) []mark {
	var out []mark
	for i := 0; i < len(findings); {
		spans, title, first := findings[i].Spans, findings[i].Sentence, i
		for i++; i < len(findings) && slices.Equal(findings[i].Spans, spans); i++ {
			title += " " + findings[i].Sentence
		}
		for _, s := range spans {
			out = append(out, mark{start: s.Start, end: s.End, kind: findingMark, link: "#" + prefix + findingID(first), title: title})
		}
	}
	return out
}

// statementStart is where the number of a statement stands: before its content,
// or before whatever else there is.
func statementStart(s *record.Statement) int {
	for _, spans := range [][]record.Span{s.Content, s.Cue, s.Source.Spans} {
		if len(spans) > 0 {
			return spans[0].Start
		}
	}
	return 0
}

// blocks are the paragraphs of the report with their marks: every word of it,
// those in no paragraph too.
func (m *marker) blocks(r *record.Record) []block {
	var out []block
	w := &markWriter{marker: m}
	add := func(start, end int, kind string, continues bool) {
		start, end = min(max(start, w.at), len(m.text)), min(end, len(m.text))
		if start >= end || blank(m.text[start:end]) {
			return
		}
		w.b.Reset()
		w.write(start, end)
		if continues && len(out) > 0 {
			last := &out[len(out)-1]
			last.Kind, last.HTML = kind, last.HTML+" "+template.HTML(w.b.String())
			return
		}
		out = append(out, block{kind, template.HTML(w.b.String())})
	}
	paragraphs := r.Document.Paragraphs
	if len(paragraphs) == 0 {
		paragraphs = lines(m.text)
	}
	for i, p := range paragraphs {
		add(w.at, p.Start, "other", false)
		runIn := i > 0 && paragraphs[i-1].Kind == "dateline" && m.sameLine(paragraphs[i-1].End, p.Start)
		add(p.Start, p.End, p.Kind, p.Continues || runIn)
	}
	add(w.at, len(m.text), "other", false)
	w.b.Reset()
	w.place(len(m.text)) // anchors of what has no words
	if w.b.Len() > 0 {
		out = append(out, block{"other", template.HTML(w.b.String())})
	}
	return out
}

// sameLine tells whether nothing but spaces stands between two places.
func (m *marker) sameLine(end, start int) bool {
	if end < 0 || end > start || start > len(m.text) {
		return false
	}
	gap := m.text[end:start]
	return blank(gap) && !slices.Contains(gap, '\n')
}

// lines are the lines of text as paragraphs.
func lines(text []rune) []record.Paragraph {
	var out []record.Paragraph
	start := 0
	for i, r := range text {
		if r == '\n' {
			out = append(out, record.Paragraph{Start: start, End: i, Kind: "body"})
			start = i + 1
		}
	}
	return append(out, record.Paragraph{Start: start, End: len(text), Kind: "body"})
}

func blank(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
}

// A markWriter goes through the text once, from its start to its end.
type markWriter struct {
	*marker
	b      strings.Builder
	at     int // code points written or passed
	cut    int // next of cuts
	anchor int // next of anchors
	active [markKinds][]*mark
}

// write writes text [start, end), which must not begin before what is written.
func (w *markWriter) write(start, end int) {
	w.pass(start)
	for w.at < end {
		w.place(w.at)
		next := end
		if w.cut < len(w.cuts) {
			next = min(next, w.cuts[w.cut].at)
		}
		if w.anchor < len(w.anchors) {
			next = min(next, w.anchors[w.anchor].at)
		}
		w.piece(w.text[w.at:next])
		w.pass(next)
	}
}

// pass opens and closes the marks up to code point at, itself included.
func (w *markWriter) pass(at int) {
	for ; w.cut < len(w.cuts) && w.cuts[w.cut].at <= at; w.cut++ {
		c := w.cuts[w.cut]
		list := &w.active[c.mark.kind]
		if c.open {
			*list = append(*list, c.mark)
		} else if i := slices.Index(*list, c.mark); i >= 0 {
			*list = slices.Delete(*list, i, i+1)
		}
	}
	w.at = max(w.at, at)
}

// place writes the anchors that stand at or before code point at.
func (w *markWriter) place(at int) {
	for ; w.anchor < len(w.anchors) && w.anchors[w.anchor].at <= at; w.anchor++ {
		a := w.anchors[w.anchor]
		id := html.EscapeString(a.id)
		if a.num == "" {
			w.b.WriteString(`<span class="at" id="` + id + `"></span>`)
			continue
		}
		// The number is drawn by the style sheet: the text stays the report's own.
		w.b.WriteString(`<a class="n" id="` + id + `" href="` + html.EscapeString(a.link) +
			`" data-n="` + html.EscapeString(a.num) + `" aria-label="` + html.EscapeString(a.label) + `"></a>`)
	}
}

// piece writes words with the classes of all marks that hold of them.
func (w *markWriter) piece(words []rune) {
	if len(words) == 0 {
		return
	}
	var classes, titles, of []string
	link := ""
	for kind, list := range w.active {
		if len(list) == 0 {
			continue
		}
		inner := list[len(list)-1]
		classes = append(classes, markClasses[kind])
		if inner.link != "" {
			link = inner.link
		}
		for _, m := range list {
			if m.of != "" && !slices.Contains(of, m.of) {
				of = append(of, m.of)
			}
		}
		if inner.title != "" && !slices.Contains(titles, inner.title) {
			titles = append(titles, inner.title)
		}
	}
	text := escape(string(words))
	if len(classes) == 0 {
		w.b.WriteString(text)
		return
	}
	tag, attrs := "span", ` class="m `+strings.Join(classes, " ")+`"`
	if link != "" {
		tag, attrs = "a", attrs+` href="`+html.EscapeString(link)+`"`
	}
	if len(titles) > 0 {
		attrs += ` title="` + escape(strings.Join(titles, "; ")) + `"`
	}
	if len(of) > 0 {
		attrs += ` data-of="` + html.EscapeString(strings.Join(of, " ")) + `"`
	}
	if depth := len(w.active[directMark]) + len(w.active[indirectMark]); depth > 1 {
		attrs += ` data-depth="` + strconv.Itoa(min(depth, 3)) + `"`
	}
	w.b.WriteString("<" + tag + attrs + ">" + text + "</" + tag + ">")
}

// escape is s as HTML text. Control characters, which HTML does not allow, stand
// as U+FFFD.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' {
			return unicode.ReplacementChar
		}
		return r
	}, s))
}
