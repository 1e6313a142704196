package query

import (
	"slices"
	"strings"
	"unicode"
)

// String writes q in the one form that means the same for everybody. Parse reads
// it as the same tree, without notes.
func (q Query) String() string {
	var b strings.Builder
	write(&b, q.Root)
	return b.String()
}

func write(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case And:
		writeList(b, n, " ", func(n Node) bool { return len(asOr(n)) > 0 })
	case Or:
		writeList(b, n, " OR ", func(n Node) bool { _, is := n.(And); return is })
	case Not:
		b.WriteByte('-')
		writePart(b, n.Part, grouped(n.Part))
	case Term:
		b.WriteString(n.String())
	case Filter:
		b.WriteString(n.String())
	}
}

func asOr(n Node) Or { o, _ := n.(Or); return o }

func writeList(b *strings.Builder, parts []Node, sep string, group func(Node) bool) {
	for i, n := range parts {
		if i > 0 {
			b.WriteString(sep)
		}
		writePart(b, n, group(n))
	}
}

func writePart(b *strings.Builder, n Node, group bool) {
	if group {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	write(b, n)
}

// String writes f as Parse reads it.
func (f Filter) String() string {
	switch {
	case f.Dates != Interval{}:
		return string(f.Field) + ":" + f.Dates.String()
	case f.Value != "":
		return string(f.Field) + ":" + f.Value
	}
	return string(f.Field) + ":" + f.Term.String()
}

// String writes t as Parse reads it.
func (t Term) String() string {
	s := strings.Join(t.Words, " ")
	if t.Prefix {
		s += "*"
	}
	if len(t.Words) == 1 && plain(t.Words[0]) && !t.Phrase {
		return s
	}
	return `"` + s + `"`
}

// plain tells whether a word needs no quotation marks.
func plain(w string) bool {
	if slices.Contains([]string{"AND", "OR", "NOT"}, w) {
		return false
	}
	for i, r := range w {
		if !isAlnum(r) && (i == 0 || !unicode.IsMark(r) && !strings.ContainsRune(".-'\u2019_&", r)) {
			return false
		}
	}
	return w != ""
}
