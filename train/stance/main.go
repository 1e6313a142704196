// Command stance makes the data files of link/stance that are counted or
// learned: common.tsv, from raw news, and model.tsv, from the pairs of headlines
// and articles of claimstance, which the program itself analyses. Only numbers
// and single stems go into the files.
//
//	go run ./train/stance -corpora ../shared/corpora -data link/stance/data
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/corpus/claimstance"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/link/stance"
	linksuite "github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "folder of the gold corpora")
	data := flag.String("data", "link/stance/data", "folder of the data files")
	recount := flag.Bool("count", false, "count the stems of common.tsv anew; the model depends on them")
	flag.Parse()
	if *recount {
		if err := count(filepath.Join(*corpora, "news-raw"), filepath.Join(*data, "common.tsv")); err != nil {
			log.Fatal(err)
		}
		return // the package has the old ones embedded
	}
	if err := learn(filepath.Join(*corpora, "claimstance"), filepath.Join(*data, "model.tsv")); err != nil {
		log.Fatal(err)
	}
}

// common is how many stems common.tsv lists.
const common = 3000

// count counts in how many paragraphs of raw news each stem stands.
func count(folder, file string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.txt.gz"))
	if err != nil {
		return err
	}
	paragraphs, in := 0, map[string]int{}
	for _, name := range names {
		r, err := corpus.Open(name)
		if err != nil {
			return err
		}
		err = corpus.EachLine(r, func(_ int, line string) error {
			paragraphs++
			for stem := range stance.Stems(line) {
				in[stem]++
			}
			return nil
		})
		r.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	var stems []string
	for stem := range in {
		stems = append(stems, stem)
	}
	slices.SortFunc(stems, func(a, b string) int {
		if in[a] != in[b] {
			return in[b] - in[a]
		}
		return strings.Compare(a, b)
	})
	stems = stems[:min(common, len(stems))]
	slices.Sort(stems)
	return write(file, func(w *bufio.Writer) error {
		fmt.Fprintf(w, "# See common.go. Counted by train/stance in %d paragraphs of English news, 1987 to 2026.\n", paragraphs)
		for _, stem := range stems {
			fmt.Fprintf(w, "%s\t%.0f\n", stem, math.Round(10*math.Log(float64(paragraphs)/float64(in[stem]))))
		}
		return nil
	})
}

// comment opens model.tsv.
const comment = `# See model.go. Learned by train/stance from the 5,032 pairs of claimstance, which
# are half of the test set of the Fake News Challenge (github.com/FakeNewsChallenge/fnc-1,
# no licence stated; labels from Emergent, Ferreira and Vlachos 2016): weights only, no text.
`

// learn fits the model to all pairs.
func learn(folder, file string) error {
	c, err := claimstance.ReadFolder(folder)
	if err != nil {
		return err
	}
	p, err := suite.New()
	if err != nil {
		return err
	}
	readings := map[int]*stance.Reading{}
	for id, b := range c.Bodies {
		d := &doc.Doc{Source: doc.Source{Text: b.Text}}
		p.Run(d)
		readings[id] = stance.Read(linksuite.Digest(strconv.Itoa(id), record.New(d, record.Generator{})))
	}
	labels := map[string]stance.Label{"agree": stance.Supports, "disagree": stance.Denies, "discuss": stance.Discusses, "unrelated": stance.Unrelated}
	var examples []stance.Example
	for _, pair := range c.Pairs {
		examples = append(examples, stance.Example{
			Features: stance.FeaturesOf(pair.Headline, readings[pair.Body]),
			Claim:    fmt.Sprint(pair.HeadlineStory, " ", pair.Headline),
			Report:   strconv.Itoa(pair.Body),
			Label:    labels[pair.Stance],
		})
	}
	m := stance.Fit(examples)
	return write(file, func(w *bufio.Writer) error { return m.Write(w, comment) })
}

func write(file string, f func(*bufio.Writer) error) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if err := f(w); err != nil {
		out.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
