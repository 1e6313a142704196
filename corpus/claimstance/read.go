package claimstance

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/saysonews/sayso/corpus"
)

// Stances are the stances of pairs.
var Stances = []string{"agree", "disagree", "discuss", "unrelated"}

// A Body is an article without its headline.
type Body struct {
	ID    int `json:"body"`
	Story int
	Text  string
}

// A Pair is a headline and a body.
type Pair struct {
	Headline      string
	HeadlineStory int // the story that the headline belongs to, or -1 where no pair tells
	Body          int // a body's ID
	Story         int // the body's
	Stance        string
}

// A Corpus is all bodies, by ID, and all pairs in the order of the file.
type Corpus struct {
	Bodies map[int]Body
	Pairs  []Pair
}

// ReadFolder reads bodies.jsonl.gz and pairs.jsonl.gz in folder.
func ReadFolder(folder string) (Corpus, error) {
	bodies, err := corpus.ReadFile(filepath.Join(folder, "bodies.jsonl.gz"), ReadBodies)
	if err != nil {
		return Corpus{}, err
	}
	pairs, err := corpus.ReadFile(filepath.Join(folder, "pairs.jsonl.gz"), ReadPairs)
	if err != nil {
		return Corpus{}, err
	}
	c := Corpus{Bodies: map[int]Body{}, Pairs: pairs}
	for _, b := range bodies {
		c.Bodies[b.ID] = b
	}
	for _, p := range pairs {
		if _, ok := c.Bodies[p.Body]; !ok {
			return c, fmt.Errorf("%s: pair of %q with body %d, which is missing", folder, p.Headline, p.Body)
		}
	}
	return c, nil
}

// ReadBodies reads bodies, one a line.
func ReadBodies(r io.Reader) ([]Body, error) {
	var bodies []Body
	err := corpus.EachJSON(r, func(b *Body) error {
		bodies = append(bodies, *b)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read bodies: %w", err)
	}
	return bodies, nil
}

// ReadPairs reads pairs, one a line, and finds the story of each headline from
// the pairs in which it is related to the body.
func ReadPairs(r io.Reader) ([]Pair, error) {
	var pairs []Pair
	story := map[string]int{}
	err := corpus.EachJSON(r, func(p *Pair) error {
		if !slices.Contains(Stances, p.Stance) {
			return fmt.Errorf("stance %q, want one of %q", p.Stance, Stances)
		}
		if p.Stance != "unrelated" {
			story[p.Headline] = p.Story
		}
		pairs = append(pairs, *p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read pairs: %w", err)
	}
	for i := range pairs {
		s, ok := story[pairs[i].Headline]
		if !ok {
			s = -1
		}
		pairs[i].HeadlineStory = s
	}
	return pairs, nil
}
