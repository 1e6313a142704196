package identity

import (
	"slices"
	"testing"
)

// TestNear: of few groups with a handle all are looked at, of a crowd those that are met
// nearest in time, wherever they were first met.
func TestNear(t *testing.T) {
	p := newPool()
	var groups []*group
	for report := range 300 {
		g := &group{reports: []int{report}, names: []name{{form: form{key: "harbour", shortHandles: []string{"harbour"}}}}}
		groups = append(groups, g)
		p.add(g, report)
		if report == crowd-1 {
			if got := p.short["harbour"].near(0, crowd); !slices.Equal(got, groups) {
				t.Errorf("of %d groups %d are looked at", crowd, len(got))
			}
		}
	}
	p.meet(groups[0], groups[0].names, 299)
	got := p.short["harbour"].near(299, crowd)
	for i, g := range groups {
		if want := i == 0 || i > 300-crowd; slices.Contains(got, g) != want {
			t.Errorf("group of report %d is looked at: %v, want %v", i, !want, want)
		}
	}
	if len(got) != crowd {
		t.Errorf("%d groups of a crowd are looked at, want %d", len(got), crowd)
	}
}
