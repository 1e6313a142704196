package claim

import (
	"slices"
	"unicode"

	"github.com/saysonews/sayso/link"
)

// byDeed cuts k into clusters whose items tell that one thing happens, one of them at
// least in a clause or in somebody's own words: what shares people and things alone, as
// the ballots of an election, is a subject and no claim.
func (c *collection) byDeed(k cluster) []cluster {
	var out []cluster
	for len(k) > 1 && slices.ContainsFunc(k, c.proposes) {
		deed, n := c.commonDeed(k)
		if n == 0 {
			break
		}
		if deedShare*n > len(k) || len(k) == 2 {
			return append(out, k)
		}
		other := func(i int) bool { return !slices.Contains(c.items[i].deeds, deed) }
		out = append(out, slices.DeleteFunc(slices.Clone(k), other))
		k = slices.DeleteFunc(slices.Clone(k), func(i int) bool { return !other(i) })
	}
	for _, i := range k {
		out = append(out, cluster{i})
	}
	return out
}

// proposes tells whether item i says that something is so, or is a piece of what somebody
// said so.
func (c *collection) proposes(i int) bool {
	it := &c.items[i]
	return !it.fragment || c.telling(it).Quoted
}

// commonDeed is what most items of k tell, the first of several, and how many do.
func (c *collection) commonDeed(k cluster) (deed int32, n int) {
	items := map[int32]int{}
	for _, i := range k {
		for _, d := range c.items[i].deeds {
			items[d]++
			if items[d] > n || items[d] == n && d < deed {
				deed, n = d, items[d]
			}
		}
	}
	return deed, n
}

// deedShare: of a claim's items, one in so many tell one deed.
const deedShare = 2

// deedsOf are what happens in a telling. What is no clause tells events alone, and what
// has a capital none: the "Free Trade Agreement" is a name.
func (c *collection) deedsOf(t *link.Telling, preds predicates, fragment bool) bag {
	var out bag
	text := []rune(t.Words)
	for _, p := range preds {
		if at := p.start - t.Start; at > 0 && at < len(text) && unicode.IsUpper(text[at]) {
			continue
		}
		if !fragment || slices.ContainsFunc(t.Events, func(e link.Event) bool { return p.start <= e.Start && e.Start < p.end }) {
			out.add(c.traits.of("!" + lexicon.classes[p.class]))
		}
	}
	for _, e := range t.Events {
		if !preds.covers(e.Start) {
			out.add(c.traits.of("~" + stem(firstWord(e.Lemma))))
		}
	}
	if len(out) == 0 && !fragment {
		return bag{c.traits.of("~be")}
	}
	out.sort()
	return out
}

// actOf is what somebody does in saying what is no clause: "promised a bridge" tells of
// a promise, and not of a bridge. It is the class, -1 for none, and the trait; "" where
// the telling tells of nothing more than that it is said.
func actOf(t *link.Telling) (class int32, deed string) {
	if !lexicon.doing[t.Act] {
		return -1, ""
	}
	for _, w := range []string{t.CueLemma, t.Act} {
		if class, ok := lexicon.classOf[stem(w)]; ok {
			return class, "!" + lexicon.classes[class]
		}
	}
	return -1, "~" + t.Act
}
