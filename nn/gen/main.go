// Command gen writes the amd64 assembly of package nn with avo. It is a module of
// its own, so that nn does not depend on avo.
//
// Everything here computes what plain.go defines, bit for bit: no fused
// multiply-add, sums of a norm in 16 lanes that are folded in halves. Operands
// stand in Go's order, the destination last: VSUBPS(b, a, d) is d = a - b.
package main

import (
	"fmt"
	"math"
	"slices"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	avx2 := isa{name: "AVX2", bytes: 32, outs: 16, group: 2, width: 2}
	narrow := isa{name: "NarrowAVX2", bytes: 32, outs: 16, group: 4, width: 1, centred: true}
	avx512 := isa{name: "AVX512", bytes: 64, outs: 32, group: 4, width: 1}
	tile(avx2, 4)
	tile(avx2, 1)
	tile(narrow, 4)
	tile(narrow, 1)
	tile(avx512, 8)
	tile(avx512, 1)
	norm(avx2)
	norm(avx512)
	quantizeAVX2()
	quantizeAVX512()
	widenAVX2()
	dotAVX2()
	Generate()
}

// An isa is an instruction set and how it wants the operands of a tile.
type isa struct {
	name    string
	bytes   int  // bytes of a register
	outs    int  // outputs a panel: two registers of int32
	group   int  // inputs whose products one lane adds at once
	width   int  // bytes of an input and of a weight
	centred bool // narrow weights: a step is summed in int16, from its centres on
}

func (i isa) register() VecVirtual {
	if i.bytes == 64 {
		return ZMM()
	}
	return YMM()
}

func (i isa) zeroed() VecVirtual {
	v := i.register()
	if i.bytes == 64 {
		VPXORD(v, v, v)
	} else {
		VPXOR(v, v, v)
	}
	return v
}

// load loads a whole register of numbers of 32 bits.
func (i isa) load(m Mem) VecVirtual {
	v := i.register()
	VMOVUPS(m, v)
	return v
}

// broadcast fills a register with one float32.
func (i isa) broadcast(x Op) VecVirtual {
	v := i.register()
	VBROADCASTSS(x, v)
	return v
}

// Offsets of the fields of nn.tile.
const (
	fieldX     = 0
	fieldW     = 8
	fieldDst   = 16
	fieldScale = 24
	fieldBias  = 32
	fieldStart = 40
	fieldXRow  = 48
	fieldXSeg  = 56
	fieldDRow  = 64
	fieldSegs  = 72
	fieldSteps = 80
	fieldAdd   = 88
)

const stepInputs = 16

// tile writes the product of a few rows with one panel of weights, and what is
// done with the sums: scale, bias and perhaps relu and residual.
func tile(i isa, rows int) {
	TEXT(fmt.Sprintf("tile%dx%d%s", rows, i.outs, i.name), NOSPLIT, "func(t *byte)") // *nn.tile
	t := Load(Param("t"), GP64())
	field := func(offset int) GPVirtual {
		r := GP64()
		MOVQ(Mem{Base: t, Disp: offset}, r)
		return r
	}

	start := field(fieldStart)
	sums := make([][2]VecVirtual, rows)
	for r := range sums {
		for j := range sums[r] {
			sums[r][j] = i.load(Mem{Base: start, Disp: j * i.bytes})
		}
	}

	segment, w, segs := field(fieldX), field(fieldW), field(fieldSegs)
	xRow := rowOffsets(field(fieldXRow), rows)
	Label("segment")
	x, steps := GP64(), GP64()
	MOVQ(segment, x)
	MOVQ(Mem{Base: t, Disp: fieldSteps}, steps)
	stepBytes := stepInputs * i.width * i.outs
	if i.centred {
		ones := i.load(constant("ones", slices.Repeat([]uint32{1<<16 | 1}, 8)...))
		Label("step")
		for r := range sums {
			i.narrowProducts(sums[r], func(disp int) Mem { return xRow(x, r, disp) }, w, ones)
		}
		stepBytes += 4 * i.outs
	} else {
		Label("step")
		for g := range stepInputs / i.group {
			i.products(sums, x, xRow, w, g)
		}
	}
	ADDQ(U32(stepInputs*i.width), x)
	ADDQ(U32(stepBytes), w)
	DECQ(steps)
	JNZ(LabelRef("step"))
	ADDQ(Mem{Base: t, Disp: fieldXSeg}, segment)
	DECQ(segs)
	JNZ(LabelRef("segment"))

	i.values(sums, field(fieldScale), field(fieldBias))
	dst, dRow := field(fieldDst), field(fieldDRow)
	CMPQ(Mem{Base: t, Disp: fieldAdd}, U8(0))
	JNE(LabelRef("add"))
	i.store(sums, dst, dRow, false)
	Label("add")
	i.store(sums, dst, dRow, true)
}

// rowOffsets returns the registers that reach rows 0 to 7: one, three and five
// times the distance of two rows.
func rowOffsets(one GPVirtual, rows int) func(x Register, r, disp int) Mem {
	if rows == 1 {
		return func(x Register, _, disp int) Mem { return Mem{Base: x, Disp: disp} }
	}
	three := GP64()
	LEAQ(Mem{Base: one, Index: one, Scale: 2}, three)
	five, seven := three, three
	if rows > 4 {
		five, seven = GP64(), GP64()
		LEAQ(Mem{Base: one, Index: one, Scale: 4}, five)
		LEAQ(Mem{Base: three, Index: one, Scale: 4}, seven)
	}
	return func(x Register, r, disp int) Mem {
		m := Mem{Base: x, Disp: disp}
		switch r {
		case 1, 2, 4:
			m.Index, m.Scale = one, uint8(r)
		case 3, 6:
			m.Index, m.Scale = three, uint8(r/3)
		case 5:
			m.Index, m.Scale = five, 1
		case 7:
			m.Index, m.Scale = seven, 1
		}
		return m
	}
}

// products adds the products of group g of a step to the sums.
func (i isa) products(sums [][2]VecVirtual, x Register, xRow func(Register, int, int) Mem, w Register, g int) {
	at := g * i.group * i.outs * i.width
	w0 := i.load(Mem{Base: w, Disp: at})
	w1 := i.load(Mem{Base: w, Disp: at + i.bytes})
	for r := range sums {
		v := i.register()
		VPBROADCASTD(xRow(x, r, g*i.group*i.width), v)
		if i.bytes == 64 {
			// Four bytes a lane: unsigned inputs, moved by 128, times signed weights.
			VPDPBUSD(w0, v, sums[r][0])
			VPDPBUSD(w1, v, sums[r][1])
			continue
		}
		// Two int16 a lane. VPMADDUBSW on bytes would need a VPSIGNB for each
		// product to stay clear of saturation, and a way to widen its sums, unless
		// the weights are narrow; summing their high and low bytes apart was measured
		// at 17.6 against 19.1 GMAC/s.
		p := i.register()
		VPMADDWD(w0, v, p)
		VPADDD(p, sums[r][0], sums[r][0])
		VPMADDWD(w1, v, v)
		VPADDD(v, sums[r][1], sums[r][1])
	}
}

// narrowProducts adds the products of one step of one row to its sums. Inputs are
// moved by 128, to be unsigned. VPMADDUBSW adds two products in int16, at most
// 2 x 255 x 31 = 15,810 in size, so it does not saturate. Four of those and the
// centre may wrap around on the way, but the sum is that of 8 products of inputs
// that are not moved, which int16 holds.
//
// Widening the sums by VPMADDWD is one multiplication in five. Without it, by
// shifting and adding high and low halves apart, it was 27.5 against 29.5 GMAC/s
// on Zen 1, where the additions share the ports of the multiplier.
func (i isa) narrowProducts(sums [2]VecVirtual, x func(disp int) Mem, w Register, ones VecVirtual) {
	groups := stepInputs / i.group
	var lanes [2]VecVirtual
	for g := range groups {
		v := i.register()
		VPBROADCASTD(x(g*i.group), v)
		for j := range lanes {
			p := i.register()
			VPMADDUBSW(Mem{Base: w, Disp: (2*g + j) * i.bytes}, v, p)
			if g == 0 {
				lanes[j] = p
				VPADDW(Mem{Base: w, Disp: (2*groups + j) * i.bytes}, p, p)
			} else {
				VPADDW(p, lanes[j], lanes[j])
			}
		}
	}
	for j, v := range lanes {
		VPMADDWD(ones, v, v)
		VPADDD(v, sums[j], sums[j])
	}
}

// values turns the sums into float32: sum*scale + bias.
func (i isa) values(sums [][2]VecVirtual, scale, bias Register) {
	for j := range 2 {
		s, b := i.load(Mem{Base: scale, Disp: j * i.bytes}), i.load(Mem{Base: bias, Disp: j * i.bytes})
		for r := range sums {
			v := sums[r][j]
			VCVTDQ2PS(v, v)
			VMULPS(s, v, v)
			VADDPS(b, v, v)
		}
	}
}

// store stores the values, or adds them where they are positive, and returns.
func (i isa) store(values [][2]VecVirtual, dst, dRow Register, add bool) {
	row := GP64()
	MOVQ(dst, row)
	var zero VecVirtual
	if add {
		zero = i.zeroed()
	}
	for r := range values {
		for j, v := range values[r] {
			m := Mem{Base: row, Disp: j * i.bytes}
			if add {
				VMAXPS(zero, v, v)
				VADDPS(m, v, v)
			}
			VMOVUPS(v, m)
		}
		if r+1 < len(values) {
			ADDQ(dRow, row)
		}
	}
	VZEROUPPER()
	RET()
}

// norm writes the layer norm of one row. The 16 lanes are one register of
// AVX-512 or two of AVX2.
func norm(i isa) {
	TEXT("norm"+i.name, NOSPLIT, "func(x, gain, bias *float32, n int)")
	x := Load(Param("x"), GP64())
	gain := Load(Param("gain"), GP64())
	bias := Load(Param("bias"), GP64())
	n := Load(Param("n"), GP64())
	count := XMM()
	VXORPS(count, count, count)
	VCVTSI2SSQ(n, count, count)
	end := GP64()
	LEAQ(Mem{Base: x, Index: n, Scale: 4}, end)

	lanes := i.lanes()
	i.loop("mean", x, end, nil, func(j int, v VecVirtual, _ []Mem) {
		VADDPS(v, lanes[j], lanes[j])
	})
	mean := i.fold(lanes)
	VDIVSS(count, mean, mean)
	m := i.broadcast(mean)

	lanes = i.lanes()
	i.loop("variance", x, end, nil, func(j int, v VecVirtual, _ []Mem) {
		VSUBPS(m, v, v)
		VMULPS(v, v, v)
		VADDPS(v, lanes[j], lanes[j])
	})
	variance := i.fold(lanes)
	VDIVSS(count, variance, variance)
	VADDSS(float("epsilon", 1e-5), variance, variance)
	VSQRTSS(variance, variance, variance)
	one := XMM()
	VMOVSS(float("one", 1), one)
	VDIVSS(variance, one, variance)
	inverse := i.broadcast(variance)

	i.loop("scale", x, end, []Register{gain, bias}, func(_ int, v VecVirtual, at []Mem) {
		VSUBPS(m, v, v)
		VMULPS(inverse, v, v)
		VMULPS(at[1], v, v)
		VADDPS(at[2], v, v)
		VMOVUPS(v, at[0])
	})
	VZEROUPPER()
	RET()
}

// lanes returns 16 lanes of zeros.
func (i isa) lanes() []VecVirtual {
	var v []VecVirtual
	for range 64 / i.bytes {
		v = append(v, i.zeroed())
	}
	return v
}

// loop runs body on the registers of each 16 numbers from x to end; at holds
// where the register stands in x and in the other arrays.
func (i isa) loop(label string, x, end Register, others []Register, body func(j int, v VecVirtual, at []Mem)) {
	arrays := append([]Register{x}, others...)
	p := make([]GPVirtual, len(arrays))
	for a := range arrays {
		p[a] = GP64()
		MOVQ(arrays[a], p[a])
	}
	Label(label)
	for j := range 64 / i.bytes {
		var at []Mem
		for a := range p {
			at = append(at, Mem{Base: p[a], Disp: j * i.bytes})
		}
		body(j, i.load(at[0]), at)
	}
	for a := range p {
		ADDQ(U8(64), p[a])
	}
	CMPQ(p[0], end)
	JB(LabelRef(label))
}

// fold sums 16 lanes in halves.
func (i isa) fold(lanes []VecVirtual) VecVirtual {
	y := lanes[0].AsY()
	if i.bytes == 64 {
		high := YMM()
		VEXTRACTF64X4(U8(1), lanes[0], high)
		VADDPS(high, y, y)
	} else {
		VADDPS(lanes[1], y, y)
	}
	sum, high := XMM(), XMM()
	VEXTRACTF128(U8(1), y, high)
	VADDPS(high, lanes[0].AsX(), sum)
	VPERMILPS(U8(0b1110), sum, high)
	VADDPS(high, sum, sum)
	VMOVSHDUP(sum, high)
	VADDSS(high, sum, sum)
	return sum
}

// float returns a constant in memory.
func float(name string, v float32) Mem { return constant(name, math.Float32bits(v)) }

var constants = map[string]Mem{}

func constant(name string, words ...uint32) Mem {
	if m, ok := constants[name]; ok {
		return m
	}
	m := GLOBL(name, RODATA|NOPTR)
	for k, v := range words {
		DATA(4*k, U32(v))
	}
	constants[name] = m
	return m
}

// quantizeAVX2 writes x*factor, clamped and rounded half to even. NaN becomes 0.
func quantizeAVX2() {
	i := isa{bytes: 32}
	TEXT("quantizeAVX2", NOSPLIT, "func(q *int8, x *float32, n int, factor float32)")
	q := Load(Param("q"), GP64())
	x := Load(Param("x"), GP64())
	n := Load(Param("n"), GP64())
	f := i.broadcast(NewParamAddr("factor", 24))
	low, high := i.broadcast(float("low", -127)), i.broadcast(float("high", 127))
	order := i.register()
	VMOVDQU(constant("order", 0, 4, 1, 5, 2, 6, 3, 7), order)
	Label("loop")
	var ints [4]VecVirtual
	for j := range ints {
		v, number := i.load(Mem{Base: x, Disp: 32 * j}), i.register()
		VMULPS(f, v, v)
		VCMPPS(U8(7), v, v, number) // all ones unless NaN
		VANDPS(number, v, v)
		VMAXPS(low, v, v)
		VMINPS(high, v, v)
		VCVTPS2DQ(v, v)
		ints[j] = v
	}
	// Packing works within halves of a register; order mends that.
	VPACKSSDW(ints[1], ints[0], ints[0])
	VPACKSSDW(ints[3], ints[2], ints[2])
	VPACKSSWB(ints[2], ints[0], ints[0])
	VPERMD(ints[0], order, ints[0])
	VMOVDQU(ints[0], Mem{Base: q})
	ADDQ(U8(32), q)
	ADDQ(U32(128), x)
	SUBQ(U8(32), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

func quantizeAVX512() {
	i := isa{bytes: 64}
	TEXT("quantizeAVX512", NOSPLIT, "func(q *int8, x *float32, n int, factor float32)")
	q := Load(Param("q"), GP64())
	x := Load(Param("x"), GP64())
	n := Load(Param("n"), GP64())
	f := i.broadcast(NewParamAddr("factor", 24))
	low, high := i.broadcast(float("low", -127)), i.broadcast(float("high", 127))
	Label("loop")
	for j := range 2 {
		v, number := i.load(Mem{Base: x, Disp: 64 * j}), K()
		VMULPS(f, v, v)
		VCMPPS(U8(7), v, v, number)
		VMAXPS_Z(low, v, number, v) // 0 where NaN
		VMINPS(high, v, v)
		VCVTPS2DQ(v, v)
		VPMOVDB(v, Mem{Base: q, Disp: 16 * j})
	}
	ADDQ(U8(32), q)
	ADDQ(U32(128), x)
	SUBQ(U8(32), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

func widenAVX2() {
	TEXT("widenAVX2", NOSPLIT, "func(dst *byte, x *int8, n int)")
	dst := Load(Param("dst"), GP64())
	x := Load(Param("x"), GP64())
	n := Load(Param("n"), GP64())
	v := YMM()
	Label("loop")
	VPMOVSXBW(Mem{Base: x}, v)
	VMOVDQU(v, Mem{Base: dst})
	ADDQ(U8(16), x)
	ADDQ(U8(32), dst)
	SUBQ(U8(16), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

func dotAVX2() {
	i := isa{bytes: 32}
	TEXT("dotAVX2", NOSPLIT, "func(a, b *int8, n int) int32")
	a := Load(Param("a"), GP64())
	b := Load(Param("b"), GP64())
	n := Load(Param("n"), GP64())
	sums := [2]VecVirtual{i.zeroed(), i.zeroed()}
	Label("loop")
	for j := range sums {
		v, w := YMM(), YMM()
		VPMOVSXBW(Mem{Base: a, Disp: 16 * j}, v)
		VPMOVSXBW(Mem{Base: b, Disp: 16 * j}, w)
		VPMADDWD(w, v, v)
		VPADDD(v, sums[j], sums[j])
	}
	ADDQ(U8(32), a)
	ADDQ(U8(32), b)
	SUBQ(U8(32), n)
	JNZ(LabelRef("loop"))
	VPADDD(sums[1], sums[0], sums[0])
	sum, high := sums[0].AsX(), XMM()
	VEXTRACTI128(U8(1), sums[0], high)
	VPADDD(high, sum, sum)
	VPSHUFD(U8(0b1110), sum, high)
	VPADDD(high, sum, sum)
	VPSHUFD(U8(1), sum, high)
	VPADDD(high, sum, sum)
	result := GP32()
	VMOVD(sum, result)
	Store(result, ReturnIndex(0))
	VZEROUPPER()
	RET()
}
