package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// Timeline lists dated events in order of time; see archive.Store.
func (s *Store) Timeline(ctx context.Context, q query.Query, p archive.Page) (archive.List[archive.Event], error) {
	l, err := s.timeline(ctx, q, p)
	return l, s.failed("timeline", err)
}

func (s *Store) timeline(ctx context.Context, q query.Query, page archive.Page) (archive.List[archive.Event], error) {
	var none archive.List[archive.Event]
	after, err := rowCursor(page.After)
	if err != nil {
		return none, err
	}
	t, err := s.asked(ctx, q)
	if err != nil {
		return none, err
	}
	n := limit(page, usualRows)
	found, err := t.find(ctx, after, n+1)
	if err != nil {
		return none, err
	}
	return s.events(ctx, cut(found, n, eventRow.String))
}

const (
	// fewReports is up to how many reports a timeline looks at their events alone, and
	// above which it goes through all events in order of time.
	fewReports = 1000
	// manyEvents is up to how many events that fit are listed out of their index. More
	// are so common that the sheets of a few reports soon show enough.
	manyEvents = 10_000
)

// A timeline is what is asked of events.
type timeline struct {
	store    *Store
	plan     plan
	from, to string  // ISO days; from "" is open
	kinds    []int64 // values of the types that may fit; nil for all
	keys     []key   // the reports that fit, in order; nil for all
	events   []spot  // the events that fit, in order; nil for all, and where they are too many to list
}

// asked makes the timeline of a query ready.
func (s *Store) asked(ctx context.Context, q query.Query) (*timeline, error) {
	t := &timeline{store: s}
	q, t.from, t.to = withoutDays(q)
	var err error
	if t.plan, err = s.compile(ctx, q); err != nil {
		return nil, err
	}
	t.plan.check = withoutEvents(t.plan.check) // each event is looked at anyway
	if kind := kindOf(prune(q.Root)); kind != "" {
		t.kinds, err = s.kinds(ctx, kind)
	}
	return t, err
}

// kindOf is the type, as a token, that n asks of every event; "" for none.
func kindOf(n query.Node) string {
	parts, ok := n.(query.And)
	if !ok {
		parts = query.And{n}
	}
	for _, p := range parts {
		if f, ok := p.(query.Filter); ok && f.Field == query.Event {
			return oneToken(f.Value)
		}
	}
	return ""
}

// kinds are the values that are a type.
func (s *Store) kinds(ctx context.Context, kind string) ([]int64, error) {
	all, err := s.totals(ctx, "WHERE field = ?", tallyEvent) // there are few types
	if err != nil {
		return nil, err
	}
	texts, err := s.valueTexts(ctx, idsOf(all), false)
	out := []int64{}
	for _, v := range all {
		if oneToken(texts[v.id]) == kind {
			out = append(out, v.id)
		}
	}
	return out, err
}

// gather finds out which reports fit, and which events. To ask of each report that an
// event is in whether it fits was tried: the index takes longer for a hundred reports
// that lie far apart than to list a hundred thousand.
func (t *timeline) gather(ctx context.Context) error {
	if !t.plan.all() && t.plan.only != ofEvent {
		keys, err := t.store.keys(ctx, t.plan)
		if err != nil {
			return err
		}
		t.keys = append([]key{}, keys...)
	}
	if t.plan.events == nil {
		return nil
	}
	events, err := t.store.fitting(ctx, eventIndex, t.plan.eventMatch, 0, lastKey*perReport, manyEvents+1)
	if len(events) <= manyEvents {
		t.events = append([]spot{}, events...)
	}
	return err
}

// listed tells whether an event is among those that fit, as far as they are listed.
func (t *timeline) listed(p spot) bool {
	report, event := true, true
	if t.keys != nil {
		_, report = slices.BinarySearch(t.keys, p.key)
	}
	if t.events != nil {
		_, event = slices.BinarySearchFunc(t.events, p, spot.compare)
	}
	return report && event
}

// fitting are up to n findings in which m holds, of current reports, with numbers in
// their index from one up to another.
func (s *Store) fitting(ctx context.Context, index string, m match, from, to key, n int) ([]spot, error) {
	if m == nothing || from >= to {
		return nil, nil
	}
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf(`SELECT rowid / %[1]d, rowid %% %[1]d FROM %[2]s WHERE %[2]s MATCH ? AND rowid >= ? AND rowid < ?
		AND rowid / %[1]d NOT IN (SELECT key FROM superseded) ORDER BY rowid LIMIT ?`, perReport, index), m.String(), from, to, n)
	return collect(rows, err, func(r scanner) (p spot, err error) {
		err = r.Scan(&p.key, &p.n)
		return p, err
	})
}

// find is the next n events that fit.
func (t *timeline) find(ctx context.Context, after eventRow, n int) ([]eventRow, error) {
	if err := t.gather(ctx); err != nil {
		return nil, err
	}
	of := t.few()
	var found []eventRow
	for size := 2 * n; len(found) < n; size = min(2*size, 20_000) {
		rows, err := t.rows(ctx, of, after, size)
		if err != nil {
			return nil, err
		}
		ended := len(rows) < size
		if !ended {
			after = rows[len(rows)-1]
		}
		for len(rows) > 0 && len(found) < n { // to look at all would be in vain where the first ones fit
			some := rows[:min(len(rows), 2*n)]
			rows = rows[len(some):]
			if some, err = t.fit(ctx, some); err != nil {
				return nil, err
			}
			found = append(found, some...)
		}
		if ended {
			break
		}
	}
	return found[:min(len(found), n)], nil
}

// few are the reports whose events are to be looked at, where they are few; else nil.
func (t *timeline) few() []key {
	keys := t.keys
	if t.events != nil && (keys == nil || len(t.events) < len(keys)) {
		keys = keysOf(t.events)
	}
	if len(keys) > fewReports {
		return nil
	}
	return keys
}

// fit are those of the rows that fit.
func (t *timeline) fit(ctx context.Context, rows []eventRow) ([]eventRow, error) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r eventRow) bool { return !t.listed(r.spot) })
	if t.plan.events == nil || t.events != nil {
		return rows, nil
	}
	all, err := t.store.candidates(ctx, keysOf(rows), partFindings, false)
	if err != nil {
		return nil, err
	}
	byKey := map[key]*candidate{}
	for _, c := range all {
		byKey[c.key] = c
	}
	return slices.DeleteFunc(rows, func(r eventRow) bool {
		c := byKey[r.key]
		return c == nil || r.n >= len(c.sheet.events) || !fits(t.plan.events, c, r.n)
	}), nil
}

func (p spot) report() key { return p.key }

func (p spot) compare(q spot) int { return cmp.Or(cmp.Compare(p.key, q.key), cmp.Compare(p.n, q.n)) }

// row is the number of a finding in the index of its kind.
func (p spot) row() key { return p.key*perReport + key(p.n) }

// keysOf are the reports of findings, each once, in order.
func keysOf[T interface{ report() key }](findings []T) []key {
	keys := make([]key, len(findings))
	for i, f := range findings {
		keys[i] = f.report()
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// rows are up to n rows after one, of some reports, or with nil of all current ones.
func (t *timeline) rows(ctx context.Context, of []key, after eventRow, n int) ([]eventRow, error) {
	from, to := number(t.from, 0), number(t.to, 99991231)
	if of != nil {
		const q = `SELECT earliest, latest, key, n FROM event INDEXED BY event_key WHERE key IN (SELECT value FROM json_each(?7))
			AND earliest <= ?6 AND latest >= ?5 AND (earliest, latest, key, n) > (?1, ?2, ?3, ?4) ORDER BY 1, 2, 3, 4 LIMIT ?8`
		rows, err := t.store.read.QueryContext(ctx, q, after.earliest, after.latest, after.key, after.n, from, to, jsonList(of), n)
		return collect(rows, err, scanEventRow)
	}
	begin := 0
	if d, err := time.Parse(time.DateOnly, t.from); err == nil {
		begin = number(d.AddDate(0, 0, -longer).Format(time.DateOnly), 0)
	}
	more, args := "", []any{after.earliest, after.latest, after.key, after.n, from, to, begin, n}
	if t.kinds != nil {
		more, args = " AND kind IN (SELECT value FROM json_each(?9))", append(args, jsonList(t.kinds))
	}
	more += " AND (earliest, latest, key, n) > (?1, ?2, ?3, ?4) AND key NOT IN (SELECT key FROM superseded)"
	rows, err := t.store.read.QueryContext(ctx, `SELECT earliest, latest, key, n FROM event WHERE long = 0 AND earliest >= ?7 AND earliest <= ?6 AND latest >= ?5`+more+`
		UNION ALL
		SELECT earliest, latest, key, n FROM event WHERE long = 1 AND earliest <= ?6 AND latest >= ?5`+more+`
		ORDER BY 1, 2, 3, 4 LIMIT ?8`, args...)
	return collect(rows, err, scanEventRow)
}

func scanEventRow(r scanner) (eventRow, error) {
	var e eventRow
	err := r.Scan(&e.earliest, &e.latest, &e.key, &e.n)
	return e, err
}

// An eventRow is a row of table event: its place in the order of time.
type eventRow struct {
	earliest, latest int
	spot
}

func (a eventRow) String() string { return fmt.Sprintf("%d.%d.%s", a.earliest, a.latest, a.spot) }

func rowCursor(after string) (eventRow, error) {
	if after == "" {
		return eventRow{earliest: -1}, nil
	}
	parts := strings.SplitN(after, ".", 3)
	if len(parts) != 3 {
		return eventRow{}, errCursor(after)
	}
	p, err := spotCursor(parts[2])
	earliest, err2 := strconv.Atoi(parts[0])
	latest, err3 := strconv.Atoi(parts[1])
	if err != nil || err2 != nil || err3 != nil {
		return eventRow{}, errCursor(after)
	}
	return eventRow{earliest, latest, p}, nil
}

// events are rows as they are listed.
func (s *Store) events(ctx context.Context, l archive.List[eventRow]) (archive.List[archive.Event], error) {
	out := archive.List[archive.Event]{Next: l.Next}
	spots := make([]spot, len(l.Items))
	for i, r := range l.Items {
		spots[i] = r.spot
	}
	err := s.each(ctx, spots, func(f spot, c *candidate, id string, text runes) {
		if f.n < len(c.sheet.events) {
			out.Items = append(out.Items, c.sheet.event(id, f.n, text))
		}
	})
	return out, err
}

// EventsOf lists the events of reports; see archive.Store.
func (s *Store) EventsOf(ctx context.Context, ids []string) (map[string][]archive.Event, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+headColumns+" FROM report WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key", jsonList(ids))
	heads, err := collect(rows, err, func(r scanner) (keyedHead, error) { return scanHead(r) })
	if err != nil {
		return nil, s.failed("list events", err)
	}
	byKey, keys := map[key]string{}, make([]key, len(heads))
	for i, h := range heads {
		byKey[h.key], keys[i] = h.ID, h.key
	}
	all, err := s.candidates(ctx, keys, partFindings, true)
	out := map[string][]archive.Event{}
	for _, c := range all {
		id, text := byKey[c.key], runes(c.text)
		for n := range c.sheet.events {
			out[id] = append(out[id], c.sheet.event(id, n, text))
		}
	}
	return out, s.failed("list events", err)
}

// withoutDays is q without a When that is all that it asks of events, and the bounds
// that it sets: the table of events knows those, and no sheet has to be opened. Where
// other fields of events are asked for, q stays whole and only the bounds are given.
func withoutDays(q query.Query) (rest query.Query, from, to string) {
	root := prune(q.Root)
	from, to = days(root)
	parts, ok := root.(query.And)
	if !ok {
		parts = query.And{root}
	}
	i := slices.IndexFunc(parts, isWhen)
	if i < 0 || slices.ContainsFunc(slices.Delete(slices.Clone(parts), i, i+1), asksOfEvents) {
		return q, from, to
	}
	switch parts = slices.Delete(slices.Clone(parts), i, i+1); len(parts) {
	case 0:
		return query.Query{}, from, to
	case 1:
		return query.Query{Root: parts[0]}, from, to
	}
	return query.Query{Root: parts}, from, to
}

func isWhen(n query.Node) bool {
	f, ok := n.(query.Filter)
	return ok && f.Field == query.When
}

// asksOfEvents tells whether a field of events is anywhere in n.
func asksOfEvents(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		return slices.ContainsFunc(n, asksOfEvents)
	case query.Or:
		return slices.ContainsFunc(n, asksOfEvents)
	case query.Not:
		return asksOfEvents(n.Part)
	case query.Filter:
		return n.Field == query.When || n.Field == query.Event || n.Field == query.Place
	}
	return false
}

// withoutEvents is what is left to check where events are looked at one by one.
func withoutEvents(check part) part {
	switch c := check.(type) {
	case group:
		if c.index == eventIndex {
			return nil
		}
	case both:
		c = slices.DeleteFunc(slices.Clone(c), func(p part) bool {
			g, ok := p.(group)
			return ok && g.index == eventIndex
		})
		if len(c) == 0 {
			return nil
		}
		return c
	}
	return check
}

// days are the bounds that When beside everything else sets; from is "" where it
// sets none.
func days(n query.Node) (from, to string) {
	parts, ok := n.(query.And)
	if !ok {
		parts = query.And{n}
	}
	to = lastDay
	for _, p := range parts {
		if f, ok := p.(query.Filter); ok && f.Field == query.When {
			from = max(from, day(f.Dates.From))
			to = min(to, cmp.Or(day(f.Dates.To), lastDay))
		}
	}
	return from, to
}
