package telling

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/saysonews/sayso/record"
)

//go:embed data/stop.txt
var stopFile string

var stop = readStop(stopFile)

//go:embed data/questions.txt
var questionsFile string

// asks are the words that open a question within a sentence.
var asks = readStop(questionsFile)

func readStop(file string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
}

func isContent(lower string) bool {
	return hasLetter(lower) && !stop[lower] && utf8.RuneCountInString(lower) > 1
}

// borrowed is how many words a participant may have whose words stand outside of
// the clause and are terms of it all the same: "the blast | that killed six".
const borrowed = 6

// terms are the stems of the content words of c, and of those that take part in
// its events.
func (d *digest) terms(c clause) (terms []string, at []int) {
	words := slices.Clone(c)
	in := d.within(c)
	for _, e := range d.record.Events {
		if !in(e.Trigger.Start) {
			continue
		}
		for _, ps := range [][]record.Participant{e.Agents, e.Patients} {
			for _, p := range ps {
				words = append(words, d.borrow(p.Span)...)
			}
		}
	}
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		if d.words[w].content {
			terms, at = append(terms, stem(d.words[w].lower)), append(at, d.words[w].start)
		}
	}
	return terms, at
}

func (d *digest) borrow(s record.Span) []int {
	var out []int
	first, _ := slices.BinarySearchFunc(d.words, s.Start, func(w word, at int) int { return w.start - at })
	for i := first; i < len(d.words) && d.words[i].start < s.End; i++ {
		out = append(out, i)
	}
	if len(out) > borrowed {
		return nil
	}
	return out
}

func stem(w string) string {
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}
