package stance

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Features are named numbers between 0 and 1 (-1 and 1 where the name says so).
// There are three sets, each for one part of the model:
//
//	related  how much of the claim is in the report, and where
//	claim    the attitude of the claim's wording: which groups of cues it has
//	report   the attitude of the report: which groups of cues it has in its lead,
//	         in the sentences nearest to the claim, and on the whole; and on whose
//	         word it tells those

// lead is how many sentences open a report.
const lead = 2

func (rd *Reading) related(claim []word) []float64 {
	best, shares := rd.near(claim)
	whole := covered(claim, func(stem string) bool { return rd.stems[stem] })
	one, few, opening := 0.0, 0.0, 0.0
	if len(best) > 0 {
		one = shares[best[0]]
		few = covered(claim, func(stem string) bool {
			return slices.ContainsFunc(best, func(i int) bool { return rd.sentences[i].stems[stem] > 0 })
		})
	}
	opening = covered(claim, func(stem string) bool {
		return slices.ContainsFunc(rd.opening(), func(s sentence) bool { return s.stems[stem] > 0 })
	})
	rare := covered(rarest(claim), func(stem string) bool { return rd.stems[stem] })
	return []float64{whole, one, few, opening, rare, rd.pairs(claim), whole * whole, boolean(len(rd.sentences) <= lead) * one, boolean(len(rd.sentences) <= lead), 1}
}

var relatedNames = []string{"whole", "best sentence", "best sentences", "lead", "rarest words", "neighbours", "whole squared", "short, best sentence", "short", "always"}

// rarest are the three content words of the claim that weigh most.
func rarest(claim []word) []word {
	ws := slices.Clone(claim)
	slices.SortStableFunc(ws, func(a, b word) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	return ws[:min(3, len(ws))]
}

// pairs is the share of the claim's pairs of neighbouring words, grammar left
// out, that stand in one sentence of the report, at most two words apart.
func (rd *Reading) pairs(claim []word) float64 {
	var content []word
	for _, w := range claim {
		if w.weight >= contentWeight {
			content = append(content, w)
		}
	}
	if len(content) < 2 {
		return 0
	}
	n := 0
	for i := range content[1:] {
		a, b := content[i].stem, content[i+1].stem
		n += int(boolean(slices.ContainsFunc(rd.sentences, func(s sentence) bool { return s.stems[a] > 0 && s.stems[b] > 0 && nearby(s.words, a, b) })))
	}
	return float64(n) / float64(len(content)-1)
}

// nearby tells whether a and b stand at most two words apart.
func nearby(ws []word, a, b string) bool {
	for i, w := range ws {
		if w.stem != a {
			continue
		}
		for _, v := range ws[max(0, i-3):min(len(ws), i+4)] {
			if v.stem == b {
				return true
			}
		}
	}
	return false
}

func (rd *Reading) opening() []sentence { return rd.sentences[:min(lead, len(rd.sentences))] }

// attitudeOf are the features of the claim's wording.
func attitudeOf(claim []word) []float64 {
	g := len(cues().groups)
	out := make([]float64, g, g+len(shapes))
	quoted := quotedIn(claim)
	in := cuesIn(claim)
	in = slices.DeleteFunc(in, func(c found) bool { // asked by somebody in the claim
		return cues().groups[c.group] == "ask" && slices.ContainsFunc(quoted, func(q [2]int) bool { return q[0] <= c.at && c.at < q[1] })
	})
	asked := slices.ContainsFunc(in, func(c found) bool { return claim[c.at].form == "?" })
	rejecting := 0
	for _, c := range in {
		switch cues().groups[c.group] {
		case "false", "deny", "not":
			if asked { // "Real or a hoax?" rejects nothing
				continue
			}
			rejecting++
		}
		out[c.group] = 1
	}
	return append(out, boolean(rejecting == 1), boolean(rejecting > 1), boolean(distanced(claim, quoted)), boolean(tagged(claim)), 1)
}

// shapes are the features of a claim's wording besides groups of cues.
var shapes = []string{"rejecting once", "rejecting twice", "distanced", "tagged", "always"}

func attitudeNames() []string { return append(slices.Clone(cues().groups), shapes...) }

// quotedIn are the stretches of ws in quotation marks, marks left out.
func quotedIn(ws []word) [][2]int {
	var out [][2]int
	for i := 0; i < len(ws); i++ {
		if !ws[i].opens || ws[i].form != "'" && ws[i].form != `"` {
			continue
		}
		for j := i + 1; j < len(ws); j++ {
			if ws[j].form == ws[i].form && !ws[j].opens {
				out = append(out, [2]int{i + 1, j})
				i = j
				break
			}
		}
	}
	return out
}

// distanced tells whether a part of the claim itself is in quotation marks: not
// one word, which may be a name, and nothing that somebody says of himself or
// asks somebody.
func distanced(claim []word, quoted [][2]int) bool {
	return slices.ContainsFunc(quoted, func(q [2]int) bool {
		return q[1]-q[0] > 1 && !slices.ContainsFunc(claim[q[0]:q[1]], func(w word) bool {
			return slices.Contains([]string{"i", "we", "you", "my", "our", "?"}, w.form)
		})
	})
}

// tagged tells whether the claim's wording begins or ends with who says so, as
// headlines do: "Report: …", "…, officials say".
func tagged(claim []word) bool {
	const most = 5
	says := func(ws []word) bool {
		return slices.ContainsFunc(cuesIn(ws), func(c found) bool { return slices.Contains([]string{"say", "claim"}, cues().groups[c.group]) })
	}
	for i, w := range claim {
		if w.form == ":" && i <= most && says(claim[:i]) {
			return true
		}
		if w.mark && strings.Contains(":,—-(", w.form) && len(claim)-i-1 <= most && says(claim[i+1:]) {
			return true
		}
	}
	return false
}

// attitude are the features of the report's attitude to the claim. Sentences with
// a cue count by the root of their share: the first ones say most.
func (rd *Reading) attitude(claim []word) []float64 {
	g := len(cues().groups)
	out := make([]float64, g+len(nearGroups)+g, len(reportNames()))
	best, _ := rd.near(claim)
	for _, s := range rd.opening() {
		for _, k := range s.groups {
			out[k] = 1
		}
	}
	for _, i := range best {
		for _, k := range rd.sentences[i].groups {
			if at := slices.Index(nearGroups, cues().groups[k]); at >= 0 {
				out[g+at] = 1
			}
		}
	}
	share := out[g+len(nearGroups):]
	for _, s := range rd.sentences {
		for _, k := range s.groups {
			share[k] += 1 / float64(len(rd.sentences))
		}
	}
	for k, v := range share {
		share[k] = min(1, 1.5*math.Sqrt(v))
	}
	out = append(out, rd.voice(best)...)
	return append(out, boolean(len(rd.sentences) <= lead), rd.opposition(claim, best), 1)
}

// nearGroups are the groups of cues that count in the sentences nearest to the
// claim. With all of them there the model does worse.
var nearGroups = []string{"false", "deny", "correct", "doubt", "unconfirmed"}

var reportNames = sync.OnceValue(func() []string {
	var out []string
	for _, zone := range []struct {
		name   string
		groups []string
	}{{"lead", cues().groups}, {"near", nearGroups}, {"share", cues().groups}} {
		for _, g := range zone.groups {
			out = append(out, zone.name+" "+g)
		}
	}
	return slices.Concat(out, voices, []string{"short", "opposed", "always"})
})

// voices are on whose word the nearest sentences are told.
var voices = []string{"own voice", "claims", "denies", "doubts", "distancing", "endorsing", "not named", "outlet", "negative", "quoted"}

func (rd *Reading) voice(best []int) []float64 {
	out := make([]float64, len(voices))
	if len(best) == 0 {
		return out
	}
	for _, i := range best {
		here := make([]bool, len(voices))
		here[0] = true
		for _, k := range rd.sentences[i].told {
			t := rd.report.Tellings[k]
			if t.Statement == "" {
				continue
			}
			here[0] = false
			here[1] = here[1] || t.Act == "claim" || t.Act == "allege" || t.Act == "believe"
			here[2] = here[2] || t.Act == "deny"
			here[3] = here[3] || t.Act == "doubt" || t.Act == "ask"
			here[4] = here[4] || t.Stance == "distancing"
			here[5] = here[5] || t.Stance == "endorsing"
			here[6] = here[6] || len(t.Chain) > 0 && t.Chain[len(t.Chain)-1].Naming != "named"
			here[7] = here[7] || len(t.Chain) > 0 && t.Chain[len(t.Chain)-1].Naming == "outlet"
			here[8] = here[8] || t.Polarity == "negative"
			here[9] = here[9] || t.Quoted
		}
		for v, yes := range here {
			out[v] += boolean(yes) / float64(len(best))
		}
	}
	return out
}

// opposition is 1 where one of the nearest sentences says the opposite of the
// claim.
func (rd *Reading) opposition(claim []word, best []int) float64 {
	return boolean(slices.ContainsFunc(best, func(i int) bool {
		_, ok := opposed(claim, rd.sentences[i].words)
		return ok
	}))
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
