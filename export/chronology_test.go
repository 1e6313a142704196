package export

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/saysonews/sayso/record"
)

// tarn is a record made by hand: every way of dating, telling and not telling an
// event that the formats have to keep apart.
func tarn(t testing.TB) record.Record {
	t.Helper()
	return readRecord(t, "testdata/tarn.json")
}

// The hand-made record is a record.
func TestTarnIsARecord(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.SchemaJSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("testdata/tarn.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	v, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(v); err != nil {
		t.Error(err)
	}
	r := tarn(t)
	text := []rune(r.Document.Text)
	for _, e := range r.Events {
		if got := string(text[e.Trigger.Start:e.Trigger.End]); got != e.Trigger.Text {
			t.Errorf("%s: %q is %q in the text", e.ID, e.Trigger.Text, got)
		}
	}
}

func TestTarnGolden(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, tarn(t), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "tarn-80.txt", b.Bytes())
	for name, table := range map[string]*Table{"tarn-events.csv": EventTable(&b), "tarn-polecat.csv": PolecatTable(&b), "tarn-acled.csv": AcledTable(&b)} {
		b.Reset()
		if err := table.Write(tarn(t)); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// Each event by what its page says: when, how it is told, whose word it is.
func TestChronology(t *testing.T) {
	r := tarn(t)
	c := newIndex(&r).chronology()
	var got []string
	for _, h := range c.all() {
		got = append(got, strings.Join([]string{h.ev.Trigger.Text, h.when.words, standings[h.told].sign, strings.Join(h.marks, ", "), h.voice.words()}, " | "))
	}
	want := []string{
		"founded | 753 BC | ● | background | ",
		"began | the late 1990s | ● | background | ",
		"signed | early 2003 | ● | background, date from the context | ",
		"strike | March 2031 | ● |  | ",
		"killed | 1 to 3 May 2031 | ● |  | according to a hospital",
		"fire | 9 May 2031 | ✕ | did not happen | according to Ilse Okonkwo",
		"patrolled | from 10 May 2031 | ● |  | ",
		"shut | now, 14 May 2031 | ● |  | ",
		"burned | 14 May 2031, 06:00 | ● |  | ",
		"opens | weekend of 17 May 2031 | ○ | to come | ",
		"holds | by 18 May 2031 | ● |  | ",
		"resume | June 2031 | ○ | planned | according to an envoy, via The Herald",
		"close | late 2032 | ○ | possible | nobody is named for it",
		"fail |  | ○ | hypothetical | nobody is named for it",
		"seized |  | ● |  | ",
		"fled | in the past | ● | background | ",
		"marched |  | ● |  | ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMoment(t *testing.T) {
	some := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	for _, c := range []struct{ value, earliest, latest, words, first, last string }{
		{"2031-05-14", "", "", "14 May 2031", "2031-05-14", "2031-05-14"},
		{"2031-05-01", "2031-05-01", "2031-05-03", "1 to 3 May 2031", "2031-05-01", "2031-05-03"},
		{"2031-04-28", "2031-04-28", "2031-05-03", "28 April to 3 May 2031", "2031-04-28", "2031-05-03"},
		{"2030-12-28", "2030-12-28", "2031-01-03", "28 December 2030 to 3 January 2031", "2030-12-28", "2031-01-03"},
		{"P3D", "2031-05-11", "2031-05-14", "11 to 14 May 2031", "2031-05-11", "2031-05-14"},
		{"P3D", "", "", "3 days", "", ""},
		{"", "2031-05-11", "", "from 11 May 2031", "2031-05-11", ""},
		{"", "", "2031-05-11", "until 11 May 2031", "", "2031-05-11"},
		{"2031-02", "", "", "February 2031", "2031-02-01", "2031-02-28"},
		{"2032-Q1", "", "", "first quarter of 2032", "2032-01-01", "2032-03-31"},
		{"2031-WI", "", "", "winter 2031", "2031-12-01", "2032-02-29"},
		{"2031-W01", "", "", "week of 30 December 2030", "2030-12-30", "2031-01-05"},
		{"2031-05-13TEV", "2031-05-13", "2031-05-13", "13 May 2031, evening", "2031-05-13", "2031-05-13"},
		{"XXXX-WXX-3", "", "", "a Wednesday", "", ""},
		{"2031-02-30", "2031-02-30", "2031-02-30", "30 February 2031", "", ""},
		{"nonsense", "", "", "nonsense", "", ""},
	} {
		got := newIndex(&record.Record{}).moment(record.EventTime{Value: some(c.value), Earliest: some(c.earliest), Latest: some(c.latest)})
		if got.words != c.words || got.first != c.first || got.last != c.last {
			t.Errorf("%q %q %q: got %+v", c.value, c.earliest, c.latest, got)
		}
	}
}

func TestWithModifier(t *testing.T) {
	for _, c := range [][3]string{
		{"START", "the 1990s", "the early 1990s"}, {"MID", "May 2031", "mid-May 2031"}, {"END", "2032", "late 2032"},
		{"APPROX", "1850", "about 1850"}, {"BEFORE", "2031", "before 2031"}, {"ON_OR_AFTER", "2031", "from 2031"}, {"", "2031", "2031"}, {"ODD", "2031", "2031"},
	} {
		if got := withModifier(c[0], c[1]); got != c[2] {
			t.Errorf("%s %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestToldAgain(t *testing.T) {
	statement := "s1"
	r := record.Record{
		Events: []record.Event{
			{ID: "e1", Trigger: record.Span{Start: 0, End: 6, Text: "attack"}, Tellings: []string{"e2", "e3"}, Factuality: record.Factuality{Polarity: "positive", Modality: "actual"}},
			{ID: "e2", Trigger: record.Span{Start: 10, End: 16, Text: "attack"}, Factuality: record.Factuality{Polarity: "positive", Modality: "actual"}},
			{ID: "e3", Trigger: record.Span{Start: 20, End: 26, Text: "attack"}, Statement: &statement, Factuality: record.Factuality{Polarity: "positive", Modality: "actual"}},
		},
	}
	name := "Ilse Okonkwo"
	r.Statements = []record.Statement{{ID: "s1", Source: record.Source{Name: &name, Naming: "named"}}}
	all := newIndex(&r).chronology()
	if n := len(all.all()); n != 3 {
		t.Fatalf("%d tellings, want 3", n)
	}
	once := all.once().all()
	if len(once) != 1 || once[0].ev.ID != "e1" {
		t.Fatalf("once: %d events, want e1 alone", len(once))
	}
	if got, want := strings.Join(once[0].marks, "; "), "told 3 times; also according to Ilse Okonkwo"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
}
