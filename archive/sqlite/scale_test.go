package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// TestScale builds a large archive and measures questions to it. It runs where
// SAYSO_SCALE is a number of reports:
//
//	SAYSO_SCALE=100000 SAYSO_SCALE_FILE=/tmp/scale.db go test -run TestScale -timeout 1h -v ./archive/sqlite
//
// A file that has reports is added to until it has so many.
func TestScale(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("SAYSO_SCALE"))
	if n == 0 {
		t.Skip("set SAYSO_SCALE to a number of reports to measure a large archive")
	}
	path := os.Getenv("SAYSO_SCALE_FILE")
	if path == "" {
		path = filepath.Join(t.TempDir(), "scale.db")
	}
	s := open(t, path)
	defer s.Close()
	st, err := s.Stats(ctx)
	if err == nil && st.Reports < n {
		build(t, s, st.Reports, n)
		st, err = s.Stats(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%d reports, %d bytes a report\n", st.Reports, st.Bytes/int64(st.Reports))
	var all []time.Duration
	for _, c := range questions {
		took := ask(t, s, c.root, archive.Options{Relevance: c.relevance})
		all = append(all, took...)
		fmt.Printf("%-34s %8.1f ms median %8.1f ms worst  %s\n", c.name, ms(took[len(took)/2]), ms(took[len(took)-1]), counted(t, s, c.root))
	}
	slices.Sort(all)
	fmt.Printf("%-34s %8.1f ms median %8.1f ms 99th percentile of %d\n", "all", ms(all[len(all)/2]), ms(all[len(all)*99/100]), len(all))
	lists(t, s)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// ask asks a few times, over some pages, and gives the times sorted.
func ask(t *testing.T, s *sqlite.Store, root query.Node, o archive.Options) []time.Duration {
	var took []time.Duration
	for range 5 {
		o.After = ""
		for range 4 {
			start := time.Now()
			h, err := s.Search(ctx, query.Query{Root: root}, o)
			if err != nil {
				t.Fatal(err)
			}
			took = append(took, time.Since(start))
			if o.After = h.Next; h.Next == "" {
				break
			}
		}
	}
	slices.Sort(took)
	return took
}

func counted(t *testing.T, s *sqlite.Store, root query.Node) string {
	h, err := s.Search(ctx, query.Query{Root: root}, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	more := ""
	if h.Total.More {
		more = "+"
	}
	return fmt.Sprint(h.Total.N, more, " reports")
}

func word(s string) query.Term                { return query.Term{Words: []string{s}} }
func by(f query.Field, s string) query.Filter { return query.Filter{Field: f, Term: word(s)} }
func is(f query.Field, v string) query.Filter { return query.Filter{Field: f, Value: v} }
func days(f query.Field, from, to string) query.Filter {
	return query.Filter{Field: f, Dates: query.Interval{From: from, To: to}}
}

// questions are a mix of what is easy and what is hard.
var questions = []struct {
	name      string
	root      query.Node
	relevance bool
}{
	{"everything", nil, false},
	{"rare word", word("tarrant"), false},
	{"very rare word", word("halvenia"), false},
	{"common word", word("said"), false},
	{"two common words", query.And{word("said"), word("the")}, false},
	{"two common words, relevance", query.And{word("said"), word("the")}, true},
	{"rare word, relevance", word("silo"), true},
	{"rare and common", query.And{word("silo"), word("said")}, false},
	{"phrase of common words", query.Term{Words: []string{"of", "the"}, Phrase: true}, false},
	{"phrase", query.Term{Words: []string{"port", "sennick"}, Phrase: true}, false},
	{"prefix of 5 letters", query.Term{Words: []string{"explo"}, Prefix: true}, false},
	{"prefix of 3 letters", query.Term{Words: []string{"min"}, Prefix: true}, false},
	{"prefix of 1 letter", query.Term{Words: []string{"m"}, Prefix: true}, false},
	{"common but not common", query.And{word("said"), query.Not{Part: word("fire")}}, false},
	{"not a common word", query.Not{Part: word("said")}, false},
	{"speaker", by(query.Speaker, "tarrant"), false},
	{"act", is(query.Act, "deny"), false},
	{"speaker and act", query.And{by(query.Speaker, "minister"), is(query.Act, "deny")}, false},
	{"naming and act", query.And{is(query.Naming, "bare"), is(query.Act, "accuse")}, false},
	{"speaker, act, about, word", query.And{by(query.Speaker, "ministry"), is(query.Act, "assert"), by(query.About, "silo"), word("harbour")}, false},
	{"about", by(query.About, "silo"), false},
	{"about common", by(query.About, "people"), false},
	{"date, one day", days(query.Date, "2024-05-05", "2024-05-05"), false},
	{"date and common word", query.And{days(query.Date, "2021-03-01", "2021-03-31"), word("said")}, false},
	{"old date and rare word", query.And{days(query.Date, "", "2020-02-01"), word("silo")}, false},
	{"publisher", by(query.Publisher, "herald"), false},
	{"event and when", query.And{is(query.Event, "ASSAULT"), days(query.When, "2024-05-01", "2024-05-31")}, false},
	{"event and place", query.And{is(query.Event, "ASSAULT"), by(query.Place, "sennick")}, false},
	{"when", days(query.When, "2024-05-05", "2024-05-05"), false},
	{"when long ago", days(query.When, "1900-01-01", "1999-12-31"), false},
	{"one or the other", query.Or{word("silo"), by(query.Speaker, "tarrant"), is(query.Act, "threaten")}, false},
	{"nothing", query.And{word("said"), word("xyzzy")}, false},
}

// lists measures the other questions.
func lists(t *testing.T, s *sqlite.Store) {
	for _, c := range []struct {
		name string
		ask  func() error
	}{
		{"timeline of everything", func() error { _, err := s.Timeline(ctx, query.Query{}, archive.Page{}); return err }},
		{"timeline of a common word", func() error { _, err := s.Timeline(ctx, query.Query{Root: word("said")}, archive.Page{}); return err }},
		{"timeline of a rare word", func() error {
			_, err := s.Timeline(ctx, query.Query{Root: word("tarrant")}, archive.Page{})
			return err
		}},
		{"timeline of a month", func() error {
			_, err := s.Timeline(ctx, query.Query{Root: days(query.When, "2024-05-01", "2024-05-31")}, archive.Page{})
			return err
		}},
		{"statements of a speaker", func() error {
			_, err := s.Statements(ctx, query.Query{Root: by(query.Speaker, "minister")}, archive.Page{})
			return err
		}},
		{"actors", func() error { _, err := s.Actors(ctx, query.Term{}, archive.Page{}); return err }},
		{"actors by name", func() error { _, err := s.Actors(ctx, word("tarrant"), archive.Page{}); return err }},
		{"seven facets of everything", func() error {
			_, _, err := s.Facets(ctx, query.Query{}, false, []query.Field{query.Publisher, query.Date, query.Speaker, query.Naming, query.Act, query.Event, query.Place}, 20)
			return err
		}},
		{"key", func() error { _, err := s.Key(ctx); return err }},
		{"stats", func() error { _, err := s.Stats(ctx); return err }},
	} {
		var took []time.Duration
		for range 5 {
			start := time.Now()
			if err := c.ask(); err != nil {
				t.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		fmt.Printf("%-34s %8.1f ms median %8.1f ms worst\n", c.name, ms(took[2]), ms(took[4]))
	}
}

// build adds the variations on the demo's reports from number first up to n.
func build(t *testing.T, s *sqlite.Store, first, n int) {
	records := analyzed(t)
	const batch = 500
	start := time.Now()
	var adding time.Duration
	for from := first; from < n; from += batch {
		items := make([]archive.Item, min(batch, n-from))
		var wg sync.WaitGroup
		for w := range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for i := w; i < len(items); i += runtime.GOMAXPROCS(0) {
					items[i] = vary(records, from+i)
				}
			})
		}
		wg.Wait()
		begin := time.Now()
		if _, err := s.Add(ctx, items); err != nil {
			t.Fatal(err)
		}
		adding += time.Since(begin)
	}
	fmt.Printf("added %d in %v: %.0f reports/s (with their making %v)\n", n-first, adding.Round(time.Millisecond), float64(n-first)/adding.Seconds(), time.Since(start).Round(time.Second))
}

// analyzed is the records of the demo.
func analyzed(t testing.TB) []record.Record {
	t.Helper()
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []record.Record
	for _, r := range demo.Reports() {
		if r.MediaType != "text/plain" {
			continue
		}
		d := &doc.Doc{Source: doc.Source{Path: r.File, Text: string(r.Data), Meta: doc.Metadata{Published: r.Published, Publisher: r.Publisher, Given: true}}}
		p.Run(d)
		out = append(out, record.New(d, record.Generator{Name: "test", Analysis: "demo"}))
	}
	return out
}

// vary makes report number i out of one of records: other names, half of the longer
// words exchanged for invented ones of the same length, so that all spans still
// hold, another publisher, another day within ten years.
func vary(records []record.Record, i int) archive.Item {
	r := rand.New(rand.NewPCG(7, uint64(i)))
	base := records[i%len(records)]
	exchanged := map[string]string{}
	exchange := func(s string) string {
		var b strings.Builder
		for len(s) > 0 {
			n := strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
			if n < 0 {
				n = len(s)
			}
			w := s[:n]
			if _, ok := exchanged[w]; !ok {
				exchanged[w] = other(r, w)
			}
			b.WriteString(exchanged[w])
			for s = s[n:]; len(s) > 0; s = s[1:] {
				if c := rune(s[0]); c < 0x80 && unicode.IsLetter(c) {
					break
				}
				b.WriteByte(s[0])
			}
		}
		return b.String()
	}
	rec := rewrite(reflect.ValueOf(base), "", exchange).Interface().(record.Record)
	at := time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.Int64N(10*365*24*60)) * time.Minute)
	published := at.Format(time.RFC3339)
	rec.Document.Published = &published
	rec.Document.Publisher = &record.MaybeSpan{Text: outlets[int(float64(len(outlets))*r.Float64()*r.Float64())]}
	for j := range rec.Events {
		if when := &rec.Events[j].Time; when.Earliest != nil && when.Latest != nil {
			day := at.AddDate(0, 0, -r.IntN(10)).Format(time.DateOnly)
			when.Earliest, when.Latest = &day, &day
		}
	}
	return archive.Item{
		Given:  archive.Given{URL: fmt.Sprintf("https://news.example/%d", i), Publisher: rec.Document.Publisher.Text, Published: published},
		Record: rec, Digest: archivetest.Digest(rec), DigestMaker: archivetest.Maker,
		Acquired: &archive.Acquisition{Input: archivetest.Input(fmt.Sprintf("news.jsonl#%d", i), rec.Document.Text), At: archivetest.Day},
	}
}

// rewrite is a copy of v in which the fields that hold words of the text are
// rewritten.
func rewrite(v reflect.Value, field string, f func(string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.Set(v)
		if field == "Text" || field == "Name" || field == "Aliases" || field == "Organization" {
			out.SetString(f(v.String()))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(rewrite(v.Elem(), field, f))
		}
	case reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(rewrite(v.Index(i), field, f))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(rewrite(v.Field(i), v.Type().Field(i).Name, f))
		}
	default:
		out.Set(v)
	}
	return out
}

// other is what a word is exchanged for, by chance for itself.
func other(r *rand.Rand, w string) string {
	named := unicode.IsUpper(rune(append([]byte(w), 'x')[0]))
	switch {
	case len(w) < 5 || len(w) >= len(invented) || strings.ContainsFunc(w, func(c rune) bool { return c >= 0x80 }):
		return w
	case named && r.IntN(30) == 0 || !named && r.IntN(2) == 0:
		return w
	}
	all := invented[len(w)]
	rank := int(float64(len(all)) * r.Float64() * r.Float64() * r.Float64()) // few are frequent, most are rare
	if named {
		return strings.ToUpper(all[rank][:1]) + all[rank][1:]
	}
	return all[rank]
}

// invented are words that there are not, by length.
var invented = func() (all [15][]string) {
	r := rand.New(rand.NewPCG(9, 9))
	for n := 5; n < len(all); n++ {
		for range 4000 {
			w := make([]byte, n)
			for i := range w {
				w[i] = "bdfgklmnprstv"[r.IntN(13)]
				if i%2 == 1 {
					w[i] = "aeiou"[r.IntN(5)]
				}
			}
			all[n] = append(all[n], string(w))
		}
	}
	return all
}()

var outlets = func() (all []string) {
	for i := range 300 {
		w := invented[5+i%9][i]
		all = append(all, strings.ToUpper(w[:1])+w[1:]+" "+[]string{"Herald", "Post", "Standard", "Online"}[i%4])
	}
	return all
}()
