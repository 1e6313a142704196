// Package nn runs a small trained network: inference only, on one core, with the
// same bytes on every CPU. It knows no language.
//
//   - A row is the vector of one token. A matrix is a slice of rows, one after
//     the other, without gaps.
//   - A layer holds its weights and is never changed after it was loaded, so any
//     number of goroutines may use it at once. What a call needs besides lies in
//     a Scratch.
//   - A value is quantised when it is stored as an int8: the value times a
//     factor, rounded half to even and clamped to [-127, 127].
//   - Weights are narrow if they lie in [-31, 31], that is, in 6 bits. A layer all
//     of whose weights are is faster on some kernels: half as much again on AVX2.
//   - A kernel is one implementation of the inner loops: plain Go, or assembly
//     for one family of CPUs. Kernels lists those that this CPU runs.
//
// Same bytes everywhere: products are int8 x int8 summed in int32, which is
// exact in any order. The float32 steps that follow are few, and each has one
// order, written down in plain.go, that every kernel keeps; no kernel fuses a
// multiplication with an addition. In Go that takes the form float32(x*y) + z,
// since without the conversion a compiler may fuse.
package nn

//go:generate sh -c "cd gen && go run . -out ../kernel_amd64.s"
