package attribute

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestExamples: the example of each line of a data file holds one of its words,
// and no word stands twice in the same list.
func TestExamples(t *testing.T) {
	acts := map[string]bool{}
	for _, r := range rows(actFile) {
		if len(r) != 4 {
			t.Fatalf("data/acts.tsv: want 4 fields: %q", r)
		}
		for _, lemma := range strings.Fields(r[2]) {
			if acts[lemma] {
				t.Errorf("data/acts.tsv: %s stands twice", lemma)
			}
			acts[lemma] = true
		}
		example(t, r[2], r[3])
	}
	for _, r := range rows(phraseFile) {
		if len(r) != 3 {
			t.Fatalf("data/phrases.tsv: want 3 fields: %q", r)
		}
		example(t, r[1], r[2])
	}
}

// TestWeights: data/confidence.tsv has a weight for each kind of evidence and no
// others.
func TestWeights(t *testing.T) {
	var names []string
	for _, r := range rows(confidenceFile) {
		if len(r) != 3 {
			t.Fatalf("data/confidence.tsv: want 3 fields: %q", r)
		}
		for _, weight := range r[1:] {
			if _, err := strconv.ParseFloat(weight, 64); err != nil {
				t.Errorf("data/confidence.tsv: %v", err)
			}
		}
		names = append(names, r[0])
	}
	if !slices.Equal(names, evidenceNames[:]) {
		t.Errorf("data/confidence.tsv: %q, want %q", names, evidenceNames)
	}
}

// example checks that a form of one of the lemmas stands in text.
func example(t *testing.T, lemmas, text string) {
	t.Helper()
	text = strings.ToLower(text)
	for _, l := range strings.Fields(lemmas) {
		stem := l[:min(len(l), max(3, len(l)-2))]
		if l == "say" {
			stem = "said"
		}
		if l == "tell" {
			stem = "told"
		}
		if l == "know" {
			stem = "knew"
		}
		if strings.Contains(text, stem) {
			return
		}
	}
	t.Errorf("no word of %q in %q", lemmas, text)
}
