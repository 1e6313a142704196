package coref_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// TestConvoy holds the cast of the aid-convoy report to its reading by hand. The
// names come from the trained stages before, so a miss or two is let pass.
func TestConvoy(t *testing.T) {
	const folder = "../../../shared/cases/aid-convoy/"
	text, err := os.ReadFile(folder + "article.txt")
	if err != nil {
		t.Skip("no case: ", err)
	}
	file, err := os.ReadFile(folder + "gold.json")
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Actors []struct {
			Name, Type, Alias string
			RoleAny           []string `json:"role_any"`
		}
	}
	if err := json.Unmarshal(file, &gold); err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Source: doc.Source{Text: string(text)}}
	analysis(t).Run(d)
	if err := doc.Check(d); err != nil {
		t.Fatal(err)
	}
	misses := 0
	miss := func(format string, args ...any) {
		t.Logf(format, args...)
		misses++
	}
	for _, want := range gold.Actors {
		i := slices.IndexFunc(d.Actors, func(a doc.Actor) bool {
			return called(a, want.Name) && (a.Kind == doc.ActorPerson) == (want.Type == "person")
		})
		if i < 0 {
			miss("no %s %s", want.Type, want.Name)
			continue
		}
		if got := d.Actors[i]; want.Alias != "" && !called(got, want.Alias) {
			miss("%s is not called %s", want.Name, want.Alias)
		} else if len(want.RoleAny) > 0 && !slices.ContainsFunc(got.Roles, func(r doc.Role) bool {
			return slices.Contains(want.RoleAny, r.Span.In(d.Text))
		}) {
			miss("%s has none of the roles %q", want.Name, want.RoleAny)
		}
	}
	if misses > 2 {
		t.Errorf("%d of %d actors are not right", misses, len(gold.Actors))
	}
}

func called(a doc.Actor, name string) bool {
	return slices.ContainsFunc(append(a.Aliases, a.Name), func(s string) bool { return strings.EqualFold(s, name) })
}
