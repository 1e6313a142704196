package eval

import "testing"

func TestCompareLineage(t *testing.T) {
	at := func(report string, start, end int, stance string, path ...string) CarrierPlace {
		return CarrierPlace{Report: report, Start: start, End: end, Stance: stance, Path: path}
	}
	gold := []ClaimGold{
		{ID: "one", Origins: 2, Least: 2, Most: 2, First: "a", HatTip: []string{"c", "b", "a"},
			Carriers: []CarrierPlace{at("a", 0, 10, "reports"), at("b", 0, 10, "reports"), at("c", 5, 9, "states"), at("d", 0, 4, "denies")}},
		{ID: "two", Origins: 1, Least: 1, Most: 3, First: "a", Cycle: []string{"a", "c", "b"}, Uncorrected: []string{"c"},
			Carriers: []CarrierPlace{at("a", 20, 30, "states"), at("c", 20, 30, "states")}},
		{ID: "three", Origins: 1, Least: 1, Most: 1, First: "d", Carriers: []CarrierPlace{at("d", 90, 99, "states")}},
	}
	found := []ClaimFound{
		{Least: 1, Most: 3, First: "a", Cycles: [][]string{{"c", "b", "a"}}, Corrected: true,
			Carriers: []CarrierPlace{at("a", 25, 40, "states"), at("c", 29, 35, "reports"), at("d", 50, 60, "states")}},
		{Least: 2, Most: 3, First: "b",
			Carriers: []CarrierPlace{at("b", 3, 8, "reports"), at("c", 0, 6, "states", "b", "a"), at("d", 0, 9, "denies")}},
	}
	r := CompareLineage(gold, found)
	if r[0].Found != 1 || !r[0].Contained || r[0].Width != 1 || r[0].Knowable || r[0].First {
		t.Errorf("one: %+v", r[0])
	}
	if r[0].HatTip.Found != 1 || r[0].Denied != pairs(1, 1, 1) || r[0].Denials != pairs(1, 1, 1) || r[0].Carriers != (Tally{4, 3, 3, 3}) {
		t.Errorf("one: %+v", r[0])
	}
	if r[1].Found != 0 || !r[1].Contained || !r[1].Knowable || !r[1].First || r[1].Cycle != pairs(1, 1, 1) || r[1].Uncorrected.Found != 1 {
		t.Errorf("two: %+v", r[1])
	}
	if r[2].Found != -1 || r[2].Contained {
		t.Errorf("three: %+v", r[2])
	}
	s := SumLineage(r)
	if s.Claims != 3 || s.Matched != 2 || s.Contained != 2 || s.MeanWidth() != 1.5 || s.First != 1 || s.Half != 2 || s.HalfContained != 2 {
		t.Errorf("%+v", s)
	}
}

// A ring begun elsewhere is the same ring, the other way round it is not.
func TestSameRing(t *testing.T) {
	a := []string{"a", "c", "b"}
	if !sameRing(a, []string{"b", "a", "c"}) || sameRing(a, []string{"a", "b", "c"}) || sameRing(a, []string{"a", "c"}) || sameRing(a, []string{"x", "y", "z"}) {
		t.Error("rings are compared by their order, begun anywhere")
	}
}

func TestCompareGroups(t *testing.T) {
	gold := []CopyGroup{{Root: "a", Members: []string{"b", "c"}}, {Root: "d", Members: []string{"e"}}}
	got := CompareGroups(gold, [][2]string{{"a", "b"}, {"b", "c"}, {"e", "f"}})
	if got.Gold != 3 || got.Found != 2 {
		t.Errorf("%+v", got)
	}
}
