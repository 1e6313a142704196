package occurrence

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/saysonews/sayso/link"
)

// threshold is the mean probability at which two clusters are joined. A pair
// that was no candidate counts as 0. On ECB+ 0.35 costs half a point of CoNLL F1, 0.4 costs one; on MEANTIME they give as much.
const threshold = 0.3

// mostLinks is how many links of a point count, its best ones; a link counts
// where it is among those of either point.
const mostLinks = 25

// An edge is the probability that points a and b are one event.
type edge struct {
	a, b        int32
	probability float32
}

// join clusters n points by average link: the two clusters whose pairs have the
// highest mean are joined, until none reaches the threshold. It gives the
// clusters of two points or more, by their first point.
func join(n int, links []edge) [][]int32 {
	parts := apart(n, best(n, links))
	found := make([][][]int32, len(parts))
	link.OnEachCore(len(parts), func() func(int) {
		return func(i int) { found[i] = joinPart(parts[i]) }
	})
	out := slices.Concat(found...)
	slices.SortFunc(out, func(x, y []int32) int { return cmp.Compare(x[0], y[0]) })
	return out
}

// apart is the links in parts: those between points that links over the threshold
// hold together. Clusters grow along such links alone, and most links lead elsewhere;
// so the parts are small, be there ever so many points, and no part needs another.
func apart(n int, links []edge) [][]edge {
	root := make([]int32, n)
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range links {
		if e.probability >= threshold {
			a, b := find(e.a), find(e.b)
			root[max(a, b)] = min(a, b)
		}
	}
	links = slices.DeleteFunc(links, func(e edge) bool { return find(e.a) != find(e.b) })
	size := make([]int32, n) // by root
	for _, e := range links {
		size[find(e.a)]++
	}
	part := make([]int32, n) // number of the part by root, from 1
	var out [][]edge
	for _, e := range links {
		r := find(e.a)
		if part[r] == 0 {
			out = append(out, make([]edge, 0, size[r]))
			part[r] = int32(len(out))
		}
		out[part[r]-1] = append(out[part[r]-1], e)
	}
	return out
}

// best is the links that are among the best of one of their points.
func best(n int, links []edge) []edge {
	count := make([]int32, n)
	for _, e := range links {
		count[e.a]++
		count[e.b]++
	}
	// Where a point has few links, they are all among its best. The others go to the end.
	few := 0
	for i, e := range links {
		if count[e.a] <= mostLinks && count[e.b] <= mostLinks {
			links[few], links[i] = e, links[few]
			few++
		}
	}
	many := links[few:]
	slices.SortFunc(many, edge.compare)
	clear(count)
	many = slices.DeleteFunc(many, func(e edge) bool {
		count[e.a]++
		count[e.b]++
		return count[e.a] > mostLinks && count[e.b] > mostLinks
	})
	return links[:few+len(many)]
}

// compare puts the better link first.
func (e edge) compare(o edge) int {
	if e.probability != o.probability {
		return cmp.Compare(o.probability, e.probability)
	}
	if e.a != o.a {
		return int(e.a - o.a)
	}
	return int(e.b - o.b)
}

// clusters are by one of their points; those joined to others are gone.
type clusters struct {
	members map[int32][]int32
	sums    map[int32]map[int32]float64 // probabilities between two clusters
	queue   queue
}

// joinPart is the clusters of two points or more that links make.
func joinPart(links []edge) [][]int32 {
	c := clusters{members: map[int32][]int32{}, sums: map[int32]map[int32]float64{}}
	for _, e := range links {
		c.add(e.a)
		c.add(e.b)
		c.sums[e.a][e.b], c.sums[e.b][e.a] = float64(e.probability), float64(e.probability)
		c.propose(e.a, e.b)
	}
	for len(c.queue) > 0 {
		p := heap.Pop(&c.queue).(proposal)
		if len(c.members[p.a]) == p.sizeA && len(c.members[p.b]) == p.sizeB {
			c.join(p.a, p.b)
		}
	}
	var out [][]int32
	for _, m := range c.members {
		if len(m) > 1 {
			slices.Sort(m)
			out = append(out, m)
		}
	}
	return out
}

// add makes a cluster of a point, unless there is one.
func (c *clusters) add(i int32) {
	if c.members[i] == nil {
		c.members[i], c.sums[i] = []int32{i}, map[int32]float64{}
	}
}

// propose queues a and b, a smaller than b, if they may be joined.
func (c *clusters) propose(a, b int32) {
	a, b = min(a, b), max(a, b)
	x, y := len(c.members[a]), len(c.members[b])
	// No more than mostLinks links of a point are known, be there ever so many points.
	known := min(x*y, mostLinks*min(x, y))
	if mean := min(1, c.sums[a][b]/float64(known)); mean >= threshold {
		heap.Push(&c.queue, proposal{mean, a, b, x, y})
	}
}

// join puts b into a.
func (c *clusters) join(a, b int32) {
	c.members[a] = append(c.members[a], c.members[b]...)
	delete(c.sums[a], b)
	for other, sum := range c.sums[b] {
		delete(c.sums[other], b)
		if other != a {
			c.sums[a][other] += sum
			c.sums[other][a] = c.sums[a][other]
		}
	}
	delete(c.members, b)
	delete(c.sums, b)
	for other := range c.sums[a] { // in any order: the queue has one of its own
		c.propose(a, other)
	}
}

// A proposal is two clusters with the sizes that they had when it was made.
type proposal struct {
	mean         float64
	a, b         int32
	sizeA, sizeB int
}

// queue is a heap of proposals, the best first.
type queue []proposal

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	x, y := &q[i], &q[j]
	if x.mean != y.mean {
		return x.mean > y.mean
	}
	return x.a < y.a || x.a == y.a && x.b < y.b
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(proposal)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
