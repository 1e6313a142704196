package link

import "testing"

func TestOnAllCores(t *testing.T) {
	for _, n := range []int{0, 1, 7, 1000} {
		calls := make([]int, n)
		OnAllCores(n, func(i int) { calls[i]++ })
		for i, c := range calls {
			if c != 1 {
				t.Errorf("%d of %d: called %d times, want once", i, n, c)
			}
		}
	}
}
