package suite

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// digests are those of the demo's reports.
var digests = sync.OnceValues(func() ([]link.Report, error) {
	pipeline, err := suite.New()
	if err != nil {
		return nil, err
	}
	var out []link.Report
	for _, r := range demo.Reports() {
		src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
		if err != nil {
			return nil, err
		}
		src.Meta.Publisher, src.Meta.Published, src.Meta.Given = r.Publisher, r.Published, true
		d := &doc.Doc{Source: *src}
		pipeline.Run(d)
		out = append(out, Digest(r.ID, record.New(d, record.Generator{})))
	}
	return out, nil
})

func demoDigests(t testing.TB) []link.Report {
	t.Helper()
	out, err := digests()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func linked(t testing.TB, reports []link.Report) string {
	t.Helper()
	b, err := json.Marshal(Link(reports, nil))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestAnyOrder links the demo in several orders: what is found is the same, to the
// byte.
func TestAnyOrder(t *testing.T) {
	reports := demoDigests(t)
	want := linked(t, reports)
	for seed := range uint64(4) {
		shuffled := slices.Clone(reports)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := linked(t, shuffled); got != want {
			t.Fatalf("order %d gives other links", seed)
		}
	}
}

// TestKept: a digest that was kept as JSON links as the fresh one does.
func TestKept(t *testing.T) {
	reports := demoDigests(t)
	b, err := json.Marshal(reports)
	if err != nil {
		t.Fatal(err)
	}
	var kept []link.Report
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	if linked(t, kept) != linked(t, reports) {
		t.Error("digests read back give other links")
	}
}

func TestFew(t *testing.T) {
	for _, reports := range [][]link.Report{nil, {{}}, {{ID: "a"}, {ID: "b"}}, demoDigests(t)[:1]} {
		l := Link(reports, nil)
		if len(l.Copies) != 0 || len(l.Occurrences) != 0 && len(reports) != 1 {
			t.Errorf("%d reports: %d copies, %d occurrences", len(reports), len(l.Copies), len(l.Occurrences))
		}
	}
}

// vary makes n reports out of the demo's: each affair has other names and, for a
// third of its words, words of its own.
func vary(reports []link.Report, n int) []link.Report {
	var out []link.Report
	for k := 0; len(out) < n; k++ {
		mark := "q" + strconv.FormatInt(int64(k), 36)
		for _, r := range reports {
			out = append(out, varied(r, mark))
		}
	}
	return out[:n]
}

func varied(r link.Report, mark string) link.Report {
	r.ID += mark
	r.Title = other(r.Title, mark)
	r.Cast = slices.Clone(r.Cast)
	for i := range r.Cast {
		r.Cast[i].Name += mark
	}
	r.Sentences = slices.Clone(r.Sentences)
	for i := range r.Sentences {
		r.Sentences[i].Text = other(r.Sentences[i].Text, mark)
	}
	r.Tellings = slices.Clone(r.Tellings)
	for i := range r.Tellings {
		t := &r.Tellings[i]
		t.Words, t.Terms = other(t.Words, mark), slices.Clone(t.Terms)
		for j := range t.Terms {
			if (i+j)%3 == 0 {
				t.Terms[j] += mark
			}
		}
	}
	return r
}

// other marks every third long word.
func other(text, mark string) string {
	words := strings.Fields(text)
	for i := range words {
		if i%3 == 0 && len(words[i]) > 4 {
			words[i] += mark
		}
	}
	return strings.Join(words, " ")
}

// BenchmarkLink links collections of growing size. SAYSO_SCALE asks for one of that
// many reports as well.
func BenchmarkLink(b *testing.B) {
	sizes := []int{37, 1000}
	if n, err := strconv.Atoi(os.Getenv("SAYSO_SCALE")); err == nil {
		sizes = append(sizes, n)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			reports := vary(demoDigests(b), n)
			for b.Loop() {
				Link(reports, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n), "ms/report")
		})
	}
}

func BenchmarkDigest(b *testing.B) {
	pipeline, err := suite.New()
	if err != nil {
		b.Fatal(err)
	}
	r := demo.Reports()[0]
	src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
	if err != nil {
		b.Fatal(err)
	}
	d := &doc.Doc{Source: *src}
	pipeline.Run(d)
	rec := record.New(d, record.Generator{})
	for b.Loop() {
		Digest("r", rec)
	}
}
