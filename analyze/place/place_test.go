package place

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/doc"
)

func TestCases(t *testing.T) {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(file), "\n\n") {
		text, url, want := "", "", []string{}
		for line := range strings.SplitSeq(block, "\n") {
			switch {
			case line == "" || line[0] == '#':
			case strings.HasPrefix(line, "@ "):
				url = line[len("@ "):]
			case strings.HasPrefix(line, "-> "):
				want = append(want, line[len("-> "):])
			default:
				text = line
			}
		}
		if text == "" {
			continue
		}
		d := marked(text)
		d.URL = url
		got := []string{}
		for _, p := range New().Find(d) {
			got = append(got, show(d, p))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n-want +got\n%s", text, diff)
		}
	}
}

func show(d *doc.Doc, p doc.Place) string {
	var mentions []string
	for _, m := range p.Mentions {
		mentions = append(mentions, m.In(d.Text))
	}
	return fmt.Sprintf("%s (%s, %s) %.1f %.1f: %s", p.Name, p.Kind, p.Country, p.Latitude, p.Longitude, strings.Join(mentions, "; "))
}

// marked is a document of a text whose [places], {other names} and <people> are
// marked. A people or its adjective in braces is of the kind other.
func marked(text string) *doc.Doc {
	var plain strings.Builder
	var entities []doc.Entity
	start := 0
	for _, r := range text {
		switch r {
		case '[', '{', '<':
			start = plain.Len()
		case ']':
			entities = append(entities, doc.Entity{Span: doc.Span{Start: start, End: plain.Len()}, Kind: doc.Location})
		case '}':
			kind := doc.Organization
			if _, ok := New().people[fold(plain.String()[start:])]; ok && !strings.HasPrefix(plain.String()[start:], "The ") {
				kind = doc.Other
			}
			entities = append(entities, doc.Entity{Span: doc.Span{Start: start, End: plain.Len()}, Kind: kind})
		case '>':
			entities = append(entities, doc.Entity{Span: doc.Span{Start: start, End: plain.Len()}, Kind: doc.Person})
		default:
			plain.WriteRune(r)
		}
	}
	d := plainDoc(plain.String())
	for i := range entities {
		entities[i].Tokens = d.TokensOf(entities[i].Span)
	}
	d.Entities = entities
	return d
}

// An adjective that is no part of a name is found by its tag.
func TestAdjective(t *testing.T) {
	d := marked("Some Egyptian troops polish their boots in Egyptian .")
	for i := range d.Tokens {
		tag := doc.Tag{UPOS: "NOUN"}
		if d.Word(i) == "Egyptian" {
			tag.UPOS = "ADJ"
		}
		d.Tags = append(d.Tags, tag)
	}
	places := New().Find(d)
	if len(places) != 1 || show(d, places[0]) != "Egypt (country, EG) 27.0 30.0: Egyptian" {
		t.Errorf("%+v", places)
	}
}

// Hostile names must neither break nor be found.
func TestHostile(t *testing.T) {
	for _, name := range []string{"", ",", "'s", "the", "\x00", "\u202e\u202d", strings.Repeat("Łódź ", 2000), strings.Repeat(",", 500), "🙂", "St.", "the the"} {
		d := plainDoc(name)
		if name != "" {
			d.Entities = []doc.Entity{{Span: doc.Span{End: len(name)}, Tokens: doc.Range{End: len(d.Tokens)}, Kind: doc.Location}}
		}
		if got := New().Find(d); len(got) != 0 {
			t.Errorf("%.20q: found %v", name, got)
		}
	}
}

// The mentions of a document that others read at the same time must come out
// the same.
func TestConcurrent(t *testing.T) {
	d := marked("[Paris], [London] and [Springfield] in [Ohio].")
	want := New().Find(d)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if diff := cmp.Diff(want, New().Find(d)); diff != "" {
				t.Error(diff)
			}
		})
	}
	group.Wait()
}

// Each row of the typed tables must have its columns, and its names must find it.
func TestTables(t *testing.T) {
	g := New()
	rows(countriesFile, func(f []string) {
		if len(f) != 8 || len(f[0]) != 2 {
			t.Errorf("countries.tsv: %q has %d columns, want 8", f[0], len(f))
			return
		}
		for _, name := range append(strings.Split(f[2], "|"), f[1]) {
			if name != "" && !names(g.lookup(name), f[1]) {
				t.Errorf("countries.tsv: %q does not find %s", name, f[1])
			}
		}
	})
	rows(areasFile, func(f []string) {
		if len(f) != 8 {
			t.Errorf("areas.tsv: %q has %d columns, want 8", f[0], len(f))
			return
		}
		for _, name := range append(strings.Split(f[1], "|"), f[0]) {
			if name != "" && len(name) != 2 && !names(g.lookup(name), f[0]) {
				t.Errorf("areas.tsv: %q does not find %s", name, f[0])
			}
		}
	})
	rows(kindsFile, func(f []string) {
		if len(f) != 3 || g.kindOf(f[2]) != f[0] {
			t.Errorf("kinds.tsv: %q is not of kind %s", f[len(f)-1], f[0])
		}
	})
	rows(aliasesFile, func(f []string) {
		if len(f) != 3 || !names(g.lookup(f[0]), f[1]) {
			t.Errorf("aliases.tsv: %q does not find %q", f[0], f[1])
		}
	})
}

func names(cs []candidate, name string) bool {
	for _, c := range cs {
		if c.name == name {
			return true
		}
	}
	return false
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The [U.S.] envoy flew from [Paris] to [Valencia], Venezuela, and met {Venezuelan} officials who had come from [Springfield] and the [Persian Gulf] to speak of trade . ", 20)
	d := marked(text)
	New()
	for b.Loop() {
		New().Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}

// Ten thousand names that nobody knows must not take long.
func TestManyUnknown(t *testing.T) {
	var text strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&text, "[Zzyzx%c%c%c Street] ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
	}
	start := time.Now()
	if got := New().Find(marked(text.String())); len(got) != 10_000 {
		t.Errorf("%d places, want 10000", len(got))
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("took %v", took)
	}
}

// BenchmarkDistinct is the worst case: every name is new.
func BenchmarkDistinct(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "[San José %c%c] and [Springfield] in ", 'a'+i%26, 'a'+i/26%26)
	}
	d := marked(text.String())
	for b.Loop() {
		New().Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}
