package geoparsing

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const sample = `{"docid":"1","title":"Bridge shut","domain":"herald.example","url":"http://herald.example/1","date":"2009-03-20",` +
	`"text":"“Elmport” and Überlingen","toponyms":[{"start":14,"end":24,"text":"Überlingen","lat":47.8,"lon":9.2,"geonameid":7},` +
	`{"start":1,"end":8,"text":"Elmport","type":"Literal"}]}` + "\n\n"

func TestRead(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].ID != "1" || docs[0].Doc.URL != "http://herald.example/1" || docs[0].Doc.Meta.Published != "2009-03-20" {
		t.Fatalf("%+v", docs)
	}
	want := []Toponym{
		{Span: doc.Span{Start: 3, End: 10}, Type: "Literal"},
		{Span: doc.Span{Start: 18, End: 29}, Located: true, Latitude: 47.8, Longitude: 9.2, ID: 7},
	}
	if diff := cmp.Diff(want, docs[0].Toponyms); diff != "" {
		t.Error(diff)
	}
	if got := docs[0].Toponyms[1].Span.In(docs[0].Doc.Text); got != "Überlingen" {
		t.Errorf("second toponym covers %q", got)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"docid":"a","text":"abc","toponyms":[{"start":1,"end":9}]}`:                    "report a: code points [1,9)",
		`{"docid":"a","text":"abc","toponyms":[{"start":1,"end":1}]}`:                    "without letters",
		`{"docid":"a","text":"abc","toponyms":[{"start":0,"end":1,"lat":91,"lon":0.0}]}`: "nowhere on Earth",
		"\n{": "line 2",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

// TestCorpora counts what the corpora hold.
func TestCorpora(t *testing.T) {
	const dir = "../../../shared/corpora/geoparsing/"
	for _, c := range []struct {
		file                    string
		docs, toponyms, located int
	}{{"lgl", 588, 5088, 4462}, {"geowebnews", 200, 6607, 2599}} {
		path := dir + c.file + ".jsonl.gz"
		if _, err := os.Stat(path); err != nil {
			t.Skip("no corpora beside the checkout: ", err)
		}
		docs, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		toponyms, located := 0, 0
		for _, d := range docs {
			toponyms += len(d.Toponyms)
			for _, top := range d.Toponyms {
				if top.Located {
					located++
				}
			}
		}
		if len(docs) != c.docs || toponyms != c.toponyms || located != c.located {
			t.Errorf("%s: %d reports, %d toponyms, %d located; want %+v", c.file, len(docs), toponyms, located, c)
		}
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
			for _, top := range d.Toponyms {
				if top.Span.Empty() || top.Span.Start < 0 || top.Span.End > len(d.Doc.Text) {
					t.Fatalf("toponym %v in a text of %d bytes", top.Span, len(d.Doc.Text))
				}
			}
		}
	})
}
