package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/archive/sqlite"
)

// TestSpeed asks for every page of an archive, several times each, and prints how
// long the server takes. It runs where SAYSO_ARCHIVE names an archive:
//
//	SAYSO_ARCHIVE=/tmp/new.db go test -run TestSpeed -count 1 -v ./web
//
// What is asked for comes from the archive, so that any will do.
func TestSpeed(t *testing.T) {
	path := os.Getenv("SAYSO_ARCHIVE")
	if path == "" {
		t.Skip("set SAYSO_ARCHIVE to an archive to measure its pages")
	}
	store, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	h, err := New(Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	r := room{t, store, h}
	table := fmt.Sprintf("%-34s %8s %8s\n", "page, ms", "median", "most")
	var all []time.Duration
	for _, p := range measured(r) {
		t.Run(p.name, func(t *testing.T) {
			took := r.takes(p.paths)
			all = append(all, took...)
			table += row(p.name, took)
		})
	}
	slices.Sort(all)
	fmt.Print(table, row("all", all))
}

// row is a row of the table for times that are sorted.
func row(name string, took []time.Duration) string {
	return fmt.Sprintf("%-34s %8.1f %8.1f\n", name, millis(took[len(took)/2]), millis(took[len(took)-1]))
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// takes is how long each of the pages takes, some times over, sorted. The first time
// does not count: the file may not be in memory.
func (r room) takes(paths []string) []time.Duration {
	const times = 7
	var took []time.Duration
	for _, path := range paths {
		for i := range times + 1 {
			start := time.Now()
			r.get(path, http.StatusOK)
			if i > 0 {
				took = append(took, time.Since(start))
			}
		}
	}
	slices.Sort(took)
	return took
}

// A measuredPage is pages of one kind.
type measuredPage struct {
	name  string
	paths []string
}

// measured are the pages to measure: of each kind some that the archive has.
func measured(r room) []measuredPage {
	var front Search
	r.getJSON("/search.json?limit=40", &front)
	var claims Claims
	r.getJSON("/claims.json", &claims)
	var actors Actors
	r.getJSON("/actors.json", &actors)
	var reports, claim, actor, publisher []string
	for _, h := range front.Hits[:min(len(front.Hits), 5)] {
		reports = append(reports, "/report/"+h.ID)
	}
	for _, c := range claims.Claims[:min(len(claims.Claims), 5)] {
		claim = append(claim, "/claim/"+c.ID)
	}
	for _, a := range actors.Actors[:min(len(actors.Actors), 5)] {
		actor = append(actor, "/actor/"+a.ID)
	}
	var filters []string
	for _, f := range front.Facets {
		filters = append(filters, f.Values[0].Query)
		if f.Field == "publisher" {
			publisher = append(publisher, "/publisher/"+url.PathEscape(f.Values[0].Value))
		}
	}
	rare := rareWord(front)
	pages := []measuredPage{
		{"front page, nothing asked", []string{"/"}},
		{"search, common word", asking("/", "said", "the")},
		{"search, rare word", asking("/", rare)},
		{"search, common words, best first", []string{"/?sort=best&q=said+the"}},
		{"search, one field", asking("/", filters...)},
		{"search, field and word", asking("/", "naming:bare said", "act:deny about:"+rare, "-said "+rare)},
		{"search, second page", []string{following(r, "/search.json"), following(r, "/search.json?q=said")}},
		{"report", reports},
		{"list of claims", []string{"/claims", following(r, "/claims.json")}},
		{"list of claims, common word", []string{"/claims?q=said", "/claims?q=the"}},
		{"claim", claim},
		{"actors", []string{"/actors", "/actors?q=the"}},
		{"actor", actor},
		{"publishers", []string{"/publishers"}},
		{"publisher", publisher},
		{"timeline, nothing asked", []string{"/timeline", following(r, "/timeline.json")}},
		{"timeline, common word", asking("/timeline", "said", "the")},
		{"timeline, rare word", asking("/timeline", rare)},
		{"timeline, one field", asking("/timeline", filters...)},
		{"timeline, by day of report", []string{"/timeline?by=reported", "/timeline?by=reported&q=said"}},
		{"timeline, a month", []string{"/timeline?from=" + month(front) + "-01&to=" + month(front) + "-28"}},
		{"places, nothing asked", []string{"/places", following(r, "/places.json")}},
		{"places, common word", asking("/places", "said", "the")},
		{"places, rare word", asking("/places", rare)},
		{"places, one field", asking("/places", filters...)},
	}
	for i := range pages {
		pages[i].paths = slices.DeleteFunc(pages[i].paths, func(p string) bool { return p == "" })
	}
	return slices.DeleteFunc(pages, func(p measuredPage) bool { return len(p.paths) == 0 })
}

// asking are the addresses of a page for questions.
func asking(page string, questions ...string) []string {
	var out []string
	for _, q := range questions {
		out = append(out, page+"?q="+url.QueryEscape(q))
	}
	return out
}

// following is the page after one; "" where there is none.
func following(r room, path string) string {
	var m Page
	r.getJSON(path, &m)
	return strings.Replace(m.Next, ".json", "", 1)
}

// rareWord is the longest word of a title.
func rareWord(s Search) string {
	long := func(a, b string) int { return cmp.Compare(len(a), len(b)) }
	for _, h := range s.Hits {
		if words := strings.FieldsFunc(h.Title, func(c rune) bool { return c < 'A' }); len(words) > 0 {
			return slices.MaxFunc(words, long)
		}
	}
	return "silo"
}

// month is that of a report in the midst of the first ones.
func month(s Search) string {
	for _, h := range s.Hits[len(s.Hits)/2:] {
		if day := dayOf(h.Published); day != "" {
			return day[:7]
		}
	}
	return "2024-05"
}
