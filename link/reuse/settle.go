package reuse

import (
	"cmp"
	"slices"
)

// freshShare is which part of what a report has from a second source must not
// be in the first for the second to count as one.
const freshShare = 0.2

// settle puts the pairs of one report that reuses others in order and says
// which it need not have from the other itself: what stands in a better source
// too. A source is better that the report names as its own's, then one that has
// more of it, then an earlier one.
func settle(ps []pair) {
	slices.SortStableFunc(ps, better)
	var direct []pair
	for i := range ps {
		if ps[i].copy.Kind == Common {
			break
		}
		rest, best, most := ps[i].cover, "", -1
		for _, d := range direct {
			if n := length(ps[i].cover) - length(without(ps[i].cover, d.cover)); n > most {
				best, most = d.copy.From, n
			}
			rest = without(rest, d.cover)
		}
		if len(direct) > 0 && float64(length(rest)) < freshShare*float64(length(ps[i].cover)) {
			ps[i].copy.Via = best
			continue
		}
		direct = append(direct, ps[i])
	}
	slices.SortStableFunc(ps, func(a, b pair) int {
		return cmp.Or(yes(a.copy.Kind == Common)-yes(b.copy.Kind == Common), yes(a.copy.Via != "")-yes(b.copy.Via != ""))
	})
}

// better orders the sources of one report.
func better(a, b pair) int {
	return cmp.Or(
		yes(a.copy.Kind == Common)-yes(b.copy.Kind == Common),
		yes(b.credit.strong())-yes(a.credit.strong()),
		cmp.Compare(steps(b.copy.Share), steps(a.copy.Share)),
		yes(b.copy.Credited)-yes(a.copy.Credited),
		cmp.Compare(a.from, b.from))
}

// steps is a share in steps of five percent: less does not tell which of two
// sources is the better one.
func steps(share float64) int { return int(share*20 + 0.5) }

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func length(spans []span) int {
	n, end := 0, 0
	for _, s := range spans {
		if s.end > end {
			n += s.end - max(s.start, end)
			end = s.end
		}
	}
	return n
}

// union is the spans of both, in order.
func union(a, b []span) []span {
	out := slices.Concat(a, b)
	slices.SortFunc(out, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	return out
}

// without are the parts of a that are not in b.
func without(a, b []span) []span {
	var out []span
	for _, s := range a {
		for _, o := range b {
			if o.end <= s.start || o.start >= s.end {
				continue
			}
			if o.start > s.start {
				out = append(out, span{s.start, o.start})
			}
			s.start = min(o.end, s.end)
		}
		if s.start < s.end {
			out = append(out, s)
		}
	}
	return out
}
