package newsreuse

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// An Article is one article as its site showed it, notices and all.
type Article struct {
	ID      string
	Event   string
	Scraped string  // when it was fetched, RFC 3339
	Cluster int     // articles that share 30 % with one of it
	Doc     doc.Doc // Text and Meta.Publisher
}

// ReadFile reads the articles of a file, packed or not.
func ReadFile(path string) ([]Article, error) { return corpus.ReadFile(path, Read) }

// Read reads the articles of r, a JSON object a line.
func Read(r io.Reader) ([]Article, error) {
	var out []Article
	err := corpus.EachJSON(r, func(a *struct {
		DocID, Event, Publisher, Scraped string
		Paragraphs                       []string
		Cluster                          int `json:"silver_cluster"`
	}) error {
		if a.DocID == "" {
			return fmt.Errorf("article without docid")
		}
		d := Article{ID: a.DocID, Event: a.Event, Scraped: a.Scraped, Cluster: a.Cluster}
		d.Doc.Text = strings.Join(a.Paragraphs, "\n\n")
		d.Doc.Meta = doc.Metadata{Publisher: a.Publisher, Given: true}
		out = append(out, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read newsreuse: %w", err)
	}
	return out, nil
}

// A Pair is two articles that share runs of eight words.
type Pair struct {
	Earlier, Later string  // IDs, by time of crawl
	Share, Back    float64 // of the earlier's runs in the later, and of the later's in the earlier, 0 to 1
	Runs           int     // runs that both have
}

// ReadPairsFile reads the pairs of a file.
func ReadPairsFile(path string) ([]Pair, error) { return corpus.ReadFile(path, ReadPairs) }

// ReadPairs reads the pairs of r.
func ReadPairs(r io.Reader) ([]Pair, error) {
	var out []Pair
	err := corpus.EachLine(r, func(n int, line string) error {
		if n == 1 || line == "" {
			return nil
		}
		p, err := pairOf(strings.Split(line, "\t"))
		out = append(out, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read pairs of newsreuse: %w", err)
	}
	return out, nil
}

func pairOf(f []string) (Pair, error) {
	if len(f) != 5 {
		return Pair{}, fmt.Errorf("%d columns, want 5", len(f))
	}
	p := Pair{Earlier: f[0], Later: f[1]}
	var err error
	if p.Share, err = strconv.ParseFloat(f[2], 64); err != nil {
		return Pair{}, fmt.Errorf("share %q is not a number", f[2])
	}
	if p.Back, err = strconv.ParseFloat(f[3], 64); err != nil {
		return Pair{}, fmt.Errorf("share %q is not a number", f[3])
	}
	if p.Runs, err = strconv.Atoi(f[4]); err != nil {
		return Pair{}, fmt.Errorf("number %q of runs is not one", f[4])
	}
	return p, nil
}
