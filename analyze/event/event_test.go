package event

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/doc"
)

var update = flag.Bool("update", false, "write what is found as what is expected in testdata/cases.txt")

func TestCases(t *testing.T) {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(file), "\n== ")
	for n, block := range blocks[1:] {
		title, body, _ := strings.Cut(block, "\n")
		var sentences []string
		want := []string{}
		for line := range strings.SplitSeq(body, "\n") {
			switch {
			case line == "" || line[0] == '#':
			case strings.HasPrefix(line, "-> "):
				want = append(want, line[len("-> "):])
			default:
				sentences = append(sentences, line)
			}
		}
		t.Run(title, func(t *testing.T) {
			d := parsed(t, sentences)
			d.Events = Find(d)
			if err := doc.Check(d); err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, e := range d.Events {
				got = append(got, show(d, e))
			}
			if *update {
				blocks[n+1] = strings.ReplaceAll(title+"\n"+strings.Join(sentences, "\n")+"\n-> "+strings.Join(got, "\n-> ")+"\n", "-> \n", "")
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile("testdata/cases.txt", []byte(strings.Join(blocks, "\n== ")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// show writes e in the notation of testdata/cases.txt.
func show(d *doc.Doc, e doc.Event) string {
	words := func(ps []doc.Participant) string {
		var out []string
		for _, p := range ps {
			s := p.Span.In(d.Text)
			if p.Actor >= 0 {
				s = "[" + s + "]"
			}
			out = append(out, s)
		}
		return strings.Join(out, ", ")
	}
	parts := []string{strings.TrimSpace(words(e.Agents) + " > " + words(e.Patients))}
	if e.Time.Time >= 0 {
		parts = append(parts, "when "+e.Time.Value+" "+e.Time.Basis)
	}
	if e.Place >= 0 {
		parts = append(parts, "where "+d.Places[e.Place].Name)
	}
	for _, f := range e.Figures {
		parts = append(parts, "figure "+d.Figures[f].Span.In(d.Text))
	}
	if e.Statement >= 0 {
		parts = append(parts, "statement "+strconv.Itoa(e.Statement))
	}
	if e.Polarity != "positive" {
		parts = append(parts, e.Polarity)
	}
	if e.Modality != "actual" {
		parts = append(parts, e.Modality)
	}
	if e.Background {
		parts = append(parts, "background")
	}
	return strings.TrimSpace(e.Trigger.In(d.Text)+" "+e.Type) + ": " + strings.Join(parts, "; ")
}

// An opened bracket of the notation.
type opened struct {
	kind, value string
	first       int
}

// parsed is a document of sentences in the notation of testdata/cases.txt.
func parsed(t testing.TB, sentences []string) *doc.Doc {
	b := builder{t: t, d: &doc.Doc{}}
	b.d.Header.Published = "2001-06-15"
	for _, s := range sentences {
		first := len(b.d.Tokens)
		for field := range strings.FieldsSeq(s) {
			switch {
			case field[0] == '[' || field == "{":
				kind, value, _ := strings.Cut(field[1:], ":")
				b.open = append(b.open, opened{kind, value, len(b.d.Tokens)})
			case field == "}":
				b.close()
			default:
				word := strings.TrimRight(field, "]")
				b.token(first, word)
				for range len(field) - len(word) {
					b.close()
				}
			}
		}
		b.d.Sentences = append(b.d.Sentences, doc.Range{First: first, End: len(b.d.Tokens)})
	}
	b.d.Text = b.text.String()
	for i := range b.d.Actors {
		b.d.Actors[i].Name = b.d.Actors[i].Mentions[0].Span.In(b.d.Text)
	}
	for i := range b.d.Places {
		b.d.Places[i].Name = b.d.Places[i].Mentions[0].In(b.d.Text)
	}
	return b.d
}

type builder struct {
	t    testing.TB
	d    *doc.Doc
	text strings.Builder
	open []opened
}

// token reads form/lemma/UPOS/head/relation.
func (b *builder) token(first int, field string) {
	f := strings.Split(field, "/")
	if len(f) != 5 {
		b.t.Fatalf("token %q has %d parts, want 5", field, len(f))
	}
	if b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	start := b.text.Len()
	b.text.WriteString(f[0])
	b.d.Tokens = append(b.d.Tokens, doc.Token{Span: doc.Span{Start: start, End: b.text.Len()}})
	upos, xpos, _ := strings.Cut(f[2], ":")
	tag := doc.Tag{UPOS: strings.TrimSuffix(upos, "+"), XPOS: xpos, Lemma: f[1], Feats: "Number=Sing"}
	if strings.HasSuffix(upos, "+") {
		tag.Feats = "Number=Plur"
	}
	if tag.Lemma == "" {
		tag.Lemma = strings.ToLower(f[0])
	}
	b.d.Tags = append(b.d.Tags, tag)
	head, err := strconv.Atoi(f[3])
	if err != nil {
		b.t.Fatalf("token %q: %v", field, err)
	}
	if head == 0 {
		first = 0
	}
	rel := f[4]
	b.d.Deps = append(b.d.Deps, doc.Dep{Head: first + head - 1, Rel: rel})
}

// close makes what the innermost bracket says.
func (b *builder) close() {
	if len(b.open) == 0 {
		b.t.Fatal("a bracket too many")
	}
	o := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	words := doc.Range{First: o.first, End: len(b.d.Tokens)}
	span := b.d.SpanOf(words)
	head := words.First
	for i := words.End - 1; i >= words.First; i-- {
		if !words.Contains(b.d.Deps[i].Head) && b.d.Deps[i].Rel != "case" {
			head = i
		}
	}
	switch d := b.d; o.kind {
	case "per", "org", "nom":
		kind := map[string]doc.EntityKind{"per": doc.Person, "org": doc.Organization}[o.kind]
		mention := doc.Mention{Span: span, Tokens: words, Head: head, Kind: doc.NominalMention}
		if kind != "" {
			mention.Kind = doc.NameMention
			d.Entities = append(d.Entities, doc.Entity{Tokens: words, Span: span, Kind: kind, Confidence: 1})
		}
		d.Actors = append(d.Actors, doc.Actor{Name: "?", Kind: doc.ActorOther, Naming: doc.Named, Mentions: []doc.Mention{mention}})
	case "loc":
		d.Entities = append(d.Entities, doc.Entity{Tokens: words, Span: span, Kind: doc.Location, Confidence: 1})
		d.Places = append(d.Places, doc.Place{Name: "?", Kind: "city", Mentions: []doc.Span{span}})
	case "time":
		d.Times = append(d.Times, doc.Time{Span: span, Type: "DATE", Value: o.value, Earliest: o.value, Latest: o.value, Basis: doc.BasisExplicit, Anchor: -1})
	case "num":
		d.Figures = append(d.Figures, doc.Figure{Span: span, Kind: "count", HasValue: true, Value: 1})
	case "": // a statement
		d.Statements = append(d.Statements, doc.Statement{
			Form: doc.Indirect, Content: []doc.Span{span}, Parent: -1, SaidAt: -1, Act: "assert",
			Source: doc.Speaker{Head: -1, Actor: -1, Naming: doc.Absent},
		})
	default:
		b.t.Fatalf("unknown bracket %q", o.kind)
	}
}
