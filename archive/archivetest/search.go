package archivetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
	"pgregory.net/rapid"
)

func word(s string) query.Term                       { return query.Term{Words: []string{s}} }
func phrase(words ...string) query.Term              { return query.Term{Words: words, Phrase: true} }
func prefix(words ...string) query.Term              { return query.Term{Words: words, Prefix: true} }
func field(f query.Field, t query.Term) query.Filter { return query.Filter{Field: f, Term: t} }

// find is the IDs of the current reports that q finds.
func find(t *testing.T, s archive.Store, q query.Query) []string {
	t.Helper()
	var ids []string
	for _, h := range must(s.Search(ctx, q, archive.Options{Page: archive.Page{Limit: 1000}}))(t).Items {
		ids = append(ids, h.ID)
	}
	return ids
}

// The words that the stories of a Collection and the queries about them are made of.
var (
	vocabulary = strings.Fields("silo silos burned burning burns burn minister ministers harbour port Łódź Łodz café U.S. nine 1,200 Tarrant's said says denied fire Fired the of ﬁre O'Brien")
	people     = []string{"Oswin Tarrant", "Łucja Vey", "Oswin Vey", "the minister"}
	places     = []string{"Port Sennick", "Sennick", "Łódź"}
	outlets    = []string{"", "Evening Mail", "The Evening Standard", "HPB"}
	namings    = []string{"named", "described", "bare"}
	acts       = []string{"assert", "deny", "accuse"}
	types      = []string{"", "ASSAULT", "AID", "ACCUSE"}
)

// Collection makes n stories, the same for the same seed. Few words, names and days
// make most queries hold of some of them and not of others.
func Collection(seed uint64, n int) []Story {
	r := rand.New(rand.NewPCG(seed, 0))
	stories := make([]Story, n)
	for i := range stories {
		stories[i] = story(r, i)
	}
	return stories
}

func story(r *rand.Rand, i int) Story {
	words := make([]string, 4+r.IntN(12))
	for j := range words {
		words[j] = pick(r, vocabulary)
	}
	run := func() string {
		from := r.IntN(len(words))
		return strings.Join(words[from:from+1+r.IntN(len(words)-from)], " ")
	}
	s := Story{
		URL: fmt.Sprintf("https://mail.example/%d", i), Publisher: pick(r, outlets), Published: someDay(r, true),
		Text: strings.Join(words, " "),
	}
	if r.IntN(2) == 0 {
		s.Title = run() + " " + pick(r, vocabulary)
	}
	if r.IntN(4) == 0 {
		s.Credits = []string{"HPB", pick(r, outlets)}
	}
	for _, p := range people[:r.IntN(4)] {
		s.Cast = append(s.Cast, Person{p, []string{pick(r, people)}})
	}
	for _, p := range places[:r.IntN(4)] {
		s.Places = append(s.Places, Place{p, []string{pick(r, words)}})
	}
	for range r.IntN(4) {
		by := pick(r, words)
		if len(s.Cast) > 0 && r.IntN(4) > 0 {
			by = s.Cast[r.IntN(len(s.Cast))].Name
		}
		s.Said = append(s.Said, Said{By: by, Naming: pick(r, namings), Act: pick(r, acts), Words: run()})
	}
	for range r.IntN(4) {
		h := Happened{Type: pick(r, types), Words: pick(r, words)}
		if len(s.Places) > 0 {
			h.Place = s.Places[r.IntN(len(s.Places))].Name
		}
		switch r.IntN(4) {
		case 0:
			h.From = someDay(r, false)
			h.To = h.From
		case 1:
			h.From, h.To = someDay(r, false), someDay(r, false)
			h.From, h.To = min(h.From, h.To), max(h.From, h.To)
		case 2:
			h.From = someDay(r, false)
		}
		s.Happened = append(s.Happened, h)
	}
	return s
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// someDay is a day at the turn of a month, a year or a century, now and then with a
// time, or none.
func someDay(r *rand.Rand, orNone bool) string {
	d := pick(r, []string{"1999-12-31", "2000-01-01", "2028-12-31", "2029-01-01", "2029-02-28", "2029-03-01", "2029-03-05", "2029-12-31"})
	if !orNone {
		return d
	}
	return pick(r, []string{d, d + "T23:30:00-11:00", d + "T00:30:00+13:00", d + "T12:00:00Z", "", "2029-03"})
}

// Queries draws a query about a Collection.
func Queries() *rapid.Generator[query.Query] {
	return rapid.Custom(func(t *rapid.T) query.Query {
		if rapid.IntRange(0, 30).Draw(t, "everything") == 0 {
			return query.Query{}
		}
		return query.Query{Root: node(t, 4)}
	})
}

func node(t *rapid.T, deep int) query.Node {
	kind := rapid.IntRange(0, 9).Draw(t, "kind")
	if deep == 0 {
		kind = min(kind, 5)
	}
	switch kind {
	case 0, 1:
		return term(t)
	case 2, 3, 4, 5:
		return filter(t)
	case 6, 7:
		return query.And(nodes(t, deep))
	case 8:
		return query.Or(nodes(t, deep))
	}
	return query.Not{Part: node(t, deep-1)}
}

func nodes(t *rapid.T, deep int) []query.Node {
	n := rapid.IntRange(2, 4).Draw(t, "parts")
	parts := make([]query.Node, n)
	for i := range parts {
		parts[i] = node(t, deep-1)
	}
	return parts
}

func term(t *rapid.T) query.Term {
	one := rapid.SampledFrom(append(slices.Clone(vocabulary), "—", "burner", "nobody", "tarrant", "MINISTER"))
	switch rapid.IntRange(0, 3).Draw(t, "term") {
	case 0:
		return phrase(one.Draw(t, "word"), one.Draw(t, "word"))
	case 1:
		return phrase(one.Draw(t, "word"))
	case 2:
		w := []rune(one.Draw(t, "word"))
		return prefix(string(w[:rapid.IntRange(1, len(w)).Draw(t, "letters")]))
	}
	return word(one.Draw(t, "word"))
}

func filter(t *rapid.T) query.Filter {
	f := query.Filter{Field: rapid.SampledFrom([]query.Field{
		query.Speaker, query.About, query.Naming, query.Act, query.Date, query.When, query.Publisher,
		query.Event, query.Place, query.Actor, query.Title, query.Credit,
	}).Draw(t, "field")}
	day := rapid.SampledFrom([]string{"", "1900-01-01", "1999-12-31", "2000-01-01", "2028-12-31", "2029-01-01", "2029-03-01", "2029-03-31", "2029-12-31", "9999-12-31"})
	switch f.Field {
	case query.Naming:
		f.Value = rapid.SampledFrom(namings).Draw(t, "naming")
	case query.Act:
		f.Value = rapid.SampledFrom(acts).Draw(t, "act")
	case query.Event:
		f.Value = rapid.SampledFrom(types[1:]).Draw(t, "type")
	case query.Date, query.When:
		f.Dates = query.Interval{From: day.Draw(t, "from"), To: day.Draw(t, "to")}
	case query.About, query.Title:
		f.Term = term(t)
	default:
		f.Term = word(rapid.SampledFrom([]string{"Tarrant", "vey", "Oswin", "minister", "Sennick", "Łódź", "evening", "standard", "HPB", "silo"}).Draw(t, "name"))
	}
	return f
}

// testSearch holds Search to Asks on any query.
func testSearch(t *testing.T, s archive.Store) {
	records := map[string]record.Record{}
	var items []archive.Item
	for i, st := range Collection(2, 120) {
		items = append(items, st.Item(fmt.Sprint(i)))
		records[archive.ID(st.Text, items[i].Given)] = items[i].Record
	}
	add(t, s, items...)
	rapid.Check(t, func(r *rapid.T) {
		q := Queries().Draw(r, "query")
		var want []string
		for id, rec := range records {
			if Asks(q.Root, rec) {
				want = append(want, id)
			}
		}
		o := archive.Options{Page: archive.Page{Limit: rapid.IntRange(1, 60).Draw(r, "limit")}, Relevance: rapid.Bool().Draw(r, "relevance")}
		var got []string
		for {
			h, err := s.Search(ctx, q, o)
			if err != nil {
				r.Fatal(err)
			}
			if h.Total.N != len(want) || h.Total.More {
				r.Fatalf("total %+v, want %d", h.Total, len(want))
			}
			for _, hit := range h.Items {
				got = append(got, hit.ID)
				checkHit(r, hit, records[hit.ID])
			}
			if o.After = h.Next; h.Next == "" {
				break
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			r.Fatalf("found %v, want %v", got, want)
		}
	})
}

// checkHit tells whether what a hit shows stands in its record so.
func checkHit(t *rapid.T, h archive.Hit, r record.Record) {
	text := []rune(r.Document.Text)
	for _, sn := range h.Snippets {
		if string(text[sn.Start:sn.End]) != sn.Text {
			t.Fatalf("snippet %+v is not in %q", sn, r.Document.Text)
		}
		for _, m := range sn.Marks {
			if m.Start < sn.Start || m.End > sn.End || m.Start >= m.End {
				t.Fatalf("mark %+v is not in snippet %+v", m, sn)
			}
		}
	}
	for _, st := range h.Statements {
		if st.Report != h.ID || string(text[st.Start:st.End]) != st.Words {
			t.Fatalf("statement %+v is not in %s %q", st, h.ID, r.Document.Text)
		}
	}
}

func testNewest(t *testing.T, s archive.Store) {
	days := []string{"", "2029-03-05", "2029-03-05T09:00:00Z", "2029-03-05T11:30:00+02:00", "2029-03-06T00:30:00+13:00", "1851-07-01", "2029-03"}
	want := []int{4, 3, 2, 1, 5} // in UTC; those without a day come last, in any order
	var items []archive.Item
	ids := map[string]int{}
	for i, d := range days {
		st := Story{Published: d, Text: fmt.Sprintf("Report %d.", i)}
		items = append(items, st.Item(fmt.Sprint(i)))
	}
	for i, a := range add(t, s, items...) {
		ids[a.ID] = i
	}
	var got []int
	for _, id := range find(t, s, query.Query{Root: word("report")}) {
		got = append(got, ids[id])
	}
	if len(got) != len(days) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("order %v, want %v first", got, want)
	}
	st := must(s.Stats(ctx))(t)
	if st.First != "1851-07-01" || st.Last != "2029-03-06" {
		t.Errorf("days from %s to %s, want from 1851-07-01 to 2029-03-06", st.First, st.Last)
	}
}

func testRelevance(t *testing.T, s archive.Store) {
	texts := []string{
		"A long report about very many other things, in which the silo has one word among all those words that are said of them.",
		"The silo, the silo and again the silo.",
		"A silo among few words.",
		"Nothing of the kind.",
	}
	var items []archive.Item
	for i, text := range texts {
		items = append(items, Story{Published: "2029-03-05", Text: text}.Item(fmt.Sprint(i)))
	}
	added := add(t, s, items...)
	var got []string
	list := pages(t, 1, func(p archive.Page) (archive.List[archive.Hit], error) {
		h, err := s.Search(ctx, query.Query{Root: word("silo")}, archive.Options{Page: p, Relevance: true})
		return h.List, err
	})
	for _, h := range list {
		got = append(got, h.ID)
	}
	equal(t, "by relevance", got, []string{added[1].ID, added[2].ID, added[0].ID})
}

func testShown(t *testing.T, s archive.Store) {
	long := fire
	long.Text += strings.Repeat(" And so on and on.", 60) + " In the end a silo burned."
	add(t, s, long.Item("fire.txt"))
	q := query.Query{Root: query.And{
		word("silo"), phrase("burned", "before"),
		field(query.Speaker, word("Łucja")), query.Filter{Field: query.Act, Value: "deny"},
		query.Filter{Field: query.Event, Value: "ASSAULT"},
	}}
	h := must(s.Search(ctx, q, archive.Options{}))(t)
	if len(h.Items) != 1 {
		t.Fatalf("%d hits, want 1", len(h.Items))
	}
	text := []rune(long.Text)
	var marked []string
	for _, sn := range h.Items[0].Snippets {
		for _, m := range sn.Marks {
			marked = append(marked, string(text[m.Start:m.End]))
		}
	}
	equal(t, "marks", marked, []string{"silos", "burned before"})
	if st := h.Items[0].Statements; len(st) != 1 || st[0].ID != "s2" || st[0].Speaker != "Łucja Vey" || st[0].Act != "deny" || st[0].Words != "silos had burned before" {
		t.Errorf("statements %+v, want s2", st)
	}
	if ev := h.Items[0].Events; len(ev) != 1 || ev[0].ID != "e1" || ev[0].Place != "Kestle Quay" {
		t.Errorf("events %+v, want e1", ev)
	}
	equal(t, "heads alone", must(s.Search(ctx, q, archive.Options{Heads: true}))(t).Items, []archive.Hit{{Head: h.Items[0].Head}})
	end := must(s.Search(ctx, query.Query{Root: phrase("silo", "burned")}, archive.Options{}))(t)
	if sn := end.Items[0].Snippets; len(sn) != 1 || !strings.HasSuffix(sn[0].Text, "a silo burned.") {
		t.Errorf("snippets %+v, want one of the end", sn)
	}
}

// testNoSpaces finds a word in a text that has nowhere to be cut.
func testNoSpaces(t *testing.T, s archive.Store) {
	before := strings.Repeat("火事、", 300)
	add(t, s, Story{Text: before + "silo" + strings.Repeat("。消防", 300)}.Item("1"))
	h := must(s.Search(ctx, query.Query{Root: word("silo")}, archive.Options{}))(t)
	if len(h.Items) != 1 || len(h.Items[0].Snippets) != 1 {
		t.Fatalf("hits %+v, want one with a snippet", h.Items)
	}
	at := len([]rune(before))
	equal(t, "marks", h.Items[0].Snippets[0].Marks, []archive.Mark{{Start: at, End: at + 4}})
}

// testHostile asks what nobody should ask.
func testHostile(t *testing.T, s archive.Store) {
	add(t, s, fire.Item("fire.txt"), Story{}.Item("empty"), Story{Text: "\x00 a\ufffdb \u202e \ue000x "}.Item("strange"))
	deep := query.Node(word("silo"))
	for range 400 {
		deep = query.Or{query.And{deep, query.Not{Part: word("nobody")}}, query.Not{Part: query.And{field(query.About, word("silo")), word("fire")}}}
	}
	wide := query.Or{}
	for i := range 3000 {
		wide = append(wide, word(fmt.Sprint("w", i)))
	}
	wide = append(wide, word("fire"))
	for _, c := range []struct {
		name string
		root query.Node
		want int // reports; -1 for any
	}{
		{"quotes", word(`" OR "silo`), 0},
		{"operators", phrase("silos", "AND", "had"), 0},
		{"column", word("tokens:silo"), 0},
		{"star", word("*"), 3},
		{"nothing", query.Filter{}, 3},
		{"nil", query.And{nil, word("silo")}, 1},
		{"empty And", query.And{}, 3},
		{"Not of nothing", query.Not{Part: query.Or{}}, 3},
		{"not a day", query.Filter{Field: query.Date, Dates: query.Interval{From: "yesterday", To: "2029-99-99"}}, 0},
		{"backwards", query.Filter{Field: query.When, Dates: query.Interval{From: "2029-12-31", To: "2029-01-01"}}, 0},
		{"private letters", word("\ue000"), 3},
		{"invalid UTF-8", word("\xff\xfe"), 3},
		{"a very long word", word(strings.Repeat("x", 1<<20)), 0},
		{"a very long phrase", query.Term{Words: strings.Fields(strings.Repeat("silo ", 1<<12)), Phrase: true}, 0},
		{"deep", deep, -1},
		{"wide", wide, 1},
	} {
		h, err := s.Search(ctx, query.Query{Root: c.root}, archive.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if c.want >= 0 && len(h.Items) != c.want {
			t.Errorf("%s: %d reports, want %d", c.name, len(h.Items), c.want)
		}
	}
	for _, after := range []string{"x y", "-1", "1.2.3", "99999999999999999999999", ","} {
		if _, err := s.Timeline(ctx, query.Query{}, archive.Page{After: after}); err == nil {
			t.Errorf("timeline after %q: no error", after)
		}
	}
	if _, err := s.Search(ctx, query.Query{}, archive.Options{Page: archive.Page{After: "no page"}}); err == nil {
		t.Error("search after no page: no error")
	}
}
