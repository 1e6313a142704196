package ecbplus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const sample = `{"docid":"9_2ecbplus","topic":9,"part":"ecbplus","sentences":[["http",":","/","/","mill",".","example"],["Mill","shut"],["It","’","s","a","two","-","year","halt","at","6",":","30","."],["` + "``" + `","No",",","''","Ann","did","n't","say","."],["The","end","."]],` +
	`"gold_sentences":[1],"mentions":[{"id":"1","kind":"event","tag":"ACTION_OCCURRENCE","sent":1,"tok":[1],"chain":"ACT7"},{"id":"2","kind":"event","tag":"NEG_ACTION_REPORTING","sent":3,"tok":[5,7],"chain":null}]}
{"docid":"9_1ecb","topic":9,"part":"ecb","sentences":[["The","mill","closed","."]],"gold_sentences":[],"mentions":[]}`

func TestRead(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if want := "Mill shut\n\nIt’s a two-year halt at 6:30.\n\n“No,” Ann didn't say.\n\nThe end."; d.Doc.Text != want {
		t.Errorf("text %q, want %q", d.Doc.Text, want)
	}
	if d.Doc.URL != "http://mill.example" || d.Topic != 9 || d.Part != "ecbplus" {
		t.Errorf("address %q, topic %d, part %q", d.Doc.URL, d.Topic, d.Part)
	}
	for _, d := range docs {
		if err := doc.Check(&d.Doc); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
	want := []Mention{
		{Kind: "event", Tag: "ACTION_OCCURRENCE", Words: []doc.Span{{Start: 5, End: 9}}, Chain: "ACT7", Gold: true},
		{Kind: "event", Tag: "NEG_ACTION_REPORTING", Words: []doc.Span{{Start: 58, End: 61}, {Start: 65, End: 68}}},
	}
	if diff := cmp.Diff(want, d.Mentions); diff != "" {
		t.Error(diff)
	}
	if len(d.Scope) != 1 || d.Scope[0].In(d.Doc.Text) != "Mill shut" {
		t.Errorf("scope %v", d.Scope)
	}
	if got := docs[1].Doc.Text; got != "The mill closed." {
		t.Errorf("text %q of part ecb", got)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"docid":"a","sentences":[["b"]],"mentions":[{"id":"1","sent":1,"tok":[0]}]}`:                  "report a: mention 1: sentence 1 of 1",
		`{"docid":"a","sentences":[["b"]],"mentions":[{"id":"1","sent":0,"tok":[1]}]}`:                  "tokens [1] in a sentence of 1",
		`{"docid":"a","part":"ecbplus","sentences":[["b"]],"mentions":[{"id":"1","sent":0,"tok":[0]}]}`: "mention 1: sentence 0",
		`{"docid":"a","sentences":[[]]}`: "sentence 0 is empty",
		"\n{":                            "line 2",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

func TestCorpus(t *testing.T) {
	const path = "../../../shared/corpora/ecbplus/topics01-35.jsonl.gz"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	docs, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	events, gold := 0, 0
	for _, d := range docs {
		if err := doc.Check(&d.Doc); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
		for _, m := range d.Mentions {
			if m.Kind == "event" {
				events++
				if m.Gold {
					gold++
				}
			}
		}
	}
	if len(docs) != 772 || events != 10829 || gold != 5053 {
		t.Errorf("%d reports, %d events, %d in gold sentences; want 772, 10829 and 5053", len(docs), events, gold)
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
			if err := doc.Check(&d.Doc); err != nil {
				t.Fatal(err)
			}
			for _, m := range d.Mentions {
				for _, w := range m.Words {
					if w.Empty() || w.End > len(d.Doc.Text) {
						t.Fatalf("mention %v in a text of %d bytes", w, len(d.Doc.Text))
					}
				}
			}
		}
	})
}
