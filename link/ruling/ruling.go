package ruling

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/link"
)

// A Ruling is what a person decided of two places, or of two actors.
type Ruling struct {
	Decision  int64 // its number: a later decision has a larger one
	Kind      Kind
	Yes       bool           // it is so: they are the same, it is a copy
	Places    [2]link.Place  // the words that it is about
	Members   [2]link.Member // of Actors: as they were called when it was made
	Sentences [2]string      // of Carrier and Claims: the claims of the places as they were worded then; "" unknown
	By        string         // who decided; "" unknown
	At        time.Time
}

// A Kind is what a ruling decides.
type Kind string

// The kinds of rulings. They are the kinds of an archive's decisions.
const (
	Actors  Kind = "identity" // are the two one actor
	Carrier Kind = "claim"    // do the second words carry the claim that the first do
	Claims  Kind = "claims"   // are the claims that the two carry one
	Copy    Kind = "copy"     // does the report of the second reuse that of the first
	Event   Kind = "event"    // do the two tell of one event
)

// standing are the rulings of a kind in the order in which they were made, of those
// about one pair only the last.
func standing(list []Ruling, kind Kind) []Ruling {
	var out []Ruling
	for _, r := range list {
		if r.Kind == kind {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Ruling) int { return cmp.Compare(a.Decision, b.Decision) })
	return slices.DeleteFunc(slices.Clone(out), func(r Ruling) bool {
		return slices.ContainsFunc(out, func(o Ruling) bool { return o.Decision > r.Decision && o.about(r) })
	})
}

// about tells whether two rulings of one kind decide the same question.
func (r Ruling) about(o Ruling) bool {
	a, b := r.Places, o.Places
	switch r.Kind {
	case Actors:
		return r.Members == o.Members || r.Members == [2]link.Member{o.Members[1], o.Members[0]}
	case Copy:
		return a[0].Report == b[0].Report && a[1].Report == b[1].Report
	}
	return likeness(a[0], b[0]) > half && likeness(a[1], b[1]) > half || likeness(a[0], b[1]) > half && likeness(a[1], b[0]) > half
}

// half is the likeness over which two places hold the same finding.
const half = 0.5

// likeness is which part of the words of two places both hold, 0 to 1.
func likeness(a, b link.Place) float64 {
	if a.Report != b.Report {
		return 0
	}
	if a.Start == b.Start && a.End == b.End {
		return 1
	}
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	return float64(max(0, shared)) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// reason is that a person decided so.
func (r Ruling) reason(text string, evidence ...link.Place) link.Reason {
	by := cmp.Or(r.By, "somebody")
	if !r.At.IsZero() {
		by += ", " + r.At.Format("2 January 2006")
	}
	return link.Reason{Rule: "person", Text: text + " (" + by + ")", Evidence: evidence, Decision: r.Decision}
}

// plain is words without what stands around them, to tell whether two are the same.
func plain(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return strings.ContainsRune(" \t\n\r.,;:“”\"'‘’", c) })
	return strings.Join(words, " ")
}
