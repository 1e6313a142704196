package coref_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// TestResolve reads testdata/resolve.txt through the whole analysis and counts
// the words that are given to the right actor. The names, tags and trees come
// from the trained stages before, so a few misses are let pass. Run with -v for
// the share and the misses.
func TestResolve(t *testing.T) {
	file, err := os.ReadFile("testdata/resolve.txt")
	if err != nil {
		t.Fatal(err)
	}
	pipeline := analysis(t)
	right, all := 0, 0
	for _, block := range strings.Split(string(file), "\n== ")[1:] {
		title, body, _ := strings.Cut(block, "\n")
		text, asked, facts := resolveCase(body)
		d := &doc.Doc{Source: doc.Source{Text: text}}
		pipeline.Run(d)
		if err := doc.Check(d); err != nil {
			t.Fatalf("%s: %v", title, err)
		}
		for _, q := range asked {
			all++
			if got := meant(d, q.span); sameName(got, q.name) {
				right++
			} else {
				t.Logf("%s: %q is %q, want %q", title, q.span.In(text), got, q.name)
			}
		}
		for _, f := range facts {
			all++
			if got := f.found(d); got == "" {
				right++
			} else {
				t.Logf("%s: want %s; %s", title, f, got)
			}
		}
	}
	share := float64(right) / float64(all)
	t.Logf("%d of %d right, %.1f %%", right, all, 100*share)
	if share < 0.85 {
		t.Errorf("%.1f %% are right, want at least 85", 100*share)
	}
}

// A question is words of a text and the name of the actor they mean.
type question struct {
	span doc.Span
	name string
}

// A fact is a line about an actor: its kind or one of its roles.
type fact struct{ what, name, value string }

func (f fact) String() string { return f.what + " " + f.name + ": " + f.value }

// resolveCase takes the marks out of a case.
func resolveCase(body string) (text string, asked []question, facts []fact) {
	var b strings.Builder
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		what, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || line[0] == '#':
			continue
		case what == "kind" || what == "role":
			name, value, _ := strings.Cut(rest, ": ")
			facts = append(facts, fact{what, name, value})
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		for line != "" {
			before, marked, ok := strings.Cut(line, "{")
			b.WriteString(before)
			if !ok {
				break
			}
			mark, after, _ := strings.Cut(marked, "}")
			words, name, _ := strings.Cut(mark, "=")
			start := b.Len()
			b.WriteString(words)
			asked = append(asked, question{doc.Span{Start: start, End: b.Len()}, name})
			line = after
		}
	}
	return b.String(), asked, facts
}

// meant is the name of the actor whose mention the words are, "" for none.
func meant(d *doc.Doc, words doc.Span) string {
	best, width := "", 1<<30
	for _, a := range d.Actors {
		for _, m := range a.Mentions {
			// The head must lie in the words: "the minister" within "the minister's house" is not the house.
			if words.Contains(d.Tokens[m.Head].Span) && m.Span.Len() < width {
				best, width = a.Name, m.Span.Len()
			}
		}
	}
	return best
}

func sameName(got, want string) bool {
	return strings.EqualFold(strings.TrimPrefix(strings.ToLower(got), "the "), strings.TrimPrefix(strings.ToLower(want), "the "))
}

// found tells what is amiss with a fact, "" for nothing.
func (f fact) found(d *doc.Doc) string {
	i := slices.IndexFunc(d.Actors, func(a doc.Actor) bool {
		return sameName(a.Name, f.name) || slices.ContainsFunc(a.Aliases, func(s string) bool { return sameName(s, f.name) })
	})
	if i < 0 {
		return "no such actor"
	}
	a := d.Actors[i]
	if f.what == "kind" {
		kind, country, _ := strings.Cut(f.value, " ")
		if string(a.Kind) != kind || a.Country != country {
			return "it is " + string(a.Kind) + " " + a.Country
		}
		return ""
	}
	want, former := strings.CutPrefix(f.value, "former ")
	var roles []string
	for _, r := range a.Roles {
		words := r.Span.In(d.Text)
		roles = append(roles, words)
		for _, p := range []string{"former ", "Former ", "ex-", "Ex-"} {
			words = strings.TrimPrefix(words, p)
		}
		if strings.EqualFold(words, want) && r.Former == former {
			return ""
		}
	}
	return "its roles are " + strings.Join(roles, "; ")
}
