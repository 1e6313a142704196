package record

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/saysonews/sayso/doc"
)

var update = flag.Bool("update", false, "rewrite testdata")

var generator = Generator{Name: "sayso", Version: "test", Analysis: "none"}

// schema compiles the record's own schema.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(SchemaJSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// oddDocs are documents that are empty, odd or broken.
func oddDocs() map[string]*doc.Doc {
	text := func(s string) *doc.Doc { return &doc.Doc{Source: doc.Source{Text: s}} }
	docs := map[string]*doc.Doc{
		"empty": text(""), "blank": text(" \n\n "), "nul": text("a\x00b"), "html": text("<b>&amp;\u2028</b>"),
		"rtl": text("قال الوزير \u202e abc"), "emoji": text("😀 said “no” 👩‍👩‍👧"), "crlf": text("a\r\nb"),
	}
	d := text("é said 😀 ok")
	d.Statements = []doc.Statement{{
		Form: doc.Direct, Act: "assert", Content: []doc.Span{{Start: 8, End: 12}, {Start: -3, End: 999}}, Parent: 7, SaidAt: 3,
		Source: doc.Speaker{Naming: doc.Absent, Actor: 4}, Confidence: math.NaN(),
		Chain: []doc.Link{{Actor: 9, Naming: doc.Outlet}},
	}}
	d.Figures = []doc.Figure{{Span: doc.Span{Start: 5, End: 2}, Kind: "count", Value: math.Inf(1), HasValue: true, Min: math.NaN(), HasMin: true}}
	d.Events = []doc.Event{{Trigger: doc.Span{Start: 1, End: 2}, Polarity: "positive", Modality: "actual", Figures: []int{4, -1}, Place: -5, Time: doc.EventTime{Time: 8, Basis: doc.BasisUnknown}, Confidence: 7}}
	d.Actors = []doc.Actor{{Name: "é", Kind: doc.ActorOther, Naming: doc.Bare, Count: doc.Count{Min: 2}}}
	d.Places = []doc.Place{{Name: "x", Located: true, Latitude: math.NaN()}}
	docs["broken"] = d
	return docs
}

func TestRecordsHoldToSchema(t *testing.T) {
	s := schema(t)
	docs := oddDocs()
	docs["harbour"] = harbour(t)
	for name, d := range docs {
		for format, write := range map[string]func(*bytes.Buffer, Record) error{
			"line":     func(b *bytes.Buffer, r Record) error { return WriteLine(b, r) },
			"indented": func(b *bytes.Buffer, r Record) error { return WriteIndented(b, r) },
		} {
			var b bytes.Buffer
			if err := write(&b, New(d, generator)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatalf("%s %s: %v", name, format, err)
			}
			if err := s.Validate(v); err != nil {
				t.Errorf("%s %s: %v", name, format, err)
			}
			if err := checkSpans(v, []rune(text(v))); err != nil {
				t.Errorf("%s %s: %v", name, format, err)
			}
			if err := checkNulls(v, ""); err != nil {
				t.Errorf("%s %s: %v", name, format, err)
			}
		}
	}
}

func text(v any) string {
	return v.(map[string]any)["document"].(map[string]any)["text"].(string)
}

// checkSpans walks v and compares every span with the words that it repeats.
func checkSpans(v any, text []rune) error {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if err := checkSpans(e, text); err != nil {
				return err
			}
		}
	case map[string]any:
		if words, ok := v["text"].(string); ok && v["start"] != nil {
			start, _ := v["start"].(json.Number).Int64()
			end, _ := v["end"].(json.Number).Int64()
			if got := string(text[start:end]); got != words {
				return fmt.Errorf("span %d to %d covers %q, says %q", start, end, got, words)
			}
		}
		for _, e := range v {
			if err := checkSpans(e, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// nullable are the fields that the schema lets be null.
var nullable = map[string]bool{
	"publisher": true, "published": true, "dateline": true, "max": true, "country": true, "latitude": true,
	"longitude": true, "actor": true, "name": true, "anonymityReason": true, "addressee": true, "channel": true,
	"saidAt": true, "parent": true, "type": true, "cameo": true, "time": true, "value": true, "earliest": true,
	"latest": true, "place": true, "statement": true,
}

func checkNulls(v any, field string) error {
	switch v := v.(type) {
	case nil:
		if !nullable[field] {
			return fmt.Errorf("%s is null", field)
		}
	case []any:
		for _, e := range v {
			if err := checkNulls(e, field); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, e := range v {
			if err := checkNulls(e, k); err != nil {
				return err
			}
		}
	}
	return nil
}

func TestSampleIsWellFormed(t *testing.T) {
	if err := doc.Check(harbour(t)); err != nil {
		t.Fatal(err)
	}
}

// The golden record is also what package export is tested with.
func TestHarbourRecord(t *testing.T) {
	var b bytes.Buffer
	if err := WriteIndented(&b, New(harbour(t), generator)); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "harbour.json")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("record changed (-want +got); run with -update if that is meant:\n%s", diff)
	}
}

func TestRecordReadsBack(t *testing.T) {
	r := New(harbour(t), generator)
	var b bytes.Buffer
	if err := WriteLine(&b, r); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "\n") != 1 || !strings.HasSuffix(b.String(), "\n") {
		t.Error("a line of JSON Lines is not one line")
	}
	var back Record
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Error(diff)
	}
}

func TestSpansCountCodePoints(t *testing.T) {
	d := &doc.Doc{Source: doc.Source{Text: "é 😀 said"}}
	d.Times = []doc.Time{{Span: doc.Span{Start: 3, End: 12}, Type: "DATE", Value: "x", Anchor: -1}}
	got := New(d, generator).Times[0].Span
	if want := (Span{2, 8, "😀 said"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestJSONLeavesMarkupAlone(t *testing.T) {
	var b bytes.Buffer
	if err := WriteLine(&b, New(oddDocs()["html"], generator)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"text":"<b>&amp;`) {
		t.Errorf("escaped: %s", b.String())
	}
}

func TestArrayWriter(t *testing.T) {
	r := New(oddDocs()["emoji"], generator)
	for n := range 3 {
		var b bytes.Buffer
		a := NewArrayWriter(&b)
		for range n {
			if err := a.Write(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		var back []Record
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back) != n {
			t.Errorf("%d records: read back %d, %v:\n%s", n, len(back), err, b.String())
		}
	}
}

// The schema is a contract with everyone who reads records.
func TestSchemaIsTheContract(t *testing.T) {
	contract, err := os.ReadFile("../../shared/contract/record.schema.json")
	if err != nil {
		t.Skip("no ../shared/contract beside the checkout:", err)
	}
	if !bytes.Equal(contract, SchemaJSON) {
		t.Error("record/schema.json differs from the contract")
	}
}

func BenchmarkNew(b *testing.B) {
	d := oddDocs()["emoji"]
	d.Text = strings.Repeat("The harbour is closed — “for now”, she said. ", 200)
	for range 100 {
		d.Statements = append(d.Statements, doc.Statement{Content: []doc.Span{{Start: 100, End: 900}}, Cue: []doc.Span{{Start: 30, End: 34}}})
	}
	b.SetBytes(int64(len(d.Text)))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := WriteLine(&out, New(d, generator)); err != nil {
			b.Fatal(err)
		}
	}
}
