package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Bounds of what is read. SQLite takes expressions 1,000 deep; people need three.
const (
	MaxWords = 500 // words, of all terms together; the rest is left out with a note
	MaxDepth = 20  // parentheses in each other, as String writes them; deeper ones are all ignored with a note
)

// maxNesting is how deep the parentheses of the input may nest before it is read
// without them. Superfluous ones are fine.
const maxNesting = 100

// maxNotes is how many notes are kept.
const maxNotes = 20

// Parse reads s. Every input has a reading: what cannot be meant as it is
// written is read as words, or left out, and a note says so.
func Parse(s string) Query {
	p := &parser{in: s, lastQuote: strings.LastIndexFunc(s, isQuote)}
	root := p.or(context{})
	if p.nesting > maxNesting || depth(root) > MaxDepth {
		p = &parser{in: s, lastQuote: p.lastQuote, flat: true}
		p.note(0, len(s), "parentheses are nested too deep and are left out")
		root = p.or(context{})
	}
	slices.SortStableFunc(p.notes, func(a, b Note) int { return cmp.Compare(a.Start, b.Start) })
	return Query{Root: root, Notes: p.notes}
}

// A parser reads by recursive descent: or, and, operand, primary. Only
// parentheses make it descend further, so maxNesting bounds the stack.
type parser struct {
	in        string
	pos       int
	lastQuote int  // where the last quotation mark stands, -1 for none
	flat      bool // parentheses count as white space
	open      int  // parentheses that are open
	nesting   int  // the most that were
	words     int
	full      bool // MaxWords is reached
	notes     []Note
}

// or reads what OR parts, up to the end or the closing parenthesis.
func (p *parser) or(c context) Node {
	var parts []Node
	for {
		n := p.and(c)
		start := p.pos
		parts = append(parts, n)
		if !p.accept("OR", "||", "|") {
			break
		}
		if n == nil {
			p.note(start, p.pos, "OR joins nothing here and is left out")
		} else if p.atEnd() {
			p.note(start, p.pos, "OR joins nothing here and is left out")
			break
		}
	}
	parts = slices.DeleteFunc(parts, func(n Node) bool { return n == nil })
	return join(parts, func(n Node) []Node { o, _ := n.(Or); return o }, func(list []Node) Node { return Or(list) })
}

// and reads what stands side by side.
func (p *parser) and(c context) Node {
	var parts []Node
	for !p.atEnd() && !p.at("OR", "||", "|") {
		start := p.pos
		if p.accept("AND", "&&") {
			if len(parts) == 0 || p.atEnd() || p.at("OR", "||", "|") {
				p.note(start, p.pos, "AND joins nothing here and is left out")
			}
			continue
		}
		if n := p.operand(c); n != nil {
			parts = append(parts, n)
		}
	}
	return join(parts, func(n Node) []Node { a, _ := n.(And); return a }, func(list []Node) Node { return And(list) })
}

// join makes one node of parts; inner gives the parts of a part of the same kind.
func join(parts []Node, inner func(Node) []Node, outer func([]Node) Node) Node {
	var flat []Node
	for _, n := range parts {
		if in := inner(n); in != nil {
			flat = append(flat, in...)
			continue
		}
		flat = append(flat, n)
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return outer(flat)
}

// operand reads one part with the signs before it.
func (p *parser) operand(c context) Node {
	start, negative := p.pos, false
	for {
		switch {
		case p.accept("NOT"), p.sign("-", "\u2212", "!"):
			negative = !negative
			continue
		case p.sign("+"):
			continue
		}
		break
	}
	n := p.primary(c)
	switch inner, ok := n.(Not); {
	case !negative:
		return n
	case n == nil:
		p.note(start, p.pos, "NOT stands before nothing and is left out")
		return nil
	case ok:
		return inner.Part
	}
	return Not{n}
}

// primary reads a group, a phrase, a filter or a word; nil where there is none.
func (p *parser) primary(c context) Node {
	if p.atEnd() || p.at("OR", "||", "|") {
		return nil
	}
	switch {
	case p.in[p.pos] == '(':
		return p.group(c)
	case p.atQuote():
		return p.phrase(c)
	}
	start := p.pos
	run := p.run()
	if name, rest, ok := strings.Cut(run, ":"); ok && isName(name) {
		if inner, ok := field(name); ok {
			p.pos = start + len(name) + 1
			return p.filter(inner, start)
		}
		if !strings.HasPrefix(rest, "//") && (rest != "" || p.pos < len(p.in) && (p.in[p.pos] == '(' || p.atQuote())) {
			return p.unknown(c, name, rest, start)
		}
	}
	return p.leaf(c, run, start)
}

// group reads what stands in parentheses.
func (p *parser) group(c context) Node {
	start := p.pos
	p.pos++
	if p.open >= maxNesting {
		p.nesting = maxNesting + 1
		p.pos = len(p.in) // Parse will read again, without parentheses
		return nil
	}
	p.open++
	p.nesting = max(p.nesting, p.open)
	n := p.or(c)
	p.open--
	if p.pos < len(p.in) {
		p.pos++ // the closing one
	} else {
		p.note(start, start+1, "a parenthesis is not closed; it is taken to end with the query")
	}
	if n == nil {
		p.note(start, p.pos, "there is nothing between the parentheses")
	}
	return n
}

// filter reads the value of a field whose name and colon begin at start.
func (p *parser) filter(c context, start int) Node {
	colon := p.pos
	name := p.in[start : colon-1]
	if p.atEnd() || p.at("OR", "||", "|", "AND", "&&") || p.pos > colon && (p.atField() || !strings.EqualFold(name, string(c.info.Field))) {
		// "He was in: nobody asked": with a space, a synonym is a word of prose.
		p.pos = colon
		p.note(start, colon, fmt.Sprintf("no value follows %s: at once; read as a word", name))
		return p.node(p.term(name, start))
	}
	if p.pos > colon {
		p.note(start, p.pos, fmt.Sprintf("the space after %s: is left out", name))
	}
	at := p.pos
	negative := p.accept("NOT") || c.info.Kind != Day && p.sign("-", "\u2212", "!")
	n := p.value(c)
	switch {
	case n == nil:
		p.note(at, p.pos, fmt.Sprintf("%s: has no value and is left out", c.info.Field))
		return nil
	case negative:
		return Not{n}
	}
	return n
}

// value reads what stands behind the colon of a field.
func (p *parser) value(c context) Node {
	if p.atEnd() {
		return nil
	}
	at := p.pos
	switch {
	case p.in[at] == '(':
		return p.group(c)
	case p.atQuote():
		return p.phrase(c)
	case c.info.Kind == Day && strings.IndexByte("[{", p.in[at]) >= 0:
		return p.leaf(c, p.bracket(), at)
	}
	return p.leaf(c, p.run(), at)
}

// unknown reads "name:rest", where name is no field, as the words that it holds.
func (p *parser) unknown(c context, name, rest string, start int) Node {
	message := fmt.Sprintf("there is no field %q; read as words", name)
	if near := nearestField(name); near != "" {
		message = fmt.Sprintf("there is no field %q, perhaps %s: is meant; read as words", name, near)
	}
	p.note(start, p.pos, message)
	parts := []Node{p.leaf(c, name, start)}
	at := start + len(name) + 1
	for word := range strings.SplitSeq(rest, ":") {
		if word != "" {
			parts = append(parts, p.leaf(c, word, at))
		}
		at += len(word) + 1
	}
	if rest == "" {
		parts = append(parts, p.primary(c))
	}
	parts = slices.DeleteFunc(parts, func(n Node) bool { return n == nil })
	return join(parts, func(n Node) []Node { a, _ := n.(And); return a }, func(list []Node) Node { return And(list) })
}

// leaf makes a term, or a filter of c, of one run of characters at start.
func (p *parser) leaf(c context, run string, start int) Node {
	if c.info == nil {
		return p.node(p.term(run, start))
	}
	switch c.info.Kind {
	case Closed:
		return p.closed(c, run, start)
	case Day:
		return p.days(c, run, start)
	}
	t, ok := p.term(run, start)
	if !ok {
		return nil
	}
	return Filter{Field: c.info.Field, Term: t}
}

// closed reads a word of a closed field.
func (p *parser) closed(c context, run string, start int) Node {
	word := trim(run)
	if v := c.info.value(word); v != nil {
		if !p.room(1, start) {
			return nil
		}
		return Filter{Field: c.info.Field, Value: v.Word}
	}
	n := p.plainWords(run, start)
	if n == nil {
		return nil
	}
	message := fmt.Sprintf("%s: has no value %q", c.info.Field, shorten(word))
	if near := c.info.nearestValue(word); near != "" {
		message += fmt.Sprintf(", perhaps %s is meant", near)
	} else {
		message += "; it has " + c.info.valueList()
	}
	p.note(start, start+len(run), message+"; read as words of the text")
	return n
}

func (f *Info) valueList() string {
	var words []string
	for _, v := range f.Values {
		words = append(words, v.Word)
	}
	return strings.Join(words, ", ")
}

// days reads the value of a date field.
func (p *parser) days(c context, run string, start int) Node {
	dates, swapped, ok := parseDates(run, c.compare)
	if !ok {
		n := p.plainWords(run, start)
		if n != nil {
			p.note(start, start+len(run), fmt.Sprintf("%q is no year, month, day or range of them (2029, 2029-03, 2029-03-05, 2029-03..2029-04); read as words of the text", shorten(run)))
		}
		return n
	}
	if !p.room(1, start) {
		return nil
	}
	if swapped {
		p.note(start, start+len(run), "the later day comes first; the two are swapped")
	}
	return Filter{Field: c.info.Field, Dates: dates}
}

// plainWords reads the words of a value that its field does not have as words of the text.
func (p *parser) plainWords(run string, start int) Node {
	var parts []Node
	for _, w := range strings.FieldsFunc(run, isSpace) {
		if t, ok := p.term(w, start); ok {
			parts = append(parts, t)
		}
	}
	return join(parts, func(Node) []Node { return nil }, func(list []Node) Node { return And(list) })
}

// node is t as a Node, nil where it is none.
func (p *parser) node(t Term, ok bool) Node {
	if !ok {
		return nil
	}
	return t
}

// room tells whether n more words fit; where not, reading ends here.
func (p *parser) room(n, start int) bool {
	if p.words+n > MaxWords {
		p.note(start, len(p.in), fmt.Sprintf("only the first %d words are taken", p.words))
		p.full = true
		p.pos = len(p.in)
		return false
	}
	p.words += n
	return true
}

// note keeps what was taken otherwise than written. What comes of having ended
// early is not told.
func (p *parser) note(start, end int, message string) {
	switch {
	case p.full || len(p.notes) > maxNotes:
	case len(p.notes) == maxNotes:
		p.notes = append(p.notes, Note{start, len(p.in), "and more like these"})
	default:
		p.notes = append(p.notes, Note{start, end, message})
	}
}

// depth is how deep String nests parentheses for n.
func depth(n Node) int {
	switch n := n.(type) {
	case And:
		return deepest(n, func(n Node) bool { _, is := n.(Or); return is })
	case Or:
		return deepest(n, func(n Node) bool { _, is := n.(And); return is })
	case Not:
		return deepest([]Node{n.Part}, grouped)
	}
	return 0
}

func deepest(parts []Node, inner func(Node) bool) int {
	most := 0
	for _, n := range parts {
		d := depth(n)
		if inner(n) {
			d++
		}
		most = max(most, d)
	}
	return most
}

func grouped(n Node) bool {
	switch n.(type) {
	case And, Or, Not:
		return true
	}
	return false
}
