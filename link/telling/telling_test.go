package telling_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/telling"
	"github.com/saysonews/sayso/record"
)

func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(data), "\n\n") {
		rec, want, text := parseCase(block)
		if text == "" {
			continue
		}
		t.Run(text[:min(len(text), 40)], func(t *testing.T) {
			got := []string{}
			for _, l := range telling.Of(rec) {
				got = append(got, strings.TrimSpace(l.Words+" | "+strings.TrimPrefix(l.Statement, "s")))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n%s", text, diff)
			}
		})
	}
}

func parseCase(block string) (rec record.Record, want []string, text string) {
	want = []string{}
	for line := range strings.Lines(block) {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case key == "text:":
			text = rest
			rec = marked(rest)
		case key == "=":
			want = append(want, strings.TrimSpace(rest))
		case strings.HasSuffix(key, ":") && !strings.HasPrefix(line, "#"):
			n, err := strconv.Atoi(strings.TrimSuffix(key, ":"))
			if err != nil {
				continue
			}
			act, source, _ := strings.Cut(rest, " ")
			s := &rec.Statements[n-1]
			s.Act, s.CueLemma, s.Form = act, act, "indirect"
			s.Chain = []record.Link{{Naming: "outlet"}, {Name: &source, Naming: "named"}}
		}
	}
	return rec, want, text
}

// marked is the record of a text with its layers marked, as in cases.txt.
func marked(in string) record.Record {
	var rec record.Record
	var plain []rune
	type open struct {
		kind  rune
		n     int
		start int
	}
	var stack []open
	runes := []rune(in)
	number := func(i int) (int, int) {
		j := i
		for runes[j] != ' ' {
			j++
		}
		n, _ := strconv.Atoi(string(runes[i:j]))
		for len(rec.Statements) < n {
			rec.Statements = append(rec.Statements, record.Statement{ID: "s" + strconv.Itoa(len(rec.Statements)+1)})
		}
		return n, j
	}
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case '{', '<', '[':
			n, j := number(i + 1)
			stack = append(stack, open{r, n, len(plain)})
			i = j
		case '}', '>', ']', '*', '#', '_', '@':
			last := len(stack) - 1
			if strings.ContainsRune("*#_@", r) && (last < 0 || stack[last].kind != r) {
				stack = append(stack, open{r, 0, len(plain)})
				continue
			}
			o := stack[last]
			stack = stack[:last]
			layer(&rec, o.kind, o.n, record.Span{Start: o.start, End: len(plain), Text: string(plain[o.start:])})
		default:
			plain = append(plain, r)
		}
	}
	rec.Document.Text = string(plain)
	start := 0
	for i := range plain {
		if plain[i] == '.' && (i+1 == len(plain) || plain[i+1] == ' ') && !strings.HasSuffix(string(plain[:i]), "a.m") {
			rec.Document.Sentences = append(rec.Document.Sentences, record.Sentence{Start: start, End: i + 1})
			start = min(i+2, len(plain))
		}
	}
	if start < len(plain) {
		rec.Document.Sentences = append(rec.Document.Sentences, record.Sentence{Start: start, End: len(plain)})
	}
	return rec
}

func layer(rec *record.Record, kind rune, n int, s record.Span) {
	switch kind {
	case '{':
		rec.Statements[n-1].Content = append(rec.Statements[n-1].Content, s)
	case '<':
		rec.Statements[n-1].Cue = append(rec.Statements[n-1].Cue, s)
	case '[':
		rec.Statements[n-1].Source.Spans = append(rec.Statements[n-1].Source.Spans, s)
	case '*':
		rec.Events = append(rec.Events, record.Event{ID: fmt.Sprint("e", len(rec.Events)+1), Trigger: s})
	case '#':
		six := 6.0
		rec.Figures = append(rec.Figures, record.Figure{Span: s, Kind: "count", Value: &six})
	case '_', '@':
		i := slices.IndexFunc(rec.Actors, func(a record.Actor) bool { return a.Name == s.Text })
		switch {
		case kind == '@':
			i = len(rec.Actors) - 1
		case i < 0:
			i = len(rec.Actors)
			rec.Actors = append(rec.Actors, record.Actor{ID: fmt.Sprint("a", i+1), Name: s.Text, Naming: "named"})
		}
		mention := map[rune]string{'_': "name", '@': "nominal"}[kind]
		rec.Actors[i].Mentions = append(rec.Actors[i].Mentions, record.Mention{Span: s, Kind: mention})
	}
}

// TestOpeners cuts the examples of the word lists where they are marked.
func TestOpeners(t *testing.T) {
	data, err := os.ReadFile("data/openers.txt")
	if err != nil {
		t.Fatal(err)
	}
	verbs := regexp.MustCompile(`\b(blast|resigned|fell|killed|died|storm|closed|pass)\b`)
	for line := range strings.Lines(string(data)) {
		example, ok := strings.CutPrefix(strings.TrimSpace(line), "= ")
		if !ok {
			continue
		}
		t.Run(example, func(t *testing.T) {
			text := strings.ReplaceAll(example, " |", "")
			// Everything is somebody's word, so that short clauses count.
			rec := marked("{1 " + verbs.ReplaceAllString(text, "*$1*") + "}")
			var want []string
			for part := range strings.SplitSeq(example, " | ") {
				want = append(want, strings.TrimSuffix(part, ","))
			}
			var got []string
			for _, l := range telling.Of(rec) {
				got = append(got, l.Words)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContents(t *testing.T) {
	rec := marked("_Ada Quill_ <1 denied> {1 that #six people# *died* in _Tarnford_}.")
	source := "Ada Quill"
	rec.Statements[0].Act, rec.Statements[0].CueLemma, rec.Statements[0].Form = "deny", "deny", "indirect"
	rec.Statements[0].Source = record.Source{Actor: &rec.Actors[0].ID, Name: &source, Basis: "witness"}
	publisher := "The Tarnford Echo"
	rec.Document.Publisher = &record.MaybeSpan{Text: publisher}
	rec.Statements[0].Chain = []record.Link{
		{Name: &publisher, Naming: "outlet"},
		{Actor: &rec.Actors[0].ID, Name: &source, Naming: "named", Evidence: &record.Span{Text: "Ada Quill"}},
	}
	lemma, place := "die", "p1"
	rec.Places = []record.Place{{ID: place, Name: "Tarnford"}}
	rec.Events[0].Lemma, rec.Events[0].Place = lemma, &place
	got := telling.Of(rec)
	want := []link.Telling{{
		Start: 17, End: 47, Words: "that six people died in Tarnford", Statement: "s1",
		Chain: []link.Source{{Actor: 0, Name: "Ada Quill", Words: "Ada Quill", Naming: "named", Basis: "witness"}},
		Act:   "deny", CueLemma: "deny",
		Terms: []string{"peopl", "die"}, At: []int{26, 33}, Actors: []int{1},
		Figures: []link.Figure{{Kind: "count", Value: 6, Min: 6, Max: 6, Words: "six people", Start: 22}},
		Events:  []link.Event{{ID: "e1", Start: 33, Lemma: "die", Place: "Tarnford"}},
	}}
	want[0].End = want[0].Start + len([]rune(want[0].Words))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDemo holds what must be so of the tellings of any record against the demo.
func TestDemo(t *testing.T) {
	for _, rec := range demoRecords(t) {
		text := []rune(rec.Document.Text)
		sentences := telling.Sentences(rec)
		tellings := telling.Of(rec)
		if len(tellings) < 15 {
			t.Errorf("%s: %d tellings", rec.Document.Origin.Path, len(tellings))
		}
		for _, l := range tellings {
			if string(text[l.Start:l.End]) != l.Words || l.Words == "" {
				t.Errorf("%s: %d-%d is %q, not %q", rec.Document.Origin.Path, l.Start, l.End, string(text[l.Start:l.End]), l.Words)
			}
			if s := sentences[l.Sentence]; l.Start < s.Start-3 || l.Start >= s.End {
				t.Errorf("%s: %q is not in its sentence %q", rec.Document.Origin.Path, l.Words, s.Text)
			}
			if len(l.Terms) != len(l.At) {
				t.Errorf("%s: %d terms, %d places", rec.Document.Origin.Path, len(l.Terms), len(l.At))
			}
			if (l.Statement == "") != (l.Act == "") {
				t.Errorf("%s: statement %q with act %q", rec.Document.Origin.Path, l.Statement, l.Act)
			}
		}
	}
}

func TestStrange(t *testing.T) {
	id := "s9"
	for _, rec := range []record.Record{
		{},
		{Document: record.Document{Text: "."}},
		{Document: record.Document{Text: "x", Sentences: []record.Sentence{{Start: -3, End: 99}, {Start: 5, End: 2}}}},
		{Statements: []record.Statement{{ID: id, Parent: &id, Content: []record.Span{{Start: -1, End: 7}}}}},
		{Document: record.Document{Text: "It fell.", Sentences: []record.Sentence{{End: 8}}}, Events: []record.Event{{Trigger: record.Span{Start: 90, End: 91}}}},
	} {
		telling.Of(rec)
		telling.Sentences(rec)
	}
}

func FuzzOf(f *testing.F) {
	f.Add(`{"document":{"text":"It fell.","sentences":[{"start":0,"end":8}]},"events":[{"trigger":{"start":3,"end":7}}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		var rec record.Record
		if json.Unmarshal([]byte(in), &rec) != nil {
			t.Skip("no record")
		}
		n := len([]rune(rec.Document.Text))
		for _, l := range telling.Of(rec) {
			if l.Start < 0 || l.End > n || l.Start > l.End {
				t.Errorf("telling at %d-%d of %d", l.Start, l.End, n)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	recs := demoRecords(b)
	for b.Loop() {
		for _, rec := range recs {
			telling.Of(rec)
		}
	}
}

func demoRecords(t testing.TB) []record.Record {
	t.Helper()
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []record.Record
	for _, r := range demo.Reports() {
		if r.MediaType != "text/plain" {
			continue
		}
		d := &doc.Doc{Source: doc.Source{Text: string(r.Data), Path: r.File}}
		p.Run(d)
		out = append(out, record.New(d, record.Generator{}))
	}
	return out
}
