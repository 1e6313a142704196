package suite

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/reuse"
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

// TestAffairs: the words of invented reports stand where they are said to stand, and
// affairs have hardly anything from each other, though all are made of one.
func TestAffairs(t *testing.T) {
	reports := affairs(demoDigests(t), 600)
	at := map[string]link.Report{}
	for _, r := range reports {
		at[r.ID] = r
		for _, tell := range r.Tellings {
			if n := utf8.RuneCountInString(tell.Words); n != tell.End-tell.Start {
				t.Fatalf("%s: %q takes %d code points, want %d", r.ID, tell.Words, n, tell.End-tell.Start)
			}
		}
	}
	if len(at) != len(reports) {
		t.Errorf("%d IDs of %d reports", len(at), len(reports))
	}
	within, across := 0, 0
	for _, c := range reuse.Find(reports) {
		if affairOf(c.From) == affairOf(c.To) {
			within++
		} else {
			across++
		}
	}
	if within < 200 || across > within/10 {
		t.Errorf("%d copies within affairs, %d across", within, across)
	}
}

// affairOf is the number of the affair in the ID of an invented report.
func affairOf(id string) string { return strings.Fields(id)[2] }

// BenchmarkLink links collections of growing size, of many affairs and of one.
// SAYSO_SCALE asks for one of that many reports as well.
func BenchmarkLink(b *testing.B) {
	sizes := []int{1000}
	if n, err := strconv.Atoi(os.Getenv("SAYSO_SCALE")); err == nil {
		sizes = append(sizes, n)
	}
	for _, of := range []struct {
		name string
		make func([]link.Report, int) []link.Report
	}{{"affairs", affairs}, {"one", oneAffair}} {
		for _, n := range sizes {
			b.Run(of.name+"/"+strconv.Itoa(n), func(b *testing.B) {
				before := heap()
				reports := of.make(demoDigests(b), n)
				digests := heap() - before
				for b.Loop() {
					Link(reports, nil)
				}
				b.ReportMetric(float64(digests)/float64(n), "digest-B/report")
				b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n), "ms/report")
			})
		}
	}
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
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
