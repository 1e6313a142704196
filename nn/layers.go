package nn

import "fmt"

// A Linear is a linear layer from int8 rows to float32 rows. Any numbers of
// inputs and outputs will do.
type Linear struct{ p *product }

// NewLinear loads the layer of that name from three tensors: name.w, i8
// [out][in], the weights; name.s, f32 [out], what turns the int32 sum of an
// output into its value, that is, the scale of the inputs times the scale of the
// output's weights; name.b, f32 [out], the bias.
func NewLinear(f *File, name string) (*Linear, error) {
	return newLinear(f, name, active)
}

func newLinear(f *File, name string, k *kernel) (*Linear, error) {
	p, err := loadProduct(f, name, k, 1)
	if err != nil {
		return nil, fmt.Errorf("linear layer %s: %w", name, err)
	}
	return &Linear{p}, nil
}

func loadProduct(f *File, name string, k *kernel, segs int) (*product, error) {
	w, err := f.Int8(name+".w", -1, -1)
	if err != nil {
		return nil, err
	}
	shape := f.tensors[name+".w"].Shape
	scale, err := f.Float32(name+".s", shape[0])
	if err != nil {
		return nil, err
	}
	bias, err := f.Float32(name+".b", shape[0])
	if err != nil {
		return nil, err
	}
	if len(w) == 0 || shape[1]%segs != 0 {
		return nil, fmt.Errorf("weights of shape %v", shape)
	}
	return newProduct(k, w, scale, bias, segs), nil
}

// In returns the number of inputs.
func (l *Linear) In() int { return l.p.in }

// Out returns the number of outputs.
func (l *Linear) Out() int { return l.p.out }

// Apply computes dst [rows][out] from x [rows][in].
func (l *Linear) Apply(dst []float32, x []int8, rows int) {
	s := scratches.Get().(*Scratch)
	l.p.apply(dst, x, rows, 0, false, s)
	scratches.Put(s)
}

// A Norm is a layer norm: each row is brought to mean 0 and variance 1, then
// multiplied by a gain and moved by a bias.
type Norm struct {
	k          *kernel
	gain, bias []float32
}

// NewNorm loads the norm of that name from two tensors, f32 [d] with d a multiple
// of 32: name.g, the gain, and name.c, the bias.
func NewNorm(f *File, name string) (*Norm, error) {
	return newNorm(f, name, active)
}

func newNorm(f *File, name string, k *kernel) (*Norm, error) {
	n, err := loadNorm(f, name, -1, k)
	if err != nil {
		return nil, fmt.Errorf("norm %s: %w", name, err)
	}
	return n, nil
}

func loadNorm(f *File, name string, d int, k *kernel) (*Norm, error) {
	gain, err := f.Float32(name+".g", d)
	if err != nil {
		return nil, err
	}
	bias, err := f.Float32(name+".c", len(gain))
	if err != nil {
		return nil, err
	}
	if len(gain) == 0 || len(gain)%32 != 0 {
		return nil, fmt.Errorf("width %d, want a multiple of 32", len(gain))
	}
	return &Norm{k, gain, bias}, nil
}

// Apply normalises the rows of x in place.
func (n *Norm) Apply(x []float32, rows int) {
	d := len(n.gain)
	for r := range rows {
		n.k.norm(x[r*d:(r+1)*d], n.gain, n.bias)
	}
}

// A Conv is a convolution over a window of three rows with a residual and a
// layer norm: x(t) = norm(x(t) + relu(W [x(t-d), x(t), x(t+d)] + b)), where d is
// the dilation and rows outside the matrix are zero.
type Conv struct {
	p        *product
	norm     *Norm
	dilation int
	factor   float32
}

// NewConv loads the convolution of that name: name.w, i8 [d][3*d], columns for
// the row to the left, the own row and the row to the right; name.s and name.b
// as in NewLinear; name.g and name.c as in NewNorm; name.q, f32 [1], the factor
// that quantises the block's output.
func NewConv(f *File, name string, dilation int) (*Conv, error) {
	return newConv(f, name, dilation, active)
}

func newConv(f *File, name string, dilation int, k *kernel) (*Conv, error) {
	c, err := loadConv(f, name, dilation, k)
	if err != nil {
		return nil, fmt.Errorf("convolution %s: %w", name, err)
	}
	return c, nil
}

func loadConv(f *File, name string, dilation int, k *kernel) (*Conv, error) {
	if dilation < 1 {
		return nil, fmt.Errorf("dilation %d", dilation)
	}
	p, err := loadProduct(f, name, k, 3)
	if err != nil {
		return nil, err
	}
	if p.in != p.out {
		return nil, fmt.Errorf("%d outputs from 3 x %d inputs", p.out, p.in)
	}
	norm, err := loadNorm(f, name, p.out, k)
	if err != nil {
		return nil, err
	}
	q, err := f.Float32(name+".q", 1)
	if err != nil {
		return nil, err
	}
	return &Conv{p: p, norm: norm, dilation: dilation, factor: q[0]}, nil
}

// Width returns the length of a row.
func (c *Conv) Width() int { return c.p.out }

// Factor returns the factor that quantised the rows Apply leaves in q.
func (c *Conv) Factor() float32 { return c.factor }

// Apply replaces x [rows][width] by the block's output. On entry q holds x
// quantised by the factor of the layer before; on return it holds the new x
// quantised by Factor.
func (c *Conv) Apply(x []float32, q []int8, rows int, s *Scratch) {
	d := c.p.out
	x, q = x[:rows*d], q[:rows*d]
	c.p.apply(x, q, rows, c.dilation, true, s)
	c.norm.Apply(x, rows)
	c.norm.k.quantize(q, x, c.factor)
}

// A PartConv is a Conv of dilation 1 over any odd window, put together from
// parts: what a row gives to each row of its window. A part depends on its row
// alone, so that where rows repeat, as those of common words do, their parts need
// be computed once only.
type PartConv struct {
	p           *product // all parts of a row: [windows][width] outputs, each the bare sum
	window      int
	scale, bias []float32
	norm        *Norm
	factor      float32
}

// NewPartConv loads the convolution of that name: name.w, i8 [d][window*d],
// columns for the rows of the window from left to right; the rest as in NewConv.
func NewPartConv(f *File, name string, window int) (*PartConv, error) {
	return newPartConv(f, name, window, active)
}

func newPartConv(f *File, name string, window int, k *kernel) (*PartConv, error) {
	c, err := loadPartConv(f, name, window, k)
	if err != nil {
		return nil, fmt.Errorf("convolution %s: %w", name, err)
	}
	return c, nil
}

func loadPartConv(f *File, name string, window int, k *kernel) (*PartConv, error) {
	if window < 1 || window%2 == 0 {
		return nil, fmt.Errorf("window %d", window)
	}
	norm, err := loadNorm(f, name, -1, k)
	if err != nil {
		return nil, err
	}
	d := len(norm.gain)
	if window*d > maxExact/(128*128) {
		return nil, fmt.Errorf("window of %d rows of %d: sums too large for float32", window, d)
	}
	w, err := f.Int8(name+".w", d, window*d)
	if err != nil {
		return nil, err
	}
	scale, err := f.Float32(name+".s", d)
	if err != nil {
		return nil, err
	}
	bias, err := f.Float32(name+".b", d)
	if err != nil {
		return nil, err
	}
	q, err := f.Float32(name+".q", 1)
	if err != nil {
		return nil, err
	}
	// Outputs by column of the window: row o of part i holds the weights of output o
	// for that column.
	parts := make([]int8, 0, len(w))
	for i := range window {
		for o := range d {
			parts = append(parts, w[(o*window+i)*d:(o*window+i+1)*d]...)
		}
	}
	ones := make([]float32, window*d)
	for i := range ones {
		ones[i] = 1
	}
	p := newProduct(k, parts, ones, make([]float32, window*d), 1)
	return &PartConv{p: p, window: window, scale: scale, bias: bias, norm: norm, factor: q[0]}, nil
}

// maxExact is the largest size up to which float32 holds every integer. Sums that
// stay below it are exact, and may be added in any order.
const maxExact = 1 << 24

// Width returns the length of a row.
func (c *PartConv) Width() int { return c.p.in }

// Factor returns the factor that quantised the rows Apply leaves in q.
func (c *PartConv) Factor() float32 { return c.factor }

// Window returns how many rows a row of the output sees.
func (c *PartConv) Window() int { return c.window }

// Parts computes the parts of the rows q [rows][width], quantised by the factor of
// the layer before: dst [rows][window][width], by column of the window.
func (c *PartConv) Parts(dst []float32, q []int8, rows int, s *Scratch) {
	c.p.apply(dst, q, rows, 0, false, s)
}

// Apply replaces x [rows][width] by the block's output and q by that quantised by
// Factor; parts[t] [window][width] has what Parts gave for row t.
func (c *PartConv) Apply(x []float32, q []int8, parts [][]float32, s *Scratch) {
	d := c.Width()
	x, q = x[:len(parts)*d], q[:len(parts)*d]
	s.sum = grown(s.sum, d)
	for t := range parts {
		c.row(x[t*d:(t+1)*d], t, parts, s.sum)
	}
	c.norm.Apply(x, len(parts))
	c.norm.k.quantize(q, x, c.factor)
}

// row adds relu(sum*scale + bias) to row t. Sums are exact, so that their order
// does not matter.
func (c *PartConv) row(x []float32, t int, parts [][]float32, sum []float32) {
	d := len(x)
	left, right := max(0, t-c.window/2), min(len(parts), t+c.window/2+1)
	part := func(at int) []float32 { // of the row at, for row t
		i := at - t + c.window/2
		return parts[at][i*d : (i+1)*d]
	}
	sum, scale, bias := sum[:d], c.scale[:d], c.bias[:d]
	at := left + 1
	first := part(left)
	if right-left == 5 { // a whole window, in one pass
		p0, p1, p2, p3, p4 := first[:d], part(at)[:d], part(at + 1)[:d], part(at + 2)[:d], part(at + 3)[:d]
		for k := range x {
			x[k] += positive(float32((p0[k]+p1[k]+p2[k]+p3[k]+p4[k])*scale[k]) + bias[k])
		}
		return
	}
	copy(sum, first)
	for ; at < right; at++ {
		for k, v := range part(at) {
			sum[k] += v
		}
	}
	for k, v := range sum {
		x[k] += positive(float32(v*scale[k]) + bias[k])
	}
}
