package link

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// OnAllCores calls f for each number under n, some neighbours at a time on each core.
// What the calls write must lie apart, so that the result does not depend on who is
// quicker.
func OnAllCores(n int, f func(int)) { OnEachCore(n, func() func(int) { return f }) }

// OnEachCore is OnAllCores with a function of its own for each core, and with it what
// that works with.
func OnEachCore(n int, each func() func(int)) {
	const most = 32
	some := max(1, min(most, n/runtime.GOMAXPROCS(0)/4))
	var next atomic.Int64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			f := each()
			for {
				first := int(next.Add(int64(some))) - some
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
