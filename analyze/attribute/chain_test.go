package attribute

import "testing"

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
