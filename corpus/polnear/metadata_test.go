package polnear

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const metadata = "compartment\tfilename\tcredit\twire\n" +
	"train\tgazette_1\tNone\tAP\n" +
	"train\tgazette_2\th/t: Tideway Review \tNA\n" +
	"dev\tgazette_3\tNone\tNone\n"

func TestReadOrigins(t *testing.T) {
	got, err := ReadOrigins(strings.NewReader(metadata))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Origin{
		"gazette_1": {Wire: "ap", WireKnown: true},
		"gazette_2": {Credit: "h/t: Tideway Review"},
		"gazette_3": {WireKnown: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	d := Document{Doc: doc.Doc{Source: doc.Source{Text: "Port shut.\n"}}}
	if got := Credited(d, want["gazette_2"]).Text; got != "Port shut.\n\nh/t: Tideway Review\n" {
		t.Errorf("credited text %q", got)
	}
	if got := Credited(d, want["gazette_1"]).Text; got != d.Doc.Text {
		t.Errorf("text without a credit %q", got)
	}
}

func TestOriginErrors(t *testing.T) {
	for in, want := range map[string]string{
		"filename\twire\n":                 "line 1: header",
		"filename\twire\tcredit\nid\tAP\n": "line 2: 2 columns, want 3",
	} {
		if _, err := ReadOrigins(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

func TestOriginsOfCorpus(t *testing.T) {
	const path = "../../../shared/corpora/polnear/metadata.tsv"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	all, err := ReadOriginsFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wires, credits := 0, 0
	for _, o := range all {
		if o.Wire != "" {
			wires++
		}
		if o.Credit != "" {
			credits++
		}
	}
	if len(all) != 924 || wires != 75 || credits != 53 {
		t.Errorf("%d articles, %d from a wire, %d with a credit; want 924, 75, 53", len(all), wires, credits)
	}
}

func FuzzReadOrigins(f *testing.F) {
	f.Add(metadata)
	f.Fuzz(func(t *testing.T, in string) {
		all, err := ReadOrigins(strings.NewReader(in))
		for id, o := range all {
			if err == nil && o.Wire != "" && !o.WireKnown {
				t.Errorf("%q: wire %q, but not known", id, o.Wire)
			}
		}
	})
}

// TestLeftLines holds left.tsv to the texts: it has just the lines of their own
// that begin with "h/t" or are an agency's name, all of them.
func TestLeftLines(t *testing.T) {
	const train = "../../../shared/corpora/polnear/train.jsonl.gz"
	if _, err := os.Stat(train); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	docs, err := ReadFile(train)
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?im)^[-–—(]* ?(?:h/?t/?:? (.*)|(AP|AFP|UPI|Reuters))\.?\)?$`)
	var want []LeftLine
	for _, d := range docs {
		for _, m := range line.FindAllStringSubmatch(d.Doc.Text, -1) {
			l := LeftLine{d.ID, "hat-tip", strings.TrimRight(m[1], ".)")}
			if m[2] != "" {
				l = LeftLine{d.ID, "wire", m[2]}
			}
			want = append(want, l)
		}
	}
	if diff := cmp.Diff(want, LeftLines()); diff != "" {
		t.Error(diff)
	}
}
