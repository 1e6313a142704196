package stance_test

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/stance"
	"github.com/saysonews/sayso/link/telling"
	"github.com/saysonews/sayso/record"
)

// TestDemo guards the stances of the demo's carriers. In each report the telling
// counts that has most of the carrier's words; what is wrong with tellings and
// their statements is wrong here too.
func TestDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the demo's reports")
	}
	lineage, err := demo.Lineage()
	if err != nil {
		t.Fatal(err)
	}
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	reports, texts := map[string]link.Report{}, map[string]string{}
	for _, r := range lineage.Reports {
		src, err := input.Read(r.File, r.Data, input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &doc.Doc{Source: *src}
		p.Run(d)
		rec := record.New(d, record.Generator{})
		reports[r.ID] = link.Report{ID: r.ID, Sentences: telling.Sentences(rec), Tellings: telling.Of(rec)}
		texts[r.ID] = rec.Document.Text
	}
	var all, right, denials, denied, named int
	for _, c := range lineage.Claims {
		for _, k := range c.Carried {
			at := strings.Index(texts[k.Report], k.Words)
			i := most(reports[k.Report].Tellings, len([]rune(texts[k.Report][:max(at, 0)])), len([]rune(k.Words)))
			if at < 0 || i < 0 {
				continue
			}
			want := link.Stance(k.Stance)
			if k.Stance == demo.Repeats {
				want = link.Reports
			}
			got, _ := stance.Told(c.Sentence, reports[k.Report], i)
			all++
			right += one(got == want)
			denials += one(want == link.Denies)
			denied += one(got == link.Denies)
			named += one(got == link.Denies && want == link.Denies)
		}
	}
	t.Logf("%d of %d stances, %d of %d denials, %d named", right, all, named, denials, denied)
	if all < 330 || float64(right)/float64(all) < 0.72 {
		t.Errorf("%d of %d stances are right", right, all)
	}
	if float64(named)/float64(denials) < 0.85 || float64(named)/float64(denied) < 0.65 {
		t.Errorf("%d of %d denials, %d named", named, denials, denied)
	}
}

// most is the telling that shares most code points with n from start; -1 for none.
func most(tellings []link.Telling, start, n int) int {
	best, shared := -1, 0
	for i, t := range tellings {
		if s := min(start+n, t.End) - max(start, t.Start); s > shared {
			best, shared = i, s
		}
	}
	return best
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
