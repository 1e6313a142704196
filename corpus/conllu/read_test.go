package conllu

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

func harbour(t *testing.T) []Document {
	t.Helper()
	docs, err := ReadFile("testdata/harbour.conllu")
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestText(t *testing.T) {
	docs := harbour(t)
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+" ("+d.Genre()+"): "+d.Doc.Text)
	}
	want := []string{
		"GUM_news_harbour (news): Mayor Ann Bell can't stop it. Swedes gonna sail:\n\nThe Swedish Port of Malmö isn’t open Monday",
		"weblog-boats.example_1 (weblog): Du port",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// In the listings "+" joins a token to the one before it in one multiword
// token, "_" to one that it merely touches.
func TestTokens(t *testing.T) {
	docs := harbour(t)
	want := []string{
		"Mayor Ann Bell ca +n't stop it _.",
		"Swedes gon +na sail _:",
		"The Swedish Port of Malmö is +n’t open Monday",
		"D +u port",
	}
	var got []string
	for _, d := range docs {
		for _, s := range d.Doc.Sentences {
			got = append(got, listing(&d.Doc, s))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if g := docs[0].Guessed; g != nil {
		t.Errorf("guessed %v in a document whose words spell their multiword tokens", g)
	}
	if diff := cmp.Diff([]int{0, 1}, docs[1].Guessed); diff != "" {
		t.Errorf("guessed: %s", diff)
	}
}

func listing(d *doc.Doc, s doc.Range) string {
	var out []string
	for i := s.First; i < s.End; i++ {
		mark := ""
		switch {
		case d.Tokens[i].Part:
			mark = "+"
		case d.Tokens[i].Glue:
			mark = "_"
		}
		out = append(out, mark+d.Word(i))
	}
	return strings.Join(out, " ")
}

func TestLayers(t *testing.T) {
	d := harbour(t)[0].Doc
	if got, want := d.Tags[4], (doc.Tag{UPOS: "PART", XPOS: "RB", Lemma: "not"}); got != want {
		t.Errorf("tag of n't: %v, want %v", got, want)
	}
	if got, want := d.Deps[8], (doc.Dep{Head: 11, Rel: "nsubj"}); got != want {
		t.Errorf("dependency of Swedes: %v, want %v", got, want)
	}
	if got, want := d.Deps[9], (doc.Dep{Head: -1, Rel: "root"}); got != want {
		t.Errorf("dependency of gon: %v, want %v", got, want)
	}
	var paragraphs []string
	for _, p := range d.Paragraphs {
		paragraphs = append(paragraphs, p.Span.In(d.Text))
	}
	if diff := cmp.Diff(strings.Split(d.Text, "\n\n"), paragraphs); diff != "" {
		t.Error(diff)
	}
}

func TestNames(t *testing.T) {
	d := harbour(t)[0]
	names, unknown := Names(&d)
	var got []string
	for _, n := range names {
		got = append(got, n.Span.In(d.Doc.Text)+" "+string(n.Kind))
	}
	// The port's heart is "Port" alone, so the place stands beside it.
	want := []string{"Ann Bell person", "Swedes person", "Port organization", "Malmö place"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, u := range unknown {
		if w := d.Doc.Word(i); u != (w == "Swedish") {
			t.Errorf("unknown is %v for %s", u, w)
		}
	}
}

func TestErrors(t *testing.T) {
	row := func(f string) string { return strings.Join(strings.Fields(f), "\t") + "\n" }
	for name, in := range map[string]string{
		"7 columns":                 row("1 a a X X _ 0"),
		"does not follow word 0":    row("2 a a X X _ 0 root _ _"),
		"head \"3\" is not a word":  row("1 a a X X _ 3 root _ _"),
		"ends inside a multiword":   row("1-2 ab _ _ _ _ _ _ _ _") + row("1 a a X X _ 0 root _ _") + "\n",
		"fewer characters than its": row("1-2 a _ _ _ _ _ _ _ _") + row("1 a a X X _ 0 root _ _") + row("2 b a X X _ 0 root _ _") + "\n",
	} {
		_, err := Read(strings.NewReader(in))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got error %v, want one with %q", err, name)
		}
	}
}

// TestCorpora holds the readers to the counts that the treebanks' makers give,
// and the text to their "# text" comments.
func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		file             string
		docs, sents, tok int
	}{
		{"ud-ewt/en_ewt-ud-train.conllu.gz", 540, 12544, 204577},
		{"ud-ewt/en_ewt-ud-dev.conllu.gz", 318, 2001, 25147},
		{"ud-gum/en_gum-ud-train.conllu.gz", 177, 10224, 177410},
		{"ud-gum/en_gum-ud-dev.conllu.gz", 30, 1575, 28119},
	} {
		path := filepath.Join("../../../shared/corpora", c.file)
		if _, err := os.Stat(path); err != nil {
			t.Skip("no corpora beside the checkout: ", err)
		}
		docs, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts := textComments(t, path)
		sents, tok := 0, 0
		for _, d := range docs {
			if err := doc.Check(&d.Doc); err != nil {
				t.Errorf("%s: %s: %v", c.file, d.ID, err)
			}
			tok += len(d.Doc.Tokens)
			for _, s := range d.Doc.Sentences {
				if got := d.Doc.SpanOf(s).In(d.Doc.Text); got != texts[sents] {
					t.Fatalf("%s: sentence %d is %q, its comment says %q", c.file, sents, got, texts[sents])
				}
				sents++
			}
			if len(d.Guessed) > 0 {
				t.Errorf("%s: %d guessed spans in %s", c.file, len(d.Guessed), d.ID)
			}
		}
		if len(docs) != c.docs || sents != c.sents || tok != c.tok {
			t.Errorf("%s: %d documents, %d sentences, %d tokens; want %d, %d, %d", c.file, len(docs), sents, tok, c.docs, c.sents, c.tok)
		}
	}
}

func textComments(t *testing.T, path string) (texts []string) {
	t.Helper()
	f, err := corpus.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = corpus.EachLine(f, func(_ int, line string) error {
		if text, ok := strings.CutPrefix(line, "# text = "); ok {
			texts = append(texts, strings.TrimSpace(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func FuzzRead(f *testing.F) {
	b, err := os.ReadFile("testdata/harbour.conllu")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b))
	f.Add("1\ta\ta\tX\tX\t_\t0\troot\t_\tEntity=(1-a-b-c-d-9-e)2)(\n")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			n := len(d.Doc.Tokens)
			if len(d.Doc.Tags) != n || len(d.Doc.Deps) != n || len(d.Misc) != n {
				t.Fatalf("%d tokens, %d tags, %d dependencies, %d misc", n, len(d.Doc.Tags), len(d.Doc.Deps), len(d.Misc))
			}
			Names(&d)
			d.Doc.Tags, d.Doc.Deps = nil, nil // a broken file's need not be well formed
			if err := doc.Check(&d.Doc); err != nil {
				t.Fatal(err)
			}
		}
	})
}
