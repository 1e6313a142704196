package reuse

import "time"

// moments are the first and the last moment at which a report may have been
// published; both are zero where that is not known.
type moments struct{ first, last time.Time }

func (m moments) known() bool { return !m.first.IsZero() }

// before tells whether m is certainly earlier than o.
func (m moments) before(o moments) bool { return m.known() && o.known() && m.last.Before(o.first) }

// within tells whether m and o are at most d apart, or may be.
func (m moments) within(d time.Duration, o moments) bool {
	return !m.known() || !o.known() || m.first.Sub(o.last) <= d && o.first.Sub(m.last) <= d
}

// momentsOf reads an ISO 8601 date or date-time. A time without a zone is taken
// to be in UTC, as all of a collection's are likely to be of one region; a day
// is all of it.
func momentsOf(published string) moments {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, published); err == nil {
			return moments{t.UTC(), t.UTC()}
		}
	}
	for _, l := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, published); err == nil {
			return moments{t, t.AddDate(l.years, l.months, l.days).Add(-time.Nanosecond)}
		}
	}
	return moments{}
}
