package occurrence

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// onAllCores calls a function for each number under n, some at a time on each core.
// Each core has a function of its own, with what it works with.
func onAllCores(n int, each func() func(int)) {
	const some = 16
	var next atomic.Int64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			f := each()
			for {
				first := int(next.Add(some)) - some
				if first >= n {
					return
				}
				for i := first; i < min(first+some, n); i++ {
					f(i)
				}
			}
		})
	}
	done.Wait()
}
