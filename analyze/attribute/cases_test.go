package attribute_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/doc"
)

var update = flag.Bool("update", false, "write what the analysis gives into testdata/statements.txt")

const caseFile = "testdata/statements.txt"

// TestCases reads testdata/statements.txt: a comment that names the phenomenon, a
// text, and one line a statement. The whole analysis runs over the text.
func TestCases(t *testing.T) {
	blocks, p := caseBlocks(t)
	var out strings.Builder
	for _, block := range blocks {
		head, text, want := parse(block)
		if text == "" {
			out.WriteString(head + "\n")
			continue
		}
		d := &doc.Doc{Source: doc.Source{Text: strings.ReplaceAll(text, `\n`, "\n"), Meta: doc.Metadata{Publisher: "Alder Post", Published: "2021-05-05", Given: true}}}
		p.Run(d)
		got := lines(d)
		if got != want && !*update {
			t.Errorf("%s\n%s\n got\n%s\nwant\n%s", head, text, got, want)
		}
		fmt.Fprintf(&out, "\n%s\n%s\n%s", head, text, got)
	}
	if *update {
		if err := os.WriteFile(caseFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// caseBlocks are the cases, each still as it is written, and what they run through.
func caseBlocks(t *testing.T) ([]string, analyze.Pipeline) {
	b, err := os.ReadFile(caseFile)
	if err != nil {
		t.Fatal(err)
	}
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n\n"), p
}

// TestFragments runs over each case from each of its words on: rules that look at the
// words before theirs must bear that there are none.
func TestFragments(t *testing.T) {
	blocks, p := caseBlocks(t)
	for _, block := range blocks {
		_, text, _ := parse(block)
		words := strings.Fields(text)
		for i := range words {
			d := &doc.Doc{Source: doc.Source{Text: strings.Join(words[i:], " ")}}
			p.Run(d)
			if err := doc.Check(d); err != nil {
				t.Errorf("%q: %v", d.Text, err)
			}
		}
	}
}

// parse cuts a block into its comments, its text, and the expected statements.
func parse(block string) (head, text, want string) {
	var comments []string
	for line := range strings.Lines(block + "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
			comments = append(comments, strings.TrimSpace(line))
		case strings.HasPrefix(line, "- "):
			want += line
		default:
			text += strings.TrimSuffix(line, "\n")
		}
	}
	return strings.Join(comments, "\n"), text, want
}

func lines(d *doc.Doc) string {
	var b strings.Builder
	for _, s := range d.Statements {
		var chain []string
		for _, l := range s.Chain {
			chain = append(chain, l.Name)
		}
		fmt.Fprintf(&b, "- %s (%s) | %s | %s | %s %s", s.Source.Name, s.Source.Naming, texts(d, s.Cue), texts(d, s.Content), s.Form, s.Act)
		for _, x := range []struct{ label, value string }{
			{"stance", skip(s.Stance, "neutral")}, {"polarity", skip(s.Polarity, "positive")}, {"determinacy", skip(s.Determinacy, "asserted")},
			{"basis", skip(s.Source.Basis, "unstated")}, {"to", s.Addressee.In(d.Text)}, {"channel", s.Channel.In(d.Text)}, {"reason", s.Source.Reason.In(d.Text)},
		} {
			if x.value != "" {
				fmt.Fprintf(&b, " %s=%s", x.label, x.value)
			}
		}
		if len(chain) > 2 {
			fmt.Fprintf(&b, " | %s", strings.Join(chain, " > "))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func skip(value, usual string) string {
	if value == usual {
		return ""
	}
	return value
}

func texts(d *doc.Doc, spans []doc.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(d.Text))
	}
	return strings.Join(out, " … ")
}
