package nn

import (
	"os"
	"sync"
	"unsafe"
)

// A kernel is one implementation of the inner loops. All give the same bytes.
type kernel struct {
	name     string
	tiles    *tiles // how it computes products; nil: plain Go
	norm     func(x, gain, bias []float32)
	quantize func(q []int8, x []float32, factor float32)
	dot      func(a, b []int8) int32
}

// tiles computes products in tiles of a few rows by the outputs of one panel,
// whose sums stay in registers while the inputs pass by. The inputs pass in
// groups: one lane of a register adds the products of a group at once.
type tiles struct {
	outs    int  // outputs a panel
	rows    int  // rows a tall tile
	group   int  // inputs a group
	width   int  // bytes of a prepared input and of a packed weight
	zero    byte // each byte of the prepared form of input 0
	prepare func(dst []byte, x []int8)
	tall    func(*tile) // tiles.rows rows
	single  func(*tile) // one row
}

// A tile says what to compute. Assembly reads it by the offsets beside the
// fields.
type tile struct {
	x     *byte    // 0: prepared inputs: first row, first segment
	w     *byte    // 8: packed weights of the panel
	dst   *float32 // 16: first row, first output of the panel
	scale *float32 // 24: of the panel
	bias  *float32 // 32: of the panel
	start *int32   // 40: what the sums of the panel begin with
	xRow  int      // 48: bytes from one row of inputs to the next
	xSeg  int      // 56: bytes from one segment to the next
	dRow  int      // 64: bytes from one row of dst to the next
	segs  int      // 72: segments, 1 or more
	steps int      // 80: blocks of 16 inputs a segment, 1 or more
	add   int      // 88: 0: dst = y; 1: dst += relu(y)
}

// active is the kernel in use: the best one that this CPU runs, or the one that
// the environment variable SAYSO_KERNEL names.
var active = choose(os.Getenv("SAYSO_KERNEL"))

// choose returns the kernel of that name, or the best one if there is none.
func choose(name string) *kernel {
	all := kernels()
	for _, k := range all {
		if k.name == name {
			return k
		}
	}
	return all[0]
}

// kernels lists what this CPU runs, the best first.
func kernels() []*kernel { return append(native(), plain) }

// Kernels returns the names of the kernels that this CPU runs, the best first;
// "plain" is always the last. The environment variable SAYSO_KERNEL picks
// another than the first, to compare whole runs.
func Kernels() []string {
	var names []string
	for _, k := range kernels() {
		names = append(names, k.name)
	}
	return names
}

// Kernel returns the name of the kernel in use.
func Kernel() string { return active.name }

// A Scratch holds buffers that calls reuse. The zero value is ready; one Scratch
// serves one goroutine at a time.
type Scratch struct {
	inputs []byte    // prepared inputs
	edge   []float32 // a tile of a panel with fewer outputs than lanes
	tile   tile
}

// scratches serves the calls whose callers hold no Scratch.
var scratches = sync.Pool{New: func() any { return new(Scratch) }}

func grown[T any](buf []T, n int) []T {
	if cap(buf) < n {
		return make([]T, n, n+n/4)
	}
	return buf[:n]
}

// A product is a matrix of weights, packed for one kernel, with a scale and a
// bias for each output. Its inputs come in segments: one for a linear layer, the
// three rows of the window for a convolution.
type product struct {
	k        *kernel
	segs     int
	in, out  int       // in: inputs a segment
	scale    []float32 // padded to whole panels, as bias and start
	bias     []float32
	start    []int32
	packed   []byte
	inPadded int     // in, padded to whole steps
	pairs    []int64 // in place of packed: plain Go's weights
}

const stepInputs = 16 // tile.steps counts blocks of so many inputs

func newProduct(k *kernel, w []int8, scale, bias []float32, segs int) *product {
	out := len(scale)
	p := &product{k: k, segs: segs, in: len(w) / max(out, 1) / segs, out: out, scale: scale, bias: bias}
	if k.tiles == nil {
		p.pairs = packPairs(w, out, segs*p.in)
		return p
	}
	t := k.tiles
	p.inPadded = (p.in + stepInputs - 1) / stepInputs * stepInputs
	outPadded := (out + t.outs - 1) / t.outs * t.outs
	p.scale = append(make([]float32, 0, outPadded), scale...)[:outPadded]
	p.bias = append(make([]float32, 0, outPadded), bias...)[:outPadded]
	p.start = make([]int32, outPadded)
	p.packed = make([]byte, segs*p.inPadded*outPadded*t.width)
	for o := range out {
		for i, v := range w[o*segs*p.in : (o+1)*segs*p.in] {
			at := p.position(o, i) * t.width
			p.packed[at] = byte(v)
			if t.width == 2 {
				p.packed[at+1] = byte(int16(v) >> 8)
			}
			p.start[o] -= int32(t.zero) * int32(v)
		}
	}
	return p
}

// position returns where the weight of output o and column i stands in the
// packed panels: [panel][group of inputs][output of the panel][input of the
// group].
func (p *product) position(o, i int) int {
	t := p.k.tiles
	i = i/p.in*p.inPadded + i%p.in
	panel := o / t.outs * t.outs * p.segs * p.inPadded
	return panel + (i/t.group*t.outs+o%t.outs)*t.group + i%t.group
}

// apply computes y = sum*scale + bias for each row and output, where the sum
// runs over the segments: the rows at -dilation, 0 and +dilation if there are
// three, zero outside x. It stores y in dst, or adds relu(y) to dst.
func (p *product) apply(dst []float32, x []int8, rows, dilation int, add bool, s *Scratch) {
	dst, x = dst[:rows*p.out], x[:rows*p.in]
	if p.k.tiles == nil {
		p.applyPlain(dst, x, rows, dilation, add)
		return
	}
	if len(dst) == 0 {
		return
	}
	t := p.k.tiles
	rowBytes := p.inPadded * t.width
	before := 0 // zero rows around x
	if p.segs == 3 {
		before = min(dilation, rows)
	}
	p.prepare(x, rows, before, s)
	s.edge = grown(s.edge, t.rows*t.outs)
	args := &s.tile
	*args = tile{xRow: rowBytes, xSeg: before * rowBytes, segs: p.segs, steps: p.inPadded / stepInputs}
	if add {
		args.add = 1
	}
	for o := 0; o < p.out; o += t.outs {
		args.w = &p.packed[o*p.segs*rowBytes]
		args.scale, args.bias, args.start = &p.scale[o], &p.bias[o], &p.start[o]
		for r := 0; r < rows; {
			n, run := t.rows, t.tall
			if r+n > rows {
				n, run = 1, t.single
			}
			args.x = &s.inputs[r*rowBytes]
			if o+t.outs <= p.out {
				args.dst, args.dRow = &dst[r*p.out+o], p.out*4
				run(args)
			} else {
				p.applyEdge(dst, args, run, r, n, o, s.edge)
			}
			r += n
		}
	}
}

// applyEdge computes a tile whose panel has fewer outputs than lanes.
func (p *product) applyEdge(dst []float32, args *tile, run func(*tile), r, n, o int, edge []float32) {
	outs := p.k.tiles.outs
	for i := range n {
		copy(edge[i*outs:], dst[(r+i)*p.out+o:(r+i+1)*p.out])
	}
	args.dst, args.dRow = &edge[0], outs*4
	run(args)
	for i := range n {
		copy(dst[(r+i)*p.out+o:(r+i+1)*p.out], edge[i*outs:])
	}
}

// prepare fills s.inputs with the rows of x as the tiles read them, and with
// zero rows around them. Padding within a row keeps what it held, since the
// weights there are zero.
func (p *product) prepare(x []int8, rows, around int, s *Scratch) {
	t := p.k.tiles
	rowBytes := p.inPadded * t.width
	s.inputs = grown(s.inputs, (rows+2*around)*rowBytes)
	if around > 0 {
		fill(s.inputs[:around*rowBytes], t.zero)
		fill(s.inputs[(around+rows)*rowBytes:], t.zero)
	}
	in := s.inputs[around*rowBytes:]
	if p.in == p.inPadded {
		t.prepare(in, x)
		return
	}
	for r := range rows {
		t.prepare(in[r*rowBytes:], x[r*p.in:(r+1)*p.in])
	}
}

func fill(b []byte, v byte) {
	for i := range b {
		b[i] = v
	}
}

// bytesOf returns the memory of x.
func bytesOf(x []int8) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), len(x))
}
