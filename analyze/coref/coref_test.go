package coref

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/doc"
)

func TestCases(t *testing.T) {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(file), "\n== ")[1:] {
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
			d.Actors = Find(d)
			if err := doc.Check(d); err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, a := range d.Actors {
				got = append(got, show(d, a))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func show(d *doc.Doc, a doc.Actor) string {
	var roles, mentions []string
	for _, r := range a.Roles {
		s := r.Span.In(d.Text)
		if r.Former {
			s = "former " + s
		}
		if r.Organization != "" {
			s += " at " + r.Organization
		}
		roles = append(roles, s)
	}
	for _, m := range a.Mentions {
		mentions = append(mentions, m.Span.In(d.Text))
	}
	count := fmt.Sprintf("%d-", a.Count.Min)
	if a.Count.Max > 0 {
		count += strconv.Itoa(a.Count.Max)
	}
	return fmt.Sprintf("%s (%s, %s, %s) <%s> x %s: %s", a.Name, a.Kind, a.Naming, a.Country,
		strings.Join(roles, "; "), count, strings.Join(mentions, "; "))
}

// parsed is a document of sentences in the notation of testdata/cases.txt.
func parsed(t testing.TB, sentences []string) *doc.Doc {
	d := &doc.Doc{}
	var text strings.Builder
	kinds := map[string]doc.EntityKind{"per": doc.Person, "org": doc.Organization, "loc": doc.Location, "oth": doc.Other}
	for _, sentence := range sentences {
		first := len(d.Tokens)
		open := doc.Entity{}
		for field := range strings.FieldsSeq(sentence) {
			if kind, ok := strings.CutPrefix(field, "["); ok {
				open = doc.Entity{Kind: kinds[kind], Tokens: doc.Range{First: len(d.Tokens)}, Confidence: 1}
				continue
			}
			field, closed := strings.CutSuffix(field, "]")
			f := strings.Split(field, "/")
			if len(f) != 5 {
				t.Fatalf("token %q has %d parts, want 5", field, len(f))
			}
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(f[0])
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: start, End: text.Len()}})
			tag := doc.Tag{UPOS: strings.TrimSuffix(f[2], "+"), Lemma: f[1], Feats: "Number=Sing"}
			if strings.HasSuffix(f[2], "+") {
				tag.Feats = "Number=Plur"
			}
			if tag.Lemma == "" {
				tag.Lemma = f[0]
				if tag.UPOS != "PROPN" {
					tag.Lemma = strings.ToLower(f[0])
				}
			}
			d.Tags = append(d.Tags, tag)
			head, err := strconv.Atoi(f[3])
			if err != nil {
				t.Fatalf("token %q: %v", field, err)
			}
			d.Deps = append(d.Deps, doc.Dep{Head: first + head - 1, Rel: f[4]})
			if head == 0 {
				d.Deps[len(d.Deps)-1].Head = -1
			}
			if closed {
				open.Tokens.End = len(d.Tokens)
				open.Span = doc.Span{Start: d.Tokens[open.Tokens.First].Span.Start, End: text.Len()}
				d.Entities = append(d.Entities, open)
			}
		}
		d.Sentences = append(d.Sentences, doc.Range{First: first, End: len(d.Tokens)})
	}
	d.Text = text.String()
	return d
}

// What a parser makes of a broken text must break nothing.
func TestHostile(t *testing.T) {
	line := "[per Ann//PROPN/2/nsubj] told/tell/VERB/0/root the//DET/4/det general//NOUN/2/obj who//PRON/4/nsubj"
	sane := parsed(t, []string{line, "He//PRON/2/nsubj left/leave/VERB/0/root"})
	for head := -3; head < 12; head++ {
		for rel := range strings.FieldsSeq("nsubj acl:relcl conj appos compound nmod:poss case flat cop root det") {
			for i := range sane.Tokens {
				d := *sane
				d.Deps = append([]doc.Dep(nil), sane.Deps...)
				d.Deps[i] = doc.Dep{Head: head, Rel: rel} // heads beyond the text, circles, many roots
				Find(&d)
			}
		}
	}
	Find(&doc.Doc{})
	Find(&doc.Doc{Source: doc.Source{Text: "x"}, Tokens: []doc.Token{{Span: doc.Span{End: 1}}}})
}

// Ten thousand mentions in one sentence must not take quadratic time.
func TestLong(t *testing.T) {
	var line strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&line, "[per Ann%d//PROPN/%d/conj] of//ADP/%d/case ministers/minister/NOUN+/%d/nmod he//PRON/%d/nsubj ", i%700, 4*i, 4*i+3, 4*i+1, 4*i+1)
	}
	d := parsed(t, []string{line.String()})
	if got := len(Find(d)); got < 700 {
		t.Errorf("%d actors", got)
	}
}

// A row of ten thousand names on one head must not take quadratic time either.
func TestLongRow(t *testing.T) {
	var line strings.Builder
	line.WriteString("[per Ann0//PROPN/2/nsubj] left/leave/VERB/0/root ")
	for i := range 10_000 {
		fmt.Fprintf(&line, "and//CCONJ/%d/cc [per Ann%d//PROPN/1/conj] ", 2*i+4, i+1)
	}
	if got := len(Find(parsed(t, []string{line.String(), "They//PRON/2/nsubj wept/weep/VERB/0/root"}))); got != 10_001 {
		t.Errorf("%d actors", got)
	}
}

// The learned tables hold what the code reads, and nothing else.
func TestTables(t *testing.T) {
	known := map[string]bool{}
	for _, g := range traitGroups {
		for _, name := range g.traits {
			known[g.name+"\t"+name] = true
		}
	}
	weights := 0
	rows(salienceFile, func(f []string) {
		if len(f) != 2+forms || !known[f[0]+"\t"+f[1]] {
			t.Errorf("salience.tsv: %q is no row of weights", f)
		}
		weights++
	})
	if weights < 500 {
		t.Errorf("salience.tsv: %d rows", weights)
	}
	rows(genderFile, func(f []string) {
		if len(f) != 4 || f[0] != "name" && f[0] != "noun" {
			t.Errorf("gender.tsv: %q", f)
			return
		}
		for _, n := range f[2:] {
			if _, err := strconv.Atoi(n); err != nil {
				t.Errorf("gender.tsv: %q: %v", f, err)
			}
		}
	})
}

// What a name tells of its bearer: by the lists, by its ending, not at all.
func TestGenderOf(t *testing.T) {
	l := words()
	for name, want := range map[string]gender{"maria": female, "peter": male, "nokuthula": female, "xi": male, "x": 0} {
		if got, _ := l.genderOf(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if _, by := l.genderOf("nokuthula"); by != byUse {
		t.Errorf("nokuthula is told by %d, want by the ending", by)
	}
}

// Every group of the word lists has an example that holds one of its words, and
// every title its own.
func TestExamples(t *testing.T) {
	l := words()
	for _, file := range []string{nounsFile, verbsFile, kindsFile} {
		groups(file, func(g wordGroup) {
			if len(g.words) == 0 {
				t.Errorf("[%s] has no words", g.name)
			}
			example := " " + strings.ToLower(strings.Trim(g.example, ".")) + " "
			found := false
			for _, w := range g.words {
				for w := range strings.SplitSeq(w, "|") {
					stem := strings.TrimSuffix(strings.ToLower(w), "y")
					found = found || strings.Contains(example, " "+stem) && w != ""
				}
			}
			if !found && file != verbsFile {
				t.Errorf("[%s] has no word of its example %q", g.name, g.example)
			}
		})
	}
	rows(titlesFile, func(f []string) {
		if len(f) != 4 || fold(strings.Fields(f[3])[0]) != f[0] {
			t.Errorf("titles.tsv: %q does not open its example", f)
		}
	})
	rows(metonymsFile, func(f []string) {
		if len(f) != 4 || !strings.Contains(f[3], f[0]) {
			t.Errorf("metonyms.tsv: %q is not in its example", f)
		}
		if l.seats[fold(f[0])] != f[1] {
			t.Errorf("metonyms.tsv: %q is read as %q", f[0], l.seats[fold(f[0])])
		}
	})
	rows(nationsFile, func(f []string) {
		if len(f) != 4 {
			t.Errorf("nations.tsv: %q has %d columns, want 4", f[0], len(f))
		}
	})
}
