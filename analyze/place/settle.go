package place

import (
	"math"

	"github.com/saysonews/sayso/doc"
)

// A name is one folded name with all its toponyms: they mean one place unless
// qualified apart.
type name struct {
	key        string
	first      doc.Span // its first mention
	candidates []candidate
	meant      *candidate
	settled    bool // sure enough to be an anchor
	// local: the publisher bears the name, "Elmport Herald", elmportherald.com:
	// what is meant is likelier the paper's own town than the best-known one.
	local  bool
	weight float64 // as a voter
	placed bool    // some mention says that it is a place, whatever it is called
}

// group gives each toponym the name it shares with others.
func group(toponyms []toponym) []name {
	var names []name
	index := map[string]int{}
	for i := range toponyms {
		t := &toponyms[i]
		if len(t.candidates) == 0 && !t.unknown {
			continue
		}
		n, ok := index[t.key]
		if !ok {
			n = len(names)
			index[t.key] = n
			names = append(names, name{key: t.key, first: t.span, candidates: t.candidates})
		}
		t.name = n
		if len(names[n].candidates) == 0 {
			names[n].candidates = t.candidates
		}
		names[n].placed = names[n].placed || t.placed
		if t.qualified != nil && names[n].meant == nil {
			names[n].meant, names[n].settled = t.qualified, true
		}
	}
	return names
}

// settle decides what each name means.
func (g *Gazetteer) settle(d *doc.Doc, names []name, toponyms []toponym) {
	ctx := newContext(names, toponyms)
	ctx.home(d.URL)
	for i := range names {
		n := &names[i]
		if n.meant == nil && ctx.only(n) {
			n.meant, n.settled = &n.candidates[0], true
		}
		if n.settled {
			ctx.anchor(*n.meant)
		}
	}
	ctx.vote(names)
	for i := range names {
		if n := &names[i]; n.meant == nil {
			n.meant = ctx.best(n)
		}
	}
	// Once more with everything in place: what was settled later speaks for
	// what came before.
	ctx.guess(names)
	for i := range names {
		if n := &names[i]; !n.settled {
			n.meant = ctx.best(n)
		}
	}
	for i := range names {
		if n := &names[i]; n.meant != nil && !n.settled && !n.local && !ctx.supported(*n.meant, len(n.candidates)) {
			n.meant = nil
		}
	}
}

// A context is what the report says about where its places lie.
type context struct {
	countries map[string]float64 // how much the report speaks of a country, 0 to 1
	areas     map[string]float64 // the same of states
	anchors   []candidate
	weak      []candidate // guessed, for the second round
	votes     votes
	// homeCountry is the country of the publisher's address, "" when unknown.
	homeCountry string
}

func newContext(names []name, toponyms []toponym) *context {
	ctx := &context{countries: map[string]float64{}, areas: map[string]float64{}}
	total := 0.0
	for _, t := range toponyms {
		weight := 1.0
		switch {
		case t.dateline:
			weight = 3
		case t.within != nil:
			weight = 0.5
		}
		total += weight
		switch {
		case t.within != nil:
			ctx.speak(*t.within, weight)
		case t.qualified != nil:
			ctx.speak(*t.qualified, weight)
		case t.name >= 0 && ctx.only(&names[t.name]) && len(t.candidates) > 0:
			ctx.speak(t.candidates[0], weight)
		}
	}
	// Naming a country once says most of it; the share of all names the rest.
	for m := range ctx.countries {
		ctx.countries[m] = share(ctx.countries[m], total)
	}
	for m := range ctx.areas {
		ctx.areas[m] = share(ctx.areas[m], total)
	}
	return ctx
}

func share(weight, total float64) float64 { return 0.5 + 0.5*weight/total }

func (ctx *context) speak(c candidate, weight float64) {
	if c.country != "" {
		ctx.countries[c.country] += weight
	}
	if c.area != "" {
		ctx.areas[c.area] += weight
	}
}

// only tells whether a name can mean one place only, or has one reading that
// outshines all others: a country's or a state's name is rarely another place.
func (ctx *context) only(n *name) bool {
	if len(n.candidates) == 1 {
		return true
	}
	if n.local || len(n.candidates) == 0 {
		return false
	}
	first, second := n.candidates[0], n.candidates[1]
	if first.class == country || first.class == region && first.area == "" {
		return second.class != country && second.class != state
	}
	return first.class == state && second.class == town && second.population < 500_000 && first.country == "US"
}

func (ctx *context) anchor(c candidate) {
	if c.located && c.class != country && c.class != region && len(ctx.anchors) < maxAnchors {
		ctx.anchors = append(ctx.anchors, c)
	}
}

// maxAnchors bounds the work for a name, whatever the length of the report.
const maxAnchors = 32

// guess enters the readings of the first round as weak evidence.
func (ctx *context) guess(names []name) {
	areas := map[string]float64{}
	total := 0.0
	for i := range names {
		n := &names[i]
		if n.settled || n.meant == nil || n.meant.class != town {
			continue
		}
		if len(ctx.weak) < maxAnchors {
			ctx.weak = append(ctx.weak, *n.meant)
		}
		areas[n.meant.area]++
		total++
	}
	for area, n := range areas {
		if n >= 2 {
			ctx.areas[area] = max(ctx.areas[area], 0.8*n/total)
			ctx.countries[area[:2]] = max(ctx.countries[area[:2]], 0.8*n/total)
		}
	}
}

// The weights of what speaks for a candidate, in powers of ten of population:
// tuned by Acc@161km on LGL and GeoWebNews (see TestGold).
const (
	countryWeight = 2.4
	areaWeight    = 2.2
	nearWeight    = 1.3
	weakWeight    = 0.8
	capitalWeight = 0.8
	nearKm        = 250

	voteWeight     = 1.5
	areaVoteWeight = 2.9
	homeWeight     = 1.0
	localPrior     = 3.0
	localShare     = 0.3
	localHome      = 1.5
	closeWeight    = 1.0
	saturation     = 1.0
)

// best is the likeliest candidate.
func (ctx *context) best(n *name) *candidate {
	cs := n.candidates
	best, top := -1, math.Inf(-1)
	for i, c := range cs {
		if s := steady(ctx.score(n, c)); s > top {
			best, top = i, s
		}
	}
	if best < 0 {
		return nil
	}
	return &cs[best]
}

// steady is a score to nine places: what a CPU's own logarithm or fused
// multiplication changes in the last bits decides nothing.
func steady(score float64) float64 { return math.Round(score*1e9) / 1e9 }

func (ctx *context) score(n *name, c candidate) float64 {
	s := prior(c)
	if n.local {
		s = localPrior + localShare*(s-localPrior)
	}
	if n.local && ctx.homeCountry != "" && c.country == ctx.homeCountry {
		s += localHome
	}
	s += voteWeight*ctx.votes.near(n, c) + closeWeight*ctx.votes.beside(n, c) + areaVoteWeight*ctx.votes.inArea(n, c)
	s += countryWeight * ctx.countries[c.country]
	if c.area != "" {
		s += areaWeight * ctx.areas[c.area]
	}
	if c.class == country || c.class == region || !c.located {
		return s
	}
	return s + nearWeight*nearness(c, ctx.anchors) + weakWeight*nearness(c, ctx.weak)
}

// prior is how well known a place is, as a power of ten of population.
func prior(c candidate) float64 {
	switch c.class {
	case country:
		return 7.4
	case region:
		if c.area != "" { // within a state: "Manhattan"
			return 6
		}
		return 7
	case state:
		if c.country == "US" || c.country == "CA" || c.country == "AU" || c.country == "GB" {
			return 6.5
		}
		return math.Log10(float64(max(c.population, 100))) - 1
	case county:
		return 4
	}
	known := math.Log10(float64(max(c.population, 300)))
	if c.capital {
		known += capitalWeight
	}
	return known
}

// nearness is 1 at an anchor and falls off over some hundred kilometres.
func nearness(c candidate, anchors []candidate) float64 {
	best := 0.0
	for _, a := range anchors {
		if a.name == c.name && (a.same(c) || a.class != c.class) {
			continue // the name's own reading, or the region of that name
		}
		if n := math.Exp(-kilometres(a, c) / nearKm); n > best {
			best = n
		}
	}
	return best
}

// supported tells whether anything but the name speaks for c.
func (ctx *context) supported(c candidate, rivals int) bool {
	return c.class != town || c.population >= 15_000 || rivals == 1 ||
		ctx.countries[c.country] > 0 || nearness(c, ctx.anchors) > 0.1 || nearness(c, ctx.weak) > 0.1
}

// kilometres is the distance on a globe flattened between the two places: within
// some percent where it matters, and cheap.
func kilometres(a, b candidate) float64 {
	const perDegree = 111.2
	dlon := math.Abs(a.lon - b.lon)
	if dlon > 180 {
		dlon = 360 - dlon
	}
	dlat := a.lat - b.lat
	dlon *= math.Cos((a.lat + b.lat) / 2 * math.Pi / 180)
	return perDegree * math.Sqrt(dlat*dlat+dlon*dlon)
}
