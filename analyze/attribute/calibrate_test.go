package attribute_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/attribute"
	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

const weightFile = "data/confidence.tsv"

// A sample is the evidence for one statement, and what gold says of it.
type sample struct {
	document int
	evidence []float64
	right    bool // a gold attribution has half of its content and half of its source (Jaccard)
	there    bool // gold attributions have some of its cue and of its content
}

func right(s sample) bool { return s.right }
func there(s sample) bool { return s.there }

// folds are the parts of the documents; each is judged by weights of the others.
const folds = 10

// TestCalibrate fits the weights of the evidence on PolNeAR dev and reports how far
// a statement's confidence can be trusted, and what the stage reaches: each document
// is judged by weights that were fitted on the others. `go test -run Calibrate
// -update` writes the weights of all.
func TestCalibrate(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("reads a corpus: not in short mode")
	}
	samples := samplesOf(t)
	var bins [10]bin
	var scores eval.Attributions
	for fold := range folds {
		others := func(s sample) bool { return s.document%folds != fold }
		weights := fit(samples, others, right)
		for _, s := range samples {
			if !others(s) {
				p := probability(weights, s.evidence)
				bins[min(int(10*p), 9)].add(p, s.right)
			}
		}
		scores.Add(scoresOf(t, fold, weights, fit(samples, others, there)))
	}
	t.Logf("%d statements, %d documents, %d folds", len(samples), samples[len(samples)-1].document+1, folds)
	t.Log("confidence  statements  mean confidence  right")
	gap := 0.0
	for i, b := range bins {
		if b.n == 0 {
			continue
		}
		t.Logf("%.1f to %.1f  %10.0f  %15.3f  %.3f", float64(i)/10, float64(i+1)/10, b.n, b.sum/b.n, b.right/b.n)
		gap += math.Abs(b.sum-b.right) / float64(len(samples))
	}
	t.Logf("expected calibration error %.4f", gap)
	t.Logf("F1 with weights from other documents: exact %.1f / %.1f / %.1f, overlap %.1f / %.1f / %.1f, relation %.2f",
		scores.Source.Exact.F1(), scores.Cue.Exact.F1(), scores.Content.Exact.F1(),
		scores.Source.Overlap.F1(), scores.Cue.Overlap.F1(), scores.Content.Overlap.F1(), scores.Relation.F1())
	if gap > 0.05 {
		t.Errorf("expected calibration error %.4f, want 0.05 at most", gap)
	}
	if *update {
		every := func(sample) bool { return true }
		write(t, fit(samples, every, right), fit(samples, every, there), len(samples), gap)
	}
}

// scoresOf compares the statements told with these weights with the gold of one
// part of the documents.
func scoresOf(t *testing.T, fold int, right, there []float64) (all eval.Attributions) {
	right, there = attribute.SetWeights(right, there)
	defer attribute.SetWeights(right, there)
	for k, g := range analyzed(t) {
		if k%folds == fold {
			d := g.Doc
			d.Statements = attribute.Statements(&d, g.reading)
			all.Add(eval.CompareAttributions(d.Text, g.gold(), eval.AttributionsOf(&d)))
		}
	}
	return all
}

type bin struct{ n, sum, right float64 }

func (b *bin) add(p float64, right bool) {
	b.n++
	b.sum += p
	if right {
		b.right++
	}
}

// samplesOf gives the statements found in PolNeAR dev.
func samplesOf(t *testing.T) []sample {
	var all []sample
	for k, g := range analyzed(t) {
		gold := g.gold()
		statements, evidence := attribute.Evidence(&g.Doc, g.reading)
		for i, s := range statements {
			one := []eval.Attribution{{Source: s.Source.Spans, Cue: s.Cue, Content: s.Content}}
			score := eval.CompareAttributions(g.Doc.Text, gold, one)
			all = append(all, sample{
				document: k,
				evidence: evidence[i],
				right:    score.Relation.Right == 1,
				there:    score.Content.Overlap.Right > 0 && (len(s.Cue) == 0 || score.Cue.Overlap.Right > 0),
			})
		}
	}
	return all
}

func probability(weights, evidence []float64) float64 {
	sum := 0.0
	for i, x := range evidence {
		sum += weights[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// ridge keeps weights of rare evidence small.
const ridge = 3.0

// fit is logistic regression of what is by Newton's method on the samples that use
// lets in.
func fit(samples []sample, use, is func(sample) bool) []float64 {
	n := len(attribute.EvidenceNames)
	weights := make([]float64, n)
	for range 25 {
		gradient, curvature := make([]float64, n), make([][]float64, n)
		for i := range curvature {
			curvature[i] = make([]float64, n)
			curvature[i][i] = ridge
			gradient[i] = -ridge * weights[i]
		}
		for _, s := range samples {
			if !use(s) {
				continue
			}
			p := probability(weights, s.evidence)
			y := 0.0
			if is(s) {
				y = 1
			}
			for i, x := range s.evidence {
				if x == 0 {
					continue
				}
				gradient[i] += x * (y - p)
				for j, z := range s.evidence {
					curvature[i][j] += p * (1 - p) * x * z
				}
			}
		}
		for i, d := range solve(curvature, gradient) {
			weights[i] += d
		}
	}
	return weights
}

// solve gives x of a x = b, a symmetric and positive, by elimination.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < n; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for k := i + 1; k < n; k++ {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}

// write puts the weights into the data file.
func write(t *testing.T, right, there []float64, n int, gap float64) {
	var b strings.Builder
	fmt.Fprintf(&b, `# Weights of the evidence for a statement (see confidence.go). The first ones' sum is the log-odds that it is
# right: that a gold attribution has half of its content and half of its source. The second ones' sum is the log-odds
# that gold attributions have some of its cue and some of its content.
# Fitted by logistic regression, ridge %g, on the %d statements that the analysis finds in PolNeAR dev.
# Expected calibration error over ten bins, each document judged by weights fitted on nine tenths of the others: %.4f.
# Written by go test ./analyze/attribute -run Calibrate -update, which is to be run again with every new network.
`, ridge, n, gap)
	for i, name := range attribute.EvidenceNames {
		fmt.Fprintf(&b, "%s\t%.4f\t%.4f\n", name, right[i], there[i])
	}
	if err := os.WriteFile(weightFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// An analyzedReport is a report of PolNeAR with all layers before this one.
type analyzedReport struct {
	polnear.Document
	reading *attribute.Reading
}

func (r *analyzedReport) gold() []eval.Attribution {
	var gold []eval.Attribution
	for _, a := range r.Attributions {
		gold = append(gold, eval.Attribution{Source: a.Source, Cue: a.Cue, Content: a.Content})
	}
	return gold
}

// noted keeps the reports of the corpus for the tests that read it.
var noted []*analyzedReport

// analyzed gives PolNeAR dev, analysed as far as this stage.
func analyzed(t *testing.T) []*analyzedReport {
	t.Helper()
	if noted != nil {
		return noted
	}
	if _, err := os.Stat(gold); err != nil {
		t.Skip("no gold corpora: ", err)
	}
	docs, err := polnear.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	stages, finder := stages(t)
	for _, g := range docs {
		r := &analyzedReport{Document: g}
		r.Doc = doc.Doc{Source: g.Doc.Source}
		for _, s := range stages {
			if s.Name != "attribute" && s.Name != "event" {
				s.Run(&r.Doc)
			}
		}
		r.reading = finder.Read(&r.Doc)
		noted = append(noted, r)
	}
	return noted
}

// stages gives all stages, and this one's finder.
func stages(t *testing.T) (analyze.Pipeline, *attribute.Finder) {
	t.Helper()
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	b, err := weights.FS.ReadFile("engine.bin")
	if err != nil {
		t.Fatal(err)
	}
	f, err := nn.Read(b, encode.FeatureVersion)
	if err != nil {
		t.Fatal(err)
	}
	finder, err := attribute.New(f)
	if err != nil {
		t.Fatal(err)
	}
	return p, finder
}
