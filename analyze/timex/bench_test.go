package timex

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

const passage = `The council met on Tuesday, March 3, 1998, and again last week, after talks that began in
early 1997 had failed. Officials said Friday that the mayor will speak at 9 a.m. on Monday. About 2,000 people
marched for three days in the summer of 1996, more than twice as many as a year earlier. "We may return," one of them
said, "but not in the next few months." Third-quarter profit rose 12 percent to $5 million from $4.5 million a year ago.
The 6-year-old company, which has its headquarters in a small town near the coast, makes shoes, bags and belts. `

func BenchmarkFind(b *testing.B) {
	d := document(strings.Repeat(passage, 50), "1998-08-07")
	load()
	b.ResetTimer()
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}

// TestHostile runs texts that no newspaper prints: Find must end, soon, with
// spans inside the text.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"empty":    "",
		"one line": strings.Repeat("last week Monday 1998 ", 40_000),
		"numbers":  strings.Repeat("twenty hundred 1/2 ", 20_000),
		"huge":     "In 99999999999999999999999 and 0000-00-00 at 99:99 a.m., 9999999 years ago, 500000 decades ago.",
		"quotes":   strings.Repeat(`"`, 10_000),
		"nul":      "on\x00Monday\x00, \u202Eyadnom 🙂 – May – 1–3 ’s ’90s '",
		"dates":    "February 30, 1999; 31 April; 2019-13-45; Feb. 29; 0 days ago; the 0th century; 99th century",
		"far":      "9999 years from now, 9000 years ago and 3 million years ago",
	} {
		for _, published := range []string{"1998-08-07", "", "9999-12-31"} {
			d := document(text, published)
			check(t, name, d, Find(d))
		}
	}
}

// check holds times to what doc promises.
func check(t *testing.T, name string, d *doc.Doc, times []doc.Time) {
	t.Helper()
	end := 0
	for i, x := range times {
		if x.Span.Start < end || x.Span.Empty() || x.Span.End > len(d.Text) {
			t.Fatalf("%s: span %v after byte %d of %d", name, x.Span, end, len(d.Text))
		}
		end = x.Span.End
		if x.Value == "" || x.Type == "" || x.Basis == "" || x.Rule == "" {
			t.Fatalf("%s: incomplete %+v", name, x)
		}
		if x.Anchor < -1 || x.Anchor >= i {
			t.Fatalf("%s: anchor %d of time %d", name, x.Anchor, i)
		}
		if x.Earliest != "" && x.Latest != "" && x.Earliest > x.Latest {
			t.Fatalf("%s: %s to %s", name, x.Earliest, x.Latest)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(passage, "1998-08-07")
	f.Add("between Monday and Wednesday, May 1-3", "")
	f.Fuzz(func(t *testing.T, text, published string) {
		d := document(strings.ToValidUTF8(text, "?"), published)
		check(t, "fuzz", d, Find(d))
	})
}
