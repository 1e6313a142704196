//go:build !amd64 && !arm64

package nn

// native lists the assembly kernels that this CPU runs: none.
func native() []*kernel { return nil }
