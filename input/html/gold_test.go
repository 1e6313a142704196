package html

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// gold is the folder of hand-checked pages; it is not part of the project.
const gold = "../../../shared/corpora/html"

// goldPage is one line of a gold file.
type goldPage struct {
	ID      string
	Page    string
	Text    string
	With    []string
	Without []string
	Title   string
	Author  string
	Date    string
}

func goldPages(t *testing.T, name string) []goldPage {
	if testing.Short() {
		t.Skip("133 pages")
	}
	b, err := os.ReadFile(filepath.Join(gold, name))
	if err != nil {
		t.Skipf("no gold pages: %v", err)
	}
	if strings.HasSuffix(name, ".gz") {
		b = gunzip(t, b)
	}
	var out []goldPage
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var p goldPage
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func gunzip(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if b, err = io.ReadAll(z); err != nil {
		t.Fatal(err)
	}
	return b
}

func pageBytes(t *testing.T, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(gold, dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return gunzip(t, b)
}

// shingles counts the runs of four words of s.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := map[string]int{}
	if len(words) > 0 && len(words) < 4 {
		out[strings.Join(words, " ")]++
	}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}

// overlapOf gives true positives, false positives and false negatives.
func overlapOf(got, want map[string]int) (tp, fp, fn float64) {
	for k, n := range got {
		tp += float64(min(n, want[k]))
		fp += float64(max(0, n-want[k]))
	}
	for k, n := range want {
		fn += float64(max(0, n-got[k]))
	}
	return tp, fp, fn
}

// The whole text of pages, as the maker of the gold scores it: precision and
// recall are averaged over pages.
func TestGoldText(t *testing.T) {
	pages := goldPages(t, "aeb/gold.jsonl.gz")
	var precision, recall float64
	for _, p := range pages {
		src, err := Read(pageBytes(t, "aeb", p.Page), "")
		text := ""
		if err == nil {
			text = src.Text
			// The gold is without title.
			text = strings.TrimPrefix(text, src.Meta.Title)
		}
		tp, fp, fn := overlapOf(shingles(text), shingles(p.Text))
		pr, re := 0.0, 0.0
		if tp > 0 {
			pr, re = tp/(tp+fp), tp/(tp+fn)
		}
		if os.Getenv("SHOW") != "" && (pr < 0.95 || re < 0.95) {
			t.Logf("%s precision %.3f recall %.3f", p.Page, pr, re)
		}
		precision += pr
		recall += re
	}
	n := float64(len(pages))
	precision, recall = precision/n, recall/n
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("text of %d pages: precision %.4f recall %.4f F1 %.4f", len(pages), precision, recall, f1)
	if f1 < 0.93 {
		t.Errorf("F1 %.4f, want 0.93 and more", f1)
	}
}

// Segments that must and must not be in the text; title, author and date.
func TestGoldPages(t *testing.T) {
	pages := goldPages(t, "trafilatura/gold.jsonl")
	tp, fp, fn := 0, 0, 0
	var right, all [3]int
	for _, p := range pages {
		src, err := Read(pageBytes(t, "trafilatura", p.Page), "")
		if err != nil {
			t.Logf("%s: %v", p.ID, err)
			fn += len(p.With)
			continue
		}
		text := spaces(src.Text)
		for _, s := range p.With {
			for _, l := range strings.Split(s, "\n") {
				if l = spaces(l); l == "" {
					continue
				}
				if strings.Contains(text, l) {
					tp++
				} else {
					fn++
					explain(t, "%s missing %q", p.ID, l)
				}
			}
		}
		for _, s := range p.Without {
			if strings.Contains(text, spaces(s)) {
				fp++
				explain(t, "%s has %q", p.ID, s)
			}
		}
		for i, pair := range [3][2]string{
			{src.Meta.Title, p.Title},
			{strings.Join(src.Meta.Byline, "; "), strings.ReplaceAll(p.Author, ", ", "; ")},
			{src.Meta.Published[:min(10, len(src.Meta.Published))], p.Date},
		} {
			if pair[1] == "" {
				continue
			}
			all[i]++
			if strings.EqualFold(spaces(pair[0]), spaces(pair[1])) {
				right[i]++
			} else {
				explain(t, "%s: %q, want %q", p.ID, pair[0], pair[1])
			}
		}
	}
	f1 := 2 * float64(tp) / float64(2*tp+fp+fn)
	t.Logf("segments: %d found, %d missing, %d wrong, F1 %.3f", tp, fn, fp, f1)
	t.Logf("title %d/%d, author %d/%d, date %d/%d", right[0], all[0], right[1], all[1], right[2], all[2])
	if f1 < 0.85 {
		t.Errorf("F1 %.3f, want 0.85 and more", f1)
	}
}

func explain(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("SHOW") != "" {
		t.Logf(format, args...)
	}
}

var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

func spaces(s string) string { return quotes.Replace(strings.Join(strings.Fields(s), " ")) }
