package figure

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/analyze/stagetest"
	"github.com/saysonews/sayso/doc"
)

// document is text cut into tokens and sentences, without tags.
func document(text string) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: text}}
	d.Paragraphs, d.Tokens, d.Sentences = segment.Split(text, nil)
	return d
}

func TestStage(t *testing.T) {
	empty := func(*doc.Doc) {}
	stagetest.Run(t, analyze.Pipeline{
		{Name: "layout", Gives: []analyze.Layer{analyze.Layout}, Run: empty},
		segment.Stage(),
		{Name: "tag", Gives: []analyze.Layer{analyze.Tag}, Run: empty},
		{Name: "parse", Gives: []analyze.Layer{analyze.Parse}, Run: empty},
		{Name: "timex", Gives: []analyze.Layer{analyze.Time}, Run: empty},
		Stage(),
	})
}

// TestTimes checks that numbers within times are no figures.
func TestTimes(t *testing.T) {
	d := document("In 1995 the 11-day strike hit 40 mines.")
	for _, words := range []string{"1995", "11-day"} {
		at := strings.Index(d.Text, words)
		d.Times = append(d.Times, doc.Time{Span: doc.Span{Start: at, End: at + len(words)}})
	}
	if got, want := show(d, Find(d)), "40 count 40 mine of=mines"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
