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
// a name counts once.
func CompareCredits(kind string, gold []Credit, got []doc.Credit) Tally {
	want := creditNames(kind, gold)
	var have []string
	for _, c := range got {
		if name := creditName(c.Name); c.Kind == kind && !slices.Contains(have, name) {
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
