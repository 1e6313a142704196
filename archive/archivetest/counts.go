package archivetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// testCounts compares what is counted with the records: when all is new, and after
// some reports were analysed anew and others have newer versions.
func testCounts(t *testing.T, s archive.Store) {
	stories := Collection(5, 90)
	current := map[string]record.Record{}
	var items []archive.Item
	for i, st := range stories[:70] {
		items = append(items, st.Item(fmt.Sprint(i)))
		current[archive.ID(st.Text, items[i].Given)] = items[i].Record
	}
	add(t, s, items...)
	compareCounts(t, s, current)
	for i, st := range stories[:15] {
		other := stories[(i+20)%70]
		st.Said, st.Happened, st.Cast, st.Places = nil, nil, other.Cast, nil
		item := st.Item("")
		item.Record.Generator.Analysis, item.Acquired = "one.2", nil
		current[archive.ID(st.Text, item.Given)] = item.Record
		add(t, s, item)
	}
	for i, st := range stories[70:] {
		old := items[20+i]
		st.URL, st.Published = old.Given.URL, "2031-01-01"
		item := st.Item("newer")
		delete(current, archive.ID(old.Record.Document.Text, old.Given))
		current[archive.ID(st.Text, item.Given)] = item.Record
		add(t, s, item)
	}
	compareCounts(t, s, current)
}

func compareCounts(t *testing.T, s archive.Store, current map[string]record.Record) {
	t.Helper()
	fields := []query.Field{query.Publisher, query.Date, query.Speaker, query.Naming, query.Act, query.Event, query.Place, query.Actor, query.Credit}
	for _, root := range []query.Node{nil, word("silo"), query.Filter{Field: query.Act, Value: "deny"}, query.Not{Part: word("port")}} {
		q := query.Query{Root: root}
		want := map[query.Field]map[string]int{}
		var reports, unplaced int
		places := map[string][2]int{}
		for _, r := range current {
			if !Asks(root, r) {
				continue
			}
			reports++
			for _, f := range fields {
				for _, v := range distinct(valuesIn(r, f)) {
					if want[f] == nil {
						want[f] = map[string]int{}
					}
					want[f][v]++
				}
			}
			unplaced += countPlaces(r, places)
		}
		for _, most := range []int{1, 3, 1000} {
			got, counted, err := s.Facets(ctx, q, false, fields, most)
			if err != nil || counted != (archive.Count{N: reports}) {
				t.Fatalf("facets of %v among %+v reports, want %d; %v", root, counted, reports, err)
			}
			for _, f := range fields {
				equal(t, fmt.Sprintf("%d of %s of %v", most, f, root), got[f], mostFrequent(want[f], most))
			}
		}
		var all archive.Places
		got := pages(t, 2, func(p archive.Page) (archive.List[archive.Place], error) {
			found, err := s.Places(ctx, q, p)
			all = found
			return found.List, err
		})
		equal(t, fmt.Sprintf("reports and events without a place of %v", root), []int{all.Reports, all.Unplaced}, []int{reports, unplaced})
		counted := map[string][2]int{}
		for _, p := range got {
			counted[p.Name] = [2]int{p.Reports, p.Events}
		}
		equal(t, fmt.Sprintf("places of %v", root), counted, places)
		if len(got) != len(places) || !slices.IsSortedFunc(got, func(a, b archive.Place) int {
			return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(b.Reports, a.Reports))
		}) {
			t.Errorf("places of %v: %v, want each once and those of most events first", root, got)
		}
		equal(t, fmt.Sprintf("bounds of %v", root), must(allBounds(s, q))(t), boundsOf(pages(t, 50, func(p archive.Page) (archive.List[archive.Event], error) {
			return s.Timeline(ctx, query.Query{Root: root}, p)
		})))
	}
	if _, err := s.Places(ctx, query.Query{}, archive.Page{After: "here"}); err == nil {
		t.Error("places go on after what is no place in the list")
	}
}

// countPlaces adds the places of a report, with reports and events, and gives how many
// events have none. Places of stories lie nowhere, so that their names tell them apart.
func countPlaces(r record.Record, places map[string][2]int) (unplaced int) {
	byID := map[string]string{}
	for _, p := range r.Places {
		byID[p.ID] = p.Name
	}
	for _, name := range distinct(valuesIn(r, query.Place)) {
		n := places[name]
		places[name] = [2]int{n[0] + 1, n[1]}
	}
	for _, e := range r.Events {
		if e.Place == nil {
			unplaced++
			continue
		}
		n := places[byID[*e.Place]]
		places[byID[*e.Place]] = [2]int{n[0], n[1] + 1}
	}
	return unplaced
}

func mostFrequent(counts map[string]int, most int) []archive.Facet {
	out := []archive.Facet{}
	for v, n := range counts {
		out = append(out, archive.Facet{Value: v, Reports: n})
	}
	slices.SortFunc(out, func(a, b archive.Facet) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), most)]
}

// valuesIn are the values that a record has of a field.
func valuesIn(r record.Record, f query.Field) (all []string) {
	switch f {
	case query.Publisher:
		if r.Document.Publisher != nil {
			all = append(all, r.Document.Publisher.Text)
		}
	case query.Date:
		if d := r.Document.Published; d != nil && len(*d) >= len("2029-03-05") {
			all = append(all, (*d)[:len("2029-03-05")])
		}
	case query.Credit:
		for _, c := range r.Document.Credits {
			all = append(all, c.Name)
		}
	case query.Place:
		for _, p := range r.Places {
			all = append(all, p.Name)
		}
	case query.Actor:
		for _, a := range r.Actors {
			if a.Naming == "named" {
				all = append(all, a.Name)
			}
		}
	case query.Event:
		for _, e := range r.Events {
			if e.Type != nil {
				all = append(all, *e.Type)
			}
		}
	}
	for _, st := range r.Statements {
		switch f {
		case query.Naming:
			all = append(all, st.Source.Naming)
		case query.Act:
			all = append(all, st.Act)
		case query.Speaker:
			all = append(all, speakerIn(r, st))
		}
	}
	return all
}

// speakerIn is the name of a statement's source, or the words for it.
func speakerIn(r record.Record, st record.Statement) string {
	if st.Source.Name != nil {
		return *st.Source.Name
	}
	for _, a := range r.Actors {
		if st.Source.Actor != nil && a.ID == *st.Source.Actor {
			return a.Name
		}
	}
	for _, w := range st.Source.Spans {
		return w.Text
	}
	return ""
}

// distinct is list without doubles and without "".
func distinct(list []string) []string {
	list = slices.Sorted(slices.Values(list))
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// testEventsOf lists the events of a report, dated or not.
func testEventsOf(t *testing.T, s archive.Store) {
	one := Story{Text: "Vey sank and rose.", Happened: []Happened{{Words: "sank", From: "2029-03-05", To: "2029-03-05"}, {Words: "rose"}}}
	two := Story{Text: "Amery burned.", Happened: []Happened{{Words: "burned"}}}
	added := add(t, s, one.Item("1"), two.Item("2"), Story{Text: "Nothing."}.Item("3"))
	got := map[string][]string{}
	for id, events := range must(s.EventsOf(ctx, []string{added[1].ID, "r0", added[0].ID, added[2].ID}))(t) {
		for _, e := range events {
			got[id] = append(got[id], e.ID+" "+e.Earliest+" "+e.Words)
		}
	}
	equal(t, "events", got, map[string][]string{added[0].ID: {"e1 2029-03-05 sank", "e2  rose"}, added[1].ID: {"e1  burned"}})
}

// testClaimHeads looks at what lists tell of a claim besides its sentence.
func testClaimHeads(t *testing.T, s archive.Store) {
	by := func(report string, stance link.Stance, rests ...int) link.Carrier {
		return link.Carrier{Report: report, Stance: stance, Rests: rests}
	}
	l := link.Links{Claims: []link.Claim{
		{ID: "c1", Sentence: "Nine died.", Carriers: []link.Carrier{by("r1", link.States, 0), by("r1", link.Denies, 0), by("r2", link.Reports, 0), by("r3", link.Doubts), by("r4", link.Doubts), by("r5", link.Denies)},
			Relations: []link.Relation{{Kind: "corrected", Claim: "c2"}, {Kind: "denied", Claim: "c2"}, {Kind: "updates", Claim: "c2"}}, Count: link.Interval{Least: 1, Most: 1}, First: "r2"},
		{ID: "c2", Sentence: "Ten died.", Carriers: []link.Carrier{by("r9", link.States, 0)}},
		{ID: "c0", Sentence: "Eleven died.", Carriers: []link.Carrier{by("r3", link.Doubts), by("r4", link.Doubts)}}, // in two reports, and told as so by none
	}}
	l.Claims[0].Carriers[1].Place.Words, l.Claims[0].Carriers[2].Place.Words = "Nine died.", "Nine were killed."
	if err := s.Link(ctx, "k", l); err != nil {
		t.Fatal(err)
	}
	want := []archive.ClaimHead{
		{ID: "c1", Sentence: "Nine died.", Reports: 5, Resting: 2, Origins: link.Interval{Least: 1, Most: 1}, First: "r2", Against: []link.Stance{link.Doubts, link.Denies, link.Corrects}},
		{ID: "c2", Sentence: "Ten died.", Reports: 1, Resting: 1},
		{ID: "c0", Sentence: "Eleven died.", Reports: 2, Against: []link.Stance{link.Doubts}},
	}
	equal(t, "claims", must(s.Claims(ctx, query.Term{}, archive.Page{}))(t).Items, want)
	equal(t, "claims with the word", must(s.Claims(ctx, word("nine"), archive.Page{}))(t).Items, want[:1])
	equal(t, "claim", must(s.Claim(ctx, "c1"))(t), l.Claims[0])
}
