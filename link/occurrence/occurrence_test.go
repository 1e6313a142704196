package occurrence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/link"
)

// A testCase is what testdata/cases.txt has under one name.
type testCase struct {
	name    string
	reports []link.Report
	one     []string // the occurrences, each with its events' names between blanks, sorted
	known   string   // why it is known to fail
}

var eventMark = regexp.MustCompile(`\*([^*]+)\*`)

func readCases(t testing.TB) []testCase {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	for _, line := range lines(string(file)) {
		c := &testCase{}
		if len(out) > 0 {
			c = &out[len(out)-1]
		}
		switch f := strings.Fields(line); {
		case f[0] == "=":
			out = append(out, testCase{name: strings.TrimPrefix(line, "= ")})
		case line[0] == '@':
			c.reports = append(c.reports, link.Report{ID: f[0][1:], Tellings: make([]link.Telling, 1)})
			if f[1] != "-" {
				c.reports[len(c.reports)-1].Published = f[1]
			}
		case f[0] == "one:":
			slices.Sort(f[1:])
			c.one = append(c.one, strings.Join(f[1:], " "))
		case f[0] == "KNOWN:":
			c.known = line
		default:
			addSentence(&c.reports[len(c.reports)-1], line)
		}
	}
	return out
}

func addSentence(r *link.Report, line string) {
	start := 0
	if n := len(r.Sentences); n > 0 {
		start = r.Sentences[n-1].End + 1
	}
	text, rest := "", line
	for {
		m := eventMark.FindStringSubmatchIndex(rest)
		if m == nil {
			break
		}
		f := append(strings.Split(rest[m[2]:m[3]], "|"), "", "", "")
		text += rest[:m[0]]
		events := &r.Tellings[0].Events
		*events = append(*events, link.Event{
			ID: fmt.Sprint(len(*events) + 1), Start: start + utf8.RuneCountInString(text), Lemma: f[1],
			Agents: cast(r, f[2]), Patients: cast(r, f[3]), Polarity: "positive", Modality: "actual",
		})
		text, rest = text+f[0], rest[m[1]:]
	}
	text += rest
	r.Sentences = append(r.Sentences, link.Sentence{Start: start, End: start + utf8.RuneCountInString(text), Text: text})
}

// cast is the index of an actor, who joins the cast if new; nil for no name.
func cast(r *link.Report, name string) []int {
	if name == "" {
		return nil
	}
	i := slices.IndexFunc(r.Cast, func(a link.Actor) bool { return a.Name == name })
	if i < 0 {
		i = len(r.Cast)
		r.Cast = append(r.Cast, link.Actor{ID: fmt.Sprint("a", i+1), Name: name, Naming: "named"})
	}
	return []int{i}
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		var got []string
		for _, o := range Find(c.reports) {
			var names []string
			for _, e := range o.Members {
				names = append(names, e.Report+e.Event)
			}
			slices.Sort(names)
			got = append(got, strings.Join(names, " "))
		}
		diff := cmp.Diff(c.one, got)
		if c.known == "" && diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if c.known != "" && diff == "" {
			t.Errorf("%s: right by now, but marked %s", c.name, c.known)
		}
	}
}

// all is the reports of all cases as one collection.
func all(t testing.TB) []link.Report {
	var out []link.Report
	for i, c := range readCases(t) {
		for _, r := range c.reports {
			r.ID = fmt.Sprint(i, r.ID)
			out = append(out, r)
		}
	}
	return out
}

func TestOrderDoesNotMatter(t *testing.T) {
	reports := all(t)
	want := Find(reports)
	if len(want) < 3 {
		t.Fatalf("%d occurrences, want some to compare", len(want))
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		r.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if diff := cmp.Diff(want, Find(reports)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestReasons(t *testing.T) {
	reports := readCases(t)[0].reports
	o := Find(reports)[0]
	if !strings.HasPrefix(o.ID, "o") || len(o.Why) == 0 || len(o.Why) > mostReasons {
		t.Fatalf("%+v", o)
	}
	for _, w := range o.Why {
		if w.Text == "" || w.Weight == 0 || len(w.Evidence) != 2 || w.Evidence[0].Words != reports[0].Sentences[0].Text {
			t.Errorf("%+v", w)
		}
	}
}

// TestAnything: what no record should hold is taken all the same.
func TestAnything(t *testing.T) {
	event := link.Event{ID: "e1", Start: -5, Lemma: " \xff * ", Agents: []int{-1, 9}, Earliest: "soon", Latest: "X"}
	long := link.Report{ID: "long", Published: "2", Sentences: []link.Sentence{{Start: 3, Text: strings.Repeat("zż ", 5000)}}}
	for i := range 300 {
		long.Tellings = append(long.Tellings, link.Telling{Events: []link.Event{{ID: fmt.Sprint("e", i), Start: i, Lemma: "run"}}})
	}
	reports := []link.Report{
		{}, {}, {ID: "a", Tellings: []link.Telling{{Events: []link.Event{event, event}}}},
		{ID: "b", Sentences: []link.Sentence{{Start: 9, Text: "\x00"}}, Tellings: []link.Telling{{Events: []link.Event{event}}, {Events: []link.Event{event}}}},
		long,
	}
	if got := Find(nil); got != nil {
		t.Errorf("%v in nothing", got)
	}
	for _, o := range Find(reports) {
		for i, m := range o.Members {
			if slices.Contains(o.Members[:i], m) {
				t.Errorf("%v twice in %s", m, o.ID)
			}
		}
	}
}

// many is n reports, eight on each affair, with words that are rare by chance.
func many(n int) []link.Report {
	r := rand.New(rand.NewPCG(5, 6))
	var verbs []string
	for _, line := range lines(predicatesFile) {
		verbs = append(verbs, strings.Fields(line)[0])
	}
	var out []link.Report
	for i := range n {
		rep := link.Report{ID: fmt.Sprintf("r%06d", i), Tellings: make([]link.Telling, 1)}
		for s := range 20 {
			var words []string
			for range 8 {
				words = append(words, fmt.Sprintf("affair%dword%d", i/8, r.IntN(60)), fmt.Sprintf("town%d", r.IntN(5000)))
			}
			v := verbs[r.IntN(len(verbs))]
			rep.Tellings[0].Events = append(rep.Tellings[0].Events, link.Event{ID: fmt.Sprint("e", s), Start: 1000 * s, Lemma: v})
			rep.Sentences = append(rep.Sentences, link.Sentence{Start: 1000 * s, End: 1000*s + 999, Text: strings.Join(words, " ")})
		}
		out = append(out, rep)
	}
	return out
}

// TestMates: each story has those most like it for mates, as they would be found by
// holding all against all.
func TestMates(t *testing.T) {
	stories := read(many(80))
	neighbours(stories)
	for i := range stories {
		s := &stories[i]
		var alike []float64
		for j := range stories {
			if c := cosine(s.whole, stories[j].whole); j != i && c >= leastAlike {
				alike = append(alike, c)
			}
			if got, want := s.like(&stories[j]), cosine(s.whole, stories[j].whole); math.Abs(got-want) > 1e-6 {
				t.Fatalf("stories %d and %d are alike by %g, want %g", i, j, got, want)
			}
		}
		slices.Sort(alike)
		for _, c := range alike[max(0, len(alike)-nearest):] {
			if !slices.ContainsFunc(s.mates, func(m mate) bool { return math.Abs(float64(m.alike)-c) < 1e-6 }) {
				t.Errorf("story %d lacks one that is alike by %g", i, c)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{500, 1000, 2000} {
		reports := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Find(reports)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}
