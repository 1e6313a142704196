package sqlite

import "strings"

// A match is an expression of FTS5 on tokens, or with but its complement, which
// FTS5 has only beside something else.
type match struct {
	text  string // "" holds of nothing
	but   bool
	depth int // how deep brackets go
}

// deepest is how deep brackets may go. FTS5's parser has a stack of 100, of which
// a bracket takes up to three.
const deepest = 20

var (
	nothing    = match{}
	everything = match{but: true}
)

func (m match) not() match {
	m.but = !m.but
	return m
}

// String is m as FTS5 reads it; "" where it holds of nothing.
func (m match) String() string {
	all := tokenMatch(every, "").text
	switch {
	case !m.but:
		return m.text
	case m.text == "":
		return all
	}
	return all + " NOT " + bracket(m).text
}

func tokenMatch(l letter, token string) match {
	return match{text: `"` + string(l) + token + `"`}
}

// allOf holds where all of the matches do.
func allOf(ms []match) match {
	var yes, no []match
	for _, m := range ms {
		switch {
		case m == nothing:
			return nothing
		case m == everything:
		case m.but:
			no = append(no, m)
		default:
			yes = append(yes, m)
		}
	}
	if len(no) == 0 && len(yes) == 0 {
		return everything
	}
	out := list(no, " OR ").not()
	if len(yes) > 0 {
		out = list(yes, " AND ")
	}
	if len(no) > 0 && len(yes) > 0 {
		n := bracket(list(no, " OR "))
		out = bracket(out)
		out = match{text: out.text + " NOT " + n.text, depth: max(out.depth, n.depth)}
	}
	return out
}

// anyOf holds where one of the matches does: not where all do not.
func anyOf(ms []match) match {
	var yes []match
	plain := true
	for _, m := range ms {
		if m == everything {
			return everything
		}
		plain = plain && !m.but
		if m != nothing {
			yes = append(yes, m)
		}
	}
	if plain {
		return list(yes, " OR ")
	}
	for i := range yes {
		yes[i] = yes[i].not()
	}
	return allOf(yes).not()
}

// list is the texts of matches with an operator between.
func list(ms []match, operator string) match {
	switch len(ms) {
	case 0:
		return nothing
	case 1:
		return match{text: ms[0].text, depth: ms[0].depth}
	}
	var out match
	texts := make([]string, len(ms))
	for i, m := range ms {
		m = bracket(m)
		texts[i] = m.text
		out.depth = max(out.depth, m.depth)
	}
	out.text = strings.Join(texts, operator)
	return out
}

// bracket puts brackets around what is more than one phrase.
func bracket(m match) match {
	if strings.Count(m.text, `"`) <= 2 || m.text[0] == '(' && closes(m.text) {
		return m
	}
	return match{text: "(" + m.text + ")", depth: m.depth + 1}
}

// closes tells whether the bracket that text begins with is closed at its end.
func closes(text string) bool {
	open := 0
	for i, c := range text {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
		if open == 0 {
			return i == len(text)-1
		}
	}
	return false
}
