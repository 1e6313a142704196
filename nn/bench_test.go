package nn

import (
	"fmt"
	"testing"
)

const (
	benchRows  = 256
	benchWidth = 256
)

// perKernel runs a benchmark on every kernel of this CPU.
func perKernel(b *testing.B, run func(*testing.B, *kernel)) {
	for _, k := range kernels() {
		b.Run(k.name, func(b *testing.B) { run(b, k) })
	}
}

// report adds how many billions of work units, such as multiply-accumulates
// (MAC), a second were done.
func report(b *testing.B, unit string, perOp int) {
	b.ReportMetric(float64(perOp)*float64(b.N)/b.Elapsed().Seconds()/1e9, unit)
}

func BenchmarkLinear(b *testing.B) {
	for _, out := range []int{17, benchWidth} {
		b.Run(fmt.Sprint(out), func(b *testing.B) {
			perKernel(b, func(b *testing.B, k *kernel) {
				r := random(1)
				l, err := newLinear(layerFile(b, r, out, benchWidth, 0), "l", k)
				if err != nil {
					b.Fatal(err)
				}
				x, dst := int8s(r, benchRows*benchWidth), make([]float32, benchRows*out)
				b.ReportAllocs()
				for b.Loop() {
					l.Apply(dst, x, benchRows)
				}
				report(b, "GMAC/s", benchRows*benchWidth*out)
			})
		})
	}
}

func BenchmarkConv(b *testing.B) {
	perKernel(b, func(b *testing.B, k *kernel) { benchConvs(b, k, benchWidth, 1, false) })
}

// Ten convolutions one after the other, about the body of a network.
func BenchmarkStack(b *testing.B) {
	for _, d := range []int{192, benchWidth} {
		for _, weights := range []string{"wide", "narrow"} {
			b.Run(fmt.Sprint(d, "/", weights), func(b *testing.B) {
				perKernel(b, func(b *testing.B, k *kernel) { benchConvs(b, k, d, 10, weights == "narrow") })
			})
		}
	}
}

func benchConvs(b *testing.B, k *kernel, d, layers int, narrowed bool) {
	r := random(2)
	var convs []*Conv
	for i := range layers {
		f := layerFile(b, r, 1, 1, d)
		if narrowed {
			f = narrow(f)
		}
		c, err := newConv(f, "c", 1<<(i%5), k)
		if err != nil {
			b.Fatal(err)
		}
		convs = append(convs, c)
	}
	x, q, s := floats(r, benchRows*d, 1), int8s(r, benchRows*d), new(Scratch)
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range convs {
			c.Apply(x, q, benchRows, s)
		}
	}
	report(b, "GMAC/s", layers*benchRows*3*d*d)
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkNorm(b *testing.B) {
	perKernel(b, func(b *testing.B, k *kernel) {
		r := random(3)
		n := &Norm{k, floats(r, benchWidth, 1), floats(r, benchWidth, 1)}
		x := floats(r, benchRows*benchWidth, 1)
		for b.Loop() {
			n.Apply(x, benchRows)
		}
		report(b, "Gvalues/s", benchRows*benchWidth)
	})
}

func BenchmarkQuantize(b *testing.B) {
	perKernel(b, func(b *testing.B, k *kernel) {
		x, q := floats(random(4), benchRows*benchWidth, 1), make([]int8, benchRows*benchWidth)
		for b.Loop() {
			k.quantize(q, x, 40)
		}
		report(b, "Gvalues/s", benchRows*benchWidth)
	})
}

func BenchmarkDotInt8(b *testing.B) {
	perKernel(b, func(b *testing.B, k *kernel) {
		r := random(5)
		x, y, sum := int8s(r, 96), int8s(r, 96), int32(0)
		for b.Loop() {
			sum += k.dot(x, y)
		}
		report(b, "GMAC/s", 96)
		_ = sum
	})
}

func BenchmarkViterbi(b *testing.B) {
	for _, k := range []int{7, 9, 17} {
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			r := random(6)
			scores, trans, start, out := floats(r, benchRows*k, 1), floats(r, k*k, 1), floats(r, k, 1), make([]int, benchRows)
			for b.Loop() {
				Viterbi(scores, benchRows, k, trans, start, out)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows, "ns/token")
		})
	}
}

func BenchmarkTree(b *testing.B) {
	run := func(name string, n int, scores []float32) {
		b.Run(name, func(b *testing.B) {
			heads := make([]int, n+1)
			for b.Loop() {
				MaxSpanningTree(scores, n, heads)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/token")
		})
	}
	chain := floats(random(7), 26*26, 1)
	for d := 1; d <= 25; d++ {
		chain[d*26+d-1] += 100
	}
	run("greedy/25", 25, chain)
	run("random/25", 25, floats(random(8), 26*26, 1))
	run("random/400", 400, floats(random(9), 401*401, 1))
	run("nested/400", 400, nested(400))
}

func BenchmarkLoadConv(b *testing.B) {
	perKernel(b, func(b *testing.B, k *kernel) {
		f := layerFile(b, random(10), 1, 1, benchWidth)
		for b.Loop() {
			if _, err := newConv(f, "c", 1, k); err != nil {
				b.Fatal(err)
			}
		}
	})
}
