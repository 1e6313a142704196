package layout

import (
	"bufio"
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

var update = flag.Bool("update", false, "write what the cases of testdata give into them")

// pairs reads a testdata table of input and expected result.
func pairs(t *testing.T, name string) [][2]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	sc := bufio.NewScanner(strings.NewReader(string(b)))
	for sc.Scan() {
		if sc.Text() == "" || sc.Text()[0] == '#' {
			continue
		}
		in, want, ok := strings.Cut(sc.Text(), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", name, sc.Text())
		}
		out = append(out, [2]string{in, want})
	}
	return out
}

func TestDateLines(t *testing.T) {
	for _, p := range pairs(t, "dates.tsv") {
		got := "-"
		if d, ok := parseDateLine(p[0]); ok {
			got = fmt.Sprintf("%s %d", d.iso(), d.rank)
		}
		if got != p[1] {
			t.Errorf("%q: %s, want %s", p[0], got, p[1])
		}
	}
}

func TestBylines(t *testing.T) {
	for _, p := range pairs(t, "bylines.tsv") {
		got := "-"
		b, ok := parseByline(p[0], false)
		bare := ""
		if !ok {
			if b, ok = parseByline(p[0], true); ok {
				bare = "bare "
			}
		}
		if ok {
			var names []string
			for _, a := range b.authors {
				names = append(names, a.In(p[0]))
			}
			got = strings.TrimSpace(bare + strings.Join(names, "; ") + " " + b.date.iso())
		}
		if got != p[1] {
			t.Errorf("%q: %s, want %s", p[0], got, p[1])
		}
	}
}

func TestDatelines(t *testing.T) {
	for _, p := range pairs(t, "datelines.tsv") {
		got := "-"
		if d, ok := parseDateline(p[0]); ok {
			got = strings.Join(strings.Fields(fmt.Sprintf("%s | %s | %s", d.region.In(p[0]), d.place.In(p[0]), d.agency.Name)), " ")
		}
		if got != p[1] {
			t.Errorf("%q: %s, want %s", p[0], got, p[1])
		}
	}
}

func TestCredits(t *testing.T) {
	for _, p := range pairs(t, "credits.tsv") {
		var out []string
		for _, c := range creditsIn(p[0], 0) {
			out = append(out, c.Kind+":"+c.Name)
			if c.Text != c.Span.In(p[0]) {
				t.Errorf("%q: span of %q holds %q", p[0], c.Text, c.Span.In(p[0]))
			}
		}
		if got := strings.Join(out, " "); got != p[1] && (got != "" || p[1] != "-") {
			t.Errorf("%q: %s, want %s", p[0], got, p[1])
		}
	}
}

// The example of each pattern is found by that pattern, and by none before it.
func TestFurnitureExamples(t *testing.T) {
	for i, p := range furniture() {
		found := -1
		for k, q := range furniture() {
			if q.re().MatchString(p.example) {
				found = k
				break
			}
		}
		if found != i {
			t.Errorf("line with example %q: found by pattern %d, is pattern %d", p.example, found, i)
		}
		if got := furnitureOf(p.example, p.foot); got != p.kind {
			t.Errorf("%q is %q, want %q", p.example, got, p.kind)
		}
	}
}

func TestAgencyExamples(t *testing.T) {
	for _, l := range strings.Split(agencyData, "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		d := &doc.Doc{Source: doc.Source{Text: "Ferry fares rise\n\n" + f[2] + " It was the third time.\n\nThe council said nothing about it on Friday.\n\n" + f[2] + "\n"}}
		h, _ := Find(d)
		if len(h.Credits) == 0 || h.Credits[0].Name != f[0] || h.Credits[0].Kind != "wire" {
			t.Errorf("%q: credits %+v, want %s", f[2], h.Credits, f[0])
		}
	}
}

// Prose that begins like furniture stays body.
func TestProse(t *testing.T) {
	for _, p := range pairs(t, "prose.tsv") {
		if got := furnitureOf(p[0], true); string(got) != p[1] && !(got == "" && p[1] == "body") {
			t.Errorf("%q is %q, want %q", p[0], got, p[1])
		}
	}
}

// A case is a report with what is found in it: metadata, text and result, parted
// by lines "-- text --" and "-- want --".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.case")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		front, rest, ok := strings.Cut(string(b), "-- text --\n")
		text, want, ok2 := strings.Cut(rest, "\n-- want --\n")
		if !ok || !ok2 {
			t.Fatalf("%s: sections missing", f)
		}
		d := &doc.Doc{Source: doc.Source{Text: text, Meta: metadataOf(t, front)}}
		h, rs := Find(d)
		got := show(text, h, rs)
		if *update {
			if err := os.WriteFile(f, []byte(front+"-- text --\n"+text+"\n-- want --\n"+got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", f, got, want)
		}
	}
}

// metadataOf reads the lines "title: …", "byline: …" at the front of a case.
func metadataOf(t *testing.T, front string) (m doc.Metadata) {
	t.Helper()
	for _, l := range strings.Split(strings.TrimSpace(front), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		key, value, _ := strings.Cut(l, ": ")
		switch key {
		case "title":
			m.Title = value
		case "byline":
			m.Byline = append(m.Byline, value)
		case "publisher":
			m.Publisher = value
		case "published":
			m.Published = value
		case "given":
			m.Published, m.Given = value, true
		default:
			t.Fatalf("unknown line %q", l)
		}
	}
	return m
}

// show gives header and regions as cases have them. Words of the text are in
// quotation marks, words of the metadata are not.
func show(text string, h doc.Header, rs []doc.Region) string {
	var b strings.Builder
	words := func(name string, w doc.Words) {
		if w.Text == "" {
			return
		}
		if w.Span.Empty() {
			fmt.Fprintf(&b, "%s: %s\n", name, w.Text)
		} else {
			fmt.Fprintf(&b, "%s: %q\n", name, w.Text)
		}
	}
	words("title", h.Title)
	for _, w := range h.Byline {
		words("byline", w)
	}
	words("publisher", h.Publisher)
	words("dateline", h.Dateline)
	fmt.Fprintf(&b, "published: %s (%s)\n", h.Published, h.Basis)
	for _, c := range h.Credits {
		fmt.Fprintf(&b, "credit: %s %s %q\n", c.Kind, c.Name, c.Text)
	}
	return b.String() + showRegions(text, rs)
}

func showRegions(text string, rs []doc.Region) string {
	var b strings.Builder
	for _, r := range rs {
		fmt.Fprintf(&b, "%s: %s\n", r.Kind, ends(r.Span.In(text)))
	}
	return b.String()
}

// ends shortens s to its first and last words.
func ends(s string) string {
	if len(s) <= 60 {
		return fmt.Sprintf("%q", s)
	}
	return fmt.Sprintf("%q … %q", strings.ToValidUTF8(s[:24], ""), strings.ToValidUTF8(s[len(s)-24:], ""))
}

// check holds the invariants of the layer against a text.
func check(t *testing.T, text string) {
	t.Helper()
	d := &doc.Doc{Source: doc.Source{Text: text}}
	h, rs := Find(d)
	end := 0
	for _, r := range rs {
		if r.Span.Start < end || r.Span.Empty() || r.Span.End > len(text) {
			t.Fatalf("region %v after %d of %d bytes", r, end, len(text))
		}
		if gap := text[end:r.Span.Start]; strings.TrimFunc(gap, isBlank) != "" {
			t.Fatalf("%q is in no region", gap)
		}
		if in := r.Span.In(text); !utf8.ValidString(in) && utf8.ValidString(text) {
			t.Fatalf("region %v cuts a character", r)
		}
		end = r.Span.End
	}
	if strings.TrimFunc(text[end:], isBlank) != "" {
		t.Fatalf("%q is in no region", text[end:])
	}
	all := append([]doc.Words{h.Title, h.Publisher, h.Dateline}, h.Byline...)
	for _, c := range h.Credits {
		all = append(all, c.Words)
	}
	for _, w := range all {
		if (w.Text == "") != w.Span.Empty() || w.Span.End > len(text) || w.Span.In(text) != w.Text {
			t.Fatalf("words %q at %v", w.Text, w.Span)
		}
	}
}

func TestHostile(t *testing.T) {
	texts := map[string]string{
		"empty":       "",
		"blank":       " \n\t\r\n\u00a0\n",
		"one line":    strings.Repeat("The council met again. ", 1<<15),
		"one word":    strings.Repeat("x", 1<<20),
		"lines":       strings.Repeat("Follow us on\n", 1<<13),
		"short lines": strings.Repeat("A\n\n", 1<<14),
		"quotes":      strings.Repeat("“No,” she said. ", 1<<16),
		"dashes":      strings.Repeat("— ", 1<<17),
		"h/t":         strings.Repeat("h/t ", 1<<17),
		"first":       strings.Repeat("X first reported by Y ", 1<<15),
		"NUL":         "\x00\n\x00By Ada Brill\x00\n\n\x00",
		"right left":  "عنوان\n\nBy Ada Brill\n\nنص طويل",
		"emoji":       strings.Repeat("😀\n", 1<<13),
		"line ends":   "A\rB\r\nC\fD\n\rE",
	}
	for name, text := range texts {
		start := time.Now()
		check(t, text)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, name := range []string{"dates.tsv", "bylines.tsv", "datelines.tsv", "credits.tsv"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for _, l := range strings.Split(string(b), "\n") {
			in, _, _ := strings.Cut(l, "\t")
			f.Add("Ferry fares rise\n\n" + in + "\n\nThe council met on Friday and put off the vote.\n\n" + in)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			check(t, text)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := "Ferry fares rise\n\nBy Ada Brill\n\n9 May 2031\n\n" +
		strings.Repeat("The council of Port Enys voted on Friday to deepen its harbour by four metres, officials said. “We could not wait,” said the mayor.\n\n", 60) +
		"Follow Ada Brill on Mastodon.\n\nCopyright 2031 Harbour Times\n"
	d := &doc.Doc{Source: doc.Source{Text: text}}
	words := len(strings.Fields(text))
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(words), "ns/word")
}
