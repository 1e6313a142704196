package nn

import (
	"encoding/binary"
	"sync"
	"unsafe"
)

// A Scratch holds buffers that calls reuse. The zero value is ready; one Scratch
// serves one goroutine at a time.
type Scratch struct {
	inputs []byte    // prepared inputs
	edge   []float32 // a tile of a panel with fewer outputs than lanes
	sum    []float32 // of the parts of a row
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
	tiles    *tiles // nil: plain Go
	segs     int
	in, out  int       // in: inputs a segment
	scale    []float32 // padded to whole panels, as bias and start
	bias     []float32
	start    []int32
	packed   []byte
	inPadded int     // in, padded to whole steps
	pairs    []int64 // in place of packed: plain Go's weights
}

const stepInputs = 16 // inputs of a step, what assembly takes in at once

func newProduct(k *kernel, w []int8, scale, bias []float32, segs int) *product {
	out := len(scale)
	t := k.tilesFor(w)
	p := &product{tiles: t, segs: segs, in: len(w) / max(out, 1) / segs, out: out, scale: scale, bias: bias}
	if t == nil {
		p.pairs = packPairs(w, out, segs*p.in)
		return p
	}
	p.inPadded = (p.in + stepInputs - 1) / stepInputs * stepInputs
	outPadded := (out + t.outs - 1) / t.outs * t.outs
	p.scale = append(make([]float32, 0, outPadded), scale...)[:outPadded]
	p.bias = append(make([]float32, 0, outPadded), bias...)[:outPadded]
	p.start = make([]int32, outPadded)
	p.packed = make([]byte, outPadded/t.outs*p.panelBytes())
	for o := range out {
		for seg := range segs {
			p.pack(w[(o*segs+seg)*p.in:(o*segs+seg+1)*p.in], o, seg)
		}
	}
	return p
}

// panelBytes returns how many bytes the weights of a panel take.
func (p *product) panelBytes() int {
	return p.segs * p.inPadded / stepInputs * p.tiles.stepBytes()
}

// pack puts the weights of one output and segment into the panels:
// [panel][segment][step], and within a step as packStep says.
func (p *product) pack(w []int8, o, seg int) {
	t := p.tiles
	stepBytes := t.stepBytes()
	at := o/t.outs*p.panelBytes() + seg*p.inPadded/stepInputs*stepBytes
	for i := 0; i < len(w); i += stepInputs {
		t.packStep(p.packed[at:at+stepBytes], w[i:min(i+stepInputs, len(w))], o%t.outs)
		at += stepBytes
	}
	if t.centred || t.zero == 0 {
		return
	}
	for _, v := range w {
		p.start[o] -= int32(t.zero) * int32(v)
	}
}

// packStep puts the weights of one output into a step: [group of inputs][output
// of the panel][input of the group]. The centres follow as [output][2]int16:
// what a step of zero inputs would add to each int16 lane, taken away.
func (t *tiles) packStep(step []byte, w []int8, o int) {
	at := o * t.group
	for i := 0; i < len(w); i += t.group {
		for g, v := range w[i:min(i+t.group, len(w))] {
			if t.width == 1 {
				step[at+g] = byte(v)
			} else {
				binary.LittleEndian.PutUint16(step[2*(at+g):], uint16(v))
			}
		}
		at += t.group * t.outs
	}
	if !t.centred {
		return
	}
	var centre [2]int16
	for i, v := range w {
		centre[i/2%2] -= int16(t.zero) * int16(v)
	}
	at = stepInputs*t.outs + 4*o
	binary.LittleEndian.PutUint16(step[at:], uint16(centre[0]))
	binary.LittleEndian.PutUint16(step[at+2:], uint16(centre[1]))
}

// apply computes y = sum*scale + bias for each row and output, where the sum
// runs over the segments: the rows at -dilation, 0 and +dilation if there are
// three, zero outside x. It stores y in dst, or adds relu(y) to dst.
func (p *product) apply(dst []float32, x []int8, rows, dilation int, add bool, s *Scratch) {
	dst, x = dst[:rows*p.out], x[:rows*p.in]
	if p.tiles == nil {
		p.applyPlain(dst, x, rows, dilation, add)
		return
	}
	if len(dst) == 0 {
		return
	}
	t := p.tiles
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
		args.w = &p.packed[o/t.outs*p.panelBytes()]
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
	s.tile = tile{} // a Scratch must not keep its callers' memory alive
}

// applyEdge computes a tile whose panel has fewer outputs than lanes.
func (p *product) applyEdge(dst []float32, args *tile, run func(*tile), r, n, o int, edge []float32) {
	outs := p.tiles.outs
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
	t := p.tiles
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
