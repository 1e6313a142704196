package stance

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// The format of data/opposites.tsv: two sides that exclude each other, and an
// example of each, which share their other words. See its head.
//
//go:embed data/opposites.tsv
var oppositesFile string

// opposites are, for each form, the forms that exclude it. Stems would not do:
// the lives that a blast claims are no living people.
var opposites = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(oppositesFile) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		for a := range strings.SplitSeq(f[0], "|") {
			for b := range strings.SplitSeq(f[1], "|") {
				out[a] = append(out[a], b)
				out[b] = append(out[b], a)
			}
		}
	}
	return out
})

// Opposed tells whether one of two wordings says what the other says is not so,
// and by which words: "issued, and not issued".
func Opposed(a, b string) (string, bool) { return opposed(wordsOf(a), wordsOf(b)) }

func opposed(a, b []word) (string, bool) {
	ta, tb := turned(a), turned(b)
	if i, j := excluding(a, b); i >= 0 {
		return a[i].form + ", and " + b[j].form, ta[i] == tb[j]
	}
	sa, sb := sides(a, ta), sides(b, tb)
	var shared []string
	why := ""
	for _, w := range a {
		if !w.tells() || sb[w.stem] == neither || slices.Contains(shared, w.stem) {
			continue
		}
		shared = append(shared, w.stem)
		if sa[w.stem] == negated && sb[w.stem] == negated {
			return "", false // "no siren sounded", "the siren did not sound"
		}
		if sa[w.stem] != sb[w.stem] && sa[w.stem] != both && sb[w.stem] != both {
			why = w.form + ", and not " + w.form
		}
	}
	has := func(stem string) bool { return slices.Contains(shared, stem) }
	return why, why != "" && len(shared) >= 2 && max(covered(a, has), covered(b, has)) >= 0.5
}

// tells: a content word, and no number.
func (w word) tells() bool {
	_, number := numeral(w.form)
	return !w.mark && !number && w.weight >= contentWeight
}

// excluding are the places of the first two words of which one excludes the
// other, where neither wording has both; or -1, -1. They have to share another
// word, so that they speak of the same thing.
func excluding(a, b []word) (int, int) {
	at := func(ws []word, form string) int {
		return slices.IndexFunc(ws, func(w word) bool { return w.form == form })
	}
	shared := slices.ContainsFunc(a, func(v word) bool {
		return v.tells() && slices.ContainsFunc(b, func(w word) bool { return w.stem == v.stem })
	})
	if !shared {
		return -1, -1
	}
	for i, w := range a {
		for _, o := range opposites()[w.form] {
			if j := at(b, o); j >= 0 && at(b, w.form) < 0 && at(a, o) < 0 {
				return i, j
			}
		}
	}
	return -1, -1
}

// A side is how a wording has a word: affirmed, negated, in some places the one
// and in some the other, or not at all.
type side int

const (
	neither side = iota
	affirmed
	negated
	both
)

// sides are the sides of the words of ws by stem.
func sides(ws []word, turned []bool) map[string]side {
	out := map[string]side{}
	for i, w := range ws {
		s := affirmed
		if turned[i] {
			s = negated
		}
		if out[w.stem] != neither && out[w.stem] != s {
			s = both
		}
		out[w.stem] = s
	}
	return out
}

// reaches are how many words after it a negation negates at most. "No" stands
// before a noun whose verb follows.
var reaches = map[string]int{
	"not": 4, "n't": 4, "never": 4, "without": 3, "no": 6, "nobody": 4, "nothing": 4, "none": 5, "neither": 4, "nor": 4,
}

// negates is how far the word at i negates; 0 for not at all. "Not only" negates
// nothing, and "no comment" says neither yes nor no.
func negates(ws []word, i int) int {
	n := reaches[ws[i].form]
	if n == 0 || i+1 < len(ws) && slices.Contains([]string{"only", "just", "comment", "doubt", "least"}, ws[i+1].form) {
		return 0
	}
	return n
}

// turned tells for each word of ws whether it is negated: an odd number of
// negations reach it. A negation reaches forward to the next mark or "but". A
// word that says that something is false turns its whole sentence, a denial all
// that follows.
func turned(ws []word) []bool {
	out := make([]bool, len(ws))
	for i := range ws {
		n := negates(ws, i)
		for j := i + 1; j < len(ws) && j <= i+n && !ws[j].mark && ws[j].form != "but"; j++ {
			out[j] = !out[j]
		}
	}
	for _, c := range cuesIn(ws) {
		from, to := c.at, sentenceEnd(ws, c.at)
		switch cues().groups[c.group] {
		case "false":
			from = sentenceStart(ws, c.at)
		case "deny":
		default:
			continue
		}
		for j := from; j < to; j++ {
			if j < c.at || j >= c.at+c.n {
				out[j] = !out[j]
			}
		}
	}
	return out
}

func sentenceEnd(ws []word, i int) int {
	for i < len(ws) && !ends(ws[i]) {
		i++
	}
	return i
}

func sentenceStart(ws []word, i int) int {
	for i > 0 && !ends(ws[i-1]) {
		i--
	}
	return i
}
