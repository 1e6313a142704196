package coref_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/coref"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/doc"
)

// analysis is the stages up to and with coref, with the program's own weights.
func analysis(t *testing.T) analyze.Pipeline {
	p, err := suite.New()
	if err != nil {
		t.Skip("no weights: ", err)
	}
	for i, s := range p {
		if s.Name == "coref" {
			return p[:i+1]
		}
	}
	t.Fatal("no coref stage in the suite")
	return nil
}

// TestGAP measures which of two names a pronoun is given to, on the development
// and validation parts of GAP, with the tags, trees and names that the program
// itself finds. Precision, recall and F1 are over the names that the pronoun
// means, as the makers count: a name is answered when its actor has the pronoun.
// Weights were learned from half of the development part; the other half and the
// validation part were not. Run with -v; GAP=2000 for all passages, SHOW=1 for
// the misses.
func TestGAP(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole analysis of many passages")
	}
	pipeline := analysis(t)
	limit := 150
	if n, err := strconv.Atoi(os.Getenv("GAP")); err == nil {
		limit = n
	}
	for _, part := range []string{"development", "validation"} {
		t.Run(part, func(t *testing.T) {
			var all, fit, other gapScore
			for _, p := range gap(t, pipeline, part, limit) {
				all.add(t, p)
				if p.ForFit() {
					fit.add(nil, p)
				} else {
					other.add(nil, p)
				}
			}
			t.Logf("%s", &all)
			if part == "development" {
				t.Logf("  the half learned from: %s", &fit)
				t.Logf("  the other half:        %s", &other)
			}
			if f := all.f1(); f < 0.66 {
				t.Errorf("F1 %.3f, want at least 0.66", f)
			}
		})
	}
}

// gap is the first passages of a part of GAP, analysed.
func gap(t *testing.T, pipeline analyze.Pipeline, part string, limit int) []coref.Passage {
	f, err := os.Open(corpora + "gap/gap-" + part + ".tsv.gz")
	if err != nil {
		t.Skip("no gold corpus: ", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var all []coref.Passage
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 1<<20)
	lines.Scan() // header
	for lines.Scan() && len(all) < limit {
		r := strings.Split(lines.Text(), "\t")
		p := coref.Passage{Doc: &doc.Doc{Source: doc.Source{Text: r[1]}}, ID: r[0], Pronoun: spanAt(r[1], r[2], r[3])}
		p.Names = [2]doc.Span{spanAt(r[1], r[4], r[5]), spanAt(r[1], r[7], r[8])}
		p.Means = [2]bool{strings.EqualFold(r[6], "true"), strings.EqualFold(r[9], "true")}
		pipeline.Run(p.Doc)
		all = append(all, p)
	}
	return all
}

// spanAt is the span of words at a code point offset.
func spanAt(text, words, offset string) doc.Span {
	n, err := strconv.Atoi(offset)
	if err != nil {
		return doc.Span{}
	}
	for i := range text {
		if n == 0 {
			return doc.Span{Start: i, End: i + len(words)}
		}
		n--
	}
	return doc.Span{}
}

// A gapScore counts names that were and should have been given a pronoun.
type gapScore struct{ passages, open, right, wrong, missed int }

func (s *gapScore) add(t *testing.T, p coref.Passage) {
	a := actorAt(p.Doc, p.Pronoun)
	s.passages++
	if a < 0 {
		s.open++
	}
	for k, name := range p.Names {
		same := a >= 0 && actorAt(p.Doc, name) == a
		switch {
		case same && p.Means[k]:
			s.right++
		case same:
			s.wrong++
		case p.Means[k]:
			s.missed++
			if t != nil && os.Getenv("SHOW") != "" {
				who := "nobody"
				if a >= 0 {
					who = p.Actors[a].Name
				}
				t.Logf("%s: %s is %s, want %s\n%s[[%s]]%s", p.ID, p.Pronoun.In(p.Text), who, name.In(p.Text),
					p.Text[:p.Pronoun.Start], p.Pronoun.In(p.Text), p.Text[p.Pronoun.End:])
			}
		}
	}
}

func (s *gapScore) f1() float64 {
	return 2 * float64(s.right) / float64(max(2*s.right+s.wrong+s.missed, 1))
}

func (s *gapScore) String() string {
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f over %d passages, %d pronouns left open", 100*float64(s.right)/float64(max(s.right+s.wrong, 1)),
		100*float64(s.right)/float64(max(s.right+s.missed, 1)), 100*s.f1(), s.passages, s.open)
}

// actorAt is the actor with a mention that overlaps a span, the narrowest one; -1
// for none.
func actorAt(d *doc.Doc, span doc.Span) int {
	best, width := -1, 1<<30
	for i, a := range d.Actors {
		for _, m := range a.Mentions {
			if m.Span.Overlaps(span) && m.Span.Len() < width {
				best, width = i, m.Span.Len()
			}
		}
	}
	return best
}
