package sqlite

import (
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/link"
)

// TestWords: a digest that is kept without the words of its text has them again, be they
// of several bytes each or cut by the end of the text.
func TestWords(t *testing.T) {
	const text = "Zoë’s café burned. “Nobody was hurt,” she said."
	r := link.Report{
		Sentences: []link.Sentence{{Start: 0, End: 18, Text: "Zoë’s café burned."}, {Start: 19, End: 999, Text: "“Nobody was hurt,” she said."}},
		Tellings:  []link.Telling{{Start: 20, End: 35, Words: "Nobody was hurt"}, {Start: 6, End: 10, Words: "other words"}, {Start: -1, End: 5, Words: "Zoë’s"}},
	}
	bare := withoutWords(r, text)
	if bare.Sentences[0].Text != "" || bare.Tellings[0].Words != "" || bare.Tellings[1].Words == "" {
		t.Errorf("kept with words of the text, or without others: %+v", bare)
	}
	if diff := cmp.Diff(r, withWords(bare, text)); diff != "" {
		t.Error(diff)
	}
}

// TestInterned: strings that come again are kept once, and nothing else is changed.
func TestInterned(t *testing.T) {
	made := func() link.Report {
		many := func(s string) string { return string([]byte(s)) }
		return link.Report{
			ID: many("r1"), Publisher: many("Harbour Post"),
			Cast:     append(make([]link.Actor, 0, 8), link.Actor{ID: many("a0"), Name: many("Ilva Brandt"), Aliases: []string{many("Brandt")}}),
			Tellings: []link.Telling{{Terms: []string{many("burn"), many("burn")}, Events: []link.Event{{ID: many("e0"), Lemma: many("burn")}}, Chain: []link.Source{{Name: many("Ilva Brandt")}}}},
		}
	}
	known := interned{}
	a, b := made(), made()
	known.report(&a)
	known.report(&b)
	if diff := cmp.Diff(made(), b); diff != "" {
		t.Error(diff)
	}
	if x, y := a.Tellings[0].Terms[0], b.Tellings[0].Events[0].Lemma; unsafe.StringData(x) != unsafe.StringData(y) {
		t.Error("one word is kept twice")
	}
	if n := cap(b.Cast); n != 1 {
		t.Errorf("a cast of one has room for %d", n)
	}
}
