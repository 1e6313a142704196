package web

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/saysonews/sayso/link"
)

// treeOf is an origin with its tree.
func (b *claimBuilder) treeOf(i int) ClaimOrigin {
	o := b.claim.Origins[i]
	out := ClaimOrigin{
		N: i + 1, Kind: o.Kind, Name: o.Name, Words: o.Words, Naming: o.Naming, Identity: o.Identity,
		FirstHand: o.FirstHand, UpTo: max(1, o.UpTo), MayBe: []int{}, Reports: len(o.Reports), Fallen: i == b.origin,
	}
	for _, j := range o.MayBe {
		out.MayBe = append(out.MayBe, j+1)
	}
	out.Branches = b.branches(b.claim.Tree(i), nil, i)
	return out
}

// branches are those of a tree under a report, or, with above nil, under the origin.
func (b *claimBuilder) branches(tree []link.Branch, above *link.Branch, origin int) ClaimBranches {
	out, o := ClaimBranches{}, b.claim.Origins[origin]
	for _, t := range tree {
		n := ClaimBranch{
			Report: b.report(t.Report), How: cmp.Or(t.Why, claimHow(o)), Via: claimVia(t, o), Said: []ClaimSaid{}, Changed: []string{},
			Why: claimReasons(b.claim.Carriers[t.Carriers[0]].Why), Fallen: b.fallen[t.Report], Anchor: fmt.Sprintf("r%d-%s", origin+1, t.Report),
		}
		for _, i := range t.Carriers {
			n.Said = b.say(n.Said, i)
		}
		if above != nil {
			before := b.say(nil, above.Carriers[0])[0]
			n.Same = claimAlike(before.Words, n.Said[0].Words) && before.Stance == n.Said[0].Stance
			n.Changed = b.changed(*above, t)
		}
		n.Branches = b.branches(t.Branches, &t, origin)
		out = append(out, n)
	}
	return out
}

// say adds what a carrier says, unless it is there already.
func (b *claimBuilder) say(said []ClaimSaid, carrier int) []ClaimSaid {
	k := b.said(carrier)
	if slices.ContainsFunc(said, func(s ClaimSaid) bool { return s.Stance == k.Stance && claimAlike(s.Words, k.Words) }) {
		return said
	}
	return append(said, k)
}

// changed is what a report made of the claim that it has from another: "hedge"
// where it states what that one told with distance, "figure" where it gives other
// figures.
func (b *claimBuilder) changed(above, below link.Branch) []string {
	out := []string{}
	hedged := func(i int) bool { return b.claim.Carriers[i].Stance == link.Hedges }
	stated := func(i int) bool { return b.claim.Carriers[i].Stance == link.States }
	if !slices.ContainsFunc(above.Carriers, func(i int) bool { return !hedged(i) }) && slices.ContainsFunc(below.Carriers, stated) {
		out = append(out, "hedge")
	}
	before, after := b.figures(above.Carriers), b.figures(below.Carriers)
	if len(before) > 0 && len(after) > 0 && !slices.ContainsFunc(after, func(f string) bool { return slices.Contains(before, f) }) {
		out = append(out, "figure")
	}
	return out
}

// figures are those of carriers, each once.
func (b *claimBuilder) figures(carriers []int) []string {
	out := []string{}
	for _, i := range carriers {
		for _, f := range b.claim.Carriers[i].Figures {
			if v := claimFigure(f); !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// claimHow is how a report rests on an origin itself.
func claimHow(o link.Origin) string {
	if o.Kind == "unstated" {
		return "nobody"
	}
	return "says"
}

// claimVia is who stands between a report and what it rests on, the origin itself
// left out.
func claimVia(t link.Branch, o link.Origin) []ClaimVia {
	out := []ClaimVia{}
	for _, s := range t.Via {
		if name := cmp.Or(s.Name, s.Words); name != "" && name != claimOriginName(o) {
			out = append(out, ClaimVia{name, s.Naming})
		}
	}
	return out
}

// manyCopies is from how many on copies stand folded up in the tree.
const manyCopies = 5

// Copies are the reports that only have the words of the one above, where there are
// many of them.
func (b ClaimBranches) Copies() ClaimBranches {
	var out ClaimBranches
	for _, c := range b {
		if c.bare() {
			out = append(out, c)
		}
	}
	if len(out) < manyCopies {
		return nil
	}
	return out
}

// Apart are all others.
func (b ClaimBranches) Apart() ClaimBranches {
	if b.Copies() == nil {
		return b
	}
	return slices.DeleteFunc(slices.Clone(b), ClaimBranch.bare)
}

func (b ClaimBranch) bare() bool { return b.Same && b.How == "copies" && len(b.Branches) == 0 }

// claimDepth is the most reports one behind the other.
func claimDepth(branches []ClaimBranch) int {
	deepest := 0
	for _, b := range branches {
		deepest = max(deepest, 1+claimDepth(b.Branches))
	}
	return deepest
}
