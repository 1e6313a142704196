package nn

import "math"

// MaxSpanningTree finds the tree over nodes 1..n and the root 0, with exactly
// one child of the root, whose edges have the highest total score.
// scores[d*(n+1)+h] is the score of head h for node d; row 0 and the diagonal are
// not read, and -Inf or NaN counts as a very low score. It writes the head of
// each node to heads[1..n], and -1 to heads[0]. Equal inputs give equal trees.
//
// If taking the best head of each node already gives such a tree, that is the
// answer. Otherwise cycles are contracted until none is left (Chu and Liu 1965,
// Edmonds 1967), on a dense matrix, in time n^2 in all (Tarjan 1977). One child
// of the root is enforced by taking from each of its edges more than all other
// scores together can outweigh.
func MaxSpanningTree(scores []float32, n int, heads []int) {
	heads = heads[:n+1]
	heads[0] = -1
	if n == 0 {
		return
	}
	for d := 1; d <= n; d++ {
		heads[d] = bestHead(scores[d*(n+1):(d+1)*(n+1)], d)
	}
	if singleRooted(heads) {
		return
	}
	g := newContraction(scores, n)
	g.run()
	g.expand(heads)
}

func bestHead(row []float32, d int) int {
	best, at := float32(math.Inf(-1)), -1
	for h, v := range row {
		if h != d && (at < 0 || v > best || best != best) {
			best, at = v, h
		}
	}
	return at
}

// singleRooted tells whether heads is a tree with one child of the root.
func singleRooted(heads []int) bool {
	roots := 0
	seen := make([]int, len(heads)) // the walk that reached a node, from 1
	for d := 1; d < len(heads); d++ {
		if heads[d] == 0 {
			roots++
		}
		at := d
		for at != 0 && seen[at] == 0 {
			seen[at] = d
			at = heads[at]
		}
		if at != 0 && seen[at] == d {
			return false
		}
	}
	return roots == 1
}

// A contraction is a graph whose cycles are contracted one by one. A node is a
// word, the root or a contracted cycle; words keep their number as node, cycles
// get the numbers after them. A live node owns a slot, a row and a column of the
// matrix; a cycle takes over the slot of one of its members.
type contraction struct {
	size  int       // slots: n+1
	score []float64 // [dependent][head], by slot
	edges []edge    // the words behind each score, by slot
	live  []bool    // slots in use
	node  []int     // node in each slot
	best  []int     // slot of the head taken for each slot

	up    []int  // the cycle that each node became part of, or -1
	enter []edge // the edge taken into each node
}

type edge struct{ head, dep int32 }

func newContraction(scores []float32, n int) *contraction {
	size := n + 1
	g := &contraction{
		size: size, score: make([]float64, size*size), edges: make([]edge, size*size),
		live: make([]bool, size), node: make([]int, size), best: make([]int, size),
		up: make([]int, size, 2*size), enter: make([]edge, size, 2*size),
	}
	const limit = 1e6 // keeps sums exact enough next to forbidden edges
	var most float64
	for d := 1; d < size; d++ {
		for h := range size {
			v := float64(scores[d*size+h])
			if v != v {
				v = -limit
			}
			v = max(-limit, min(limit, v))
			g.score[d*size+h], g.edges[d*size+h] = v, edge{int32(h), int32(d)}
			if h != d {
				most = max(most, math.Abs(v))
			}
		}
	}
	for d := 1; d < size; d++ {
		g.score[d*size] -= 2*float64(n)*most + 1
	}
	for i := range size {
		g.live[i], g.node[i], g.up[i] = true, i, -1
	}
	return g
}

// run takes the best edge into every node, and contracts the cycles that arise.
func (g *contraction) run() {
	const (
		fresh = iota
		onPath
		rooted
	)
	state := make([]int, g.size)
	state[0] = rooted
	var path []int
	for d := 1; d < g.size; d++ {
		if state[d] != fresh || !g.live[d] {
			continue
		}
		path = append(path[:0], d)
		for state[path[len(path)-1]] != rooted {
			at := path[len(path)-1]
			state[at] = onPath
			head := g.take(at)
			if state[head] != onPath {
				if state[head] == rooted {
					break
				}
				path = append(path, head)
				continue
			}
			start := len(path) - 1
			for path[start] != head {
				start--
			}
			g.contract(path[start:])
			path = path[:start+1]
		}
		for _, s := range path {
			state[s] = rooted
		}
	}
}

// take chooses the best head for slot d and returns its slot.
func (g *contraction) take(d int) int {
	best, at := 0.0, -1
	for h, v := range g.score[d*g.size : (d+1)*g.size] {
		if h != d && g.live[h] && (at < 0 || v > best) {
			best, at = v, h
		}
	}
	g.best[d] = at
	g.enter[g.node[d]] = g.edges[d*g.size+at]
	return at
}

// contract makes one node of the slots of a cycle; it keeps the first slot.
func (g *contraction) contract(cycle []int) {
	n, into := g.size, cycle[0]
	taken := make([]float64, len(cycle))
	for i, m := range cycle {
		taken[i] = g.score[m*n+g.best[m]]
		g.live[m] = false
		g.up[g.node[m]] = len(g.up)
	}
	for s := range n {
		if !g.live[s] {
			continue
		}
		// Entering the cycle at a member gives up the edge taken into it.
		top, from := math.Inf(-1), edge{}
		for i, m := range cycle {
			if v := g.score[m*n+s] - taken[i]; v > top {
				top, from = v, g.edges[m*n+s]
			}
		}
		g.score[into*n+s], g.edges[into*n+s] = top, from
		top = math.Inf(-1)
		for _, m := range cycle {
			if v := g.score[s*n+m]; v > top {
				top, from = v, g.edges[s*n+m]
			}
		}
		g.score[s*n+into], g.edges[s*n+into] = top, from
	}
	g.live[into], g.node[into] = true, len(g.up)
	g.up, g.enter = append(g.up, -1), append(g.enter, edge{})
}

// expand undoes the contractions, the last one first: the edge into a cycle
// replaces the edge into that member which holds its dependent.
func (g *contraction) expand(heads []int) {
	for c := len(g.up) - 1; c >= g.size; c-- {
		m := int(g.enter[c].dep)
		for g.up[m] != c {
			m = g.up[m]
		}
		g.enter[m] = g.enter[c]
	}
	for d := 1; d < g.size; d++ {
		heads[d] = int(g.enter[d].head)
	}
}
