package eval

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A Credit is whom a report owes something to, as gold has it.
type Credit struct {
	Kind string // of doc.Credit
	Name string
}

// CompareCredits compares the credits of one kind with gold's of that kind.
// Names are the same but for case, an article in front and marks at their ends;
// a name counts once. One that is in open and not in gold counts for nothing.
func CompareCredits(kind string, gold, open []Credit, got []doc.Credit) Tally {
	want, free := creditNames(kind, gold), creditNames(kind, open)
	var have []string
	for _, c := range got {
		name := creditName(c.Name)
		if c.Kind != kind || slices.Contains(have, name) {
			continue
		}
		if slices.Contains(want, name) || !slices.Contains(free, name) {
			have = append(have, name)
		}
	}
	right := 0
	for _, name := range have {
		right += count(slices.Contains(want, name))
	}
	return pairs(len(want), len(have), right)
}

func creditNames(kind string, credits []Credit) []string {
	var out []string
	for _, c := range credits {
		if name := creditName(c.Name); c.Kind == kind && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func creditName(name string) string {
	name = strings.Trim(strings.Join(strings.Fields(strings.ToLower(name)), " "), ".,:;")
	return strings.TrimPrefix(name, "the ")
}
