package identity

import (
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// TestLineage finds the actors of the demo's reports: whoever the lineage names
// is one identity wherever a report gives a name that fits nobody else, and no
// two that it calls unlike are one.
func TestLineage(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses 37 reports")
	}
	lineage, err := demo.Lineage()
	if err != nil {
		t.Fatal(err)
	}
	reports := demoReports(t, lineage)
	ids := Find(reports, nil)
	who := map[link.Member]string{}
	for _, id := range ids {
		for _, m := range id.Members {
			who[m] = id.ID
		}
	}
	found := identitiesByActor(lineage, reports, who)
	for _, a := range lineage.Actors {
		for _, u := range a.Unlike {
			if slices.ContainsFunc(found[a.ID], func(id string) bool { return slices.Contains(found[u], id) }) {
				t.Errorf("%s and %s are one", a.ID, u)
			}
		}
		if n := len(found[a.ID]); n > 1 {
			t.Errorf("%s is %d identities", a.ID, n)
		}
	}
	for _, o := range lineage.Outlets {
		if n := len(found[o.ID]); n != 1 {
			t.Errorf("outlet %s is %d identities", o.ID, n)
		}
	}
	if len(found) < 40 {
		t.Errorf("%d actors and outlets of the lineage were found", len(found))
	}
}

func demoReports(t *testing.T, lineage demo.Collection) []link.Report {
	t.Helper()
	p, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []link.Report
	for _, r := range lineage.Reports {
		src, err := input.Read(r.File, r.Data, input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		src.Meta.Publisher, src.Meta.Published = r.Publisher, r.Published
		d := &doc.Doc{Source: *src}
		p.Run(d)
		rec := record.New(d, record.Generator{})
		out = append(out, link.Report{ID: r.ID, Publisher: r.Publisher, Published: r.Published, Cast: Cast(rec), Tellings: []link.Telling{placesOf(rec)}})
	}
	return out
}

// placesOf is a telling of all events of a record, with their places alone.
func placesOf(rec record.Record) link.Telling {
	var t link.Telling
	for _, e := range rec.Events {
		i := slices.IndexFunc(rec.Places, func(p record.Place) bool { return e.Place != nil && p.ID == *e.Place })
		if i >= 0 {
			t.Events = append(t.Events, link.Event{ID: e.ID, Place: rec.Places[i].Name})
		}
	}
	return t
}

// identitiesByActor are the identities of each actor and outlet of the lineage.
func identitiesByActor(lineage demo.Collection, reports []link.Report, who map[link.Member]string) map[string][]string {
	plain := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }
	names := map[string][]string{}
	for _, a := range lineage.Actors {
		for _, n := range append(a.Aliases, a.Name) {
			names[plain(n)] = append(names[plain(n)], a.ID)
		}
	}
	for _, o := range lineage.Outlets {
		for _, n := range append(o.Aliases, o.Name) {
			names[plain(n)] = append(names[plain(n)], o.ID)
		}
	}
	found := map[string][]string{}
	add := func(m link.Member, name string) {
		ids := slices.Compact(slices.Sorted(slices.Values(names[plain(name)])))
		if len(ids) == 1 && who[m] != "" && !slices.Contains(found[ids[0]], who[m]) {
			found[ids[0]] = append(found[ids[0]], who[m])
		}
	}
	for _, r := range reports {
		add(link.Member{Report: r.ID, Actor: Publisher}, r.Publisher)
		for _, a := range r.Cast {
			add(link.Member{Report: r.ID, Actor: a.ID}, a.Name)
		}
	}
	return found
}
