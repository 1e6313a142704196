package polnear

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// An Origin is what the corpus' metadata say of where an article came from.
type Origin struct {
	Wire      string // the agency whose copy it is, by its short name in lower case: "ap"; "" for none
	WireKnown bool   // Wire was looked at; if not, "" means nothing
	// Credit is the article's last line, which the makers of the corpus took out
	// of the text: "h/t: Tideway Review"; "" for none.
	Credit string
}

// ReadOrigins reads metadata.tsv: a header, then a line an article. The result
// goes by article id.
func ReadOrigins(r io.Reader) (map[string]Origin, error) {
	out := map[string]Origin{}
	var name, wire, credit int
	err := corpus.EachLine(r, func(n int, line string) error {
		f := strings.Split(line, "\t")
		if n == 1 {
			name, wire, credit = slices.Index(f, "filename"), slices.Index(f, "wire"), slices.Index(f, "credit")
			if min(name, wire, credit) < 0 {
				return fmt.Errorf("header %q lacks filename, wire or credit", line)
			}
			return nil
		}
		if line == "" {
			return nil
		}
		if len(f) <= max(name, wire, credit) {
			return fmt.Errorf("%d columns, want %d", len(f), 1+max(name, wire, credit))
		}
		o := Origin{WireKnown: f[wire] != "NA"}
		if o.WireKnown && f[wire] != "None" {
			o.Wire = strings.ToLower(f[wire])
		}
		if f[credit] != "None" {
			o.Credit = strings.TrimSpace(f[credit])
		}
		out[f[name]] = o
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read PolNeAR metadata: %w", err)
	}
	return out, nil
}

// ReadOriginsFile reads the file at path.
func ReadOriginsFile(path string) (map[string]Origin, error) {
	return corpus.ReadFile(path, ReadOrigins)
}

// Credited is d's source with the line that the makers of the corpus took out
// of its end put back.
func Credited(d Document, o Origin) doc.Source {
	src := d.Doc.Source
	if o.Credit != "" {
		src.Text = strings.TrimRight(src.Text, " \n") + "\n\n" + o.Credit + "\n"
	}
	return src
}

// A LeftLine is a credit line that the makers of the corpus left in the text,
// and out of the metadata.
type LeftLine struct {
	Document string
	Kind     string // of doc.Credit
	Name     string // whom the line credits
}

//go:embed left.tsv
var leftLines string

// LeftLines are all credit lines of the train articles that the metadata lack.
func LeftLines() []LeftLine {
	var out []LeftLine
	for line := range strings.Lines(leftLines) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			out = append(out, LeftLine{Document: f[0], Kind: f[1], Name: f[2]})
		}
	}
	return out
}
