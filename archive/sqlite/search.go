package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

const (
	usualHits  = 20
	usualCount = 1000
	// ranked is how many reports, the newest that fit, are put in order of
	// relevance. To rank all reports with a common word takes longer than people wait.
	ranked = 1000
	// mostChecked is how many reports are opened to count those that fit.
	mostChecked = 4000
)

// Search finds reports; see archive.Store.
func (s *Store) Search(ctx context.Context, q query.Query, o archive.Options) (archive.Hits, error) {
	h, err := s.search(ctx, q, o)
	return h, s.failed("search", err)
}

func (s *Store) search(ctx context.Context, q query.Query, o archive.Options) (archive.Hits, error) {
	var h archive.Hits
	p, err := s.compile(ctx, q)
	if err != nil {
		return h, err
	}
	n := limit(o.Page, usualHits)
	var keys []key
	if o.Relevance && p.rank != nothing {
		keys, h.Next, err = s.best(ctx, p, o, n)
	} else {
		keys, h.Next, err = s.newest(ctx, p, o, n)
	}
	if err != nil {
		return h, err
	}
	if h.Items, err = s.hits(ctx, p, keys, o.Heads); err != nil {
		return h, err
	}
	if o.After == "" && h.Next == "" { // this is all
		h.Total.N = len(keys)
		return h, nil
	}
	h.Total, err = s.count(ctx, p, o)
	return h, err
}

// newest is a page of keys in their order.
func (s *Store) newest(ctx context.Context, p plan, o archive.Options, n int) (keys []key, next string, err error) {
	after, err := keyCursor(o.After)
	if err != nil {
		return nil, "", err
	}
	w := s.walk(p, o.All, after)
	if keys, err = w.next(ctx, n+1); err != nil {
		return nil, "", err
	}
	if len(keys) > n {
		keys = keys[:n]
		next = strconv.FormatInt(keys[n-1], 36)
	}
	return keys, next, nil
}

// keyCursor is the key after which a page begins.
func keyCursor(after string) (key, error) {
	if after == "" {
		return -1, nil
	}
	k, err := strconv.ParseInt(after, 36, 64)
	if err != nil {
		return 0, errCursor(after)
	}
	return k, nil
}

func errCursor(after string) error {
	return fmt.Errorf("%w: %.40q", archive.ErrPlace, after)
}

// A scored report is one of those in order of relevance.
type scored struct {
	key   key
	score float64 // of FTS5: the less, the better
}

func (a scored) compare(b scored) int {
	return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.key, b.key))
}

// best is a page of keys by relevance: first the newest reports that fit, in
// order of BM25, and after them the others, the newest first.
func (s *Store) best(ctx context.Context, p plan, o archive.Options, n int) (keys []key, next string, err error) {
	score, after, inRanked := strings.Cut(o.After, ",")
	if o.After != "" && !inRanked {
		return s.newest(ctx, p, o, n)
	}
	from := scored{key: -1, score: -1e300}
	if inRanked {
		from.score, err = strconv.ParseFloat(score, 64)
		if err == nil {
			from.key, err = keyCursor(after)
		}
		if err != nil {
			return nil, "", errCursor(o.After)
		}
	}
	all, err := s.rank(ctx, p, o.All)
	if err != nil {
		return nil, "", err
	}
	last := key(-1)
	for _, r := range all {
		last = max(last, r.key)
	}
	full := len(all) == ranked
	all = slices.DeleteFunc(all, func(r scored) bool { return r.compare(from) <= 0 })
	for _, r := range all[:min(n, len(all))] {
		keys = append(keys, r.key)
	}
	switch {
	case len(all) > n:
		r := all[n-1]
		next = strconv.FormatFloat(r.score, 'g', -1, 64) + "," + strconv.FormatInt(r.key, 36)
	case full:
		next = strconv.FormatInt(last, 36)
	}
	return keys, next, nil
}

// rank is the newest reports that fit, in order of relevance.
func (s *Store) rank(ctx context.Context, p plan, all bool) ([]scored, error) {
	w := s.walk(p, all, -1)
	keys, err := w.next(ctx, ranked)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	out := make([]scored, len(keys))
	at := map[key]int{}
	for i, k := range keys {
		out[i].key, at[k] = k, i
	}
	// The words of the question, within its reports: else a common word would
	// be weighed in all of the archive.
	rows, err := s.read.QueryContext(ctx, "SELECT rowid, bm25(find) FROM find WHERE find MATCH ? AND rowid >= ? AND rowid <= ?",
		p.rank.String(), keys[0], keys[len(keys)-1])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r scored
		if err := rows.Scan(&r.key, &r.score); err != nil {
			return nil, err
		}
		if i, ok := at[r.key]; ok {
			out[i] = r
		}
	}
	slices.SortFunc(out, scored.compare)
	return out, rows.Err()
}

// A walk goes through the reports that fit a plan, the newest first.
type walk struct {
	store   *Store
	plan    plan
	all     bool // older versions too
	after   key
	checked int // reports looked at
	ended   bool
	few     []key // the reports that a group of the plan holds of, where they are few
	probed  bool  // few was looked for
}

func (s *Store) walk(p plan, all bool, after key) *walk {
	return &walk{store: s, plan: p, all: all, after: max(after, p.least-1)}
}

// next gives the next n keys, fewer at the end.
func (w *walk) next(ctx context.Context, n int) ([]key, error) {
	var out []key
	for size := n; len(out) < n && !w.ended; size = min(2*size, 2000) {
		keys, err := w.step(ctx, size)
		if err != nil {
			return nil, err
		}
		if left := n - len(out); len(keys) > left {
			keys = keys[:left]
			w.after, w.ended, w.probed, w.few = keys[left-1], false, false, nil
		}
		out = append(out, keys...)
	}
	return out, nil
}

// step asks the index for up to n keys, and gives those that fit.
func (w *walk) step(ctx context.Context, n int) ([]key, error) {
	if err := w.probe(ctx); err != nil {
		return nil, err
	}
	if w.few != nil {
		return w.stepFew(ctx, n)
	}
	keys, err := w.store.indexed(ctx, w.plan, w.all, w.after, n)
	if err != nil {
		return nil, err
	}
	w.ended = len(keys) < n
	if len(keys) > 0 {
		w.after = keys[len(keys)-1]
	}
	if w.plan.check == nil {
		return keys, nil
	}
	w.checked += len(keys)
	return w.store.checked(ctx, w.plan.check, keys)
}

// keys are all current reports that fit, the newest first.
func (s *Store) keys(ctx context.Context, p plan) ([]key, error) {
	if p.check != nil || p.index != reportIndex || p.match == nothing {
		return s.walk(p, false, -1).next(ctx, 1<<40)
	}
	q, args := selectKeys(p, false, p.least-1)
	var list sql.NullString
	// In one row: to read a hundred thousand takes half as long again.
	if err := s.read.QueryRowContext(ctx, "SELECT group_concat(key) FROM ("+q+")", args...).Scan(&list); err != nil || !list.Valid {
		return nil, err
	}
	var keys []key
	for number := range strings.SplitSeq(list.String, ",") {
		k, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	slices.Sort(keys) // they are, but SQL does not promise it
	return keys, nil
}

// mostFew is up to how many reports of a group are looked at one by one.
const mostFew = 1000

// probe finds out whether one of the groups that have to hold does of few reports.
// Words that are common in reports may be rare in one statement.
func (w *walk) probe(ctx context.Context) error {
	if w.probed {
		return nil
	}
	w.probed = true
	parts, _ := w.plan.check.(both)
	for _, p := range parts {
		g, ok := p.(group)
		if !ok {
			continue
		}
		keys, err := w.store.indexed(ctx, plan{index: g.index, match: g.match, most: w.plan.most}, w.all, w.after, mostFew+1)
		if err != nil {
			return err
		}
		if len(keys) <= mostFew {
			w.few = append([]key{}, keys...)
			return nil
		}
	}
	return nil
}

// stepFew gives those of the next n of few that fit.
func (w *walk) stepFew(ctx context.Context, n int) ([]key, error) {
	keys := w.few[:min(n, len(w.few))]
	w.few = w.few[len(keys):]
	w.ended = len(w.few) == 0
	w.checked += len(keys)
	return w.store.checked(ctx, both{w.plan.match, w.plan.check}, slices.Clone(keys))
}

// indexed is up to n keys after another one for which the index gives the plan's match.
func (s *Store) indexed(ctx context.Context, p plan, all bool, after key, n int) ([]key, error) {
	if p.match == nothing || after >= p.most {
		return nil, nil
	}
	q, args := selectKeys(p, all, after)
	rows, err := s.read.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var keys []key
	for len(keys) < n && rows.Next() {
		var k key
		if err := rows.Scan(&k); err != nil {
			return nil, err
		}
		if len(keys) == 0 || k != keys[len(keys)-1] { // a report may have several rows
			keys = append(keys, k)
		}
	}
	return keys, rows.Err()
}

// selectKeys is the statement that gives, in order, the keys of a plan's match.
func selectKeys(p plan, all bool, after key) (string, []any) {
	current := func(key string) string {
		if all {
			return ""
		}
		return " AND " + key + " NOT IN (SELECT key FROM superseded)"
	}
	switch {
	case p.index != reportIndex:
		return fmt.Sprintf("SELECT rowid / %d FROM %s WHERE %[2]s MATCH ? AND rowid >= ? AND rowid < ?%s ORDER BY rowid", perReport, p.index, current(fmt.Sprint("rowid / ", perReport))),
			[]any{p.match.String(), (after + 1) * perReport, (p.most + 1) * perReport}
	case p.match == everything:
		return "SELECT key FROM report WHERE key > ? AND key <= ?" + current("key") + " ORDER BY key", []any{after, p.most}
	}
	return "SELECT rowid AS key FROM find WHERE find MATCH ? AND rowid > ? AND rowid <= ?" + current("rowid") + " ORDER BY rowid",
		[]any{p.match.String(), after, p.most}
}

// count is how many reports fit, as far as o says.
func (s *Store) count(ctx context.Context, p plan, o archive.Options) (archive.Count, error) {
	most := o.CountTo
	if most <= 0 {
		most = usualCount
	}
	if p.match == nothing {
		return archive.Count{}, nil
	}
	if p.check == nil {
		keys, err := s.indexed(ctx, p, o.All, p.least-1, most+1)
		return archive.Count{N: min(len(keys), most), More: len(keys) > most}, err
	}
	w := s.walk(p, o.All, -1)
	n := 0
	for !w.ended && n <= most && w.checked < max(mostChecked, 4*most) {
		keys, err := w.step(ctx, 500)
		if err != nil {
			return archive.Count{}, err
		}
		n += len(keys)
	}
	return archive.Count{N: min(n, most), More: n > most || !w.ended}, nil
}

// hits are reports with what is shown of them, in the order of keys.
func (s *Store) hits(ctx context.Context, p plan, keys []key, headsOnly bool) ([]archive.Hit, error) {
	heads, err := s.heads(ctx, keys)
	if err != nil {
		return nil, err
	}
	var out []archive.Hit
	if headsOnly {
		for _, k := range keys {
			if h, there := heads[k]; there {
				out = append(out, archive.Hit{Head: h})
			}
		}
		return out, nil
	}
	part := partLead
	if p.statements != nil || p.events != nil {
		part = partFindings
	}
	all, err := s.candidates(ctx, keys, part, true)
	if err != nil {
		return nil, err
	}
	byKey := map[key]*candidate{}
	for _, c := range all {
		byKey[c.key] = c
	}
	for _, k := range keys {
		c, there := byKey[k]
		if !there {
			continue // replaced since the keys were read
		}
		out = append(out, c.hit(p, heads[k]))
	}
	return out, nil
}

func (c *candidate) hit(p plan, head archive.Head) archive.Hit {
	h := archive.Hit{Head: head, Snippets: snippets(c, p.marks)}
	text := runes(c.text)
	for n := range c.sheet.statements {
		if fits(p.statements, c, n) {
			h.Statements = append(h.Statements, c.sheet.statement(head.ID, n, text))
		}
	}
	for n := range c.sheet.events {
		if fits(p.events, c, n) {
			h.Events = append(h.Events, c.sheet.event(head.ID, n, text))
		}
	}
	return h
}

// fits tells whether one of the tests holds.
func fits(tests []test, c *candidate, n int) bool {
	for _, t := range tests {
		if t(c, n) {
			return true
		}
	}
	return false
}

// heads are heads by their keys.
func (s *Store) heads(ctx context.Context, keys []key) (map[key]archive.Head, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+headColumns+" FROM report WHERE key IN (SELECT value FROM json_each(?))", jsonList(keys))
	all, err := collect(rows, err, func(r scanner) (keyedHead, error) { return scanHead(r) })
	out := map[key]archive.Head{}
	for _, h := range all {
		out[h.key] = h.Head
	}
	return out, err
}
