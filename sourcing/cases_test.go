package sourcing

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/record"
)

// A sketch is a report in the notation of testdata/cases.txt.
type sketch struct {
	name  string
	lines []string // of text, with their marks
	about []string // "1 named": of statements
	want  []string // findings
	tally string
}

func sketches(t *testing.T) []sketch {
	t.Helper()
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []sketch
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "## "); ok {
			out = append(out, sketch{name: name})
			continue
		}
		if len(out) == 0 || line == "" {
			continue
		}
		s := &out[len(out)-1]
		switch kind, rest, _ := strings.Cut(line, " "); kind {
		case "=":
			s.about = append(s.about, rest)
		case "!":
			s.want = append(s.want, rest)
		case "~":
			s.tally = rest
		default:
			s.lines = append(s.lines, line)
		}
	}
	return out
}

func TestCases(t *testing.T) {
	for _, s := range sketches(t) {
		t.Run(s.name, func(t *testing.T) {
			c := Of(s.record(t))
			var got []string
			for _, f := range c.Findings {
				got = append(got, fmt.Sprintf("%s %q", f.Kind, f.Words()))
			}
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for _, pair := range strings.Fields(s.tally) {
				key, want, _ := strings.Cut(pair, "=")
				got := map[string]int{"claims": c.Claims, "one": len(c.OneSource), "first": c.FirstHand, "second": c.SecondHand}[key]
				if strconv.Itoa(got) != want {
					t.Errorf("%s is %d, want %s", key, got, want)
				}
			}
		})
	}
}

// record is the record of the report that s sketches.
func (s sketch) record(t *testing.T) record.Record {
	t.Helper()
	b := builder{t: t, statements: map[int]*record.Statement{}, parents: map[int]int{}}
	for _, line := range s.lines {
		kind := "body"
		if head, ok := strings.CutPrefix(line, "H: "); ok {
			line, kind = head, "headline"
		}
		start := len(b.text)
		b.line(line)
		b.r.Document.Paragraphs = append(b.r.Document.Paragraphs, record.Paragraph{Start: start, End: len(b.text), Kind: kind})
		b.text = append(b.text, '\n')
	}
	return b.finish(s.about)
}

// A builder reads marks off text.
type builder struct {
	t          *testing.T
	r          record.Record
	text       []rune
	statements map[int]*record.Statement // by their numbers
	parents    map[int]int               // numbers
}

func (b *builder) statement(n int) *record.Statement {
	if b.statements[n] == nil {
		b.statements[n] = &record.Statement{Form: "indirect", Act: "assert", Source: record.Source{Naming: "described"}}
	}
	return b.statements[n]
}

// line adds the text of a line and what its marks say.
func (b *builder) line(line string) {
	type open struct {
		kind    rune
		numbers []int
		start   int
	}
	closing := map[rune]rune{']': '[', '}': '{', '>': '<', ')': '('}
	var stack []open
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		switch c := runes[i]; c {
		case '[', '{', '<', '(':
			o := open{kind: c, numbers: []int{1}, start: len(b.text)}
			if label, _, ok := strings.Cut(string(runes[i+1:]), ":"); ok && strings.Trim(label, "0123456789,") == "" {
				o.numbers = nil
				for _, n := range strings.Split(label, ",") {
					k, _ := strconv.Atoi(n)
					o.numbers = append(o.numbers, k)
				}
				i += len(label) + 1
			}
			stack = append(stack, o)
		case ']', '}', '>', ')':
			o := stack[len(stack)-1]
			if o.kind != closing[c] {
				b.t.Fatalf("%c closes %c in %q", c, o.kind, line)
			}
			stack = stack[:len(stack)-1]
			span := record.Span{Start: o.start, End: len(b.text), Text: string(b.text[o.start:])}
			for _, n := range o.numbers {
				s := b.statement(n)
				switch o.kind {
				case '[':
					s.Source.Spans = append(s.Source.Spans, span)
				case '{':
					s.Cue = append(s.Cue, span)
				case '<':
					s.Content = append(s.Content, span)
					if len(stack) > 0 && stack[len(stack)-1].kind == '<' {
						b.parents[n] = stack[len(stack)-1].numbers[0]
					}
				case '(':
					s.Source.AnonymityReason = &span
				}
			}
		default:
			b.text = append(b.text, c)
		}
	}
}

// finish puts the statements in order of their numbers, with what about says.
func (b *builder) finish(about []string) record.Record {
	b.r.Document.Text = string(b.text)
	kinds, actors := map[int]string{}, map[int]string{}
	for _, line := range about {
		words := strings.Fields(line)
		n, err := strconv.Atoi(words[0])
		if err != nil {
			n = 1
		} else {
			words = words[1:]
		}
		s := b.statement(n)
		for _, w := range words {
			key, value, _ := strings.Cut(w, "=")
			switch key {
			case "act":
				s.Act = value
			case "count":
				least, more := strings.CutSuffix(value, "+")
				k, _ := strconv.Atoi(least)
				s.Source.Count = &record.Count{Min: k}
				if !more {
					s.Source.Count.Max = &k
				}
			case "kind":
				kinds[n] = value
			case "actor":
				actors[n] = value
			case "lemma":
				s.CueLemma = value
			case "basis":
				s.Source.Basis = value
			case "determinacy":
				s.Determinacy = value
			case "polarity":
				s.Polarity = value
			case "direct", "mixed":
				s.Form = key
			default:
				if !slices.Contains(levels, key) {
					b.t.Fatalf("%q in %q is not known", w, line)
				}
				s.Source.Naming = key
			}
		}
	}
	numbers := []int{}
	for n := range b.statements {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	known := map[string]string{} // actors by their letters
	for _, n := range numbers {
		s := b.statements[n]
		s.ID = "s" + strconv.Itoa(n)
		if p, ok := b.parents[n]; ok {
			id := "s" + strconv.Itoa(p)
			s.Parent = &id
		}
		if len(s.Source.Spans) > 0 {
			name := s.Source.Spans[0].Text
			s.Source.Name = &name
			id, again := known[actors[n]]
			if actors[n] == "" || !again {
				kind := kinds[n]
				if kind == "" {
					kind = "person"
				}
				id = record.ActorID(len(b.r.Actors))
				b.r.Actors = append(b.r.Actors, record.Actor{ID: id, Name: name, Kind: kind, Naming: "described"})
				known[actors[n]] = id
			}
			s.Source.Actor = &id
		}
		s.Chain = b.chain(n)
		b.r.Statements = append(b.r.Statements, *s)
	}
	return b.r
}

// chain leads from the publisher over the statements around n to its source.
func (b *builder) chain(n int) []record.Link {
	links := []record.Link{{Naming: "outlet"}}
	if p, ok := b.parents[n]; ok {
		links = b.chain(p)
	}
	s := b.statements[n]
	return append(links, record.Link{Name: s.Source.Name, Naming: s.Source.Naming})
}
