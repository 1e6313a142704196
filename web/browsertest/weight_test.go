package browsertest

import (
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"testing"
)

// What a first load may weigh in bytes as it comes over the wire.
const (
	mostScript = 60_000
	mostStyle  = 30_000
)

var loaded = regexp.MustCompile(`(?:src|href)="(/assets/[^"]+\.(js|css))"`)

// TestWeight weighs the scripts and styles of every page.
func TestWeight(t *testing.T) {
	if testing.Short() {
		t.Skip("building the program takes too long for -short")
	}
	needProgram(t)
	c := serve(t, filepath.Join(house.dir, "demo.db"))
	t.Cleanup(c.stop)
	for _, s := range sights(t, c.url) {
		weight := map[string]int{}
		for _, link := range loaded.FindAllStringSubmatch(string(fetch(t, c.url+s.path, "")), -1) {
			weight[link[2]] += len(fetch(t, c.url+link[1], "gzip"))
		}
		t.Logf("%s: %d bytes of script, %d of style", s.name, weight["js"], weight["css"])
		if weight["js"] == 0 || weight["js"] > mostScript {
			t.Errorf("%s loads %d bytes of script, at most %d", s.name, weight["js"], mostScript)
		}
		if weight["css"] == 0 || weight["css"] > mostStyle {
			t.Errorf("%s loads %d bytes of style, at most %d", s.name, weight["css"], mostStyle)
		}
	}
}

// fetch is the body of an answer as it came, in an encoding.
func fetch(t *testing.T, url, encoding string) []byte {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", encoding)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Encoding"); got != encoding {
		t.Fatalf("%s came in encoding %q, want %q", url, got, encoding)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
