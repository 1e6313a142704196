package eval

import "testing"

func TestCompareIdentities(t *testing.T) {
	// Ann is found in two of three reports as one, Bob is taken for Ann once, and
	// the pair within report 1 is none across reports.
	members := []IdentityMember{
		{"1", "a1", "ann", "x"}, {"1", "a2", "ann", "x"}, {"2", "a1", "ann", "x"}, {"3", "a1", "ann", "y"},
		{"3", "a2", "bob", "x"},
	}
	s := CompareIdentities(members, [][2]string{{"ann", "bob"}, {"bob", "cy"}})
	if want := pairs(5, 5, 2); s.Pairs != want {
		t.Errorf("pairs %+v, want %+v", s.Pairs, want)
	}
	if s.Unlike != 2 || s.Merged != 1 {
		t.Errorf("unlike %d, merged %d, want 2 and 1", s.Unlike, s.Merged)
	}
	// B³ recall: of Ann's four members, three meet three of four and one meets
	// itself: (3·3/4 + 1/4 + 1) / 5. Precision: (3·3/4 + 1/4 + 1) / 5 as well.
	if got, want := s.Clusters.BCubed.Recall(), 70.0; !near(got, want) {
		t.Errorf("B³ recall %.2f, want %.2f", got, want)
	}
	if got, want := s.Clusters.BCubed.Precision(), 70.0; !near(got, want) {
		t.Errorf("B³ precision %.2f, want %.2f", got, want)
	}
}
