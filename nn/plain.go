package nn

import "math"

// plain is the kernel in Go. It defines what every other kernel computes, bit
// for bit.
var plain = &kernel{name: "plain", norm: normPlain, quantize: quantizePlain, dot: dotPlain}

const epsilon = 1e-5 // keeps the norm of a constant row finite

// packPairs puts the weights of outputs 2i and 2i+1 into one number, low +
// high*2^32, so that one multiplication serves both. The sums come apart again as
// long as each fits an int32, which 130,000 inputs cannot exceed.
func packPairs(w []int8, out, cols int) []int64 {
	pairs := make([]int64, (out+1)/2*cols)
	for o := range out {
		for i, v := range w[o*cols : (o+1)*cols] {
			pairs[o/2*cols+i] += int64(v) << (o % 2 * 32)
		}
	}
	return pairs
}

func (p *product) applyPlain(dst []float32, x []int8, rows, dilation int, add bool) {
	cols := p.segs * p.in
	for o := 0; o < p.out; o += 2 {
		w := p.pairs[o/2*cols : (o/2+1)*cols]
		for r := range rows {
			var sum int64
			for s := range p.segs {
				at := r + (s-p.segs/2)*dilation
				if at >= 0 && at < rows {
					sum += dotPairs(w[s*p.in:(s+1)*p.in], x[at*p.in:(at+1)*p.in])
				}
			}
			low := int32(sum)
			high := int32((sum - int64(low)) >> 32)
			p.finish(&dst[r*p.out+o], low, o, add)
			if o+1 < p.out {
				p.finish(&dst[r*p.out+o+1], high, o+1, add)
			}
		}
	}
}

// finish turns the sum of output o into its value.
func (p *product) finish(dst *float32, sum int32, o int, add bool) {
	y := float32(float32(sum)*p.scale[o]) + p.bias[o]
	if add {
		*dst += positive(y)
	} else {
		*dst = y
	}
}

func dotPairs(w []int64, x []int8) int64 {
	var s0, s1 int64
	x = x[:len(w)]
	i := 0
	for ; i+4 <= len(w); i += 4 {
		w, x := w[i:i+4:i+4], x[i:i+4:i+4]
		s0 += w[0]*int64(x[0]) + w[1]*int64(x[1])
		s1 += w[2]*int64(x[2]) + w[3]*int64(x[3])
	}
	for ; i < len(w); i++ {
		s0 += w[i] * int64(x[i])
	}
	return s0 + s1
}

// positive returns y, or +0 if the sign bit is set; without a branch, since
// signs are hard to predict.
func positive(y float32) float32 {
	b := math.Float32bits(y)
	return math.Float32frombits(b &^ uint32(int32(b)>>31))
}

func dotPlain(a, b []int8) int32 {
	var s0, s1, s2, s3 int32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += int32(a[0]) * int32(b[0])
		s1 += int32(a[1]) * int32(b[1])
		s2 += int32(a[2]) * int32(b[2])
		s3 += int32(a[3]) * int32(b[3])
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		s0 += int32(v) * int32(b[i])
	}
	return s0 + s1 + s2 + s3
}

// normPlain normalises one row, whose length is a multiple of 32.
func normPlain(x, gain, bias []float32) {
	n := float32(len(x))
	var lanes [16]float32
	for i, v := range x {
		lanes[i%16] += v
	}
	mean := fold(&lanes) / n
	lanes = [16]float32{}
	for i, v := range x {
		d := v - mean
		lanes[i%16] += float32(d * d)
	}
	variance := fold(&lanes) / n
	inverse := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	gain, bias = gain[:len(x)], bias[:len(x)]
	for i, v := range x {
		x[i] = float32(float32((v-mean)*inverse)*gain[i]) + bias[i]
	}
}

// fold sums the lanes: the upper half is added to the lower, until one is left.
func fold(lanes *[16]float32) float32 {
	for half := 8; half > 0; half /= 2 {
		for i := range half {
			lanes[i] += lanes[i+half]
		}
	}
	return lanes[0]
}

func quantizePlain(q []int8, x []float32, factor float32) {
	// Adding and taking away 1.5 x 2^23 rounds half to even, since float32 has no
	// bits left for the fraction there.
	const round = 3 << 22
	q = q[:len(x)]
	for i, v := range x {
		v = float32(v * factor)
		switch {
		case v > 127:
			q[i] = 127
		case v < -127:
			q[i] = -127
		case v != v:
			q[i] = 0
		default:
			q[i] = int8(float32(v+round) - round)
		}
	}
}
