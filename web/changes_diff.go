package web

import "slices"

// An edit is a stretch that two lists have in common, or what each has in its place.
type edit struct {
	same bool
	a, b []string
}

// mostEdits is up to how many differences the shortest way from one list to the
// other is looked for. Beyond it the two have so little in common that they are
// shown one instead of the other; and the memory grows with its square.
const mostEdits = 1000

// diff is the shortest way from a to b: E. Myers, An O(ND) difference algorithm and
// its variations, Algorithmica 1 (1986).
func diff(a, b []string) []edit {
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var out []edit
	put := func(same bool, x, y []string) {
		if len(x)+len(y) == 0 {
			return
		}
		if n := len(out); n > 0 && out[n-1].same == same {
			out[n-1].a, out[n-1].b = append(out[n-1].a, x...), append(out[n-1].b, y...)
			return
		}
		out = append(out, edit{same, slices.Clip(x), slices.Clip(y)})
	}
	put(true, a[:start], b[:start])
	x, y := a[start:len(a)-end], b[start:len(b)-end]
	at, bt := 0, 0
	for _, m := range common(x, y) {
		put(false, x[at:m[0]], y[bt:m[1]])
		put(true, x[m[0]:m[0]+1], y[m[1]:m[1]+1])
		at, bt = m[0]+1, m[1]+1
	}
	put(false, x[at:], y[bt:])
	put(true, a[len(a)-end:], b[len(b)-end:])
	return out
}

// common are the pairs of indices at which two lists are the same on the shortest
// way; none where it is too long.
func common(a, b []string) [][2]int {
	var rounds [][]int // of each number of edits, how far a is used up on each diagonal
	ends := make([]int, 2*mostEdits+3)
	const zero = mostEdits + 1 // where the diagonal 0 is in ends
	for d := 0; d <= min(mostEdits, len(a)+len(b)); d++ {
		rounds = append(rounds, slices.Clone(ends[zero-d-1:zero+d+2]))
		for k := -d; k <= d; k += 2 {
			x := 0
			switch {
			case d == 0:
			case k == -d || k != d && ends[zero+k-1] < ends[zero+k+1]:
				x = ends[zero+k+1]
			default:
				x = ends[zero+k-1] + 1
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			if ends[zero+k] = x; x >= len(a) && x-k >= len(b) {
				return walkBack(rounds, len(a), len(b))
			}
		}
	}
	return nil
}

// walkBack follows the way from its end: rounds[d] begins with the diagonal -d-1.
func walkBack(rounds [][]int, x, y int) [][2]int {
	var out [][2]int
	for d := len(rounds) - 1; d >= 0; d-- {
		ends := func(k int) int { return rounds[d][k+d+1] }
		k, px, py := x-y, 0, 0
		if d > 0 {
			from := k - 1
			if k == -d || k != d && ends(k-1) < ends(k+1) {
				from = k + 1
			}
			px, py = ends(from), ends(from)-from
		}
		for x > px && y > py {
			x, y = x-1, y-1
			out = append(out, [2]int{x, y})
		}
		x, y = px, py
	}
	slices.Reverse(out)
	return out
}

// enoughAlike is from which share of their words on two passages belong together.
const enoughAlike = 0.4

// mostPairs is up to how many pairs of passages are compared; beyond it they are
// taken to be apart.
const mostPairs = 40_000

// align finds for each passage of a the one of b that belongs to it, or -1, in the
// order of both, so that the sum of their likeness is greatest.
func align(a, b []string) []int {
	out := slices.Repeat([]int{-1}, len(a))
	if len(a)*len(b) == 0 || len(a)*len(b) > mostPairs {
		return out
	}
	stemsOf := func(list []string) (out []map[string]bool) {
		for _, s := range list {
			out = append(out, stems(s))
		}
		return out
	}
	x, y := stemsOf(a), stemsOf(b)
	like := make([][]float64, len(a)) // of each pair
	best := make([][]float64, len(a)+1)
	best[len(a)] = make([]float64, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		like[i], best[i] = make([]float64, len(b)), make([]float64, len(b)+1)
		for k := len(b) - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if like[i][k] = overlap(x[i], y[k]); like[i][k] >= enoughAlike {
				best[i][k] = max(best[i][k], like[i][k]+best[i+1][k+1])
			}
		}
	}
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case best[i][k] == best[i+1][k]:
			i++
		case best[i][k] == best[i][k+1]:
			k++
		default:
			out[i] = k
			i, k = i+1, k+1
		}
	}
	return out
}

// overlap is how much of their words two sets share, 0 to 1 (Dice).
func overlap(a, b map[string]bool) float64 {
	return 2 * float64(inBoth(a, b)) / float64(max(1, len(a)+len(b)))
}

// inBoth is how many words two sets share.
func inBoth(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
