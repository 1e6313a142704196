package ruling

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// OfCopies are the copies without those that people said are none, and with no
// doubt left in those that they said are. A report that had others' words through
// one that it does not copy has them from these themselves.
func OfCopies(list []Ruling, copies []link.Copy) []link.Copy {
	ruled := map[[2]string]Ruling{} // by the reports, from and to
	for _, r := range standing(list, Copy) {
		ruled[[2]string{r.Places[0].Report, r.Places[1].Report}] = r
	}
	if len(ruled) == 0 {
		return copies
	}
	var out []link.Copy
	for _, c := range copies {
		r, ok := ruled[[2]string{c.From, c.To}]
		if ok && !r.Yes {
			continue
		}
		if via, ok := ruled[[2]string{c.Via, c.To}]; ok && !via.Yes {
			c.Via = ""
		}
		if ok {
			c.Doubtful = false
			c.Why = append(slices.Clone(c.Why), r.reason("a person found it to be a copy", r.Places[:]...))
		}
		out = append(out, c)
	}
	return out
}

// NotFrom are the reports, each with those that people said it has no words from: that
// two have a run of words in common is no sign then that the one copies the other.
func NotFrom(list []Ruling, reports []link.Report) []link.Report {
	of := map[string][]string{}
	for _, r := range standing(list, Copy) {
		if !r.Yes {
			of[r.Places[1].Report] = append(of[r.Places[1].Report], r.Places[0].Report)
		}
	}
	if len(of) == 0 {
		return reports
	}
	reports = slices.Clone(reports)
	for i := range reports {
		reports[i].NotFrom = of[reports[i].ID]
	}
	return reports
}
