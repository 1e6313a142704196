package timex

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestReport reads a whole report whose times a person listed.
func TestReport(t *testing.T) {
	const dir = "../../../shared/cases/aid-convoy/"
	article, err := os.ReadFile(dir + "article.txt")
	if err != nil {
		t.Skip("no ../shared/cases beside the module")
	}
	raw, err := os.ReadFile(dir + "gold.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Document struct{ Published string }
		Times    []struct{ Text, Type, Value string }
	}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	d := document(string(article), want.Document.Published)
	found := Find(d)
	got := map[string]int{}
	for _, x := range found {
		got[x.Span.In(d.Text)+" "+x.Type+" "+x.Value]++
	}
	right := 0
	for _, w := range want.Times {
		key := w.Text + " " + w.Type + " " + w.Value
		if got[key] == 0 {
			t.Logf("missing: %s", key)
			continue
		}
		got[key]--
		right++
	}
	if right < 12 {
		t.Errorf("%d of %d times right, want at least 12; found %s", right, len(want.Times), show(d, found))
	}
	if extra := len(found) - right; extra > 2 {
		t.Errorf("%d times that nobody listed: %s", extra, show(d, found))
	}
}

// TestCases runs testdata/cases.txt: a text, the times expected, an empty line.
func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(raw), "\n\n") {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		for len(lines) > 0 && strings.HasPrefix(lines[0], "#") {
			lines = lines[1:]
		}
		if len(lines) < 2 {
			continue
		}
		published, text, ok := strings.Cut(lines[0], "] ")
		if !ok || published[0] != '[' {
			t.Errorf("no [date] in %q", lines[0])
			continue
		}
		d := document(text, published[1:])
		var got []string
		for _, x := range Find(d) {
			got = append(got, describe(d, x))
		}
		if g, w := strings.Join(got, "\n"), strings.Join(lines[1:], "\n"); g != w && !(g == "" && w == "none") {
			t.Errorf("%s\ngot\n%s\nwant\n%s", lines[0], g, w)
		}
	}
}
