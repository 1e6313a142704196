package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A tally is what is counted of a report: the values that it has, of each field, and
// how many of its findings have them. It is kept as numbers of values, so that those
// of thousands of reports are added up in the time in which a few sheets are opened.
// The sums over all current reports are kept as well.
type tally [tallied][]counted

// A counted is a value with how many findings of a report have it.
type counted struct {
	text  string // by which values are told apart
	shown string // how it is shown, where that is more than text
	n     int
}

// What is counted, by its number in the file. A spot is a place with where it lies, ""
// for none, and its findings are events; a span is the days of a dated event.
const (
	tallyPublisher = iota
	tallyDate
	tallySpeaker
	tallyNaming
	tallyAct
	tallyEvent
	tallyPlace
	tallyActor
	tallyCredit
	tallySpot
	tallySpan
	tallied
)

// tallyOf are the fields of questions that are counted.
var tallyOf = map[query.Field]int{
	query.Publisher: tallyPublisher, query.Date: tallyDate, query.Speaker: tallySpeaker, query.Naming: tallyNaming, query.Act: tallyAct,
	query.Event: tallyEvent, query.Place: tallyPlace, query.Actor: tallyActor, query.Credit: tallyCredit,
}

// newTally is the tally of a report with that head and sheet.
func newTally(h archive.Head, s sheet) tally {
	c := tallying{at: map[fieldText]int{}}
	c.value(tallyPublisher, h.Publisher)
	c.value(tallyDate, day(h.Published))
	for _, st := range s.statements {
		c.value(tallySpeaker, st.speaker)
		c.value(tallyNaming, st.naming)
		c.value(tallyAct, st.act)
	}
	for _, a := range s.cast {
		if a.named {
			c.value(tallyActor, a.name)
		}
	}
	for _, name := range s.credits {
		c.value(tallyCredit, name)
	}
	for i := range s.places {
		c.value(tallyPlace, s.placeName(i))
		c.add(tallySpot, s.spot(i))
	}
	for _, e := range s.events {
		c.value(tallyEvent, e.kind)
		at := counted{}
		if e.spot > 0 && e.spot <= len(s.places) {
			at = s.spot(e.spot - 1)
		}
		at.n = 1
		c.add(tallySpot, at)
		if e.dated() {
			_, earliest, latest := e.row()
			c.value(tallySpan, fmt.Sprint(earliest, " ", latest))
		}
	}
	return c.tally
}

// A tallying is a tally in the making.
type tallying struct {
	tally
	at map[fieldText]int // where a value stands in its field
}

type fieldText struct {
	field int
	text  string
}

func (c *tallying) value(field int, text string) {
	if text != "" {
		c.add(field, counted{text: text, n: 1})
	}
}

func (c *tallying) add(field int, v counted) {
	k := fieldText{field, v.text}
	if i, there := c.at[k]; there {
		c.tally[field][i].n += v.n
		return
	}
	c.at[k] = len(c.tally[field])
	c.tally[field] = append(c.tally[field], v)
}

func (s sheet) placeName(i int) string {
	if len(s.places[i]) == 0 {
		return ""
	}
	return s.places[i][0]
}

// spot is place i as a value. What lies at one point, to a hundredth of a degree, and
// has one name is one place.
func (s sheet) spot(i int) counted {
	name, at := s.placeName(i), s.spots[i]
	text := strings.ToLower(name) + "\t" + at.country
	lat, lon, located := at.point()
	if !located {
		return counted{text: text, shown: strings.Join([]string{name, at.kind, at.country}, "\t")}
	}
	text += fmt.Sprintf("\t%.2f\t%.2f", lat, lon)
	return counted{text: text, shown: strings.Join([]string{name, at.kind, at.country, at.lat, at.lon}, "\t")}
}

// point is where a spot lies, where that is on the earth.
func (s sheetSpot) point() (lat, lon float64, located bool) {
	lat, err := strconv.ParseFloat(s.lat, 64)
	lon, err2 := strconv.ParseFloat(s.lon, 64)
	return lat, lon, err == nil && err2 == nil && -90 <= lat && lat <= 90 && -180 <= lon && lon <= 180
}

// placeOf is a spot as it is shown.
func placeOf(shown string) archive.Place {
	parts := strings.SplitN(shown+"\t\t\t\t", "\t", 6)
	p := archive.Place{Name: parts[0], Kind: parts[1], Country: parts[2]}
	p.Latitude, p.Longitude, p.Located = sheetSpot{lat: parts[3], lon: parts[4]}.point()
	return p
}

// A tally is kept as, of each field in order, how many values it has, and of each of
// these in order of their numbers how much larger the number is than the one before,
// doubled, and one more where other than one finding has it: then their number follows.

// packTally packs sums by value of each field.
func packTally(fields [tallied]map[int64]int) []byte {
	var p packer
	for _, values := range fields {
		ids := make([]int64, 0, len(values))
		for id := range values {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		p.number(len(ids))
		last := int64(0)
		for _, id := range ids {
			n := values[id]
			if n == 1 {
				p.number(int(id-last) << 1)
			} else {
				p.number(int(id-last)<<1 | 1)
				p.number(n)
			}
			last = id
		}
	}
	return p.bytes
}

var errTally = errors.New("damaged tally")

// mostValues is above all numbers of values that there may be.
const mostValues = 1 << 32

// eachTallied calls f for all values of a tally.
func eachTallied(data []byte, f func(field int, value int64, findings int)) error {
	u := unpacker{bytes: string(data)}
	for field := range tallied {
		id := int64(0)
		for range u.count() {
			d := u.number()
			if id += int64(d >> 1); id > mostValues {
				return errTally
			}
			n := 1
			if d&1 == 1 {
				n = u.number()
			}
			f(field, id, n)
		}
	}
	if u.bad || u.bytes != "" {
		return errTally
	}
	return nil
}

// A total is how many reports, and how many of their findings, have a value.
type total struct{ reports, findings int }

type totalKey struct {
	field int
	value int64
}

// tally writes a report's tally.
func (a *adder) tally(k key, t tally) error {
	var fields [tallied]map[int64]int
	for field, values := range t {
		fields[field] = map[int64]int{}
		for _, v := range values {
			id, err := a.value(v)
			if err != nil {
				return err
			}
			fields[field][id] += v.n
		}
	}
	return a.exec("INSERT INTO tally (key, data) VALUES (?, ?)", k, packTally(fields))
}

// value is the number of a value.
func (a *adder) value(v counted) (int64, error) {
	if id, known := a.values[v.text]; known {
		return id, nil
	}
	hash := valueHash(v.text)
	id, err := a.made("SELECT id FROM value WHERE hash = ? AND text = ?", []any{hash, v.text},
		"INSERT INTO value (hash, text, shown) VALUES (?, ?, nullif(?, ''))", []any{hash, v.text, v.shown})
	if err == nil {
		a.values[v.text] = id
	}
	return id, err
}

// valueHash is by what texts of values are looked up: an index of the texts would have
// them all twice.
func valueHash(text string) int64 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return int64(h.Sum32())
}

// valueID is the number of a value; 0 where no report has had it.
func (s *Store) valueID(ctx context.Context, text string) (id int64, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT id FROM value WHERE hash = ? AND text = ?", valueHash(text), text).Scan(&id)
	if err == sql.ErrNoRows {
		return 0, nil
	}
	return id, err
}

// total adds a report's tally to what changes in the sums, or takes it off with sign -1.
func (a *adder) total(k key, sign int) error {
	var data []byte
	if err := a.row("SELECT data FROM tally WHERE key = ?", k).Scan(&data); err != nil {
		return err
	}
	return eachTallied(data, func(field int, value int64, findings int) {
		t := a.totals[totalKey{field, value}]
		a.totals[totalKey{field, value}] = total{t.reports + sign, t.findings + sign*findings}
	})
}

// writeTotals writes what changes in the sums.
func (a *adder) writeTotals() error {
	order := slices.SortedFunc(maps.Keys(a.totals), func(x, y totalKey) int {
		return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.value, y.value))
	})
	for _, k := range order {
		t := a.totals[k]
		if t == (total{}) {
			continue
		}
		err := a.exec(`INSERT INTO total (field, value, reports, findings) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (field, value) DO UPDATE SET reports = reports + ?3, findings = findings + ?4`, k.field, k.value, t.reports, t.findings)
		if err != nil {
			return err
		}
	}
	return nil
}

// sums are the totals of some fields over reports; nil for the others.
type sums [tallied]*totals

// totals are the totals of values by their numbers, in pages that are made when one of
// their values is met: in a map the same takes four times as long.
type totals struct{ pages []*[perPage]total }

const perPage = 64

func (t *totals) add(value int64, findings int) {
	p := int(value / perPage)
	for len(t.pages) <= p {
		t.pages = append(t.pages, nil)
	}
	if t.pages[p] == nil {
		t.pages[p] = new([perPage]total)
	}
	sum := &t.pages[p][value%perPage]
	sum.reports++
	sum.findings += findings
}

func (t *totals) of(value int64) total {
	if p := int(value / perPage); p < len(t.pages) && t.pages[p] != nil {
		return t.pages[p][value%perPage]
	}
	return total{}
}

// each calls f for all values, in order of their numbers.
func (t *totals) each(f func(v valued)) {
	for p, page := range t.pages {
		if page == nil {
			continue
		}
		for i, sum := range page {
			if sum.reports > 0 {
				f(valued{id: int64(p*perPage + i), total: sum})
			}
		}
	}
}

// values are all values that f takes.
func (t *totals) values(f func(v valued) bool) []valued {
	var out []valued
	t.each(func(v valued) {
		if f(v) {
			out = append(out, v)
		}
	})
	return out
}

// sum adds up the tallies of reports.
func (s *Store) sum(ctx context.Context, keys []key, fields ...int) (sums, error) {
	var out sums
	for _, f := range fields {
		out[f] = &totals{}
	}
	rows, err := s.read.QueryContext(ctx, "SELECT data FROM tally WHERE key IN (SELECT value FROM json_each(?))", jsonList(keys))
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var data sql.RawBytes
		if err := rows.Scan(&data); err != nil {
			return out, err
		}
		err := eachTallied(data, func(field int, value int64, findings int) {
			if t := out[field]; t != nil {
				t.add(value, findings)
			}
		})
		if err != nil {
			return out, err
		}
	}
	return out, rows.Err()
}

// A valued is a value with its total.
type valued struct {
	id   int64
	text string
	total
}

// texts are the texts of values, or with shown how they are shown.
func (s *Store) valueTexts(ctx context.Context, ids []int64, shown bool) (map[int64]string, error) {
	q := "SELECT id, text FROM value WHERE id IN (SELECT value FROM json_each(?))"
	if shown {
		q = "SELECT id, coalesce(shown, text) FROM value WHERE id IN (SELECT value FROM json_each(?))"
	}
	rows, err := s.read.QueryContext(ctx, q, jsonList(ids))
	all, err := collect(rows, err, func(r scanner) (v valued, err error) {
		err = r.Scan(&v.id, &v.text)
		return v, err
	})
	out := map[int64]string{}
	for _, v := range all {
		out[v.id] = v.text
	}
	return out, err
}
