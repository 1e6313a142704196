package place

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/saysonews/sayso/analyze/place/internal/table"
	"github.com/saysonews/sayso/doc"
)

//go:embed data/places.bin
var placesFile []byte

//go:embed data/countries.tsv
var countriesFile string

//go:embed data/areas.tsv
var areasFile string

//go:embed data/aliases.tsv
var aliasesFile string

//go:embed data/notplaces.txt
var notPlacesFile string

//go:embed data/kinds.tsv
var kindsFile string

// A Gazetteer knows places by their names. It is read-only and safe for
// concurrent use.
type Gazetteer struct {
	towns   table.Table
	more    table.Table            // places of a file that the user gave
	data    string                 // names that file, "" for none
	named   map[string][]candidate // typed places by folded name
	exact   map[string][]candidate // typed places by short form, case and stops kept: "US", "Calif."
	postal  map[string][]candidate // two-letter codes, which only qualify: "Reno, NV"
	people  map[string]candidate   // folded "venezuelan": Venezuela; "european": Europe
	aliases map[string][]alias     // folded other name of a town
	capital map[string]string      // "VE": folded "caracas"
	never   map[string]bool        // folded names that are places only with a qualifier
	kinds   map[string]string      // "river": "water", for names that are in no table
}

// New is the gazetteer that the program carries. The first call reads the
// hand-typed tables (a millisecond); later calls give the same value.
func New() *Gazetteer { return load() }

var load = sync.OnceValue(func() *Gazetteer {
	towns, err := table.Open(placesFile)
	if err != nil {
		panic(err) // the file is part of the program and has a test
	}
	g := &Gazetteer{
		towns:   towns,
		named:   map[string][]candidate{},
		exact:   map[string][]candidate{},
		postal:  map[string][]candidate{},
		people:  map[string]candidate{},
		aliases: map[string][]alias{},
		capital: map[string]string{},
		never:   map[string]bool{},
		kinds:   map[string]string{},
	}
	g.readCountries(countriesFile)
	g.readAreas(areasFile)
	g.readAliases(aliasesFile)
	rows(kindsFile, func(f []string) {
		for w := range strings.SplitSeq(f[1], "|") {
			g.kinds[w] = f[0]
		}
	})
	rows(notPlacesFile, func(f []string) { g.never[fold(f[0])] = true })
	return g
})

// A candidate is a place that a name may mean.
type candidate struct {
	name       string
	kind       string // a kind of doc.Place
	class      class
	country    string // ISO 3166-1 alpha-2, "" for more than one or none
	area       string // GeoNames code of the first-order division, "" for none
	population int
	capital    bool // seat of a country's government
	located    bool
	lat, lon   float64
	id         string
}

// A class ranks what candidates are.
type class int

const (
	town class = iota
	county
	state // first-order division
	region
	country
)

// An identity is what tells places apart.
type identity struct {
	name, kind, country string
	lat, lon            float64
}

func (c candidate) identity() identity { return identity{c.name, c.kind, c.country, c.lat, c.lon} }

// same tells whether two candidates are one place.
func (c candidate) same(o candidate) bool { return c.identity() == o.identity() }

// within tells whether c lies in o, a country, state or county; for a county
// only the state is compared.
func (c candidate) within(o candidate) bool {
	if o.class == country {
		return c.country == o.country
	}
	return o.area != "" && c.area == o.area
}

func (c candidate) place() doc.Place {
	p := doc.Place{
		Name: c.name, Kind: c.kind, Country: c.country,
		Located: c.located, Latitude: c.lat, Longitude: c.lon, ID: c.id,
	}
	if c.id != "" {
		p.Gazetteer = "geonames"
	}
	return p
}

type alias struct{ key, area string }

// rows splits a table of tab-separated fields; lines that start with # are
// comments.
func rows(file string, yield func(f []string)) {
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			yield(strings.Split(line, "\t"))
		}
	}
}

func (g *Gazetteer) readCountries(file string) {
	rows(file, func(f []string) {
		c := candidate{name: f[1], kind: "country", class: country, country: f[0], id: f[7]}
		c.lat, c.lon, c.located = point(f[5], f[6])
		g.add(c, f[1], f[2])
		g.addPeople(c, f[3])
		g.capital[f[0]] = table.Fold(f[4])
	})
}

func (g *Gazetteer) readAreas(file string) {
	rows(file, func(f []string) {
		c := candidate{name: f[0], kind: f[2], class: region, id: f[6]}
		switch f[2] {
		case "state":
			c.kind, c.class = "region", state
		case "county":
			c.kind, c.class = "region", county
		}
		if f[3] != "" {
			c.country = f[3][:2]
		}
		if len(f[3]) > 2 {
			c.area = f[3]
		}
		c.lat, c.lon, c.located = point(f[4], f[5])
		g.add(c, f[0], f[1])
		g.addPeople(c, f[7])
	})
}

func (g *Gazetteer) readAliases(file string) {
	rows(file, func(f []string) {
		key := table.Fold(f[0])
		g.aliases[key] = append(g.aliases[key], alias{table.Fold(f[1]), f[2]})
	})
}

// add enters c under its name and its other names.
func (g *Gazetteer) add(c candidate, name, others string) {
	g.named[fold(name)] = append(g.named[fold(name)], c)
	for other := range strings.SplitSeq(others, "|") {
		switch {
		case other == "":
		case c.class == state && len(other) == 2:
			g.postal[other] = append(g.postal[other], c)
		case isShortForm(other):
			g.exact[other] = append(g.exact[other], c)
		default:
			g.named[fold(other)] = append(g.named[fold(other)], c)
		}
	}
}

func (g *Gazetteer) addPeople(c candidate, people string) {
	for p := range strings.SplitSeq(people, "|") {
		if p != "" {
			g.people[table.Fold(p)] = c
		}
	}
}

// isShortForm tells whether a name is an abbreviation, which must be met letter
// for letter: "US" is no "us", "Mass." no "mass".
func isShortForm(name string) bool {
	return strings.HasSuffix(name, ".") || strings.ToUpper(name) == name && len(name) <= 6
}

func point(lat, lon string) (float64, float64, bool) {
	a, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return 0, 0, false
	}
	o, err := strconv.ParseFloat(lon, 64)
	return a, o, err == nil
}

// candidates is every place that a name as written may mean, hand-typed ones
// first, towns by population.
func (g *Gazetteer) candidates(name string) []candidate {
	if len(name) > 100 {
		return nil
	}
	if found := g.lookup(name); len(found) > 0 {
		return found
	}
	if core, divided := cutGeneric(name); core != "" {
		if g.never[fold(core)] {
			return nil // "West Side" is no part of Side
		}
		found := g.lookup(core)
		if divided {
			found = divisions(found)
		}
		return found
	}
	if g.kindOf(name) != otherKind {
		return nil
	}
	// "Oconee" for Oconee County, as in "Oconee, Barrow and Clarke counties".
	return append(g.lookup(name+" County"), g.lookup(name+" Parish")...)
}

// kindOf is the kind of place that the words of an unknown name make it: "Brill
// River" is a water, "Mount Brill" a feature.
func (g *Gazetteer) kindOf(name string) string {
	words := strings.Fields(table.Fold(name))
	if len(words) > 0 {
		for _, w := range []string{words[len(words)-1], words[0]} {
			if kind := g.kinds[w]; kind != "" {
				return kind
			}
		}
	}
	return otherKind
}

// otherKind is the kind of a place whose name does not tell.
const otherKind = "other"

// divisions is the divisions among cs where there are any: "Donetsk region" is
// not the city.
func divisions(cs []candidate) []candidate {
	var kept []candidate
	for _, c := range cs {
		if c.class == state || c.class == county || c.class == region {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return cs
	}
	return kept
}

// fold is the key of a name: an article in front does not tell places apart.
func fold(name string) string { return strings.TrimPrefix(table.Fold(name), "the ") }

// typed is the hand-typed places of a name.
func (g *Gazetteer) typed(name string) []candidate {
	if cs := g.exact[name]; len(cs) > 0 {
		return cs
	}
	return g.named[fold(name)]
}

func (g *Gazetteer) lookup(name string) []candidate {
	var found []candidate
	found = append(found, g.exact[name]...)
	key := fold(name)
	if len(key) < 2 {
		return found
	}
	found = append(found, g.named[key]...)
	for _, a := range g.aliases[key] {
		found = g.appendTowns(found, a.key, a.area)
	}
	return g.appendTowns(found, key, "")
}

// maxTowns bounds the towns of one name; the smallest of 150 San Josés are let go.
const maxTowns = 60

func (g *Gazetteer) appendTowns(found []candidate, key, area string) []candidate {
	towns := g.towns.Find(key)
	if g.more.Len() > 0 {
		towns = append(towns[:len(towns):len(towns)], g.more.Find(key)...)
		slices.SortStableFunc(towns, func(a, b table.Place) int { return b.Population - a.Population })
	}
	for i, t := range towns {
		if i == maxTowns {
			break
		}
		if !strings.HasPrefix(t.Area, area) {
			continue
		}
		c := candidate{
			name: t.Name, kind: "city", class: town, country: t.Country, area: t.Area,
			population: t.Population, located: true, lat: t.Latitude, lon: t.Longitude,
		}
		c.capital = t.Class == table.City && t.Population > 20_000 && g.capital[t.Country] == key
		if t.ID != 0 {
			c.id = strconv.Itoa(t.ID)
		}
		switch t.Class {
		case table.Region:
			c.kind, c.class = "region", state
		case table.County:
			c.kind, c.class = "region", county
		case table.Area:
			c.kind = "area"
		case table.Water:
			c.kind = "water"
		case table.Feature:
			c.kind = "feature"
		}
		if !knownRegion(found, c) {
			found = append(found, c)
		}
	}
	return found
}

// knownRegion tells whether a region of the table was typed by hand already,
// or a place came in by two names or from two tables.
func knownRegion(found []candidate, c candidate) bool {
	for _, f := range found {
		if c.class == state && f.area == c.area && f.class >= state || f.id == c.id && c.id != "" ||
			c.class == county && f.class == county && f.area == c.area {
			return true
		}
	}
	return false
}

// The words that a place name may be dressed in without naming another place.
var (
	genericBefore = []string{
		"northern ", "southern ", "eastern ", "western ", "central ", "northeastern ", "northwestern ",
		"southeastern ", "southwestern ", "north-eastern ", "north-western ", "south-eastern ", "south-western ",
		"north ", "south ", "east ", "west ", "greater ", "downtown ", "upper ", "lower ", "mainland ", "rural ", "occupied ",
		"state of ", "city of ", "town of ", "village of ", "province of ", "republic of ", "port of ", "island of ", "kingdom of ",
		"district of ", "commonwealth of ",
	}
	genericAfter = []string{
		" city", " town", " village", " island", " islands", " municipality", " peninsula", " valley", " area",
	}
	divisionAfter = []string{
		" province", " region", " oblast", " state", " governorate", " prefecture", " district", " republic", " county", " department",
	}
)

// cutGeneric is the name within "northern Iraq", "Hebei Province", "City of
// London"; "" where there is none. Divided: the words make it a division.
func cutGeneric(name string) (core string, divided bool) {
	name = trimArticle(name)
	lower := strings.ToLower(name)
	if len(lower) != len(name) {
		return "", false
	}
	for _, w := range divisionAfter {
		if strings.HasSuffix(lower, w) && len(name) > len(w) {
			return name[:len(name)-len(w)], true
		}
	}
	for _, w := range genericAfter {
		if strings.HasSuffix(lower, w) && len(name) > len(w) {
			return name[:len(name)-len(w)], false
		}
	}
	for _, w := range genericBefore {
		if strings.HasPrefix(lower, w) && len(name) > len(w) {
			return name[len(w):], false
		}
	}
	return "", false
}

func trimArticle(name string) string {
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		return name[4:]
	}
	return name
}
