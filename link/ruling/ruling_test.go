package ruling

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/link"
)

// A testCase is what testdata/cases.txt has under one name.
type testCase struct {
	name   string
	found  []string
	same   [][2]byte
	ruled  []string // "yes a b"
	expect map[string][]string
}

func readCases(t testing.TB) []testCase {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	for line := range strings.Lines(string(file)) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if f[0] == "=" {
			out = append(out, testCase{name: strings.TrimSpace(line[1:]), expect: map[string][]string{}})
			continue
		}
		c := &out[len(out)-1]
		switch f[0] {
		case "found":
			c.found = f[1:]
		case "same":
			c.same = append(c.same, [2]byte{f[1][0], f[2][0]})
		case "claims", "events":
			c.expect[f[0]] = f[1:]
		case "yes", "no", "one", "two":
			c.ruled = append(c.ruled, strings.Join(f, " "))
		default:
			t.Fatalf("case %q: %s", c.name, line)
		}
	}
	return out
}

const letters = "abcdefgx"

// words are what the report of a letter tells.
func (c testCase) words(letter byte) string {
	for _, s := range c.same {
		if letter == s[1] {
			letter = s[0]
		}
	}
	return "the words of " + string(letter)
}

// place is where the report of a letter tells them; its event is in the middle.
func (c testCase) place(letter byte, slip int) link.Place {
	return link.Place{Report: string(letter), Start: 10 + slip, End: 25, Words: c.words(letter)}
}

func (c testCase) reports() []link.Report {
	var out []link.Report
	for i := range len(letters) {
		l, p := string(letters[i]), c.place(letters[i], 0)
		out = append(out, link.Report{ID: l, Tellings: []link.Telling{
			{Start: 0, End: 9, Words: "something"},
			{Start: p.Start, End: p.End, Words: p.Words, Events: []link.Event{{ID: "e1", Start: p.Start + 4}}},
		}})
	}
	return out
}

func (c testCase) claims() []link.Claim {
	var out []link.Claim
	for _, group := range c.found {
		k := link.Claim{ID: group, Sentence: c.words(group[0])}
		for i := range len(group) {
			p := c.place(group[i], 0)
			k.Carriers = append(k.Carriers, link.Carrier{Report: p.Report, Telling: 1, Place: p, Stance: link.States})
		}
		out = append(out, k)
	}
	return out
}

func (c testCase) occurrences() []link.Occurrence {
	var out []link.Occurrence
	for _, group := range c.found {
		o := link.Occurrence{ID: group}
		for i := range len(group) {
			o.Members = append(o.Members, link.EventRef{Report: string(group[i]), Event: "e1"})
		}
		out = append(out, o)
	}
	return out
}

// rulings are those of the case. Their places have slipped by a code point: another
// analysis lets words begin elsewhere.
func (c testCase) rulings(events bool) []Ruling {
	var out []Ruling
	for i, line := range c.ruled {
		f := strings.Fields(line)
		r := Ruling{Decision: int64(i + 1), Kind: Carrier, Yes: f[0] == "yes" || f[0] == "one"}
		if f[0] == "one" || f[0] == "two" {
			r.Kind = Claims
		}
		if events {
			r.Kind = Event
		}
		for k := range r.Places {
			r.Places[k] = c.place(f[1+k][0], 1)
		}
		out = append(out, r)
	}
	return out
}

// groups are claims or occurrences as the letters of their reports.
func groups[T any](all []T, reports func(T) []string) []string {
	out := []string{}
	for _, k := range all {
		if g := strings.Join(reports(k), ""); len(g) > 1 {
			out = append(out, g)
		}
	}
	slices.Sort(out)
	return out
}

func told(k link.Claim) []string { return k.Reports() }

func members(o link.Occurrence) []string {
	var out []string
	for _, m := range o.Members {
		out = append(out, m.Report)
	}
	return out
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			for name, want := range c.expect {
				rulings := c.rulings(name == "events")
				var got []string
				for range 4 { // in any order
					rand.Shuffle(len(rulings), func(i, k int) { rulings[i], rulings[k] = rulings[k], rulings[i] })
					if name == "claims" {
						got = groups(OfClaims(rulings, c.reports(), c.claims()), told)
					} else {
						got = groups(OfEvents(rulings, c.reports(), c.occurrences()), members)
					}
					if diff := gocmp.Diff(slices.Sorted(slices.Values(want)), got); diff != "" {
						t.Errorf("%s: %s", name, diff)
					}
				}
			}
		})
	}
}

// What is found is not changed, and without rulings it is what comes out.
func TestUndone(t *testing.T) {
	for _, c := range readCases(t) {
		claims, events := c.claims(), c.occurrences()
		OfClaims(c.rulings(false), c.reports(), claims)
		OfEvents(c.rulings(true), c.reports(), events)
		if diff := gocmp.Diff(c.claims(), OfClaims(nil, c.reports(), claims)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := gocmp.Diff(c.occurrences(), OfEvents(nil, c.reports(), events)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Every change says which decision made it.
func TestReasons(t *testing.T) {
	c := testCase{found: []string{"abc", "de"}, ruled: []string{"no a c", "one a d", "yes a f"}}
	got := OfClaims(c.rulings(false), c.reports(), c.claims())
	ruled := func(letter string) []int64 {
		var out []int64
		for _, k := range got {
			if slices.Contains(k.Reports(), letter) {
				for _, r := range k.Ruled {
					if r.Rule != "person" || r.Text == "" || len(r.Evidence) == 0 {
						t.Errorf("reason %+v", r)
					}
					out = append(out, r.Decision)
				}
			}
		}
		return out
	}
	if a, c := ruled("a"), ruled("c"); !slices.Equal(a, []int64{1, 2, 3}) || !slices.Equal(c, []int64{1}) {
		t.Errorf("decisions of a's claim %v, of c's %v", a, c)
	}
	if got[0].ID != "abc" {
		t.Errorf("the claim of most reports is %q, want it to keep its ID", got[0].ID)
	}
	c = testCase{found: []string{"abc"}, ruled: []string{"no a c"}}
	why := OfEvents(c.rulings(true), c.reports(), c.occurrences())[0].Why
	if len(why) != 1 || why[0].Decision != 1 {
		t.Errorf("why %+v", why)
	}
}

// A claim that was worded as what is taken out gets another wording; relations lead to
// claims that are there.
func TestWordingAndRelations(t *testing.T) {
	c := testCase{found: []string{"abc", "de", "fg"}, ruled: []string{"no b a", "one b d"}}
	claims := c.claims()
	claims[1].Relations = []link.Relation{{Kind: "denies", Claim: "abc"}, {Kind: "denies", Claim: "fg"}}
	claims[2].Relations = []link.Relation{{Kind: "denied", Claim: "de"}, {Kind: "denied", Claim: "de"}}
	for _, k := range OfClaims(c.rulings(false), c.reports(), claims) {
		switch k.ID {
		case "abc":
			if k.Sentence != "The words of b" {
				t.Errorf("worded %q", k.Sentence)
			}
			if len(k.Relations) != 1 || k.Relations[0].Claim != "fg" {
				t.Errorf("relations %+v", k.Relations)
			}
		case "fg":
			if len(k.Relations) != 1 || k.Relations[0].Claim != "abc" {
				t.Errorf("relations of fg %+v", k.Relations)
			}
		}
	}
}

// One place may carry several claims: the ruling is about the one that was worded so.
func TestSeveralClaimsOfOnePlace(t *testing.T) {
	c := testCase{found: []string{"abc", "abd"}, ruled: []string{"no a b"}}
	claims := c.claims()
	claims[1].Sentence = "Another figure"
	rulings := c.rulings(false)
	rulings[0].Sentences[0] = "Another figure"
	if got := groups(OfClaims(rulings, c.reports(), claims), told); !slices.Equal(got, []string{"abc", "ad"}) {
		t.Errorf("got %v", got)
	}
}

// What denies a claim tells none by itself when it is taken out.
func TestDenialTakenOut(t *testing.T) {
	c := testCase{found: []string{"abc"}, ruled: []string{"no a c"}}
	claims := c.claims()
	claims[0].Carriers[2].Stance = link.Denies
	if got := OfClaims(c.rulings(false), c.reports(), claims); len(got) != 1 {
		t.Errorf("%d claims, want 1", len(got))
	}
}

func TestCopies(t *testing.T) {
	copies := []link.Copy{
		{From: "a", To: "b", Kind: "rewrite", Doubtful: true},
		{From: "b", To: "c", Kind: "copy"},
		{From: "a", To: "c", Kind: "copy", Via: "b"},
	}
	ruled := func(n int64, from, to string, yes bool) Ruling {
		return Ruling{Decision: n, Kind: Copy, Yes: yes, Places: [2]link.Place{{Report: from}, {Report: to}}}
	}
	for _, c := range []struct {
		rulings []Ruling
		want    string
	}{
		{nil, "a-b? b-c a-c(b)"},
		{[]Ruling{ruled(1, "a", "b", true)}, "a-b! b-c a-c(b)"},
		{[]Ruling{ruled(1, "a", "b", false)}, "b-c a-c(b)"},
		{[]Ruling{ruled(1, "b", "c", false)}, "a-b? a-c"},
		{[]Ruling{ruled(2, "a", "b", false), ruled(1, "a", "b", true)}, "b-c a-c(b)"},
		{[]Ruling{ruled(1, "b", "a", false), ruled(2, "x", "b", true)}, "a-b? b-c a-c(b)"}, // the other way round nobody spoke of
	} {
		var got []string
		for _, k := range OfCopies(c.rulings, copies) {
			s := k.From + "-" + k.To
			if k.Doubtful {
				s += "?"
			}
			if len(k.Why) > 0 {
				s += "!"
			}
			if k.Via != "" {
				s += "(" + k.Via + ")"
			}
			got = append(got, s)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%+v: %s, want %s", c.rulings, got, c.want)
		}
	}
	if !copies[0].Doubtful || copies[2].Via != "b" {
		t.Error("what was found is changed")
	}
}

func TestNotFrom(t *testing.T) {
	ruled := func(n int64, from, to string, yes bool) Ruling {
		return Ruling{Decision: n, Kind: Copy, Yes: yes, Places: [2]link.Place{{Report: from}, {Report: to}}}
	}
	reports := []link.Report{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	got := NotFrom([]Ruling{ruled(1, "a", "c", false), ruled(2, "b", "c", false), ruled(3, "a", "b", false), ruled(4, "a", "b", true)}, reports)
	if got[0].NotFrom != nil || got[1].NotFrom != nil || !slices.Equal(got[2].NotFrom, []string{"a", "b"}) {
		t.Errorf("got %+v", got)
	}
	if reports[2].NotFrom != nil {
		t.Error("what was given is changed")
	}
}

func TestPairsAfterAnotherAnalysis(t *testing.T) {
	reports := []link.Report{{ID: "r1", Cast: []link.Actor{{ID: "a1", Name: "Ida Holm"}, {ID: "a2", Name: "Bo Ek", Aliases: []string{"Ek"}}}}, {ID: "r2", Cast: []link.Actor{{ID: "a1", Name: "Ek"}}}}
	r := Ruling{Decision: 1, Kind: Actors, Yes: true, Members: [2]link.Member{{Report: "r1", Actor: "a1"}, {Report: "r2", Actor: "a1"}}, Places: [2]link.Place{{Words: "Ek"}, {Words: "Ek"}}}
	want := []Pair{{link.Member{Report: "r1", Actor: "a2"}, link.Member{Report: "r2", Actor: "a1"}, true}}
	if diff := gocmp.Diff(want, Pairs([]Ruling{r}, reports)); diff != "" {
		t.Error(diff)
	}
	r.Places[0].Words = "Nobody"
	if got := Pairs([]Ruling{r}, reports)[0].A.Actor; got != "a1" {
		t.Errorf("an actor whom nobody is called any more became %q", got)
	}
}

// Whatever is found and decided, no carrier comes twice and none is lost but denials,
// nobody panics, and the order of rulings does not show.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := testCase{same: [][2]byte{{'a', 'b'}, {'c', 'd'}}}
		for range rapid.IntRange(0, 3).Draw(t, "groups") {
			c.found = append(c.found, rapid.SampledFrom([]string{"abc", "cde", "fg", "abcd", "x"}).Draw(t, "group"))
		}
		letter := rapid.SampledFrom(strings.Split(letters+"yz", ""))
		for range rapid.IntRange(0, 5).Draw(t, "rulings") {
			kind := rapid.SampledFrom([]string{"yes", "no", "one", "two"}).Draw(t, "kind")
			c.ruled = append(c.ruled, fmt.Sprint(kind, " ", letter.Draw(t, "a"), " ", letter.Draw(t, "b")))
		}
		got := OfClaims(c.rulings(false), c.reports(), c.claims())
		back := c.rulings(false)
		slices.Reverse(back)
		if diff := gocmp.Diff(got, OfClaims(back, c.reports(), c.claims())); diff != "" {
			t.Fatal(diff)
		}
		before, after := map[string]bool{}, map[string]bool{}
		for _, k := range c.claims() {
			for _, r := range k.Reports() {
				before[r] = true
			}
		}
		ids := map[string]bool{}
		for _, k := range got {
			if len(k.Carriers) != len(k.Reports()) {
				t.Fatalf("%s carries %v", k.ID, k.Carriers)
			}
			for _, r := range k.Reports() {
				after[r] = true
			}
			ids[k.ID] = true
		}
		for r := range before {
			if !after[r] {
				t.Fatalf("%s is lost: %v", r, c)
			}
		}
		OfEvents(c.rulings(true), c.reports(), c.occurrences())
	})
}

func BenchmarkOfClaims(b *testing.B) {
	var reports []link.Report
	var claims []link.Claim
	var rulings []Ruling
	for i := range 5000 {
		id := fmt.Sprintf("r%05d", i)
		p := link.Place{Report: id, Start: 0, End: 20, Words: "words of " + id}
		reports = append(reports, link.Report{ID: id, Tellings: []link.Telling{{End: 20, Words: p.Words}}})
		if i%10 == 0 {
			claims = append(claims, link.Claim{ID: "c" + id})
		}
		k := &claims[len(claims)-1]
		k.Carriers = append(k.Carriers, link.Carrier{Report: id, Place: p, Stance: link.States})
		if i%50 == 1 {
			rulings = append(rulings, Ruling{Decision: int64(i), Kind: Carrier, Places: [2]link.Place{k.Carriers[0].Place, p}})
		}
	}
	slices.SortFunc(rulings, func(a, b Ruling) int { return -cmp.Compare(a.Decision, b.Decision) })
	for b.Loop() {
		OfClaims(rulings, reports, claims)
	}
}
