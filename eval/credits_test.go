package eval

import (
	"testing"

	"github.com/saysonews/sayso/doc"
)

func TestCompareCredits(t *testing.T) {
	gold := []Credit{{"wire", "Reuters"}, {"wire", "Associated Press"}, {"hat-tip", "The Tideway Review."}}
	got := []doc.Credit{
		{Kind: "wire", Name: "reuters"}, {Kind: "wire", Name: "Reuters"}, {Kind: "wire", Name: "AFP"}, {Kind: "wire", Name: "UPI"},
		{Kind: "hat-tip", Name: "Tideway Review"},
	}
	if s := CompareCredits("wire", gold, got); s != pairs(2, 3, 1) {
		t.Errorf("wires: %+v", s)
	}
	if s := CompareCredits("hat-tip", gold, got); s != pairs(1, 1, 1) {
		t.Errorf("hat-tips: %+v", s)
	}
	if s := CompareCredits("wire", nil, got); s != pairs(0, 3, 0) {
		t.Errorf("nothing to find: %+v", s)
	}
}
