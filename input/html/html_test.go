package html

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

var update = flag.Bool("update", false, "write what the pages of testdata give beside them")

// show is a source as the .txt files of testdata have it.
func show(src *doc.Source) string {
	m := src.Meta
	return fmt.Sprintf("title: %s\nbyline: %s\npublisher: %s\npublished: %s\nlanguage: %s\nurl: %s\n\n%s\n",
		m.Title, strings.Join(m.Byline, "; "), m.Publisher, m.Published, m.Language, src.URL, src.Text)
}

// Every page of testdata has beside it what is read out of it.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src, err := Read(b, "")
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		name := strings.TrimSuffix(f, ".html") + ".txt"
		if *update {
			if err := os.WriteFile(name, []byte(show(src)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := show(src); got != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", f, got, want)
		}
	}
}

func head(s string) string {
	return "<html><head>" + s + "</head><body><p>The vote was put off, the mayor said on Friday.</p></body></html>"
}

func ld(s string) string { return head(`<script type="application/ld+json">` + s + `</script>`) }

func TestMetadata(t *testing.T) {
	tests := []struct {
		name, page string
		want       doc.Metadata
	}{
		{"title without the site's name", head(`<title>Vote put off - The Harbour Times</title><meta property="og:site_name" content="Harbour Times">`),
			doc.Metadata{Title: "Vote put off", Publisher: "Harbour Times"}},
		{"title with a dash of its own", head(`<title>Put off - again</title><meta property="og:site_name" content="Harbour Times">`),
			doc.Metadata{Title: "Put off - again", Publisher: "Harbour Times"}},
		{"section before the title", head(`<meta property="og:title" content="Politics | Council puts off the harbour vote">`),
			doc.Metadata{Title: "Council puts off the harbour vote"}},
		{"authors in one field", head(`<meta name="author" content="By Ada Brill, Jon Ruhl and Ines Quarrie">`),
			doc.Metadata{Byline: []string{"Ada Brill", "Jon Ruhl", "Ines Quarrie"}}},
		{"authors that are none", head(`<meta name="author" content="admin"><meta property="article:author" content="https://x.example/ada">`),
			doc.Metadata{}},
		{"an author with the outlet", head(`<meta name="author" content="Ada Brill, Harbour Times"><meta property="og:site_name" content="Harbour Times">`),
			doc.Metadata{Publisher: "Harbour Times", Byline: []string{"Ada Brill"}}},
		{"the outlet as the author", head(`<meta name="author" content="Harbour Times"><meta property="og:site_name" content="Harbour Times">`),
			doc.Metadata{Publisher: "Harbour Times", Byline: []string{"Harbour Times"}}},
		{"JSON-LD with line breaks in strings", ld("{\"@type\":\"NewsArticle\",\"headline\":\"Vote\nput off\",\"author\":\"Ada Brill\"};"),
			doc.Metadata{Title: "Vote put off", Byline: []string{"Ada Brill"}}},
		{"JSON-LD of a teaser after the page's own", ld(`[{"@type":"NewsArticle","headline":"Vote put off"},{"@type":"NewsArticle","headline":"Other","author":"Jon Ruhl"}]`),
			doc.Metadata{Title: "Vote put off"}},
		{"broken JSON-LD", ld(`{"@type":"NewsArticle","headline":"Vote`), doc.Metadata{}},
		{"date of the address", head(`<link rel="canonical" href="https://x.example/2031/5/09/vote">`), doc.Metadata{Published: "2031-05-09"}},
		{"date of a time element", `<html><body><time datetime="2031-05-09T08:00Z">today</time><p>The vote was put off.</p></body></html>`,
			doc.Metadata{Published: "2031-05-09T08:00:00Z"}},
		{"byline of the page", `<html><body><span class="Article-byline">By<div>Ada Brill</div></span><p>The vote was put off.</p></body></html>`,
			doc.Metadata{Byline: []string{"Ada Brill"}}},
		{"language", `<html lang="en_us"><body><p>The vote was put off.</p></body></html>`, doc.Metadata{Language: "en-US"}},
	}
	for _, tt := range tests {
		src, err := Read([]byte(tt.page), "")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got, want := fmt.Sprintf("%+v", src.Meta), fmt.Sprintf("%+v", tt.want); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2031-05-09T06:30:00+02:00", "2031-05-09T06:30:00+02:00"},
		{"2031-05-09T06:30:00.000Z", "2031-05-09T06:30:00Z"},
		{"2031-05-09T06:30:00+0200", "2031-05-09T06:30:00+02:00"},
		{"2031-05-09 06:30", "2031-05-09T06:30:00"},
		{"Fri, 09 May 2031 06:30:00 GMT", "2031-05-09T06:30:00Z"},
		{"May 9, 2031", "2031-05-09"},
		{"9th May 2031", "2031-05-09"},
		{"20310509", "2031-05-09"},
		{"2031-05-09T06:30:00 by the clock", "2031-05-09"},
		{"1031-05-09", ""},
		{"yesterday", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := isoDate(tt.in); got != tt.want {
			t.Errorf("isoDate(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCharsets(t *testing.T) {
	tests := []struct{ name, page, want, warnings string }{
		{"declared", "<meta charset=windows-1252><p>Caf\xe9 \x96 closed", "Café – closed", ""},
		{"declared and wrong", "<meta charset=utf-8><p>Caf\xe9 closed", "Caf\ufffd closed", "invalid-utf8"},
		{"not declared", "<p>Caf\xe9 closed", "Café closed", "charset-guessed"},
		{"one broken byte", "<p>Café, naïve, fa\xe7ade", "Café, naïve, fa\ufffdade", "invalid-utf8"},
		{"UTF-16", "\xff\xfe<\x00p\x00>\x00H\x00i\x00", "Hi", ""},
	}
	for _, tt := range tests {
		src, err := Read([]byte(tt.page), "")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		codes := ""
		for _, w := range src.Warnings {
			codes += w.Code
		}
		if src.Text != tt.want || codes != tt.warnings {
			t.Errorf("%s: %q %q, want %q %q", tt.name, src.Text, codes, tt.want, tt.warnings)
		}
	}
}

// Hostile pages give a text or an error, soon.
func TestHostile(t *testing.T) {
	tests := []struct{ name, page string }{
		{"deep", strings.Repeat("<div>", 1e5) + "words"},
		{"many", strings.Repeat("<p>words", 1e5)},
		{"one line", "<p>" + strings.Repeat("words ", 2e5)},
		{"one word", "<p>" + strings.Repeat("x", 1e6)},
		{"open tags", strings.Repeat("<a href='", 1e5)},
		{"formatting", strings.Repeat("<b><i><p>", 2e4) + "words"},
		{"tables", strings.Repeat("<table><tr><td>", 2e4) + "words"},
		{"JSON", ld(strings.Repeat("[", 1e5))},
	}
	for _, tt := range tests {
		start := time.Now()
		src, err := Read([]byte(tt.page), "")
		if err == nil && !utf8.ValidString(src.Text) {
			t.Errorf("%s: not UTF-8", tt.name)
		}
		if d := time.Since(start); d > time.Minute || errors.Is(err, ErrTime) {
			t.Errorf("%s: took %v, error %v", tt.name, d, err)
		} else {
			t.Logf("%s: %v, error %v", tt.name, d, err)
		}
	}
}

func TestCharsetOfServer(t *testing.T) {
	page := []byte("<html><body><article><p>The harbour of \xa3\xf3d\xbc is closed, the mayor said on Friday, and nobody knows for how long.</p></article></body></html>")
	src, err := Read(page, "text/html; charset=iso-8859-2")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(src.Text, "Łódź is closed") || len(src.Warnings) != 0 {
		t.Errorf("text %q, warnings %v", src.Text, src.Warnings)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.html")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/3])
	}
	f.Add([]byte("<p>Caf\xe9"))
	f.Add([]byte("\xff\xfe<\x00p\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		src, err := Read(b, "")
		if err != nil {
			return
		}
		if !utf8.ValidString(src.Text) || strings.TrimSpace(src.Text) == "" {
			t.Errorf("text %q", src.Text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page, err := os.ReadFile("testdata/news.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Read(page, ""); err != nil {
			b.Fatal(err)
		}
	}
}
