package figure

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/words.tsv
var wordFile string

// A class is what a word does in a quantity.
type class int

const (
	noClass     class = iota
	cardinal          // "five"
	teen              // "fifteen"
	tens              // "fifty"
	scale             // "million"
	plural            // "thousands"
	vague             // "several"
	fraction          // "third"
	approximate       // "about"
	exact             // "exactly"
	atLeast           // "at least"
	moreThan          // "more than"
	atMost            // "up to"
	lessThan          // "less than"
	sign              // "$"
	prefix            // "US" before "$"
	code              // "USD"
	currency          // "euros"
	cents             // "pence"
	percent           // "%"
	unit              // "km"
	speed             // "mph"
	per               // "hour" of "an hour"
	named             // "flight" before a number
	age               // "year-old" after one
	state             // "wounded"
	function          // "of"
)

var classNames = map[string]class{
	"cardinal": cardinal, "teen": teen, "tens": tens, "scale": scale, "plural": plural, "vague": vague,
	"part": fraction, "approximate": approximate, "exact": exact, "atleast": atLeast, "morethan": moreThan,
	"atmost": atMost, "lessthan": lessThan, "sign": sign, "prefix": prefix, "code": code,
	"currency": currency, "cents": cents, "percent": percent, "unit": unit, "speed": speed, "per": per,
	"named": named, "age": age, "state": state, "function": function,
}

// A sense is one thing that a word or phrase can be.
type sense struct {
	class class
	value float64 // of a number word
	unit  string  // of a unit: ISO 4217 or UCUM
	words []string
}

// A lexicon holds the senses of words and phrases in lower case.
type lexicon struct {
	words  map[string][]sense // of one word
	opens  map[string][]sense // of several words, by the first, longest first
	closes map[string][]sense // by the last
}

// load reads the embedded word list, once.
var load = sync.OnceValue(func() *lexicon {
	l, _, err := parseWords(wordFile)
	if err != nil {
		panic(err) // the data are embedded and tested
	}
	return l
})

// An example is a text with the figures expected in it.
type example struct{ text, want string }

// parseWords reads data/words.tsv.
func parseWords(data string) (*lexicon, []example, error) {
	l := &lexicon{map[string][]sense{}, map[string][]sense{}, map[string][]sense{}}
	var examples []example
	for n, line := range strings.Split(data, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 || classNames[f[0]] == noClass {
			return nil, nil, fmt.Errorf("words.tsv:%d: want class, value, words, example, expected", n+1)
		}
		s := sense{class: classNames[f[0]]}
		if v, err := strconv.ParseFloat(f[1], 64); err == nil {
			s.value = v
		} else if f[1] != "-" {
			s.unit = f[1]
		}
		for _, phrase := range strings.Split(f[2], "|") {
			l.add(phrase, s)
		}
		examples = append(examples, example{f[3], f[4]})
	}
	for _, m := range []map[string][]sense{l.opens, l.closes} {
		for _, list := range m {
			sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
		}
	}
	return l, examples, nil
}

// add notes s for a phrase whose words are as the tokenizer cuts them. Codes
// ("USD") are kept in capitals: in lower case they may be other words.
func (l *lexicon) add(phrase string, s sense) {
	s.words = strings.Fields(strings.ReplaceAll(phrase, "-", " - "))
	if s.class != code {
		for i, w := range s.words {
			s.words[i] = strings.ToLower(w)
		}
	}
	if len(s.words) == 1 {
		l.words[s.words[0]] = append(l.words[s.words[0]], s)
		return
	}
	first, last := s.words[0], s.words[len(s.words)-1]
	l.opens[first] = append(l.opens[first], s)
	l.closes[last] = append(l.closes[last], s)
}
