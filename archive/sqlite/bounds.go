package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// Bounds counts events by their bounds; see archive.Store.
func (s *Store) Bounds(ctx context.Context, q query.Query, most int) ([]archive.Bounds, bool, error) {
	rows, err := s.bounds(ctx, q, most+1)
	if err != nil {
		return nil, false, s.failed("count events", err)
	}
	var out []archive.Bounds
	for _, r := range rows[:min(len(rows), most)] {
		if n := len(out) - 1; n < 0 || out[n].Earliest != dayOf(r.earliest) || out[n].Latest != dayOf(r.latest) {
			out = append(out, archive.Bounds{Earliest: dayOf(r.earliest), Latest: dayOf(r.latest)})
		}
		out[len(out)-1].Events++
	}
	return out, len(rows) > most, nil
}

// bounds are up to n rows of the events that q finds, in order of time. It opens the
// sheets of reports only where q asks about events.
func (s *Store) bounds(ctx context.Context, q query.Query, n int) ([]eventRow, error) {
	t := timeline{store: s, after: eventRow{earliest: -1}, n: n}
	keys, err := t.ask(ctx, q)
	switch {
	case err != nil:
		return nil, err
	case keys == nil && t.plan.events == nil:
		return t.rows(ctx, n)
	case t.plan.events == nil:
		return t.rowsOf(ctx)
	}
	all, err := s.candidates(ctx, keys, false)
	if err != nil {
		return nil, err
	}
	var out []eventRow
	for _, c := range all {
		for n, e := range c.sheet.events {
			if _, earliest, latest := e.row(); e.dated() && t.fits(c, n) {
				out = append(out, eventRow{earliest, latest, spot{c.key, n}})
			}
		}
	}
	slices.SortFunc(out, eventRow.compare)
	return out[:min(len(out), n)], nil
}

// rowsOf are up to t.n rows of the timeline's reports.
func (t *timeline) rowsOf(ctx context.Context) ([]eventRow, error) {
	var out []eventRow
	for size := 20_000; len(out) < t.n; {
		rows, err := t.rows(ctx, size)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if t.keys[r.key] {
				out = append(out, r)
			}
		}
		if len(rows) < size {
			break
		}
		t.after = rows[len(rows)-1]
	}
	return out[:min(len(out), t.n)], nil
}

// dayOf is a number of table event as an ISO day; "" for an open bound.
func dayOf(n int) string {
	if n <= 0 || n >= 99991231 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100)
}

// Places counts places; see archive.Store.
func (s *Store) Places(ctx context.Context, q query.Query) (archive.Places, error) {
	var out archive.Places
	p, err := s.compile(ctx, q)
	if err != nil {
		return out, s.failed("count places", err)
	}
	keys, err := s.walk(p, false, -1).next(ctx, mostCounted+1)
	if err != nil {
		return out, s.failed("count places", err)
	}
	out.More = len(keys) > mostCounted
	keys = keys[:min(len(keys), mostCounted)]
	all, err := s.candidates(ctx, keys, false)
	if err != nil {
		return out, s.failed("count places", err)
	}
	out.Reports = len(all)
	places := map[placeKey]*archive.Place{}
	for _, c := range all {
		out.Unplaced += c.sheet.countPlaces(places)
	}
	for _, p := range places {
		out.Items = append(out.Items, *p)
	}
	slices.SortFunc(out.Items, func(a, b archive.Place) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(b.Reports, a.Reports), strings.Compare(a.Name, b.Name), strings.Compare(a.Country, b.Country),
			cmp.Compare(a.Latitude, b.Latitude), cmp.Compare(a.Longitude, b.Longitude))
	})
	return out, nil
}

// A placeKey tells places apart: by name and country, and by where they lie.
type placeKey struct{ name, country, lat, lon string }

// countPlaces adds what a report tells of places, and gives how many of its events
// have none.
func (s sheet) countPlaces(places map[placeKey]*archive.Place) (unplaced int) {
	of := make([]*archive.Place, len(s.places))
	named := map[*archive.Place]bool{}
	for i, names := range s.places {
		k, p := s.spots[i].place(names)
		if places[k] == nil {
			places[k] = &p
		}
		of[i] = places[k]
		if !named[of[i]] {
			named[of[i]] = true
			of[i].Reports++
		}
	}
	for _, e := range s.events {
		if e.spot == 0 || e.spot > len(of) {
			unplaced++
			continue
		}
		of[e.spot-1].Events++
	}
	return unplaced
}

func (s sheetSpot) place(names []string) (placeKey, archive.Place) {
	p := archive.Place{Kind: s.kind, Country: s.country}
	if len(names) > 0 {
		p.Name = names[0]
	}
	lat, err := strconv.ParseFloat(s.lat, 64)
	lon, err2 := strconv.ParseFloat(s.lon, 64)
	k := placeKey{name: strings.ToLower(p.Name), country: s.country}
	if err == nil && err2 == nil && -90 <= lat && lat <= 90 && -180 <= lon && lon <= 180 {
		p.Located, p.Latitude, p.Longitude = true, lat, lon
		k.lat, k.lon = strconv.FormatFloat(lat, 'f', 2, 64), strconv.FormatFloat(lon, 'f', 2, 64)
	}
	return k, p
}
