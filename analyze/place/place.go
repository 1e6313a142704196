package place

import (
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds the places of a report with the gazetteer that the program carries.
func Stage() analyze.Stage { return stage(nil) }

// stage finds places with gazetteer g, nil for the program's own, which is read
// when the first report comes.
func stage(g *Gazetteer) analyze.Stage {
	s := analyze.Stage{
		Name:    "place",
		Version: 2,
		Doc:     "finds named places and tells which place of that name is meant, with its country and coordinates",
		Needs:   []analyze.Layer{analyze.Layout, analyze.Segment, analyze.Tag, analyze.Entity},
		Gives:   []analyze.Layer{analyze.Place},
		Run:     func(d *doc.Doc) { d.Places = New().Find(d) },
	}
	if g != nil {
		s.Data = g.data
		s.Run = func(d *doc.Doc) { d.Places = g.Find(d) }
	}
	return s
}

// Find is the places that the report names, in the order of their first mentions.
// Names that the gazetteer does not know, or that may mean several places, with
// nothing in the report that speaks for one, have no coordinates.
func (g *Gazetteer) Find(d *doc.Doc) []doc.Place {
	toponyms := g.toponyms(d)
	names := group(toponyms)
	markLocal(d, names)
	g.settle(d, names, toponyms)
	return g.collect(d, names, toponyms)
}

// collect gathers the mentions of each place. A name that was taken for a place
// and means none of the gazetteer's is a place without coordinates.
func (g *Gazetteer) collect(d *doc.Doc, names []name, toponyms []toponym) []doc.Place {
	var places []doc.Place
	index := map[identity]int{}
	for _, t := range toponyms {
		if t.name < 0 {
			continue
		}
		c := names[t.name].meant
		if t.qualified != nil {
			c = t.qualified
		}
		if c == nil && t.unknown && names[t.name].placed {
			text := names[t.name].first.In(d.Text)
			c = &candidate{name: strings.Join(strings.Fields(text), " "), kind: g.kindOf(text)}
		}
		if c == nil {
			continue
		}
		i, ok := index[c.identity()]
		if !ok {
			i = len(places)
			index[c.identity()] = i
			places = append(places, c.place())
		}
		places[i].Mentions = append(places[i].Mentions, t.span)
	}
	return places
}
