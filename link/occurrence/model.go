package occurrence

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/saysonews/sayso/link"
)

// A Model is the weights of the features in each setting.
type Model [settings][features]float64

//go:embed data/weights.tsv
var weightsFile string

// embedded is the model of data/weights.tsv. A test holds the file to its form.
var embedded = sync.OnceValue(func() Model {
	m, err := Parse(weightsFile)
	if err != nil {
		panic(err)
	}
	return m
})

// probability is that of p's points being one event.
func (m Model) probability(p pair) float64 {
	s, f := p.features()
	z := 0.0
	for i, v := range f {
		z += m[s][i] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// Parse reads what String writes: a line for each feature, with its name and its
// weights within a report, across reports by the same word, and by other words.
func Parse(file string) (Model, error) {
	var m Model
	all := lines(file)
	if len(all) != int(features) {
		return m, fmt.Errorf("parse weights of occurrences: %d lines, want %d", len(all), features)
	}
	for i, line := range all {
		f := strings.Split(line, "\t")
		if len(f) != 1+int(settings) || f[0] != featureTable[i].name {
			return m, fmt.Errorf("parse weights of occurrences: %q, want %q and %d numbers", line, featureTable[i].name, settings)
		}
		for s := range m {
			w, err := strconv.ParseFloat(f[1+s], 64)
			if err != nil || math.IsInf(w, 0) || math.IsNaN(w) {
				return m, fmt.Errorf("parse weights of occurrences: %s: %q is no number", f[0], f[1+s])
			}
			m[s][i] = w
		}
	}
	return m, nil
}

// String is m as a file has it.
func (m Model) String() string {
	var b bytes.Buffer
	for i, f := range featureTable {
		b.WriteString(f.name)
		for s := range m {
			fmt.Fprintf(&b, "\t%.3f", m[s][i])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Fit learns a model from reports of whose events it is known whether they are
// one. Pairs of which known is false count for nothing. It is deterministic.
func Fit(reports []link.Report, same func(a, b link.EventRef) (same, known bool)) Model {
	var examples [settings][]example
	for _, n := range neighbours(read(reports)) {
		for _, p := range n.pairs() {
			if one, known := same(p.a.ref(), p.b.ref()); known {
				s, f := p.features()
				examples[s] = append(examples[s], example{f, is(one)})
			}
		}
	}
	var m Model
	for s := range m {
		m[s] = regress(examples[s])
	}
	return m
}

// An example is a pair's features and whether it is one event, 1 or 0.
type example struct {
	features [features]float64
	one      float64
}

// regress is logistic regression with a ridge, by Newton's method, which has
// settled long before its last round.
func regress(examples []example) [features]float64 {
	const ridge, rounds = 0.5, 15
	var w [features]float64
	for range rounds {
		var slope [features]float64
		var curve [features][features]float64
		for i := range w {
			slope[i], curve[i][i] = -ridge*w[i], ridge
		}
		for _, e := range examples {
			z := 0.0
			for i, v := range e.features {
				z += v * w[i]
			}
			p := 1 / (1 + math.Exp(-z))
			for i, v := range e.features {
				if v == 0 {
					continue
				}
				slope[i] += v * (e.one - p)
				for j, u := range e.features {
					curve[i][j] += v * u * p * (1 - p)
				}
			}
		}
		for i, step := range solve(curve, slope) {
			w[i] += step
		}
	}
	return w
}

// solve gives x with a x = b, for a symmetric and positive, by elimination.
func solve(a [features][features]float64, b [features]float64) [features]float64 {
	for i := range b {
		for r := i + 1; r < len(b); r++ {
			k := a[r][i] / a[i][i]
			for c := i; c < len(b); c++ {
				a[r][c] -= k * a[i][c]
			}
			b[r] -= k * b[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		for c := i + 1; c < len(b); c++ {
			b[i] -= a[i][c] * b[c]
		}
		b[i] /= a[i][i]
	}
	return b
}
