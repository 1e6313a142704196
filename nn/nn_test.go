package nn

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func int8s(r *rand.Rand, n int) []int8 {
	x := make([]int8, n)
	for i := range x {
		x[i] = int8(r.IntN(256) - 128)
	}
	return x
}

// weights stay in [-127, 127].
func weights(r *rand.Rand, n int) []int8 {
	x := int8s(r, n)
	for i := range x {
		x[i] = max(x[i], -127)
	}
	return x
}

// floats are about normally distributed. They are made of integers, so that
// every machine gets the same.
func floats(r *rand.Rand, n int, size float32) []float32 {
	x := make([]float32, n)
	for i := range x {
		sum := r.IntN(1<<20) + r.IntN(1<<20) + r.IntN(1<<20) - 3<<19
		x[i] = float32(sum) / (1 << 19) * size
	}
	return x
}

// layerFile holds linear layer "l" [out][in] and, if d > 0, convolution "c".
func layerFile(t testing.TB, r *rand.Rand, out, in, d int) *File {
	t.Helper()
	tensors := []Named{
		{"l.w", []int{out, in}, weights(r, out*in)},
		{"l.s", nil, floats(r, out, 0.001)},
		{"l.b", nil, floats(r, out, 1)},
	}
	if d > 0 {
		tensors = append(tensors,
			Named{"c.w", []int{d, 3 * d}, weights(r, 3*d*d)},
			Named{"c.s", nil, floats(r, d, 0.0001)},
			Named{"c.b", nil, floats(r, d, 0.1)},
			Named{"c.g", nil, floats(r, d, 1)},
			Named{"c.c", nil, floats(r, d, 0.1)},
			Named{"c.q", nil, []float32{40}},
		)
	}
	return fileOf(t, tensors)
}

// narrow brings all weights of f into [-31, 31].
func narrow(f *File) *File {
	for _, t := range f.tensors {
		if t.Type == "i8" {
			w := view[int8](t.Data)
			for i := range w {
				w[i] %= maxNarrow + 1
			}
		}
	}
	return f
}

func fileOf(t testing.TB, tensors []Named) *File {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, 3, nil, tensors); err != nil {
		t.Fatal(err)
	}
	f, err := Read(b.Bytes(), 3)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sameBits fails unless a and b agree bit for bit.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: value %d is %v (%08x), plain Go has %v (%08x)", what, i,
				got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// The plain kernel defines the results, so it is checked against the formulas.
func TestLinearByHand(t *testing.T) {
	f := fileOf(t, []Named{
		{"l.w", []int{2, 3}, []int8{1, 2, 3, -127, 0, 127}},
		{"l.s", nil, []float32{0.5, 2}},
		{"l.b", nil, []float32{1, -1}},
	})
	for _, k := range kernels() {
		l, err := newLinear(f, "l", k)
		if err != nil {
			t.Fatal(err)
		}
		dst := make([]float32, 4)
		l.Apply(dst, []int8{1, 1, 1, -128, 5, 127}, 2)
		// 1*(-128) + 2*5 + 3*127 = 263; 127*128 + 127*127 = 32385
		if want := []float32{4, -1, 132.5, 64769}; !slices.Equal(dst, want) {
			t.Errorf("%s: %v, want %v", k.name, dst, want)
		}
	}
}

func TestLinearSameOnEveryKernel(t *testing.T) {
	r := random(1)
	for _, size := range [][3]int{{1, 1, 1}, {7, 5, 3}, {17, 256, 9}, {51, 96, 33}, {32, 32, 8}, {33, 15, 1}, {160, 17, 12}, {64, 240, 0}} {
		out, in, rows := size[0], size[1], size[2]
		for _, f := range []*File{layerFile(t, r, out, in, 0), narrow(layerFile(t, r, out, in, 0))} {
			x := int8s(r, rows*in)
			want := make([]float32, rows*out)
			l, err := newLinear(f, "l", plain)
			if err != nil {
				t.Fatal(err)
			}
			l.Apply(want, x, rows)
			for _, k := range kernels() {
				l, err := newLinear(f, "l", k)
				if err != nil {
					t.Fatal(err)
				}
				got := make([]float32, rows*out+1)
				got[rows*out] = 42
				l.Apply(got, x, rows)
				sameBits(t, fmt.Sprintf("%s %v", k.name, size), got, want)
				if got[rows*out] != 42 {
					t.Fatalf("%s %v: wrote past the end", k.name, size)
				}
			}
		}
	}
}

// Extreme inputs: every product at its largest, so that 16-bit sums would
// overflow.
func TestLinearExtremes(t *testing.T) {
	const in, out, rows = 771, 33, 9
	for _, w := range []int8{-127, -32, -31, 31, 32, 127} {
		for _, v := range []int8{-128, -127, 127} {
			ws, x := make([]int8, in*out), make([]int8, in*rows)
			for i := range ws {
				ws[i] = w
			}
			for i := range x {
				x[i] = v
			}
			one := make([]float32, out)
			for i := range one {
				one[i] = 1
			}
			f := fileOf(t, []Named{{"l.w", []int{out, in}, ws}, {"l.s", nil, one}, {"l.b", nil, make([]float32, out)}})
			for _, k := range kernels() {
				l, err := newLinear(f, "l", k)
				if err != nil {
					t.Fatal(err)
				}
				dst := make([]float32, rows*out)
				l.Apply(dst, x, rows)
				want := float32(in * int(w) * int(v))
				for i, got := range dst {
					if got != want {
						t.Fatalf("%s: %d x %d x %d: output %d is %v, want %v", k.name, in, w, v, i, got, want)
					}
				}
			}
		}
	}
}

// The largest sums of narrow weights: where weights have both signs, the inputs
// have them too, so that each int16 lane meets its bounds.
func TestNarrowExtremes(t *testing.T) {
	r := random(23)
	for _, size := range [][3]int{{1, 1, 1}, {16, 16, 4}, {33, 7, 5}, {17, 250, 9}, {48, 576, 6}} {
		out, in, rows := size[0], size[1], size[2]
		w, x := make([]int8, out*in), make([]int8, rows*in)
		for i := range in {
			sign := int8(r.IntN(2)*2 - 1)
			for o := range out {
				w[o*in+i] = maxNarrow * sign
				if o%2 == 1 {
					w[o*in+i] *= -1
				}
			}
			for row := range rows {
				x[row*in+i] = 127 * sign
				if sign < 0 && row%3 == 0 {
					x[row*in+i] = -128
				}
			}
		}
		one := slices.Repeat([]float32{1}, out)
		f := fileOf(t, []Named{{"l.w", []int{out, in}, w}, {"l.s", nil, one}, {"l.b", nil, make([]float32, out)}})
		for _, k := range kernels() {
			l, err := newLinear(f, "l", k)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float32, rows*out)
			l.Apply(got, x, rows)
			for i := range got {
				row, o := i/out, i%out
				want := dotPlain(w[o*in:(o+1)*in], x[row*in:(row+1)*in])
				if got[i] != float32(want) {
					t.Fatalf("%s %v: row %d, output %d is %v, want %d", k.name, size, row, o, got[i], want)
				}
			}
		}
	}
}

func TestNarrowOnlyIfAllWeightsAre(t *testing.T) {
	for _, k := range kernels() {
		if k.narrow == nil {
			continue
		}
		for _, c := range []struct {
			w    []int8
			want *tiles
		}{{[]int8{31, 0, -31}, k.narrow}, {[]int8{31, 32}, k.tiles}, {[]int8{-32, 1}, k.tiles}, {[]int8{-128}, k.tiles}} {
			if k.tilesFor(c.w) != c.want {
				t.Errorf("%s: wrong tiles for weights %v", k.name, c.w)
			}
		}
	}
}

// conv computes a convolution from its definition, in float64.
func conv(f *File, x []float32, q []int8, rows, d, dilation int) []float64 {
	w, _ := f.Int8("c.w", d, 3*d)
	s, _ := f.Float32("c.s", d)
	b, _ := f.Float32("c.b", d)
	g, _ := f.Float32("c.g", d)
	c, _ := f.Float32("c.c", d)
	out := make([]float64, rows*d)
	for t := range rows {
		row := out[t*d : (t+1)*d]
		mean, variance := 0.0, 0.0
		for o := range row {
			sum := 0
			for j := range 3 * d {
				if at := t + (j/d-1)*dilation; at >= 0 && at < rows {
					sum += int(w[o*3*d+j]) * int(q[at*d+j%d])
				}
			}
			row[o] = float64(x[t*d+o]) + max(0, float64(sum)*float64(s[o])+float64(b[o]))
			mean += row[o] / float64(d)
		}
		for _, v := range row {
			variance += (v - mean) * (v - mean) / float64(d)
		}
		for o, v := range row {
			row[o] = (v-mean)/math.Sqrt(variance+1e-5)*float64(g[o]) + float64(c[o])
		}
	}
	return out
}

func TestConvByDefinition(t *testing.T) {
	const rows, d, dilation = 7, 64, 2
	r := random(2)
	for _, k := range kernels() {
		for _, f := range []*File{layerFile(t, r, 1, 1, d), narrow(layerFile(t, r, 1, 1, d))} {
			x, q := floats(r, rows*d, 1), int8s(r, rows*d)
			want := conv(f, x, q, rows, d, dilation)
			c, err := newConv(f, "c", dilation, k)
			if err != nil {
				t.Fatal(err)
			}
			c.Apply(x, q, rows, new(Scratch))
			for i := range want {
				if math.Abs(float64(x[i])-want[i]) > 1e-4 {
					t.Fatalf("%s: value %d is %v, want %v", k.name, i, x[i], want[i])
				}
				if v := max(-127, min(127, math.RoundToEven(float64(x[i]*40)))); float64(q[i]) != v {
					t.Fatalf("%s: quantised value %d of %v is %d, want %v", k.name, i, x[i], q[i], v)
				}
			}
		}
	}
}

// A window of three, put together from parts, is a convolution of dilation 1; so is
// one of five whose outer columns are zero.
func TestPartConvIsConv(t *testing.T) {
	r := random(12)
	const d, rows = 64, 9
	f := layerFile(t, r, 1, 1, d)
	x, q := floats(r, rows*d, 1), int8s(r, rows*d)
	for _, k := range kernels() {
		whole, err := newConv(f, "c", 1, k)
		if err != nil {
			t.Fatal(err)
		}
		var s Scratch
		wantX, wantQ := slices.Clone(x), slices.Clone(q)
		whole.Apply(wantX, wantQ, rows, &s)
		for window, f := range map[int]*File{3: f, 5: widened(t, f, d)} {
			split, err := newPartConv(f, "c", window, k)
			if err != nil {
				t.Fatal(err)
			}
			parts := make([][]float32, rows)
			for i := range parts {
				parts[i] = make([]float32, window*d)
				split.Parts(parts[i], q[i*d:(i+1)*d], 1, &s)
			}
			gotX, gotQ := slices.Clone(x), slices.Clone(q)
			split.Apply(gotX, gotQ, parts, &s)
			sameBits(t, fmt.Sprint(k.name, " window ", window), gotX, wantX)
			if !slices.Equal(gotQ, wantQ) {
				t.Errorf("%s window %d: quantised rows differ", k.name, window)
			}
		}
	}
}

// widened is f with convolution "c" of five columns, the outer ones zero.
func widened(t *testing.T, f *File, d int) *File {
	t.Helper()
	narrow, err := f.Int8("c.w", d, 3*d)
	if err != nil {
		t.Fatal(err)
	}
	wide := make([]int8, 5*d*d)
	for o := range d {
		copy(wide[o*5*d+d:], narrow[o*3*d:(o+1)*3*d])
	}
	tensors := []Named{{"c.w", []int{d, 5 * d}, wide}}
	for _, name := range []string{"c.s", "c.b", "c.g", "c.c", "c.q"} {
		v, err := f.Float32(name, -1)
		if err != nil {
			t.Fatal(err)
		}
		tensors = append(tensors, Named{name, nil, v})
	}
	return fileOf(t, tensors)
}

func TestPartConvRefuses(t *testing.T) {
	f := layerFile(t, random(13), 1, 1, 64)
	for window, want := range map[int]string{2: "window 2", 5: "c.w", 1023: "too large"} {
		_, err := NewPartConv(f, "c", window)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("window %d: error %v, want one with %q", window, err, want)
		}
	}
}

func TestConvSameOnEveryKernel(t *testing.T) {
	r := random(3)
	for _, size := range [][3]int{{32, 1, 1}, {32, 3, 16}, {64, 9, 1}, {96, 13, 4}, {160, 40, 8}, {256, 17, 2}} {
		d, rows, dilation := size[0], size[1], size[2]
		for _, f := range []*File{layerFile(t, r, 1, 1, d), narrow(layerFile(t, r, 1, 1, d))} {
			x, q := floats(r, rows*d, 1), int8s(r, rows*d)
			var want []float32
			var wantQ []int8
			for _, k := range slices.Backward(kernels()) { // plain Go first
				c, err := newConv(f, "c", dilation, k)
				if err != nil {
					t.Fatal(err)
				}
				gotX, gotQ, s := slices.Clone(x), slices.Clone(q), new(Scratch)
				for range 3 {
					c.Apply(gotX, gotQ, rows, s)
				}
				if want == nil {
					want, wantQ = gotX, gotQ
				}
				sameBits(t, fmt.Sprintf("%s %v", k.name, size), gotX, want)
				if !slices.Equal(gotQ, wantQ) {
					t.Fatalf("%s %v: quantised outputs differ from plain Go", k.name, size)
				}
			}
		}
	}
}

// The digests were made on amd64; every machine and kernel must arrive at them.
// They change only when the definition in plain.go does.
func TestSameBytesEverywhere(t *testing.T) {
	const rows, d = 21, 96
	for _, k := range kernels() {
		r := random(20)
		f := layerFile(t, r, 19, d, d)
		x := floats(r, rows*d, 1)
		if got, want := digest(t, k, f, slices.Clone(x), d), "df742cb6ae8eeab5"; got != want {
			t.Errorf("%s: digest %s, want %s", k.name, got, want)
		}
		if got, want := digest(t, k, narrow(f), x, d), "2bed8bae4b2706bf"; got != want {
			t.Errorf("%s, narrow weights: digest %s, want %s", k.name, got, want)
		}
	}
}

// digest runs the layers of f on the rows of x, of width d.
func digest(t *testing.T, k *kernel, f *File, x []float32, d int) string {
	t.Helper()
	rows, q, s := len(x)/d, make([]int8, len(x)), new(Scratch)
	k.quantize(q, x, 40)
	for _, dilation := range []int{1, 1, 2, 4, 8, 16} {
		c, err := newConv(f, "c", dilation, k)
		if err != nil {
			t.Fatal(err)
		}
		c.Apply(x, q, rows, s)
	}
	l, err := newLinear(f, "l", k)
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]float32, rows*19)
	l.Apply(scores, q, rows)
	h := sha256.New()
	_ = binary.Write(h, binary.LittleEndian, x)
	_ = binary.Write(h, binary.LittleEndian, q)
	_ = binary.Write(h, binary.LittleEndian, scores)
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

func TestNormSameOnEveryKernel(t *testing.T) {
	r := random(4)
	for _, scale := range []float32{1e-6, 1, 1e4} {
		for _, d := range []int{32, 64, 96, 160, 256, 1024} {
			x, g, c := floats(r, d, scale), floats(r, d, 1), floats(r, d, 1)
			x[d-1] *= 1000
			want := slices.Clone(x)
			plain.norm(want, g, c)
			for _, k := range kernels() {
				got := slices.Clone(x)
				k.norm(got, g, c)
				sameBits(t, fmt.Sprintf("%s %d", k.name, d), got, want)
			}
		}
	}
	constant := slices.Repeat([]float32{3}, 32)
	for _, k := range kernels() {
		got := slices.Clone(constant)
		k.norm(got, constant, constant)
		if !slices.Equal(got, constant) {
			t.Errorf("%s: norm of a constant row: %v", k.name, got)
		}
	}
}

func TestQuantize(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	x := []float32{0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.4, 126.5, 127.5, 128, -127.4, -127.6, -1e9, 1e9, inf, -inf, nan, 0.49999997, -0.49999997}
	want := []int8{0, 0, 2, 2, 0, -2, -2, 126, 126, 127, 127, -127, -127, -127, 127, 127, -127, 0, 0, 0}
	for _, k := range kernels() {
		for cut := range x { // lengths 1 to len(x), so that tails are met
			x, want := x[cut:], want[cut:]
			q := make([]int8, len(x))
			k.quantize(q, x, 1)
			if !slices.Equal(q, want) {
				t.Fatalf("%s: %v of %v, want %v", k.name, q, x, want)
			}
		}
	}
	r := random(5)
	for n := range 150 {
		x, factor := floats(r, n, 1), float32(r.Float64()*100)
		want := make([]int8, n)
		for i, v := range x {
			want[i] = int8(max(-127, min(127, math.RoundToEven(float64(v*factor)))))
		}
		for _, k := range kernels() {
			got := make([]int8, n)
			k.quantize(got, x, factor)
			if !slices.Equal(got, want) {
				t.Fatalf("%s, %d values: differs from rounding in float64", k.name, n)
			}
		}
	}
}

func TestDotInt8(t *testing.T) {
	r := random(6)
	for n := range 200 {
		a, b := int8s(r, n), int8s(r, n)
		if n%3 == 0 {
			for i := range a {
				a[i], b[i] = -128, -128
			}
		}
		var want int32
		for i := range a {
			want += int32(a[i]) * int32(b[i])
		}
		for _, k := range kernels() {
			if got := k.dot(a, b); got != want {
				t.Fatalf("%s, %d values: %d, want %d", k.name, n, got, want)
			}
		}
	}
}

func TestRelu(t *testing.T) {
	x := []float32{1, -1, 0, float32(math.Copysign(0, -1)), float32(math.Inf(-1)), 1e-40}
	Relu(x)
	sameBits(t, "relu", x, []float32{1, 0, 0, 0, 0, 1e-40})
}

func TestArgMax(t *testing.T) {
	for _, c := range []struct {
		x    []float32
		want int
	}{{nil, -1}, {[]float32{-3}, 0}, {[]float32{1, 2, 2}, 1}, {[]float32{3, 2, 1}, 0}} {
		if got := ArgMax(c.x); got != c.want {
			t.Errorf("ArgMax(%v) = %d, want %d", c.x, got, c.want)
		}
	}
}

func TestKernels(t *testing.T) {
	names := Kernels()
	if names[len(names)-1] != "plain" {
		t.Errorf("kernels %v: plain is not the last", names)
	}
	for _, name := range names {
		if k := choose(name); k.name != name {
			t.Errorf("choose(%q) gives %s", name, k.name)
		}
	}
	if k := choose("no such kernel"); k.name != names[0] {
		t.Errorf("an unknown name gives %s, want the best, %s", k.name, names[0])
	}
	t.Log(strings.Join(names, " "))
}

func TestConcurrentUse(t *testing.T) {
	const rows, d = 11, 64
	r := random(21)
	f := layerFile(t, r, 7, d, d)
	c, err := NewConv(f, "c", 2)
	if err != nil {
		t.Fatal(err)
	}
	l, err := NewLinear(f, "l")
	if err != nil {
		t.Fatal(err)
	}
	x, q := floats(r, rows*d, 1), int8s(r, rows*d)
	run := func() []float32 {
		x, q, dst := slices.Clone(x), slices.Clone(q), make([]float32, rows*7)
		c.Apply(x, q, rows, new(Scratch))
		l.Apply(dst, q, rows)
		return dst
	}
	want := run()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if !slices.Equal(run(), want) {
					t.Error("results differ between goroutines")
				}
			}
		})
	}
	wait.Wait()
}

func TestNoRows(t *testing.T) {
	f := layerFile(t, random(22), 7, 32, 32)
	for _, k := range kernels() {
		c, err := newConv(f, "c", 1, k)
		if err != nil {
			t.Fatal(err)
		}
		l, err := newLinear(f, "l", k)
		if err != nil {
			t.Fatal(err)
		}
		c.Apply(nil, nil, 0, new(Scratch))
		l.Apply(nil, nil, 0)
		k.quantize(nil, nil, 1)
	}
}
