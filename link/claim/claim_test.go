package claim_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/analyze"
	analysis "github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/claim"
	"github.com/saysonews/sayso/link/identity"
	"github.com/saysonews/sayso/link/reuse"
	"github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	among := demoReports(t)[:12]
	n := 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		name, reports, wants := parseCase(t, block)
		if len(reports) == 0 {
			continue
		}
		n++
		t.Run(name, func(t *testing.T) {
			claims := find(append(slices.Clone(among), reports...))
			for _, want := range wants {
				known := strings.HasPrefix(want, "KNOWN ")
				if got := holds(t, claims, strings.TrimPrefix(want, "KNOWN ")); got == known {
					t.Errorf("%s: %t\n%s", want, got, carriedBy(claims, reports))
				}
			}
		})
	}
	if n < 10 {
		t.Errorf("%d cases, want 10 or more", n)
	}
}

func parseCase(t *testing.T, block string) (name string, reports []link.Report, wants []string) {
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
			name = strings.TrimPrefix(line, "# ")
		case len(line) > 2 && line[1] == ' ':
			head, text, _ := strings.Cut(line, ": ")
			f := strings.SplitN(head, " ", 3)
			reports = append(reports, read(t, f[0], doc.Source{Text: text, Meta: doc.Metadata{Publisher: f[2], Published: f[1], Given: true}}))
		case line != "":
			wants = append(wants, line)
		}
	}
	return name, reports, wants
}

// holds tells whether what a line of a case wants is so.
func holds(t *testing.T, claims []link.Claim, want string) bool {
	kind, rest, _ := strings.Cut(want, ": ")
	rest, word, _ := strings.Cut(rest, " in ")
	f := strings.Fields(rest)
	switch kind {
	case "together":
		return slices.ContainsFunc(claims, func(c link.Claim) bool { return carries(c, word, f...) })
	case "apart":
		return !slices.ContainsFunc(claims, func(c link.Claim) bool { return carries(c, word, f...) })
	case "stance":
		return slices.ContainsFunc(claims, func(c link.Claim) bool {
			return carries(c, word, f[0]) && slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool { return k.Report == f[1] && string(k.Stance) == f[2] })
		})
	case "denies", "corrects", "updates", "hardens":
		return slices.ContainsFunc(claims, func(c link.Claim) bool {
			return carries(c, word, f[0]) && slices.ContainsFunc(c.Relations, func(r link.Relation) bool {
				return r.Kind == kind && slices.ContainsFunc(claims, func(o link.Claim) bool { return o.ID == r.Claim && carries(o, word, f[1]) })
			})
		})
	}
	t.Fatalf("a case wants %q", want)
	return false
}

// carries tells whether all of reports carry c in words that hold word, without
// speaking against it.
func carries(c link.Claim, word string, reports ...string) bool {
	for _, r := range reports {
		if !slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool {
			return k.Report == r && strings.Contains(k.Place.Words, word) && k.Stance != link.Denies && k.Stance != link.Corrects && k.Stance != link.Doubts
		}) {
			return false
		}
	}
	return true
}

func carriedBy(claims []link.Claim, reports []link.Report) string {
	var b strings.Builder
	for _, c := range claims {
		for _, k := range c.Carriers {
			if !slices.ContainsFunc(reports, func(r link.Report) bool { return r.ID == k.Report }) {
				continue
			}
			b.WriteString(c.ID + " " + k.Report + " " + string(k.Stance) + ": " + k.Place.Words + "\n")
			for _, r := range c.Relations {
				b.WriteString("    " + r.Kind + " " + r.Claim + "\n")
			}
		}
	}
	return b.String()
}

func find(reports []link.Report) []link.Claim {
	slices.SortFunc(reports, link.Before)
	return claim.Find(reports, reuse.Find(reports), identity.Find(reports, nil))
}

var pipeline = sync.OnceValues(func() (analyze.Pipeline, error) { return analysis.New() })

func read(t testing.TB, id string, src doc.Source) link.Report {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Source: src}
	p.Run(d)
	return suite.Digest(id, record.New(d, record.Generator{}))
}

var digested struct {
	once    sync.Once
	reports []link.Report
}

// demoReports are the digests of the demo's reports.
func demoReports(t testing.TB) []link.Report {
	t.Helper()
	digested.once.Do(func() {
		for _, r := range demo.Reports() {
			src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
			if err != nil {
				t.Fatal(err)
			}
			src.Meta.Publisher, src.Meta.Published, src.Meta.Given = r.Publisher, r.Published, true
			digested.reports = append(digested.reports, read(t, r.ID, *src))
		}
	})
	return slices.Clone(digested.reports)
}

// TestOrder gives the reports in other orders.
func TestOrder(t *testing.T) {
	reports := demoReports(t)
	copies, identities := reuse.Find(reports), identity.Find(reports, nil)
	want := claim.Find(reports, copies, identities)
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		r.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if diff := cmp.Diff(want, claim.Find(reports, copies, identities)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestClaims holds what must be so of any claims against those of the demo.
func TestClaims(t *testing.T) {
	reports := demoReports(t)
	text := map[string]link.Report{}
	for _, r := range reports {
		text[r.ID] = r
	}
	ids := map[string]bool{}
	claims := find(reports)
	for i, c := range claims {
		if ids[c.ID] {
			t.Errorf("two claims have the ID %s", c.ID)
		}
		ids[c.ID] = true
		if i > 0 && len(c.Reports()) > len(claims[i-1].Reports()) {
			t.Errorf("claim %d is carried by more reports than the one before it", i)
		}
		if len(c.Carriers) == 0 || c.Sentence == "" {
			t.Errorf("claim %s: %d carriers, %q", c.ID, len(c.Carriers), c.Sentence)
		}
		for _, k := range c.Carriers {
			tell := text[k.Report].Tellings[k.Telling]
			if k.Place.Report != k.Report || k.Place.Start < tell.Start || k.Place.End > tell.End || k.Place.Words == "" || k.Stance == "" {
				t.Errorf("claim %s: carrier %+v of telling %d-%d", c.ID, k, tell.Start, tell.End)
			}
		}
	}
	for _, c := range claims {
		for _, r := range c.Relations {
			if !ids[r.Claim] || r.Claim == c.ID {
				t.Errorf("claim %s %s %s", c.ID, r.Kind, r.Claim)
			}
		}
	}
}

func TestStrange(t *testing.T) {
	for _, reports := range [][]link.Report{
		nil,
		{{}},
		{{ID: "a"}, {ID: "b", Published: "x"}},
		{{ID: "a", Tellings: []link.Telling{{}, {Start: -4, End: 900, Sentence: 77, Actors: []int{9}, Chain: []link.Source{{Actor: 12}}}}}},
		{
			{ID: "a", Tellings: []link.Telling{{Words: "not not", End: 7, Terms: []string{"x"}, At: []int{0}, Events: []link.Event{{Lemma: "deny", Agents: []int{4}}}}}},
			{ID: "a", Tellings: []link.Telling{{Words: "not not", End: 7, Terms: []string{"x"}, At: []int{0}, Figures: []link.Figure{{Start: 90}}}}},
		},
	} {
		claim.Find(reports, []link.Copy{{From: "a", To: "b", Passages: []link.Passage{{}}}}, []link.Identity{{ID: "i", Members: []link.Member{{Report: "z"}}}})
	}
}

// vary are n reports: those of the demo again and again, each time with other words
// and other people.
func vary(reports []link.Report, n int) []link.Report {
	var out []link.Report
	for k := 0; len(out) < n; k++ {
		mark := string(rune('a'+k%26)) + string(rune('a'+k/26%26)) + string(rune('a'+k/676))
		for _, r := range reports {
			r.ID += mark
			r.Cast = slices.Clone(r.Cast)
			for i := range r.Cast {
				r.Cast[i].Name += mark
			}
			r.Tellings = slices.Clone(r.Tellings)
			for i := range r.Tellings {
				t := &r.Tellings[i]
				t.Terms = slices.Clone(t.Terms)
				for j := range t.Terms {
					if (i+j)%3 == 0 {
						t.Terms[j] += mark
					}
				}
			}
			out = append(out, r)
		}
	}
	return out[:n]
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []struct {
		name    string
		reports int
	}{{"37", 37}, {"1k", 1000}, {"10k", 10000}} {
		b.Run(n.name, func(b *testing.B) {
			if n.reports > 1000 && testing.Short() {
				b.Skip("ten thousand reports take a minute")
			}
			reports := vary(demoReports(b), n.reports)
			for b.Loop() {
				claim.Find(reports, nil, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n.reports), "ms/report")
		})
	}
}
