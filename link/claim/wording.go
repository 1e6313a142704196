package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// wording is the clearest telling of g: it says what most of them say and little else, is
// a sentence rather than a piece of one, names people rather than pointing at them, and
// is short. Where a telling is a piece, the sentence that it stands in may be clearer.
func (c *collection) wording(g *group, centre bag) string {
	best, score := "", 0.0
	try := func(words string, s float64) {
		if best == "" || s > score {
			best, score = words, s
		}
	}
	items := c.onePerTelling(g.items)
	alike := map[string]int{}
	for _, i := range items {
		alike[c.said(i)]++
	}
	for _, i := range items {
		words := c.said(i)
		shared := c.tells(i, centre) + popular*float64(alike[words]-1)/float64(len(items))
		flaws := c.flaws(i, words)
		try(words, shared-flaws-burden(words))
		if s := c.sentenceOf(i); flaws > 0 && s != "" && s != words {
			try(s, shared-wider-min(looks(s), pronoun)-burden(s))
		}
	}
	return best
}

// sentenceOf is the sentence that item i stands in; "" for none.
func (c *collection) sentenceOf(i int) string {
	it := &c.items[i]
	r := &c.reports[it.report]
	s := c.telling(it).Sentence
	if s < 0 || s >= len(r.Sentences) {
		return ""
	}
	return trimmed(r.Sentences[s].Text)
}

// said is the words of item i. Where what they deny is said by a cue alone, the whole
// sentence is: "The mayor denied that the bridge had fallen".
func (c *collection) said(i int) string {
	it := &c.items[i]
	t := c.telling(it)
	if it.negative && negationIn(t, wordsOf(t.Words), nil) < 0 {
		if s := c.sentenceOf(i); s != "" {
			return s
		}
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
	slices.Sort(all)
	var out bag
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to] == all[from] {
			to++
		}
		if 3*(to-from) >= len(items) {
			out = append(out, all[from])
		}
		from = to
	}
	return out
}

// What makes a wording better or worse, against how much of the centre it tells (0 to 1).
const (
	exact    = 0.4  // it tells nothing but the centre
	popular  = 0.3  // all tellings have these words
	fits     = 22   // words that are no burden
	tooLong  = 0.03 // a word more
	fewWords = 0.5  // under five words
	cut      = 0.5  // begins inside a sentence
	headless = 0.8  // begins with its verb
	pronoun  = 0.3  // begins by pointing back
	nameless = 0.2  // names nobody
	noClause = 0.5  // is no clause
	unended  = 0.35 // breaks off: "hours after"
	revising = 0.15 // names an older figure as well
	wider    = 0.2  // is the whole sentence around a telling
)

// tells is how much of the centre item i tells, and how much of what it tells is of it.
func (c *collection) tells(i int, centre bag) float64 {
	it := &c.items[i]
	said, _ := c.traits.common(it.said, centre)
	who, _ := c.traits.common(it.who, centre)
	return ratio(said+who, c.traits.mass(centre)) + exact*ratio(said+who, it.mass+it.whoMass)
}

// burden is what the length of a wording costs.
func burden(words string) float64 {
	n := len(strings.Fields(words))
	s := tooLong * float64(max(0, n-fits))
	if n < 5 {
		s += fewWords
	}
	return s
}

// flaws is what makes words, the telling of item i, less than a sentence.
func (c *collection) flaws(i int, words string) float64 {
	it := &c.items[i]
	t := c.telling(it)
	told := wordsOf(t.Words)
	s := looks(words)
	if subjectless(t, told) {
		s += headless
	}
	if !it.headline && !isClause(t, told) || wished(told) {
		s += noClause
	}
	if slices.ContainsFunc(t.Figures, func(g link.Figure) bool { return revisedBefore(told, g.Start-t.Start) != "" }) {
		s += revising
	}
	return s
}

// looks is what makes words less than a sentence that says of whom it speaks.
func looks(words string) float64 {
	f, ws := strings.Fields(words), wordsOf(words)
	if len(ws) == 0 {
		return noClause
	}
	s := 0.0
	switch first := strings.ToLower(strings.Trim(f[0], "\"“”'‘’.,")); {
	case lexicon.fragments[first]:
		s += cut
	case lexicon.pointers[first]:
		s += pronoun
	}
	if !hasName(f) {
		s += nameless
	}
	if lexicon.unended[ws[len(ws)-1].lower] {
		s += unended
	}
	return s
}

// wished tells whether words are what somebody asks for and no sentence by themselves:
// "that no silo be loaded".
func wished(words []word) bool {
	for i, w := range words {
		if finite(w.lower) && w.lower != "be" {
			return false
		}
		if w.lower == "be" {
			return i > 0 && words[i-1].lower != "to"
		}
	}
	return false
}

// subjectless tells whether a telling begins with its verb, adverbs and what joins it to
// the words before aside: "and repeatedly promised a bridge".
func subjectless(t *link.Telling, words []word) bool {
	for _, w := range words {
		if lexicon.joining[w.lower] || strings.HasSuffix(w.lower, "ly") {
			continue
		}
		return finite(w.lower) || verbAt(t.Events, t.Start+w.start, w.lower) || strings.HasSuffix(w.lower, "ing")
	}
	return false
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
	words = unquoted(ended(strings.Join(strings.Fields(words), " ")))
	for _, p := range []string{"and that ", "that ", "and ", "but "} {
		if rest, ok := strings.CutPrefix(words, p); ok {
			words = rest
			break
		}
	}
	if words == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

// ended is words without the signs around them. The point of an abbreviation stays.
func ended(words string) string {
	words = strings.Trim(words, " ,;:")
	last := words[strings.LastIndexByte(words, ' ')+1:]
	if strings.Count(last, ".") == 1 {
		words = strings.TrimSuffix(words, ".")
	}
	return words
}

// unquoted is words without a quotation mark at one end that has no counterpart.
func unquoted(words string) string {
	const marks = "\"“”„«»"
	switch first, last := strings.IndexAny(words, marks), strings.LastIndexAny(words, marks); {
	case first < 0 || first != last:
		return words
	case first == 0:
		return strings.TrimLeft(words, marks)
	default:
		if rest := strings.TrimRight(words, marks); len(rest) < len(words) {
			return ended(rest)
		}
	}
	return words
}
