package meantime

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const sample = `{"docid":"7","dct":"2031-05-09","sentences":[["Mill","shut"],["May","9",",","2031"],["“","No",",","''","Ann","said","."],["a"],["b"],["c"],["d"]],` +
	`"events":[{"id":"1","sent":0,"tok":[1],"class":"OTHER","certainty":"CERTAIN","polarity":"POS","time":"NON_FUTURE","instance":"OTH5"},{"id":"2","sent":2,"tok":[5],"class":"SPEECH_COGNITIVE"},{"id":"3","sent":6,"tok":[0]},{"id":"4","sent":null,"tok":[]}],` +
	`"entities":[{"id":"8","sent":0,"tok":[0]},{"id":"9","sent":2,"tok":[4]}],` +
	`"participants":[{"event":"1","role":"Arg1","entity":"8"},{"event":"1","role":"Arg0","entity":"9"},{"event":"2","role":"Arg0","entity":"9"},{"event":"3","role":"Arg0","entity":"9"}]}`

func TestRead(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if want := "Mill shut\n\nMay 9, 2031\n\n“No,” Ann said. a b c d"; d.Doc.Text != want || d.Doc.Meta.Published != "2031-05-09" {
		t.Fatalf("text %q, published %q", d.Doc.Text, d.Doc.Meta.Published)
	}
	if got := d.Scope.In(d.Doc.Text); !strings.HasSuffix(got, " c") {
		t.Errorf("scope %q", got)
	}
	if err := doc.Check(&d.Doc); err != nil {
		t.Error(err)
	}
	want := []Event{
		{
			Words: []doc.Span{{Start: 5, End: 9}}, Class: "OTHER", Certainty: "CERTAIN", Polarity: "POS", Time: "NON_FUTURE", Instance: "OTH5",
			Participants: []Participant{{"Arg1", doc.Span{Start: 0, End: 4}}},
		},
		{
			Words: []doc.Span{{Start: 38, End: 42}}, Class: "SPEECH_COGNITIVE",
			Participants: []Participant{{"Arg0", doc.Span{Start: 34, End: 37}}},
		},
	}
	if diff := cmp.Diff(want, d.Events); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"docid":"a","sentences":[["b"]],"events":[{"id":"1","sent":1,"tok":[0]}]}`: "report a: mention 1: sentence 1 of 1",
		`{"docid":"a","sentences":[["b"]],"events":[{"id":"1","sent":0,"tok":[1]}]}`: "tokens [1] in a sentence of 1",
		`{"docid":"a","sentences":[[]]}`:                                             "sentence 0 is empty",
		"\n{":                                                                        "line 2",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

func TestCorpus(t *testing.T) {
	const path = "../../../shared/corpora/meantime/airbus_apple.jsonl.gz"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	docs, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	events, roles := 0, 0
	for _, d := range docs {
		events += len(d.Events)
		for _, e := range d.Events {
			roles += len(e.Participants)
		}
	}
	if len(docs) != 60 || events != 998 || roles < 900 {
		t.Errorf("%d reports, %d events, %d participants; want 60, 998 and 900 or more", len(docs), events, roles)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, e := range d.Events {
				for _, w := range e.Words {
					if w.Empty() || !d.Scope.Contains(w) {
						t.Fatalf("event %v outside %v", w, d.Scope)
					}
				}
			}
		}
	})
}
