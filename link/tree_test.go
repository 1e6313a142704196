package link

import (
	"fmt"
	"strings"
	"testing"
)

// TestTree draws trees of one origin. A report is written with what it rests on:
// "B<A" has it from A, "C<x<B" from B through a source x.
func TestTree(t *testing.T) {
	for _, c := range []struct{ name, reports, want string }{
		{"one", "A", "A"},
		{"a chain", "A B<A C<B", "A(B(C))"},
		{"two under one", "A B<A C<A", "A(B C)"},
		{"two that have it themselves", "A B", "A B"},
		{"through a source", "A<x B<y<A", "A[x](B[y])"},
		{"a carrier more", "A B<A B", "A(B)"},
		{"a ring", "A<C B<A C<B", "A(B(C))"},
		{"a ring of one", "A<A", "A"},
		{"resting on a report that does not carry it", "A B<Z", "A B"},
		{"a later report first in order", "C<A A", "A(C)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := draw(claimOf(c.reports).Tree(0)); got != c.want {
				t.Errorf("%s: %s, want %s", c.reports, got, c.want)
			}
		})
	}
}

func TestTreeOfOtherOrigin(t *testing.T) {
	c := claimOf("A B<A")
	c.Carriers[1].Rests = []int{1}
	if got := draw(c.Tree(0)) + " | " + draw(c.Tree(1)); got != "A | B" {
		t.Errorf("trees %s, want A | B", got)
	}
	if n := claimOf("A B<A C<B D").Tree(0)[0].Reports(); n != 3 {
		t.Errorf("%d reports in the first branch, want 3", n)
	}
}

func claimOf(reports string) Claim {
	var c Claim
	for _, r := range strings.Fields(reports) {
		links := strings.Split(r, "<")
		carrier := Carrier{Report: links[0], Rests: []int{0}}
		for _, l := range links[1:] {
			step := Step{Report: l, Why: "cites"}
			if l == strings.ToLower(l) {
				step = Step{Source: Source{Name: l}, Why: "says"}
			}
			carrier.Path = append(carrier.Path, step)
		}
		c.Carriers = append(c.Carriers, carrier)
	}
	return c
}

func draw(branches []Branch) string {
	var out []string
	for _, b := range branches {
		s := b.Report
		for _, v := range b.Via {
			s += fmt.Sprintf("[%s]", v.Name)
		}
		if len(b.Branches) > 0 {
			s += "(" + draw(b.Branches) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
