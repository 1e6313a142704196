package reuse

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// outlets are the publishers of a collection, with the forms of their names.
type outlets struct {
	of   []string            // the publisher of each report as a key; "" unknown
	goBy map[string][]called // the publishers that go by a form
}

// A called says that a publisher goes by a form, if it is written so.
type called struct {
	publisher string
	as        form
}

func outletsOf(reports []*link.Report) outlets {
	o := outlets{goBy: map[string][]called{}}
	seen := map[string]bool{}
	for _, r := range reports {
		key := nameKey(r.Publisher)
		o.of = append(o.of, key)
		if key == "" || seen[key] {
			continue
		}
		seen[key] = true
		for name, as := range formsOf(r.Publisher) {
			o.goBy[name] = append(o.goBy[name], called{key, as})
		}
	}
	return o
}

// nameKey is a name without its article, joined and in lower case.
func nameKey(name string) string {
	words := nameWords(strings.ToLower(domainName(name)))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// same tells whether two reports are of one publisher, as far as is known.
func (o outlets) same(a, b int) bool { return o.of[a] != "" && o.of[a] == o.of[b] }

// absent is an outlet that both a and b credit and that is no publisher of the
// collection; "" for none.
func (o outlets) absent(a, b *link.Report) string {
	owed := func(c link.Credit) bool {
		return (c.Kind == "wire" || c.Kind == "outlet") && nameKey(c.Name) != "" && len(o.goBy[nameKey(c.Name)]) == 0
	}
	for _, x := range a.Credits {
		if owed(x) && slices.ContainsFunc(b.Credits, func(y link.Credit) bool { return owed(y) && nameKey(x.Name) == nameKey(y.Name) }) {
			return x.Name
		}
	}
	return ""
}
