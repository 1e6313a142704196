package jsonl

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/saysonews/sayso/doc"
)

//go:embed testdata/corpus.jsonl
var corpus string

//go:embed testdata/corpus.golden
var golden string

// show writes what matters of every item on lines of its own.
func show(name string, r io.Reader, opt Options) string {
	var b strings.Builder
	for it := range Read(name, r, opt) {
		line := func(label, s string) {
			if s != "" {
				fmt.Fprintf(&b, "%d %s: %s\n", it.Line, label, s)
			}
		}
		if it.Err != nil {
			line("error", it.Err.Error())
			continue
		}
		m := it.Source.Meta
		line("path", it.Source.Path)
		line("text", fmt.Sprintf("%q", it.Source.Text))
		line("title", m.Title)
		line("url", it.Source.URL)
		line("publisher", m.Publisher)
		line("published", m.Published)
		line("byline", strings.Join(m.Byline, " | "))
		line("language", m.Language)
		for _, w := range it.Source.Warnings {
			line("warning", w.Code+" "+w.Message)
		}
	}
	return b.String()
}

func TestCorpus(t *testing.T) {
	if d := cmp.Diff(golden, show("corpus.jsonl", strings.NewReader(corpus), Options{})); d != "" {
		t.Error(d)
	}
	// However the bytes arrive.
	if d := cmp.Diff(golden, show("corpus.jsonl", iotest.OneByteReader(strings.NewReader("\ufeff"+corpus)), Options{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(golden, show("corpus.jsonl", strings.NewReader(strings.ReplaceAll(corpus, "\n", "\r\n")), Options{})); d != "" {
		t.Error(d)
	}
}

func TestCompressed(t *testing.T) {
	for name, b := range map[string][]byte{"gzip": gzipped(t, corpus), "zstd": zstded(t, corpus)} {
		if d := cmp.Diff(golden, show("corpus.jsonl", bytes.NewReader(b), Options{})); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		// A file that is cut off gives what it has, and says so.
		items := collect(bytes.NewReader(b[:len(b)-12]), Options{})
		if last := items[len(items)-1]; !errors.Is(last.Err, ErrDamaged) {
			t.Errorf("%s, cut off: %v", name, last.Err)
		}
	}
}

func gzipped(t testing.TB, s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(s))
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstded(t testing.TB, s string) []byte {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll([]byte(s), nil)
}

func collect(r io.Reader, opt Options) (out []Item) {
	for it := range Read("x", r, opt) {
		out = append(out, it)
	}
	return out
}

// An array, and objects over several lines, are streamed object by object.
func TestSpread(t *testing.T) {
	const array = `
[
 {"text": "One {with \"braces\"} and a \\"},
 {"text":
  "Two", "x": {"y": [1, {"z": "}"}]}},
 null, {"text": "Three" "title": 1},
 {"text": "Four"}
]
`
	const want = `3 path: a.json:3
3 text: "One {with \"braces\"} and a \\"
4 path: a.json:4
4 text: "Two"
6 error: read a.json:6: not a JSON object: it begins with "null"
6 error: read a.json:6: malformed JSON: invalid character '"' after object key:value pair at byte 18 of the object
7 path: a.json:7
7 text: "Four"
`
	if d := cmp.Diff(want, show("a.json", strings.NewReader(array), Options{})); d != "" {
		t.Error(d)
	}
	const printed = "{\n  \"text\": \"One\"\n}\n{\n  \"text\": \"Two\"\n}{\"text\": \"Three\"\n"
	const wantPrinted = `1 path: p.json:1
1 text: "One"
4 path: p.json:4
4 text: "Two"
6 error: read p.json:6: malformed JSON: it is cut off
`
	if d := cmp.Diff(wantPrinted, show("p.json", strings.NewReader(printed), Options{})); d != "" {
		t.Error(d)
	}
	if got, want := show("l.json", strings.NewReader(`[{"text": "One"}, {"text": "Two"}]`), Options{}), "1 path: l.json:1\n1 text: \"One\"\n1 path: l.json:1\n1 text: \"Two\"\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// The examples of fields.tsv give their values, under every name and in any case.
func TestFieldExamples(t *testing.T) {
	seen := 0
	for line := range strings.Lines(fieldFile) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(c[0], "#") {
			continue
		}
		if len(c) != 4 {
			t.Fatalf("%d columns: %s", len(c), line)
		}
		seen++
		if got := value(t, Slot(c[0]), c[2]); got != c[3] {
			t.Errorf("%s: %q from %s, want %q", c[0], got, c[2], c[3])
		}
		var example map[string]any
		if err := json.Unmarshal([]byte(c[2]), &example); err != nil {
			t.Fatal(err)
		}
		for _, v := range example {
			for name := range strings.FieldsSeq(c[1]) {
				for _, n := range []string{name, strings.ToUpper(name)} {
					b, err := json.Marshal(map[string]any{n: v})
					if err != nil {
						t.Fatal(err)
					}
					if got := value(t, Slot(c[0]), string(b)); got != c[3] {
						t.Errorf("%s: %q from %s, want %q", c[0], got, b, c[3])
					}
				}
			}
		}
	}
	if seen != len(slots) {
		t.Errorf("%d slots of %d", seen, len(slots))
	}
}

// value is what a slot holds after reading one object, with a text beside it.
func value(t *testing.T, s Slot, object string) string {
	if s != Text {
		object = `{"text": "x", ` + object[1:]
	}
	src, err := report([]byte(object), Options{})
	if err != nil {
		t.Fatal(err)
	}
	switch s {
	case Text:
		return src.Text
	case Title:
		return src.Meta.Title
	case URL:
		return src.URL
	case Publisher:
		return src.Meta.Publisher
	case Author:
		return strings.Join(src.Meta.Byline, "; ")
	case Language:
		return src.Meta.Language
	}
	return src.Meta.Published
}

// A publisher that is an address is its host.
func TestPublisherAddress(t *testing.T) {
	for in, want := range map[string]string{
		`{"source": "https://www.mail.example/2029/silo"}`: "www.mail.example",
		`{"domain": "mail.example"}`:                       "mail.example",
		`{"source": "Globeline: the wire"}`:                "Globeline: the wire",
	} {
		if got := value(t, Publisher, in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestLooks(t *testing.T) {
	for in, want := range map[string]bool{
		corpus: true, "{\n \"text\" : 1": true, "\ufeff [ {\"text\": 1}, ": true,
		string(gzipped(t, corpus)): true, string(gzipped(t, corpus)[:200]): true, string(zstded(t, corpus)): true,
		"": false, "{": false, "{\"text": false, "{}": false, "[1, 2]": false, "[Editor's note: \"x\": y]": false, "{sic} \"The vote\": a story": false,
		"The vote": false, string(gzipped(t, "The vote")): false, "\x1f\x8b": false, "\x28\xb5\x2f\xfd": false, "[]": false,
	} {
		if got := Looks([]byte(in)); got != want {
			t.Errorf("%.40q: %v, want %v", in, got, want)
		}
	}
}

// FrontBytes are enough of any file.
func TestLooksAtFront(t *testing.T) {
	var long strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&long, "{\"text\": \"%x\"}\n", sha256.Sum256([]byte{byte(i), byte(i >> 8)}))
	}
	for name, b := range map[string][]byte{"plain": []byte(long.String()), "gzip": gzipped(t, long.String()), "zstd": zstded(t, long.String())} {
		if len(b) <= FrontBytes || !Looks(b[:FrontBytes]) {
			t.Errorf("%s: the front of %d bytes does not show what it is", name, len(b))
		}
	}
}

func TestFieldsByOption(t *testing.T) {
	f := Fields{}
	for _, s := range []string{"text=a.b,c", "published=when.$date", "title=name"} {
		if err := f.Set(s); err != nil {
			t.Fatal(err)
		}
	}
	const in = `{"text": "not this", "a": {"b": "this"}, "c": "nor this", "when": {"$date": "2029-03-05"}, "title": "no", "name": "yes", "a.b.c": 1}`
	src, err := report([]byte(in), Options{Fields: f})
	if err != nil || src.Text != "this" || src.Meta.Published != "2029-03-05" || src.Meta.Title != "yes" {
		t.Errorf("got %+v, %v", src, err)
	}
	for _, s := range []string{"", "text", "text=", "body=text"} {
		if f.Set(s) == nil {
			t.Errorf("%q was taken", s)
		}
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2029-03-05", "2029-03-05"},
		{"20290305", "2029-03-05"},
		{"2029/03/05", "2029-03-05"},
		{"March 5, 2029", "2029-03-05"},
		{"5 Mar 2029", "2029-03-05"},
		{"2029-03-05T18:20:00Z", "2029-03-05T18:20:00Z"},
		{"2029-03-05T18:20:00.123456", "2029-03-05T18:20:00"},
		{"2029-03-05 18:20:00+00:00", "2029-03-05T18:20:00Z"},
		{"2029-03-05 18:20:00 UTC", "2029-03-05T18:20:00Z"},
		{"2029-03-05 18:20:00 +0100 EST", ""},
		{"2029-03-05T18:20:00-0500", "2029-03-05T18:20:00-05:00"},
		{"2029-03-05 18:20", "2029-03-05T18:20:00"},
		{"20290305T182000Z", "2029-03-05T18:20:00Z"},
		{"20290305182000", "2029-03-05T18:20:00"},
		{"Mon, 05 Mar 2029 18:20:00 GMT", "2029-03-05T18:20:00Z"},
		{"Mon, 5 Mar 2029 18:20:00 -0500", "2029-03-05T18:20:00-05:00"},
		{"05 Mar 29 18:20 PST", "2029-03-05T18:20:00-08:00"},
		{"Mon, 05 Mar 2029 18:20:00 XYZ", ""}, // nobody says what XYZ is
		{"1867429200", "2029-03-05T18:20:00Z"},
		{"1867429200.5", "2029-03-05T18:20:00Z"},
		{"1867429200000", "2029-03-05T18:20:00Z"},
		{"1867429200000000", "2029-03-05T18:20:00Z"},
		{"1867429200000000000", "2029-03-05T18:20:00Z"},
		{"0", ""}, {"-1867429200", ""}, {"12345", ""}, {"99999999999999999999", ""},
		{"03/05/2029", ""}, {"05.03.2029", ""}, {"3 hours ago", ""}, {"2029-03", ""}, {"2029", ""}, {"March", ""}, {"2029-02-30", ""},
		{"0001-01-01T00:00:00Z", ""}, {"9999-12-31", ""}, {"", ""}, {strings.Repeat("2", 1000), ""},
	}
	for _, tt := range tests {
		if got := parseDate(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAuthors(t *testing.T) {
	tests := []struct{ in, want string }{
		{`"By JANA ORSK"`, "JANA ORSK"},
		{`"Written by Jana Orsk and Piet Lund"`, "Jana Orsk|Piet Lund"},
		{`"Jana Orsk; Piet Lund, Jr.; jana orsk"`, "Jana Orsk|Piet Lund, Jr."},
		{`"['Jana Orsk', 'Piet Lund']"`, "Jana Orsk|Piet Lund"},
		{`"[]"`, ""},
		{`[{"name": "Jana Orsk"}, {"name": "Piet Lund", "url": "x"}]`, "Jana Orsk|Piet Lund"},
		{`{"name": "Jana Orsk"}`, "Jana Orsk"},
		{`["", null, 7, "Jana Orsk"]`, "Jana Orsk"},
		{`null`, ""}, {`true`, ""}, {`7`, ""}, {`[]`, ""}, {`"By "`, ""},
		{`"Anders and Byron Lund"`, "Anders|Byron Lund"},
	}
	for _, tt := range tests {
		o := object{"author": json.RawMessage(tt.in)}
		if got := strings.Join(o.authors([]string{"author"}), "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.in, got, tt.want)
		}
	}
}

// What input.Read promises of a source holds for an object as well.
func TestSource(t *testing.T) {
	const in = `{"text": "A\u0000B \ud83d\ude00 \ud800", "title": "x"}`
	sum := sha256.Sum256([]byte(in))
	items := collect(strings.NewReader("  "+in+" \n"), Options{})
	want := &doc.Source{Text: "A\x00B 😀 \ufffd", Path: "x:1", MediaType: "application/json", Bytes: int64(len(in)), SHA256: hex.EncodeToString(sum[:]), Meta: doc.Metadata{Title: "x"}}
	if d := cmp.Diff([]Item{{Line: 1, Source: want}}, items); d != "" {
		t.Error(d)
	}
	src, err := report([]byte("{\"text\": \"caf\xe9 \xff\"}"), Options{})
	if err != nil || src.Text != "caf\ufffd \ufffd" || len(src.Warnings) != 1 || src.Warnings[0].Message != "2 invalid bytes replaced by U+FFFD" {
		t.Errorf("got %+v, %v", src, err)
	}
}

// A line over the limit is told and skipped; one at the limit is read.
func TestTooLarge(t *testing.T) {
	long := `{"text": "` + strings.Repeat("x", 200_000) + `"}`
	for _, in := range []string{long + "\n{\"text\": \"y\"}\n", "[" + long + ", \n{\"text\": \"y\"}]"} {
		got := collect(strings.NewReader(in), Options{MaxBytes: len(long) - 1})
		if len(got) != 2 || !errors.Is(got[0].Err, ErrTooLarge) || got[1].Err != nil || got[1].Line != 2 {
			t.Errorf("got %+v", got)
		}
	}
	if got := collect(strings.NewReader(long), Options{MaxBytes: len(long)}); len(got) != 1 || got[0].Err != nil {
		t.Errorf("at the limit: %v", got[0].Err)
	}
}

func TestNothing(t *testing.T) {
	for _, in := range []string{"", "\n \n", "[]", "[\n]\n"} {
		if got := collect(strings.NewReader(in), Options{}); len(got) != 0 {
			t.Errorf("%q: %v", in, got)
		}
	}
	if got := collect(strings.NewReader("\xff\xfe{\x00"), Options{}); len(got) != 1 || got[0].Err == nil || got[0].Err.Error() != "read x: malformed JSON: UTF-16; JSON Lines are UTF-8" {
		t.Errorf("UTF-16: %v", got)
	}
}

// Whoever reads may stop early.
func TestBreak(t *testing.T) {
	n := 0
	for range Read("x", strings.NewReader(corpus), Options{}) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d items", n)
	}
}

func TestReadError(t *testing.T) {
	got := collect(io.MultiReader(strings.NewReader("{\"text\": \"x\"}\n{\"te"), iotest.ErrReader(errors.New("disk on fire"))), Options{})
	if len(got) != 2 || got[0].Err != nil || got[1].Err == nil || got[1].Err.Error() != "read x:2: damaged file: disk on fire" {
		t.Errorf("got %v", got)
	}
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.jsonl.gz")
	if err := os.WriteFile(path, gzipped(t, `{"text": "x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for it := range Open(path, Options{}) {
		if it.Err != nil || it.Source.Text != "x" || it.Source.Path != path+":1" {
			t.Errorf("got %+v", it)
		}
	}
	n := 0
	for it := range Open(path+"x", Options{}) {
		n++
		if !errors.Is(it.Err, os.ErrNotExist) || it.Err.Error() != "read "+path+"x: no such file or directory" {
			t.Errorf("error %v", it.Err)
		}
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

// A real corpus, where it is at hand.
func TestNewsreuse(t *testing.T) {
	const path = "../../../shared/corpora/newsreuse/articles.jsonl.gz"
	if _, err := os.Stat(path); err != nil {
		t.Skip("../shared/corpora/newsreuse is not there")
	}
	n := 0
	for it := range Open(path, Options{}) {
		n++
		if it.Err != nil || it.Source.Meta.Publisher == "" || !strings.HasPrefix(it.Source.Meta.Published, "201") || len(it.Source.Warnings) == 0 || it.Source.Warnings[len(it.Source.Warnings)-1].Code != "date-of-crawl" {
			t.Errorf("line %d: %v, %+v", it.Line, it.Err, it.Source)
		}
	}
	if n != 340 {
		t.Errorf("%d reports, want 340", n)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(corpus))
	f.Add([]byte(`[{"text": "One {"}, {"text": ["a", {"text": "b"}], "date": 1e9}]`))
	f.Add([]byte("{\n\"text\": \"x\"\n}\n{"))
	f.Add(gzipped(f, `{"text": "x"}`))
	f.Add(zstded(f, `{"text": "x"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		Looks(b)
		line := 0
		for it := range Read("x", bytes.NewReader(b), Options{MaxBytes: 1 << 16}) {
			if it.Line < line || (it.Err == nil) == (it.Source == nil) {
				t.Errorf("item %+v after line %d", it, line)
			}
			line = it.Line
			if it.Source == nil {
				continue
			}
			if s := it.Source; !utf8.ValidString(s.Text) || strings.TrimSpace(s.Text) == "" || !utf8.ValidString(s.Meta.Title+s.URL+s.Meta.Publisher+s.Meta.Published+strings.Join(s.Meta.Byline, "")) {
				t.Errorf("source %+v", s)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	one := `{"title": "Silo burns", "text": "` + strings.Repeat("A grain silo burnt down on Monday. ", 100) + `", "url": "https://mail.example/silo", "publisher": "Evening Mail", "published": "2029-03-05T18:20:00+01:00", "authors": ["Jana Orsk"]}` + "\n"
	in := strings.Repeat(one, 100)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for it := range Read("x", strings.NewReader(in), Options{}) {
			if it.Err != nil {
				b.Fatal(it.Err)
			}
		}
	}
}

func TestMarkup(t *testing.T) {
	opt := Options{Markup: func(s string) string { return strings.NewReplacer("<p>", "", "</p>", "").Replace(s) }}
	for in, want := range map[string]string{
		`{"text": "<p>The pier shut.</p>"}`: "The pier shut.",
		`{"text": "Trade < 5 % and p > 3"}`: "Trade < 5 % and p > 3",
	} {
		src, err := report([]byte(in), opt)
		if err != nil || src.Text != want {
			t.Errorf("%s: %v, %v, want text %q", in, src, err, want)
		}
	}
	if _, err := report([]byte(`{"text": "<p></p>"}`), opt); !errors.Is(err, ErrNoText) {
		t.Errorf("tags alone: error %v, want %v", err, ErrNoText)
	}
}
