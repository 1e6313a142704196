// Package archivetest has what every archive.Store must pass.
//
//   - A Story is a small report made by hand: its words, and the findings in it.
//   - Asks is what a query means, said slowly over one record: the reference
//     that Search is held to.
//
// Run runs everything. What only one kind of store has (files, migrations,
// damage) it tests itself.
package archivetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// Run tests the stores that open opens, each a new and empty one.
func Run(t *testing.T, open func(t *testing.T) archive.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, archive.Store)
	}{
		{"add", testAdd},
		{"twice", testTwice},
		{"one text, several reports", testOneText},
		{"seen", testSeen},
		{"versions", testVersions},
		{"update", testUpdate},
		{"moved by an update", testMoved},
		{"cancelled", testCancelled},
		{"while others read", testConcurrent},
		{"failures", testFailures},
		{"decisions", testDecisions},
		{"search", testSearch},
		{"search, newest first", testNewest},
		{"search, by relevance", testRelevance},
		{"search, what is shown", testShown},
		{"search, no spaces", testNoSpaces},
		{"search, hostile", testHostile},
		{"statements and events", testLists},
		{"what is told of an event", testEvents},
		{"places", testPlaces},
		{"actors", testActors},
		{"facets", testFacets},
		{"counts", testCounts},
		{"events of reports", testEventsOf},
		{"digests", testDigests},
		{"links", testLinks},
		{"what is told of a claim", testClaimHeads},
		{"many links", testManyLinks},
		{"backup", testBackup},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			c.test(t, s)
			if err := s.Check(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

func add(t *testing.T, s archive.Store, items ...archive.Item) []archive.Added {
	t.Helper()
	added, err := s.Add(context.Background(), items)
	if err != nil {
		t.Fatal(err)
	}
	if len(added) != len(items) {
		t.Fatalf("%d items added, want %d", len(added), len(items))
	}
	return added
}

// must is v, or the end of the test.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// pages is all items of a list, read page by page.
func pages[T any](t *testing.T, limit int, list func(archive.Page) (archive.List[T], error)) []T {
	t.Helper()
	var all []T
	p := archive.Page{Limit: limit}
	for range 10_000 {
		l, err := list(p)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Items) > limit {
			t.Fatalf("page of %d items, want at most %d", len(l.Items), limit)
		}
		all = append(all, l.Items...)
		if l.Next == "" {
			return all
		}
		p.After = l.Next
	}
	t.Fatal("the pages never end")
	return nil
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

var ctx = context.Background()

var fire = Story{
	URL: "https://mail.example/fire", Publisher: "Evening Mail", Published: "2029-03-05T08:40:00+01:00",
	Title: "Fire at the harbour", Text: "Nine died at Kestle Quay, Oswin Tarrant said. Łucja Vey denied that silos had burned before.",
	Credits: []string{"HPB"},
	Cast:    []Person{{"Oswin Tarrant", []string{"the fire chief"}}, {"Łucja Vey", nil}},
	Places:  []Place{{"Kestle Quay", []string{"Kestle Quay"}}},
	Said: []Said{
		{"Oswin Tarrant", "named", "assert", "Nine died at Kestle Quay"},
		{"Łucja Vey", "named", "deny", "silos had burned before"},
	},
	Happened: []Happened{
		{Type: "ASSAULT", Words: "died", Place: "Kestle Quay", From: "2029-03-05", To: "2029-03-05"},
		{Words: "burned"},
	},
}

func testAdd(t *testing.T, s archive.Store) {
	item := fire.Item("fire.txt")
	added := add(t, s, item)
	id := archive.ID(fire.Text, item.Given)
	equal(t, "added", added, []archive.Added{{ID: id, New: true, Analyzed: true}})
	r := must(s.Report(ctx, id))(t)
	equal(t, "report", r, archive.Report{
		Head: archive.Head{
			ID: id, Title: fire.Title, Publisher: fire.Publisher, Published: fire.Published, URL: fire.URL, Language: "en", Current: true,
		},
		Given: item.Given, Source: item.Source, Record: item.Record, DigestMaker: Maker,
	})
	equal(t, "acquisitions", must(s.Acquisitions(ctx, id))(t), []archive.Acquisition{*item.Acquired})
	equal(t, "heads", must(s.Heads(ctx, []string{"r0", id}))(t), []archive.Head{r.Head})
	if _, err := s.Report(ctx, "r0"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("unknown report: %v, want ErrNotFound", err)
	}
	if _, err := s.Versions(ctx, "r0"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("versions of an unknown report: %v, want ErrNotFound", err)
	}
	st := must(s.Stats(ctx))(t)
	st.Bytes = 0
	equal(t, "stats", st, archive.Stats{Reports: 1, Current: 1, Texts: 1, Acquisitions: 1, First: "2029-03-05", Last: "2029-03-05"})
}

func testTwice(t *testing.T, s archive.Store) {
	first, second := fire.Item("fire.txt"), fire.Item("copy of fire.txt")
	id := add(t, s, first)[0].ID
	equal(t, "added again, by another name", add(t, s, second), []archive.Added{{ID: id}})
	equal(t, "added again, by the same", add(t, s, second, second), []archive.Added{{ID: id}, {ID: id}})
	equal(t, "acquisitions", must(s.Acquisitions(ctx, id))(t), []archive.Acquisition{*first.Acquired, *second.Acquired})
	third := archive.Acquisition{Input: Input("third.txt", fire.Text), Size: 7, At: Day.Add(time.Hour)}
	later := *first.Acquired
	later.At = Day.Add(2 * time.Hour)
	if err := s.Acquire(ctx, map[string][]archive.Acquisition{id: {third, later}}); err != nil {
		t.Fatal(err)
	}
	equal(t, "acquisitions, no input twice", must(s.Acquisitions(ctx, id))(t), []archive.Acquisition{*first.Acquired, *second.Acquired, third})
	equal(t, "last acquired", must(s.Versions(ctx, id))(t)[0].Acquired, later.At)
	fourth := archive.Acquisition{Input: Input("fourth.txt", fire.Text), At: Day}
	if err := s.Acquire(ctx, map[string][]archive.Acquisition{id: {fourth}, "r0": {third}}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("acquisition of an unknown report: %v, want ErrNotFound", err)
	}
	if n := len(must(s.Acquisitions(ctx, id))(t)); n != 3 {
		t.Errorf("%d acquisitions after a call that failed, want 3", n)
	}
	if n := len(find(t, s, query.Query{})); n != 1 {
		t.Errorf("search finds %d reports, want 1", n)
	}
}

func testOneText(t *testing.T, s archive.Store) {
	other, undated := fire, fire
	other.Publisher = "Globeline"
	undated.URL, undated.Published = "https://now.example/fire", ""
	added := add(t, s, fire.Item("1"), other.Item("2"), undated.Item("3"), fire.Item("1"))
	st := must(s.Stats(ctx))(t)
	if st.Reports != 3 || st.Texts != 1 {
		t.Errorf("%d reports and %d texts, want 3 and 1", st.Reports, st.Texts)
	}
	if added[3].ID != added[0].ID || added[3].New {
		t.Errorf("the first again is %v, want no new report", added[3])
	}
}

func testSeen(t *testing.T, s archive.Store) {
	item := fire.Item("fire.txt")
	id := add(t, s, item)[0].ID
	in := item.Acquired.Input
	elsewhere, otherwise := in, in
	elsewhere.Name = "elsewhere.txt"
	otherwise.Given = "publisher=Globeline"
	got := must(s.Seen(ctx, []archive.Input{in, elsewhere, otherwise, Input("fire.txt", "other words")}))(t)
	reading := []archive.Reading{{Report: id, Analysis: Analysis, Digest: Maker}}
	equal(t, "seen", got, [][]archive.Reading{reading, reading, nil, nil})
}

func testVersions(t *testing.T, s archive.Store) {
	early, late, latest := fire, fire, fire
	late.Text = "At least eleven died at Kestle Quay, Oswin Tarrant said. Silos had burned before."
	latest.Text = "Twelve died at Kestle Quay, Oswin Tarrant said. Silos had burned before."
	latest.Published = "2029-03-06"
	items := []archive.Item{latest.Item("latest"), early.Item("early"), late.Item("late")}
	items[2].Acquired.At = Day.Add(time.Hour)
	ids := map[string]string{}
	for i, a := range add(t, s, items...) {
		ids[items[i].Acquired.Input.Name] = a.ID
		if !a.Version || !a.New {
			t.Errorf("added %+v, want a new version", a)
		}
	}
	var got []string
	for _, v := range must(s.Versions(ctx, ids["late"]))(t) {
		got = append(got, v.ID)
		if v.Current != (v.ID == ids["latest"]) {
			t.Errorf("version %s: current %v", v.ID, v.Current)
		}
	}
	equal(t, "versions", got, []string{ids["latest"], ids["late"], ids["early"]})
	died := query.Query{Root: query.Term{Words: []string{"died"}}}
	equal(t, "found", find(t, s, died), []string{ids["latest"]})
	all := must(s.Search(ctx, died, archive.Options{All: true}))(t)
	if len(all.Items) != 3 || all.Total.N != 3 {
		t.Errorf("%d of %d found with all versions, want 3", len(all.Items), all.Total.N)
	}
	if n := len(must(s.Timeline(ctx, query.Query{}, archive.Page{}))(t).Items); n != 1 {
		t.Errorf("timeline of %d events, want the current version's", n)
	}
	if names := must(s.Actors(ctx, query.Term{Words: []string{"Tarrant"}}, archive.Page{}))(t).Items; len(names) != 1 || names[0].Reports != 1 {
		t.Errorf("names %v, want one in one report", names)
	}
	if st := must(s.Stats(ctx))(t); st.Reports != 3 || st.Current != 1 {
		t.Errorf("%d reports, %d current, want 3 and 1", st.Reports, st.Current)
	}
}

func testUpdate(t *testing.T, s archive.Store) {
	id := add(t, s, fire.Item("fire.txt"))[0].ID
	decided := archive.Decision{Kind: "statement", Subject: id, Verdict: archive.Reject, By: "mf", At: Day}
	must(s.Decide(ctx, []archive.Decision{decided}))(t)
	if n := len(must(s.Outdated(ctx, Analysis, Maker, archive.Page{}))(t).Items); n != 0 {
		t.Fatalf("%d reports outdated, want 0", n)
	}
	for _, v := range [][2]string{{"one.2", Maker}, {Analysis, "digest.2"}} {
		if n := len(must(s.Outdated(ctx, v[0], v[1], archive.Page{}))(t).Items); n != 1 {
			t.Errorf("%d reports not of %v, want 1", n, v)
		}
	}
	before := must(s.Key(ctx))(t)
	again := fire
	again.Said, again.Happened = again.Said[:1], nil
	again.Cast = []Person{{"Oswin Tarrant", nil}, {"Maud Ferrow", nil}}
	item := again.Item("")
	item.Record.Generator.Analysis, item.Acquired, item.Source = "one.2", nil, nil
	equal(t, "updated", add(t, s, item), []archive.Added{{ID: id, Analyzed: true}})
	r := must(s.Report(ctx, id))(t)
	equal(t, "record", r.Record, item.Record)
	equal(t, "source", string(r.Source), `{"mediaType":"text/plain"}`)
	if n := len(must(s.Acquisitions(ctx, id))(t)); n != 1 {
		t.Errorf("%d acquisitions after the update, want 1", n)
	}
	if n := len(must(s.Decisions(ctx, id, archive.Page{}))(t).Items); n != 1 {
		t.Errorf("%d decisions after the update, want 1", n)
	}
	for _, c := range []struct {
		root query.Node
		want int
	}{
		{query.Filter{Field: query.Act, Value: "assert"}, 1},
		{query.Filter{Field: query.Act, Value: "deny"}, 0},
		{field(query.Actor, word("Ferrow")), 1},
		{field(query.Actor, word("Vey")), 0},
		{query.Filter{Field: query.When}, 0},
		{word("burned"), 1},
	} {
		if n := len(find(t, s, query.Query{Root: c.root})); n != c.want {
			t.Errorf("after the update %v finds %d reports, want %d", c.root, n, c.want)
		}
	}
	var names []string
	for _, n := range must(s.Actors(ctx, query.Term{}, archive.Page{}))(t).Items {
		names = append(names, n.Name)
	}
	slices.Sort(names)
	equal(t, "names", names, []string{"Maud Ferrow", "Oswin Tarrant"})
	if after := must(s.Key(ctx))(t); after == before {
		t.Error("the key is the same after the update")
	}
}

// testMoved has an analysis find another day of publication than the one before.
func testMoved(t *testing.T, s archive.Store) {
	later := Story{Published: "2029-03-07", Text: "A later report of the fire."}
	found := Story{Text: "A report that says in its text when it is from."}
	item := found.Item("found.txt")
	id := add(t, s, later.Item("later.txt"), item)[1].ID
	day := "2029-03-09T10:00:00Z"
	item.Record.Document.Published, item.Record.Generator.Analysis, item.Acquired = &day, "one.2", nil
	add(t, s, item)
	if got := find(t, s, query.Query{Root: word("report")}); len(got) != 2 || got[0] != id {
		t.Errorf("found %v, want %s first", got, id)
	}
	equal(t, "found by its day", find(t, s, query.Query{Root: query.Filter{Field: query.Date, Dates: query.Interval{From: "2029-03-09", To: "2029-03-09"}}}), []string{id})
	if n := len(must(s.Acquisitions(ctx, id))(t)); n != 1 {
		t.Errorf("%d acquisitions after the update, want 1", n)
	}
}

func testCancelled(t *testing.T, s archive.Store) {
	over, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Add(over, []archive.Item{fire.Item("fire.txt")}); !errors.Is(err, context.Canceled) {
		t.Errorf("add after the end: %v, want %v", err, context.Canceled)
	}
	if _, err := s.Search(over, query.Query{}, archive.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("search after the end: %v, want %v", err, context.Canceled)
	}
	if st := must(s.Stats(ctx))(t); st.Reports != 0 {
		t.Errorf("%d reports, want none", st.Reports)
	}
}

// testConcurrent adds while others search and count: each sees whole batches.
func testConcurrent(t *testing.T, s archive.Store) {
	const batches, size, readers = 10, 10, 3
	done := make(chan struct{})
	errs := make(chan error, readers)
	for range readers {
		go func() {
			for {
				select {
				case <-done:
					errs <- nil
					return
				default:
				}
				h, err := s.Search(ctx, query.Query{Root: word("report")}, archive.Options{Page: archive.Page{Limit: 1000}})
				if err == nil && len(h.Items)%size != 0 {
					err = errors.New("a search sees a part of a batch")
				}
				if err != nil {
					errs <- err
					return
				}
			}
		}()
	}
	collection := Collection(1, batches*size)
	for b := range batches {
		var items []archive.Item
		for i := range size {
			st := collection[b*size+i]
			st.Text += " A report."
			st.URL = ""
			items = append(items, st.Item(st.Text))
		}
		add(t, s, items...)
	}
	close(done)
	for range readers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func testBackup(t *testing.T, s archive.Store) {
	id := add(t, s, fire.Item("fire.txt"))[0].ID
	path := t.TempDir() + "/copy"
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, path); err == nil {
		t.Error("a backup over a file that is there succeeds")
	}
	must(s.Report(ctx, id))(t)
}
