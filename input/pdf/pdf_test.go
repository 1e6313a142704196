package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	lib "github.com/ledongthuc/pdf"
)

// placed is one string at a place of a page, in points.
type placed struct {
	x, y, size float64
	s          string
}

// makePDF writes a file by hand: one page for each list, set in Helvetica.
func makePDF(pages ...[]placed) []byte {
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	objects := []string{
		"<</Type /Catalog /Pages 2 0 R>>",
		fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 420 595]>>", strings.Join(kids, " "), len(pages)),
		"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
	}
	for _, page := range pages {
		var c strings.Builder
		for _, p := range page {
			s := strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(p.s)
			fmt.Fprintf(&c, "BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", p.size, p.x, p.y, s)
		}
		objects = append(objects,
			fmt.Sprintf("<</Type /Page /Parent 2 0 R /Contents %d 0 R /Resources <</Font <</F1 3 0 R>>>>>>", len(objects)+2),
			stream("", c.String()))
	}
	return file(objects)
}

// stream is an object of that content, with more entries for its dictionary.
func stream(entries, content string) string {
	return fmt.Sprintf("<</Length %d %s>>\nstream\n%s\nendstream", len(content), entries, content)
}

// file numbers objects from 1, of which the first is the catalogue.
func file(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// set places lines one under the other, 12 points apart, in 10 point type.
func set(x, y float64, lines ...string) []placed {
	var out []placed
	for i, l := range lines {
		if l != "" {
			out = append(out, placed{x, y - 12*float64(i), 10, l})
		}
	}
	return out
}

func read1(t *testing.T, b []byte) string {
	t.Helper()
	src, err := Read(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return src.Text
}

// Every PDF of testdata has its text beside it.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(strings.TrimSuffix(f, ".pdf") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if got := read1(t, b) + "\n"; got != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", f, got, want)
		}
	}
}

func TestAssembly(t *testing.T) {
	tests := []struct {
		name  string
		pages [][]placed
		want  string
	}{
		{"a hyphen at the line end goes, one of a compound stays",
			[][]placed{set(50, 500, "The council of the town has post-", "poned the vote on its long-", "awaited harbour plan once again,", "officials said on Friday evening.")},
			"The council of the town has postponed the vote on its long-awaited harbour plan once again, officials said on Friday evening."},
		{"a hyphen stays where the report has the compound elsewhere",
			[][]placed{set(50, 500, "A spokes-man is what the old law calls", "him, and nobody knows why the spokes-", "man of the harbour dislikes the word.")},
			"A spokes-man is what the old law calls him, and nobody knows why the spokes-man of the harbour dislikes the word."},
		{"a gap parts paragraphs",
			[][]placed{set(50, 500, "The first paragraph has two lines and", "is closed by a full stop at its end.", "", "The second stands after a gap of one", "line and has two lines as well here.")},
			"The first paragraph has two lines and is closed by a full stop at its end.\n\nThe second stands after a gap of one line and has two lines as well here."},
		{"a larger type is a headline",
			[][]placed{append([]placed{{50, 540, 18, "Ferry fares rise"}}, set(50, 515, "Fares on the northern ferries will rise", "by a tenth in spring, Northmole said.")...)},
			"Ferry fares rise\n\nFares on the northern ferries will rise by a tenth in spring, Northmole said."},
		{"running heads and page numbers are left out",
			[][]placed{
				append(set(50, 570, "HARBOUR TIMES 9 May 2031"), append(set(50, 500, "The dredger that the town had hired in", "spring lay idle in the outer harbour and"), set(200, 30, "1")...)...),
				append(set(50, 570, "HARBOUR TIMES 9 May 2031"), append(set(50, 500, "nobody could say when it would start its", "work, the harbour master told the paper."), set(200, 30, "2")...)...),
			},
			"The dredger that the town had hired in spring lay idle in the outer harbour and nobody could say when it would start its work, the harbour master told the paper."},
		{"raised figures are left out",
			[][]placed{append(set(50, 500, "The council met on Friday and put off"), append([]placed{{232, 492, 6, "1"}}, set(50, 488, "the vote on the harbour to September.")...)...)},
			"The council met on Friday and put off the vote on the harbour to September."},
		{"a larger gap within a sentence parts nothing",
			[][]placed{append(set(50, 500, "The council met on Friday and put off", "the vote on the harbour to September,", "which surprised the fishermen and the"), set(50, 458, "ferry company, officials said.")...)},
			"The council met on Friday and put off the vote on the harbour to September, which surprised the fishermen and the ferry company, officials said."},
		{"columns are read one after the other",
			[][]placed{append(
				set(40, 500, "The first column tells how the", "vote went on Friday night and", "who was against it from the", "start, which is to say the", "fishermen of the lower town."),
				set(230, 500, "The second tells what it will", "cost, who is going to pay and", "when the dredgers will come,", "if they come at all, which no", "one would promise on Friday.")...)},
			"The first column tells how the vote went on Friday night and who was against it from the start, which is to say the fishermen of the lower town.\n\nThe second tells what it will cost, who is going to pay and when the dredgers will come, if they come at all, which no one would promise on Friday."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read1(t, makePDF(tt.pages...)); got != tt.want {
				t.Errorf("got\n%q\nwant\n%q", got, tt.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	whole := makePDF(set(50, 500, "The vote was put off."))
	tests := []struct {
		name string
		b    []byte
		want error
	}{
		{"no text", makePDF(nil), ErrNoText},
		{"page numbers only", makePDF(set(50, 500, "1"), set(50, 500, "2")), ErrNoText},
		{"cut off", whole[:len(whole)/2], ErrMalformed},
		{"header alone", []byte("%PDF-1.4\n"), ErrMalformed},
		{"not PDF", []byte("The vote was put off."), ErrMalformed},
		{"empty", nil, ErrMalformed},
	}
	for _, tt := range tests {
		if _, err := Read(tt.b, Options{}); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		}
	}
}

// Text within form XObjects is text of the page; a form that calls itself ends.
func TestForms(t *testing.T) {
	b := file([]string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [4 0 R] /Count 1>>",
		"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
		"<</Type /Page /Parent 2 0 R /Contents 5 0 R /Resources <</Font <</F1 3 0 R>> /XObject <</X1 6 0 R>>>>>>",
		stream("", "q /X1 Do Q BT /F1 10 Tf 50 480 Td (off, officials said on Friday.) Tj ET"),
		stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 50 492] /Resources <</Font <</F1 3 0 R>> /XObject <</X1 6 0 R>>>>",
			"BT /F1 10 Tf (The vote on the harbour was put) Tj ET 1 0 0 1 900 900 cm /X1 Do"),
	})
	got := read1(t, b)
	if want := "The vote on the harbour was put off, officials said on Friday."; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

// Every way to cut a file or to break one byte gives a text or an error, soon.
func TestDamage(t *testing.T) {
	whole := makePDF(set(50, 500, "The vote was put off.", "Nobody said why."), set(50, 500, "The town waits."))
	start := time.Now()
	for i := 0; i < len(whole); i += 7 {
		if _, err := Read(whole[:i], Options{Time: 5 * time.Second}); err == nil && i < len(whole)-20 {
			t.Errorf("the first %d of %d bytes read without error", i, len(whole))
		}
		broken := bytes.Clone(whole)
		broken[i] ^= 0x15
		if _, err := Read(broken, Options{Time: 5 * time.Second}); errors.Is(err, ErrTime) {
			t.Errorf("byte %d broken: %v", i, err)
		}
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestPageLimit(t *testing.T) {
	b := makePDF(set(50, 500, "First page."), set(50, 500, "Second page."), set(50, 500, "Third page."))
	src, err := Read(b, Options{Pages: 2})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(src.Text, "Third") || len(src.Warnings) != 1 || src.Warnings[0].Code != "truncated" {
		t.Errorf("text %q, warnings %v", src.Text, src.Warnings)
	}
}

func TestToUnicode(t *testing.T) {
	got := parseToUnicode([]byte("/CIDInit /ProcSet findresource begin\n2 beginbfchar\n<0003> <0020>\n<0024> <00410301>\nendbfchar\n" +
		"2 beginbfrange\n<0030> <0032> <0061>\n<0040> <0041> [<0078> <0066006C>]\nendbfrange\nend"))
	want := map[int]string{3: " ", 0x24: "A\u0301", 0x30: "a", 0x31: "b", 0x32: "c", 0x40: "x", 0x41: "fl"}
	if len(got) != len(want) {
		t.Errorf("got %d codes, want %d", len(got), len(want))
	}
	for code, s := range want {
		if got[code] != s {
			t.Errorf("code %#x: %q, want %q", code, got[code], s)
		}
	}
}

func TestLexer(t *testing.T) {
	lex := lexer{b: []byte("/F1 12 Tf % note\n[(a\\(b\\)\\101) -250.5 <4 1>] TJ BI /W 2 ID \x00(EI\x01 EI Q <</A (x>>)>> BDC")}
	var got []string
	for {
		tok, ok := lex.next()
		if !ok {
			break
		}
		switch {
		case tok.list != nil:
			for _, e := range tok.list {
				got = append(got, fmt.Sprintf("[%q %g]", e.s, e.n))
			}
		case tok.operator:
			got = append(got, tok.s)
		default:
			got = append(got, fmt.Sprintf("%q %g", tok.s, tok.n))
		}
	}
	want := `"F1" 0|"" 12|Tf|["a(b)A" 0]|["" -250.5]|["A" 0]|TJ|Q|BDC`
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(makePDF(set(50, 500, "The vote was put off.", "Nobody said why.")))
	f.Add(makePDF(nil))
	files, _ := filepath.Glob("testdata/*.pdf")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		src, err := Read(b, Options{Time: 10 * time.Second})
		if err == nil && strings.TrimSpace(src.Text) == "" {
			t.Error("no error and no text")
		}
		if errors.Is(err, ErrTime) {
			t.Error("takes too long")
		}
	})
}

// The content of a page is run on its own: the bytes of a whole file rarely get
// that far when they are broken.
func FuzzContent(f *testing.F) {
	f.Add([]byte("BT /F1 10 Tf 1 0 0 1 50 500 Tm (The vote) Tj [(was) -300 (put)] TJ T* (off.) ' ET"))
	f.Add([]byte("q 1 0 0 1 0 0 cm BT /F1 -1 Tf 0 Tc <48> Tj ET Q Q Q BI ID EI [[[ ((( <<"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c := content{limit: 1 << 16, fonts: map[string]*font{}}
		c.state = state{ctm: identity, scale: 1, font: &font{other: 500, unicode: map[int]string{'T': "T", 'h': "h", 'e': "e", '-': "-", '.': "."}, widths: map[int]float64{}}}
		c.text, c.textLine = identity, identity
		lex := lexer{b: b}
		var args []operand
		for {
			tok, ok := lex.next()
			if !ok {
				break
			}
			if !tok.operator {
				args = append(args, tok)
				continue
			}
			if tok.s != "Tf" && tok.s != "Do" {
				c.do(tok.s, args, lib.Value{}, 0)
			}
			if tok.s == "Tf" && len(args) > 0 {
				c.size = args[len(args)-1].n
			}
			args = args[:0]
		}
		for _, p := range assemble([][]glyph{c.glyphs, c.glyphs}) {
			if strings.TrimSpace(p) == "" {
				t.Error("an empty paragraph")
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/two-columns.pdf")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
