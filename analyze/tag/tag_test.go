package tag

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

func tagger(t *testing.T) *Tagger {
	t.Helper()
	b, err := fs.ReadFile(weights.FS, "engine.bin")
	if err != nil {
		t.Fatal(err)
	}
	f, err := nn.Read(b, encode.FeatureVersion)
	if err != nil {
		t.Fatal(err)
	}
	tg, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// TestLemmas reads testdata/lemmas.txt: word, XPOS, lemma.
func TestLemmas(t *testing.T) {
	b, err := os.ReadFile("testdata/lemmas.txt")
	if err != nil {
		t.Fatal(err)
	}
	tg := tagger(t)
	n := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		n++
		upos := "X"
		if strings.HasPrefix(f[1], "NNP") {
			upos = "PROPN"
		}
		if got := tg.Lemma(f[0], upos, f[1]); got != f[2] {
			t.Errorf("%s as %s: got %s, want %s", f[0], f[1], got, f[2])
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}
