package occurrence

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var starred = regexp.MustCompile(`\*([^*]+)\*`)

// TestPredicates holds every group to its example: two words of the group.
func TestPredicates(t *testing.T) {
	for i, line := range lines(predicatesFile) {
		words, example, _ := strings.Cut(line, "\t")
		var group []string
		for _, w := range strings.Fields(words) {
			stems := stemsOf(strings.ReplaceAll(w, "+", " "))
			group = append(group, stems)
			if !slices.Contains(lexicon()[stems].groups, i) {
				t.Errorf("%q is not in the group of %q", w, words)
			}
		}
		if stars := starred.FindAllStringSubmatch(example, -1); len(stars) != 2 || stars[0][1] == stars[1][1] {
			t.Errorf("%q: the example needs two words between stars", example)
		}
		for _, s := range starred.FindAllStringSubmatch(example, -1) {
			if !slices.Contains(group, stemsOf(s[1])) {
				t.Errorf("%q is no word of %q", s[1], words)
			}
		}
	}
}

func TestKinds(t *testing.T) {
	for word, want := range map[string]entry{
		"say": {speech: true}, "make": {light: true}, "arrest": {},
	} {
		if e := lexicon()[stemsOf(word)]; e.speech != want.speech || e.light != want.light {
			t.Errorf("%s: speech %v, light %v", word, e.speech, e.light)
		}
	}
}

func TestRarity(t *testing.T) {
	if len(common()) != len(lines(commonFile)) {
		t.Errorf("%d terms in %d lines", len(common()), len(lines(commonFile)))
	}
	if usual, rare := rarity(stem("police")), rarity(stem("harbourmaster")); usual >= rare || rare != 1 {
		t.Errorf("police %v, harbourmaster %v; want the first less, the second 1", usual, rare)
	}
}
