package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive/archivetest"
)

// TestPlacesBare: where nothing happened at a place whose position is known, the list
// comes first, and the map is there for who asks for it.
func TestPlacesBare(t *testing.T) {
	r := newRoom(t)
	story := archivetest.Story{
		Publisher: "News", Published: "2029-03-08", Text: "Crowds met in Little Harrow. The Concord alliance sang.",
		Places:   []archivetest.Place{{Name: "Little Harrow", Words: []string{"Little Harrow"}}, {Name: "Concord", Words: []string{"Concord"}}},
		Happened: []archivetest.Happened{{Words: "met", Place: "Little Harrow"}},
	}
	item := story.Item("one")
	for i := range item.Record.Places {
		if p := &item.Record.Places[i]; p.Name == "Concord" {
			p.Kind, p.Country, p.Latitude, p.Longitude = "city", somewhere("US"), degree(37.98), degree(-122.03)
		}
	}
	r.addItems(item)
	page := r.get("/places", http.StatusOK)
	list, away := strings.Index(page, "<table>"), strings.Index(page, "Nothing to put on a map")
	if list < 0 || away < list || !strings.Contains(page[away:], "<bdi>Concord</bdi></b> (US)") {
		t.Error("the page does not say, behind the list, that there is nothing to put on a map")
	}
	if !strings.Contains(page[max(away, 0):], "<details><summary>") || strings.Index(page, `<figure class="map">`) < away {
		t.Error("the map is not put away")
	}
	if page := r.get("/places?view=world", http.StatusOK); !strings.Contains(page, "<details open><summary>") {
		t.Error("a part of the map that was asked for is not shown")
	}
	if page := atlasRoom(t).get("/places", http.StatusOK); strings.Contains(page, "Nothing to put on a map") {
		t.Error("a map with events on it is put away")
	}
}
