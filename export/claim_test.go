package export

import (
	"bytes"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

// ruledClaim is a claim of two reports of which people decided twice.
var ruledClaim = link.Claim{
	ID: "c1", Sentence: "“The dam was old,”", Count: link.Interval{Least: 1, Most: 1}, First: "r1",
	Origins: []link.Origin{{Kind: "person", Name: "Łucja Vey", Reports: []string{"r1", "r2"}}},
	Carriers: []link.Carrier{
		{Report: "r1", Stance: link.Reports, Rests: []int{0}, Place: link.Place{Report: "r1", Words: "“The dam was old,”"}},
		{Report: "r2", Stance: link.Reports, Rests: []int{0}, Place: link.Place{Report: "r2", Words: "the dam was\x1b[31m old,"}},
	},
	Ruled: []link.Reason{
		{Rule: "person", Text: "a person took words out", Decision: 1, Evidence: []link.Place{{Report: "r3", Words: "the mayor was old"}}},
		{Rule: "person", Text: "a person made two claims one", Decision: 2},
	},
}

func TestClaimPage(t *testing.T) {
	var b bytes.Buffer
	heads := map[string]Head{"r1": {Publisher: "Alpha"}, "r2": {Publisher: "Beta"}, "r3": {Publisher: "Gamma"}}
	if err := ClaimPage(&b, ruledClaim, heads, -1, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		"“The dam was old”\n2 reports, 1 independent origin; all go back to one statement.\n",
		"“The dam was old” [reports]", "“the dam was\ufffd[31m old” [reports]",
		"WHAT PEOPLE DECIDED", "· a person took words out — “the mayor was old”, Gamma\n", "· a person made two claims one\n",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	b.Reset()
	undecided := ruledClaim
	undecided.Ruled = nil
	if err := ClaimPage(&b, undecided, heads, -1, TextOptions{}); err != nil || strings.Contains(b.String(), "DECIDED") {
		t.Errorf("decisions where there are none (%v):\n%s", err, b.String())
	}
}

// TestAnswerClaim: lists show how many reports tell a claim as so, as its page does.
func TestAnswerClaim(t *testing.T) {
	var b bytes.Buffer
	a := NewAnswer(&b, TextOptions{})
	a.Claim(archive.ClaimHead{ID: "c1", Sentence: "The dam was old,", Reports: 9, Resting: 4, Origins: link.Interval{Least: 1, Most: 2}})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "The dam was old\n  4 reports · 1 to 2 independent origins · c1\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
