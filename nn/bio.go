package nn

import "math"

// BIO gives the transitions and starts for Viterbi over k labels in the BIO
// scheme: 0 is outside, odd labels open a span, and the even label after an odd
// one goes on with it, and may stand nowhere else. What is legal scores as in
// scores, [from][to], [k][k]; nil is all zeros.
func BIO(k int, scores []float32) (trans, start []float32) {
	forbidden := float32(math.Inf(-1))
	trans, start = make([]float32, k*k), make([]float32, k)
	copy(trans, scores)
	for to := 2; to < k; to += 2 {
		start[to] = forbidden
		for from := range k {
			if from != to && from != to-1 {
				trans[from*k+to] = forbidden
			}
		}
	}
	return trans, start
}

// MeanProbability is the mean, over the rows [n][k] of scores, of the softmax
// probability of the row's label in path. There is at least one row.
func MeanProbability(scores []float32, path []int, k int) float64 {
	sum, p := 0.0, make([]float64, k)
	for i, label := range path {
		for j, v := range scores[i*k : (i+1)*k] {
			p[j] = float64(v)
		}
		Softmax(p)
		sum += p[label]
	}
	return sum / float64(len(path))
}
