package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/record"
)

// The example on each line of sectors.tsv has its sector.
func TestSectorExamples(t *testing.T) {
	if len(sectorLines) == 0 {
		t.Fatal("no sectors")
	}
	for _, l := range sectorLines {
		if got := sectorsIn(l.example); !slices.Contains(got, l.sector) {
			t.Errorf("%q has sectors %v, want %s", l.example, got, l.sector)
		}
	}
}

func TestSectorsOf(t *testing.T) {
	for _, c := range []struct {
		name, kind, naming, role, want string
	}{
		{"Mara Odell", "person", "named", "transport minister", "GOV"},
		{"Judge Weld", "person", "named", "", ""}, // a name, not an office
		{"the police", "armed-force", "described", "", "COP"},
		{"Northern Front", "armed-group", "named", "", "REB"},
		{"Alder Post", "outlet", "named", "", "MED"},
		{"army officers", "group", "bare", "", "MIL"},
		{"Brightwater", "organization", "named", "", ""},
	} {
		a := record.Actor{Name: c.name, Kind: c.kind, Naming: c.naming}
		if c.role != "" {
			a.Roles = append(a.Roles, record.Role{Span: record.Span{Text: c.role}})
		}
		if got := strings.Join(sectorsOf(&a), ";"); got != c.want {
			t.Errorf("%s (%s, %s): sectors %q, want %q", c.name, c.kind, c.role, got, c.want)
		}
	}
}
