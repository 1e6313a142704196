package event

import (
	"os"
	"strings"
	"testing"
)

func TestParseTellsTheLine(t *testing.T) {
	_, err := parse("# a comment\nASSAULT\t190\n", "", "", "", "")
	if err == nil || err.Error() != "verbs.tsv:2: want 7 columns with known words" {
		t.Errorf("got %v", err)
	}
	if _, err = parse("", "", "", "colour\tred", ""); err == nil {
		t.Error("an unknown class passes")
	}
}

// TestCodes compares types with the table that maps CAMEO to PLOVER.
func TestCodes(t *testing.T) {
	const table = "../../../shared/corpora/petrarch/cameo2plover.tsv"
	data, err := os.ReadFile(table)
	if err != nil {
		t.Skip("no table:", err)
	}
	plover := map[string]string{"1712": "ASSAULT"}
	for line := range strings.SplitSeq(string(data), "\n") {
		if f := strings.Split(line, "\t"); len(f) > 2 && plover[f[0]] == "" {
			plover[f[0]] = f[2]
		}
	}
	l := load()
	for _, entries := range []map[string][]entry{l.verbs, l.nouns} {
		for word, es := range entries {
			for _, e := range es {
				want, known := plover[e.cameo], e.cameo != ""
				if e.cameo == "03" {
					want = "AGREE" // the root, which the table leaves out
				}
				if known && want != e.kind {
					t.Errorf("%s: %s is %q, the table says %q", word, e.cameo, e.kind, want)
				}
			}
		}
	}
}

func TestInflected(t *testing.T) {
	for verb, form := range map[string]string{"free": "freed", "bomb": "bombed", "occupy": "occupied", "ban": "banned", "raid": "raiding"} {
		if load().forms[form] != verb {
			t.Errorf("%s is not a form of %s", form, verb)
		}
	}
}
