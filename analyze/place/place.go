package place

import (
	"math"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds the places of a report.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "place",
		Version: 1,
		Doc:     "finds named places and tells which place of that name is meant, with its country and coordinates",
		Needs:   []analyze.Layer{analyze.Layout, analyze.Segment, analyze.Tag, analyze.Entity},
		Gives:   []analyze.Layer{analyze.Place},
		Run:     func(d *doc.Doc) { d.Places = New().Find(d) },
	}
}

// Find is the places that the report names and the gazetteer knows, in the order
// of their first mentions. Names that may mean several places, with nothing in
// the report that speaks for one, are left out.
func (g *Gazetteer) Find(d *doc.Doc) []doc.Place {
	if len(d.Entities) == 0 {
		return nil
	}
	toponyms := g.toponyms(d)
	names := group(toponyms)
	g.settle(d, names, toponyms)
	return collect(names, toponyms)
}

// A toponym is one mention that may name a place.
type toponym struct {
	span       doc.Span
	key        string // of the name as the report writes it
	name       int    // index of its name, -1 for none
	candidates []candidate
	qualified  *candidate // what its qualifier leaves, nil without one
	dateline   bool
	// people: an adjective or a people, "Venezuelan": speaks for a country but
	// is no mention of a place.
	people string
}

// A name is one folded name with all its toponyms: they mean one place unless
// qualified apart.
type name struct {
	key        string
	candidates []candidate
	meant      *candidate
	settled    bool // sure enough to be an anchor
}

func (g *Gazetteer) toponyms(d *doc.Doc) []toponym {
	var found []toponym
	known := map[string][]candidate{} // names recur; the table is asked once
	for i := range d.Entities {
		e := d.Entities[i]
		if e.Kind == doc.Person {
			continue
		}
		for _, span := range parts(d, e) {
			t := toponym{span: span, name: -1, dateline: span.Overlaps(d.Header.Dateline.Span)}
			text := span.In(d.Text)
			t.key = fold(text)
			people, isPeople := g.people[t.key]
			t.people = people.country // "" for "European"
			switch {
			case e.Kind != doc.Location && !isPeople:
				t.candidates = unmistakable(g.typed(text))
			case e.Kind == doc.Location:
				cs, ok := known[text]
				if !ok {
					cs = g.candidates(text)
					if isPeople && (len(cs) == 0 || cs[0].class == town) {
						cs = []candidate{people}
					}
					known[text] = cs
				}
				t.candidates = cs
			}
			if len(t.candidates) > 0 {
				g.qualify(d, &t)
			}
			if t.qualified == nil && g.never[t.key] {
				t.candidates = nil
			}
			if len(t.candidates) > 0 || t.people != "" {
				found = append(found, t)
			}
		}
	}
	return found
}

// unmistakable keeps the candidates that the name of an organisation or another
// thing may mean: only a country or a US state, since "Leeds" said of a football
// club is no town.
func unmistakable(cs []candidate) []candidate {
	for i, c := range cs {
		if c.class == country || c.class == state && c.country == "US" {
			return cs[i : i+1]
		}
	}
	return nil
}

// parts is the place names in an entity: without a closing possessive, and
// "Reno, Nev." as two.
func parts(d *doc.Doc, e doc.Entity) []doc.Span {
	span := e.Span
	text := span.In(d.Text)
	for _, s := range []string{"'s", "’s", "'", "’"} {
		text = strings.TrimSuffix(text, s)
	}
	var spans []doc.Span
	at := span.Start
	for piece := range strings.SplitSeq(text, ",") {
		lead := len(piece) - len(strings.TrimLeft(piece, " \n"))
		if trimmed := strings.TrimSpace(piece); trimmed != "" {
			spans = append(spans, doc.Span{Start: at + lead, End: at + lead + len(trimmed)})
		}
		at += len(piece) + 1
	}
	return spans
}

// qualify narrows t by the larger place that follows it.
func (g *Gazetteer) qualify(d *doc.Doc, t *toponym) {
	for _, q := range g.qualifiers(d, t.span.End) {
		best := -1
		for i, c := range t.candidates {
			if c.class < q.class && c.within(q) && (best < 0 || prior(c) > prior(t.candidates[best])) {
				best = i
			}
		}
		if best >= 0 {
			t.qualified = &t.candidates[best]
			return
		}
	}
}

// qualifiers is what the words after byte offset end may mean as a larger
// place: ", Nev.", ", Butler County, Ohio", " (Texas)".
func (g *Gazetteer) qualifiers(d *doc.Doc, end int) []candidate {
	var found []candidate
	at := d.TokensOf(doc.Span{Start: end, End: len(d.Text)}).First
	for range 2 {
		if at >= len(d.Tokens) || d.Word(at) != "," && d.Word(at) != "(" {
			break
		}
		at++
		next := at
		for n := 3; n >= 1; n-- {
			if at+n > len(d.Tokens) {
				continue
			}
			text := d.SpanOf(doc.Range{First: at, End: at + n}).In(d.Text)
			if qs := g.larger(text); len(qs) > 0 {
				found = append(found, qs...)
				next = at + n
				break
			}
		}
		if next == at {
			break
		}
		at = next
	}
	return found
}

// larger is the countries, states and counties that a text names.
func (g *Gazetteer) larger(text string) []candidate {
	if len(text) > 40 || len(text) < 2 || text[0] >= 'a' && text[0] <= 'z' {
		return nil
	}
	if qs, ok := g.postal[text]; ok {
		return qs
	}
	var found []candidate
	for _, c := range g.lookup(text) {
		if c.class == country || c.class == state || c.class == county {
			found = append(found, c)
		}
	}
	return found
}

// group gives each toponym the name it shares with others.
func group(toponyms []toponym) []name {
	var names []name
	index := map[string]int{}
	for i := range toponyms {
		t := &toponyms[i]
		if len(t.candidates) == 0 {
			continue
		}
		n, ok := index[t.key]
		if !ok {
			n = len(names)
			index[t.key] = n
			names = append(names, name{key: t.key, candidates: t.candidates})
		}
		t.name = n
		if t.qualified != nil && names[n].meant == nil {
			names[n].meant, names[n].settled = t.qualified, true
		}
	}
	return names
}

// settle decides what each name means.
func (g *Gazetteer) settle(d *doc.Doc, names []name, toponyms []toponym) {
	ctx := newContext(names, toponyms)
	for i := range names {
		n := &names[i]
		if n.meant == nil && ctx.only(n) {
			n.meant, n.settled = &n.candidates[0], true
		}
		if n.settled {
			ctx.anchor(*n.meant)
		}
	}
	for i := range names {
		if n := &names[i]; n.meant == nil {
			n.meant = ctx.best(n.candidates)
		}
	}
	// Once more with everything in place: what was settled later speaks for
	// what came before.
	ctx.guess(names)
	for i := range names {
		if n := &names[i]; !n.settled {
			n.meant = ctx.best(n.candidates)
		}
	}
	for i := range names {
		if n := &names[i]; n.meant != nil && !n.settled && !ctx.supported(*n.meant, len(n.candidates)) {
			n.meant = nil
		}
	}
}

// collect gathers the mentions of each place.
func collect(names []name, toponyms []toponym) []doc.Place {
	var places []doc.Place
	var meant []candidate
	for _, t := range toponyms {
		if t.name < 0 {
			continue
		}
		c := names[t.name].meant
		if t.qualified != nil {
			c = t.qualified
		}
		if c == nil {
			continue
		}
		i := 0
		for i < len(meant) && !meant[i].same(*c) {
			i++
		}
		if i == len(meant) {
			meant = append(meant, *c)
			places = append(places, c.place())
		}
		places[i].Mentions = append(places[i].Mentions, t.span)
	}
	return places
}

// A context is what the report says about where its places lie.
type context struct {
	countries map[string]float64 // how much the report speaks of a country, 0 to 1
	areas     map[string]float64 // the same of states
	anchors   []candidate
	weak      []candidate // guessed, for the second round
}

func newContext(names []name, toponyms []toponym) *context {
	ctx := &context{countries: map[string]float64{}, areas: map[string]float64{}}
	total := 0.0
	for _, t := range toponyms {
		weight := 1.0
		if t.dateline {
			weight = 3
		}
		total += weight
		switch {
		case t.people != "":
			ctx.countries[t.people] += weight
		case t.qualified != nil:
			ctx.speak(*t.qualified, weight)
		case t.name >= 0 && ctx.only(&names[t.name]):
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
	ctx.countries[c.country] += weight
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
	first, second := n.candidates[0], n.candidates[1]
	if first.class == country || first.class == region {
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
	nearWeight    = 2.0
	weakWeight    = 1.5
	capitalWeight = 0.8
	nearKm        = 250
)

// best is the likeliest candidate.
func (ctx *context) best(cs []candidate) *candidate {
	best, top := -1, math.Inf(-1)
	for i, c := range cs {
		if s := steady(ctx.score(c)); s > top {
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

func (ctx *context) score(c candidate) float64 {
	s := prior(c)
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
		return 8
	case region:
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
