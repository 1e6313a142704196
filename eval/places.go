package eval

import (
	"math"

	"github.com/saysonews/sayso/doc"
)

// NearKm is the distance within which a place counts as rightly located: 161 km,
// a hundred miles, as in all published measures (Acc@161km).
const NearKm = 161

// A PlaceGold is a name of a place in a text, with its point where the corpus
// has one.
type PlaceGold struct {
	Span                doc.Span
	Located             bool
	Latitude, Longitude float64
}

// A PlaceScore holds the scores of places. A name that the corpus neither marks
// as a place nor as none (Open) counts for nothing.
type PlaceScore struct {
	Exact   Tally // mentions with the same span but for punctuation at the ends
	Overlap Tally // mentions that share a byte

	Located int // gold mentions that have a point
	Placed  int // of them, those that the analysis puts somewhere
	Near    int // of them, those that it puts within NearKm
}

// Add adds the scores of another document.
func (s *PlaceScore) Add(o PlaceScore) {
	s.Exact.Add(o.Exact)
	s.Overlap.Add(o.Overlap)
	s.Located += o.Located
	s.Placed += o.Placed
	s.Near += o.Near
}

// Accuracy is the percentage of located gold mentions that the analysis puts
// within NearKm; what it did not find or leaves open is wrong.
func (s PlaceScore) Accuracy() float64 { return percent(s.Near, s.Located) }

// PlacedAccuracy is the percentage of those alone that the analysis puts
// somewhere.
func (s PlaceScore) PlacedAccuracy() float64 { return percent(s.Near, s.Placed) }

// ComparePlaces compares the places found in text with gold, which is in text
// order. Mentions that touch a span of open and no gold are left out.
func ComparePlaces(text string, gold []PlaceGold, open []doc.Span, got []doc.Place) PlaceScore {
	var s PlaceScore
	var want, have []doc.Span
	for _, g := range gold {
		want = append(want, Trim(text, g.Span))
	}
	for _, p := range got {
		for _, m := range p.Mentions {
			m = Trim(text, m)
			if touching([]doc.Span{m}, open) > 0 && touching([]doc.Span{m}, want) == 0 {
				continue
			}
			have = append(have, m)
		}
	}
	want, have = unique(want), unique(have)
	s.Exact, s.Overlap = exact(want, have), overlap(want, have)
	for _, g := range gold {
		if !g.Located {
			continue
		}
		s.Located++
		p, ok := placeOf(got, g.Span)
		if !ok {
			continue
		}
		s.Placed++
		s.Near += count(Kilometres(g.Latitude, g.Longitude, p.Latitude, p.Longitude) <= NearKm)
	}
	return s
}

// placeOf is the located place with a mention that shares most with span.
func placeOf(places []doc.Place, span doc.Span) (doc.Place, bool) {
	best, most := -1, 0
	for i, p := range places {
		if !p.Located {
			continue
		}
		for _, m := range p.Mentions {
			if shared := min(m.End, span.End) - max(m.Start, span.Start); shared > most {
				best, most = i, shared
			}
		}
	}
	if best < 0 {
		return doc.Place{}, false
	}
	return places[best], true
}

// Kilometres is the distance of two points, given in degrees, on a globe of
// 6,371 km.
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	dlat, dlon := (lat2-lat1)*rad, (lon2-lon1)*rad
	h := math.Pow(math.Sin(dlat/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin(dlon/2), 2)
	return 2 * 6371 * math.Asin(math.Sqrt(min(1, h)))
}
