package reuse

import "github.com/saysonews/sayso/link"

// A text is a report with its words, ready to be compared.
type text struct {
	report *link.Report
	joined string // what the words are spans of
	words  []word
	prints []uint64
	places []place // of prints

	// What only few comparisons need is worked out when it is asked for.
	told    *telling
	credits map[string]credit // by the key of a publisher
}

// A telling is what a text tells, sentence by sentence.
type telling struct {
	matters []matter
	weight  float64            // of all matters
	byTerm  map[uint64][]int32 // matters that have a term
	byQuote map[uint64][]int32
}

// keptTexts bounds how many texts a finder keeps.
const keptTexts = 512

// text is the text of report r. Reports that are compared with one are often
// compared with the next, so the last ones are kept.
func (f *finder) text(c *collection, r int) *text {
	if t, ok := f.texts[r]; ok {
		return t
	}
	if len(f.texts) >= keptTexts {
		clear(f.texts)
	}
	t := &text{report: c.reports[r], joined: joined(c.reports[r]), words: wordsOf(c.reports[r])}
	t.prints = printsOf(t.words, runWords)
	t.places = placesOf(t.prints)
	f.texts[r] = t
	return t
}

func newTelling(matters []matter) *telling {
	t := &telling{matters: matters, byTerm: map[uint64][]int32{}, byQuote: map[uint64][]int32{}}
	for i, m := range matters {
		t.weight += m.weight
		for _, x := range m.terms {
			t.byTerm[x.key] = append(t.byTerm[x.key], int32(i))
		}
		for _, q := range m.quotes {
			t.byQuote[q] = append(t.byQuote[q], int32(i))
		}
	}
	return t
}

func (c *collection) tellingOf(t *text) *telling {
	if t.told == nil {
		t.told = newTelling(mattersOf(t.words, len(t.report.Sentences), c.words, c.rareQuote))
	}
	return t.told
}

// creditIn is where t names a publisher.
func (c *collection) creditIn(t *text, publisher string) credit {
	if t.credits == nil {
		t.credits = c.outlets.creditsOf(t.report)
	}
	return t.credits[publisher]
}

// commonQuote is in how many reports a quotation stands that everybody has.
const commonQuote = 8

// rareQuote tells whether few reports have a quotation, several though.
func (c *collection) rareQuote(quote uint64) bool {
	n := c.anchors.reportsOf(quote)
	return n > 1 && n <= commonQuote
}
