package occurrence

import (
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
	ids    map[string]int32
	words  map[string]int32 // as written: the number of their term, or noTerm; stemming a word takes longer than all else that is done with it
	rarity []float64        // by number
	told   map[string]*predicate
	vector vector // being made
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]int32{}, words: map[string]int32{}, told: map[string]*predicate{}}
}

// noTerm stands for words that are no terms: stop words and single letters.
const noTerm = -1

// terms appends those of text that are no stop words, in text order. Hyphens part
// words, so that "eight-year" and "eight year" are alike.
func (v *vocabulary) terms(out []int32, text string) []int32 {
	from := 0
	read := func(to int) {
		if from < to {
			if id := v.word(text[from:to]); id != noTerm {
				out = append(out, id)
			}
		}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			read(at)
			from = at + size
		}
		at += size
	}
	read(len(text))
	return out
}

func (v *vocabulary) word(written string) int32 {
	id, ok := v.words[written]
	if !ok {
		id = noTerm
		if w := strings.ToLower(written); utf8.RuneCountInString(w) > 1 && !stopWords()[w] {
			id = v.number(stem(w))
		}
		v.words[strings.Clone(written)] = id
	}
	return id
}

func (v *vocabulary) number(term string) int32 {
	id, ok := v.ids[term]
	if !ok {
		id = int32(len(v.rarity))
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

// A weighted takes eight bytes: they are most of what finding occurrences keeps in
// memory.
type weighted struct {
	term   int32
	weight float32
}

// of is the vector of terms, which it sorts: rare ones count more, repeated ones a
// little more.
func (v *vocabulary) of(terms []int32) vector {
	slices.Sort(terms)
	out := v.vector[:0]
	square := 0.0
	for i := 0; i < len(terms); {
		n := 1
		for i+n < len(terms) && terms[i+n] == terms[i] {
			n++
		}
		if w := v.rarity[terms[i]] * (1 + math.Log(float64(n))); w > 0 {
			out = append(out, weighted{terms[i], float32(w)})
			square += w * w
		}
		i += n
	}
	for i := range out {
		out[i].weight /= float32(math.Sqrt(square))
	}
	v.vector = out
	return slices.Clone(out)
}

// cosine is how alike two vectors are, from 0 to 1.
func cosine(a, b vector) float64 { return min(dot(a, b), 1) }

func dot(a, b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].term, b[j].term; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		}
	}
	return sum
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
