package nn

import (
	"encoding/binary"

	"golang.org/x/sys/cpu"
)

// native lists the assembly kernels that this CPU runs, the best first.
func native() []*kernel {
	var list []*kernel
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VNNI {
		list = append(list, avx512)
	}
	if cpu.X86.HasAVX2 {
		list = append(list, avx2)
	}
	return list
}

var avx2 = &kernel{
	name:     "avx2",
	tiles:    &tiles{outs: 16, rows: 4, group: 2, width: 2, prepare: widen, tall: tile4x16AVX2, single: tile1x16AVX2},
	narrow:   &tiles{outs: 16, rows: 4, group: 4, width: 1, zero: 128, centred: true, prepare: move, tall: tile4x16NarrowAVX2, single: tile1x16NarrowAVX2},
	norm:     func(x, gain, bias []float32) { normAVX2(&x[0], &gain[0], &bias[0], len(x)) },
	quantize: quantizeBlocks(quantizeAVX2),
	dot:      dotBlocks,
}

// The products of VNNI take unsigned inputs, so they are moved by 128, and each
// sum begins with what that adds taken away. Without such a CPU at hand, this
// kernel can be tried in Bochs (cpu: model=corei7_icelake_u).
var avx512 = &kernel{
	name:     "avx512",
	tiles:    &tiles{outs: 32, rows: 8, group: 4, width: 1, zero: 128, prepare: move, tall: tile8x32AVX512, single: tile1x32AVX512},
	norm:     func(x, gain, bias []float32) { normAVX512(&x[0], &gain[0], &bias[0], len(x)) },
	quantize: quantizeBlocks(quantizeAVX512),
	dot:      dotBlocks,
}

// widen stores x as int16.
func widen(dst []byte, x []int8) {
	n := len(x) / 16 * 16
	if n > 0 {
		widenAVX2(&dst[0], &x[0], n)
	}
	for i := n; i < len(x); i++ {
		binary.LittleEndian.PutUint16(dst[2*i:], uint16(x[i]))
	}
}

// move stores x + 128.
func move(dst []byte, x []int8) {
	dst = dst[:copy(dst, bytesOf(x))]
	for len(dst) >= 8 {
		binary.LittleEndian.PutUint64(dst, binary.LittleEndian.Uint64(dst)^0x8080808080808080)
		dst = dst[8:]
	}
	for i := range dst {
		dst[i] ^= 0x80
	}
}

// quantizeBlocks leaves to plain Go what is over after blocks of 32.
func quantizeBlocks(blocks func(q *int8, x *float32, n int, factor float32)) func([]int8, []float32, float32) {
	return func(q []int8, x []float32, factor float32) {
		n := len(x) / 32 * 32
		if n > 0 {
			blocks(&q[0], &x[0], n, factor)
		}
		quantizePlain(q[n:], x[n:], factor)
	}
}

func dotBlocks(a, b []int8) int32 {
	n := len(a) / 32 * 32
	if n == 0 {
		return dotPlain(a, b)
	}
	return dotAVX2(&a[0], &b[0], n) + dotPlain(a[n:], b[n:])
}

// Assembly, written by gen.

//go:noescape
func tile4x16AVX2(t *tile)

//go:noescape
func tile1x16AVX2(t *tile)

//go:noescape
func tile4x16NarrowAVX2(t *tile)

//go:noescape
func tile1x16NarrowAVX2(t *tile)

//go:noescape
func tile8x32AVX512(t *tile)

//go:noescape
func tile1x32AVX512(t *tile)

// normAVX2 normalises a row of n values, a multiple of 16.
//
//go:noescape
func normAVX2(x, gain, bias *float32, n int)

//go:noescape
func normAVX512(x, gain, bias *float32, n int)

// quantizeAVX2 quantises n values, a multiple of 32 and more than 0.
//
//go:noescape
func quantizeAVX2(q *int8, x *float32, n int, factor float32)

//go:noescape
func quantizeAVX512(q *int8, x *float32, n int, factor float32)

// widenAVX2 stores n values, a multiple of 16 and more than 0, as int16.
//
//go:noescape
func widenAVX2(dst *byte, x *int8, n int)

// dotAVX2 returns the dot product of n values, a multiple of 32 and more than 0.
//
//go:noescape
func dotAVX2(a, b *int8, n int) int32
