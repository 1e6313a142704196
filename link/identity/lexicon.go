package identity

import (
	"embed"
	"strconv"
	"strings"
)

//go:embed data
var data embed.FS

// lex is the word lists, read once.
var lex = readLexicon()

type lexicon struct {
	titles      map[string]string          // folded title: the pronoun that it tells, or ""
	groups      map[string]map[string]bool // words.tsv
	spellings   map[string]string
	nations     map[string]string // folded words: code
	nationWords int               // the most words that a country's name has
	nicknames   map[string]string // short form: long form
	common      map[string]map[string]bool
	domains     map[string][]string // word of a role: walks of life
	weights     map[string]rule
}

// A rule is a line of weights.tsv.
type rule struct {
	weight float64
	words  string
}

func (l *lexicon) in(group, word string) bool { return l.groups[group][word] }

func readLexicon() *lexicon {
	l := &lexicon{
		titles: map[string]string{}, groups: map[string]map[string]bool{}, spellings: map[string]string{},
		nations: map[string]string{}, nicknames: map[string]string{}, common: map[string]map[string]bool{},
		domains: map[string][]string{}, weights: map[string]rule{},
	}
	for _, f := range lines("titles.tsv") {
		l.titles[fold(f[0])] = f[1]
	}
	for _, f := range lines("words.tsv") {
		l.groups[f[0]] = set(f[1])
	}
	for _, f := range lines("spellings.tsv") {
		for _, other := range f[1:] {
			l.spellings[other] = f[0]
		}
	}
	for _, f := range lines("nations.tsv") {
		for _, name := range strings.Split(f[1], "|") {
			var words []string
			for _, w := range l.folded(split(name)) {
				if !l.in("little", w) {
					words = append(words, w)
				}
			}
			l.nations[strings.Join(words, " ")] = f[0]
			l.nationWords = max(l.nationWords, len(words))
		}
	}
	for _, f := range lines("nicknames.txt") {
		names := strings.Fields(f[0])
		for _, short := range names[1:] {
			l.nicknames[short] = names[0]
		}
	}
	for _, f := range lines("common.tsv") {
		l.common[f[0]] = set(f[1])
	}
	for _, f := range lines("roles.tsv") {
		for _, word := range strings.Fields(f[1]) {
			l.domains[word] = append(l.domains[word], f[0])
		}
	}
	for _, f := range lines("weights.tsv") {
		w, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			panic("identity: weights.tsv: " + err.Error())
		}
		l.weights[f[0]] = rule{w, f[2]}
	}
	return l
}

// folded are words as they are compared, each in one spelling.
func (l *lexicon) folded(raw []string) []string {
	var out []string
	for _, w := range raw {
		w = fold(w)
		if s, ok := l.spellings[w]; ok {
			w = s
		}
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// lines are the fields of the lines of a data file that are no comments.
func lines(file string) [][]string {
	b, err := data.ReadFile("data/" + file)
	if err != nil {
		panic("identity: " + err.Error())
	}
	var out [][]string
	for _, line := range strings.Split(string(b), "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
