package occurrence

import (
	"cmp"
	"container/heap"
	"slices"
)

// threshold is the mean probability at which two clusters are joined. A pair
// that was no candidate counts as 0. On ECB+ 0.35 costs half a point of CoNLL F1, 0.4 costs one; on MEANTIME they give as much.
const threshold = 0.3

// mostLinks is how many links of a point count, its best ones; a link counts
// where it is among those of either point.
const mostLinks = 25

// An edge is the probability that points a and b are one event.
type edge struct {
	a, b        int
	probability float64
}

// join clusters n points by average link: the two clusters whose pairs have the
// highest mean are joined, until none reaches the threshold. It gives the
// clusters of two points or more, by their first point.
func join(n int, links []edge) [][]int {
	c := clusters{members: make([][]int, n), sums: make([]map[int]float64, n)}
	for _, e := range heldTogether(n, best(n, links)) {
		c.add(e.a)
		c.add(e.b)
		c.sums[e.a][e.b], c.sums[e.b][e.a] = e.probability, e.probability
		c.propose(e.a, e.b)
	}
	for len(c.queue) > 0 {
		p := heap.Pop(&c.queue).(proposal)
		if len(c.members[p.a]) == p.sizeA && len(c.members[p.b]) == p.sizeB {
			c.join(p.a, p.b)
		}
	}
	var out [][]int
	for _, m := range c.members {
		if len(m) > 1 {
			slices.Sort(m)
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	return out
}

// heldTogether is the links between points that links over the threshold hold together.
// Clusters grow along such links alone, and most links lead elsewhere: without this,
// joining took half of the memory that linking 5,000 reports did.
func heldTogether(n int, links []edge) []edge {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
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
	return slices.DeleteFunc(links, func(e edge) bool { return find(e.a) != find(e.b) })
}

// best is the links that are among the best of one of their points.
func best(n int, links []edge) []edge {
	links = slices.Clone(links)
	slices.SortFunc(links, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.probability, x.probability), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	count := make([]int, n)
	return slices.DeleteFunc(links, func(e edge) bool {
		count[e.a]++
		count[e.b]++
		return count[e.a] > mostLinks && count[e.b] > mostLinks
	})
}

// clusters are numbered by one of their points; those joined to others are empty.
type clusters struct {
	members [][]int
	sums    []map[int]float64 // probabilities between two clusters
	queue   queue
}

// add makes a cluster of a point, unless there is one.
func (c *clusters) add(i int) {
	if c.members[i] == nil {
		c.members[i], c.sums[i] = []int{i}, map[int]float64{}
	}
}

// propose queues a and b, a smaller than b, if they may be joined.
func (c *clusters) propose(a, b int) {
	a, b = min(a, b), max(a, b)
	x, y := len(c.members[a]), len(c.members[b])
	// No more than mostLinks links of a point are known, be there ever so many points.
	known := min(x*y, mostLinks*min(x, y))
	if mean := min(1, c.sums[a][b]/float64(known)); mean >= threshold {
		heap.Push(&c.queue, proposal{mean, a, b, x, y})
	}
}

// join puts b into a.
func (c *clusters) join(a, b int) {
	c.members[a] = append(c.members[a], c.members[b]...)
	delete(c.sums[a], b)
	for other, sum := range c.sums[b] {
		delete(c.sums[other], b)
		if other != a {
			c.sums[a][other] += sum
			c.sums[other][a] = c.sums[a][other]
		}
	}
	c.members[b], c.sums[b] = nil, nil
	for other := range c.sums[a] { // in any order: the queue has one of its own
		c.propose(a, other)
	}
}

// A proposal is two clusters with the sizes that they had when it was made.
type proposal struct {
	mean         float64
	a, b         int
	sizeA, sizeB int
}

// queue is a heap of proposals, the best first.
type queue []proposal

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	x, y := q[i], q[j]
	return cmp.Or(cmp.Compare(y.mean, x.mean), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(proposal)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
