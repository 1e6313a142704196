package claimstance

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = `{"headline":"Man finds second moon","body":2,"story":1,"stance":"agree"}
{"headline":"Man finds second moon","body":3,"story":4,"stance":"unrelated"}
{"headline":"Goat elected mayor","body":2,"story":1,"stance":"unrelated"}
`

func TestReadPairs(t *testing.T) {
	got, err := ReadPairs(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	want := []Pair{
		{Headline: "Man finds second moon", HeadlineStory: 1, Body: 2, Story: 1, Stance: "agree"},
		{Headline: "Man finds second moon", HeadlineStory: 1, Body: 3, Story: 4, Stance: "unrelated"},
		{Headline: "Goat elected mayor", HeadlineStory: -1, Body: 2, Story: 1, Stance: "unrelated"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	if _, err := ReadPairs(strings.NewReader(`{"headline":"a","stance":"cheer"}`)); err == nil || !strings.Contains(err.Error(), `stance "cheer"`) {
		t.Errorf("error %v, want one about the stance", err)
	}
	if _, err := ReadBodies(strings.NewReader("{\"body\":1}\n{")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one with the line", err)
	}
	if _, err := ReadFolder(t.TempDir()); err == nil {
		t.Error("no error for an empty folder")
	}
}

// TestCorpus counts what the corpus holds.
func TestCorpus(t *testing.T) {
	const folder = "../../../shared/corpora/claimstance"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	c, err := ReadFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{"bodies": len(c.Bodies)}
	for _, p := range c.Pairs {
		got[p.Stance]++
		if p.Stance != "unrelated" && p.HeadlineStory != p.Story {
			t.Fatalf("%q is of story %d, its body of story %d", p.Headline, p.HeadlineStory, p.Story)
		}
	}
	want := map[string]int{"bodies": 453, "agree": 1126, "disagree": 448, "discuss": 1958, "unrelated": 1500}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzReadPairs(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, in string) {
		pairs, err := ReadPairs(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, p := range pairs {
			if p.Stance != "unrelated" && p.HeadlineStory < 0 && p.Story >= 0 {
				t.Fatalf("related pair without a story of its headline: %+v", p)
			}
		}
	})
}
