package query

import (
	"fmt"
	"strings"
	"time"
)

// Words says in English what q asks for: `reports by "globeline" in March 2029
// in which a bare source says something about "memo"`.
func (q Query) Words() string {
	if q.Root == nil {
		return "all reports"
	}
	s := phrase(q.Root)
	if strings.HasPrefix(s, "but ") {
		return "all reports, " + s
	}
	return "reports " + s
}

// phrase is what stands behind "reports".
func phrase(n Node) string {
	switch n := n.(type) {
	case And:
		return all(n)
	case Or:
		if alternatives(n) == nil {
			return either(n)
		}
	case Not:
		return "but not " + inner(n.Part)
	}
	return all([]Node{n})
}

// inner is phrase, in parentheses where its parts could be taken for others'.
func inner(n Node) string {
	if grouped(n) && alternatives(n) == nil {
		return "(" + phrase(n) + ")"
	}
	return phrase(n)
}

// alternatives are the filters of a node that asks for one of some values of one
// field; nil for other nodes.
func alternatives(n Node) []Filter {
	if f, ok := n.(Filter); ok {
		return []Filter{f}
	}
	var out []Filter
	for _, p := range asOr(n) {
		f, ok := p.(Filter)
		if !ok || len(out) > 0 && f.Field != out[0].Field {
			return nil
		}
		out = append(out, f)
	}
	return out
}

// either is the phrase of an Or. Words of the text share their "with".
func either(parts Or) string {
	var words, out []string
	for _, n := range parts {
		if t, ok := n.(Term); ok {
			words = append(words, t.words())
			continue
		}
		out = append(out, inner(n))
	}
	if len(words) > 0 {
		out = append([]string{"with " + strings.Join(words, " or ")}, out...)
	}
	return strings.Join(out, " or ")
}

// A sentence is what an And asks for, by what it asks it of.
type sentence struct {
	values map[Field][]string
	words  []string // of the text
	groups []string
	nots   []string
}

// all is the phrase of an And.
func all(parts []Node) string {
	s := sentence{values: map[Field][]string{}}
	for _, n := range parts {
		switch t := n.(type) {
		case Term:
			s.words = append(s.words, t.words())
		case Not:
			s.nots = append(s.nots, phrase(t))
		default:
			s.group(n)
		}
	}
	return s.String()
}

// group adds a filter, or parts in parentheses.
func (s *sentence) group(n Node) {
	fs := alternatives(n)
	if fs == nil {
		s.groups = append(s.groups, inner(n))
		return
	}
	var values []string
	for _, f := range fs {
		values = append(values, f.words())
	}
	s.values[fs[0].Field] = append(s.values[fs[0].Field], strings.Join(values, " or "))
}

// String puts the parts in the order of English: whose reports, of when, with
// which words, in which somebody says something.
func (s sentence) String() string {
	var front, with []string
	for _, p := range s.values[Publisher] {
		front = append(front, "by "+p)
	}
	front = append(front, s.values[Date]...)
	add := func(format string, values []string) {
		if len(values) > 0 {
			with = append(with, fmt.Sprintf(format, enumerate(values)))
		}
	}
	add("with %s", s.words)
	add("with %s in the headline", s.values[Title])
	add("that credit %s", s.values[Credit])
	add("in which %s has a part", s.values[Actor])
	if !s.event() {
		add("that name the place %s", s.values[Place])
	}
	add("in which %s", s.statement())
	add("that tell of %s", s.happening())
	with = append(append(with, s.groups...), s.nots...)
	if len(with) > 0 {
		front = append(front, strings.Join(with, ", "))
	}
	return strings.Join(front, " ")
}

// statement is "a bare source denies something about …"; nothing where no
// statement is asked for.
func (s sentence) statement() []string {
	who := append(append([]string{}, s.values[Speaker]...), s.values[Naming]...)
	what, about := s.values[Act], s.values[About]
	if len(who)+len(what)+len(about) == 0 {
		return nil
	}
	subject := strings.Join(who, ", ")
	switch len(who) {
	case 0:
		subject = "somebody"
	case 1:
	default:
		subject += ","
	}
	if len(what) == 0 {
		what = []string{"says something"}
	}
	out := subject + " " + strings.Join(what, " and ")
	if len(about) > 0 {
		out += " about " + enumerate(about)
	}
	return []string{out}
}

// event tells whether an event is asked for.
func (s sentence) event() bool { return len(s.values[Event])+len(s.values[When]) > 0 }

// happening is "an assault at … in March 2029"; nothing where no event is asked for.
func (s sentence) happening() []string {
	if !s.event() {
		return nil
	}
	what := s.values[Event]
	if len(what) == 0 {
		what = []string{"an event"}
	}
	out := strings.Join(what, " and ")
	if places := s.values[Place]; len(places) > 0 {
		out += " at " + enumerate(places)
	}
	return []string{strings.Join(append([]string{out}, s.values[When]...), " ")}
}

// enumerate is "a, b and c".
func enumerate(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

// words is the value that f asks for.
func (f Filter) words() string {
	switch i := info(f.Field); {
	case i == nil:
		return f.Term.words()
	case i.Kind == Day:
		return f.Dates.words()
	case i.Kind == Closed:
		if v := i.value(f.Value); v != nil {
			return v.Reads
		}
		return f.Value
	}
	return f.Term.words()
}

func (t Term) words() string {
	s := `"` + strings.Join(t.Words, " ")
	if t.Prefix {
		s += "…"
	}
	return s + `"`
}

// words is "in March 2029", "on 5 March 2029", "from 2029 on", "from … to …".
func (i Interval) words() string {
	g := i.grain()
	from, to := g.words(i.From), g.words(i.To)
	switch {
	case from == to && g == dayGrain:
		return "on " + from
	case from == to:
		return "in " + from
	case to == "":
		return "from " + from + " on"
	case from == "":
		return "until " + g.end() + to
	}
	return "from " + from + " to " + g.end() + to
}

// end makes plain that a whole month or year is meant.
func (g grain) end() string {
	if g == dayGrain {
		return ""
	}
	return "the end of "
}

// words writes an ISO day as people do.
func (g grain) words(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		return day
	case g == yearGrain:
		return t.Format("2006")
	case g == monthGrain:
		return t.Format("January 2006")
	}
	return t.Format("2 January 2006")
}
