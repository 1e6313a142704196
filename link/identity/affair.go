package identity

import (
	"math"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// affairs are the names that reports have, to tell which of them may speak of
// the same matter.
type affairs struct {
	keys  [][]int32      // by report: sorted ids of the names in it
	names []string       // by id: as first met
	count []int32        // by id: reports that have it
	ids   map[string]int // by key of a name
}

// hub is the number of reports from which on a name tells nothing of a matter.
const hub = 2000

func newAffairs(reports []link.Report, units [][]*group) *affairs {
	a := &affairs{ids: map[string]int{}, keys: make([][]int32, len(reports))}
	for i, r := range reports {
		var keys []int32
		for _, u := range units[i] {
			if len(u.refs) == 1 && u.refs[0].actor < 0 {
				continue // that two reports have one publisher tells nothing
			}
			n := u.head()
			keys = append(keys, a.id(n.key, n.text))
		}
		for _, place := range places(r) {
			keys = append(keys, a.id(placeKey(place), place))
		}
		slices.Sort(keys)
		a.keys[i] = slices.Compact(keys)
		for _, k := range a.keys[i] {
			a.count[k]++
		}
	}
	return a
}

func (a *affairs) id(key, text string) int32 {
	id, ok := a.ids[key]
	if !ok {
		id = len(a.names)
		a.ids[key] = id
		a.names = append(a.names, text)
		a.count = append(a.count, 0)
	}
	return int32(id)
}

// places are the names of places in a report's events and dateline.
func places(r link.Report) []string {
	var out []string
	if city, _, ok := strings.Cut(r.Dateline, ","); ok {
		out = append(out, city)
	}
	for _, t := range r.Tellings {
		for _, e := range t.Events {
			if e.Place != "" {
				out = append(out, e.Place)
			}
		}
	}
	return out
}

func placeKey(name string) string { return strings.Join(lex.folded(split(name)), "") }

// weight is what it tells that two reports have the name: one over the logarithm
// of how many have it (Adamic and Adar, "Friends and neighbors on the Web", 2003).
func (a *affairs) weight(id int32) float64 {
	if a.count[id] > hub {
		return 0
	}
	return 1 / math.Log2(1+float64(a.count[id]))
}

// The reports of two groups that are looked at.
const (
	fewReports  = 3
	someReports = 8
)

// shared is how much the affairs of two groups have in common, the groups' own
// names aside, and up to three of the names that say most.
func (a *affairs) shared(g, h *group) (float64, string) {
	if len(g.reports) > len(h.reports) {
		g, h = h, g
	}
	own := func(id int32) bool {
		return a.isOf(id, g) || a.isOf(id, h)
	}
	var met []int32
	for _, r := range g.near(g.reports[len(g.reports)/2], fewReports) {
		for _, q := range h.near(r, someReports) {
			if q != r {
				met = appendCommon(met, a.keys[r], a.keys[q])
			}
		}
	}
	slices.Sort(met)
	met = slices.DeleteFunc(slices.Compact(met), own)
	sum := 0.0
	for _, id := range met {
		sum += a.weight(id)
	}
	slices.SortStableFunc(met, func(x, y int32) int { return int(a.count[x]) - int(a.count[y]) })
	var best []string
	for _, id := range met[:min(3, len(met))] {
		best = append(best, a.names[id])
	}
	return sum, strings.Join(best, ", ")
}

func (a *affairs) isOf(id int32, g *group) bool {
	for _, n := range g.names {
		if k, ok := a.ids[n.key]; ok && int32(k) == id {
			return true
		}
	}
	return false
}

// appendCommon appends what two sorted lists have in common.
func appendCommon(out, a, b []int32) []int32 {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}
