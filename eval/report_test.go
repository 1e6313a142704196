package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReportRoundTrip(t *testing.T) {
	r := Report{Layer: "tea"}
	r.Add(Row{Measure: "cups: exact F1", Value: 81.5, Precision: 83.25, Recall: 80, N: 12, Target: 80, Published: "others 70.1 (a book)", Command: "saysodev eval"})
	r.Add(Row{Measure: "pots: LAS", Value: 7, N: 3})
	folder := t.TempDir()
	if err := r.WriteFile(folder); err != nil {
		t.Fatal(err)
	}
	got, err := ReadReportFile(folder, "tea")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadReportErrors(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb\n":                            "line 1",
		header + "\nx\t1\n":                 "line 2: 2 columns",
		header + "\nx\tmuch\t\t\t1\t\t\t\n": `value "much"`,
		header + "\nx\t1\t\t\tmany\t\t\t\n": `n "many"`,
		header + "\nx\t1\t\t\t1\tfar\t\t\n": `target "far"`,
		header + "\nx\t\t\t\t1\t\t\t\n":     `value ""`,
	} {
		if _, err := ReadReport("tea", strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

func TestLower(t *testing.T) {
	committed := Report{Rows: []Row{{Measure: "a", Value: 50}, {Measure: "b", Value: 50}, {Measure: "c", Value: 50}, {Measure: "d", Value: 50}}}
	now := Report{Rows: []Row{{Measure: "a", Value: 49.8}, {Measure: "b", Value: 49}, {Measure: "c", Value: 60, Target: 70}, {Measure: "new", Value: 1}}}
	want := []string{"b: 49.00, was 50.00", "d: not measured, was 50.00", "c: 60.00, under the target of 70.00"}
	if diff := cmp.Diff(want, Lower(committed, now, 0.25)); diff != "" {
		t.Error(diff)
	}
}
