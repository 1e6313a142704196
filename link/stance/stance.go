package stance

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A Label is what a report has to say of a claim.
type Label string

// The labels.
const (
	Supports  Label = "supports"  // it takes the claim's side
	Denies    Label = "denies"    // it takes the other side
	Discusses Label = "discusses" // it tells of the claim, or the claim's wording of a matter, without a side
	Unrelated Label = "unrelated" // it is about something else
)

// A Verdict is what a report has to say of a claim, and how sure that is.
type Verdict struct {
	Label   Label
	Chances Chances
	Nearest []link.Place  // the sentences that hold most of the claim, best first; none where it is unrelated
	Why     []link.Reason // what counted most, for the label and against it
}

// Of is the verdict of the embedded model on one claim, a sentence or a headline,
// and one report. Of several claims on one report, ask its Reading.
func Of(claim string, r link.Report) Verdict { return Read(r).Of(claim) }

// Of is the verdict on a claim.
func (rd *Reading) Of(claim string) Verdict {
	m := embedded()
	f := FeaturesOf(claim, rd)
	c := m.Chances(f)
	v := Verdict{Label: c.Label(), Chances: c}
	if v.Label == Unrelated {
		return v
	}
	best, _ := rd.near(wordsOf(claim))
	for _, i := range best {
		s := rd.report.Sentences[rd.sentences[i].index]
		v.Nearest = append(v.Nearest, link.Place{Report: rd.report.ID, Start: s.Start, End: s.End, Words: s.Text})
	}
	v.Why = m.why(f)
	return v
}

// why are the features that counted most for the attitudes of the two texts.
func (m Model) why(f Features) []link.Reason {
	const most = 3
	claim, report := m.attitudes(f)
	return slices.Concat(
		strongest("claim", attitudeNames(), m.claim, f.claim, claim)[:most],
		strongest("report", reportNames(), m.report, f.report, report)[:most],
	)
}

// attitudeWords name the attitudes in reasons.
var attitudeWords = [attitudes]string{"tells it as so", "tells it as not so", "takes no side"}

func strongest(part string, names []string, w [attitudes][]float64, x []float64, p [attitudes]float64) []link.Reason {
	k := 0
	for i := range p {
		if p[i] > p[k] {
			k = i
		}
	}
	var out []link.Reason
	for i, v := range x {
		others := 0.0
		for j := range w {
			others += w[j][i] / float64(attitudes)
		}
		out = append(out, link.Reason{Rule: part + ": " + names[i], Text: "the " + part + " " + attitudeWords[k] + ": " + names[i], Weight: thousandths(v * (w[k][i] - others))})
	}
	slices.SortStableFunc(out, func(a, b link.Reason) int {
		return cmp.Or(cmp.Compare(max(b.Weight, -b.Weight), max(a.Weight, -a.Weight)), strings.Compare(a.Rule, b.Rule))
	})
	return out
}
