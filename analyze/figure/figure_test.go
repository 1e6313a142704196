package figure

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// show writes figures as data/words.tsv and testdata/cases.txt have them.
func show(d *doc.Doc, figures []doc.Figure) string {
	if len(figures) == 0 {
		return "none"
	}
	var out []string
	for _, f := range figures {
		value, u := "-", "-"
		if f.HasValue {
			value = strconv.FormatFloat(f.Value, 'g', 3, 64)
			if f.Value < 1e6 && f.Value == float64(int(f.Value)) {
				value = strconv.Itoa(int(f.Value))
			}
		}
		if f.Unit != "" {
			u = f.Unit
		}
		s := f.Span.In(d.Text) + " " + f.Kind + " " + value + " " + u
		if f.Approximate {
			s += " ~"
		}
		if f.HasMin {
			s += " min=" + strconv.FormatFloat(f.Min, 'g', -1, 64)
		}
		if f.HasMax {
			s += " max=" + strconv.FormatFloat(f.Max, 'g', -1, 64)
		}
		if !f.Of.Empty() {
			s += " of=" + f.Of.In(d.Text)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ; ")
}

// TestWords runs the example of every line of the word list.
func TestWords(t *testing.T) {
	_, examples, err := parseWords(wordFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		d := document(e.text)
		if got := show(d, Find(d)); got != e.want {
			t.Errorf("%q\ngot  %s\nwant %s", e.text, got, e.want)
		}
	}
}

// TestCases runs testdata/cases.txt: a text, the figures expected, an empty line.
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
		d := document(lines[0])
		if got, want := show(d, Find(d)), strings.Join(lines[1:], " ; "); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", lines[0], got, want)
		}
	}
}
