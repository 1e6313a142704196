package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

// lineage measures the whole of linking on the invented reports of package demo:
// whether the interval of independent origins holds the truth for every claim, how
// wide it is, and whether what the lineage is an example of is found. A claim that
// is not found is one whose interval does not hold the truth.
func (m measurer) lineage() (eval.Report, error) {
	var r eval.Report
	gold, records, links, err := m.demoLinks()
	if err != nil {
		return r, err
	}
	results := eval.CompareLineage(lineageGold(gold, records), lineageFound(links))
	for _, res := range results {
		if !res.Contained || !res.First {
			fmt.Fprintf(m.details, "lineage %s: claim %d with %d of %d carriers; interval right: %t, first report right: %t\n",
				res.ID, res.Found, res.Carriers.Found, res.Carriers.Gold, res.Contained, res.First)
		}
	}
	s := eval.SumLineage(results)
	on := "demo: "
	share := func(part int) float64 { return 100 * float64(part) / float64(s.Claims) }
	r.Add(eval.Row{Measure: on + "claims found", Value: share(s.Matched), N: s.Claims})
	r.AddTally(on+"carriers of the claims", s.Carriers, "")
	r.Add(eval.Row{Measure: on + "intervals that hold the truth", Value: share(s.Contained), N: s.Claims, Target: 90})
	if s.Half > 0 {
		r.Add(eval.Row{Measure: on + "the same where half of the carriers were found", Value: 100 * float64(s.HalfContained) / float64(s.Half), N: s.Half})
	}
	r.Add(eval.Row{Measure: on + "100 - 50 x mean width of the intervals", Value: 100 - 50*s.MeanWidth(), N: s.Matched, Target: 50})
	r.Add(eval.Row{Measure: on + "intervals that hold what a careful reader would say", Value: share(s.Covers), N: s.Claims})
	r.Add(eval.Row{Measure: on + "intervals just as a careful reader would say", Value: share(s.Knowable), N: s.Claims})
	r.Add(eval.Row{Measure: on + "first report", Value: share(s.First), N: s.Claims})
	groups := eval.CompareGroups(lineageGroups(gold), copyPairs(links.Copies))
	for _, t := range []struct {
		shape string
		tally eval.Tally
	}{
		{"cycle", s.Cycle}, {"hat-tip", s.HatTip},
		{"claims with a denial", s.Denied}, {"carriers that deny", s.Denials},
		{"claims with a correction", s.Corrected}, {"carriers that correct", s.Corrections},
		{"figure that was not corrected", s.Uncorrected}, {"members of wire groups", groups},
	} {
		r.Add(eval.Row{Measure: on + t.shape, Value: t.tally.Recall(), N: t.tally.Gold})
	}
	return r, nil
}

// demoLinks is the demo's lineage, its reports' records, and what linking finds in them.
func (m measurer) demoLinks() (gold demo.Collection, records []record.Record, links link.Links, err error) {
	if gold, err = demo.Lineage(); err != nil {
		return gold, records, links, err
	}
	if records, err = m.demoRecords(gold.Reports); err != nil {
		return gold, records, links, err
	}
	var reports []link.Report
	for i, rec := range records {
		reports = append(reports, suite.Digest(gold.Reports[i].ID, rec))
	}
	return gold, records, suite.Link(reports, nil), nil
}

// demoRecords analyses the reports, each with its publisher and date given.
func (m measurer) demoRecords(reports []demo.Report) ([]record.Record, error) {
	type read struct {
		record record.Record
		err    error
	}
	var out []record.Record
	for i, got := range parallel(m.workers, reports, func(r *demo.Report) read {
		src, err := demoSource(*r)
		if err != nil {
			return read{err: err}
		}
		return read{record: record.New(analyzeText(m.pipeline, src), record.Generator{})}
	}) {
		if got.err != nil {
			return nil, fmt.Errorf("report %s: %w", reports[i].ID, got.err)
		}
		out = append(out, got.record)
	}
	return out, nil
}

func demoSource(r demo.Report) (doc.Source, error) {
	src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
	if err != nil {
		return doc.Source{}, err
	}
	src.Meta.Publisher, src.Meta.Published, src.Meta.Given = r.Publisher, r.Published, true
	return *src, nil
}

// lineageGold is the claims of the lineage, with their words found in the texts.
func lineageGold(l demo.Collection, records []record.Record) []eval.ClaimGold {
	texts := map[string]string{}
	for i, r := range l.Reports {
		texts[r.ID] = records[i].Document.Text
	}
	var out []eval.ClaimGold
	for _, c := range l.Claims {
		g := eval.ClaimGold{ID: c.ID, Origins: c.Origins, Least: c.Knowable.Least, Most: c.Knowable.Most, First: c.First, Cycle: c.Cycle, HatTip: c.HatTip}
		corrected := false
		for _, k := range c.Carried {
			start, end := wordsAt(texts[k.Report], k.Words)
			stance := string(k.Stance)
			if k.Stance == demo.Repeats {
				stance = string(demo.Tells)
			}
			g.Carriers = append(g.Carriers, eval.CarrierPlace{Report: k.Report, Start: start, End: end, Stance: stance})
			i := slices.IndexFunc(l.Reports, func(r demo.Report) bool { return r.ID == k.Report })
			if corrected && l.Reports[i].Outlet == c.Uncorrected {
				g.Uncorrected = append(g.Uncorrected, k.Report)
			}
			corrected = corrected || k.Stance == demo.Corrects
		}
		out = append(out, g)
	}
	return out
}

// wordsAt is where words stand in text, in code points, whatever blanks are between
// them; -1 for nowhere.
func wordsAt(text, words string) (start, end int) {
	t, w := []rune(text), []rune(strings.Join(strings.Fields(words), " "))
	for i := range t {
		k := i
		j := 0
		for j < len(w) && k < len(t) {
			switch {
			case t[k] == w[j]:
				j, k = j+1, k+1
			case w[j] == ' ' && unicode.IsSpace(t[k]):
				for k < len(t) && unicode.IsSpace(t[k]) {
					k++
				}
				j++
			default:
				k = len(t) + 1
			}
		}
		if j == len(w) {
			return i, k
		}
	}
	return -1, -1
}

func lineageFound(l link.Links) []eval.ClaimFound {
	corrected, denied := map[string]bool{}, map[string]bool{}
	for _, c := range l.Claims {
		for _, r := range c.Relations {
			corrected[r.Claim] = corrected[r.Claim] || r.Kind == "corrects"
			denied[r.Claim] = denied[r.Claim] || r.Kind == "denies"
		}
	}
	var out []eval.ClaimFound
	for _, c := range l.Claims {
		f := eval.ClaimFound{Least: c.Count.Least, Most: c.Count.Most, First: c.First, Cycles: c.Cycles, Corrected: corrected[c.ID], Denied: denied[c.ID]}
		for _, k := range c.Carriers {
			p := eval.CarrierPlace{Report: k.Report, Start: k.Place.Start, End: k.Place.End, Stance: string(k.Stance)}
			for _, s := range k.Path {
				if s.Report != "" {
					p.Path = append(p.Path, s.Report)
				}
			}
			f.Carriers = append(f.Carriers, p)
		}
		out = append(out, f)
	}
	return out
}

func lineageGroups(l demo.Collection) []eval.CopyGroup {
	var out []eval.CopyGroup
	for _, g := range l.Groups() {
		out = append(out, eval.CopyGroup{Root: g.Root, Members: g.Members})
	}
	return out
}

func copyPairs(copies []link.Copy) [][2]string {
	var out [][2]string
	for _, c := range copies {
		out = append(out, [2]string{c.From, c.To})
	}
	return out
}
