package main

import "sync"

// parallel gives f of every item, in order, worked out by several workers.
func parallel[T, R any](workers int, items []T, f func(*T) R) []R {
	out := make([]R, len(items))
	next := make(chan int)
	var done sync.WaitGroup
	for range max(workers, 1) {
		done.Go(func() {
			for i := range next {
				out[i] = f(&items[i])
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	done.Wait()
	return out
}
