package eval

import "testing"

func TestCompareReuse(t *testing.T) {
	gold := []ReusePair{{"a", "b"}, {"a", "c"}, {"c", "d"}}
	got := []ReusePair{{"b", "a"}, {"a", "c"}, {"a", "c"}, {"b", "c"}}
	if s := CompareReuse(gold, got, false); s != (Tally{Gold: 3, Got: 3, Found: 2, Right: 2}) {
		t.Errorf("without direction: %+v", s)
	}
	if s := CompareReuse(gold, got, true); s != (Tally{Gold: 3, Got: 3, Found: 1, Right: 1}) {
		t.Errorf("with direction: %+v", s)
	}
}
