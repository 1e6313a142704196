package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
)

// A FrontClaim is a claim on the front page: many reports, one origin.
type FrontClaim struct {
	ClaimEntry
	Headline string   `json:"headline"` // its sourcing in a sentence
	Origin   string   `json:"origin"`   // that most reports have it from: its name, or how it is described; "" not stated
	Outlets  []string `json:"outlets"`  // that published the first of these reports, in their order; none where too few of them tell

	reports []string // that tell it as so, the first fanReports of them, in order
	rests   [][]int  // for each of them the indices of the origins it rests on
	open    []bool   // whether each origin is one that no report states
}

// The front page shows so many claims, out of so many of those of most reports.
const (
	frontClaims  = 3
	frontLookups = 50
)

// repeated are the claims that most reports tell and all have from one origin. Where no
// claim of several reports has one origin only, they are those with most reports an origin.
func (s *server) repeated(ctx context.Context) ([]FrontClaim, error) {
	list, err := s.Store.Claims(ctx, query.Term{}, archive.Page{Limit: frontLookups})
	if err != nil {
		return nil, err
	}
	heads := slices.DeleteFunc(list.Items, func(h archive.ClaimHead) bool { return h.Resting < 2 || h.Origins.Most == 0 })
	if one := slices.DeleteFunc(slices.Clone(heads), func(h archive.ClaimHead) bool { return h.Origins.Most > 1 }); len(one) > 0 {
		heads = one
	}
	slices.SortStableFunc(heads, func(a, b archive.ClaimHead) int {
		return cmp.Or(b.Resting*a.Origins.Most-a.Resting*b.Origins.Most, b.Resting-a.Resting)
	})
	var out []FrontClaim
	for _, h := range heads {
		if len(out) == frontClaims {
			break
		}
		if slices.ContainsFunc(out, func(c FrontClaim) bool { return claimAlike(c.Sentence, h.Sentence) }) {
			continue
		}
		c, err := s.Store.Claim(ctx, h.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, frontClaim(h, c))
	}
	return out, s.outlets(ctx, out)
}

func frontClaim(h archive.ClaimHead, c link.Claim) FrontClaim {
	f := FrontClaim{ClaimEntry: claimEntry(h, h.Resting), Headline: c.Headline(), Outlets: []string{}}
	for _, o := range c.Origins {
		f.open = append(f.open, o.Kind == "unstated")
	}
	if len(c.Origins) > 0 {
		f.Origin = claimOriginName(slices.MaxFunc(c.Origins, func(a, b link.Origin) int { return len(a.Reports) - len(b.Reports) }))
	}
	for _, k := range c.Carriers {
		if len(k.Rests) == 0 {
			continue
		}
		if last := len(f.reports) - 1; last >= 0 && f.reports[last] == k.Report {
			f.rests[last] = append(f.rests[last], k.Rests...)
			continue
		}
		if len(f.reports) == fanReports {
			break
		}
		f.reports, f.rests = append(f.reports, k.Report), append(f.rests, slices.Clone(k.Rests))
	}
	return f
}

// outlets fills in who published the reports of claims.
func (s *server) outlets(ctx context.Context, claims []FrontClaim) error {
	var ids []string
	for _, c := range claims {
		ids = append(ids, c.reports...)
	}
	heads, err := s.heads(ctx, ids)
	if err != nil {
		return err
	}
	for i := range claims {
		c, known := &claims[i], 0
		for _, id := range c.reports {
			p := heads[id].Publisher
			if p == "" {
				continue
			}
			if known++; !slices.Contains(c.Outlets, p) {
				c.Outlets = append(c.Outlets, p)
			}
		}
		if 2*known < len(c.reports) { // one name of many would pass for all of them
			c.Outlets = []string{}
		}
	}
	return nil
}

// outletsShown is how many outlets a card names.
const outletsShown = 6

// Named are the outlets that a card names.
func (c FrontClaim) Named() []string { return c.Outlets[:min(len(c.Outlets), outletsShown)] }

// Unnamed is how many more there are.
func (c FrontClaim) Unnamed() int { return len(c.Outlets) - len(c.Named()) }

// The picture of a claim is a row of its reports above its origins, with a line from
// each report to where it has the claim from. Lengths are in its own units, which are
// pixels where there is room.
const (
	fanReports = 60 // most that are drawn: from some fifty on they run into one another
	fanOrigins = 8  // most that are drawn
	fanStep    = 26 // from one to the next, where there is room
	fanWidth   = 332
	fanMargin  = 8
	fanTop     = 8
	fanBottom  = 60
)

// A fan is the picture of a claim.
type fan struct {
	Width, Height int
	Reports       []fanPoint
	Origins       []fanPoint
	Lines         []string // paths
}

// A fanPoint is where a report or an origin is; Open where no report states the origin.
type fanPoint struct {
	X, Y int
	Open bool
}

// EndX and EndY are the corner of the mark of an origin.
func (p fanPoint) EndX() int { return p.X - 6 }
func (p fanPoint) EndY() int { return p.Y - 6 }

// Fan draws the claim.
func (c FrontClaim) Fan() fan {
	f := fan{Reports: fanRow(len(c.reports), fanTop), Origins: fanRow(min(len(c.open), fanOrigins), fanBottom), Width: fanWidth, Height: fanBottom + fanMargin}
	for i := range f.Origins {
		f.Origins[i].Open = c.open[i]
	}
	for i, from := range f.Reports {
		rests := slices.Clone(c.rests[i])
		slices.Sort(rests)
		for _, o := range slices.Compact(rests) {
			if o < len(f.Origins) {
				to, middle := f.Origins[o], (fanTop+fanBottom)/2
				f.Lines = append(f.Lines, fmt.Sprintf("M%d %dC%d %d %d %d %d %d", from.X, from.Y, from.X, middle+fanTop, to.X, middle-fanTop, to.X, to.Y))
			}
		}
	}
	return f
}

// fanRow are n places in a row.
func fanRow(n, y int) []fanPoint {
	step := min(fanStep, float64(fanWidth-2*fanMargin)/float64(max(1, n-1)))
	var out []fanPoint
	for i := range n {
		out = append(out, fanPoint{X: fanMargin + int(step*float64(i)), Y: y})
	}
	return out
}
