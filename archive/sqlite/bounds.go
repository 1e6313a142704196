package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// Bounds counts events by their bounds; see archive.Store.
func (s *Store) Bounds(ctx context.Context, q query.Query) ([]archive.Bounds, bool, error) {
	counts, more, err := s.bounds(ctx, q)
	if err != nil {
		return nil, false, s.failed("count events", err)
	}
	var order []span
	for d := range counts {
		order = append(order, d)
	}
	slices.SortFunc(order, span.compare)
	var out []archive.Bounds
	for _, d := range order {
		out = append(out, archive.Bounds{Earliest: dayOf(d.earliest), Latest: dayOf(d.latest), Events: counts[d]})
	}
	return out, more, nil
}

func (s *Store) bounds(ctx context.Context, q query.Query) (map[span]int, bool, error) {
	t, err := s.asked(ctx, q)
	if err != nil {
		return nil, false, err
	}
	if t.plan.events != nil {
		return t.boundsOfEvents(ctx)
	}
	c, err := s.countingOf(ctx, t.plan, false)
	if err != nil {
		return nil, false, err
	}
	if err := c.sum(ctx, tallySpan); err != nil {
		return nil, false, err
	}
	found, err := c.spans(ctx)
	out := map[span]int{}
	for _, v := range found {
		var d span
		if d, err = spanOf(v.text); err != nil {
			return nil, false, err
		}
		if t.meets(d) {
			out[d] += v.findings
		}
	}
	return out, c.more, err
}

// spans are all spans, with their texts.
func (c *counting) spans(ctx context.Context) ([]valued, error) {
	if c.all {
		rows, err := c.store.read.QueryContext(ctx, "SELECT value, reports, findings, text FROM total JOIN value ON id = value WHERE field = ? AND reports > 0", tallySpan)
		return collect(rows, err, func(r scanner) (v valued, err error) {
			err = r.Scan(&v.id, &v.reports, &v.findings, &v.text)
			return v, err
		})
	}
	found := c.sums[tallySpan].values(func(valued) bool { return true })
	texts, err := c.store.valueTexts(ctx, idsOf(found), false)
	for i := range found {
		found[i].text = texts[found[i].id]
	}
	return found, err
}

func spanOf(text string) (span, error) {
	from, to, _ := strings.Cut(text, " ")
	earliest, err := strconv.Atoi(from)
	latest, err2 := strconv.Atoi(to)
	return span{earliest, latest}, errors.Join(err, err2)
}

// A span is the bounds of an event as numbers.
type span struct{ earliest, latest int }

func (a span) compare(b span) int {
	return cmp.Or(cmp.Compare(a.earliest, b.earliest), cmp.Compare(a.latest, b.latest))
}

// meets tells whether days and those that are asked for have one in common.
func (t *timeline) meets(d span) bool {
	return d.earliest <= number(t.to, 99991231) && d.latest >= number(t.from, 0)
}

// mostBounded is in how many reports, the newest, single events are counted.
const mostBounded = 2000

// boundsOfEvents counts events that fit by themselves, not only their reports.
func (t *timeline) boundsOfEvents(ctx context.Context) (map[span]int, bool, error) {
	keys, err := t.store.walk(t.plan, false, -1).next(ctx, mostBounded+1)
	if err != nil || len(keys) == 0 {
		return nil, false, err
	}
	more := len(keys) > mostBounded
	t.keys = keys[:min(len(keys), mostBounded)]
	if t.events, err = t.store.fitting(ctx, eventIndex, t.plan.eventMatch, t.keys[0]*perReport, (t.keys[len(t.keys)-1]+1)*perReport, -1); err != nil {
		return nil, false, err
	}
	rows, err := t.rows(ctx, t.keys, eventRow{earliest: -1}, -1)
	out := map[span]int{}
	for _, r := range rows {
		if t.listed(r.spot) {
			out[span{r.earliest, r.latest}]++
		}
	}
	return out, more, err
}

// dayOf is a number of table event as an ISO day; "" for an open bound.
func dayOf(n int) string {
	if n <= 0 || n >= 99991231 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100)
}
