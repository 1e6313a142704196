package export

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/record"
)

// The two views below show events in the columns of data sets that conflict
// researchers work with, so that programs written for those can read them. They
// are shaped like POLECAT and ACLED; they are not those projects' data.
//
// Both hold only what their data set would take: events that the report tells as
// fact, in its own voice or somebody's. Plans, threats, denials and suppositions
// have no column there to say what they are, and so no row. A column that the
// record has nothing for is empty; no code is made up, and an event without a
// date does not get that of its report. The first column is the document's hash,
// shortened, and the event's id, which lead back to the row of the table of all
// events, where whose word it is stands.

// polecatColumns are those of the POLECAT event files.
var polecatColumns = []string{
	"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
	"Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
	"Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
	"Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
}

// quads are the four classes of PLOVER's event types.
var quads = map[string]string{
	"AGREE": "VERBAL COOPERATION", "CONSULT": "VERBAL COOPERATION", "SUPPORT": "VERBAL COOPERATION", "CONCEDE": "VERBAL COOPERATION",
	"COOPERATE": "MATERIAL COOPERATION", "AID": "MATERIAL COOPERATION", "RETREAT": "MATERIAL COOPERATION",
	"REQUEST": "VERBAL CONFLICT", "ACCUSE": "VERBAL CONFLICT", "REJECT": "VERBAL CONFLICT", "THREATEN": "VERBAL CONFLICT",
	"PROTEST": "MATERIAL CONFLICT", "SANCTION": "MATERIAL CONFLICT", "MOBILIZE": "MATERIAL CONFLICT", "COERCE": "MATERIAL CONFLICT", "ASSAULT": "MATERIAL CONFLICT",
}

// polecatRows has the events that have a PLOVER type. An event date is a day; an
// event that the report does not date to one has none.
func polecatRows(r *record.Record) [][]string {
	x := newIndex(r)
	d := r.Document
	people, bodies, places := x.story()
	var rows [][]string
	for _, h := range x.chronology().once().all() {
		e := h.ev
		if h.told != asFact || e.Type == nil {
			continue
		}
		date := ""
		if h.when.first == h.when.last {
			date = h.when.first
		}
		row := []string{rowID(r, e), date, *e.Type, strings.Join(e.Mode, ";"), "", quads[*e.Type], strings.Join(e.Contexts, ";")}
		row = append(row, x.polecatActor(e.Agents)...)
		row = append(row, x.polecatActor(e.Patients)...)
		row = append(row, polecatPlace(h.place)...)
		rows = append(rows, append(row,
			maybeText(d.Publisher), dayOf(deref(d.Published)), people, bodies, places, d.Language, r.Generator.Analysis))
	}
	return rows
}

// rowID leads from a row of a view to the table of all events.
func rowID(r *record.Record, e *record.Event) string {
	hash := strings.TrimPrefix(r.Document.ID, "sha256:")
	return hash[:min(len(hash), 12)] + "-" + e.ID
}

// polecatActor is the eight columns of an actor or recipient; several are joined
// with ";" in the columns that POLECAT joins so.
func (x index) polecatActor(ps []record.Participant) []string {
	var names, lands, sectors, titles, raw []string
	for _, p := range ps {
		raw = append(raw, oneLine(p.Text))
		a := look(x.actors, p.Actor)
		if a == nil {
			continue
		}
		names = append(names, oneLine(a.Name))
		lands = add(lands, countries[deref(a.Country)].alpha3)
		for _, s := range sectorsOf(a) {
			sectors = add(sectors, s)
		}
		if len(a.Roles) > 0 {
			titles = add(titles, oneLine(a.Roles[0].Text))
		}
	}
	primary := ""
	if len(sectors) > 0 {
		primary = sectors[0]
	}
	cell := func(list []string) string { return strings.Join(list, ";") }
	return []string{cell(names), cell(lands), "", primary, cell(sectors), cell(titles), cell(raw), ""}
}

// add adds s to list where it says something new.
func add(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// polecatPlace is the ten columns of a place.
func polecatPlace(p *record.Place) []string {
	row := make([]string, 10)
	if p == nil {
		return row
	}
	row[0] = oneLine(p.Name)
	switch p.Kind {
	case "city":
		row[1] = row[0]
	case "region":
		row[3] = row[0]
	}
	row[4], row[5], row[6] = countries[deref(p.Country)].alpha3, degrees(p.Latitude), degrees(p.Longitude)
	if g := p.Gazetteer; g != nil && g.Source == "geonames" {
		row[7] = g.ID
	}
	if len(p.Mentions) > 0 {
		row[8] = oneLine(p.Mentions[0].Text)
	}
	return row
}

// story is who and what the report speaks of by name.
func (x index) story() (people, bodies, places string) {
	var ps, bs, ls []string
	for i := range x.r.Actors {
		a := &x.r.Actors[i]
		if a.Naming != "named" {
			continue
		}
		switch castOf(a.Kind) {
		case 0:
			ps = add(ps, oneLine(a.Name))
		case 1:
			bs = add(bs, oneLine(a.Name))
		}
	}
	for i := range x.r.Places {
		ls = add(ls, oneLine(x.r.Places[i].Name))
	}
	return strings.Join(ps, ";"), strings.Join(bs, ";"), strings.Join(ls, ";")
}

// acledColumns are those of the ACLED event files.
var acledColumns = []string{
	"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
	"actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
	"iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
	"source", "source_scale", "notes", "fatalities", "tags", "timestamp",
}

// acledTypes are the PLOVER types whose events lie in what ACLED collects:
// political violence, demonstrations, and what an army or a state does around
// them. Which of ACLED's own types an event has is a person's to say.
var acledTypes = map[string]bool{"ASSAULT": true, "PROTEST": true, "COERCE": true, "MOBILIZE": true, "RETREAT": true}

func acledRows(r *record.Record) [][]string {
	x := newIndex(r)
	var rows [][]string
	for _, h := range x.chronology().once().all() {
		e := h.ev
		if h.told != asFact || !acledTypes[deref(e.Type)] {
			continue
		}
		date, year, precision := acledDate(h.when)
		row := []string{rowID(r, e), date, year, precision, "", "", ""}
		row = append(row, x.acledActor(e.Agents)...)
		row = append(row, x.acledActor(e.Patients)...)
		row = append(row, "", "")
		row = append(row, acledPlace(h.place)...)
		rows = append(rows, append(row,
			maybeText(r.Document.Publisher), "", acledNotes(h), x.fatalities(e), acledTags(e), ""))
	}
	return rows
}

// acledDate is a date with ACLED's time precision: 1 for the day, 2 for a day in
// a week and 3 for one in a month, which ACLED sets to the middle. What is vaguer
// has a year at most.
func acledDate(m moment) (date, year, precision string) {
	first, err := time.Parse(time.DateOnly, m.first)
	if err != nil {
		return "", "", ""
	}
	last, err := time.Parse(time.DateOnly, m.last)
	if err != nil {
		return "", "", ""
	}
	if first.Year() == last.Year() {
		year = strconv.Itoa(first.Year())
	}
	length := int(last.Sub(first).Hours())/24 + 1
	middle := isoDay(first.AddDate(0, 0, (length-1)/2))
	switch {
	case length == 1:
		return middle, year, "1"
	case length <= 7:
		return middle, middle[:4], "2"
	case length <= 31:
		return middle, middle[:4], "3"
	}
	return "", year, ""
}

// acledActor is actor, assoc_actor and inter: the first, and the others.
func (x index) acledActor(ps []record.Participant) []string {
	var names []string
	for _, p := range ps {
		name := oneLine(p.Text)
		if a := look(x.actors, p.Actor); a != nil && a.Naming == "named" {
			name = oneLine(a.Name)
		}
		names = add(names, name)
	}
	if len(names) == 0 {
		return []string{"", "", ""}
	}
	return []string{names[0], strings.Join(names[1:], "; "), ""}
}

// acledPlace is the columns from iso to geo_precision. A country alone is no
// location; a town is one with precision 1.
func acledPlace(p *record.Place) []string {
	row := make([]string, 10)
	if p == nil {
		return row
	}
	land := countries[deref(p.Country)]
	row[0], row[2] = land.numeric, land.name
	switch p.Kind {
	case "country":
		return row
	case "region":
		row[3] = oneLine(p.Name)
	case "city":
		row[9] = "1"
	}
	row[6], row[7], row[8] = oneLine(p.Name), degrees(p.Latitude), degrees(p.Longitude)
	return row
}

// acledNotes are the event's words, and whose they are.
func acledNotes(h happening) string {
	notes := h.words()
	if whose := h.voice.words(); whose != "" {
		notes += " (" + whose + ")"
	}
	return notes
}

// fatalities is how many were killed, where the event is a killing and the report
// gives one number for it; with two ("at least 12, up from 9") it is empty.
func (x index) fatalities(e *record.Event) string {
	if !killings[e.Lemma] || len(e.Figures) != 1 {
		return ""
	}
	for i := range x.r.Figures {
		f := &x.r.Figures[i]
		if f.ID != e.Figures[0] || f.Kind != "count" {
			continue
		}
		switch {
		case f.Value != nil:
			return decimal(*f.Value)
		case f.Min != nil:
			return decimal(*f.Min)
		}
	}
	return ""
}

var killings = map[string]bool{
	"kill": true, "killing": true, "murder": true, "massacre": true, "execute": true, "execution": true, "assassinate": true,
	"assassination": true, "slay": true, "slaughter": true, "behead": true, "lynch": true, "die": true, "death": true,
}

// acledTags say what the record codes the event as.
func acledTags(e *record.Event) string {
	tags := []string{"plover=" + deref(e.Type)}
	for _, m := range e.Mode {
		tags = append(tags, "mode="+m)
	}
	if e.Background {
		tags = append(tags, "background")
	}
	return strings.Join(tags, "; ")
}

// A country is a row of data/countries.tsv.
type country struct{ alpha3, numeric, name string }

//go:embed data/countries.tsv
var countriesTSV string

// countries are those of data/countries.tsv by their alpha-2 codes.
var countries = readCountries(countriesTSV)

func readCountries(tsv string) map[string]country {
	list := map[string]country{}
	for line := range strings.Lines(tsv) {
		if cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(cells) == 4 {
			list[cells[0]] = country{cells[1], cells[2], cells[3]}
		}
	}
	return list
}
