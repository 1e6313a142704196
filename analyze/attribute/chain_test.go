package attribute

import (
	"slices"
	"testing"

	"github.com/saysonews/sayso/doc"
)

func TestInitialsOf(t *testing.T) {
	for _, c := range []struct {
		short, name string
		want        bool
	}{
		{"NCA", "Northern Coast Agency", true},
		{"NCA", "The Northern Coast Agency", true},
		{"BCN", "Bureau of Coast News", true},
		{"NCA", "Northern Coast Gazette", false},
		{"N", "Northern", false},
		{"", "northern coast", false},
	} {
		if got := initialsOf(c.short, c.name); got != c.want {
			t.Errorf("%q of %q: %t", c.short, c.name, got)
		}
	}
}

func TestApart(t *testing.T) {
	r := func(first, end int) doc.Range { return doc.Range{First: first, End: end} }
	for _, c := range []struct{ in, want []doc.Range }{
		{nil, nil},
		{[]doc.Range{r(1, 3), r(5, 8)}, []doc.Range{r(1, 3), r(5, 8)}},
		{[]doc.Range{r(5, 8), r(1, 3)}, []doc.Range{r(1, 3), r(5, 8)}},
		{[]doc.Range{r(1, 6), r(2, 4), r(5, 8)}, []doc.Range{r(1, 8)}},
		{[]doc.Range{r(1, 3), r(3, 5)}, []doc.Range{r(1, 3), r(3, 5)}},
	} {
		if got := apart(c.in); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.in, got, c.want)
		}
	}
}
