package layout

import (
	_ "embed"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed boilerplate.tsv
var furnitureData string

// furniture are the patterns of boilerplate.tsv.
var furniture = mustFurniture(furnitureData)

// A pattern is one line of boilerplate.tsv.
type pattern struct {
	kind    doc.RegionKind
	foot    bool      // counts in the foot only
	needs   []string  // lower-case words of which the unit must have one
	first   [4]uint64 // the bytes that a match can start with, as a bit set
	re      *regexp.Regexp
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
			re:      regexp.MustCompile(expr),
			first:   firstBytes(expr),
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
	if !utf8.ValidString(s) {
		return ""
	}
	if s == "" {
		return ""
	}
	low := lower(s)
	for i := range furniture {
		p := &furniture[i]
		if (foot || !p.foot) && p.first[s[0]>>6]&(1<<(s[0]&63)) != 0 && p.needed(low) && p.re.MatchString(s) {
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
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic(err)
	}
	seen := make([]bool, len(prog.Inst))
	var visit func(pc uint32)
	visit = func(pc uint32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(in.Out)
			visit(in.Arg)
		case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
			visit(in.Out)
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			for c := range 256 {
				// All bytes of longer characters are taken to fit.
				if c >= utf8.RuneSelf || in.MatchRune(rune(c)) {
					set[c>>6] |= 1 << (c & 63)
				}
			}
		}
	}
	visit(uint32(prog.Start))
	return set
}
