package place

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/place/internal/table"
)

// The GeoNames format (download.geonames.org/export/dump): UTF-8 text, one place
// a line, nineteen columns parted by tabs:
//
//	0 identifier, 1 name, 2 name in ASCII, 3 other names parted by commas,
//	4 latitude, 5 longitude, 6 feature class, 7 feature code, 8 country,
//	9 other countries, 10 first-order division, 11 second-order division, …,
//	14 population, …, 18 date of the last change
//
// Read are populated places (class P), first- and second-order divisions and
// smaller ones (A), waters (H), mountains and islands (T), and parks and areas
// (L); roads (R), spots and buildings (S), undersea (U) and vegetation (V) are
// passed over, and countries (PCL…), which the program knows better. Other names
// are read of places of manyNames people and more, where they are written in
// Latin letters.

const (
	geoColumns = 19
	manyNames  = 15_000
	// maxPlaces bounds memory; the whole of GeoNames has 12 million places.
	maxPlaces = 20_000_000
	maxLine   = 1 << 20 // bytes; the longest of GeoNames has 14 kB
)

// Read is the gazetteer that the program carries, with the places of a file in
// GeoNames format added to it. Name is the file's, for errors, which tell the
// line. It takes some six microseconds and 400 bytes a place while it is read and
// 30 bytes after: cities500.txt a second, all of GeoNames a minute and five
// gigabytes.
func Read(r io.Reader, name string) (*Gazetteer, error) {
	g := *New()
	g.aliases = maps.Clone(g.aliases)
	hash := sha256.New()
	in := bufio.NewScanner(io.TeeReader(r, hash))
	in.Buffer(nil, maxLine)
	var places []table.Place
	fault := func(n int, err error) (*Gazetteer, error) {
		return nil, fmt.Errorf("read gazetteer %s: line %d: %w", name, n, err)
	}
	n := 0
	for in.Scan() {
		n++
		line := in.Bytes()
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		p, others, ok, err := geoPlace(line)
		if err != nil {
			return fault(n, err)
		}
		if !ok {
			continue
		}
		if len(places) == maxPlaces {
			return fault(n, fmt.Errorf("more than %d places", maxPlaces))
		}
		places = append(places, p)
		g.addOthers(p, others)
	}
	if err := in.Err(); err != nil {
		return fault(n+1, err)
	}
	if len(places) == 0 {
		return nil, fmt.Errorf("read gazetteer %s: no places in %d lines", name, n)
	}
	file, err := table.Encode(places)
	if err != nil {
		return nil, fmt.Errorf("read gazetteer %s: %w", name, err)
	}
	if g.more, err = table.Open(file); err != nil {
		return nil, fmt.Errorf("read gazetteer %s: %w", name, err)
	}
	g.data = "geonames-" + hex.EncodeToString(hash.Sum(nil)[:6])
	return &g, nil
}

// ReadFile is Read on the file at path.
func ReadFile(path string) (*Gazetteer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read gazetteer: %w", err)
	}
	defer f.Close()
	return Read(f, path)
}

// Stage finds the places of a report with gazetteer g.
func (g *Gazetteer) Stage() analyze.Stage { return stage(g) }

// geoPlace reads one line. Not ok: the line is of a kind that is passed over.
func geoPlace(line []byte) (p table.Place, others []byte, ok bool, err error) {
	if !utf8.Valid(line) {
		return p, nil, false, fmt.Errorf("not UTF-8")
	}
	var f [geoColumns][]byte
	n := 0
	for rest := line; ; n++ {
		col, after, more := bytes.Cut(rest, []byte{'\t'})
		if n < geoColumns {
			f[n] = col
		}
		if !more {
			break
		}
		rest = after
	}
	if n++; n != geoColumns {
		return p, nil, false, fmt.Errorf("%d columns, want %d", n, geoColumns)
	}
	p.Class, ok = geoClass(string(f[6]), string(f[7]))
	if !ok {
		return p, nil, false, nil
	}
	p.ID, err = strconv.Atoi(string(f[0]))
	if err != nil || p.ID <= 0 {
		return p, nil, false, fmt.Errorf("identifier %q", f[0])
	}
	for i, into := range []*float64{&p.Latitude, &p.Longitude} {
		most := [...]float64{90, 180}[i]
		if *into, err = strconv.ParseFloat(string(f[4+i]), 64); err != nil || math.Abs(*into) > most || math.IsNaN(*into) {
			return p, nil, false, fmt.Errorf("%s %q", [...]string{"latitude", "longitude"}[i], f[4+i])
		}
	}
	if len(f[14]) > 0 {
		if p.Population, err = strconv.Atoi(string(f[14])); err != nil || p.Population < 0 {
			return p, nil, false, fmt.Errorf("population %q", f[14])
		}
	}
	p.Name = strings.TrimSpace(string(f[1]))
	p.Country = string(f[8])
	if len(p.Country) != 2 {
		return p, nil, false, nil // waters between countries
	}
	p.Area = p.Country + "." + string(f[10])
	if p.Name == "" || len(p.Name) > maxName || len(p.Area) > len("US.")+20 {
		return p, nil, false, nil
	}
	if p.ID >= maxID {
		p.ID = 0
	}
	others = f[3]
	if p.Population < manyNames {
		others = nil
	}
	return p, others, true, nil
}

// What the table can hold.
const (
	maxName = 255     // bytes
	maxID   = 1 << 24 // GeoNames counts up to 13 million
)

// geoClass is the class of a GeoNames feature, and whether it is read.
func geoClass(class, code string) (table.Class, bool) {
	switch class {
	case "P":
		return table.City, true
	case "A":
		switch {
		case strings.HasPrefix(code, "PCL"):
			return 0, false
		case code == "ADM1":
			return table.Region, true
		case code == "ADM2":
			return table.County, true
		}
		return table.Area, true
	case "H":
		return table.Water, true
	case "T":
		return table.Feature, true
	case "L":
		return table.Area, true
	}
	return 0, false
}

// addOthers enters the other names of p that are in Latin letters and no codes.
func (g *Gazetteer) addOthers(p table.Place, others []byte) {
	if len(others) == 0 {
		return
	}
	key := table.Fold(p.Name)
	for other := range bytes.SplitSeq(others, []byte{','}) {
		if len(other) < 4 || len(other) > 40 || bytes.IndexFunc(other, notLatin) >= 0 || bytes.Equal(bytes.ToUpper(other), other) {
			continue
		}
		k := table.Fold(string(other))
		a := alias{key, p.Area}
		if k != key && k != "" && !slices.Contains(g.aliases[k], a) {
			g.aliases[k] = append(slices.Clip(g.aliases[k]), a)
		}
	}
}

// notLatin is true of letters that English news does not write: beyond the
// extended Latin alphabets.
func notLatin(r rune) bool { return r > 0x24F && (r < 0x1E00 || r > 0x1EFF) && r != '’' && r != 'ʻ' }
