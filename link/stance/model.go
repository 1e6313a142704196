package stance

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The format of data/model.tsv: a part, a feature of that part, and its weights:
// one for "related", for the other two parts one for each attitude (holds,
// rejects, takes no side). Every feature has one line, in the order of the
// features. Comments begin with "#" and say what the weights were learned from.
//
//go:embed data/model.tsv
var modelFile string

// The attitudes that a text can have to the matter of a story, by which a claim
// and a report are compared.
const (
	holds   = iota // tells it as so
	rejects        // tells it as not so
	watches        // tells of it and takes no side
	attitudes
)

// A Model is the weights of the three parts.
type Model struct {
	related []float64
	claim   [attitudes][]float64 // by feature
	report  [attitudes][]float64
}

var embedded = sync.OnceValue(func() Model {
	m, err := ReadModel(strings.NewReader(modelFile))
	if err != nil {
		panic("stance: " + err.Error()) // embedded and tested
	}
	return m
})

// Features are what is known of a claim and a report.
type Features struct{ related, claim, report []float64 }

// FeaturesOf are the features of one pair.
func FeaturesOf(claim string, rd *Reading) Features {
	ws := wordsOf(claim)
	return Features{rd.related(ws), attitudeOf(ws), rd.attitude(ws)}
}

// Chances are the probabilities of the labels, in thousandths: finer ones would
// differ from one CPU to another.
type Chances struct{ Supports, Denies, Discusses, Unrelated float64 }

// Chances of one pair. Two texts that hold the same agree, and so do two that
// reject it; where one holds what the other rejects they disagree; where one
// takes no side, the report discusses.
func (m Model) Chances(f Features) Chances {
	related := 1 / (1 + math.Exp(-along(m.related, sparse(f.related))))
	c, r := m.attitudes(f)
	agree := c[holds]*r[holds] + c[rejects]*r[rejects]
	against := c[holds]*r[rejects] + c[rejects]*r[holds]
	return Chances{
		Supports:  thousandths(related * agree),
		Denies:    thousandths(related * against),
		Discusses: thousandths(related * (1 - agree - against)),
		Unrelated: thousandths(1 - related),
	}
}

func thousandths(v float64) float64 { return math.Round(1000*v) / 1000 }

// attitudes are the probabilities of the attitudes of the claim and the report:
// that it holds, that it rejects, that it takes no side.
func (m Model) attitudes(f Features) (claim, report [3]float64) {
	return softmax(m.claim, sparse(f.claim)), softmax(m.report, sparse(f.report))
}

// Label is the label to give. Whether a pair is related is decided first, as the
// three others share what is related.
func (c Chances) Label() Label {
	switch {
	case c.Unrelated > 0.5:
		return Unrelated
	case c.Denies > c.Supports && c.Denies > c.Discusses:
		return Denies
	case c.Supports > c.Discusses:
		return Supports
	}
	return Discusses
}

// A term is a feature that is not 0.
type term struct {
	index int
	value float64
}

func sparse(x []float64) []term {
	var out []term
	for i, v := range x {
		if v != 0 {
			out = append(out, term{i, v})
		}
	}
	return out
}

// along keeps every product apart from the sum, so that no CPU fuses the two and
// all give the same number.
func along(w []float64, x []term) float64 {
	sum := 0.0
	for _, t := range x {
		sum += float64(w[t.index] * t.value)
	}
	return sum
}

func softmax(w [attitudes][]float64, x []term) (p [attitudes]float64) {
	total := 0.0
	for k := range p {
		p[k] = math.Exp(along(w[k], x))
		total += p[k]
	}
	for k := range p {
		p[k] /= total
	}
	return p
}

// parts are the parts of a model with the names of their features and a column
// of weights for each.
func (m *Model) parts() []struct {
	name    string
	names   []string
	columns []*[]float64
} {
	three := func(w *[attitudes][]float64) []*[]float64 { return []*[]float64{&w[holds], &w[rejects], &w[watches]} }
	return []struct {
		name    string
		names   []string
		columns []*[]float64
	}{
		{"related", relatedNames, []*[]float64{&m.related}},
		{"claim", attitudeNames(), three(&m.claim)},
		{"report", reportNames(), three(&m.report)},
	}
}

// Write writes m under a comment, whose lines begin with "#".
func (m Model) Write(w io.Writer, comment string) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, comment)
	for _, p := range m.parts() {
		for i, name := range p.names {
			fmt.Fprintf(b, "%s\t%s", p.name, name)
			for _, c := range p.columns {
				fmt.Fprintf(b, "\t%.3f", (*c)[i])
			}
			fmt.Fprintln(b)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write model of stance: %w", err)
	}
	return nil
}

// ReadModel reads what Write wrote. Every feature of this version has to be
// there, in order, and no other.
func ReadModel(r io.Reader) (Model, error) {
	var m Model
	var lines [][]string
	s := bufio.NewScanner(r)
	for s.Scan() {
		if line := s.Text(); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.Split(line, "\t"))
		}
	}
	if err := s.Err(); err != nil {
		return m, fmt.Errorf("read model of stance: %w", err)
	}
	for _, p := range m.parts() {
		for _, name := range p.names {
			if len(lines) == 0 {
				return m, fmt.Errorf("read model of stance: no weights for %s %q", p.name, name)
			}
			if err := readWeights(lines[0], []string{p.name, name}, p.columns); err != nil {
				return m, fmt.Errorf("read model of stance: %w", err)
			}
			lines = lines[1:]
		}
	}
	if len(lines) > 0 {
		return m, fmt.Errorf("read model of stance: weights for %q, which is no feature", lines[0])
	}
	return m, nil
}

func readWeights(line, want []string, columns []*[]float64) error {
	if len(line) != len(want)+len(columns) || !slices.Equal(line[:len(want)], want) {
		return fmt.Errorf("line %q, want %q and %d weights", line, want, len(columns))
	}
	for i, c := range columns {
		v, err := strconv.ParseFloat(line[len(want)+i], 64)
		if err != nil || math.IsNaN(v) || math.Abs(v) > 100 {
			return fmt.Errorf("line %q: weight %q is no number up to 100", line, line[len(want)+i])
		}
		*c = append(*c, v)
	}
	return nil
}
