package attribute

import (
	"testing"

	"github.com/saysonews/sayso/doc"
)

// TestUnder: a statement is under itself and under all that it is told inside,
// so that nothing can come to be told inside its own content.
func TestUnder(t *testing.T) {
	b := &builder{out: make([]found, 4)}
	for i, parent := range [...]int{-1, 0, 1, -1} {
		b.out[i].Statement = doc.Statement{Parent: parent}
	}
	for _, c := range []struct {
		j, i int
		want bool
	}{{0, 0, true}, {1, 0, true}, {2, 0, true}, {0, 2, false}, {3, 0, false}, {2, 3, false}} {
		if got := b.under(c.j, c.i); got != c.want {
			t.Errorf("under(%d, %d) = %v, want %v", c.j, c.i, got, c.want)
		}
	}
}
