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

// testLists compares lists of statements and events with what the records have.
func testLists(t *testing.T, s archive.Store) {
	records := map[string]record.Record{}
	var items []archive.Item
	for i, st := range Collection(3, 80) {
		items = append(items, st.Item(fmt.Sprint(i)))
		records[archive.ID(st.Text, items[i].Given)] = items[i].Record
	}
	add(t, s, items...)
	deny := query.Filter{Field: query.Act, Value: "deny"}
	aid := query.Filter{Field: query.Event, Value: "AID"}
	march := query.Filter{Field: query.When, Dates: query.Interval{From: "2029-03-01", To: "2029-03-31"}}
	for _, root := range []query.Node{
		nil, word("silo"), deny, aid, march,
		query.And{deny, field(query.Speaker, word("vey")), word("port")},
		query.And{aid, field(query.Place, word("Sennick"))},
		query.And{aid, march, query.Not{Part: word("silo")}},
		query.Or{query.And{aid, march}, deny},
	} {
		var said, dated, undated []string
		for id, r := range records {
			if !Asks(root, r) {
				continue
			}
			for _, st := range r.Statements {
				if shown(root, func(n query.Node) bool { return ofStatement(n, r, st) }, query.Speaker, query.About, query.Naming, query.Act) {
					said = append(said, id+" "+st.ID)
				}
			}
			for _, e := range r.Events {
				if !shown(root, func(n query.Node) bool { return ofEvent(n, r, e) }, query.Event, query.When, query.Place) {
					continue
				}
				if e.Time.Earliest == nil && e.Time.Latest == nil {
					undated = append(undated, id+" "+e.ID)
				} else {
					dated = append(dated, id+" "+e.ID)
				}
			}
		}
		q := query.Query{Root: root}
		var got []string
		for _, st := range pages(t, 7, func(p archive.Page) (archive.List[archive.Statement], error) { return s.Statements(ctx, q, p) }) {
			got = append(got, st.Report+" "+st.ID)
		}
		same(t, fmt.Sprintf("statements of %v", root), got, said)
		got = nil
		for _, e := range pages(t, 7, func(p archive.Page) (archive.List[archive.Event], error) { return s.Undated(ctx, q, p) }) {
			got = append(got, e.Report+" "+e.ID)
		}
		same(t, fmt.Sprintf("undated events of %v", root), got, undated)
		got = nil
		events := pages(t, 7, func(p archive.Page) (archive.List[archive.Event], error) { return s.Timeline(ctx, q, p) })
		for _, e := range events {
			got = append(got, e.Report+" "+e.ID)
		}
		same(t, fmt.Sprintf("timeline of %v", root), got, dated)
		if !slices.IsSortedFunc(events, func(a, b archive.Event) int { return cmp.Compare(a.Earliest, b.Earliest) }) {
			t.Errorf("timeline of %v is not in order of time", root)
		}
		equal(t, fmt.Sprintf("bounds of %v", root), must(allBounds(s, q))(t), boundsOf(events))
	}
}

func allBounds(s archive.Store, q query.Query) ([]archive.Bounds, error) {
	got, more, err := s.Bounds(ctx, q)
	if more {
		err = fmt.Errorf("more bounds than there are events")
	}
	return got, err
}

// boundsOf counts events, which are in order of time, by their bounds.
func boundsOf(events []archive.Event) []archive.Bounds {
	var out []archive.Bounds
	for _, e := range events {
		if n := len(out) - 1; n >= 0 && out[n].Earliest == e.Earliest && out[n].Latest == e.Latest {
			out[n].Events++
			continue
		}
		out = append(out, archive.Bounds{Earliest: e.Earliest, Latest: e.Latest, Events: 1})
	}
	return out
}

// testPlaces counts places: of one name in one spot once, others apart.
func testPlaces(t *testing.T, s archive.Store) {
	at := func(name string, lat, lon float64, events int) archive.Item {
		st := Story{Text: name + " " + fmt.Sprint(lat), Places: []Place{{Name: "Port Vey", Words: []string{"Port Vey"}}}, Happened: []Happened{{Words: name}}}
		for range events {
			st.Happened = append(st.Happened, Happened{Words: name, Place: "Port Vey"})
		}
		item := st.Item(st.Text)
		p := &item.Record.Places[0]
		p.Name, p.Kind, p.Latitude, p.Longitude = name, "city", &lat, &lon
		return item
	}
	add(t, s, at("Port Vey", 10, 20, 1), at("Port Vey", 10.001, 20, 2), at("Port Vey", -30, 20, 0), at("Amery", 200, 0, 1))
	got := must(s.Places(ctx, query.Query{}, archive.Page{}))(t)
	equal(t, "reports and events without a place", []int{got.Reports, got.Unplaced}, []int{4, 4})
	var lines []string
	for _, p := range got.Items {
		lines = append(lines, fmt.Sprintf("%s %s %v %.0f %d reports %d events", p.Name, p.Kind, p.Located, p.Latitude, p.Reports, p.Events))
	}
	equal(t, "places", lines, []string{"Port Vey city true 10 2 reports 3 events", "Amery city false 0 1 reports 1 events", "Port Vey city true -30 1 reports 0 events"})
	if got := must(s.Places(ctx, query.Query{Root: word("amery")}, archive.Page{}))(t); len(got.Items) != 1 || got.Reports != 1 {
		t.Errorf("places of reports with the word: %+v", got)
	}
}

// testEvents looks at what lists tell of an event besides its sentence.
func testEvents(t *testing.T, s archive.Store) {
	st := Story{
		Text: "Vey sank on Monday, an official said.", Said: []Said{{By: "an official", Naming: "described", Act: "says", Words: "Vey sank on Monday"}},
		Happened: []Happened{{Words: "sank", From: "2029-03-05", To: "2029-03-05"}},
	}
	item := st.Item("vey")
	said, monday := "s1", "t1"
	item.Record.Times = append(item.Record.Times, record.Time{ID: monday, Span: record.Span{Text: "on Monday"}})
	item.Record.Events[0].Statement, item.Record.Events[0].Time.Time = &said, &monday
	add(t, s, item)
	e := must(s.Timeline(ctx, query.Query{}, archive.Page{}))(t).Items[0]
	equal(t, "speaker, naming and words of the date", []string{e.Speaker, e.Naming, e.DateWords}, []string{"an official", "described", "on Monday"})
	equal(t, "trigger", e.Trigger, archive.Mark{Start: 4, End: 8})
}

// shown tells whether a finding is listed for a query: it fits what is asked of
// such findings, or nothing is asked of any.
func shown(root query.Node, fits func(query.Node) bool, fields ...query.Field) bool {
	wanted := asked(root, fields)
	return wanted == nil || slices.ContainsFunc(wanted, fits)
}

// asked are the parts of a query that ask for findings with fields: filters beside
// each other in an And together, others each by itself.
func asked(n query.Node, fields []query.Field) []query.Node {
	switch n := n.(type) {
	case query.Filter:
		if slices.Contains(fields, n.Field) && n.Field != query.Place {
			return []query.Node{n}
		}
	case query.Or:
		var all []query.Node
		for _, p := range n {
			all = append(all, asked(p, fields)...)
		}
		return all
	case query.And:
		var together query.And
		for _, p := range n {
			if f, ok := p.(query.Filter); ok && slices.Contains(fields, f.Field) {
				together = append(together, f)
			}
		}
		if len(together) > 0 {
			return []query.Node{together}
		}
	}
	return nil
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	got = slices.Clone(got)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func testActors(t *testing.T, s archive.Store) {
	quay := fire
	quay.URL, quay.Text = "", "Another report of Oswin Tarrant, and Łucja Vey."
	quay.Said, quay.Happened, quay.Places = nil, nil, nil
	add(t, s, fire.Item("1"))
	add(t, s, quay.Item("2"), Story{Text: "x", Cast: []Person{{"Tarrant Vey", nil}}}.Item("3"))
	list := pages(t, 1, func(p archive.Page) (archive.List[archive.Name], error) { return s.Actors(ctx, query.Term{}, p) })
	if len(list) != 3 || list[2].Name != "Tarrant Vey" {
		t.Errorf("names %v, want three, the rarest last", list)
	}
	got := must(s.Actors(ctx, word("tarrant"), archive.Page{}))(t).Items
	equal(t, "tarrant", got, []archive.Name{{Name: "Oswin Tarrant", Kind: "person", Reports: 2, Said: 1}, {Name: "Tarrant Vey", Kind: "person", Reports: 1}})
	if got := must(s.Actors(ctx, prefix("lu"), archive.Page{}))(t).Items; len(got) != 1 || got[0].Name != "Łucja Vey" {
		t.Errorf("lu*: %v, want Łucja Vey", got)
	}
}

func testFacets(t *testing.T, s archive.Store) {
	other := Story{Published: "2029-03-05", Publisher: "HPB", Text: "A silo, someone said, and again.", Said: []Said{{"someone", "bare", "assert", "A silo"}, {"someone", "bare", "assert", "again"}}}
	add(t, s, fire.Item("1"), other.Item("2"))
	for _, c := range []struct {
		field query.Field
		want  []archive.Facet
	}{
		{query.Publisher, []archive.Facet{{Value: "Evening Mail", Reports: 1}, {Value: "HPB", Reports: 1}}},
		{query.Date, []archive.Facet{{Value: "2029-03-05", Reports: 2}}},
		{query.Act, []archive.Facet{{Value: "assert", Reports: 2}, {Value: "deny", Reports: 1}}},
		{query.Naming, []archive.Facet{{Value: "bare", Reports: 1}, {Value: "named", Reports: 1}}},
		{query.Speaker, []archive.Facet{{Value: "Oswin Tarrant", Reports: 1}, {Value: "someone", Reports: 1}, {Value: "Łucja Vey", Reports: 1}}},
		{query.Event, []archive.Facet{{Value: "ASSAULT", Reports: 1}}},
		{query.Place, []archive.Facet{{Value: "Kestle Quay", Reports: 1}}},
		{query.Actor, []archive.Facet{{Value: "Oswin Tarrant", Reports: 1}, {Value: "Łucja Vey", Reports: 1}}},
		{query.Credit, []archive.Facet{{Value: "HPB", Reports: 1}}},
	} {
		got, counted, err := s.Facets(ctx, query.Query{Root: word("silo")}, false, []query.Field{c.field, query.Title}, 10)
		if err != nil || counted != (archive.Count{N: 2}) {
			t.Errorf("%s: counted among %+v, want 2; %v", c.field, counted, err)
		}
		equal(t, string(c.field), got, map[query.Field][]archive.Facet{c.field: c.want, query.Title: nil})
	}
}

func testDigests(t *testing.T, s archive.Store) {
	stories := Collection(4, 30)
	var items []archive.Item
	for i, st := range stories {
		items = append(items, st.Item(fmt.Sprint(i)))
	}
	add(t, s, items...)
	var got []link.Report
	for d, err := range s.Digests(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	if len(got) != len(stories) || !slices.IsSortedFunc(got, link.Before) {
		t.Errorf("%d digests, sorted %v; want %d in order", len(got), slices.IsSortedFunc(got, link.Before), len(stories))
	}
	want := map[string]link.Report{}
	for i, st := range stories {
		d := items[i].Digest
		d.ID = archive.ID(st.Text, items[i].Given)
		want[d.ID] = d
	}
	for _, d := range got {
		equal(t, "digest", d, want[d.ID])
	}
	for range s.Digests(ctx) {
		break // a caller may stop
	}
	k := must(s.Key(ctx))(t)
	add(t, s, items[3]) // nothing new
	if again := must(s.Key(ctx))(t); again != k {
		t.Error("the key changes when nothing does")
	}
	add(t, s, fire.Item("fire"))
	if again := must(s.Key(ctx))(t); again == k {
		t.Error("the key is the same with one report more")
	}
}

func testLinks(t *testing.T, s archive.Store) {
	if k := must(s.Linked(ctx))(t); k != "" {
		t.Errorf("linked %q before anything is", k)
	}
	if err := s.Link(ctx, "k0", link.Links{Claims: []link.Claim{{ID: "old"}}}); err != nil {
		t.Fatal(err)
	}
	carrier := func(report string, start int) link.Carrier {
		return link.Carrier{Report: report, Place: link.Place{Report: report, Start: start}, Stance: link.States}
	}
	l := link.Links{
		Claims: []link.Claim{
			{ID: "c1", Sentence: "A silo burned.", Carriers: []link.Carrier{carrier("r1", 9), carrier("r1", 40), carrier("r2", 0)}, Count: link.Interval{Least: 1, Most: 2}, First: "r1"},
			{ID: "c2", Sentence: "Nine ministers died.", Carriers: []link.Carrier{carrier("r1", 2), carrier("r2", 5), carrier("r3", 7)}},
			{ID: "c3", Sentence: "The minister left.", Carriers: []link.Carrier{carrier("r3", 1)}},
		},
		Identities: []link.Identity{
			{ID: "i1", Name: "Oswin Tarrant", Aliases: []string{"the fire chief"}, Kind: "person", Country: "HV", Members: []link.Member{{Report: "r1", Actor: "a1"}, {Report: "r2", Actor: "a4"}}},
			{ID: "i2", Name: "Łucja Vey", Members: []link.Member{{Report: "r1", Actor: "a2"}}},
		},
		Copies:      []link.Copy{{From: "r1", To: "r2", Share: 0.5, Kind: "copy"}, {From: "r2", To: "r3", Kind: "rewrite"}},
		Occurrences: []link.Occurrence{{ID: "o1", Members: []link.EventRef{{Report: "r1", Event: "e1"}, {Report: "r3", Event: "e2"}}}},
	}
	if err := s.Link(ctx, "k1", l); err != nil {
		t.Fatal(err)
	}
	equal(t, "linked", must(s.Linked(ctx))(t), "k1")
	claims := func(q query.Term) (ids []string) {
		for _, c := range pages(t, 1, func(p archive.Page) (archive.List[archive.ClaimHead], error) { return s.Claims(ctx, q, p) }) {
			ids = append(ids, c.ID)
		}
		return ids
	}
	equal(t, "claims", claims(query.Term{}), []string{"c2", "c1", "c3"})
	equal(t, "claims about nine", claims(word("nine")), []string{"c2"})
	equal(t, "claims about nobody", claims(word("nobody")), nil)
	of := must(s.ClaimsOf(ctx, "r1"))(t)
	equal(t, "claims of r1", of, []archive.ClaimHead{
		{ID: "c2", Sentence: "Nine ministers died.", Reports: 3},
		{ID: "c1", Sentence: "A silo burned.", Reports: 2, Origins: link.Interval{Least: 1, Most: 2}, First: "r1"},
	})
	equal(t, "claim", must(s.Claim(ctx, "c1"))(t), l.Claims[0])
	identities := must(s.Identities(ctx, word("chief"), archive.Page{}))(t).Items
	equal(t, "identities", identities, []archive.IdentityHead{{ID: "i1", Name: "Oswin Tarrant", Kind: "person", Country: "HV", Reports: 2}})
	equal(t, "all identities", len(must(s.Identities(ctx, query.Term{}, archive.Page{}))(t).Items), 2)
	equal(t, "identity", must(s.Identity(ctx, "i2"))(t), l.Identities[1])
	equal(t, "identities of r1", must(s.IdentitiesOf(ctx, "r1"))(t), map[string]string{"a1": "i1", "a2": "i2"})
	equal(t, "copies of r2", must(s.CopiesOf(ctx, "r2"))(t), l.Copies)
	equal(t, "copies of r1, r0 and r2", must(s.CopiesOf(ctx, "r1", "r0", "r2"))(t), l.Copies)
	equal(t, "copies of r1", must(s.CopiesOf(ctx, "r1"))(t), l.Copies[:1])
	equal(t, "occurrences of r3", must(s.OccurrencesOf(ctx, "r3"))(t), l.Occurrences)
	ref := func(report, event string) link.EventRef { return link.EventRef{Report: report, Event: event} }
	retold := must(s.Retold(ctx, []link.EventRef{ref("r1", "e1"), ref("r1", "e2"), ref("r2", "e1"), ref("r3", "e2")}))(t)
	one, three := retold[ref("r1", "e1")], retold[ref("r3", "e2")]
	if len(retold) != 2 || one != three || one.Reports != 2 {
		t.Errorf("retold events: %+v", retold)
	}
	for _, f := range []func() error{
		func() error { _, err := s.Claim(ctx, "old"); return err },
		func() error { _, err := s.Identity(ctx, "i9"); return err },
	} {
		if f() == nil {
			t.Error("what is not there is found")
		}
	}
}

// testManyLinks pages through lists that are longer than any number of digits hides,
// and reads each entry by its ID.
func testManyLinks(t *testing.T, s archive.Store) {
	const many = 3000
	var l link.Links
	for i := range many {
		id := fmt.Sprintf("c%04d", i)
		l.Claims = append(l.Claims, link.Claim{ID: id, Sentence: "Silo " + id + " burned.", Carriers: []link.Carrier{{Report: "r1", Place: link.Place{Report: "r1", Start: i}}}})
		l.Identities = append(l.Identities, link.Identity{ID: "i" + id, Name: "Keeper " + id, Members: []link.Member{{Report: "r1", Actor: id}}})
		l.Occurrences = append(l.Occurrences, link.Occurrence{ID: "o" + id, Members: []link.EventRef{{Report: "r" + id, Event: "e1"}}})
	}
	if err := s.Link(ctx, "many", l); err != nil {
		t.Fatal(err)
	}
	claims := pages(t, 7, func(p archive.Page) (archive.List[archive.ClaimHead], error) {
		return s.Claims(ctx, query.Term{}, p)
	})
	identities := pages(t, 7, func(p archive.Page) (archive.List[archive.IdentityHead], error) {
		return s.Identities(ctx, query.Term{}, p)
	})
	if len(claims) != many || len(identities) != many {
		t.Fatalf("%d claims and %d identities, want %d of each", len(claims), len(identities), many)
	}
	for i := 0; i < many; i += 97 {
		equal(t, "claim", must(s.Claim(ctx, claims[i].ID))(t).Sentence, claims[i].Sentence)
		equal(t, "identity", must(s.Identity(ctx, identities[i].ID))(t).Name, identities[i].Name)
		equal(t, "occurrences", must(s.OccurrencesOf(ctx, l.Occurrences[i].Members[0].Report))(t), l.Occurrences[i:i+1])
	}
}
