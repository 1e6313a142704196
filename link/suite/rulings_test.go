package suite

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/ruling"
)

func linkedWith(t testing.TB, reports []link.Report, ruled ...ruling.Ruling) (link.Links, string) {
	t.Helper()
	l := Link(reports, ruled)
	b, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	return l, string(b)
}

// TestRulings: what people decide when the first reports are there changes what is
// found of them, in whatever order they decided, and holds when the other reports have
// come. Without the decisions all is as before.
func TestRulings(t *testing.T) {
	all := slices.Clone(demoDigests(t))
	slices.SortFunc(all, link.Before)
	first := all[:len(all)-8]
	was, before := linkedWith(t, first)
	c, other := was.Claims[0], was.Claims[3]
	in, out, joined := c.Carriers[0].Place, c.Carriers[len(c.Carriers)-1].Place, other.Carriers[0].Place
	events := was.Occurrences[slices.IndexFunc(was.Occurrences, func(o link.Occurrence) bool {
		return o.Members[0].Report != o.Members[len(o.Members)-1].Report
	})].Members
	one, two := events[0], events[len(events)-1]
	copied := was.Copies[slices.IndexFunc(was.Copies, func(c link.Copy) bool { return c.Kind == "copy" && c.Via == "" })]
	ruled := []ruling.Ruling{
		{Decision: 1, Kind: ruling.Carrier, Places: [2]link.Place{in, out}, Sentences: [2]string{c.Sentence}},
		{Decision: 2, Kind: ruling.Copy, Places: [2]link.Place{{Report: copied.From}, {Report: copied.To}}},
		{Decision: 3, Kind: ruling.Claims, Yes: true, Places: [2]link.Place{in, joined}, Sentences: [2]string{c.Sentence, other.Sentence}},
		{Decision: 4, Kind: ruling.Event, Places: [2]link.Place{place(all, one), place(all, two)}},
	}
	holds := func(name string, l link.Links) {
		t.Helper()
		i := slices.IndexFunc(l.Claims, func(k link.Claim) bool { return carries(k, in) && carries(k, joined) })
		if i < 0 {
			t.Fatalf("%s: the claims are not joined", name)
		}
		if k := l.Claims[i]; carries(k, out) || len(k.Ruled) != 2 || k.Count.Most == 0 {
			t.Errorf("%s: of %q %d decisions are told and %d origins; what was taken out is there: %v", name, k.Sentence, len(k.Ruled), k.Count.Most, carries(k, out))
		}
		if slices.ContainsFunc(l.Copies, func(k link.Copy) bool { return k.From == copied.From && k.To == copied.To }) {
			t.Errorf("%s: the copy is still there", name)
		}
		if slices.ContainsFunc(l.Occurrences, func(o link.Occurrence) bool {
			return slices.Contains(o.Members, one) && slices.Contains(o.Members, two)
		}) {
			t.Errorf("%s: the events are still one", name)
		}
	}
	l, some := linkedWith(t, first, ruled...)
	holds("at once", l)
	slices.Reverse(ruled)
	if _, again := linkedWith(t, first, ruled...); again != some {
		t.Error("the order of decisions shows")
	}
	l, _ = linkedWith(t, all, ruled...)
	holds("with the other reports", l)
	if _, after := linkedWith(t, first); after != before {
		t.Error("without the decisions it is not as before")
	}
}

func carries(c link.Claim, p link.Place) bool {
	return slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool { return k.Place == p })
}

// place is where the trigger of an event begins.
func place(reports []link.Report, ref link.EventRef) link.Place {
	for _, r := range reports {
		for _, t := range r.Tellings {
			for _, e := range t.Events {
				if r.ID == ref.Report && e.ID == ref.Event {
					return link.Place{Report: r.ID, Start: e.Start, End: e.Start + 1}
				}
			}
		}
	}
	return link.Place{}
}
