package layout

import (
	_ "embed"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed boilerplate.tsv
var furnitureData string

// furniture gives the patterns of boilerplate.tsv. They are read when the first
// report comes, and each is compiled when the first unit comes that it may fit:
// a program that reads nothing does not wait for them.
var furniture = sync.OnceValue(func() []pattern { return mustFurniture(furnitureData) })

// A pattern is one line of boilerplate.tsv.
type pattern struct {
	kind    doc.RegionKind
	foot    bool      // counts in the foot only
	needs   []string  // lower-case words of which the unit must have one
	first   [4]uint64 // the bytes that a match can start with, as a bit set
	re      func() *regexp.Regexp
	example string
}

func mustFurniture(data string) []pattern {
	var out []pattern
	for n, l := range strings.Split(data, "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 5 {
			panic(fmt.Sprintf("boilerplate.tsv:%d: %d columns, want 5", n+1, len(f)))
		}
		expr := `^(?i:` + strings.ReplaceAll(f[3], `\C{}`, `(?-i:\p{Lu})`) + `)`
		p := pattern{
			kind:    doc.RegionKind(f[0]),
			foot:    f[1] == "foot",
			first:   firstBytes(expr),
			re:      sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) }),
			example: f[4],
		}
		if f[2] != "-" {
			p.needs = strings.Split(f[2], "|")
		}
		out = append(out, p)
	}
	return out
}

// furnitureOf is the kind of page furniture that s is, "" where it is none.
func furnitureOf(s string, foot bool) doc.RegionKind {
	if len(s) > shortBytes || startsQuote(s) {
		return ""
	}
	s = strings.Join(strings.FieldsFunc(s, isBlank), " ")
	if s == "" || !utf8.ValidString(s) {
		return ""
	}
	low := lower(s)
	table := furniture()
	for i := range table {
		p := &table[i]
		if (foot || !p.foot) && p.first[s[0]>>6]&(1<<(s[0]&63)) != 0 && p.needed(low) && p.re().MatchString(s) {
			return p.kind
		}
	}
	return ""
}

func (p *pattern) needed(low string) bool {
	for _, w := range p.needs {
		if strings.Contains(low, w) {
			return true
		}
	}
	return len(p.needs) == 0
}

// firstBytes is the set of bytes that a match of expr can start with. Most
// patterns are told from prose by their first letter alone, which is a hundred
// times cheaper than to run them.
func firstBytes(expr string) (set [4]uint64) {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	if addFirst(&set, re) {
		return [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	}
	return set
}

// addFirst adds the bytes that a match of re can start with, and tells whether
// re matches nothing at all too. All bytes of longer characters are taken to fit.
func addFirst(set *[4]uint64, re *syntax.Regexp) (nullable bool) {
	set[2], set[3] = ^uint64(0), ^uint64(0)
	add := func(low, high rune) {
		for c := low; c <= min(high, utf8.RuneSelf-1); c++ {
			set[c>>6] |= 1 << (c & 63)
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		r := re.Rune[0]
		add(r, r)
		if re.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				add(f, f)
			}
		}
		return false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			add(re.Rune[i], re.Rune[i+1])
		}
		return false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		add(0, utf8.RuneSelf)
		return false
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !addFirst(set, sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			nullable = addFirst(set, sub) || nullable
		}
		return nullable
	case syntax.OpCapture, syntax.OpPlus:
		return addFirst(set, re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		addFirst(set, re.Sub[0])
		return true
	case syntax.OpRepeat:
		return addFirst(set, re.Sub[0]) || re.Min == 0
	}
	return true // the ends of text and words, and nothing
}
