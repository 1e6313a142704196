package attribute

import "math"

// A lattice holds the best labellings of a text: for each token and label, the
// score of the best labelling of the tokens up to it that ends in the label, and
// of the tokens after it that goes on from the label. Their sum is the score of
// the best labelling of all that has the label there.
//
// Sums over all labellings (forward and backward probabilities) would need
// exponentials; as evidence for a statement the best ones serve as well.
type lattice struct {
	n             int       // tokens
	to, from      []float32 // [n][labels]
	before, after []int8    // [n][labels]: the neighbour's label on the best way
}

// newLattice takes the network's scores [n][labels], n > 0, and the transitions
// and starts of nn.BIO.
func newLattice(scores []float32, trans, start []float32) *lattice {
	size := len(scores)
	l := &lattice{size / labels, make([]float32, size), make([]float32, size), make([]int8, size), make([]int8, size)}
	for y := range labels {
		l.to[y] = start[y] + scores[y]
	}
	var ahead [labels]float32 // score of a label of the neighbour with all beyond it
	for t := labels; t < size; t += labels {
		copy(ahead[:], l.to[t-labels:t])
		for y := range labels {
			top, at := ahead[0]+trans[y], 0
			for z := 1; z < labels; z++ {
				if v := ahead[z] + trans[z*labels+y]; v > top {
					top, at = v, z
				}
			}
			l.to[t+y], l.before[t+y] = top+scores[t+y], int8(at)
		}
	}
	for t := size - 2*labels; t >= 0; t -= labels {
		for z := range labels {
			ahead[z] = l.from[t+labels+z] + scores[t+labels+z]
		}
		for y := range labels {
			top, at := ahead[0]+trans[y*labels], 0
			for z := 1; z < labels; z++ {
				if v := ahead[z] + trans[y*labels+z]; v > top {
					top, at = v, z
				}
			}
			l.from[t+y], l.after[t+y] = top, int8(at)
		}
	}
	return l
}

// best is the score of the best labelling that gives token i label y.
func (l *lattice) best(i, y int) float32 { return l.to[i*labels+y] + l.from[i*labels+y] }

// path is the best labelling, the same as nn.Viterbi's.
func (l *lattice) path() []int {
	path := make([]int, l.n)
	y := 0
	for z := range labels {
		if l.best(l.n-1, z) > l.best(l.n-1, y) {
			y = z
		}
	}
	for i := l.n - 1; i >= 0; i-- {
		path[i] = y
		y = int(l.before[i*labels+y])
	}
	return path
}

// surest bounds margins, so that none outweighs all other evidence.
const surest = 12

// margin is by how much the best labelling with token i in role beats the best
// one without.
func (l *lattice) margin(i int, role Role) float64 {
	in, out := math.Inf(-1), math.Inf(-1)
	for y := range labels {
		if v := float64(l.best(i, y)); roleOf(y) == role {
			in = max(in, v)
		} else {
			out = max(out, v)
		}
	}
	return max(-surest, min(in-out, surest))
}

// longestWay is how far, in tokens, a labelling may differ from the best one.
const longestWay = 300

// around gives the labels of the best labelling with token i in role, from token
// first on, as far as it is another than path: to where both are outside, or open
// the same piece. It is nil where they differ too far.
func (l *lattice) around(i int, role Role, path []int) (first int, way []int) {
	y := opening(role)
	if l.best(i, y+1) > l.best(i, y) {
		y++
	}
	first = i
	back := []int{y}
	for z := y; first > 0 && (z != path[first] || z == inside(z) && z != 0); {
		z = int(l.before[first*labels+z])
		first--
		if back = append(back, z); len(back) > longestWay {
			return 0, nil
		}
	}
	for k := len(back) - 1; k >= 0; k-- {
		way = append(way, back[k])
	}
	for k, z := i, y; k+1 < l.n && (z != 0 || path[k] != 0); {
		z = int(l.after[k*labels+z])
		k++
		if way = append(way, z); len(way) > 2*longestWay {
			return 0, nil
		}
	}
	return first, way
}
