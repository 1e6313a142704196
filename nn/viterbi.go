package nn

// Viterbi finds the sequence of states with the highest score: start[y0] +
// scores[0][y0] + trans[y0][y1] + scores[1][y1] + ... The scores are [n][k], the
// transitions [from][to], [k][k]; -Inf forbids. It writes n states to out. Of
// equal sequences it takes the one with the lower state, decided from the last
// place backwards.
func Viterbi(scores []float32, n, k int, trans []float32, start []float32, out []int) {
	if n == 0 || k == 0 {
		return
	}
	best, next := make([]float32, k), make([]float32, k)
	for y := range best {
		best[y] = start[y] + scores[y]
	}
	from := make([]int32, n*k) // the best state before each state
	for t := 1; t < n; t++ {
		row, back := scores[t*k:(t+1)*k], from[t*k:(t+1)*k]
		for y := range next {
			top, at := best[0]+trans[y], int32(0)
			for z := 1; z < k; z++ {
				if v := best[z] + trans[z*k+y]; v > top {
					top, at = v, int32(z)
				}
			}
			next[y], back[y] = top+row[y], at
		}
		best, next = next, best
	}
	y := ArgMax(best)
	for t := n - 1; t >= 0; t-- {
		out[t] = y
		y = int(from[t*k+y])
	}
}
