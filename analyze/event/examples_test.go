package event_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// Each line of the data files has an example, which the whole analysis reads.
// What a parser makes of a sentence is not this stage's work, so a few examples
// may fail; testdata/cases.txt holds the rules to trees made by hand.
const fewMisread = 0.08

// TestExamples reads the examples: the word between stars has to have the type of
// its line, the expected factuality in governors.tsv, and the context, among
// others, in contexts.tsv.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	p := pipeline(t)
	for _, file := range []struct {
		name          string
		example, want int // columns
		columns       int
		of            func(e doc.Event, want string) string
	}{
		{"verbs.tsv", 6, 0, 7, typeOf},
		{"nouns.tsv", 7, 0, 8, typeOf},
		{"governors.tsv", 4, 5, 6, factualityOf},
		{"contexts.tsv", 2, 0, 3, contextOf},
	} {
		t.Run(file.name, func(t *testing.T) {
			data, err := os.ReadFile("data/" + file.name)
			if err != nil {
				t.Fatal(err)
			}
			read, misread := 0, 0
			for n, line := range strings.Split(string(data), "\n") {
				if line == "" || line[0] == '#' {
					continue
				}
				f := strings.Split(line, "\t")
				if len(f) != file.columns {
					t.Fatalf("line %d has %d columns", n+1, len(f))
				}
				read++
				want := strings.Trim(f[file.want], "-")
				if got := example(t, p.Run, f[file.example], func(e doc.Event) string { return file.of(e, want) }); got != want {
					misread++
					t.Logf("line %d: %s: got %q, want %q", n+1, f[file.example], got, want)
				}
			}
			if float64(misread) > fewMisread*float64(read) {
				t.Errorf("%d of %d examples are misread", misread, read)
			}
		})
	}
}

func typeOf(e doc.Event, _ string) string { return e.Type }

func factualityOf(e doc.Event, _ string) string { return e.Polarity + " " + e.Modality }

func contextOf(e doc.Event, want string) string {
	if slices.Contains(e.Contexts, want) {
		return want
	}
	return strings.Join(e.Contexts, " ")
}

// example is what of says of the event told by the word between stars.
func example(t *testing.T, run func(*doc.Doc), text string, of func(doc.Event) string) string {
	before, rest, ok := strings.Cut(text, "*")
	word, after, ok2 := strings.Cut(rest, "*")
	if !ok || !ok2 {
		t.Fatalf("no stars in %q", text)
	}
	d := &doc.Doc{Source: doc.Source{Text: before + word + after}}
	d.Meta.Published, d.Meta.Given = "2001-06-15", true
	run(d)
	for _, e := range d.Events {
		if !e.Trigger.Overlaps(doc.Span{Start: len(before), End: len(before) + len(word)}) {
			continue
		}
		return of(e)
	}
	return "no event"
}
