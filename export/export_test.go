package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/record"
)

var update = flag.Bool("update", false, "rewrite testdata")

// harbour is the record of a report that was read by hand.
func harbour(t testing.TB) record.Record {
	t.Helper()
	return readRecord(t, "../record/testdata/harbour.json")
}

func readRecord(t testing.TB, path string) record.Record {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var r record.Record
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// golden compares got with a file of testdata, which -update rewrites.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s changed (-want +got); run with -update if that is meant:\n%s", name, diff)
	}
}

// oddTexts are reports that are hard to lay out.
var oddTexts = map[string]string{
	"empty":     "",
	"blank":     " \n\u00a0\n\t",
	"markup":    "</script><b onclick=\"x\">&amp;</b> said 'no' <!-- so",
	"escapes":   "\x1b[2J\x1b]0;t\x07 said\x00 \u009b31m so",
	"rtl":       "قال الوزير \u202eإن\u202c المطر \u2067توقف\u2069.",
	"emoji":     "“😀👩‍👩‍👧🏽🇸🇪” said the mayor 🌧️.",
	"wide":      strings.Repeat("東京は雨だった", 40),
	"long word": strings.Repeat("a", 1500),
	"combining": "a" + strings.Repeat("\u0301", 500) + " b",
	"lines":     "One\r\n\r\ntwo\rthree\u2028four\u0085five",
	"formula":   "=1+1 said\t@mayor, \"yes\"",
}

// scattered is a record of text with findings in random places, nested, crossing
// and empty ones too, that all repeat the words they cover.
func scattered(text string, seed uint64) record.Record {
	rnd := rand.New(rand.NewPCG(seed, 1))
	runes := []rune(text)
	span := func() record.Span {
		a, b := rnd.IntN(len(runes)+1), rnd.IntN(len(runes)+1)
		a, b = min(a, b), max(a, b)
		return record.Span{Start: a, End: b, Text: string(runes[a:b])}
	}
	r := record.Record{Schema: record.Schema}
	r.Document.Text = text
	for at := 0; at < len(runes); {
		end := min(at+rnd.IntN(len(runes)+1)+1, len(runes))
		r.Document.Paragraphs = append(r.Document.Paragraphs, record.Paragraph{
			Start: at, End: end, Kind: []string{"body", "headline", "caption"}[rnd.IntN(3)], Continues: at > 0 && rnd.IntN(4) == 0,
		})
		at = end + rnd.IntN(3)
	}
	for i := range 6 {
		s := record.Statement{
			ID: record.StatementID(i), Form: []string{"direct", "mixed"}[i%2], Act: "claim", Content: []record.Span{span()},
			Cue: []record.Span{span()}, Source: record.Source{Naming: "described", Spans: []record.Span{span()}},
			Chain: []record.Link{{Naming: "outlet"}, {Naming: "bare"}, {Naming: "named", Name: &text}},
		}
		if parent := record.StatementID(rnd.IntN(i + 1)); parent != s.ID {
			s.Parent = &parent
		}
		r.Statements = append(r.Statements, s)
		r.Events = append(r.Events, record.Event{
			ID: record.EventID(i), Trigger: span(), Agents: []record.Participant{{Span: span()}},
			Factuality: record.Factuality{Polarity: "negative", Modality: "actual"}, Statement: &s.ID,
		})
		r.Times = append(r.Times, record.Time{ID: record.TimeID(i), Span: span(), Value: text})
		r.Figures = append(r.Figures, record.Figure{ID: record.FigureID(i), Span: span(), Kind: "count", Unit: text})
		r.Places = append(r.Places, record.Place{ID: record.PlaceID(i), Name: text, Mentions: []record.Span{span()}})
		r.Actors = append(r.Actors, record.Actor{
			ID: record.ActorID(i), Name: text, Kind: "person", Naming: "named", Mentions: []record.Mention{{Span: span(), Kind: "name"}},
		})
	}
	return r
}

// oddRecords are records of all odd texts, with and without findings.
func oddRecords() map[string]record.Record {
	out := map[string]record.Record{}
	for name, text := range oddTexts {
		bare := record.Record{Schema: record.Schema}
		bare.Document.Text = text
		out[name+", bare"] = bare
		for seed := range uint64(3) {
			out[name+", "+string(rune('0'+seed))] = scattered(text, seed)
		}
	}
	return out
}

func TestHumanDate(t *testing.T) {
	for value, want := range map[string]string{
		"2031-05-14": "14 May 2031", "2031-05-04": "4 May 2031", "2031-05": "May 2031", "2031": "2031", "203": "the 2030s",
		"2031-05-14T06:00": "14 May 2031, 06:00", "2031-05-14T06:00:00+02:00": "14 May 2031, 06:00", "2031-05-13TEV": "13 May 2031, evening",
		"2031-W03": "week of 13 January 2031", "2031-W20-WE": "weekend of 17 May 2031", "2031-SP": "spring 2031", "2031-Q2": "second quarter of 2031",
		"P12Y": "12 years", "PT19H": "19 hours", "P1D": "1 day", "PT5M": "5 minutes", "P5M": "5 months", "P5H": "P5H",
		"PRESENT_REF": "now", "XXXX-05": "May of a year not known", "XXXX-06-01": "1 June of a year not known", "XXXX-WXX-3": "a Wednesday", "XXXX-WXX-7TEV": "a Sunday, evening",
		"XXXX-WXX-WE": "a weekend", "XXXX-Q1": "first quarter of a year not known", "XXXX-SP": "spring of a year not known", "XXXX-XX-XXT06:00": "a day not known, 06:00", "XXXX": "XXXX", "2031-99": "99 2031", "": "",
		"1998-10-XX": "a day in October 1998", "1998-XX": "a month of 1998", "1998-XX-XX": "a day of 1998", "1998-WXX": "a week of 1998", "1998-QX": "a quarter of 1998",
		"19": "the 1900s", "19XX": "the 1900s", "199X": "the 1990s", "FY1998": "fiscal year 1998", "BC0753": "753 BC",
		"PXD": "several days", "PTXH": "several hours", "P1DE": "1 decade", "P2CE": "2 centuries", "PAST_REF": "in the past", "FUTURE_REF": "in the future",
	} {
		if got := humanDate(value); got != want {
			t.Errorf("humanDate(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestSortKey(t *testing.T) {
	for value, want := range map[string]string{
		"2031-05-14": "2031-05-14", "2031": "2031-01-01", "203": "2030-01-01", "2031-SP": "2031-03-01", "PRESENT_REF": "", "P1D": "", "XXXX-05-01": "",
		"BC0753": "!9246", "BC0300": "!9699", "FY1998": "1998", "1998-10-XX": "1998-10", "19": "1900-01-01", "2031-W20-WE": "2031-05-17",
		"2020-W53": "2020-12-28", "2026-W01": "2025-12-29", "2031-W20": "2031-05-12",
	} {
		if got := sortKey(value); got != want {
			t.Errorf("sortKey(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for f, want := range map[float64]string{0: "0", 999: "999", 1900: "1,900", -38e6: "-38,000,000", 4.5: "4.5", 1234567.25: "1,234,567.25", 1e21: "1,000,000,000,000,000,000,000"} {
		if got := number(f); got != want {
			t.Errorf("number(%v) = %q, want %q", f, got, want)
		}
	}
}

func BenchmarkText(b *testing.B) {
	r := harbour(b)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Text(&out, r, TextOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	r := harbour(b)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		h := NewHTMLPage(&out, false)
		if err := h.Write(r); err != nil {
			b.Fatal(err)
		}
		if err := h.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
