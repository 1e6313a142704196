package event

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/verbs.tsv
var verbFile string

//go:embed data/nouns.tsv
var nounFile string

//go:embed data/governors.tsv
var governorFile string

//go:embed data/words.tsv
var wordFile string

//go:embed data/contexts.tsv
var contextFile string

// An entry is what a line of verbs.tsv or nouns.tsv says of one word.
type entry struct {
	kind, cameo, mode string
	frame             string   // of a noun
	guards            []string // what else must be there
	preps             []string // whose phrase is the patient
	with              string   // particle or preposition that must be there, "" for none
}

func (e *entry) guard(name string) bool { return e != nil && slices.Contains(e.guards, name) }

// A governor is what a line of governors.tsv says of one word.
type governor struct {
	effect string
	event  bool
	links  []string
	with   string
}

// A class is a set of words of words.tsv.
type class uint32

const (
	state class = 1 << iota
	speech
	nobody
	no
	not
	ifWord
	whether
	where
	when
	force
	sport
	figurative
	anniversary
	rank
	bound
	control
	doer
	alone
	other
	document
	market
	human
	third
	extent
	instrument
)

var classNames = map[string]class{
	"state": state, "speech": speech, "nobody": nobody, "no": no, "not": not,
	"if": ifWord, "whether": whether, "where": where, "when": when, "force": force, "sport": sport,
	"figure": figurative, "anniversary": anniversary, "rank": rank, "bound": bound,
	"control": control, "doer": doer, "alone": alone, "other": other,
	"document": document, "market": market, "human": human, "third": third, "extent": extent, "instrument": instrument,
}

// A word is what words.tsv and contexts.tsv say of a lemma.
type word struct {
	class class
	about uint64 // set of indices in lexicon.contexts
}

// A lexicon holds the data files.
type lexicon struct {
	verbs, nouns map[string][]entry
	governors    map[string][]governor
	words        map[string]word
	contexts     []string            // names, sorted
	lights       map[string]string   // light verb: its particle, "" for none
	phrases      map[string][]string // verb: the rest, with "+"
	forms        map[string]string   // form of a verb: its lemma
	deeds        map[string]string   // event noun: the verb that tells the same
}

// load reads the embedded files, once.
var load = sync.OnceValue(func() *lexicon {
	l, err := parse(verbFile, nounFile, governorFile, wordFile, contextFile)
	if err != nil {
		panic(err) // the data are embedded and tested
	}
	return l
})

func parse(verbs, nouns, governors, words, contexts string) (*lexicon, error) {
	l := &lexicon{
		verbs: map[string][]entry{}, nouns: map[string][]entry{}, governors: map[string][]governor{},
		words: map[string]word{}, lights: map[string]string{}, phrases: map[string][]string{},
		forms: map[string]string{}, deeds: map[string]string{},
	}
	for _, f := range []struct {
		name, data string
		columns    int
		add        func([]string) bool
	}{
		{"verbs.tsv", verbs, 7, l.addVerbs},
		{"nouns.tsv", nouns, 8, l.addNouns},
		{"governors.tsv", governors, 6, l.addGovernors},
		{"words.tsv", words, 2, l.addWords},
		{"contexts.tsv", contexts, 3, l.addContexts},
	} {
		for n, line := range strings.Split(f.data, "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			fields := strings.Split(line, "\t")
			if len(fields) != f.columns || !f.add(fields) {
				return nil, fmt.Errorf("%s:%d: want %d columns with known words", f.name, n+1, f.columns)
			}
		}
	}
	return l, nil
}

// set is a column with a comma between its words; "-" is none.
func set(column string) []string {
	if column == "-" {
		return nil
	}
	return strings.Split(column, ",")
}

func blank(column string) string {
	if column == "-" {
		return ""
	}
	return column
}

func (l *lexicon) addVerbs(f []string) bool {
	for word := range strings.FieldsSeq(f[5]) {
		verb, with, _ := strings.Cut(word, "+")
		for _, form := range inflected(verb) {
			l.forms[form] = verb
		}
		l.verbs[verb] = append(l.verbs[verb], entry{
			kind: blank(f[0]), cameo: blank(f[1]), mode: blank(f[2]), guards: set(f[3]), preps: set(f[4]), with: with,
		})
	}
	return true
}

// inflected lists the regular forms of a verb.
func inflected(verb string) []string {
	last := verb[len(verb)-1]
	stem := verb
	switch {
	case last == 'e':
		stem = verb[:len(verb)-1]
		return []string{verb + "s", verb + "d", stem + "ing"}
	case last == 'y' && len(verb) > 2 && !strings.ContainsRune("aeiou", rune(verb[len(verb)-2])):
		stem = verb[:len(verb)-1]
		return []string{stem + "ies", stem + "ied", verb + "ing"}
	}
	double := verb + string(last)
	return []string{verb + "s", verb + "es", verb + "ed", verb + "ing", double + "ed", double + "ing"}
}

func (l *lexicon) addNouns(f []string) bool {
	for word := range strings.FieldsSeq(f[6]) {
		noun, with, _ := strings.Cut(word, "+")
		l.nouns[noun] = append(l.nouns[noun], entry{
			kind: blank(f[0]), cameo: blank(f[1]), mode: blank(f[2]), frame: f[3], guards: set(f[4]), preps: set(f[5]), with: with,
		})
	}
	return f[3] == "agent" || f[3] == "object" || f[3] == "patient"
}

func (l *lexicon) addGovernors(f []string) bool {
	for word := range strings.FieldsSeq(f[3]) {
		word, with, _ := strings.Cut(word, "+")
		l.governors[word] = append(l.governors[word], governor{effect: f[0], event: f[1] == "yes", links: set(f[2]), with: with})
	}
	return f[1] == "yes" || f[1] == "no"
}

func (l *lexicon) addWords(f []string) bool {
	for word := range strings.FieldsSeq(f[1]) {
		head, rest, _ := strings.Cut(word, "+")
		switch f[0] {
		case "phrase":
			l.phrases[head] = append(l.phrases[head], rest)
		case "light":
			l.lights[head] = rest
		case "deed":
			noun, verb, _ := strings.Cut(word, "=")
			l.deeds[noun] = verb
		case "form":
			form, verb, _ := strings.Cut(word, "=")
			l.forms[form] = verb
		default:
			w := l.words[word]
			w.class |= classNames[f[0]]
			l.words[word] = w
		}
	}
	return f[0] == "phrase" || f[0] == "light" || f[0] == "form" || f[0] == "deed" || classNames[f[0]] != 0
}

func (l *lexicon) addContexts(f []string) bool {
	n := len(l.contexts)
	l.contexts = append(l.contexts, f[0])
	for lemma := range strings.FieldsSeq(f[1]) {
		w := l.words[lemma]
		w.about |= 1 << n
		l.words[lemma] = w
	}
	return n < 64 && (n == 0 || l.contexts[n-1] < f[0])
}

// knows tells whether the data files say something of a verb.
func (l *lexicon) knows(verb string) bool {
	return l.verbs[verb] != nil || l.governors[verb] != nil || l.words[verb].class != 0
}
