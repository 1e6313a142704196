package identity

import (
	"github.com/saysonews/sayso/link"
	"slices"
	"strings"
	"testing"
)

// pair parts an example of two names; apart tells that they are not one.
func pair(t *testing.T, example string) (a, b string, apart bool) {
	t.Helper()
	for _, mark := range []string{" = ", " ~ ", " is not "} {
		if a, b, ok := strings.Cut(example, mark); ok {
			return a, b, mark == " is not "
		}
	}
	t.Fatalf("example %q holds no two names", example)
	return "", "", false
}

func TestTitles(t *testing.T) {
	for _, f := range lines("titles.tsv") {
		got := read(f[2], true)
		if got.last() != "okafor" || got.pronoun != f[1] || lex.titles[got.first()] != "" {
			t.Errorf("%s: words %v and %q, want no title and %q", f[2], got.words, got.pronoun, f[1])
		}
	}
}

// Two names that differ in words of a group alone are one, or are not.
func TestWords(t *testing.T) {
	for _, f := range lines("words.tsv") {
		a, b, apart := pair(t, f[2])
		person := f[0] == "suffix" || f[0] == "particle" || f[0] == "no-name"
		reports := reportsOf(a, b, person)
		want := check{kind: "one", members: []link.Member{{Report: "1", Actor: "a1"}, {Report: "2", Actor: "a1"}}}
		if f[0] == "outlet" {
			reports[0].Publisher = a
			want.members[0].Actor = Publisher
		}
		if want.holds(Find(reports, nil)) == apart {
			t.Errorf("%s: not so: %s", f[0], f[2])
		}
	}
}

// The names of weights.tsv fit by the rule of their line.
func TestNameRules(t *testing.T) {
	n := 0
	for _, f := range lines("weights.tsv") {
		if len(f) < 4 {
			continue
		}
		n++
		a, b, _ := pair(t, f[3])
		got := ""
		for _, person := range []bool{true, false} {
			g, h := named1(a, person), named1(b, person)
			if f[0] == "alias" {
				g.addName(name{read(b, person), ref{}, 1})
			}
			if f[0] == "outlet" {
				g.names[0].by.actor = -1
			}
			if rule := (&finder{words: map[string]word{"globeline": {alone: 2, bodies: 2}}}).rule(g, h, &g.names[len(g.names)-1], &h.names[0]); rule == f[0] {
				got = rule
			}
		}
		if got != f[0] {
			t.Errorf("%s: %s: no such rule for them", f[0], f[3])
		}
	}
	if n < 10 {
		t.Errorf("%d lines with names", n)
	}
}

func named1(text string, person bool) *group {
	return &group{reports: []int{0}, names: []name{{read(text, person), ref{}, 1}}}
}

func TestNations(t *testing.T) {
	for _, f := range lines("nations.tsv") {
		for _, n := range strings.Split(f[1], "|") {
			if got := read(n+" government", false); got.nation == "" {
				t.Errorf("%s government: words %v, no country", n, got.words)
			}
		}
	}
	if got := read("Government of the United Kingdom", false); got.key != read("British government", false).key {
		t.Errorf("the British government has the words %v", got.words)
	}
	if got := read("Bank of America", false); got.nation != "" {
		t.Errorf("Bank of America is taken for a body of %s", got.nation)
	}
}

func TestNicknames(t *testing.T) {
	for _, f := range lines("nicknames.txt") {
		names := strings.Fields(f[0])
		if len(names) < 2 {
			t.Errorf("%v has no short form", names)
		}
	}
	if long("bill") != long("willie") || long("bill") == long("bob") {
		t.Errorf("bill %s, willie %s, bob %s", long("bill"), long("willie"), long("bob"))
	}
}

func TestRoles(t *testing.T) {
	for _, f := range lines("roles.tsv") {
		for _, example := range strings.Split(f[2], ", ") {
			g := ofActor(ref{}, readActor("Ilva Brandt (person, role "+example+")"), "")
			if !slices.Contains(g.domains(), f[0]) {
				t.Errorf("%s: domains %v, want %s", example, g.domains(), f[0])
			}
		}
	}
}

func TestCommonNames(t *testing.T) {
	for text, want := range map[string]bool{"John Smith": true, "Mary Nguyen": true, "Ilva Brandt": false, "John Brandt": false, "John Q. Smith": false} {
		f := read(text, true)
		if got := commonName(&f); got != want {
			t.Errorf("%s: common is %v", text, got)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, f := range lines("spellings.tsv") {
		for _, other := range f[1:] {
			a, b := read("Kestle "+f[0]+" Trust", false), read("Kestle "+other+" Trust", false)
			if a.key != b.key {
				t.Errorf("%s and %s: %s and %s", f[0], other, a.key, b.key)
			}
		}
	}
}

// reportsOf are two reports of one affair with a name each.
func reportsOf(a, b string, person bool) []link.Report {
	kind := " (organization)"
	if person {
		kind = " (person)"
	}
	var out []link.Report
	for i, n := range []string{a, b} {
		r := link.Report{ID: string(rune('1' + i))}
		for k, text := range []string{n + kind, "Lake Orla (organization)", "Port Ferrow (organization)", "Oswin Tarrant (person)"} {
			actor := readActor(text)
			actor.ID = "a" + string(rune('1'+k))
			r.Cast = append(r.Cast, actor)
		}
		out = append(out, r)
	}
	return out
}
