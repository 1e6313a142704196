package coref_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
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
// part of GAP, with the tags, trees and names that the program itself finds.
// Precision, recall and F1 are over the names that the pronoun means, as the
// makers count: a name is answered when its actor has the pronoun. Run with -v;
// GAP=2000 for all passages, SHOW=1 for the misses.
func TestGAP(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole analysis of many passages")
	}
	f, err := os.Open("../../../shared/corpora/gap/gap-development.tsv.gz")
	if err != nil {
		t.Skip("no gold corpus: ", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	pipeline := analysis(t)
	limit := 150
	if n, err := strconv.Atoi(os.Getenv("GAP")); err == nil {
		limit = n
	}
	var right, wrong, missed, open, passages int
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 1<<20)
	lines.Scan() // header
	for lines.Scan() && passages < limit {
		r := strings.Split(lines.Text(), "\t")
		d := &doc.Doc{Source: doc.Source{Text: r[1]}}
		pipeline.Run(d)
		a := actorAt(d, r[2], r[3])
		passages++
		if a < 0 {
			open++
		}
		for _, name := range [][3]string{{r[4], r[5], r[6]}, {r[7], r[8], r[9]}} {
			same := a >= 0 && actorAt(d, name[0], name[1]) == a
			switch gold := strings.EqualFold(name[2], "true"); {
			case same && gold:
				right++
			case same:
				wrong++
			case gold:
				missed++
				if os.Getenv("SHOW") != "" {
					who := "nobody"
					if a >= 0 {
						who = d.Actors[a].Name
					}
					t.Logf("%s: %s at %s is %s, want %s\n%s", r[0], r[2], r[3], who, name[0], r[1])
				}
			}
		}
	}
	p := float64(right) / float64(max(right+wrong, 1))
	rec := float64(right) / float64(max(right+missed, 1))
	f1 := 2 * p * rec / (p + rec)
	t.Logf("P %.1f R %.1f F1 %.1f over %d passages; %d pronouns left open", 100*p, 100*rec, 100*f1, passages, open)
	if f1 < 0.58 {
		t.Errorf("F1 %.3f, want at least 0.58", f1)
	}
}

// actorAt is the actor with a mention that overlaps the words at a code point
// offset, the narrowest one; -1 for none.
func actorAt(d *doc.Doc, words, offset string) int {
	n, err := strconv.Atoi(offset)
	if err != nil {
		return -1
	}
	start := 0
	for i := range d.Text {
		if n == 0 {
			start = i
			break
		}
		n--
	}
	span := doc.Span{Start: start, End: start + len(words)}
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
