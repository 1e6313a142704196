package factuality

import (
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

const sample = `{"id":"s1","tokens":["Elm","-","based","crews","wo","n't","leave","."],"events":[{"tok":6,"text":"leave","value":-2.4}]}` + "\n"

func TestRead(t *testing.T) {
	all, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Doc.Text != "Elm-based crews won't leave." || len(all[0].Events) != 1 {
		t.Fatalf("%+v", all)
	}
	if e := all[0].Events[0]; e.Span.In(all[0].Doc.Text) != "leave" || e.Value != -2.4 {
		t.Errorf("event %+v", e)
	}
	if err := doc.Check(&all[0].Doc); err != nil {
		t.Error(err)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":"a","tokens":["b"],"events":[{"tok":1,"value":1}]}`: "sentence a: event at token 1 of 1",
		`{"id":"a","tokens":["b"],"events":[{"tok":0,"value":4}]}`: "sentence a: value 4",
		`{"id":"a","tokens":["b",""]}`:                             "sentence a",
		"\n{":                                                      "line 2",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		file              string
		sentences, events int
	}{{"uw_dev", 1022, 3222}, {"uw_train", 2809, 8969}, {"uds_ih2_dev", 1246, 2642}} {
		path := "../../../shared/corpora/factuality/" + c.file + ".jsonl.gz"
		if _, err := os.Stat(path); err != nil {
			t.Skip("no corpora beside the checkout: ", err)
		}
		all, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		events := 0
		for _, s := range all {
			events += len(s.Events)
		}
		if len(all) != c.sentences || events != c.events {
			t.Errorf("%s: %d sentences, %d events; want %d, %d", c.file, len(all), events, c.sentences, c.events)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, in string) {
		all, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, s := range all {
			for _, e := range s.Events {
				if e.Span.Empty() || e.Span.End > len(s.Doc.Text) {
					t.Fatalf("event %v in a text of %d bytes", e.Span, len(s.Doc.Text))
				}
			}
		}
	})
}
