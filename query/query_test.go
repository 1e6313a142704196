package query

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

//go:embed testdata/cases.txt
var cases string

// TestCases holds Parse, String and Words to testdata/cases.txt.
func TestCases(t *testing.T) {
	n := 0
	for block := range strings.SplitSeq(cases, "\n== ") {
		input, rest, ok := strings.Cut(block, "\n")
		if !ok || strings.HasPrefix(block, "#") {
			continue
		}
		n++
		var want, got strings.Builder
		for line := range strings.Lines(rest) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				fmt.Fprintln(&want, line)
			}
		}
		q := Parse(input)
		fmt.Fprintln(&got, "tree", tree(q.Root))
		if strings.Contains(want.String(), "text ") {
			fmt.Fprintln(&got, "text", q)
		}
		if strings.Contains(want.String(), "says ") {
			fmt.Fprintln(&got, "says", q.Words())
		}
		for _, note := range q.Notes {
			fmt.Fprintf(&got, "note %s | %s\n", strings.TrimSpace(input[note.Start:note.End]), note.Message)
		}
		if d := cmp.Diff(want.String(), got.String()); d != "" {
			t.Errorf("%s\n%s", input, d)
		}
	}
	if n < 60 {
		t.Errorf("%d cases read", n)
	}
}

// tree writes a node so that its shape shows.
func tree(n Node) string {
	list := func(name string, parts []Node) string {
		for _, p := range parts {
			name += " " + tree(p)
		}
		return "(" + name + ")"
	}
	switch n := n.(type) {
	case And:
		return list("and", n)
	case Or:
		return list("or", n)
	case Not:
		return list("not", []Node{n.Part})
	case Term:
		return words(n)
	case Filter:
		switch info(n.Field).Kind {
		case Closed:
			return fmt.Sprintf("[%s %s]", n.Field, n.Value)
		case Day:
			return fmt.Sprintf("[%s %s to %s]", n.Field, n.Dates.From, n.Dates.To)
		}
		return fmt.Sprintf("[%s %s]", n.Field, words(n.Term))
	}
	return "nothing"
}

func words(t Term) string {
	s := strings.Join(t.Words, "_")
	if t.Prefix {
		s += "*"
	}
	if t.Phrase {
		return "'" + s + "'"
	}
	return s
}

// The examples of fields.tsv are read as filters of their field.
func TestFieldExamples(t *testing.T) {
	infos := Fields()
	if len(infos) != 12 {
		t.Errorf("%d fields", len(infos))
	}
	for _, f := range infos {
		q := Parse(f.Example)
		got, ok := q.Root.(Filter)
		if !ok || got.Field != f.Field || len(q.Notes) > 0 {
			t.Errorf("%s: read as %s, notes %v", f.Example, tree(q.Root), q.Notes)
		}
		for _, s := range f.Synonyms {
			_, value, _ := strings.Cut(f.Example, ":")
			q := Parse(s + ":" + value)
			if got, ok := q.Root.(Filter); !ok || got.Field != f.Field || len(q.Notes) > 0 {
				t.Errorf("%s:%s: read as %s, notes %v", s, value, tree(q.Root), q.Notes)
			}
		}
		if (f.Kind == Closed) != (len(f.Values) > 0) || !slices.Contains([]string{"report", "statement", "event"}, f.Of) || f.Looks == "" {
			t.Errorf("%s: kind %s, %d values, of %q, looks at %q", f.Field, f.Kind, len(f.Values), f.Of, f.Looks)
		}
	}
}

// The examples of values.tsv, and all synonyms, are read as their value. No
// word stands for two values.
func TestValueExamples(t *testing.T) {
	for _, f := range Fields() {
		seen := map[string]string{}
		for _, v := range f.Values {
			want := Filter{Field: f.Field, Value: v.Word}
			inputs := []string{v.Example, string(f.Field) + ":" + strings.ToUpper(v.Word)}
			for _, w := range append([]string{v.Word}, v.Synonyms...) {
				if other, ok := seen[strings.ToLower(w)]; ok {
					t.Errorf("%s: %q stands for %s and %s", f.Field, w, other, v.Word)
				}
				seen[strings.ToLower(w)] = v.Word
				inputs = append(inputs, string(f.Field)+":"+w)
			}
			for _, in := range inputs {
				if q := Parse(in); !cmp.Equal(q, Query{Root: want}) {
					t.Errorf("%s: read as %s, notes %v; want %s", in, tree(q.Root), q.Notes, v.Word)
				}
			}
		}
	}
}

// The words of closed fields are those of the record.
func TestValuesAreTheRecords(t *testing.T) {
	got := map[Field][]string{}
	for _, f := range Fields() {
		for _, v := range f.Values {
			got[f.Field] = append(got[f.Field], v.Word)
		}
	}
	if d := cmp.Diff(map[Field][]string{Naming: schemaNamings(t), Act: schemaActs(t), Event: ploverTypes(t)}, got); d != "" {
		t.Error(d)
	}
}

// Whatever people type, the canonical form means the same and is canonical.
func TestCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCanonical(t, rapid.SliceOf(rapid.SampledFrom(scraps)).Draw(t, "scraps")) })
}

// scraps are what the language is made of, and what people put beside it.
var scraps = []string{
	"silo", "port", "AND", "OR", "NOT", "or", "-", "+", "!", "|", "||", "&&", "(", ")", "(", ")", "\"", "\"", "\u201c", "\u201d", "*", "~2", "^3",
	" ", " ", " ", " ", "speaker:", "by:", "act:", "deny", "denail", "date:", "after:", "2029", "2029-03", "..", ">", ">=", "<", "[", "]", " TO ", "foo:", ":",
	"U.S.", "don't", "10:30", "https://a.b/c", "\x00", "\xff", "\u0301", "\ufeff", "é", "…", "2029-02-30", "event:", "ASSAULT", "when:", ".", ",",
}

func checkCanonical(t interface{ Fatalf(string, ...any) }, parts []string) {
	in := strings.Join(parts, "")
	q := Parse(in)
	text := q.String()
	again := Parse(text)
	if d := cmp.Diff(q.Root, again.Root); d != "" {
		t.Fatalf("%q is written %q, which is another tree:\n%s", in, text, d)
	}
	if len(again.Notes) > 0 {
		t.Fatalf("%q is written %q, which has notes: %v", in, text, again.Notes)
	}
	if s := again.String(); s != text {
		t.Fatalf("%q is written %q, then %q", in, text, s)
	}
}

// Trees that are built and not parsed survive as well.
func TestBuilt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := Query{Root: node(t, 3, "")}
		if d := cmp.Diff(q, Parse(q.String())); d != "" {
			t.Fatalf("%s\n%s", q, d)
		}
	})
}

// node draws a tree in the form that Parse gives: no And in And, no Not of Not.
func node(t *rapid.T, depth int, parent string) Node {
	kinds := slices.DeleteFunc([]string{"term", "filter", "and", "or", "not"}, func(k string) bool { return k == parent })
	if depth == 0 {
		kinds = kinds[:2]
	}
	parts := func(kind string) []Node {
		var out []Node
		for range rapid.IntRange(2, 4).Draw(t, "parts") {
			out = append(out, node(t, depth-1, kind))
		}
		return out
	}
	switch kind := rapid.SampledFrom(kinds).Draw(t, "kind"); kind {
	case "and":
		return And(parts(kind))
	case "or":
		return Or(parts(kind))
	case "not":
		return Not{node(t, depth-1, kind)}
	case "filter":
		return filter(t)
	}
	return term(t)
}

func term(t *rapid.T) Term {
	ws := rapid.SliceOfN(rapid.SampledFrom([]string{"silo", "OR", "NOT", "10:30", "speaker:x", "U.S.", "a(b)", "a-b", "é", "x~2", "2029", "date:.."}), 1, 3).Draw(t, "words")
	for i, w := range ws {
		ws[i] = trim(w)
	}
	prefix := rapid.Bool().Draw(t, "prefix")
	phrase := len(ws) > 1 || !plain(ws[0]) || !prefix && rapid.Bool().Draw(t, "exactly")
	return Term{Words: ws, Phrase: phrase, Prefix: prefix}
}

func filter(t *rapid.T) Filter {
	f := rapid.SampledFrom(Fields()).Draw(t, "field")
	switch f.Kind {
	case Closed:
		return Filter{Field: f.Field, Value: rapid.SampledFrom(f.Values).Draw(t, "value").Word}
	case Day:
		days := rapid.SampledFrom([]Interval{{"2029-01-01", "2029-12-31"}, {"2029-03-05", "2029-03-05"}, {"", "2028-02-29"}, {"2029-03-01", ""}, {"2029-03-01", "2029-12-31"}, {"2029-01-01", "2029-03-05"}, {"0001-01-01", "9999-12-31"}})
		return Filter{Field: f.Field, Dates: days.Draw(t, "dates")}
	}
	return Filter{Field: f.Field, Term: term(t)}
}

// TestHostile: no input takes long, nests deep or asks for more than MaxWords.
func TestHostile(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("(", 10000) + "silo" + strings.Repeat(")", 10000),
		strings.Repeat("(", 1<<20), strings.Repeat(")", 1<<20), strings.Repeat("((a OR b) c OR ", 3000),
		strings.Repeat("-", 1<<20), strings.Repeat("NOT ", 1<<15), strings.Repeat("-(", 1<<16), strings.Repeat("a:", 1<<16), strings.Repeat("speaker:", 1<<14),
		strings.Repeat("\"", 1<<20+1), strings.Repeat("\" ", 1<<16), strings.Repeat("silo ", 1<<15), "\"" + strings.Repeat("silo ", 1<<15) + "\"",
		strings.Repeat("OR ", 1<<15), strings.Repeat("*", 1<<20), strings.Repeat("date:[", 1<<14), strings.Repeat("date:[ ", 1<<14), strings.Repeat("act:", 1<<15), "act:" + strings.Repeat("x", 1<<20),
		strings.Repeat("a", 1<<20) + ":b", "date:" + strings.Repeat("2", 1<<20), "\x00\x00", "\xff\xfe", strings.Repeat("\u0301", 1<<15), strings.Repeat(" ", 1<<20),
		strings.Repeat("\"a\"~", 1<<15), strings.Repeat("date:x ", 1<<14), strings.Repeat("act:denail ", 1<<14),
	} {
		q := Parse(in)
		if n := countWords(q.Root); n > MaxWords {
			t.Errorf("%.20q…: %d words", in, n)
		}
		if d := depth(q.Root); d > MaxDepth {
			t.Errorf("%.20q…: %d deep", in, d)
		}
		if len(q.Notes) > maxNotes+1 {
			t.Errorf("%.20q…: %d notes", in, len(q.Notes))
		}
		if d := cmp.Diff(q.Root, Parse(q.String()).Root); d != "" {
			t.Errorf("%.20q…: %s", in, d)
		}
	}
}

// TestBounds: what is over MaxWords or MaxDepth is told.
func TestBounds(t *testing.T) {
	deep := strings.Repeat("(a OR b (", MaxDepth/2) + "c" + strings.Repeat("))", MaxDepth/2)
	tests := []struct {
		in, first string
		words     int
	}{
		{strings.Repeat("(", maxNesting) + "silo" + strings.Repeat(")", maxNesting), "", 1},
		{strings.Repeat("(", maxNesting+1) + "silo" + strings.Repeat(")", maxNesting+1), "parentheses are nested too deep and are left out", 1},
		{deep, "", MaxDepth + 1},
		{"x OR y (" + deep + ")", "parentheses are nested too deep and are left out", MaxDepth + 3},
		{strings.Repeat("silo ", MaxWords), "", MaxWords},
		{strings.Repeat("silo ", MaxWords) + "port", "only the first 500 words are taken", MaxWords},
		{strings.Repeat(") ", 100) + "silo", "a parenthesis closes nothing and is left out", 1},
	}
	for _, tt := range tests {
		q := Parse(tt.in)
		first := ""
		if len(q.Notes) > 0 {
			first = q.Notes[0].Message
		}
		if n := countWords(q.Root); n != tt.words || first != tt.first {
			t.Errorf("%.40s…: %d words, note %q; want %d, %q", tt.in, n, first, tt.words, tt.first)
		}
	}
	if notes := Parse(strings.Repeat(") ", 100)).Notes; len(notes) != maxNotes+1 || notes[maxNotes].Message != "and more like these" {
		t.Errorf("%d notes, the last %v", len(notes), notes[len(notes)-1])
	}
}

func countWords(n Node) int {
	sum := 0
	switch n := n.(type) {
	case And:
		for _, p := range n {
			sum += countWords(p)
		}
	case Or:
		for _, p := range n {
			sum += countWords(p)
		}
	case Not:
		return countWords(n.Part)
	case Term:
		return len(n.Words)
	case Filter:
		return max(1, len(n.Term.Words))
	}
	return sum
}

func TestEverything(t *testing.T) {
	for _, in := range []string{"", "   ", "\t\n", "\x00"} {
		if q := Parse(in); q.Root != nil || len(q.Notes) > 0 || q.String() != "" || q.Words() != "all reports" {
			t.Errorf("%q: %v, %q, %q", in, q, q.String(), q.Words())
		}
	}
}

func FuzzParse(f *testing.F) {
	for block := range strings.SplitSeq(cases, "\n== ") {
		input, _, _ := strings.Cut(block, "\n")
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, in string) {
		q := Parse(in)
		for _, n := range q.Notes {
			if n.Start < 0 || n.Start > n.End || n.End > len(in) || n.Message == "" {
				t.Errorf("note %v of %d bytes", n, len(in))
			}
		}
		if !utf8.ValidString(q.String()) || !utf8.ValidString(q.Words()) {
			t.Errorf("%q: %q, %q", in, q.String(), q.Words())
		}
		checkCanonical(t, []string{in})
	})
}

func BenchmarkParse(b *testing.B) {
	const in = `publisher:globeline date:2029-03..2029-04 naming:bare about:"safety memo" (silo OR klei*) -port`
	for b.Loop() {
		Parse(in)
	}
}
