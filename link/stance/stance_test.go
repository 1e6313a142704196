package stance

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/link"
)

// rows are the lines of a data file with as many columns as it has.
func rows(t *testing.T, file string, columns int) [][]string {
	t.Helper()
	var out [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			t.Fatalf("line %q has %d columns, want %d", line, len(f), columns)
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		t.Fatal("no lines")
	}
	return out
}

// TestCues: every line's example shows its first phrase, in its group.
func TestCues(t *testing.T) {
	for _, f := range rows(t, cuesFile, 3) {
		phrases := strings.Split(f[1], "|")
		first := len(wordsOf(strings.TrimPrefix(phrases[0], "~")))
		ws := wordsOf(f[2])
		if !slices.ContainsFunc(cuesIn(ws), func(c found) bool { return cues().groups[c.group] == f[0] && c.n == first }) {
			t.Errorf("%s %q is not found in %q: %v", f[0], phrases[0], f[2], cuesIn(ws))
		}
	}
}

// TestOpposites: the examples of a line are opposed, both ways, and no sentence
// is opposed to itself.
func TestOpposites(t *testing.T) {
	for _, f := range rows(t, oppositesFile, 4) {
		a, b := f[2], f[3]
		if _, ok := Opposed(a, b); !ok {
			t.Errorf("%q and %q are not opposed", a, b)
		}
		if _, ok := Opposed(b, a); !ok {
			t.Errorf("%q and %q are not opposed", b, a)
		}
		for _, s := range []string{a, b} {
			if why, ok := Opposed(s, s); ok {
				t.Errorf("%q is opposed to itself: %s", s, why)
			}
		}
	}
}

func TestOpposed(t *testing.T) {
	data, err := os.ReadFile("testdata/opposed.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, " | ")
		want, known := strings.CutPrefix(f[2], "KNOWN ")
		n++
		for _, p := range [][2]string{{f[0], f[1]}, {f[1], f[0]}} {
			why, ok := Opposed(p[0], p[1])
			if right := ok == (want == "yes"); right == known {
				t.Errorf("%q, %q: opposed %v (%s), want %s", p[0], p[1], ok, why, f[2])
			}
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

// report is a report of the given sentences in its own voice.
func report(sentences ...string) link.Report {
	r := link.Report{ID: "r"}
	at := 0
	for _, s := range sentences {
		n := len([]rune(s))
		r.Sentences = append(r.Sentences, link.Sentence{Start: at, End: at + n, Region: "body", Text: s})
		at += n + 1
	}
	return r
}

var (
	believed = report("A fisherman has caught a giant eel off Tarn.", "The eel measures eleven metres and weighs two tons.", "It lies on the quay at Port Sennick, where the harbour master measured it on Monday.")
	debunked = report("The giant eel of Tarn is a hoax.", "The photograph of the eel on the quay was fake, the harbour master said.", "No eel was caught, and the fisherman has admitted that he made it up.")
	retold   = report("A fisherman claims that he has caught a giant eel off Tarn, according to reports.", "The eel reportedly measures eleven metres, a local website said, but that could not be independently verified.", "It is unclear where the eel is now.")
	other    = report("The central bank of Marrowe left its rates unchanged.", "Inflation stood at two percent in March.")
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		claim string
		r     link.Report
		want  Label
	}{
		{"Fisherman catches giant eel off Tarn", believed, Supports},
		{"Fisherman catches giant eel off Tarn", debunked, Denies},
		{"Fisherman catches giant eel off Tarn", retold, Discusses},
		{"Fisherman catches giant eel off Tarn", other, Unrelated},
		{"Giant eel of Tarn is a hoax", debunked, Supports},
		{"Giant eel of Tarn is a hoax", believed, Denies},
		{"Was a giant eel caught off Tarn?", believed, Discusses},
	} {
		v := Of(c.claim, c.r)
		if v.Label != c.want {
			t.Errorf("%q, %q: %s %+v, want %s", c.claim, c.r.Sentences[0].Text, v.Label, v.Chances, c.want)
		}
		if (v.Label == Unrelated) != (len(v.Nearest) == 0) {
			t.Errorf("%q: %s with nearest sentences %v", c.claim, v.Label, v.Nearest)
		}
	}
	v := Of("Giant eel of Tarn is a hoax", debunked)
	if v.Nearest[0].Words != "The giant eel of Tarn is a hoax." {
		t.Errorf("nearest is %q", v.Nearest[0].Words)
	}
	if !slices.ContainsFunc(v.Why, func(r link.Reason) bool { return strings.Contains(r.Rule, "false") }) {
		t.Errorf("no reason speaks of a denial: %v", v.Why)
	}
}

// TestStrange: nothing panics, whatever is read.
func TestStrange(t *testing.T) {
	texts := []string{"", " ", "'", "n't", "'''n't'n't", "\xff\xfe", "12,5.3,", "“", "?", strings.Repeat("not ", 2000), "İıſ́́", "no"}
	for _, a := range texts {
		for _, b := range texts {
			Opposed(a, b)
			r := report(b, a)
			if v := Of(a, r); v.Label == "" {
				t.Errorf("%q, %q: no label", a, b)
			}
		}
	}
	Of("a", link.Report{})
}

func TestModel(t *testing.T) {
	m := embedded()
	var b bytes.Buffer
	if err := m.Write(&b, "# nothing\n"); err != nil {
		t.Fatal(err)
	}
	again, err := ReadModel(&b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(m, again) {
		t.Error("what is written is not what is read")
	}
	for in, want := range map[string]string{
		"":                                    "no weights",
		"related\twhole\tx\n":                 "no number",
		"related\twhole\t1\t2\n":              "and 1 weights",
		"related\tanything\t1\n":              "want",
		modelFile + "report\tmore\t1\t1\t1\n": "no feature",
		strings.Replace(modelFile, "related\twhole\t", "related\twhole\tNaN", 1): "no number",
	} {
		if _, err := ReadModel(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v, want one with %q", in, err, want)
		}
	}
}

// TestFit learns from stories that believe, debunk or retell, and is asked about
// another. The priors alone would not tell retold reports apart.
func TestFit(t *testing.T) {
	var examples []Example
	for _, thing := range []string{"eel", "moon", "goat", "clock"} {
		claims := []string{"Man finds a giant " + thing + " in Tarn", "Giant " + thing + " in Tarn is a hoax", "Did a man find a giant " + thing + " in Tarn?"}
		reports := []link.Report{
			report("A man has found a giant "+thing+" in Tarn.", "It is on show in the town hall.", "Many people came."),
			report("The giant "+thing+" of Tarn is a hoax.", "The man made it up.", "Many people came."),
			report("A man has reportedly found a giant "+thing+" in Tarn.", "He is said to be rich.", "Many people came."),
		}
		for i, c := range claims {
			for j, r := range reports {
				label := Discusses
				if i != watches && j != watches {
					label = Supports
					if i != j {
						label = Denies
					}
				}
				examples = append(examples, Example{FeaturesOf(c, Read(r)), c, fmt.Sprint(thing, j), label})
			}
			examples = append(examples, Example{FeaturesOf(c, Read(other)), c, "other", Unrelated})
		}
	}
	learned, asked := examples[:36], examples[36:]
	m := Fit(learned)
	for _, e := range asked {
		if got := m.Chances(e.Features).Label(); got != e.Label {
			t.Errorf("%s, %s: %s %+v, want %s", e.Claim, e.Report, got, m.Chances(e.Features), e.Label)
		}
	}
	if !reflect.DeepEqual(m, Fit(learned)) {
		t.Error("learned another model from the same examples")
	}
}

func FuzzReadModel(f *testing.F) {
	f.Add(modelFile)
	f.Add("related\twhole\t1\n")
	f.Fuzz(func(t *testing.T, in string) {
		m, err := ReadModel(strings.NewReader(in))
		if err == nil && len(m.related) != len(relatedNames) {
			t.Fatalf("%d weights", len(m.related))
		}
	})
}

func BenchmarkOf(b *testing.B) {
	long := report(slices.Repeat([]string{"The harbour master said on Monday that the giant eel of Tarn had not been measured by anybody from the ministry."}, 30)...)
	for b.Loop() {
		Of("Fisherman catches giant eel off Tarn", long)
	}
}
