package figure

import (
	"strings"
	"testing"
)

const passage = `At least 12 people were killed and some 200 wounded, up from 9 and 150, when the two ferries collided about 5 miles
off the coast. Damage may reach $28 million, or 3.5 percent of what the state spends a year. Nearly half of the passengers were
children. The company, which has its headquarters in a small town near the harbour, runs eleven boats, four of them old. `

func BenchmarkFind(b *testing.B) {
	d := document(strings.Repeat(passage, 60))
	load()
	b.ResetTimer()
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}

// check holds figures to what doc promises.
func check(t *testing.T, name, text string) {
	t.Helper()
	d := document(text)
	end := 0
	for _, f := range Find(d) {
		if f.Span.Start < end || f.Span.Empty() || f.Span.End > len(text) {
			t.Fatalf("%s: span %v after byte %d of %d", name, f.Span, end, len(text))
		}
		end = f.Span.End
		if f.Kind == "" || f.Rule == "" || !f.HasValue && !f.HasMin && !f.HasMax {
			t.Fatalf("%s: incomplete %+v", name, f)
		}
		if f.HasMin && f.HasMax && f.Min > f.Max || !f.Of.Empty() && f.Of.End > len(text) {
			t.Fatalf("%s: wrong bounds %+v", name, f)
		}
	}
}

// TestHostile runs texts that no newspaper prints.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"empty":    "",
		"one line": strings.Repeat("at least 12 to 15 million dollars a day ", 20_000),
		"numbers":  strings.Repeat("twenty hundred thousand ", 30_000),
		"digits":   strings.Repeat("9", 10_000) + " people and 1e999 more, 1,000,00 and 3.4.5.6",
		"marks":    strings.Repeat("$", 10_000) + strings.Repeat(`\$5`, 100) + strings.Repeat("1-", 5000),
		"nul":      "12\x00people, \u202E12 🙂 people – 5–10 ’s ½",
	} {
		check(t, name, text)
	}
}

func FuzzFind(f *testing.F) {
	f.Add(passage)
	f.Add("between $5 and $10 million, 3-2, one in five, tens of thousands of people, -5°C, 60 mph a day")
	f.Fuzz(func(t *testing.T, text string) { check(t, "fuzz", strings.ToValidUTF8(text, "?")) })
}
