package link

import (
	"cmp"
	"fmt"
	"slices"
)

// Bounds is how many independent origins there are among origins.
//
// Least counts, in order, those that are first-hand and may not be one already
// counted; it is one at least where there is any. Most counts all, each as many
// times as it may be several.
func Bounds(origins []Origin) Interval {
	var i Interval
	var counted []int
	for at, o := range origins {
		i.Most += max(1, o.UpTo)
		if o.FirstHand && !slices.ContainsFunc(o.MayBe, func(j int) bool { return slices.Contains(counted, j) }) {
			counted = append(counted, at)
		}
	}
	i.Least = max(len(counted), min(1, len(origins)))
	return i
}

// Left is what is left of a claim without one of its origins.
type Left struct {
	Stand   []int    // indices of the carriers that rest on another origin too
	Fall    []int    // indices of those that rest on this one alone
	Reports []string // IDs of the reports that fall, in order of their carriers: none of their carriers stands
	Count   Interval // independent origins that are left; Least is 0 where all of them may be the one that fell, or have it from there
}

// Without takes an origin away: what would be left if it turned out to be wrong.
func (c Claim) Without(origin int) Left {
	var l Left
	stands, fell := map[string]bool{}, map[string]bool{}
	for i, k := range c.Carriers {
		switch {
		case len(k.Rests) == 0:
		case len(k.Rests) == 1 && k.Rests[0] == origin:
			l.Fall = append(l.Fall, i)
		default:
			l.Stand = append(l.Stand, i)
			stands[k.Report] = true
		}
	}
	for _, i := range l.Fall {
		if r := c.Carriers[i].Report; !stands[r] && !fell[r] {
			fell[r] = true
			l.Reports = append(l.Reports, r)
		}
	}
	var counted []int
	for i, o := range c.Origins {
		if i == origin {
			continue
		}
		l.Count.Most += max(1, o.UpTo)
		known := func(j int) bool { return j == origin || slices.Contains(counted, j) }
		if o.FirstHand && !slices.ContainsFunc(o.MayBe, known) {
			counted = append(counted, i)
		}
	}
	l.Count.Least = len(counted)
	return l
}

// Headline is the claim's sourcing in one sentence: "14 reports, 3 to 4 independent
// origins; 11 go back to one statement."
func (c Claim) Headline() string {
	reports := map[string]bool{}
	on := make([]int, len(c.Origins))
	for i := range c.Carriers {
		if len(c.Carriers[i].Rests) > 0 {
			reports[c.Carriers[i].Report] = true
		}
	}
	for i, o := range c.Origins {
		on[i] = len(o.Reports)
	}
	if len(reports) == 0 {
		return "No report tells it as so."
	}
	s := fmt.Sprintf("%s, %s", several(len(reports), "report"), independent(c.Count))
	if len(reports) < 2 {
		return s + "."
	}
	most := slices.MaxFunc(indices(on), func(i, j int) int { return cmp.Or(cmp.Compare(on[i], on[j]), cmp.Compare(j, i)) })
	if on[most] < 2 {
		return s + "."
	}
	all := on[most] == len(reports) && len(c.Origins) == 1
	what := "one statement"
	switch c.Origins[most].Kind {
	case "document":
		what = "one document"
	case "outlet":
		what = "one newsroom"
	case "unstated":
		if all {
			return s + "; none names a source."
		}
		return s + fmt.Sprintf("; %d name no source.", on[most])
	}
	if all {
		return s + "; all go back to " + what + "."
	}
	return s + fmt.Sprintf("; %d go back to %s.", on[most], what)
}

func indices(s []int) []int {
	out := make([]int, len(s))
	for i := range out {
		out[i] = i
	}
	return out
}

func independent(i Interval) string {
	if i.Least == i.Most {
		return several(i.Most, "independent origin")
	}
	return fmt.Sprintf("%d to %d independent origins", i.Least, i.Most)
}

func several(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
