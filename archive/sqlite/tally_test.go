package sqlite

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// A tally reads as it was packed; whatever else stands there is an error or a tally.
func TestTally(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want, got [tallied]map[int64]int
		for field := range tallied {
			want[field] = rapid.MapOfN(rapid.Int64Range(0, mostValues), rapid.IntRange(0, 1<<20), 0, 5).Draw(t, "values")
			got[field] = map[int64]int{}
		}
		data := packTally(want)
		if err := eachTallied(data, func(field int, value int64, findings int) { got[field][value] = findings }); err != nil {
			t.Fatal(err)
		}
		for field := range tallied {
			if !maps.Equal(want[field], got[field]) {
				t.Errorf("field %d: %v, want %v", field, got[field], want[field])
			}
		}
		if err := eachTallied(data[:rapid.IntRange(0, len(data)-1).Draw(t, "cut")], func(int, int64, int) {}); err == nil {
			t.Error("a tally that is cut off is read")
		}
		eachTallied(rapid.SliceOf(rapid.Byte()).Draw(t, "anything"), func(int, int64, int) {})
	})
}
