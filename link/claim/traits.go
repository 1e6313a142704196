package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A vocabulary numbers traits and counts the reports that show them.
type vocabulary struct {
	ids    map[string]int
	labels []string  // by id, for people to read
	df     []int     // reports, by id
	last   []int     // the report that was counted last, by id
	report int       // that is being read
	weight []float64 // by id
	rarity []float64 // by id: 0 for what all reports show to 1 for what none does
	forms  map[string]int32
}

// numbers gives each of words its number.
func (v *vocabulary) numbers(words []word) []int32 {
	if v.forms == nil {
		v.forms = map[string]int32{}
	}
	var out []int32
	for _, w := range words {
		id, ok := v.forms[w.lower]
		if !ok {
			id = int32(len(v.forms))
			v.forms[w.lower] = id
		}
		out = append(out, id)
	}
	return out
}

func (v *vocabulary) of(trait string) int {
	id, ok := v.ids[trait]
	if !ok {
		if v.ids == nil {
			v.ids = map[string]int{}
		}
		id = len(v.df)
		v.ids[trait] = id
		v.df, v.last = append(v.df, 0), append(v.last, -1)
		v.labels = append(v.labels, strings.TrimLeft(trait, "!@#"))
	}
	if v.last[id] != v.report {
		v.last[id] = v.report
		v.df[id]++
	}
	return id
}

// name gives a trait another label.
func (v *vocabulary) name(trait, label string) { v.labels[v.of(trait)] = label }

// count ends a report.
func (v *vocabulary) count() { v.report++ }

// settle weighs the traits among so many reports: inverse document frequency,
// never under floor, so that what all reports on one affair tell still counts.
func (v *vocabulary) settle(reports int) {
	const floor = 0.3
	v.weight = make([]float64, len(v.df))
	v.rarity = make([]float64, len(v.df))
	for id, df := range v.df {
		idf := math.Log(float64(reports+1) / (float64(df) + 0.5))
		v.weight[id] = floor + max(0, idf)
		v.rarity[id] = max(0, idf) / math.Log(float64(reports+2))
	}
}

// A bag is traits, sorted, without doubles.
type bag []trait

type trait struct {
	id     int
	weight float64 // inverse document frequency
	rarity float64 // the same, of 1
}

func (b *bag) add(id int) { *b = append(*b, trait{id: id}) }

func (b *bag) sort() {
	slices.SortFunc(*b, func(x, y trait) int { return cmp.Compare(x.id, y.id) })
	*b = slices.CompactFunc(*b, func(x, y trait) bool { return x.id == y.id })
}

func (b bag) mass() float64 {
	sum := 0.0
	for _, t := range b {
		sum += t.weight
	}
	return sum
}

// common is what two bags share: its weight, and its rarity.
func (b bag) common(o bag) (weight, rarity float64) {
	for i, j := 0, 0; i < len(b) && j < len(o); {
		switch {
		case b[i].id < o[j].id:
			i++
		case b[i].id > o[j].id:
			j++
		default:
			weight += b[i].weight
			rarity += b[i].rarity
			i++
			j++
		}
	}
	return weight, rarity
}

// meets is how many traits two bags share.
func (b bag) meets(o bag) int {
	n := 0
	for _, t := range b {
		if o.has(t.id) {
			n++
		}
	}
	return n
}

func (b bag) has(id int) bool {
	_, ok := slices.BinarySearchFunc(b, id, func(t trait, id int) int { return cmp.Compare(t.id, id) })
	return ok
}

// weigh puts the weights into the bags.
func (c *collection) weigh() {
	set := func(b bag) {
		for i := range b {
			b[i].weight, b[i].rarity = c.traits.weight[b[i].id], c.traits.rarity[b[i].id]
		}
	}
	for i := range c.items {
		it := &c.items[i]
		set(it.said)
		set(it.who)
		it.mass, it.whoMass = it.said.mass(), it.who.mass()
	}
	for _, b := range c.related {
		set(b)
		c.relatedMass = append(c.relatedMass, b.mass())
		c.about = append(c.about, rareOf(b, rarest))
	}
}
