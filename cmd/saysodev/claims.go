package main

import (
	"fmt"

	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// claims measures which claims are found across the demo's reports, against their
// lineage. Found claims that stand for none of the lineage do not count: it lists the
// claims that matter, not all there are.
func (m measurer) claims() (eval.Report, error) {
	var r eval.Report
	gold, records, links, err := m.demoLinks()
	if err != nil {
		return r, err
	}
	s := eval.CompareClaims(claimGold(gold, records), claimsFound(links.Claims))
	for _, c := range s.Matches {
		fmt.Fprintf(m.details, "claims %s: found as %q, carriers: precision %.0f, recall %.0f of %d\n", c.Gold, c.Found, c.Carriers.Precision(), c.Carriers.Recall(), c.Carriers.Gold)
	}
	on := "demo: "
	r.AddTally(on+"carriers of the claims", s.Carriers, "")
	r.Add(eval.Row{Measure: on + "F1 of the carriers of a claim, mean", Value: s.MeanF1(), N: s.Claims})
	r.Add(eval.Row{Measure: on + "claims with an F1 of 75 or more", Value: 100 * float64(s.Whole) / float64(s.Claims), N: s.Claims})
	r.AddTally(on+"reports that carry a claim", s.Reports, "")
	r.AddTally(on+"pairs of places with one claim", s.Pairs, "")
	r.Add(eval.Row{Measure: on + "stance of carriers found", Value: s.StanceAccuracy(), N: s.Stances})
	r.Add(eval.Row{Measure: on + "first report of claims found", Value: s.FirstAccuracy(), N: s.Firsts})
	r.AddTally(on+"relations between claims", s.Relations, "")
	return r, nil
}

// claimGold is the claims of the lineage, with their words found in the texts.
func claimGold(l demo.Collection, records []record.Record) []eval.ClaimCase {
	texts := map[string]string{}
	for i, r := range l.Reports {
		texts[r.ID] = records[i].Document.Text
	}
	var out []eval.ClaimCase
	for _, c := range l.Claims {
		g := eval.ClaimCase{ID: c.ID, First: c.First}
		for _, k := range c.Carried {
			start, end := wordsAt(texts[k.Report], k.Words)
			g.Carriers = append(g.Carriers, eval.ClaimCarrier{Report: k.Report, Start: start, End: end, Stance: printedStance(k)})
		}
		for _, r := range []eval.ClaimRelation{{Kind: "denies", To: c.Denies}, {Kind: "corrects", To: c.Corrects}, {Kind: "updates", To: c.Updates}, {Kind: "hardens", To: c.Hardens}} {
			if r.To != "" {
				g.Relations = append(g.Relations, r)
			}
		}
		out = append(out, g)
	}
	return out
}

// printedStance is the stance that a reader of the report alone would see. The lineage
// knows who repeats others; where the report prints nobody's name, it states.
func printedStance(k demo.Carrier) string {
	switch {
	case k.Stance == demo.Repeats && len(k.Chain) == 0:
		return string(link.States)
	case k.Stance == demo.Repeats:
		return string(link.Reports)
	}
	return string(k.Stance)
}

// directed are the relations that the lineage writes down; each has a converse on the
// other claim.
var directed = map[string]bool{"denies": true, "corrects": true, "updates": true, "hardens": true}

func claimsFound(claims []link.Claim) []eval.ClaimCase {
	var out []eval.ClaimCase
	for _, c := range claims {
		f := eval.ClaimCase{ID: c.ID, First: c.First}
		for _, k := range c.Carriers {
			f.Carriers = append(f.Carriers, eval.ClaimCarrier{Report: k.Report, Start: k.Place.Start, End: k.Place.End, Stance: string(k.Stance)})
		}
		for _, r := range c.Relations {
			if directed[r.Kind] {
				f.Relations = append(f.Relations, eval.ClaimRelation{Kind: r.Kind, To: r.Claim})
			}
		}
		out = append(out, f)
	}
	return out
}
