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
