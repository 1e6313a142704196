package browsertest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A sight is a page as all tests of every page look at it.
type sight struct {
	name string // of its template, or what it is besides; pictures have it too
	path string
}

// sights are all pages of a room.
func sights(t testing.TB, room string) []sight {
	t.Helper()
	var claims struct{ Claims []struct{ ID string } }
	var actors struct{ Actors []struct{ ID string } }
	var publishers struct{ Publishers []struct{ Value string } }
	var found struct{ Hits []struct{ ID string } }
	get(t, room+"/api/v1/claims", &claims)
	get(t, room+"/api/v1/actors", &actors)
	get(t, room+"/api/v1/publishers", &publishers)
	get(t, room+"/api/v1/search?limit=500", &found)
	if len(claims.Claims) < 2 || len(actors.Actors) == 0 || len(publishers.Publishers) == 0 || len(found.Hits) == 0 {
		t.Fatalf("the room is empty: %d claims, %d actors, %d publishers, %d reports", len(claims.Claims), len(actors.Actors), len(publishers.Publishers), len(found.Hits))
	}
	report, other := "", ""
	for _, h := range slices.Backward(found.Hits) {
		var m struct {
			Copies []struct{ Other struct{ ID string } }
		}
		get(t, room+"/api/v1/reports/"+h.ID, &m)
		if len(m.Copies) > 0 {
			report, other = h.ID, m.Copies[0].Other.ID
			break
		}
	}
	return []sight{
		{"front", "/"},
		{"search", "/?q=explosion"},
		{"report", "/report/" + report},
		{"changes", "/report/" + report + "/changes?to=" + other},
		{"claims", "/claims"},
		{"claim", "/claim/" + claims.Claims[1].ID},
		{"timeline", "/timeline"},
		{"places", "/places"},
		{"actors", "/actors"},
		{"actor", "/actor/" + actors.Actors[0].ID},
		{"publishers", "/publishers"},
		{"publisher", "/publisher/" + url.PathEscape(publishers.Publishers[0].Value)},
		{"review", "/review"},
		{"decisions", "/decisions"},
		{"jobs", "/jobs"},
		{"failures", "/failures"},
		{"problem", "/there-is-no-such-page"},
	}
}

func get(t testing.TB, url string, v any) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(v); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
}

// TestEveryTemplateIsLookedAt holds the list of pages to the templates.
func TestEveryTemplateIsLookedAt(t *testing.T) {
	room := demoRoom(t)
	files, err := filepath.Glob("../pages/*.tmpl")
	if err != nil || len(files) == 0 {
		t.Fatal("no templates: ", err)
	}
	all := sights(t, room)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".tmpl")
		if name == "layout" || name == "parts" {
			continue // parts of the others
		}
		if !slices.ContainsFunc(all, func(s sight) bool { return s.name == name }) {
			t.Errorf("no test looks at the page of %s", f)
		}
	}
}

// each looks at every page in a tab of its own.
func each(t *testing.T, room string, look func(*testing.T, sight, *tab)) {
	for _, s := range sights(t, room) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, room)
			b.visit(s.path)
			if s.name == "problem" {
				b.forgive("404")
			}
			if eval[string](b, "document.querySelector('#main').innerText.trim()") == "" {
				t.Error("the page is empty")
			}
			look(t, s, b)
		})
	}
}

// forgive takes back the complaints that hold some words.
func (b *tab) forgive(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = slices.DeleteFunc(b.complaints, func(c string) bool { return strings.Contains(c, words) })
}
