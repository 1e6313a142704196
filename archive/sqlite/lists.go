package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

const usualRows = 50

// Statements lists statements; see archive.Store.
func (s *Store) Statements(ctx context.Context, q query.Query, p archive.Page) (archive.List[archive.Statement], error) {
	l, err := listed(ctx, s, q, p, func(pl plan, c *candidate, id string, from int, text runes) (out []numbered[archive.Statement]) {
		for n := from; n < len(c.sheet.statements); n++ {
			if pl.statements == nil || fits(pl.statements, c, n) {
				out = append(out, numbered[archive.Statement]{spot{c.key, n}, c.sheet.statement(id, n, text)})
			}
		}
		return out
	})
	return l, s.failed("list statements", err)
}

// Undated lists events without a date; see archive.Store.
func (s *Store) Undated(ctx context.Context, q query.Query, p archive.Page) (archive.List[archive.Event], error) {
	l, err := listed(ctx, s, q, p, func(pl plan, c *candidate, id string, from int, text runes) (out []numbered[archive.Event]) {
		for n := from; n < len(c.sheet.events); n++ {
			if !c.sheet.events[n].dated() && (pl.events == nil || fits(pl.events, c, n)) {
				out = append(out, numbered[archive.Event]{spot{c.key, n}, c.sheet.event(id, n, text)})
			}
		}
		return out
	})
	return l, s.failed("list undated events", err)
}

// A spot is where a finding stands: a report and a number in its sheet.
type spot struct {
	key key
	n   int
}

func (p spot) String() string { return strconv.FormatInt(p.key, 36) + "." + strconv.Itoa(p.n) }

func spotCursor(after string) (spot, error) {
	if after == "" {
		return spot{0, -1}, nil
	}
	k, n, ok := strings.Cut(after, ".")
	key, err := strconv.ParseInt(k, 36, 64)
	number, err2 := strconv.Atoi(n)
	if !ok || err != nil || err2 != nil || key < 0 || number < 0 {
		return spot{}, errCursor(after)
	}
	return spot{key, number}, nil
}

// A numbered is a finding with its place.
type numbered[T any] struct {
	spot  spot
	value T
}

// listed is a page of the findings that each gives of the reports that q finds,
// from number from on.
func listed[T any](ctx context.Context, s *Store, q query.Query, page archive.Page,
	each func(p plan, c *candidate, id string, from int, text runes) []numbered[T]) (archive.List[T], error) {
	p, err := s.compile(ctx, q)
	if err != nil {
		return archive.List[T]{}, err
	}
	after, err := spotCursor(page.After)
	if err != nil {
		return archive.List[T]{}, err
	}
	n := limit(page, usualRows)
	var found []numbered[T]
	for w := s.walk(p, false, after.key-1); len(found) <= n && !w.ended; {
		keys, err := w.next(ctx, min(n+1, 100))
		if err != nil {
			return archive.List[T]{}, err
		}
		heads, err := s.heads(ctx, keys)
		if err != nil {
			return archive.List[T]{}, err
		}
		all, err := s.candidates(ctx, keys, true)
		if err != nil {
			return archive.List[T]{}, err
		}
		for _, c := range all {
			from := 0
			if c.key == after.key {
				from = after.n + 1
			}
			found = append(found, each(p, c, heads[c.key].ID, from, runes(c.text))...)
		}
	}
	return values(cut(found, n, func(f numbered[T]) string { return f.spot.String() })), nil
}

func values[T any](l archive.List[numbered[T]]) archive.List[T] {
	out := archive.List[T]{Next: l.Next}
	for _, v := range l.Items {
		out.Items = append(out.Items, v.value)
	}
	return out
}

// An eventRow is a row of table event: its place in the order of time.
type eventRow struct {
	earliest, latest int
	spot
}

func (a eventRow) compare(b eventRow) int {
	return cmp.Or(cmp.Compare(a.earliest, b.earliest), cmp.Compare(a.latest, b.latest), cmp.Compare(a.key, b.key), cmp.Compare(a.n, b.n))
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

// fewReports is up to how many reports a timeline opens them all, and above which
// it goes through the events in order of time.
const fewReports = 500

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
	t := timeline{store: s, after: after, n: limit(page, usualRows) + 1}
	keys, err := t.ask(ctx, q)
	if err != nil {
		return none, err
	}
	if keys != nil && t.plan.events != nil && len(keys) <= fewReports {
		err = t.open(ctx, keys) // most events of these reports do not fit
	} else {
		err = t.scan(ctx)
	}
	if err != nil {
		return none, err
	}
	l := cut(t.found, t.n-1, func(f foundEvent) string { return f.row.String() })
	return s.events(ctx, l)
}

// ask makes the plan of a timeline, and gives the keys of the reports that q finds;
// nil for all.
func (t *timeline) ask(ctx context.Context, q query.Query) ([]key, error) {
	q, t.from, t.to = withoutDays(q)
	var err error
	if t.plan, err = t.store.compile(ctx, q); err != nil {
		return nil, err
	}
	t.plan.check = withoutEvents(t.plan.check) // each event is looked at anyway
	if t.plan.match == everything && t.plan.check == nil {
		return nil, nil
	}
	keys, err := t.store.walk(t.plan, false, -1).next(ctx, 1<<40)
	if err != nil {
		return nil, err
	}
	t.keys = map[key]bool{}
	for _, k := range keys {
		t.keys[k] = true
	}
	return slices.Clip(append([]key{}, keys...)), nil
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

// A timeline gathers events in order of time.
type timeline struct {
	store    *Store
	plan     plan
	keys     map[key]bool // of the reports; nil for all
	from, to string
	after    eventRow
	n        int
	found    []foundEvent
}

type foundEvent struct {
	row eventRow
	c   *candidate
}

// open looks at all events of a few reports.
func (t *timeline) open(ctx context.Context, keys []key) error {
	all, err := t.store.candidates(ctx, keys, false)
	if err != nil {
		return err
	}
	for _, c := range all {
		for n, e := range c.sheet.events {
			_, earliest, latest := e.row()
			row := eventRow{earliest, latest, spot{c.key, n}}
			if e.dated() && row.compare(t.after) > 0 && t.fits(c, n) {
				t.found = append(t.found, foundEvent{row, c})
			}
		}
	}
	slices.SortFunc(t.found, func(a, b foundEvent) int { return a.row.compare(b.row) })
	return nil
}

func (t *timeline) fits(c *candidate, n int) bool {
	return t.plan.events == nil || fits(t.plan.events, c, n)
}

// scan goes through the events in order of time.
func (t *timeline) scan(ctx context.Context) error {
	for size := 2 * t.n; len(t.found) < t.n; size = min(2*size, 20_000) {
		rows, err := t.rows(ctx, size)
		if err != nil {
			return err
		}
		if err := t.take(ctx, rows); err != nil {
			return err
		}
		if len(rows) < size {
			return nil
		}
		t.after = rows[len(rows)-1]
	}
	return nil
}

// take takes those of the rows that fit.
func (t *timeline) take(ctx context.Context, rows []eventRow) error {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r eventRow) bool { return t.keys != nil && !t.keys[r.key] })
	for len(rows) > 0 && len(t.found) < t.n {
		some := rows[:min(len(rows), t.n)]
		rows = rows[len(some):]
		keys := map[key]bool{}
		for _, r := range some {
			keys[r.key] = true
		}
		all, err := t.store.candidates(ctx, slices.Sorted(maps.Keys(keys)), false)
		if err != nil {
			return err
		}
		byKey := map[key]*candidate{}
		for _, c := range all {
			byKey[c.key] = c
		}
		for _, r := range some {
			if c := byKey[r.key]; c != nil && r.n < len(c.sheet.events) && t.fits(c, r.n) {
				t.found = append(t.found, foundEvent{r, c})
			}
		}
	}
	return nil
}

// rows are up to n rows after the last one.
func (t *timeline) rows(ctx context.Context, n int) ([]eventRow, error) {
	from, to := number(t.from, 0), number(t.to, 99991231)
	begin := 0
	if d, err := time.Parse(time.DateOnly, t.from); err == nil {
		begin = number(d.AddDate(0, 0, -longer).Format(time.DateOnly), 0)
	}
	const q = `SELECT earliest, latest, key, n FROM event WHERE long = 0 AND earliest >= ?7 AND earliest <= ?6 AND latest >= ?5
			AND (earliest, latest, key, n) > (?1, ?2, ?3, ?4) AND key NOT IN (SELECT key FROM superseded)
		UNION ALL
		SELECT earliest, latest, key, n FROM event WHERE long = 1 AND earliest <= ?6 AND latest >= ?5
			AND (earliest, latest, key, n) > (?1, ?2, ?3, ?4) AND key NOT IN (SELECT key FROM superseded)
		ORDER BY 1, 2, 3, 4 LIMIT ?8`
	if t.keys != nil && len(t.keys) <= fewReports {
		const q = `SELECT earliest, latest, key, n FROM event INDEXED BY event_key WHERE key IN (SELECT value FROM json_each(?7))
			AND earliest <= ?6 AND latest >= ?5 AND (earliest, latest, key, n) > (?1, ?2, ?3, ?4) ORDER BY 1, 2, 3, 4 LIMIT ?8`
		keys := slices.Sorted(maps.Keys(t.keys))
		rows, err := t.store.read.QueryContext(ctx, q, t.after.earliest, t.after.latest, t.after.key, t.after.n, from, to, jsonList(keys), n)
		return collect(rows, err, scanEventRow)
	}
	rows, err := t.store.read.QueryContext(ctx, q, t.after.earliest, t.after.latest, t.after.key, t.after.n, from, to, begin, n)
	return collect(rows, err, scanEventRow)
}

func scanEventRow(r scanner) (eventRow, error) {
	var e eventRow
	err := r.Scan(&e.earliest, &e.latest, &e.key, &e.n)
	return e, err
}

// events are found events as they are listed.
func (s *Store) events(ctx context.Context, l archive.List[foundEvent]) (archive.List[archive.Event], error) {
	out := archive.List[archive.Event]{Next: l.Next}
	keys := map[key]bool{}
	for _, f := range l.Items {
		keys[f.row.key] = true
	}
	heads, err := s.heads(ctx, slices.Sorted(maps.Keys(keys)))
	if err != nil {
		return out, err
	}
	texts, err := s.texts(ctx, slices.Sorted(maps.Keys(keys)))
	if err != nil {
		return out, err
	}
	for _, f := range l.Items {
		out.Items = append(out.Items, f.c.sheet.event(heads[f.row.key].ID, f.row.n, texts[f.row.key]))
	}
	return out, nil
}

// texts are the texts of reports.
func (s *Store) texts(ctx context.Context, keys []key) (map[key]runes, error) {
	out := map[key]runes{}
	rows, err := s.read.QueryContext(ctx, "SELECT key, data FROM report JOIN text ON text.id = report.text WHERE key IN (SELECT value FROM json_each(?))", jsonList(keys))
	_, err = collect(rows, err, func(r scanner) (key, error) {
		var k key
		var data []byte
		if err := r.Scan(&k, &data); err != nil {
			return k, err
		}
		text, err := decompress(data)
		out[k] = runes(string(text))
		return k, err
	})
	return out, err
}

// Actors lists names of actors; see archive.Store.
func (s *Store) Actors(ctx context.Context, t query.Term, page archive.Page) (archive.List[archive.Name], error) {
	l, err := s.actors(ctx, t, page)
	return l, s.failed("list actors", err)
}

func (s *Store) actors(ctx context.Context, t query.Term, page archive.Page) (archive.List[archive.Name], error) {
	type row struct {
		id int64
		archive.Name
	}
	var none archive.List[archive.Name]
	after := spot{1 << 62, 0} // a number of reports, and an id
	var err error
	if page.After != "" {
		if after, err = spotCursor(page.After); err != nil {
			return none, err
		}
	}
	words, err := s.words(ctx, "name_find", "id", t)
	if err != nil {
		return none, err
	}
	n := limit(page, usualRows)
	args := append([]any{after.key, after.n}, words.args...)
	rows, err := s.read.QueryContext(ctx, `SELECT id, name, kind, reports, mentions, said FROM name
		WHERE reports > 0 AND reports <= ?1 AND NOT (reports = ?1 AND id <= ?2)`+words.where+" ORDER BY reports DESC, id LIMIT ?", append(args, n+1)...)
	all, err := collect(rows, err, func(r scanner) (row, error) {
		var v row
		err := r.Scan(&v.id, &v.Name.Name, &v.Kind, &v.Reports, &v.Mentions, &v.Said)
		return v, err
	})
	if err != nil {
		return none, err
	}
	l := cut(all, n, func(r row) string { return spot{int64(r.Reports), int(r.id)}.String() })
	out := archive.List[archive.Name]{Next: l.Next}
	for _, r := range l.Items {
		out.Items = append(out.Items, r.Name)
	}
	return out, nil
}

// A condition is the end of a WHERE, with its arguments.
type condition struct {
	where string
	args  []any
}

// words is the condition that an index of its own has the words of a term.
func (s *Store) words(ctx context.Context, index, column string, t query.Term) (condition, error) {
	if len(archive.NewPattern(t).Words) == 0 {
		return condition{}, nil
	}
	c := compiler{ctx: ctx, store: s, words: map[string]string{}}
	m := c.term(inText, t)
	return condition{" AND " + column + " IN (SELECT rowid FROM " + index + " WHERE " + index + " MATCH ?)", []any{m.String()}}, c.err
}

// mostCounted is among how many reports facets are counted.
const mostCounted = 1000

// Facets counts values of fields; see archive.Store.
func (s *Store) Facets(ctx context.Context, q query.Query, all bool, fields []query.Field, most int) (map[query.Field][]archive.Facet, bool, error) {
	counts, more, err := s.facets(ctx, q, all, fields)
	if err != nil {
		return nil, false, s.failed("count facets", err)
	}
	out := map[query.Field][]archive.Facet{}
	for f, values := range counts {
		list := []archive.Facet{}
		for v, n := range values {
			list = append(list, archive.Facet{Value: v, Reports: n})
		}
		slices.SortFunc(list, func(a, b archive.Facet) int {
			return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Value, b.Value))
		})
		out[f] = list[:min(len(list), most)]
	}
	return out, more, nil
}

// facets counts among the newest reports, and tells whether there are more.
func (s *Store) facets(ctx context.Context, q query.Query, all bool, fields []query.Field) (map[query.Field]map[string]int, bool, error) {
	p, err := s.compile(ctx, q)
	if err != nil {
		return nil, false, err
	}
	keys, err := s.walk(p, all, -1).next(ctx, mostCounted+1)
	if err != nil {
		return nil, false, err
	}
	more := len(keys) > mostCounted
	keys = keys[:min(len(keys), mostCounted)]
	heads, err := s.heads(ctx, keys)
	if err != nil {
		return nil, false, err
	}
	candidates, err := s.facetted(ctx, keys, fields)
	if err != nil {
		return nil, false, err
	}
	counts := map[query.Field]map[string]int{}
	for _, f := range fields {
		counts[f] = map[string]int{}
		for _, c := range candidates {
			for _, v := range c.values(heads[c.key], f) {
				counts[f][v]++
			}
		}
	}
	return counts, more, nil
}

// facetted are the reports with those keys, with their sheets where a field is in them.
func (s *Store) facetted(ctx context.Context, keys []key, fields []query.Field) ([]*candidate, error) {
	if slices.ContainsFunc(fields, func(f query.Field) bool { return f != query.Publisher && f != query.Date }) {
		return s.candidates(ctx, keys, false)
	}
	var out []*candidate
	for _, k := range keys {
		out = append(out, &candidate{key: k})
	}
	return out, nil
}

// values are the values of a field in a report, without doubles.
func (c *candidate) values(h archive.Head, f query.Field) []string {
	switch f {
	case query.Publisher:
		return distinct([]string{h.Publisher})
	case query.Date:
		return distinct([]string{day(h.Published)})
	}
	return c.sheet.values(f)
}

// values are the values of a field in a sheet, without doubles.
func (s sheet) values(f query.Field) []string {
	seen := map[string]bool{"": true}
	var out []string
	add := func(v string) {
		if !seen[v] {
			out = append(out, v)
		}
		seen[v] = true
	}
	for _, st := range s.statements {
		switch f {
		case query.Speaker:
			add(st.speaker)
		case query.Naming:
			add(st.naming)
		case query.Act:
			add(st.act)
		}
	}
	if f == query.Event {
		for _, e := range s.events {
			add(e.kind)
		}
	}
	if f == query.Place {
		for _, names := range s.places {
			add(names[0])
		}
	}
	if f == query.Actor {
		for _, a := range s.cast {
			if a.named {
				add(a.name)
			}
		}
	}
	if f == query.Credit {
		for _, c := range s.credits {
			add(c)
		}
	}
	return out
}
