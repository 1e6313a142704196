package occurrence

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// A vocabulary numbers terms, the stems of words and numbers. It belongs to
// one set of reports.
type vocabulary struct {
	ids    map[string]int
	rarity []float64 // by number
}

// terms are those of text that are no stop words, in text order. Hyphens part
// words, so that "eight-year" and "eight year" are alike.
func (v *vocabulary) terms(text string) []int {
	var out []int
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w = strings.ToLower(w)
		if utf8.RuneCountInString(w) > 1 && !stopWords()[w] {
			out = append(out, v.number(stem(w)))
		}
	}
	return out
}

func (v *vocabulary) number(term string) int {
	id, ok := v.ids[term]
	if !ok {
		id = len(v.rarity)
		v.ids[term] = id
		v.rarity = append(v.rarity, rarity(term))
	}
	return id
}

// stem is the stem of a word in lower case.
func stem(w string) string {
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// A vector is terms with weights, by rising number of the term, of length 1; or
// empty.
type vector []weighted

type weighted struct {
	term   int
	weight float64
}

// vector is the vector of terms: rare ones count more, repeated ones a little more.
func (v *vocabulary) vector(terms []int) vector {
	terms = slices.Clone(terms)
	slices.Sort(terms)
	var out vector
	for i := 0; i < len(terms); {
		n := 1
		for i+n < len(terms) && terms[i+n] == terms[i] {
			n++
		}
		if w := v.rarity[terms[i]] * (1 + math.Log(float64(n))); w > 0 {
			out = append(out, weighted{terms[i], w})
		}
		i += n
	}
	return out.scaled()
}

// cosine is how alike two vectors are, from 0 to 1.
func cosine(a, b vector) float64 { return min(dot(a, b), 1) }

func dot(a, b vector) float64 {
	sum := 0.0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].term, b[0].term) {
		case 0:
			sum += a[0].weight * b[0].weight
			a, b = a[1:], b[1:]
		case -1:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return sum
}

// scaled is v with length 1.
func (v vector) scaled() vector {
	square := 0.0
	for _, w := range v {
		square += w.weight * w.weight
	}
	for i := range v {
		v[i].weight /= math.Sqrt(square)
	}
	return v
}

// sum is a and b together, of any length.
func sum(a, b vector) vector {
	out := make(vector, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].term, b[0].term) {
		case 0:
			out = append(out, weighted{a[0].term, a[0].weight + b[0].weight})
			a, b = a[1:], b[1:]
		case -1:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// rarest is the share of reports, in thousandths, of a term that common does not list.
const rarest = 3.

// rarity is how much a term tells of what a report is about, from 0 to 1: the
// logarithm of how few news reports have it. The reports of the set are not
// counted, so that a new report changes nothing between two others.
func rarity(term string) float64 {
	share, ok := common()[term]
	if !ok {
		share = rarest
	}
	return math.Log(1000/share) / math.Log(1000/rarest)
}

//go:embed data/common.tsv
var commonFile string

// common is the share of news reports, in thousandths, that have a term.
var common = sync.OnceValue(func() map[string]float64 {
	out := map[string]float64{}
	for _, line := range lines(commonFile) {
		term, share, _ := strings.Cut(line, "\t")
		if n, err := strconv.Atoi(share); err == nil && n > 0 {
			out[term] = float64(n)
		}
	}
	return out
})

//go:embed data/stop.txt
var stopFile string

var stopWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, line := range lines(stopFile) {
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
})

// lines are the lines of a data file that are no comments.
func lines(file string) []string {
	var out []string
	for _, line := range strings.Split(file, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}
