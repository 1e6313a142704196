package reuse

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A testCase is a block of testdata/cases.txt, which tells the format.
type testCase struct {
	title, known string
	reports      []link.Report
	want         []string
}

func readCases(t *testing.T) []testCase {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	for _, block := range strings.Split(string(data), "\n----\n")[1:] {
		out = append(out, readCase(t, block))
	}
	return out
}

func readCase(t *testing.T, block string) testCase {
	t.Helper()
	var c testCase
	at := 0
	for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		last := len(c.reports) - 1
		switch mark {
		case "#":
			c.title = rest
		case "!":
			c.known = rest
		case "report":
			f := strings.Split(rest, "|")
			if len(f) != 3 {
				t.Fatalf("%s: %q has %d fields, want 3", c.title, line, len(f))
			}
			at = 0
			c.reports = append(c.reports, link.Report{ID: strings.TrimSpace(f[0]), Publisher: strings.TrimSpace(f[1]), Published: strings.TrimSpace(f[2])})
		case "byline":
			c.reports[last].Byline = append(c.reports[last].Byline, rest)
		case "dateline":
			c.reports[last].Dateline = rest
		case "credit":
			kind, name, _ := strings.Cut(rest, " ")
			c.reports[last].Credits = append(c.reports[last].Credits, link.Credit{Kind: kind, Name: name, Text: name})
		case "|", "=":
			if rest != "" {
				s := link.Sentence{Start: at, End: at + utf8.RuneCountInString(rest), Region: "body", Text: rest}
				if mark == "=" {
					s.Region = "boilerplate"
				}
				c.reports[last].Sentences = append(c.reports[last].Sentences, s)
				at = s.End
			}
			at++
		default:
			c.want = append(c.want, line)
		}
	}
	return c
}

// lines are copies and their groups as the cases write them.
func lines(copies []link.Copy) []string {
	var out []string
	for _, c := range copies {
		l := fmt.Sprintf("%s > %s %s", c.From, c.To, c.Kind)
		for _, f := range []struct {
			is   bool
			word string
		}{
			{c.Credited, "credited"}, {c.Open, "open"}, {c.Doubtful, "doubtful"},
			{c.Via != "", "via " + c.Via}, {c.Outlet != "", "outlet " + c.Outlet},
		} {
			if f.is {
				l += " " + f.word
			}
		}
		out = append(out, l)
	}
	for _, g := range Groups(copies) {
		out = append(out, fmt.Sprintf("group %s: %s", g.Root, strings.Join(g.Members, " ")))
	}
	return out
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.title, func(t *testing.T) {
			diff := cmp.Diff(c.want, lines(Find(c.reports)))
			switch {
			case c.known == "" && diff != "":
				t.Error(diff)
			case c.known != "" && diff == "":
				t.Errorf("right, and yet marked: %s", c.known)
			}
		})
	}
}

// TestReasons holds the rules of the reasons against those that each kind of
// reuse should give; the cases are found by their titles.
func TestReasons(t *testing.T) {
	want := map[string]string{
		"a wire report printed whole, with the agency in the brackets of the dateline": "same-words credit later",
		"a report that says whose it is copies that outlet's, whatever the dates say":  "same-words credit credit-before-date",
		"without dates nobody was first":                                               "same-words order-open",
		"two that carry an agency whose report is not there":                           "same-words same-wire later",
		"a light rewrite keeps the quotations and the order":                           "same-words same-matter same-quotes later",
		"two that bear one byline":                                                     "same-words same-byline later",
	}
	for _, c := range readCases(t) {
		rules, ok := want[c.title]
		if !ok {
			continue
		}
		delete(want, c.title)
		var got []string
		for _, w := range Find(c.reports)[0].Why {
			got = append(got, w.Rule)
		}
		if strings.Join(got, " ") != rules {
			t.Errorf("%s: reasons %q, want %q", c.title, got, rules)
		}
	}
	for title := range want {
		t.Errorf("no case %q", title)
	}
}

// TestOverlaps: what two reports quote from one speech is told by Overlaps alone,
// as common.
func TestOverlaps(t *testing.T) {
	for _, c := range readCases(t) {
		if c.title != "two that quote one speech are not made of each other" {
			continue
		}
		got := Overlaps(c.reports)
		if len(got) != 1 || got[0].Kind != Common || !strings.Contains(got[0].Passages[0].Words, "with our own hands") {
			t.Errorf("got %+v", got)
		}
		return
	}
	t.Error("no such case")
}

// demoReports are the digests of the demo reports.
func demoReports(t *testing.T) []link.Report {
	t.Helper()
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []link.Report
	for _, r := range demo.Reports() {
		src, err := input.Read(r.File, r.Data, input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		src.Meta.Publisher, src.Meta.Published = r.Publisher, r.Published
		d := &doc.Doc{Source: *src}
		p[:2].Run(d)
		out = append(out, digest(r.ID, record.New(d, record.Generator{})))
	}
	return out
}

func digest(id string, rec record.Record) link.Report {
	d := rec.Document
	r := link.Report{ID: id, Publisher: d.Publisher.Text, Published: *d.Published}
	if d.Dateline != nil {
		r.Dateline = d.Dateline.Text
	}
	for _, b := range d.Byline {
		r.Byline = append(r.Byline, b.Text)
	}
	for _, c := range d.Credits {
		r.Credits = append(r.Credits, link.Credit{Kind: c.Kind, Name: c.Name, Text: c.Text})
	}
	for _, s := range d.Sentences {
		r.Sentences = append(r.Sentences, link.Sentence{Start: s.Start, End: s.End, Region: regionAt(d, s.Start), Text: string([]rune(d.Text)[s.Start:s.End])})
	}
	return r
}

func regionAt(d record.Document, at int) string {
	for _, g := range d.Regions {
		if g.Start <= at && at < g.End {
			return g.Kind
		}
	}
	return ""
}

// missed are the copies and rewrites of the demo reports that are not found, and
// why.
var missed = map[string]string{
	"11 > 13": "report 13 takes one quotation and the facts from 11, which 12 has too",
}

// uncredited are those that the lineage calls credited and that name nobody.
var uncredited = map[string]string{
	"24 > 25": `"told a local newspaper"`,
}

// TestDemo holds Find against the true lineage of the demo reports.
func TestDemo(t *testing.T) {
	lineage, err := demo.Lineage()
	if err != nil {
		t.Fatal(err)
	}
	reports := demoReports(t)
	copies := Find(reports)
	found := map[string]link.Copy{}
	for _, c := range copies {
		if c.Via == "" {
			found[c.From+" > "+c.To] = c
		}
	}
	for _, r := range lineage.Reports {
		for _, m := range r.Made {
			if m.How != demo.Copy && m.How != demo.Rewrite {
				continue
			}
			key := m.Of + " > " + r.ID
			c, ok := found[key]
			delete(found, key)
			switch {
			case ok && missed[key] != "":
				t.Errorf("%s found, and yet marked: %s", key, missed[key])
			case !ok && missed[key] == "":
				t.Errorf("%s %s not found", key, m.How)
			case ok && c.Kind != string(m.How):
				t.Errorf("%s is a %s, want %s", key, c.Kind, m.How)
			case ok && c.Credited != (m.Credited && uncredited[key] == ""):
				t.Errorf("%s credited: %t", key, c.Credited)
			}
		}
	}
	for key, c := range found {
		t.Errorf("%s is no %s", key, c.Kind)
	}
	checkPlaces(t, reports, copies)
	checkOrder(t, reports, copies)
}

// checkPlaces tells whether every passage and place stands where it says.
func checkPlaces(t *testing.T, reports []link.Report, copies []link.Copy) {
	t.Helper()
	byID := map[string]*link.Report{}
	for i := range reports {
		byID[reports[i].ID] = &reports[i]
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, c := range copies {
		for _, p := range c.Passages {
			to := textBetween(byID[c.To], p.To[0], p.To[1])
			from := textBetween(byID[c.From], p.From[0], p.From[1])
			if to != p.Words || !sameWords(from, to) {
				t.Errorf("%s > %s: passage %q, from %q", c.From, c.To, p.Words, from)
			}
		}
		if len(c.Why) == 0 {
			t.Errorf("%s > %s without a reason", c.From, c.To)
		}
		for _, w := range c.Why {
			for _, p := range w.Evidence {
				if p.End > 0 && flat(textBetween(byID[p.Report], p.Start, p.End)) != flat(p.Words) {
					t.Errorf("%s > %s, %s: %q does not stand at %d", c.From, c.To, w.Rule, p.Words, p.Start)
				}
			}
		}
	}
}

// textBetween are the words of r between two of its code points, sentences apart
// by a blank.
func textBetween(r *link.Report, start, end int) string {
	var parts []string
	for _, s := range r.Sentences {
		from, to := max(start, s.Start), min(end, s.End)
		if from < to && told(s) {
			parts = append(parts, string([]rune(s.Text)[from-s.Start:to-s.Start]))
		}
	}
	return strings.Join(parts, " ")
}

func sameWords(a, b string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(nameWords(s), " ")) }
	return fold(a) == fold(b)
}

// checkOrder tells whether the order of the reports matters.
func checkOrder(t *testing.T, reports []link.Report, want []link.Copy) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	for range 3 {
		random.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if diff := cmp.Diff(want, Find(reports)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// Reports of the benchmark's kind: the copies of each affair's first report are
// found, whatever notice stands below them all, and none across affairs.
func TestManyAffairs(t *testing.T) {
	found := map[string]bool{}
	for _, c := range Find(generated(400)) {
		if c.From[:6] != c.To[:6] {
			t.Errorf("%s > %s across affairs", c.From, c.To)
		}
		if c.Via == "" {
			found[c.From[6:]+c.To[6:]+" "+c.Kind] = true
		}
	}
	for _, want := range []string{"05 copy", "06 copy", "07 copy"} {
		if !found[want] {
			t.Errorf("no %s", want)
		}
	}
}

func TestNames(t *testing.T) {
	reports := []*link.Report{
		{Publisher: "Halden Press Bureau"}, {Publisher: "The Port Evening Mail"}, {Publisher: "www.portnews.example/home"}, {Publisher: "Globewire"},
		{Publisher: "Bureau of Fish and Ports"},
	}
	o := outletsOf(reports)
	for _, c := range []struct {
		text  string
		field bool
		want  string
	}{
		{"The silo burned, the Halden Press Bureau reported.", false, "haldenpressbureau"},
		{"he told HPB on Monday", false, "haldenpressbureau"},
		{"he told hpb on Monday", false, ""},
		{"as the Evening Mail wrote", false, "porteveningmail"},
		{"as Evening Mail wrote", false, ""},
		{"Evening Mail", true, "porteveningmail"},
		{"as the evening mail came", false, ""},
		{"Port News has learnt", false, "portnews"},
		{"SENNICK (Globewire) — A silo", false, "globewire"},
		{"the wire of the globe", false, ""},
		{"A silo burned, the Bureau of Fish and Ports said.", false, "bureauoffishandports"},
		{"A silo burned, the bureau of fish and ports said.", false, ""},
	} {
		got := ""
		o.named(c.text, c.field, func(publisher, _ string) { got = publisher })
		if got != c.want {
			t.Errorf("%q names %q, want %q", c.text, got, c.want)
		}
	}
}

// TestCues runs the examples of data/cues.tsv.
func TestCues(t *testing.T) {
	o := outletsOf([]*link.Report{{Publisher: "The Port Evening Mail"}})
	credited := func(text string) bool {
		r := link.Report{Sentences: []link.Sentence{{}, {}, {}, {}, {Text: text}, {}, {}, {}, {}}}
		return o.creditsOf(&r)["porteveningmail"].where == "the text"
	}
	n := 0
	for line := range strings.Lines(cueFile) {
		word, example, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		n++
		if !credited(example) {
			t.Errorf("%s: no credit in %q", word, example)
		}
		if without := strings.ReplaceAll(example, word, "x"); credited(without) {
			t.Errorf("%s: credit without it in %q", word, without)
		}
	}
	if n != len(cues) || n == 0 {
		t.Errorf("%d examples, %d cues", n, len(cues))
	}
}

func TestDomainName(t *testing.T) {
	for in, want := range map[string]string{
		"www.portnews.example/home": "portnews", "news.port.example": "port", "mail.co.uk": "mail", "Port News Inc.": "Port News Inc.", "St. Orlan Post": "St. Orlan Post", "...": "", "/a.b": "",
	} {
		if got := domainName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestStems(t *testing.T) {
	stem := func(s string) uint64 {
		return wordsOf(&link.Report{Sentences: []link.Sentence{{Text: s}}})[0].stem
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"boxes", "Box", false}, // too short for a stem
		{"carries", "CARRIED", true},
		{"warned", "warning", true},
		{"silos", "silo", true},
		{"glass", "glas", false},
		{"ring", "r", false},
	} {
		if (stem(c.a) == stem(c.b)) != c.same {
			t.Errorf("%s and %s: same stem %t", c.a, c.b, !c.same)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("A ferry ran aground off Marl Point before dawn on Friday", "“A ferry ran aground off Marl Point before dawn", "2031-05-02", "QPA")
	f.Add("\xff\xfe", "", "2031", "…")
	f.Fuzz(func(t *testing.T, a, b, published, outlet string) {
		a, b = strings.ToValidUTF8(a, "\uFFFD"), strings.ToValidUTF8(b, "\uFFFD")
		reports := []link.Report{
			{ID: "a", Publisher: outlet, Published: published, Sentences: []link.Sentence{{End: utf8.RuneCountInString(a), Text: a}}},
			{ID: "b", Dateline: outlet, Sentences: []link.Sentence{{End: utf8.RuneCountInString(b), Text: b}}},
		}
		copies := Find(reports)
		checkPlaces(t, reports, copies)
		for _, c := range copies {
			if c.Share < 0 || c.Share > 1.000001 || c.Back < 0 || c.Back > 1.000001 {
				t.Errorf("shares %g and %g", c.Share, c.Back)
			}
		}
	})
}
