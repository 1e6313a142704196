package timex

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/rules.txt
var ruleData string

//go:embed data/joins.txt
var joinData string

//go:embed data/modifiers.txt
var modifierData string

// A grammar is the word list and the rules, compiled.
type grammar struct {
	words     lexicon
	rules     *rulebook
	joins     *rulebook
	modifiers *rulebook
}

// load compiles the embedded grammar, once.
var load = sync.OnceValue(func() *grammar {
	g, err := compile()
	if err != nil {
		panic(err) // the data are embedded and tested
	}
	return g
})

func compile() (*grammar, error) {
	words, err := parseWords(wordData)
	if err != nil {
		return nil, err
	}
	g := &grammar{words: words}
	for _, f := range []struct {
		name, data string
		book       **rulebook
	}{
		{"rules.txt", ruleData, &g.rules},
		{"joins.txt", joinData, &g.joins},
		{"modifiers.txt", modifierData, &g.modifiers},
	} {
		rules, err := parseRules(f.name, f.data, words)
		if err != nil {
			return nil, err
		}
		*f.book = newRulebook(rules)
	}
	return g, nil
}

// A rule is a named set of patterns that share conditions and a meaning.
type rule struct {
	name     string
	patterns []pattern
	pre      []element // the item before must be one of these
	nopre    []element // and none of these
	post     []element // the item after must be one of these
	nopost   []element // and none of these
	opens    bool      // it must open a sentence
	examples []example
}

// A pattern is a row of elements, options spelled out.
type pattern struct {
	rule     *rule
	order    int       // in the file
	before   []element // must match the items before
	elements []element
	meaning  template
}

// An element matches one item.
type element struct {
	class    class
	ids      []uint16
	hyphen   bool     // only after a hyphen
	apart    bool     // never after one
	captures []string // names that the template may use
}

func (e *element) matches(it *item) bool {
	if e.hyphen && !it.hyphen || e.apart && it.hyphen {
		return false
	}
	if it.class&e.class != 0 {
		return true
	}
	if it.id == 0 || it.found != nil {
		return false
	}
	for _, id := range e.ids {
		if id == it.id {
			return true
		}
	}
	return false
}

// A template says what a match means.
type template struct {
	kind   kind
	unit   unit
	unitOf int // element that names the unit; -1 for none
	sets   []assignment
	n      source
	mod    string
	quant  string
	freq   string
	freqOf int // element that tells how often; -1 for none
	ref    string
	joined []int // elements that are times
}

// An assignment gives a field its value.
type assignment struct {
	field field
	from  source
}

// A source is where a number comes from: an element of the match, or a constant.
type source struct {
	element int // -1: the constant alone
	class   class
	minute  bool // the element's minutes rather than its hours
	second  bool
	factor  int
	add     float64
	vague   bool // a number that nobody counted
	set     bool
}

// A rulebook finds the patterns that an item can begin.
type rulebook struct {
	byID    map[uint16][]*pattern
	byClass [64][]*pattern
	classes class // that some pattern begins with
}

func newRulebook(rules []*rule) *rulebook {
	b := &rulebook{byID: map[uint16][]*pattern{}}
	order := 0
	for _, r := range rules {
		for i := range r.patterns {
			p := &r.patterns[i]
			order++
			p.order = order
			first := &p.elements[0]
			for _, id := range first.ids {
				b.byID[id] = append(b.byID[id], p)
			}
			for bit := range 64 {
				if first.class&(1<<bit) != 0 {
					b.byClass[bit] = append(b.byClass[bit], p)
				}
			}
			b.classes |= first.class
		}
	}
	return b
}

// parseRules reads a rule file: see data/rules.txt for its form.
func parseRules(file, data string, words lexicon) ([]*rule, error) {
	var rules []*rule
	var r *rule
	var matches []string
	for n, line := range strings.Split(data, "\n") {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		var err error
		switch {
		case key == "" || key[0] == '#':
		case key == "rule":
			r = &rule{name: rest}
			rules = append(rules, r)
			matches = nil
		case r == nil:
			err = fmt.Errorf("no rule yet")
		case key == "match":
			matches = append(matches, rest)
		case key == "pre":
			err = appendConditions(&r.pre, rest, words)
		case key == "nopre":
			err = appendConditions(&r.nopre, rest, words)
		case key == "post":
			err = appendConditions(&r.post, rest, words)
		case key == "nopost":
			err = appendConditions(&r.nopost, rest, words)
		case key == "opens":
			r.opens = true
		case key == "value":
			for _, m := range matches {
				if err = addPatterns(r, m, rest, words); err != nil {
					break
				}
			}
			matches = nil
		case key == "ex":
			err = appendExample(r, rest)
		default:
			err = fmt.Errorf("unknown key %q", key)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
	}
	return rules, nil
}

// An example is a text with the times expected in it.
type example struct{ published, text, want string }

// appendExample reads "[DATE] TEXT => TIMES".
func appendExample(r *rule, s string) error {
	text, want, ok := strings.Cut(s, " => ")
	if !ok {
		return fmt.Errorf("no => in example %q", s)
	}
	e := example{published: "1998-08-07", text: strings.TrimSpace(text), want: strings.TrimSpace(want)}
	if date, after, ok := strings.Cut(e.text, "] "); ok && e.text[0] == '[' {
		e.published, e.text = date[1:], strings.TrimSpace(after)
	}
	r.examples = append(r.examples, e)
	return nil
}

// appendConditions reads a row of words and classes.
func appendConditions(list *[]element, s string, words lexicon) error {
	for _, f := range strings.Fields(s) {
		e, err := parseElement(f, words)
		if err != nil {
			return err
		}
		*list = append(*list, e)
	}
	return nil
}

// addPatterns compiles one match line with its meaning.
func addPatterns(r *rule, match, meaning string, words lexicon) error {
	rows, err := spellOut(strings.Fields(match))
	if err != nil {
		return err
	}
	for _, row := range rows {
		if len(row) == 0 {
			return fmt.Errorf("pattern %q can be empty", match)
		}
		p := pattern{rule: r}
		for _, f := range row {
			if f == "^" {
				p.before, p.elements = p.elements, nil
				continue
			}
			e, err := parseElement(f, words)
			if err != nil {
				return err
			}
			p.elements = append(p.elements, e)
		}
		if p.meaning, err = parseTemplate(meaning, p.elements); err != nil {
			return err
		}
		r.patterns = append(r.patterns, p)
	}
	return nil
}

// spellOut expands "a?" and "( a b )?" into the rows with and without them.
func spellOut(fields []string) ([][]string, error) {
	rows := [][]string{nil}
	for i := 0; i < len(fields); i++ {
		part, optional := []string{fields[i]}, false
		if fields[i] == "(" {
			end := groupEnd(fields, i)
			if end == len(fields) {
				return nil, fmt.Errorf("group without )?")
			}
			part, optional, i = fields[i+1:end], true, end
		} else if w, ok := strings.CutSuffix(fields[i], "?"); ok && w != "" {
			part, optional = []string{w}, true
		}
		inner := [][]string{part}
		if len(part) > 1 {
			var err error
			if inner, err = spellOut(part); err != nil {
				return nil, err
			}
		}
		var next [][]string
		for _, row := range rows {
			for _, in := range inner {
				next = append(next, append(row[:len(row):len(row)], in...))
			}
			if optional {
				next = append(next, row)
			}
		}
		rows = next
	}
	return rows, nil
}

// groupEnd is the index of the ")?" that closes the group opened at i.
func groupEnd(fields []string, i int) int {
	depth := 0
	for ; i < len(fields); i++ {
		switch fields[i] {
		case "(":
			depth++
		case ")?":
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

// parseElement reads "word|word|<class>", "<class:name>", "-word" or "+word".
func parseElement(s string, words lexicon) (element, error) {
	var e element
	if len(s) > 1 && s[0] == '-' {
		e.hyphen, s = true, s[1:]
	}
	if len(s) > 1 && s[0] == '+' {
		e.apart, s = true, s[1:]
	}
	for _, a := range strings.Split(s, "|") {
		if !strings.HasPrefix(a, "<") {
			e.ids = append(e.ids, words.word(a).id)
			continue
		}
		name := strings.Trim(a, "<>")
		name, capture, named := strings.Cut(name, ":")
		c, ok := classNames[name]
		if !ok {
			return e, fmt.Errorf("no such class: %s", a)
		}
		e.class |= c
		if named {
			name = capture
		}
		e.captures = append(e.captures, name)
	}
	return e, nil
}

// parseTemplate reads "KIND UNIT FIELD=VALUE...".
func parseTemplate(s string, elements []element) (template, error) {
	t := template{unitOf: -1, freqOf: -1}
	f := strings.Fields(s)
	k, ok := kindNames[f[0]]
	if !ok {
		return t, fmt.Errorf("no such kind: %s", f[0])
	}
	t.kind = k
	for i, e := range elements {
		if e.class >= tDay {
			t.joined = append(t.joined, i)
		}
	}
	for _, a := range f[1:] {
		if err := t.assign(a, elements); err != nil {
			return t, err
		}
	}
	return t, nil
}

// assign reads one word of a template.
func (t *template) assign(a string, elements []element) error {
	name, value, ok := strings.Cut(a, "=")
	if !ok {
		if t.kind == ref {
			t.ref = a
			return nil
		}
		name, value = "unit", a
	}
	at, c := captured(value, elements)
	switch name {
	case "unit":
		t.unitOf = at
		if t.unit = unitNames[value]; t.unit == noUnit && !strings.HasPrefix(value, "<") {
			return fmt.Errorf("no such unit: %s", value)
		}
	case "mod":
		t.mod = value
	case "quant":
		t.quant = value
	case "freq":
		if t.freqOf = at; at < 0 && !strings.HasPrefix(value, "<") {
			t.freq = value
		}
	case "n":
		var err error
		t.n, err = parseSource(value, at, c, elements)
		return err
	default:
		fl, ok := fieldNames[name]
		if !ok {
			return fmt.Errorf("no such field: %s", name)
		}
		if u, isUnit := unitNames[value]; isUnit {
			t.sets = append(t.sets, assignment{fl, source{element: -1, add: float64(u)}})
			return nil
		}
		src, err := parseSource(value, at, c, elements)
		if err != nil {
			return err
		}
		if src.set {
			t.sets = append(t.sets, assignment{fl, src})
		}
	}
	return nil
}

// captured is the element that value names, -1 for none.
func captured(value string, elements []element) (int, class) {
	i, j := strings.IndexByte(value, '<'), strings.IndexByte(value, '>')
	if i < 0 || j < i {
		return -1, 0
	}
	for k, e := range elements {
		if slices.Contains(e.captures, value[i+1:j]) {
			return k, e.class
		}
	}
	return -1, 0
}

// parseSource reads "3", "<name>", "-<name>", "<name>*100-100" or "now". An
// element that this spelling of the pattern lacks sets nothing, except that a
// number then counts as 1 ("a week" for "<num> weeks").
func parseSource(s string, at int, c class, elements []element) (source, error) {
	src := source{element: at, class: c, factor: 1, set: true}
	switch s {
	case "now":
		src.add = fromNow
		return src, nil
	case "that":
		src.add = fromThat
		return src, nil
	case "X":
		src.vague = true
		return src, nil
	}
	if !strings.Contains(s, "<") {
		n, err := strconv.ParseFloat(s, 64)
		src.add = n
		return src, err
	}
	if s[0] == '-' {
		src.factor, s = -1, s[1:]
	}
	open, close := strings.IndexByte(s, '<'), strings.IndexByte(s, '>')
	name, rest := s[open+1:close], s[close+1:]
	switch rest {
	case "":
	case ".minute":
		src.minute = true
	case ".second":
		src.second = true
	case "*100-100":
		src.factor, src.add = 100, -100
	case "+1900":
		src.add = 1900
	case "+0.5":
		src.add = 0.5
	default:
		return src, fmt.Errorf("cannot read %q", s)
	}
	if at < 0 {
		src.set = name == "num"
		src.add += float64(src.factor)
	}
	return src, nil
}
