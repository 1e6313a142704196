package reuse

import (
	"cmp"
	"math"
	"slices"
)

// frequencies tell how many reports of a collection use a word.
type frequencies struct {
	reports int
	of      map[uint64]int32
	weights []float64 // of what so many reports hold
}

func frequenciesOf(terms [][]uint64) frequencies {
	f := frequencies{reports: len(terms), of: map[uint64]int32{}, weights: make([]float64, len(terms)+1)}
	for _, ks := range terms {
		for _, k := range ks {
			f.of[k]++
		}
	}
	// The collection is taken to be a little larger than it is, so that in one of two
	// reports the words that both have still tell something.
	const more = 20
	for df := range f.weights {
		f.weights[df] = max(0, math.Log(float64(f.reports+more)/float64(2*df+more/4)))
	}
	return f
}

// weight is how much a word tells: nothing where half of the reports use it.
func (f frequencies) weight(key uint64) float64 { return f.weightOf(int(f.of[key])) }

// weightOf is the weight of what so many reports hold.
func (f frequencies) weightOf(df int) float64 { return f.weights[df] }

// termsOf are the keys of the words, sorted and without doubles.
func termsOf(words []word) []uint64 {
	out := make([]uint64, len(words))
	for i, w := range words {
		out[i] = w.stem
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// quoteWords is how many quoted words in a row make a quotation that a rewrite keeps.
const quoteWords = 4

// quotesOf are the prints of the runs of quoted words, sorted and without doubles.
func quotesOf(words []word) []uint64 {
	var out []uint64
	for i := range words {
		if q, ok := quoteAt(words, i); ok {
			out = append(out, q)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func quoteAt(words []word, i int) (uint64, bool) {
	if i+quoteWords > len(words) || slices.ContainsFunc(words[i:i+quoteWords], func(w word) bool { return !w.quoted }) {
		return 0, false
	}
	return printsOf(words[i:i+quoteWords], quoteWords)[0], true
}

// A matter is what a sentence tells.
type matter struct {
	span   span
	terms  []term   // without doubles, by key
	weight float64  // of all terms
	quotes []uint64 // prints of its quotations, sorted
}

// A term is a word with what it tells.
type term struct {
	key    uint64
	weight float64
}

// mattersOf are the matters of a text's sentences.
func mattersOf(words []word, sentences int, f frequencies, rare func(quote uint64) bool) []matter {
	out := make([]matter, sentences)
	for i, w := range words {
		m := &out[w.sentence]
		if m.span.end == 0 {
			m.span.start = int(w.start)
		}
		m.span.end = int(w.end)
		if weight := f.weight(w.stem); weight > 0 && !w.quoted {
			m.terms = append(m.terms, term{w.stem, weight})
		}
		if q, ok := quoteAt(words, i); ok && rare(q) {
			m.quotes = append(m.quotes, q)
		}
	}
	for i := range out {
		m := &out[i]
		slices.SortFunc(m.terms, func(a, b term) int { return cmp.Compare(a.key, b.key) })
		m.terms = slices.Compact(m.terms)
		slices.Sort(m.quotes)
		for _, t := range m.terms {
			m.weight += t.weight
		}
	}
	return out
}

const (
	// leastTerms is how many terms two sentences must share, and leastAlike how
	// alike they must be, to be taken for one sentence in two wordings.
	leastTerms = 3
	leastAlike = 0.3
	// keptQuote is what a kept quotation adds to alike.
	keptQuote = 0.3
	// leastOrder is how many of the like sentences must stand after the one before.
	leastOrder = 0.6
)

// An alignment is which sentences of To have a like one in From.
type alignment struct {
	lines  [][2]int // indices of matters in From and To
	share  float64  // of the weight of To's terms
	back   float64  // of From's
	order  float64  // of the lines, how many stand after the one before
	quotes int      // sentences of To with a quotation of From
	cover  []span
}

func align(from, to *telling) alignment {
	var a alignment
	last, ordered := -1, 0
	used := map[int]bool{}
	for j, m := range to.matters {
		i, quoted := from.mostLike(m)
		if quoted {
			a.quotes++
		}
		if i < 0 {
			continue
		}
		a.lines = append(a.lines, [2]int{i, j})
		a.cover = append(a.cover, m.span)
		a.share += m.weight
		if !used[i] {
			used[i] = true
			a.back += from.matters[i].weight
		}
		if i >= last {
			ordered++
		}
		last = i
	}
	if to.weight > 0 {
		a.share /= to.weight
	}
	if from.weight > 0 {
		a.back /= from.weight
	}
	if len(a.lines) > 0 {
		a.order = float64(ordered) / float64(len(a.lines))
	}
	return a
}

// mostLike is the index of the matter of t most like m, or -1, and whether any
// has a quotation of m. How much two sentences tell the same is the weight of
// the terms they share over the geometric mean of theirs.
func (t *telling) mostLike(m matter) (best int, quoted bool) {
	shared, terms := map[int32]float64{}, map[int32]int{}
	for _, x := range m.terms {
		for _, i := range t.byTerm[x.key] {
			shared[i] += x.weight
			terms[i]++
		}
	}
	quotes := map[int32]bool{}
	for _, q := range m.quotes {
		for _, i := range t.byQuote[q] {
			quotes[i] = true
		}
	}
	best, most := -1, leastAlike
	for i, w := range shared {
		if terms[i] < leastTerms {
			continue
		}
		s := w / math.Sqrt(t.matters[i].weight*m.weight)
		if quotes[i] {
			s += keptQuote
		}
		if s > most || s == most && int(i) < best {
			best, most = int(i), s
		}
	}
	return best, len(quotes) > 0
}

// A rule says what makes a rewrite: so much of To's matter in From and of From's
// in To, in so many sentences, with so much of To's words in runs that From has,
// so many quotations kept, or a credit.
//
// Two reports on one affair that do not know each other share up to an eighth of
// their matter (the reports of package demo), more where both tell what one
// person said. So little is enough only with quotations that few others have, or
// where the report names the other's outlet.
type rule struct {
	share, back float64
	lines       int
	words       float64
	quotes      int
	credited    bool
}

var (
	// sure and doubtful are the rules. All 12 doubtful pairs of newsreuse that share
	// few runs were read: 9 were on one statement, filing or speech, 3 on a third
	// outlet's report, none was made of the other.
	sure = []rule{
		{share: 0.4, back: 0.15, lines: 4, words: 0.1},
		{share: 0.15, back: 0.15, lines: 4, credited: true},
	}
	doubtful = []rule{
		{share: 0.4, back: 0.15, lines: 4},
		{share: 0.1, back: 0.1, lines: 3, quotes: 2},
	}
)

// rewrite tells whether To, of whose words such a part is in runs that From has,
// is From in other words, in the same order, and whether that is in doubt.
func (a alignment) rewrite(words float64, credited bool) (yes, doubt bool) {
	meets := func(r rule) bool {
		return a.share >= r.share && a.back >= r.back && len(a.lines) >= r.lines && words >= r.words && a.quotes >= r.quotes && (credited || !r.credited)
	}
	if a.order < leastOrder {
		return false, false
	}
	if slices.ContainsFunc(sure, meets) {
		return true, false
	}
	return slices.ContainsFunc(doubtful, meets), true
}

// reworded tells whether To has much more of From's matter than of its words.
func (a alignment) reworded(words float64) bool {
	return a.order >= leastOrder && a.share-words >= rewordShare
}
