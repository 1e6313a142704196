package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A vocabulary numbers traits and counts the reports that show them.
type vocabulary struct {
	ids    map[string]int32
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
	out := make([]int32, 0, len(words))
	for _, w := range words {
		id, ok := v.forms[w.lower]
		if !ok {
			id = int32(len(v.forms))
			v.forms[strings.Clone(w.lower)] = id // a word is a part of its text, which nobody needs
		}
		out = append(out, id)
	}
	return out
}

func (v *vocabulary) of(trait string) int32 {
	id, ok := v.ids[trait]
	if !ok {
		if v.ids == nil {
			v.ids = map[string]int32{}
		}
		id = int32(len(v.df))
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
	v.ids, v.forms, v.df, v.last = nil, nil, nil, nil // all is numbered
}

// A bag is ids of traits, sorted, without doubles. Millions of items have two each, so
// that it holds no weights.
type bag []int32

func (b *bag) add(id int32) { *b = append(*b, id) }

func (b *bag) sort() {
	slices.Sort(*b)
	*b = slices.Clip(slices.Compact(*b))
}

// mass is the weight of the traits of b.
func (v *vocabulary) mass(b bag) float64 {
	sum := 0.0
	for _, t := range b {
		sum += v.weight[t]
	}
	return sum
}

// common is what two bags share: its weight, and its rarity.
func (v *vocabulary) common(b, o bag) (weight, rarity float64) {
	for i, j := 0, 0; i < len(b) && j < len(o); {
		switch {
		case b[i] < o[j]:
			i++
		case b[i] > o[j]:
			j++
		default:
			weight += v.weight[b[i]]
			rarity += v.rarity[b[i]]
			i++
			j++
		}
	}
	return weight, rarity
}

// rareOf are the n traits of b that weigh most, heaviest first.
func (v *vocabulary) rareOf(b bag, n int) bag {
	b = slices.Clone(b)
	slices.SortFunc(b, func(x, y int32) int { return cmp.Or(-cmp.Compare(v.weight[x], v.weight[y]), int(x-y)) })
	return b[:min(n, len(b))]
}

// meets is how many traits two bags share.
func (b bag) meets(o bag) int {
	n := 0
	for _, t := range b {
		if o.has(t) {
			n++
		}
	}
	return n
}

func (b bag) has(id int32) bool {
	_, ok := slices.BinarySearch(b, id)
	return ok
}

// weigh finds how much the bags weigh.
func (c *collection) weigh() {
	for i := range c.items {
		it := &c.items[i]
		it.mass, it.whoMass = c.traits.mass(it.said), c.traits.mass(it.who)
	}
	for _, b := range c.related {
		c.relatedMass = append(c.relatedMass, c.traits.mass(b))
		c.about = append(c.about, c.traits.rareOf(b, rarest))
	}
}
