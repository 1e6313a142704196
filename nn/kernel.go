package nn

import "os"

// A kernel is one implementation of the inner loops. All give the same bytes.
type kernel struct {
	name     string
	tiles    *tiles // how it computes products; nil: plain Go
	narrow   *tiles // the same for layers of narrow weights; nil: as others
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
	centred bool // the weights of a step are followed by its centres
	prepare func(dst []byte, x []int8)
	tall    func(*tile) // tiles.rows rows
	single  func(*tile) // one row
}

// stepBytes returns how many bytes of a panel belong to one step.
func (t *tiles) stepBytes() int {
	n := stepInputs * t.outs * t.width
	if t.centred {
		n += 4 * t.outs
	}
	return n
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
	steps int      // 80: steps of 16 inputs a segment, 1 or more
	add   int      // 88: 0: dst = y; 1: dst += relu(y)
}

// maxNarrow is the size of the largest weight of a layer whose weights are
// narrow. The sum of the products of 8 inputs of [-128, 127] with such weights
// stays below 2^15 in size: 8 x 128 x 31 = 31,744. So it may be computed in
// int16, whatever wraps around on the way, and is widened only then: on AVX2, 5
// multiplications of registers in place of 8. With D=192 on Zen 1 that gives 29.6
// against 19.7 GMAC/s.
const maxNarrow = 31

// tilesFor returns how to compute products with the weights w.
func (k *kernel) tilesFor(w []int8) *tiles {
	if k.narrow == nil {
		return k.tiles
	}
	for _, v := range w {
		if v < -maxNarrow || v > maxNarrow {
			return k.tiles
		}
	}
	return k.narrow
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
