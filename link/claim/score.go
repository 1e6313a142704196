package claim

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Measures of a pair of items, in the order of measureNames.
const (
	bias = iota
	jaccard
	contained
	common
	whoShared
	whoCommon
	whoNone
	figureSame
	figureOther
	daySame
	dayOther
	classSame
	classNone
	run
	sourceSame
	sourceOther
	setting
	figureItems
	kindsDiffer
	background
	placeNone
	measureCount
)

var measureNames = [measureCount]string{
	"bias", "jaccard", "contained", "common", "who-shared", "who-common", "who-none", "figure-same", "figure-other",
	"day-same", "day-other", "class-same", "class-none", "run", "source-same", "source-other", "setting",
	"figure-items", "kinds-differ", "background",
	"place-none",
}

type measures [measureCount]float64

//go:embed data/weights.tsv
var weightsFile string

var weights = readWeights(weightsFile)

func readWeights(file string) measures {
	var out measures
	for f := range rows(file) {
		if i := slices.Index(measureNames[:], f[0]); i >= 0 && len(f) > 1 {
			out[i], _ = strconv.ParseFloat(f[1], 64)
		}
	}
	return out
}

// never is the score of a pair that cannot tell the same.
const never = -20

// score is how far items a and b tell the same: over 0, rather so than not.
func (c *collection) score(a, b *item) float64 {
	if a.negative != b.negative || excluded(a, b) || c.elsewhere(a, b) {
		return never
	}
	return max(c.affinity(a, b)-c.doubted(a, b), never)
}

// elsewhere tells whether a and b are about other people on another day: the same deed
// done twice.
func (c *collection) elsewhere(a, b *item) bool {
	if len(a.who) == 0 || len(b.who) == 0 || a.who.meets(b.who) > 0 {
		return false
	}
	_, other := c.days(c.exactly(a.days), c.exactly(b.days))
	return other > 0
}

// exactly are those of days that are no months or years: "last winter" and "next month"
// may stand in one claim.
func (c *collection) exactly(days bag) bag {
	return slices.DeleteFunc(slices.Clone(days), func(d int32) bool { return len(c.traits.date(d)) < len("2006-01-02") })
}

// affinity is how far a and b are about the same, whether or not they agree.
func (c *collection) affinity(a, b *item) float64 {
	m, shown := c.compare(a, b)
	sum := 0.0
	for i, v := range m {
		sum += v * weights[i]
	}
	sum -= scarce * max(0, picked-shown)
	if a.fragment || b.fragment {
		sum -= piece
	}
	if m[dayOther] == 0 && (c.oneSlot(a, b) && m[setting] >= related || c.oneAbsent(a, b) && m[setting] >= akin) {
		sum = max(sum, sameSlot)
	}
	return max(sum, never)
}

// What two items share tells them from others by so much at least, each trait by how
// rare it is: 1 is what picks out one report of all. A share that tells less makes
// them less alike, by scarce for each unit. Where hundreds of reports are on one
// election, its candidates and "win" tell next to nothing. A piece of a clause (a
// fragment) says less than a clause, whatever it shares.
const (
	picked = 0.7
	scarce = 3.0
	piece  = 0.3
)

// Figures that fill one slot with one value, and denials that there was a thing, in
// reports that share so much of their people (less for the denials, whose thing is
// rare) and are not dated apart, score so much at least: nothing else need be said to
// tell the same.
const (
	related  = 0.25
	akin     = 0.1
	sameSlot = 1.0
)

// few is how rare a figure, or a thing that there was none of, has to be to tell enough.
const few = 0.45

// oneAbsent tells whether a and b say of one thing, which few reports have, that there was
// none.
func (c *collection) oneAbsent(a, b *item) bool {
	return a.absent == b.absent && c.rarelyAbsent(a)
}

// rarelyAbsent tells whether a says that there was none of a thing that few reports have.
func (c *collection) rarelyAbsent(a *item) bool {
	return a.absent >= 0 && c.traits.rarity[a.absent] >= few
}

// oneSlot tells whether a and b are one figure of a slot that counts what its predicate
// counts, as the dead of "die", or one that few reports have.
func (c *collection) oneSlot(a, b *item) bool {
	if !a.figure || !b.figure {
		return false
	}
	x, y := a.slots[0], b.slots[0]
	same, _ := x.same(y)
	counts := lexicon.assumed[lexicon.classes[max(x.class, 0)]] == x.unit
	return same && x.class == y.class && (counts || c.traits.rarity[x.id] >= few && a.said.has(x.id))
}

// excluded tells whether a and b cannot be about the same, whatever else they share.
func excluded(a, b *item) bool {
	if a.open != b.open && sharesClass(a, b) {
		return true
	}
	if a.figure && b.figure {
		same, _ := slots(a, b)
		return !same
	}
	return opposed(a, b) || opposed(b, a)
}

func sharesClass(a, b *item) bool {
	return slices.ContainsFunc(a.classes, func(x int32) bool { return slices.Contains(b.classes, x) })
}

// opposed tells whether a has a class that excludes one of b that a does not have.
func opposed(a, b *item) bool {
	for _, x := range a.classes {
		if slices.Contains(b.classes, x) {
			continue
		}
		for _, y := range lexicon.exclusive[x] {
			if slices.Contains(b.classes, y) && !slices.Contains(a.classes, y) {
				return true
			}
		}
	}
	return false
}

// slots tells whether a and b have the same figure, and whether they fill one slot
// with different figures.
func slots(a, b *item) (same, other bool) {
	for _, x := range a.slots {
		for _, y := range b.slots {
			s, o := x.same(y)
			same, other = same || s, other || o
		}
	}
	return same, other && !same
}

// little is weight that every pair is taken to differ in: items that say next to
// nothing are not the same because nothing else is said.
const little = 1.5

// compare takes the measures of a and b, and how much what they share tells them from
// others.
func (c *collection) compare(a, b *item) (m measures, shown float64) {
	m[bias] = 1
	shared, rare := c.traits.common(a.said, b.said)
	shown = rare
	least, most := min(a.mass, b.mass), a.mass+b.mass-shared
	m[jaccard] = ratio(shared, most+little)
	m[contained] = ratio(shared, least+little)
	m[common] = math.Log1p(rare)
	who, rare := c.traits.common(a.who, b.who)
	shown += rare
	m[whoShared] = ratio(who, min(a.whoMass, b.whoMass))
	m[whoCommon] = math.Log1p(rare)
	m[whoNone] = truth(who == 0 && len(a.who) > 0 && len(b.who) > 0)
	same, other := slots(a, b)
	m[figureSame], m[figureOther] = truth(same), truth(other)
	m[daySame], m[dayOther] = c.days(a.days, b.days)
	shown += m[daySame]
	if len(a.classes) > 0 && len(b.classes) > 0 {
		both := sharesClass(a, b)
		m[classSame], m[classNone] = truth(both), truth(!both)
		if both { // their kind tells nothing more
			shown -= c.kindsOf(a, b)
		}
	}
	m[placeNone] = truth(len(a.places) > 0 && len(b.places) > 0 && !slices.ContainsFunc(a.places, b.who.has))
	m[run] = longestRun(a.text, b.text)
	switch {
	case a.sayer < 0 || b.sayer < 0:
	case a.sayer == b.sayer:
		m[sourceSame] = c.traits.rarity[a.sayer]
	default:
		m[sourceOther] = 1
	}
	ra, rb := c.related[a.report], c.related[b.report]
	around, _ := c.traits.common(ra, rb)
	m[setting] = ratio(around, min(c.relatedMass[a.report], c.relatedMass[b.report]))
	m[figureItems] = truth(a.figure && b.figure)
	m[kindsDiffer] = truth(a.figure != b.figure)
	m[background] = truth(a.background != b.background)
	return m, shown
}

// kindsOf is how rare the kinds of predicates are that a and b share.
func (c *collection) kindsOf(a, b *item) float64 {
	sum := 0.0
	for _, k := range a.kinds {
		sum += truth(slices.Contains(b.kinds, k)) * c.traits.rarity[k]
	}
	return sum
}

func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// days tells whether two dated items may be of one day, and how rare that day is, and
// whether they cannot be. Where one is dated to a year and the other to a day of it,
// they may.
func (c *collection) days(a, b bag) (same, other float64) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case strings.HasPrefix(c.traits.date(x), c.traits.date(y)):
				same = max(same, c.traits.rarity[y])
			case strings.HasPrefix(c.traits.date(y), c.traits.date(x)):
				same = max(same, c.traits.rarity[x])
			default:
				other = 1
			}
		}
	}
	if same > 0 {
		other = 0
	}
	return same, other
}

// longestRun is how long a stretch of words a and b share is, as the logarithm of
// the words beyond two; whole texts that are the same count double.
func longestRun(a, b []int32) float64 {
	if len(a) > 0 && slices.Equal(a, b) {
		return 2 * math.Log1p(float64(len(a)))
	}
	best := 0
	var few [64]int
	row := few[:]
	if len(b) >= len(few) {
		row = make([]int, len(b)+1)
	}
	for _, x := range a {
		before := 0
		for j, y := range b {
			was := row[j+1]
			row[j+1] = 0
			if x == y {
				row[j+1] = before + 1
				best = max(best, before+1)
			}
			before = was
		}
	}
	return math.Log1p(float64(max(0, best-2)))
}
