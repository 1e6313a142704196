package coref_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/coref"
	"github.com/saysonews/sayso/doc"
)

const corpora = "../../../shared/corpora/"

// TestTrain learns data/salience.tsv anew, from the train part of GUM, half of the
// development part of GAP, ECB+ and MEANTIME. It runs with FIT=1 alone.
func TestTrain(t *testing.T) {
	if os.Getenv("FIT") == "" {
		t.Skip("learns the weights; FIT=1 runs it")
	}
	pipeline := analysis(t)
	pipeline = pipeline[:len(pipeline)-1] // up to coref
	news := append(ecb(t, pipeline), meantime(t, pipeline)...)
	err := coref.Train(t, corpora+"ud-gum/en_gum-ud-train.conllu.gz", gap(t, pipeline, "development", 2000), news, "data/salience.tsv")
	if err != nil {
		t.Fatal(err)
	}
}

// goldMention is a mention of ECB+ or MEANTIME.
type goldMention struct {
	ID       string
	Kind     string
	Chain    string
	Instance string
	Sent     *int
	Tok      []int
}

// ecb is ECB+ up to the last sentence that is fully annotated.
func ecb(t *testing.T, p analyze.Pipeline) []coref.Chained {
	var all []coref.Chained
	jsonLines(t, corpora+"ecbplus/topics01-35.jsonl.gz", func(line []byte) {
		var j struct {
			Part      string
			Sentences [][]string
			Gold      []int `json:"gold_sentences"`
			Mentions  []goldMention
		}
		if err := json.Unmarshal(line, &j); err != nil {
			t.Fatal(err)
		}
		if len(j.Gold) == 0 {
			return
		}
		first, end := 0, 0
		for _, s := range j.Gold {
			end = max(end, s+1)
		}
		if j.Part == "ecbplus" {
			first = 1 // the sentence before is an address
		}
		first = max(first, end-40)
		var actors []goldMention
		for _, m := range j.Mentions {
			if m.Kind == "actor" && m.Chain != "" {
				actors = append(actors, m)
			}
		}
		all = append(all, chained(p, j.Sentences, first, end, actors))
	})
	return all
}

// meantime is MEANTIME: the sentences that are fully annotated and two more.
func meantime(t *testing.T, p analyze.Pipeline) []coref.Chained {
	var all []coref.Chained
	jsonLines(t, corpora+"meantime/airbus_apple.jsonl.gz", func(line []byte) {
		var j struct {
			Sentences [][]string
			Entities  []goldMention
		}
		if err := json.Unmarshal(line, &j); err != nil {
			t.Fatal(err)
		}
		for k := range j.Entities {
			j.Entities[k].Chain = j.Entities[k].Instance
		}
		all = append(all, chained(p, j.Sentences, 0, min(8, len(j.Sentences)), j.Entities))
	})
	return all
}

// chained puts sentences [first, end) together to a text and analyses it.
func chained(p analyze.Pipeline, sentences [][]string, first, end int, mentions []goldMention) coref.Chained {
	var b strings.Builder
	at := map[[2]int]doc.Span{}
	for s := first; s < end; s++ {
		for i, w := range sentences[s] {
			if i > 0 && !strings.Contains(".,;:!?%)", w) && (!strings.HasPrefix(w, "'") || len(w) > 3) && w != "n't" {
				b.WriteByte(' ')
			}
			start := b.Len()
			b.WriteString(w)
			at[[2]int{s, i}] = doc.Span{Start: start, End: b.Len()}
		}
		b.WriteByte('\n')
	}
	c := coref.Chained{Doc: &doc.Doc{Source: doc.Source{Text: b.String()}}, Chains: map[doc.Span]string{}}
	for _, m := range mentions {
		if m.Sent == nil || m.Chain == "" || len(m.Tok) == 0 {
			continue
		}
		if span, ok := at[[2]int{*m.Sent, m.Tok[0]}]; ok {
			c.Chains[span.Union(at[[2]int{*m.Sent, m.Tok[len(m.Tok)-1]}])] = m.Chain
		}
	}
	p.Run(c.Doc)
	return c
}

func jsonLines(t *testing.T, path string, yield func(line []byte)) {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no gold corpus: ", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		yield(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
