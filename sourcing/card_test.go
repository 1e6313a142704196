package sourcing

import (
	"testing"

	"github.com/saysonews/sayso/record"
)

// TestSecondHand: an agency whose copy the whole report is stands between nobody.
func TestSecondHand(t *testing.T) {
	link := func(name string) record.Link { return record.Link{Name: &name} }
	r := record.Record{Document: record.Document{Credits: []record.Credit{{Kind: "wire", Name: "NCA"}}}}
	for _, c := range []struct {
		chain []record.Link
		want  bool
	}{
		{[]record.Link{{}, link("Mara Odell")}, false},
		{[]record.Link{{}, link("NCA"), link("Mara Odell")}, false},
		{[]record.Link{{}, link("NCA"), link("the Courier"), link("Mara Odell")}, true},
		{[]record.Link{{}, link("the Courier"), link("Mara Odell")}, true},
		{[]record.Link{{}, link("NCA")}, false},
		{nil, false},
	} {
		if got := SecondHand(&r, &record.Statement{Chain: c.chain}); got != c.want {
			t.Errorf("chain of %d: second-hand %t, want %t", len(c.chain), got, c.want)
		}
	}
}
