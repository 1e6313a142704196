package export

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

func TestTextGolden(t *testing.T) {
	for name, opt := range map[string]TextOptions{
		"harbour-80.txt":   {},
		"harbour-40.txt":   {Width: 40},
		"harbour-ansi.txt": {Width: 500, Color: true},
	} {
		var b bytes.Buffer
		if err := Text(&b, harbour(t), opt); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// No line is wider than the terminal, and nothing reaches it that it acts on.
func TestTextKeepsToTheTerminal(t *testing.T) {
	for name, r := range oddRecords() {
		for _, width := range []int{1, 47, 80} {
			var b bytes.Buffer
			opt := TextOptions{Width: width}
			if err := Text(&b, r, opt); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if w := displaywidth.String(line); w > opt.width() {
					t.Errorf("%s at %d: %d columns: %q", name, width, w, line)
					break
				}
				if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || r == '\u202e' || r == '\u2067' }); i >= 0 {
					t.Errorf("%s: %q at %d of %q", name, line[i:min(i+4, len(line))], i, line)
					break
				}
			}
		}
	}
}

// Every word of a statement is on the page, however narrow.
func TestTextCutsNothing(t *testing.T) {
	r := harbour(t)
	for _, width := range []int{30, 55, 100} {
		var b bytes.Buffer
		if err := Text(&b, r, TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		got := squeeze(b.String())
		for _, s := range r.Statements {
			for _, c := range s.Content {
				if !strings.Contains(got, squeeze(c.Text)) {
					t.Errorf("width %d: %q is not there", width, c.Text)
				}
			}
		}
	}
}

// squeeze is s without white space: wrapping is all that may differ.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestPlainTextHasNoColour(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, harbour(t), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Error("an escape sequence without Color")
	}
}
