package export

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/record"
)

//go:embed data/sectors.tsv
var sectorFile string

// A sectorLine is a sector and the words that show it.
type sectorLine struct {
	sector  string
	words   []string // "chief executive"
	example string
}

var sectorLines = readSectors(sectorFile)

func readSectors(file string) []sectorLine {
	var lines []sectorLine
	for line := range strings.Lines(file) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		l := sectorLine{sector: f[0], example: f[2]}
		for _, w := range strings.Fields(f[1]) {
			l.words = append(l.words, strings.ReplaceAll(w, "+", " "))
		}
		lines = append(lines, l)
	}
	return lines
}

// kindSectors are the sectors that a kind of actor stands for without more being
// known: an armed force may be an army or a police force.
var kindSectors = map[string]string{"government": "GOV", "party": "PTY", "outlet": "MED", "armed-group": "REB"}

// sectorsOf are the PLOVER sectors of a: those of its roles, or else of its name,
// or else of its kind. A person's name shows none.
func sectorsOf(a *record.Actor) []string {
	var out []string
	for _, role := range a.Roles {
		out = append(out, sectorsIn(role.Text)...)
	}
	if len(out) == 0 && !(a.Kind == "person" && a.Naming == "named") {
		out = sectorsIn(a.Name)
	}
	if s := kindSectors[a.Kind]; len(out) == 0 && s != "" {
		out = []string{s}
	}
	return out
}

// sectorsIn are the sectors that the words of s show.
func sectorsIn(s string) []string {
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	text := " " + strings.Join(fields, " ") + " "
	var out []string
	for _, l := range sectorLines {
		if slices.ContainsFunc(l.words, func(w string) bool { return strings.Contains(text, " "+w+" ") }) {
			out = append(out, l.sector)
		}
	}
	return out
}
