package claim

import (
	"math"
	"slices"
)

// How the doubt in a report is found. The shares are those of the candidates that look
// alike: of all others there are the more, the more a report has to do with none.
const (
	alike    = -2.5 // the score from which two items look alike
	usual    = 0.25 // the share of them that tell the same where reports are on one affair
	assumed  = 10   // so many of that share every report is taken to have besides its own
	doubtful = 3.0  // the most that is doubted
	rounds   = 6
	strict   = 0.5 // the doubt from which an item has to tell the same as one of the others by itself
)

// doubts finds for each report how much rarer it is among its candidates than usual that
// two tell the same: where a thousand reports are on one election, most things that
// look alike are not (the prior is estimated from the collection, after Saerens, Latinne
// and Decaestecker, "Adjusting the outputs of a classifier to new a priori
// probabilities", 2002).
func (c *collection) doubts(pairs [][2]int32, scores []float64) {
	c.doubt = make([]float64, len(c.reports))
	for range rounds {
		same, all := slices.Repeat([]float64{usual * assumed}, len(c.reports)), slices.Repeat([]float64{assumed}, len(c.reports))
		for i, p := range pairs {
			a, b := &c.items[p[0]], &c.items[p[1]]
			if a.report == b.report || scores[i] < alike {
				continue
			}
			likely := 1 / (1 + math.Exp(c.doubted(a, b)-scores[i]))
			for _, r := range []int32{a.report, b.report} {
				same[r] += likely
				all[r]++
			}
		}
		for r := range c.doubt {
			c.doubt[r] = min(doubtful, max(0, logit(usual)-logit(same[r]/all[r])))
		}
	}
}

// doubted is how much less a and b tell the same than they seem to.
func (c *collection) doubted(a, b *item) float64 {
	if c.doubt == nil {
		return 0
	}
	return max(c.doubt[a.report], c.doubt[b.report])
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// withoutStrays takes out of k what tells the same as none of the others, each by itself:
// where a doubted report is alike to several a little, it need not be so to any. A figure
// that is named as an old one says little by itself, and stays.
func (c *collection) withoutStrays(k cluster) []cluster {
	if len(k) < 3 {
		return []cluster{k}
	}
	others := k.sample()
	stray := func(i int) bool {
		a := &c.items[i]
		return c.doubt[a.report] > strict && a.revised == "" && !slices.ContainsFunc(others, func(j int) bool { return i != j && c.score(a, &c.items[j]) > 0 })
	}
	out := []cluster{slices.DeleteFunc(slices.Clone(k), stray)}
	for _, i := range k {
		if stray(i) {
			out = append(out, cluster{i})
		}
	}
	if len(out[0]) == 0 {
		return out[1:]
	}
	return out
}
