package eval

import (
	"math"
	"testing"

	"github.com/saysonews/sayso/doc"
)

func TestComparePlaces(t *testing.T) {
	text := "In Lund, Ystad and Malmö city, not Paris."
	span := func(start, end int) doc.Span { return doc.Span{Start: start, End: end} }
	gold := []PlaceGold{
		{Span: span(3, 7), Located: true, Latitude: 55.7, Longitude: 13.2},
		{Span: span(9, 14)},
		{Span: span(19, 25), Located: true, Latitude: 55.6, Longitude: 13.0},
	}
	got := []doc.Place{
		{Located: true, Latitude: 55.0, Longitude: 12.0, Mentions: []doc.Span{span(3, 8)}},
		{Located: true, Latitude: 1, Longitude: 1, Mentions: []doc.Span{span(19, 30), span(36, 41)}},
	}
	open := []doc.Span{span(36, 41)}
	want := PlaceScore{
		Exact: pairs(3, 2, 1), Overlap: pairs(3, 2, 2),
		Located: 2, Placed: 2, Near: 1,
	}
	if s := ComparePlaces(text, gold, open, got); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
	if s := ComparePlaces(text, gold, nil, nil); s.Accuracy() != 0 || s.Located != 2 {
		t.Errorf("nothing found: %+v", s)
	}
}

func TestKilometres(t *testing.T) {
	for _, c := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{0, 0, 0, 1, 111.2},
		{0, 179.5, 0, -179.5, 111.2},
		{90, 0, -90, 0, 20015},
		{52.52, 13.405, 48.857, 2.352, 878},
	} {
		if d := Kilometres(c.lat1, c.lon1, c.lat2, c.lon2); math.Abs(d-c.want) > 1+c.want/500 {
			t.Errorf("%v: %.1f km, want %.1f", c, d, c.want)
		}
	}
}
