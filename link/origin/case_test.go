package origin

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/link"
)

// A testCase is one claim, with what is right for it. testdata/*.txt hold blocks of
// lines "key: value", apart by an empty line:
//
//	case: what it shows
//	report: ID | published | outlet | stance | chain | words
//	  A line for each carrier; the chain as in the demo's lineage ("-" for none).
//	credit: ID | kind | name
//	copy: FROM > TO, or FROM > VIA > TO where it came through another report
//	actor: name | kind | role | organization
//	origin: kind | name or words | reports that rest on it
//	count: 3-4
//	path: ID > … > name of the end, with " > " between; reports by ID
//	fall: number of the origin, from 1 | reports that fall | interval left
//	cycle: ID ID
//	first: ID
//	headline: the sentence
//	rule: a rule that has to be among the reasons
//	known: why the result is known to be wrong; the case has to fail
type testCase struct {
	name    string
	reports []link.Report
	copies  []link.Copy
	claim   link.Claim
	actors  []link.Actor
	want    [][2]string // the expectations, key and value
	known   string
}

func (c *testCase) report(id, published, outlet string) *link.Report {
	for i := range c.reports {
		if c.reports[i].ID == id {
			return &c.reports[i]
		}
	}
	c.reports = append(c.reports, link.Report{ID: id, Published: published, Publisher: outlet, Cast: slices.Clone(c.actors)})
	return &c.reports[len(c.reports)-1]
}

func (c *testCase) carry(r *link.Report, stance, chain, words string) {
	start := 1000 * len(r.Tellings)
	tell := link.Telling{Start: start, End: start + len([]rune(words)), Words: words, Sentence: len(r.Sentences), Chain: parseChain(r, chain)}
	r.Sentences = append(r.Sentences, link.Sentence{Start: tell.Start, End: tell.End, Text: words})
	for i, a := range r.Cast {
		if strings.Contains(words, a.Name) {
			tell.Actors = append(tell.Actors, i)
		}
	}
	r.Tellings = append(r.Tellings, tell)
	c.claim.Carriers = append(c.claim.Carriers, link.Carrier{
		Report: r.ID, Telling: len(r.Tellings) - 1, Stance: link.Stance(stance),
		Place: link.Place{Report: r.ID, Start: tell.Start, End: tell.End, Words: words},
	})
}

// parseChain reads links apart by " > "; those side by side have " + " between.
func parseChain(r *link.Report, chain string) []link.Source {
	if chain == "-" {
		return nil
	}
	var out []link.Source
	for l := range strings.SplitSeq(chain, " > ") {
		l = strings.ReplaceAll(l, " + ", " and ")
		s := link.Source{Actor: -1, Words: l, Naming: "described"}
		s.Actor = slices.IndexFunc(r.Cast, func(a link.Actor) bool { return a.Name == strings.TrimPrefix(l, "the ") })
		switch {
		case s.Actor >= 0:
			s.Name, s.Naming = l, "named"
		case proper(l):
			s.Name, s.Naming = l, "named"
		}
		out = append(out, s)
	}
	return out
}

func readCases(t *testing.T, path string) []testCase {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	for block := range strings.SplitSeq(string(data), "\n\n") {
		var c testCase
		lines := slices.Collect(strings.Lines(block))
		slices.SortStableFunc(lines, func(x, y string) int {
			return boolean(strings.HasPrefix(y, "actor: ")) - boolean(strings.HasPrefix(x, "actor: "))
		})
		for _, line := range lines {
			key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok || strings.HasPrefix(key, "#") {
				continue
			}
			f := strings.Split(value, " | ")
			switch key {
			case "case":
				c.name = value
			case "known":
				c.known = value
			case "actor":
				a := link.Actor{ID: fmt.Sprintf("a%d", len(c.actors)+1), Name: f[0], Kind: f[1], Naming: "named"}
				if len(f) > 2 {
					a.Roles = []link.Role{{Name: f[2]}}
				}
				if len(f) > 3 {
					a.Roles[0].Organization = f[3]
				}
				c.actors = append(c.actors, a)
			case "report":
				if len(f) != 6 {
					t.Fatalf("%s: %q has %d parts, want 6", path, line, len(f))
				}
				c.carry(c.report(f[0], f[1], f[2]), f[3], f[4], f[5])
			case "credit":
				r := c.report(f[0], "", "")
				r.Credits = append(r.Credits, link.Credit{Kind: f[1], Name: f[2], Text: f[2]})
			case "copy":
				ids := strings.Split(value, " > ")
				copied := link.Copy{From: ids[0], To: ids[len(ids)-1], Kind: "copy"}
				if len(ids) == 3 {
					copied.Via = ids[1]
				}
				c.copies = append(c.copies, copied)
			default:
				c.want = append(c.want, [2]string{key, value})
			}
		}
		if c.name != "" {
			out = append(out, c)
		}
	}
	return out
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// identities are one for each name of the actors.
func (c *testCase) identities() []link.Identity {
	var out []link.Identity
	for _, a := range c.actors {
		i := link.Identity{ID: "i:" + a.Name, Name: a.Name, Kind: a.Kind}
		for _, r := range c.reports {
			i.Members = append(i.Members, link.Member{Report: r.ID, Actor: a.ID})
		}
		out = append(out, i)
	}
	return out
}

func (c *testCase) trace() link.Claim {
	return Trace(c.reports, c.copies, c.identities(), []link.Claim{c.claim})[0]
}

func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	n := 0
	for _, f := range files {
		for _, c := range readCases(t, f) {
			n++
			t.Run(c.name, func(t *testing.T) {
				wrong := c.check(c.trace())
				switch {
				case c.known != "" && wrong == nil:
					t.Errorf("known to be wrong (%s), and is right now", c.known)
				case c.known == "":
					for _, w := range wrong {
						t.Error(w)
					}
				}
			})
		}
	}
	if n < 12 {
		t.Errorf("%d cases, want 12 or more", n)
	}
}

// check tells what is not as expected.
func (c *testCase) check(got link.Claim) []string {
	var wrong []string
	no := 0
	compare := func(key, got, want string) {
		if got != want {
			wrong = append(wrong, fmt.Sprintf("%s: got %q, want %q", key, got, want))
		}
	}
	for _, w := range c.want {
		key, value := w[0], w[1]
		switch key {
		case "origin":
			no++
			is := "none"
			if no <= len(got.Origins) {
				o := got.Origins[no-1]
				is = o.Kind + " | " + cmp.Or(o.Name, o.Words, "-") + " | " + strings.Join(o.Reports, " ")
			}
			compare(fmt.Sprint("origin ", no), is, value)
		case "count":
			compare(key, fmt.Sprintf("%d-%d", got.Count.Least, got.Count.Most), value)
		case "path":
			id, _, _ := strings.Cut(value, " > ")
			i := slices.IndexFunc(got.Carriers, func(k link.Carrier) bool { return k.Report == id })
			compare(key, id+" > "+pathString(got.Carriers[i].Path), value)
		case "fall":
			f := strings.Split(value, " | ")
			n, _ := strconv.Atoi(f[0])
			l := got.Without(n - 1)
			compare(key, fmt.Sprintf("%d | %s | %d-%d", n, strings.Join(l.Reports, " "), l.Count.Least, l.Count.Most), value)
		case "cycle":
			var rings []string
			for _, ring := range got.Cycles {
				rings = append(rings, strings.Join(ring, " "))
			}
			compare(key, strings.Join(rings, "; "), value)
		case "first":
			compare(key, got.First, value)
		case "headline":
			compare(key, got.Headline(), value)
		case "rule":
			if !slices.Contains(rulesUsed(got), value) {
				wrong = append(wrong, fmt.Sprintf("rule %s is not among %v", value, rulesUsed(got)))
			}
		default:
			wrong = append(wrong, "unknown key "+key)
		}
	}
	if no > 0 && no != len(got.Origins) {
		wrong = append(wrong, fmt.Sprintf("%d origins, want %d", len(got.Origins), no))
	}
	if wrong != nil {
		wrong = append(wrong, describe(got))
	}
	return wrong
}

func pathString(path []link.Step) string {
	var out []string
	for _, s := range path {
		out = append(out, cmp.Or(s.Report, s.Source.Name, s.Source.Words, "-"))
	}
	return strings.Join(out, " > ")
}

func rulesUsed(c link.Claim) []string {
	var out []string
	for _, r := range slices.Concat(c.Merges, c.Doubts) {
		out = append(out, r.Rule)
	}
	for _, k := range c.Carriers {
		for _, r := range k.Why {
			out = append(out, r.Rule)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// describe is a claim as a page of text, for those who look into a failing test.
func describe(c link.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d-%d first %s cycles %v\n", c.ID, c.Count.Least, c.Count.Most, c.First, c.Cycles)
	for i, o := range c.Origins {
		fmt.Fprintf(&b, "  origin %d %s %q %q first-hand %v up to %d may be %v: %v\n", i, o.Kind, o.Name, o.Words, o.FirstHand, o.UpTo, o.MayBe, o.Reports)
	}
	for _, k := range c.Carriers {
		fmt.Fprintf(&b, "  %s %s %v [%s]", k.Report, k.Stance, k.Rests, pathString(k.Path))
		for _, r := range k.Why {
			fmt.Fprintf(&b, " %s", r.Text)
		}
		b.WriteString("\n")
	}
	for _, r := range c.Merges {
		fmt.Fprintf(&b, "  one: %s: %s\n", r.Rule, r.Text)
	}
	for _, r := range c.Doubts {
		fmt.Fprintf(&b, "  doubt: %s: %s\n", r.Rule, r.Text)
	}
	return b.String()
}

// The examples of rules.tsv: outlets in the order in which they published; " ^" is
// the report before.
var exampleReport = regexp.MustCompile(`^(.*?)( \+\d+| \^)?: (.*?)(?: \[(.*?)\])?(?: \((copy|shared|h/t) (.*?)\))?(?: "(.*)")?$`)

func TestRuleExamples(t *testing.T) {
	for _, name := range sorted(rules) {
		r := rules[name]
		t.Run(name, func(t *testing.T) {
			text, want, _ := strings.Cut(r.example, " => ")
			c := readExample(t, text)
			got := c.trace()
			if n := fmt.Sprintf("%d-%d", got.Count.Least, got.Count.Most); n != want {
				t.Errorf("interval %s, want %s", n, want)
			}
			if !slices.Contains(rulesUsed(got), name) {
				t.Errorf("rule is not among %v", rulesUsed(got))
			}
			if t.Failed() {
				t.Log(describe(got))
			}
		})
	}
}

func readExample(t *testing.T, text string) testCase {
	var c testCase
	c.actors = append(c.actors, link.Actor{ID: "o1", Name: "Ostby Water", Kind: "organization", Naming: "named"}, link.Actor{ID: "o2", Name: "Ostby Council", Kind: "organization", Naming: "named"})
	at := time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)
	parts := strings.Split(text, " / ")
	for _, name := range []string{"Petra Lunde", "Jonas Lunde", "Jonas Berg"} {
		if strings.Contains(text, name) {
			c.actors = append(c.actors, link.Actor{ID: "p:" + name, Name: name, Kind: "person", Naming: "named"})
		}
	}
	for i, part := range parts {
		m := exampleReport.FindStringSubmatch(part)
		if m == nil {
			t.Fatalf("example %q is not as described", part)
		}
		at = at.Add(time.Hour)
		if days, err := strconv.Atoi(strings.TrimSpace(m[2])); err == nil {
			at = at.AddDate(0, 0, days)
		}
		id := fmt.Sprint("r", i+1)
		if m[2] == " ^" {
			id = fmt.Sprint("r", i)
		}
		r := c.report(id, at.Format(time.RFC3339), m[1])
		if role := m[4]; role != "" {
			for k := range r.Cast {
				if r.Cast[k].Name == m[3] {
					r.Cast[k].Roles = []link.Role{{Name: role}}
				}
			}
		}
		switch m[5] {
		case "copy", "shared":
			from := slices.IndexFunc(c.reports, func(r link.Report) bool { return r.Publisher == m[6] })
			c.copies = append(c.copies, link.Copy{From: c.reports[from].ID, To: id, Kind: "copy", Open: m[5] == "shared", Passages: []link.Passage{{To: [2]int{0, 100}}}})
		case "h/t":
			r.Credits = append(r.Credits, link.Credit{Kind: "hat-tip", Name: m[6], Text: m[6]})
		}
		words := cmp.Or(m[7], "the dam at Ostby burst on Sunday evening after three weeks of rain")
		if m[7] == "" && i > 0 {
			words = fmt.Sprint("wording ", i, " of the burst dam")
		}
		c.carry(r, "reports", m[3], words)
	}
	return c
}

// The result is a function of the set of reports, copies and claims.
func TestOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	files, _ := filepath.Glob("testdata/*.txt")
	for _, f := range files {
		for _, c := range readCases(t, f) {
			want := c.trace()
			for range 5 {
				rng.Shuffle(len(c.reports), func(i, j int) { c.reports[i], c.reports[j] = c.reports[j], c.reports[i] })
				rng.Shuffle(len(c.copies), func(i, j int) { c.copies[i], c.copies[j] = c.copies[j], c.copies[i] })
				if got := c.trace(); !reflect.DeepEqual(got, want) {
					t.Fatalf("%s: another order of reports, another result:\n%s\n%s", c.name, describe(want), describe(got))
				}
			}
		}
	}
}

// The examples of words.tsv show a word of their class.
func TestWordExamples(t *testing.T) {
	n := 0
	for line := range strings.Lines(wordsTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		if len(f) != 3 || !lexicon[f[0]].has(f[2]) {
			t.Errorf("%q: the example shows no word of the class", line)
		}
	}
	if n != len(lexicon) {
		t.Errorf("%d lines for %d classes", n, len(lexicon))
	}
}
