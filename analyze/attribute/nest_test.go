package attribute

import (
	"testing"

	"github.com/saysonews/sayso/doc"
)

// TestUnder: a statement is under itself and under all that it is told inside,
// so that nothing can come to be told inside its own content.
func TestUnder(t *testing.T) {
	b := &builder{out: []doc.Statement{{Parent: -1}, {Parent: 0}, {Parent: 1}, {Parent: -1}}}
	for _, c := range []struct {
		j, i int
		want bool
	}{{0, 0, true}, {1, 0, true}, {2, 0, true}, {0, 2, false}, {3, 0, false}, {2, 3, false}} {
		if got := b.under(c.j, c.i); got != c.want {
			t.Errorf("under(%d, %d) = %v, want %v", c.j, c.i, got, c.want)
		}
	}
}
