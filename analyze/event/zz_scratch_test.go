package event_test

import (
	"bufio"
	"encoding/gob"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
)

type gEvent struct {
	Tok   int
	Value float64
}
type cachedSent struct {
	D  *doc.Doc
	At []doc.Span
	E  []gEvent
}

type plvSent struct {
	D                    *doc.Doc
	Source, Target, Code string
}

func TestZZCache(t *testing.T) {
	p := pipeline(t)
	strip := func(d *doc.Doc) { d.Encoding = doc.Encoding{}; d.Events = nil }
	for _, part := range []string{"uw_train", "uw_dev"} {
		f, _ := corpus.Open(filepath.Join(corpora, "factuality/"+part+".jsonl.gz"))
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		var out []cachedSent
		for lines.Scan() && len(out) < 1500 {
			var s struct {
				Tokens []string
				Events []gEvent
			}
			json.Unmarshal(lines.Bytes(), &s)
			d, at := sentence(s.Tokens)
			p.Run(d)
			strip(d)
			out = append(out, cachedSent{d, at, s.Events})
		}
		w, _ := os.Create("/tmp/evx/" + part + ".gob")
		if err := gob.NewEncoder(w).Encode(out); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	{
		f, _ := corpus.Open(filepath.Join(corpora, "petrarch/plover_plv_train.jsonl"))
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		var out []plvSent
		for lines.Scan() {
			var s struct {
				Text string
				Gold []struct{ Source, Target, Code string }
			}
			json.Unmarshal(lines.Bytes(), &s)
			d := &doc.Doc{Source: doc.Source{Text: s.Text}}
			d.Meta.Published, d.Meta.Given = "2000-01-01", true
			p.Run(d)
			strip(d)
			out = append(out, plvSent{d, s.Gold[0].Source, s.Gold[0].Target, s.Gold[0].Code})
		}
		w, _ := os.Create("/tmp/evx/plv.gob")
		if err := gob.NewEncoder(w).Encode(out); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	docs, _ := timeml.ReadDir(filepath.Join(corpora, "tempeval3/timebank"))
	var out []*doc.Doc
	for i := range docs {
		d := &doc.Doc{Source: docs[i].Doc.Source}
		d.Meta.Published, d.Meta.Given = docs[i].Doc.Header.Published, true
		p.Run(d)
		strip(d)
		out = append(out, d)
	}
	w, _ := os.Create("/tmp/evx/timebank.gob")
	gob.NewEncoder(w).Encode(out)
	w.Close()
}
