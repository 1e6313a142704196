package claim

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// A cluster is indices of items, in order.
type cluster []int

// An edge joins two items that may tell the same.
type edge struct {
	a, b  int32 // a < b
	score float64
}

// clusters puts items together: from the pair that scores best downward, the
// clusters of both ends become one if their items score join on average. Judging
// by all items, not by the one pair, keeps claims apart that a single telling of
// both would chain together.
func (c *collection) clusters(copies []link.Copy) []cluster {
	edges := c.edges(copies)
	of := make([]int, len(c.items)) // cluster of an item, by its first item
	members := make([]cluster, len(c.items))
	for i := range of {
		of[i], members[i] = i, cluster{i}
	}
	refused := map[[2]int]int{} // sizes together when two clusters were kept apart
	for _, e := range edges {
		x, y := of[e.a], of[e.b]
		if x == y {
			continue
		}
		if x > y {
			x, y = y, x
		}
		size := len(members[x]) + len(members[y])
		if refused[[2]int{x, y}] == size {
			continue
		}
		if c.between(members[x], members[y])-twice*c.apart(members[x], members[y]) < join {
			refused[[2]int{x, y}] = size
			continue
		}
		for _, i := range members[y] {
			of[i] = x
		}
		members[x] = append(members[x], members[y]...)
		slices.Sort(members[x])
		members[y] = nil
	}
	var out []cluster
	for _, m := range members {
		if len(m) > 0 {
			slices.Sort(m)
			for _, k := range c.byDeed(m) {
				out = append(out, c.withoutStrays(k)...)
			}
		}
	}
	return out
}

// Chosen on the demo's lineage, with an eye on 340 real reports of three affairs: a
// lower join or twice chains what is told of one meeting together there.
const (
	join  = -1.5 // score from which two clusters are one
	best  = 0.3  // what the best counterpart of each item counts, against the average of all
	twice = 4.0  // what it costs that the same reports tell both of two clusters

	sample     = 8 // items of a cluster that are held against another's
	rarest     = 7 // traits of an item that pairs are looked for by
	neighbours = 8 // in the list of a key that an item is held against
)

// between is how far two clusters tell the same: mostly the average score of their
// items, in part that of each item with its best counterpart.
func (c *collection) between(x, y cluster) float64 {
	x, y = x.sample(), y.sample()
	sum, top := 0.0, 0.0
	column := slices.Repeat([]float64{never}, len(y))
	for _, i := range x {
		row := float64(never)
		for j, k := range y {
			s := c.score(&c.items[i], &c.items[k])
			sum += s
			row, column[j] = max(row, s), max(column[j], s)
		}
		top += row / float64(len(x)) / 2
	}
	for _, s := range column {
		top += s / float64(len(y)) / 2
	}
	return (1-best)*sum/float64(len(x)*len(y)) + best*top
}

// sample are items of k at even distances.
func (k cluster) sample() cluster {
	if len(k) <= sample {
		return k
	}
	out := make(cluster, sample)
	for i := range out {
		out[i] = k[i*len(k)/sample]
	}
	return out
}

// apart is the share of the smaller cluster's items whose report tells an item of the
// other somewhere else. It speaks against joining them: a report tells a thing once, or
// in the headline and once. Figures of one slot may come again and again.
func (c *collection) apart(x, y cluster) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for _, i := range x {
		if c.tellsTwice(i, y) {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

// tellsTwice tells whether items of k stand elsewhere in the report of item i, and none
// in its telling.
func (c *collection) tellsTwice(i int, k cluster) bool {
	a := &c.items[i]
	twice := false
	j, _ := slices.BinarySearchFunc(k, a.report, func(k int, report int32) int { return int(c.items[k].report - report) })
	for ; j < len(k) && c.items[k[j]].report == a.report; j++ {
		b := &c.items[k[j]]
		if a.telling == b.telling {
			return false
		}
		twice = twice || !a.headline && !b.headline && !(a.figure && b.figure)
	}
	return twice
}

// edges are the pairs that score over join, best first.
func (c *collection) edges(copies []link.Copy) []edge {
	var out []edge
	pairs := c.candidates()
	scores := make([]float64, len(pairs))
	link.OnAllCores(len(pairs), func(i int) { scores[i] = c.score(&c.items[pairs[i][0]], &c.items[pairs[i][1]]) })
	c.doubts(pairs, scores)
	for i, p := range pairs {
		if s := scores[i] - c.doubted(&c.items[p[0]], &c.items[p[1]]); s > join {
			out = append(out, edge{p[0], p[1], s})
		}
	}
	out = append(out, c.copied(copies)...)
	slices.SortFunc(out, func(x, y edge) int {
		return cmp.Or(-cmp.Compare(x.score, y.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// copied are the edges between tellings that stand at the same place of a passage that
// one report has from another: the copy tells what its source does.
func (c *collection) copied(copies []link.Copy) []edge {
	wholes := map[string][]int{} // items that are whole tellings, by report
	for i := range c.items {
		if !c.items[i].figure {
			id := c.reports[c.items[i].report].ID
			wholes[id] = append(wholes[id], i)
		}
	}
	var out []edge
	for _, k := range copies {
		for _, p := range k.Passages {
			shift := p.From[0] - p.To[0]
			for _, b := range c.standing(wholes[k.To], p.To[0], p.To[1]) {
				to := c.telling(&c.items[b])
				for _, a := range c.standing(wholes[k.From], to.Start+shift-1, to.End+shift+1) {
					from := c.telling(&c.items[a])
					if c.items[a].negative == c.items[b].negative && 2*abs(from.End-from.Start-to.End+to.Start) <= to.End-to.Start {
						out = append(out, edge{int32(min(a, b)), int32(max(a, b)), verbatim})
					}
				}
			}
		}
	}
	return out
}

// verbatim is the score of a telling and its copy.
const verbatim = 10

// standing are those of items, which are in text order, that stand in [start, end).
func (c *collection) standing(items []int, start, end int) []int {
	from, _ := slices.BinarySearchFunc(items, start, func(i, at int) int { return c.telling(&c.items[i]).Start - at })
	to := from
	for to < len(items) && c.telling(&c.items[items[to]]).End <= end {
		to++
	}
	return items[from:to]
}

// candidates are the pairs of items that share a key, each once, sorted. An item is held
// against its neighbours in the list of a key alone: where very many share one, near
// ones are enough to bring them together. All keys at once would take more memory than
// the reports: a part of them is looked at at a time.
func (c *collection) candidates() [][2]int32 {
	rare := make([]bag, len(c.items)) // of items, what keys are made of
	link.OnAllCores(len(c.items), func(i int) {
		if it := &c.items[i]; !it.short {
			rare[i] = slices.Clone(c.traits.rareOf(slices.Concat(it.said, it.who), rarest))
		}
	})
	parts := make([][]pair, keyParts)
	link.OnAllCores(keyParts, func(part int) { parts[part] = pairsOf(c.keys(rare, uint64(part))) })
	return once(parts, len(c.items))
}

// A pair is two items, the first in the upper half: pairs are sorted as numbers.
type pair uint64

// pairsOf are the pairs of items with a key, which are sorted, each once.
func pairsOf(keys []keyed) []pair {
	var out []pair
	for from := 0; from < len(keys); {
		to := from
		for to < len(keys) && keys[to].key == keys[from].key {
			for k := max(from, to-neighbours); k < to; k++ {
				if keys[k].item != keys[to].item {
					out = append(out, pair(keys[k].item)<<32|pair(keys[to].item))
				}
			}
			to++
		}
		from = to
	}
	slices.Sort(out)
	return slices.Clone(slices.Compact(out))
}

// once are the pairs of n items in parts, sorted, each once. The parts are used up.
func once(parts [][]pair, n int) [][2]int32 {
	ends := make([]int, n+1) // of the pairs of each item, as far as they are there
	for _, pairs := range parts {
		for _, p := range pairs {
			ends[p>>32+1]++
		}
	}
	for i := range n {
		ends[i+1] += ends[i]
	}
	out := make([][2]int32, ends[n])
	for i, pairs := range parts {
		for _, p := range pairs {
			first := p >> 32
			out[ends[first]] = [2]int32{int32(first), int32(p)}
			ends[first]++
		}
		parts[i] = nil
	}
	link.OnAllCores(n, func(i int) {
		first := 0
		if i > 0 {
			first = ends[i-1]
		}
		slices.SortFunc(out[first:ends[i]], func(x, y [2]int32) int { return cmp.Compare(x[1], y[1]) })
	})
	return slices.Compact(out)
}

// keyParts is how many parts the keys are looked at in.
const keyParts = 16

// A keyed is an item that shows a key.
type keyed struct {
	key  uint64
	item int32
}

// keys are those of a part, sorted: the pairs of rare traits of items, those of their
// figures with those that the report is about, and what they say that there was none of.
func (c *collection) keys(rare []bag, part uint64) []keyed {
	var out []keyed
	add := func(a, b int32, item int) {
		if key := pairKey(a, b); mixed(key)%keyParts == part {
			out = append(out, keyed{key, int32(item)})
		}
	}
	for i := range c.items {
		it := &c.items[i]
		if it.short {
			continue
		}
		for x, t := range rare[i] {
			for _, u := range rare[i][:x] {
				add(t, u, i)
			}
		}
		for _, s := range it.slots {
			for _, t := range c.about[it.report] {
				add(s.id, t, i)
			}
		}
		if it.absent >= 0 {
			add(it.absent, it.absent, i)
		}
	}
	slices.SortFunc(out, func(x, y keyed) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.item, y.item)) })
	return out
}

func pairKey(a, b int32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// mixed spreads keys over the parts.
func mixed(key uint64) uint64 { return key * 0x9e3779b97f4a7c15 >> 32 }
