package occurrence

import (
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	m, err := Parse(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(m.String())
	if err != nil || again != m {
		t.Errorf("written and read again: %v, %v", again, err)
	}
	if m[acrossSame][oneAffairRoot] <= 0 && m[acrossSame][oneAffair] <= 0 {
		t.Error("alike reports should speak for one event")
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		"": "0 lines",
		strings.Replace(weightsFile, "\nalways\t", "\nnever\t", 1):                       `want "always"`,
		strings.Replace(weightsFile, "\nalways\t", "\nalways\tNaN\t", 1):                 "and 3 numbers",
		strings.Replace(embedded().String(), "always\t", "always\tx", 1):                 "is no number",
		strings.Replace(embedded().String(), "always\t", "always\tInf\t1\t2\nalways", 1): "lines, want",
	} {
		if _, err := Parse(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v, want one with %q", in, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(weightsFile)
	f.Add("always\t1\t2\t3")
	f.Fuzz(func(t *testing.T, in string) {
		m, err := Parse(in)
		if err != nil {
			return
		}
		if _, err := Parse(m.String()); err != nil {
			t.Error(err)
		}
	})
}

// One feature decides, another tells nothing.
func TestRegress(t *testing.T) {
	var examples []example
	for i := range 40 {
		var e example
		e.features[always] = 1
		e.features[sameWord] = float64(i % 2)
		e.features[sameGroup] = float64(i / 2 % 2)
		e.one = is(i%2 == 1)
		examples = append(examples, e)
	}
	w := regress(examples)
	if w[sameWord] < 2 || math.Abs(w[sameGroup]) > 0.5 || w[always] > -1 {
		t.Errorf("weights %v", w)
	}
}
