package identity

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// onAllCores calls f for each number under n, some at a time on each core.
func onAllCores(n int, f func(int)) {
	const most = 64
	some := max(1, min(most, n/runtime.GOMAXPROCS(0)/4))
	var next atomic.Int64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
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
