package timex

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// show writes times as the examples have them.
func show(d *doc.Doc, times []doc.Time) string {
	if len(times) == 0 {
		return "none"
	}
	var out []string
	for _, t := range times {
		s := t.Span.In(d.Text) + " " + t.Type + " " + t.Value
		for _, a := range []struct{ name, value string }{{"mod", t.Mod}, {"quant", t.Quant}, {"freq", t.Freq}} {
			if a.value != "" {
				s += " " + a.name + "=" + a.value
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " ; ")
}

// TestExamples runs the examples of every rule.
func TestExamples(t *testing.T) {
	words, err := parseWords(wordData)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"rules.txt": ruleData, "joins.txt": joinData, "modifiers.txt": modifierData} {
		rules, err := parseRules(name, data, words)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if len(r.examples) == 0 {
				t.Errorf("%s: rule %s has no example", name, r.name)
			}
			for _, e := range r.examples {
				d := document(e.text, e.published)
				if got := show(d, Find(d)); got != e.want {
					t.Errorf("%s: rule %s: %q\ngot  %s\nwant %s", name, r.name, e.text, got, e.want)
				}
			}
		}
	}
}

// describe writes a time with its bounds and basis, as testdata/cases.txt has it.
func describe(d *doc.Doc, t doc.Time) string {
	return show(d, []doc.Time{t}) + " [" + t.Earliest + ".." + t.Latest + "] " + t.Basis
}
