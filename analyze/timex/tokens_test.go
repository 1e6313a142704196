package timex

import (
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/analyze/stagetest"
	"github.com/saysonews/sayso/doc"
)

// document is text cut into tokens and sentences, without tags.
func document(text, published string) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: text}, Header: doc.Header{Published: published}}
	d.Paragraphs, d.Tokens, d.Sentences = segment.Split(text, nil)
	return d
}

func TestStage(t *testing.T) {
	empty := func(*doc.Doc) {}
	stagetest.Run(t, analyze.Pipeline{
		{Name: "layout", Gives: []analyze.Layer{analyze.Layout}, Run: empty},
		segment.Stage(),
		{Name: "tag", Gives: []analyze.Layer{analyze.Tag}, Run: empty},
		Stage(),
	})
}

// TestOver checks what "until" says after a verb of the past that no word list has.
func TestOver(t *testing.T) {
	d := document("She worked there until February. It gave them until August.", "2031-06-14")
	for _, x := range []string{"PRP", "VBD", "RB", "IN", "NNP", ".", "PRP", "VBD", "PRP", "IN", "NNP", "."} {
		d.Tags = append(d.Tags, doc.Tag{XPOS: x})
	}
	if len(d.Tags) != len(d.Tokens) {
		t.Fatalf("%d tags for %d tokens", len(d.Tags), len(d.Tokens))
	}
	const want = "February DATE 2031-02 ; August DATE 2031-08"
	if got := show(d, Find(d)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestPlannedThen checks a month with what somebody was to do.
func TestPlannedThen(t *testing.T) {
	d := document("It was cleared to sail in September. It agreed to sail in January.", "2030-11-14")
	for _, x := range []string{"PRP", "VBD", "VBN", "TO", "VB", "IN", "NNP", ".", "PRP", "VBD", "TO", "VB", "IN", "NNP", "."} {
		d.Tags = append(d.Tags, doc.Tag{XPOS: x})
	}
	if len(d.Tags) != len(d.Tokens) {
		t.Fatalf("%d tags for %d tokens", len(d.Tags), len(d.Tokens))
	}
	const want = "September DATE 2030-09 ; January DATE 2031-01"
	if got := show(d, Find(d)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestTags checks what tags add: "may" the verb, and the tense of verbs that no
// word list has.
func TestTags(t *testing.T) {
	d := document("They May leave in Rome. He slept until noon and swam on Tuesday.", "1998-08-07")
	for i, x := range []string{"PRP", "MD", "VB", "IN", "NNP", ".", "PRP", "VBD", "IN", "NN", "CC", "VBD", "IN", "NNP", "."} {
		if i >= len(d.Tokens) {
			break
		}
		d.Tags = append(d.Tags, doc.Tag{XPOS: x})
	}
	if len(d.Tags) != len(d.Tokens) {
		t.Fatalf("%d tags for %d tokens", len(d.Tags), len(d.Tokens))
	}
	const want = "noon TIME 1998-08-07T12:00 ; Tuesday DATE 1998-08-04"
	if got := show(d, Find(d)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
