package timex

import (
	"strings"
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

// TestTags checks what tags add: "may" the verb, and the tense of verbs that no
// word list has.
func TestTags(t *testing.T) {
	for _, c := range []struct{ text, day, tags, want string }{
		{
			"They May leave in Rome. He slept until noon and swam on Tuesday.", "1998-08-07",
			"PRP MD VB IN NNP . PRP VBD IN NN CC VBD IN NNP .",
			"noon TIME 1998-08-07T12:00 ; Tuesday DATE 1998-08-04",
		},
		{ // "until" after a verb of the past
			"She worked there until February. It gave them until August.", "2031-06-14",
			"PRP VBD RB IN NNP . PRP VBD PRP IN NNP .",
			"February DATE 2031-02 ; August DATE 2031-08",
		},
		{ // a month with what somebody was to do
			"It was cleared to sail in September. It agreed to sail in January.", "2030-11-14",
			"PRP VBD VBN TO VB IN NNP . PRP VBD TO VB IN NNP .",
			"September DATE 2030-09 ; January DATE 2031-01",
		},
	} {
		d := document(c.text, c.day)
		for _, x := range strings.Fields(c.tags) {
			d.Tags = append(d.Tags, doc.Tag{XPOS: x})
		}
		if len(d.Tags) != len(d.Tokens) {
			t.Fatalf("%s: %d tags for %d tokens", c.text, len(d.Tags), len(d.Tokens))
		}
		if got := show(d, Find(d)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}
