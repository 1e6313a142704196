package segment

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCases reads testdata/cases.txt: a text (with \n for line breaks), "->",
// its tokens parted by blanks, sentences by " / ", paragraphs by " // ".
func TestCases(t *testing.T) {
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " -> ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		text = strings.ReplaceAll(text, `\n`, "\n")
		if got := show(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

func show(text string) string {
	pars, toks, sents := Split(text, nil)
	var b strings.Builder
	par := 0
	for _, s := range sents {
		for i := s.First; i < s.End; i++ {
			for par+1 < len(pars) && toks[i].Span.Start >= pars[par+1].Span.Start {
				par++
				if pars[par].Continues {
					b.WriteString(" ~")
				} else {
					b.WriteString(" //")
				}
			}
			if i == s.First && i > 0 && !strings.HasSuffix(b.String(), "//") {
				b.WriteString(" /")
			}
			b.WriteString(" " + toks[i].Span.In(text))
		}
	}
	return strings.TrimSpace(b.String())
}

func TestDataExamples(t *testing.T) {
	for _, file := range []string{abbreviationFile, prefixFile, contractionFile} {
		for line := range strings.Lines(file) {
			list, example, ok := strings.Cut(line, "#")
			if strings.TrimSpace(list) == "" {
				continue
			}
			if !ok {
				t.Errorf("no example: %s", line)
				continue
			}
			if !strings.Contains(strings.ReplaceAll(show(example), " / ", " "), " ") {
				t.Errorf("example is one token: %s", line)
			}
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("“He said,” she wrote. Don't! U.S. 1,000-2 a@b.c http://x.y/z?")
	f.Add("\x00\ufeff’’''``--…\u202eabc\u200b😀.")
	f.Add(strings.Repeat("\"", 500))
	f.Add("a\u2028b\u2029c\u0085d")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		_, toks, sents := Split(text, nil)
		end := 0
		for _, tok := range toks {
			if tok.Span.Start < end || tok.Span.Empty() || tok.Span.End > len(text) {
				t.Fatalf("token %v after %d", tok.Span, end)
			}
			if !utf8.ValidString(tok.Span.In(text)) {
				t.Fatalf("token %v cuts a character", tok.Span)
			}
			end = tok.Span.End
		}
		next := 0
		for _, s := range sents {
			if s.First != next || s.Len() <= 0 {
				t.Fatalf("sentence %v, want one from %d", s, next)
			}
			next = s.End
		}
		if next != len(toks) {
			t.Fatalf("sentences end at %d of %d tokens", next, len(toks))
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The harbor board, which met on Tuesday, said it \"can't agree\" with Gen. Odell's right-wing plan. ", 100)
	b.SetBytes(int64(len(text)))
	_, toks, _ := Split(text, nil)
	for b.Loop() {
		Split(text, nil)
	}
	b.ReportMetric(float64(len(toks))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
