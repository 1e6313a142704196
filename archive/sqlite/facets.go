package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// mostCounted is among how many reports, the newest, what a question finds is
// counted. Where nothing is asked the sums over all reports are at hand.
const mostCounted = 5000

// Facets counts values of fields; see archive.Store.
func (s *Store) Facets(ctx context.Context, q query.Query, all bool, fields []query.Field, most int) (map[query.Field][]archive.Facet, archive.Count, error) {
	out, counted, err := s.facets(ctx, q, all, fields, most)
	return out, counted, s.failed("count facets", err)
}

func (s *Store) facets(ctx context.Context, q query.Query, all bool, fields []query.Field, most int) (map[query.Field][]archive.Facet, archive.Count, error) {
	var none archive.Count
	c, err := s.counting(ctx, q, all)
	if err != nil {
		return nil, none, err
	}
	var numbers []int
	for _, f := range fields {
		if n, ok := tallyOf[f]; ok {
			numbers = append(numbers, n)
		}
	}
	if err := c.sum(ctx, numbers...); err != nil {
		return nil, none, err
	}
	out := map[query.Field][]archive.Facet{}
	for _, f := range fields {
		out[f] = nil
		if n, ok := tallyOf[f]; ok {
			if out[f], err = c.facet(ctx, n, most); err != nil {
				return nil, none, err
			}
		}
	}
	n, err := c.reports(ctx)
	return out, archive.Count{N: n, More: c.more}, err
}

// A counting is of what a question finds: of all current reports where it asks nothing, else
// of the newest ones that it finds.
type counting struct {
	store *Store
	keys  []key
	all   bool // current reports: keys has none
	more  bool // there are more reports than keys
	sums  sums
}

func (s *Store) counting(ctx context.Context, q query.Query, old bool) (*counting, error) {
	p, err := s.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.countingOf(ctx, p, old)
}

func (s *Store) countingOf(ctx context.Context, p plan, old bool) (*counting, error) {
	c := &counting{store: s}
	if p.all() && !old {
		c.all = true
		return c, nil
	}
	keys, err := s.walk(p, old, -1).next(ctx, mostCounted+1)
	c.keys, c.more = keys[:min(len(keys), mostCounted)], len(keys) > mostCounted
	return c, err
}

// all tells whether a plan finds all current reports.
func (p plan) all() bool {
	return p.match == everything && p.check == nil && p.least <= 0 && p.most == lastKey
}

// sum adds up some fields, where they are not at hand.
func (c *counting) sum(ctx context.Context, fields ...int) (err error) {
	if !c.all {
		c.sums, err = c.store.sum(ctx, c.keys, fields...)
	}
	return err
}

// facet is the most frequent values of a field.
func (c *counting) facet(ctx context.Context, field, most int) ([]archive.Facet, error) {
	found, err := c.frequent(ctx, field, most)
	if err != nil {
		return nil, err
	}
	texts, err := c.store.valueTexts(ctx, idsOf(found), false)
	out := []archive.Facet{}
	for _, v := range found {
		out = append(out, archive.Facet{Value: texts[v.id], Reports: v.reports})
	}
	slices.SortFunc(out, func(a, b archive.Facet) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), most)], err
}

// frequent is the most frequent values of a field, with all that are as frequent as
// the last of them.
func (c *counting) frequent(ctx context.Context, field, most int) ([]valued, error) {
	if c.all {
		return c.store.frequent(ctx, field, most)
	}
	values := make([]int, len(c.keys)+1) // how many have so many reports
	c.sums[field].each(func(v valued) { values[v.reports]++ })
	least := len(c.keys)
	for n := 0; least > 1; least-- {
		if n += values[least]; n >= most {
			break
		}
	}
	return c.sums[field].values(func(v valued) bool { return v.reports >= least }), nil
}

// frequent is the same out of the sums over all reports. Most values have one report,
// and are not in the index.
func (s *Store) frequent(ctx context.Context, field, most int) ([]valued, error) {
	rows, err := s.read.QueryContext(ctx, totalColumns+"WHERE field = ? AND reports > 1 ORDER BY reports DESC", field)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []valued
	for rows.Next() {
		v, err := scanTotal(rows)
		if err != nil {
			return nil, err
		}
		if n := len(found); n >= most && v.reports < found[n-1].reports {
			return found, nil
		}
		found = append(found, v)
	}
	if err := rows.Err(); err != nil || len(found) >= most {
		return found, err
	}
	return s.totals(ctx, "WHERE field = ? AND reports > 0", field)
}

const totalColumns = "SELECT value, reports, findings FROM total "

func scanTotal(r scanner) (v valued, err error) {
	err = r.Scan(&v.id, &v.reports, &v.findings)
	return v, err
}

func (s *Store) totals(ctx context.Context, where string, args ...any) ([]valued, error) {
	rows, err := s.read.QueryContext(ctx, totalColumns+where, args...)
	return collect(rows, err, scanTotal)
}

// Places counts places; see archive.Store.
func (s *Store) Places(ctx context.Context, q query.Query, p archive.Page) (archive.Places, error) {
	out, err := s.places(ctx, q, p)
	return out, s.failed("count places", err)
}

func (s *Store) places(ctx context.Context, q query.Query, page archive.Page) (archive.Places, error) {
	var out archive.Places
	after, err := placeCursor(page.After)
	if err != nil {
		return out, err
	}
	c, err := s.counting(ctx, q, false)
	if err != nil {
		return out, err
	}
	if err := c.sum(ctx, tallySpot); err != nil {
		return out, err
	}
	nowhere, err := c.nowhere(ctx)
	if err != nil {
		return out, err
	}
	out.Unplaced, out.More = nowhere.findings, c.more
	if out.Reports, err = c.reports(ctx); err != nil {
		return out, err
	}
	n := limit(page, usualRows)
	found, err := c.spots(ctx, nowhere.id, after, n+1)
	if err != nil {
		return out, err
	}
	l := cut(found, n, valued.cursor)
	out.Next = l.Next
	out.Items, err = s.placesOf(ctx, l.Items)
	return out, err
}

// nowhere are the events without a place, as a spot.
func (c *counting) nowhere(ctx context.Context) (valued, error) {
	var v valued
	id, err := c.store.valueID(ctx, "")
	if err != nil || id == 0 {
		return v, err
	}
	v.id = id
	if !c.all {
		v.total = c.sums[tallySpot].of(id)
		return v, nil
	}
	all, err := c.store.totals(ctx, "WHERE field = ? AND value = ?", tallySpot, id)
	if len(all) > 0 {
		v = all[0]
	}
	return v, err
}

// reports is how many reports are counted.
func (c *counting) reports(ctx context.Context) (n int, err error) {
	if !c.all {
		return len(c.keys), nil
	}
	err = c.store.read.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM superseded)").Scan(&n)
	return n, err
}

// spots are the next n spots but for one, those of most events first, then of most reports.
func (c *counting) spots(ctx context.Context, nowhere int64, after valued, n int) ([]valued, error) {
	if c.all {
		return c.store.totals(ctx, `INDEXED BY total_spot WHERE field = 9 AND reports > 0 AND value <> ?1
			AND findings <= ?2 AND (findings < ?2 OR reports < ?3 OR reports = ?3 AND value > ?4)
			ORDER BY findings DESC, reports DESC, value LIMIT ?5`, nowhere, after.findings, after.reports, after.id, n)
	}
	found := c.sums[tallySpot].values(func(v valued) bool { return v.id != nowhere && v.compare(after) > 0 })
	slices.SortFunc(found, valued.compare)
	return found[:min(len(found), n)], nil
}

func (v valued) compare(w valued) int {
	return cmp.Or(cmp.Compare(w.findings, v.findings), cmp.Compare(w.reports, v.reports), cmp.Compare(v.id, w.id))
}

func (v valued) cursor() string { return fmt.Sprintf("%d.%d.%d", v.findings, v.reports, v.id) }

// placeCursor is the spot after which a page begins.
func placeCursor(after string) (valued, error) {
	if after == "" {
		return valued{total: total{findings: math.MaxInt, reports: math.MaxInt}}, nil
	}
	var v valued
	if n, err := fmt.Sscanf(after, "%d.%d.%d", &v.findings, &v.reports, &v.id); err != nil || n != 3 || v.cursor() != after {
		return v, errCursor(after)
	}
	return v, nil
}

// placesOf are spots as lists show them.
func (s *Store) placesOf(ctx context.Context, spots []valued) ([]archive.Place, error) {
	texts, err := s.valueTexts(ctx, idsOf(spots), true)
	var out []archive.Place
	for _, v := range spots {
		p := placeOf(texts[v.id])
		p.Reports, p.Events = v.reports, v.findings
		out = append(out, p)
	}
	return out, err
}

func idsOf(all []valued) []int64 {
	ids := make([]int64, len(all))
	for i, v := range all {
		ids[i] = v.id
	}
	return ids
}
