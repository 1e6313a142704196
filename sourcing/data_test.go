package sourcing

import (
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/record"
)

// quietly sketches a report with one statement that is not in the lead.
func quietly(t *testing.T, example string) record.Record {
	t.Helper()
	text, about, _ := strings.Cut(example, " = ")
	s := sketch{lines: []string{"Rain fell.", "Rain fell.", "Rain fell.", text}}
	if about != "" {
		s.about = []string{about}
	}
	return s.record(t)
}

func TestOpinionExamples(t *testing.T) {
	for _, row := range rows(opinionTSV) {
		if len(row) != 3 {
			t.Errorf("%d columns in %q, want 3", len(row), row)
			continue
		}
		found := false
		for _, f := range Of(quietly(t, row[2])).Findings {
			found = found || f.Kind == UnnamedOpinion
		}
		if !found {
			t.Errorf("no opinion found in %q", row[2])
		}
		for _, w := range strings.Split(row[1], ", ") {
			if w != strings.ToLower(w) || len(strings.Fields(w)) > maxPhrase {
				t.Errorf("%q is not in lower case or longer than %d words", w, maxPhrase)
			}
		}
	}
}

func TestReasonExamples(t *testing.T) {
	for _, row := range rows(reasonTSV) {
		if len(row) != 2 || !givesReason(row[1]) {
			t.Errorf("no reason found in %q", row)
		}
	}
	for _, words := range []string{"An official asked not to be named.", "An official spoke on condition of anonymity.", ""} {
		if givesReason(words) {
			t.Errorf("a reason found in %q", words)
		}
	}
}

func TestPeopleExamples(t *testing.T) {
	seen := map[string]string{}
	for _, row := range rows(peopleTSV) {
		if len(row) != 3 {
			t.Errorf("%d columns in %q, want 3", len(row), row)
			continue
		}
		phrase, _, _ := strings.Cut(strings.TrimPrefix(row[2], "["), "]")
		if got := headNoun(phrase).class; string(got) != row[0] {
			t.Errorf("%q is %q, want %q", phrase, got, row[0])
		}
		for _, w := range strings.Fields(row[1]) {
			if seen[w] != "" && seen[w] != row[0] {
				t.Errorf("%q is %s and %s", w, seen[w], row[0])
			}
			seen[w] = row[0]
		}
	}
}

func TestHeadNoun(t *testing.T) {
	for phrase, want := range map[string]string{
		"two people briefed on the plan": "person", "White House officials": "official", "an official, who sat near the minister,": "official",
		"the official's aide": "aide", "One Latin American diplomat": "diplomat", "officials": "official", "police": "police",
		"A leaked memo from the mayor": "memo", "zebras": "", "": "", "of": "",
	} {
		if got := headNoun(phrase).one; got != want {
			t.Errorf("headNoun(%q) is %q, want %q", phrase, got, want)
		}
	}
	for phrase, want := range map[string]bool{"two officials": true, "Sources": true, "a senior official": false, "officials at the port": false} {
		if got := undescribed(phrase); got != want {
			t.Errorf("undescribed(%q) is %v", phrase, got)
		}
	}
}

// The notation's own words are right: every mark of every case gives its words.
func TestSketchesRepeatTheirWords(t *testing.T) {
	n := 0
	for _, s := range sketches(t) {
		r := s.record(t)
		text := []rune(r.Document.Text)
		for _, st := range r.Statements {
			for _, list := range [][]record.Span{st.Content, st.Cue, st.Source.Spans} {
				for _, span := range list {
					n++
					if string(text[span.Start:span.End]) != span.Text {
						t.Errorf("%s: [%d,%d) is not %q", s.name, span.Start, span.End, span.Text)
					}
				}
			}
		}
		for _, f := range Of(r).Findings {
			for _, span := range f.Spans {
				if string(text[span.Start:span.End]) != span.Text {
					t.Errorf("%s: finding at [%d,%d) is not %q", s.name, span.Start, span.End, span.Text)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("%d spans, want 100 or more", n)
	}
}

// A hostile record is no more than slow reading: references that lead nowhere or
// in a circle, no words, ten thousand statements with the same words.
func TestHostileRecords(t *testing.T) {
	none, itself, loop := "s99", "s1", "s2"
	r := record.Record{Statements: []record.Statement{
		{ID: "s1", Parent: &itself, Source: record.Source{Actor: &none, Naming: "described"}},
		{ID: "s2", Parent: &none, Act: "assert", Source: record.Source{Naming: "bare"}, Content: []record.Span{{Text: "x", Start: 5, End: 2}}},
		{ID: "s3", Parent: &loop, Act: "believe", Source: record.Source{Naming: "nonsense"}},
		{ID: "s2", Parent: &itself, Chain: make([]record.Link, 9)},
	}}
	Of(r)
	Of(record.Record{})
	name := "officials"
	many := record.Record{}
	for i := range 10000 {
		many.Statements = append(many.Statements, record.Statement{
			ID: record.StatementID(i), Act: "assert", Source: record.Source{Naming: "bare", Name: &name, Spans: []record.Span{{Start: 0, End: 9, Text: name}}},
			Content: []record.Span{{Start: 10, End: 60, Text: "the old pier at Kelmouth was closed for repairs on Monday"}},
		})
	}
	if c := Of(many); c.Claims != 1 || c.Count("bare") != 10000 {
		t.Errorf("%d claims, %d bare", c.Claims, c.Count("bare"))
	}
}

func TestQuoted(t *testing.T) {
	r := sketch{
		lines: []string{"[1:Tove Lind] {1:said} <1:it rained>.", "[2:Vilma Dorn] {2:said} <2:the pier was closed>.", "\"<3:We wait>,\" [3:she] {3:said}.", "<4:It is thought>."},
		about: []string{"1 named", "2 named actor=a", "3 named actor=a direct", "4 absent"},
	}.record(t)
	got := Of(r).Quoted
	if len(got) != 2 || got[0].Name != "Vilma Dorn" || got[0].Statements != 2 || got[0].OwnWords != 1 || got[1].Name != "Tove Lind" {
		t.Errorf("got %+v", got)
	}
}

func BenchmarkOf(b *testing.B) {
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		b.Fatal(err)
	}
	r := record.Record{}
	at := 0
	for i, line := range strings.Split(string(text), "\n") {
		if len(line) < 20 {
			continue
		}
		who := strings.Fields(line)[0]
		r.Statements = append(r.Statements, record.Statement{
			ID: record.StatementID(i), Act: "assert", Source: record.Source{Naming: "described", Name: &who},
			Content: []record.Span{{Start: at, End: at + len([]rune(line)), Text: line}},
		})
		at += len(line) + 1
	}
	b.ReportMetric(float64(len(r.Statements)), "statements")
	for b.Loop() {
		Of(r)
	}
}
