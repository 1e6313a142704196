package polnear

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

func port(t *testing.T) []Document {
	t.Helper()
	docs, err := ReadFile("testdata/port.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func words(text string, spans []doc.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return strings.Join(out, " | ")
}

func TestRead(t *testing.T) {
	docs := port(t)
	if len(docs) != 1 {
		t.Fatalf("%d articles, want 1", len(docs))
	}
	d := docs[0]
	if d.Publisher != "gazette" || d.Date != "2016-01-02" || d.Author != "C. Doe" || d.Doc.Meta.Published != d.Date {
		t.Errorf("metadata: %+v", d)
	}
	var got []string
	for _, a := range d.Attributions {
		got = append(got, a.ID, words(d.Doc.Text, a.Source), words(d.Doc.Text, a.Cue), words(d.Doc.Text, a.Content))
	}
	want := []string{"E1", "Ann Bell", "said on Friday :", "“We’ll shut it,”", "E2", "", "“to", "close"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := words(d.Doc.Text, d.Discard); got != "(Photo: A. Bell)" {
		t.Errorf("discard: %q", got)
	}
}

func TestReadTokens(t *testing.T) {
	docs := port(t)
	all, err := ReadTokensFile("testdata/port.tokens.tsv", docs)
	if err != nil {
		t.Fatal(err)
	}
	tokens := all[docs[0].ID]
	if len(tokens) != 8 {
		t.Fatalf("%d tokens, want 8", len(tokens))
	}
	bell := tokens[5]
	want := Token{Span: bell.Span, Sentence: 1, Lemma: "bell", POS: "NNP", NER: "PERSON", Head: 6, Rel: "nsubj"}
	if bell != want || bell.Span.In(docs[0].Doc.Text) != "Bell" {
		t.Errorf("token %+v, want %+v", bell, want)
	}
	var names []string
	for _, n := range Names(tokens) {
		names = append(names, n.Span.In(docs[0].Doc.Text)+" "+string(n.Kind))
	}
	if diff := cmp.Diff([]string{"Port of Malmö organization", "Ann Bell person"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"doc":"a","text":"abc","discard":[[[1,9]]]}`: "article a: code points [1,9)",
		"\n{": "line 2",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

// TestCorpus holds the reader to the corpus' counts.
func TestCorpus(t *testing.T) {
	for _, c := range []struct {
		part                                string
		docs, attributions, sourced, tokens int
	}{
		{"train", 840, 19883, 18405, 710883},
		{"dev", 84, 2189, 2063, 74125},
	} {
		base := filepath.Join("../../../shared/corpora/polnear", c.part)
		if _, err := os.Stat(base + ".jsonl.gz"); err != nil {
			t.Skip("no corpora beside the checkout: ", err)
		}
		docs, err := ReadFile(base + ".jsonl.gz")
		if err != nil {
			t.Fatal(err)
		}
		tokens, err := ReadTokensFile(base+".tokens.tsv.gz", docs)
		if err != nil {
			t.Fatal(err)
		}
		attributions, sourced, n := 0, 0, 0
		for _, d := range docs {
			n += len(tokens[d.ID])
			for _, a := range d.Attributions {
				attributions++
				if len(a.Source) > 0 {
					sourced++
				}
			}
		}
		if len(docs) != c.docs || attributions != c.attributions || sourced != c.sourced || n != c.tokens {
			t.Errorf("%s: %d articles, %d attributions, %d with a source, %d tokens; want %d, %d, %d, %d",
				c.part, len(docs), attributions, sourced, n, c.docs, c.attributions, c.sourced, c.tokens)
		}
	}
}

func FuzzRead(f *testing.F) {
	b, err := os.ReadFile("testdata/port.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	tokens, err := os.ReadFile("testdata/port.tokens.tsv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b), string(tokens))
	f.Fuzz(func(t *testing.T, in, tokens string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, a := range d.Attributions {
				for _, s := range append(append(a.Source, a.Cue...), a.Content...) {
					if s.Empty() || s.Start < 0 || s.End > len(d.Doc.Text) {
						t.Fatalf("span %v in a text of %d bytes", s, len(d.Doc.Text))
					}
				}
			}
		}
		all, err := ReadTokens(strings.NewReader(tokens), docs)
		if err != nil {
			return
		}
		for _, v := range all {
			Names(v)
		}
	})
}
