package nn

// Quantize stores x times factor in q, rounded half to even and clamped to
// [-127, 127]; NaN becomes 0.
func Quantize(q []int8, x []float32, factor float32) {
	active.quantize(q[:len(x)], x, factor)
}

// Relu replaces negative numbers by 0.
func Relu(x []float32) {
	for i, v := range x {
		x[i] = positive(v)
	}
}

// DotInt8 returns the sum of a[i]*b[i]; b is at least as long as a.
func DotInt8(a, b []int8) int32 { return active.dot(a, b[:len(a)]) }

// ArgMax returns the index of the largest number, the lowest one of equals, or
// -1 if x is empty.
func ArgMax(x []float32) int {
	best := -1
	for i, v := range x {
		if best < 0 || v > x[best] {
			best = i
		}
	}
	return best
}
