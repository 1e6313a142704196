package claim

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// wording is the clearest telling of g: it says what most of them say, is a sentence
// rather than a piece of one, names people rather than pointing at them, and is short.
func (c *collection) wording(g *group, centre bag) string {
	best, score := "", 0.0
	for _, i := range c.onePerTelling(g.items) {
		words := c.said(i)
		if s := c.clarity(i, words, centre); best == "" || s > score {
			best, score = words, s
		}
	}
	return best
}

// said is the words of item i. Where what they deny is said by a cue alone, the whole
// sentence is: "The mayor denied that the bridge had fallen".
func (c *collection) said(i int) string {
	it := &c.items[i]
	r := &c.reports[it.report]
	t := &r.Tellings[it.telling]
	if it.negative && negationIn(t, wordsOf(t.Words), nil) < 0 && it.sentence >= 0 && it.sentence < len(r.Sentences) {
		return trimmed(r.Sentences[it.sentence].Text)
	}
	if t.Statement == "" && strings.HasPrefix(t.Words, "that ") {
		return t.Words // "the storm | that killed six people" is no sentence
	}
	return trimmed(t.Words)
}

// centre is the traits that at least a third of items show.
func (c *collection) centre(items cluster) bag {
	var all bag
	for _, i := range items {
		all = append(append(all, c.items[i].said...), c.items[i].who...)
	}
	slices.SortStableFunc(all, func(x, y trait) int { return cmp.Compare(x.id, y.id) })
	var out bag
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].id == all[from].id {
			to++
		}
		if 3*(to-from) >= len(items) {
			out = append(out, all[from])
		}
		from = to
	}
	return out
}

// What makes a wording worse, against how much of the centre it tells (0 to 1).
const (
	fits     = 22   // words that are no burden
	tooLong  = 0.03 // a word more
	tooShort = 0.5  // under five words
	cut      = 0.35 // begins inside a sentence
	pronoun  = 0.3  // begins by pointing back
	nameless = 0.2  // names nobody
	noClause = 0.5  // is no clause
	unended  = 0.35 // breaks off: "hours after"
	revising = 0.15 // names an older figure as well
)

func (c *collection) clarity(i int, words string, centre bag) float64 {
	it := &c.items[i]
	said, _ := it.said.common(centre)
	who, _ := it.who.common(centre)
	s := ratio(said+who, centre.mass())
	f := strings.Fields(words)
	s -= tooLong * float64(max(0, len(f)-fits))
	if len(f) < 5 {
		s -= tooShort
	}
	if len(f) == 0 {
		return s
	}
	first := strings.ToLower(strings.Trim(f[0], "\"“”'‘’.,"))
	switch {
	case lexicon.fragments[first]:
		s -= cut
	case lexicon.pointers[first]:
		s -= pronoun
	}
	if !hasName(f) {
		s -= nameless
	}
	ws := wordsOf(words)
	t := &c.reports[it.report].Tellings[it.telling]
	if !it.headline && !isClause(t, wordsOf(t.Words)) {
		s -= noClause
	}
	if n := len(ws); n > 0 && lexicon.unended[ws[n-1].lower] {
		s -= unended
	}
	if slices.ContainsFunc(t.Figures, func(g link.Figure) bool { return revisedBefore(wordsOf(t.Words), g.Start-t.Start) != "" }) {
		s -= revising
	}
	return s
}

func hasName(words []string) bool {
	for _, w := range words[1:] {
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"“‘'")); unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// trimmed is words on one line, without "that" before them and commas around them.
func trimmed(words string) string {
	words = strings.Trim(strings.Join(strings.Fields(words), " "), " ,;:")
	for _, p := range []string{"and that ", "that ", "and ", "but "} {
		if rest, ok := strings.CutPrefix(words, p); ok {
			words = rest
			break
		}
	}
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}
