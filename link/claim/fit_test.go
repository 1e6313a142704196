package claim

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/corpus/claimstance"
	"github.com/saysonews/sayso/corpus/ecbplus"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/identity"
	"github.com/saysonews/sayso/link/telling"
	"github.com/saysonews/sayso/record"
)

var fit = flag.Bool("fit", false, "learn data/weights.tsv anew")

const corpora = "../../../shared/corpora"

// TestFit learns the weights, by logistic regression with a fixed start, from pairs of
// items that share a key:
//
//   - of the demo's reports, by the claims of their lineage;
//   - of ECB+ topics 1 to 35: items that tell mostly the same events, against items
//     that tell none of each other's;
//   - of claimstance: items of different stories, which are never the same.
//
// The first two weigh alike, the third half as much. Weights learned on the demo alone
// found 5 % of the pairs of ECB+, and the other way round; together they lose neither.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("learns the weights only with -fit")
	}
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("the corpora are not here: " + err.Error())
	}
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	f := fitter{t: t, pipeline: p}
	all := slices.Concat(weighed(f.lineage(), 1), weighed(f.events(), 1), weighed(f.stories(), 0.5))
	w := regression(all)
	var b strings.Builder
	b.WriteString("# What each measure of a pair of items weighs: the name, the weight, what it measures.\n# Learned: go test ./link/claim -run TestFit -fit\n")
	for f := range rows(weightsFile) {
		fmt.Fprintf(&b, "%s\t%.2f\t%s\n", f[0], w[slices.Index(measureNames[:], f[0])], f[2])
	}
	if err := os.WriteFile("data/weights.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// An example is a pair of items, and whether they tell the same.
type example struct {
	measures
	same   bool
	weight float64
}

func weighed(examples []example, total float64) []example {
	for i := range examples {
		examples[i].weight = total / float64(len(examples))
	}
	return examples
}

func regression(examples []example) measures {
	const (
		steps = 1500
		rate  = 1.5
		decay = 0.001
	)
	var w measures
	total := 0.0
	for _, e := range examples {
		total += e.weight
	}
	for range steps {
		var g measures
		for _, e := range examples {
			z := 0.0
			for i := range w {
				z += w[i] * e.measures[i]
			}
			d := e.weight * (truth(e.same) - 1/(1+math.Exp(-z)))
			for i := range w {
				g[i] += d * e.measures[i]
			}
		}
		for i := range w {
			w[i] += rate * (g[i]/total - decay*w[i]*truth(i != bias))
		}
	}
	return w
}

type fitter struct {
	t        *testing.T
	pipeline analyze.Pipeline
}

func (f fitter) read(id string, src doc.Source) link.Report {
	d := &doc.Doc{Source: src}
	f.pipeline.Run(d)
	rec := record.New(d, record.Generator{})
	r := link.Report{ID: id, Cast: identity.Cast(rec), Sentences: telling.Sentences(rec), Tellings: telling.Of(rec)}
	if p := rec.Document.Publisher; p != nil {
		r.Publisher = p.Text
	}
	if p := rec.Document.Published; p != nil {
		r.Published = *p
	}
	return r
}

// examples are the pairs of candidates across reports that known has an answer to.
func examples(c *collection, known func(a, b int) (same, ok bool)) []example {
	var out []example
	for _, p := range c.candidates() {
		a, b := &c.items[p[0]], &c.items[p[1]]
		if a.report == b.report || a.negative != b.negative || excluded(a, b) {
			continue
		}
		if same, ok := known(int(p[0]), int(p[1])); ok {
			m, _ := c.compare(a, b)
			out = append(out, example{measures: m, same: same})
		}
	}
	return out
}

func collect(reports []link.Report) *collection {
	return newCollection(reports, identity.Find(reports, nil))
}

// lineage are the pairs of which at least one item carries a claim of the lineage. An
// item that only touches the words of a carrier is left out.
func (f fitter) lineage() []example {
	gold, err := demo.Lineage()
	if err != nil {
		f.t.Fatal(err)
	}
	texts := map[string]string{}
	var reports []link.Report
	for _, r := range gold.Reports {
		src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
		if err != nil {
			f.t.Fatal(err)
		}
		src.Meta.Publisher, src.Meta.Published, src.Meta.Given = r.Publisher, r.Published, true
		texts[r.ID] = src.Text
		reports = append(reports, f.read(r.ID, *src))
	}
	c := collect(reports)
	claims := make([][]string, len(c.items))
	touched := make([]bool, len(c.items))
	for _, cl := range gold.Claims {
		for _, k := range cl.Carried {
			if k.Stance == demo.Denies || k.Stance == demo.Doubts || k.Stance == demo.Corrects {
				continue
			}
			at := strings.Index(texts[k.Report], k.Words)
			if at < 0 {
				continue
			}
			start := len([]rune(texts[k.Report][:at]))
			end := start + len([]rune(k.Words))
			for i := range c.items {
				it := &c.items[i]
				tell := c.telling(it)
				over := min(tell.End, end) - max(tell.Start, start)
				if c.reports[it.report].ID != k.Report || over <= 0 {
					continue
				}
				if 2*over >= tell.End-tell.Start {
					claims[i] = append(claims[i], cl.ID)
				} else {
					touched[i] = true
				}
			}
		}
	}
	return examples(c, func(a, b int) (same, ok bool) {
		if len(claims[a])+len(claims[b]) == 0 {
			return false, false
		}
		same = slices.ContainsFunc(claims[a], func(s string) bool { return slices.Contains(claims[b], s) })
		return same, same || !touched[a] && !touched[b]
	})
}

// events are the pairs of tellings of ECB+ whose events are all known.
func (f fitter) events() []example {
	docs, err := ecbplus.ReadFile(filepath.Join(corpora, "ecbplus", "topics01-35.jsonl.gz"))
	if err != nil {
		f.t.Fatal(err)
	}
	type happening struct {
		at    int
		chain string
	}
	told := map[string][]happening{}
	var reports []link.Report
	for _, d := range docs {
		reports = append(reports, f.read(d.ID, d.Doc.Source))
		for _, m := range d.Mentions {
			if m.Kind == "event" && m.Gold && !strings.Contains(m.Tag, "REPORTING") {
				chain := m.Chain
				if chain == "" {
					chain = fmt.Sprint(d.ID, m.Words[0])
				}
				told[d.ID] = append(told[d.ID], happening{len([]rune(d.Doc.Text[:m.Words[0].Start])), chain})
			}
		}
	}
	c := collect(reports)
	chains := make([][]string, len(c.items))
	for i := range c.items {
		it, tell := &c.items[i], c.telling(&c.items[i])
		for _, h := range told[c.reports[it.report].ID] {
			if !it.figure && tell.Start <= h.at && h.at < tell.End && !slices.Contains(chains[i], h.chain) {
				chains[i] = append(chains[i], h.chain)
			}
		}
	}
	return examples(c, func(a, b int) (same, ok bool) {
		least, most := min(len(chains[a]), len(chains[b])), max(len(chains[a]), len(chains[b]))
		if least == 0 {
			return false, false
		}
		n := 0
		for _, s := range chains[a] {
			n += int(truth(slices.Contains(chains[b], s)))
		}
		same = 2*n > least && 3*n >= most
		return same, same || n == 0
	})
}

// stories are the pairs of claimstance across stories.
func (f fitter) stories() []example {
	corpus, err := claimstance.ReadFolder(filepath.Join(corpora, "claimstance"))
	if err != nil {
		f.t.Fatal(err)
	}
	story := map[string]int{}
	var reports []link.Report
	for _, b := range corpus.Bodies {
		id := fmt.Sprint(b.ID)
		story[id] = b.Story
		reports = append(reports, f.read(id, doc.Source{Text: b.Text}))
	}
	c := collect(reports)
	return examples(c, func(a, b int) (same, ok bool) {
		return false, story[c.reports[c.items[a].report].ID] != story[c.reports[c.items[b].report].ID]
	})
}
