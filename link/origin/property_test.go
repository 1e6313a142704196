package origin

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/saysonews/sayso/link"
)

// Whatever the reports and chains are, the result is well formed.
func TestWellFormed(t *testing.T) {
	words := rapid.OneOf(rapid.SampledFrom([]string{"", "officials", "The Post", "the Post", "a letter", "Ann Lee", "he", "two men", "Acme > x", "a newspaper", "“", "\x00", "its log", "Lee", "a spokesman for Acme", "A and the B and the C"}), rapid.String())
	stance := rapid.SampledFrom([]link.Stance{link.States, link.Reports, link.Hedges, link.Denies, link.Corrects, "", "odd"})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "reports")
		var reports []link.Report
		var claim link.Claim
		for i := range n {
			r := link.Report{ID: fmt.Sprint(i), Publisher: words.Draw(t, "publisher"), Published: rapid.SampledFrom([]string{"", "2031-05-01", "2031-05-02T10:00:00Z", "soon"}).Draw(t, "published")}
			if rapid.Bool().Draw(t, "cast") {
				r.Cast = []link.Actor{{ID: "a1", Name: words.Draw(t, "name"), Kind: "person", Naming: "named"}}
			}
			var chain []link.Source
			for range rapid.IntRange(0, 3).Draw(t, "links") {
				chain = append(chain, link.Source{Actor: rapid.IntRange(-2, 2).Draw(t, "actor"), Name: words.Draw(t, "source"), Words: words.Draw(t, "words"), Naming: rapid.SampledFrom([]string{"named", "outlet", "bare", "absent", ""}).Draw(t, "naming")})
			}
			r.Tellings = []link.Telling{{Words: words.Draw(t, "told"), Chain: chain, Sentence: rapid.IntRange(-1, 1).Draw(t, "sentence")}}
			reports = append(reports, r)
			claim.Carriers = append(claim.Carriers, link.Carrier{Report: r.ID, Telling: rapid.IntRange(-1, 1).Draw(t, "telling"), Stance: stance.Draw(t, "stance")})
		}
		claim.Carriers = append(claim.Carriers, link.Carrier{Report: "no such report"})
		var copies []link.Copy
		for range rapid.IntRange(0, 3).Draw(t, "copies") {
			copies = append(copies, link.Copy{From: fmt.Sprint(rapid.IntRange(0, 8).Draw(t, "from")), To: fmt.Sprint(rapid.IntRange(0, 8).Draw(t, "to"))})
		}
		if why := wellFormed(Trace(reports, copies, nil, []link.Claim{claim})[0]); why != "" {
			t.Fatal(why)
		}
	})
}

// wellFormed is what is wrong with a traced claim; "" for nothing.
func wellFormed(c link.Claim) string {
	k := c.Count
	if k.Least > k.Most || k.Most < len(c.Origins) || (k.Least < 1) != (len(c.Origins) == 0) {
		return fmt.Sprintf("interval %v of %d origins", k, len(c.Origins))
	}
	for i, o := range c.Origins {
		if len(o.Reports) == 0 {
			return fmt.Sprintf("nothing rests on origin %d", i)
		}
		for _, j := range o.MayBe {
			if j == i || j < 0 || j >= len(c.Origins) {
				return fmt.Sprintf("origin %d may be %d", i, j)
			}
		}
		left := c.Without(i)
		if left.Count.Least > left.Count.Most || left.Count.Most >= k.Most {
			return fmt.Sprintf("without origin %d: %v of %v", i, left.Count, k)
		}
	}
	for i, n := range c.Carriers {
		if len(n.Rests) > 0 && (len(n.Path) == 0 || len(n.Why) == 0 || n.Why[0].Text == "") {
			return fmt.Sprintf("carrier %d rests on %v for no reason", i, n.Rests)
		}
		for _, o := range n.Rests {
			if o < 0 || o >= len(c.Origins) {
				return fmt.Sprintf("carrier %d rests on origin %d", i, o)
			}
		}
	}
	for _, r := range slices.Concat(c.Merges, c.Doubts) {
		if r.Text == "" || r.Weight <= 0 || len(r.Evidence) == 0 {
			return fmt.Sprintf("a reason says nothing: %+v", r)
		}
	}
	if c.Headline() == "" {
		return "no headline"
	}
	return ""
}

// Twice the reports cost about twice the time.
func BenchmarkTrace(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		reports, claims := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Trace(reports, nil, nil, claims)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/carrier")
		})
	}
}

// many is one claim in n reports: half in their own voice, others on the word of
// officials, of the wire, and of people with names.
func many(n int) ([]link.Report, []link.Claim) {
	var reports []link.Report
	var c link.Claim
	for i := range n {
		words := fmt.Sprintf("wording %d of the burst dam at Ostby", i)
		r := link.Report{ID: fmt.Sprintf("%06d", i), Publisher: fmt.Sprintf("Town %d Gazette", i%500), Published: fmt.Sprintf("2031-%02d-%02dT%02d:00:00Z", 1+i/28%12, 1+i%28, i%24)}
		var chain []link.Source
		switch i % 8 {
		case 0:
			chain = []link.Source{{Actor: -1, Words: "officials", Naming: "bare"}}
		case 1:
			chain = []link.Source{{Actor: -1, Words: "the Town 7 Gazette", Naming: "outlet"}}
		case 2:
			chain = []link.Source{{Actor: -1, Name: fmt.Sprintf("Ann Lee%d", i%300), Words: fmt.Sprintf("Ann Lee%d", i%300), Naming: "named"}}
		case 3:
			chain = []link.Source{{Actor: -1, Words: "a senior official at the ministry", Naming: "described"}}
		}
		r.Sentences = []link.Sentence{{End: len(words), Text: words}}
		r.Tellings = []link.Telling{{End: len(words), Words: words, Chain: chain}}
		reports = append(reports, r)
		c.Carriers = append(c.Carriers, link.Carrier{Report: r.ID, Stance: link.Reports, Place: link.Place{Report: r.ID, End: len(words), Words: words}})
	}
	return reports, []link.Claim{c}
}
