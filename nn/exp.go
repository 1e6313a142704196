package nn

// exp is e^x for x <= 0, to about 1e-9, the same on every CPU, where the standard
// library's Exp is assembly on some: (e^(x/1024))^1024 by Taylor's series.
func exp(x float64) float64 {
	if x < -60 {
		return 0
	}
	y := x / 1024
	e := 1 + float64(y*(1+float64(y*(0.5+float64(y*(1.0/6+float64(y/24)))))))
	for range 10 {
		e = float64(e * e)
	}
	return e
}

// Softmax replaces scores by probabilities.
func Softmax(x []float64) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range x {
		x[i] = exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}
