package eval

import (
	"fmt"
	"strings"
	"testing"
)

// claims makes claims of lines: "a: 1/0-5 2/0-5!denies > denies b" is claim a with a
// carrier that states it in report 1, from 0 to 5, one that denies it in report 2, and
// a relation to b.
func claims(lines string) []ClaimCase {
	var out []ClaimCase
	for line := range strings.Lines(lines) {
		id, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		c := ClaimCase{ID: id}
		places, relation, related := strings.Cut(rest, ">")
		for _, f := range strings.Fields(places) {
			at, stance, _ := strings.Cut(f, "!")
			k := ClaimCarrier{Stance: stance}
			report, span, _ := strings.Cut(at, "/")
			k.Report = report
			fmt.Sscanf(span, "%d-%d", &k.Start, &k.End)
			c.Carriers = append(c.Carriers, k)
		}
		c.First = c.Carriers[0].Report
		if f := strings.Fields(relation); related {
			c.Relations = []ClaimRelation{{f[0], f[1]}}
		}
		out = append(out, c)
	}
	return out
}

func TestCompareClaims(t *testing.T) {
	gold := `a: 1/0-10 2/0-10 3/0-10!denies
		b: 3/0-10 > denies a`
	for _, c := range []struct {
		name, found string
		carriers    Tally
		pairs       Tally
		relations   Tally
		reports     Tally
		whole       int
		stances     int
		firsts      int
	}{
		{"all", gold, Tally{4, 4, 4, 4}, Tally{3, 3, 3, 3}, Tally{1, 1, 1, 1}, Tally{4, 4, 4, 4}, 2, 4, 2},
		{"nothing", "", Tally{Gold: 4}, Tally{Gold: 3}, Tally{Gold: 1}, Tally{Gold: 4}, 0, 0, 0},
		{"a place beside the words", "x: 1/10-20 2/5-15", Tally{4, 2, 1, 1}, Tally{3, 0, 0, 0}, Tally{Gold: 1}, Tally{4, 2, 2, 2}, 0, 1, 1},
		{"one of a claim too much", "x: 1/0-10 2/0-10 3/0-10!denies 4/0-3", Tally{4, 8, 4, 4}, Tally{3, 3, 3, 3}, Tally{Gold: 1}, Tally{4, 8, 4, 4}, 1, 3, 1},
		{"another stance", "x: 1/0-10 2/0-10!denies 3/0-10!denies", Tally{4, 6, 4, 4}, Tally{3, 3, 3, 3}, Tally{Gold: 1}, Tally{4, 6, 4, 4}, 1, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := CompareClaims(claims(gold), claims(c.found))
			if s.Carriers != c.carriers {
				t.Errorf("carriers %+v, want %+v", s.Carriers, c.carriers)
			}
			if s.Pairs != c.pairs {
				t.Errorf("pairs %+v, want %+v", s.Pairs, c.pairs)
			}
			if s.Relations != c.relations {
				t.Errorf("relations %+v, want %+v", s.Relations, c.relations)
			}
			if s.Reports != c.reports {
				t.Errorf("reports %+v, want %+v", s.Reports, c.reports)
			}
			if s.Whole != c.whole || s.StancesRight != c.stances || s.FirstsRight != c.firsts {
				t.Errorf("%d whole, %d stances, %d firsts, want %d, %d, %d", s.Whole, s.StancesRight, s.FirstsRight, c.whole, c.stances, c.firsts)
			}
		})
	}
}

// TestCompareClaimsBest takes the claim that shares most, not the first.
func TestCompareClaimsBest(t *testing.T) {
	s := CompareClaims(claims("a: 1/0-5 2/0-5"), claims("x: 1/0-5\ny: 1/0-5 2/0-5\nz: 1/0-5 2/0-5 3/0-5"))
	if s.Matches[0].Found != "y" || s.MeanF1() != 100 {
		t.Errorf("found %s with a mean F1 of %.1f, want y and 100", s.Matches[0].Found, s.MeanF1())
	}
}
