package nn

import "golang.org/x/sys/cpu"

// native lists the assembly kernels that this CPU runs. The dot product
// instructions came with ARMv8.2 and are in all cores since about 2018.
func native() []*kernel {
	if cpu.ARM64.HasASIMDDP {
		return []*kernel{neon}
	}
	return nil
}

// On another machine, its tests run in an emulator:
//
//	GOARCH=arm64 go test -exec qemu-aarch64-static ./nn
var neon = &kernel{
	name:     "neon",
	tiles:    &tiles{outs: 16, rows: 4, group: 4, width: 1, prepare: same, tall: tile4x16NEON, single: tile1x16NEON},
	norm:     func(x, gain, bias []float32) { normNEON(&x[0], &gain[0], &bias[0], len(x)) },
	quantize: quantizeBlocks,
	dot:      dotBlocks,
}

func same(dst []byte, x []int8) { copy(dst, bytesOf(x)) }

// quantizeBlocks leaves to plain Go what is over after blocks of 16.
func quantizeBlocks(q []int8, x []float32, factor float32) {
	n := len(x) / 16 * 16
	if n > 0 {
		quantizeNEON(&q[0], &x[0], n, factor)
	}
	quantizePlain(q[n:], x[n:], factor)
}

func dotBlocks(a, b []int8) int32 {
	n := len(a) / 16 * 16
	if n == 0 {
		return dotPlain(a, b)
	}
	return dotNEON(&a[0], &b[0], n) + dotPlain(a[n:], b[n:])
}

//go:noescape
func tile4x16NEON(t *tile)

//go:noescape
func tile1x16NEON(t *tile)

// normNEON normalises a row of n values, a multiple of 16.
//
//go:noescape
func normNEON(x, gain, bias *float32, n int)

// quantizeNEON quantises n values, a multiple of 16 and more than 0.
//
//go:noescape
func quantizeNEON(q *int8, x *float32, n int, factor float32)

// dotNEON returns the dot product of n values, a multiple of 16 and more than 0.
//
//go:noescape
func dotNEON(a, b *int8, n int) int32
