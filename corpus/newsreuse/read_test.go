package newsreuse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(`{"docid":"quay-1","event":"quay","publisher":"mail.example","scraped":"2031-01-02T03:04:05Z","paragraphs":["A silo burned.","Log in"],"silver_cluster":3}` + "\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Article{{ID: "quay-1", Event: "quay", Scraped: "2031-01-02T03:04:05Z", Cluster: 3}}
	want[0].Doc.Text = "A silo burned.\n\nLog in"
	want[0].Doc.Meta = doc.Metadata{Publisher: "mail.example", Given: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadPairs(t *testing.T) {
	got, err := ReadPairs(strings.NewReader("earlier\tlater\tshare_of_earlier\tshare_of_later\tshared_8grams\nquay-1\tquay-2\t0.250\t1.000\t59\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Pair{{"quay-1", "quay-2", 0.25, 1, 59}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"docid":""}`: "line 1: article without docid",
		"\n[]":         "line 2: ",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
	for in, want := range map[string]string{
		"a\tb":                 "line 2: 2 columns, want 5",
		"a\tb\tx\t1\t2":        `share "x"`,
		"a\tb\t1\tx\t2":        `share "x"`,
		"a\tb\t0.1\t0.2\tmany": `number "many"`,
	} {
		if _, err := ReadPairs(strings.NewReader("header\n" + in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

// TestCorpus holds the reader against the numbers of the corpus' own account.
func TestCorpus(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "corpora", "newsreuse")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("corpus not there: %v", err)
	}
	articles, err := ReadFile(filepath.Join(folder, "articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := ReadPairsFile(filepath.Join(folder, "pairs_silver.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	most, third := 0, 0
	for _, p := range pairs {
		if max(p.Share, p.Back) >= 0.8 {
			most++
		}
		if max(p.Share, p.Back) >= 0.3 {
			third++
		}
	}
	if len(articles) != 340 || len(pairs) != 2184 || most != 306 || third != 648 {
		t.Errorf("%d articles, %d pairs, %d with 80 %%, %d with 30 %%", len(articles), len(pairs), most, third)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"docid":"a","paragraphs":["b"]}`)
	f.Fuzz(func(t *testing.T, in string) {
		articles, err := Read(strings.NewReader(in))
		if err != nil && articles != nil {
			t.Error("articles beside an error")
		}
		for _, a := range articles {
			if a.ID == "" {
				t.Error("article without ID")
			}
		}
	})
}

func FuzzReadPairs(f *testing.F) {
	f.Add("h\na\tb\t0.1\t0.2\t3")
	f.Fuzz(func(t *testing.T, in string) {
		pairs, err := ReadPairs(strings.NewReader(in))
		if err != nil && pairs != nil {
			t.Error("pairs beside an error")
		}
		if n := strings.Count(in, "\n"); len(pairs) > n {
			t.Errorf("%d pairs of %d lines", len(pairs), n)
		}
	})
}
