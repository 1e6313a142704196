package web

import (
	"cmp"
	"context"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Timeline is a page of what the reports that a question finds tell of, in order
// of time.
type Timeline struct {
	Query   string       `json:"query"` // as it was read
	Words   string       `json:"words"` // the same in words
	Notes   []string     `json:"notes,omitempty"`
	By      TimeOrder    `json:"by"`
	From    string       `json:"from,omitempty"` // the days that are looked at, both included; "" open
	To      string       `json:"to,omitempty"`
	Chart   *TimeChart   `json:"histogram,omitempty"` // on the first page
	Moments []TimeMoment `json:"moments"`
	Undated []TimeEntry  `json:"undated,omitempty"` // the newest without a date, on the first page by time of event
	Page

	asked query.Query
	later bool       // it is not the first page
	axis  *TimeChart // that the moments are drawn on; nil for none
}

// A TimeOrder is what a timeline goes by.
type TimeOrder string

// The orders: by the day that an event happened, by the day that it was reported,
// and the list of events that have no date.
const (
	ByEvent  TimeOrder = "when"
	ByReport TimeOrder = "reported"
	NoDate   TimeOrder = "undated"
)

// TimeOrders are all of them, the usual one first.
var TimeOrders = []TimeOrder{ByEvent, ByReport, NoDate}

const (
	timelineEvents  = 60 // of a page by time of event
	timelineReports = 8  // of a page by time of report
	trayEvents      = 8  // that are shown of those without a date
)

func (s *server) timeline(ctx context.Context, q request) (any, error) {
	asked := query.Parse(q.get("q"))
	m := &Timeline{
		Query: asked.String(), Words: asked.Words(), By: orderOf(q.get("by")), Moments: []TimeMoment{},
		From: dayOnly(q.get("from")), To: dayOnly(q.get("to")), asked: asked, later: q.get("after") != "",
	}
	for _, n := range asked.Notes {
		m.Notes = append(m.Notes, n.Message)
	}
	if m.From != "" && m.To != "" && m.To < m.From {
		m.From, m.To = m.To, m.From
	}
	page := q.page()
	switch m.By {
	case ByReport:
		page.Limit = cmp.Or(page.Limit, timelineReports)
		return m, s.byReport(ctx, m, page)
	case NoDate:
		page.Limit = cmp.Or(page.Limit, timelineEvents)
		return m, s.noDate(ctx, m, page)
	}
	page.Limit = cmp.Or(page.Limit, timelineEvents)
	return m, s.byEvent(ctx, m, page)
}

func orderOf(s string) TimeOrder {
	for _, o := range TimeOrders {
		if s == string(o) {
			return o
		}
	}
	return ByEvent
}

// dayOnly is s where it is a day, else "".
func dayOnly(s string) string {
	if _, ok := dayNumber(s); ok {
		return s
	}
	return ""
}

// byEvent lists dated events, with the tray of the others.
func (s *server) byEvent(ctx context.Context, m *Timeline, p archive.Page) error {
	list, err := s.Store.Timeline(ctx, within(m.asked, query.When, m.From, m.To), p)
	if err != nil {
		return err
	}
	m.after = list.Next
	entries, err := s.entries(ctx, list.Items)
	if err != nil {
		return err
	}
	spans, more, err := s.spans(ctx, m)
	if err != nil {
		return err
	}
	m.Moments = moments(entries)
	chart := newChart(spans, m.From, m.To)
	m.Moments = withGaps(m.Moments, gaps(spans, chart.Unit), m.later)
	chart.Of, chart.More = "events", more
	m.axis = &chart
	if m.later {
		return nil
	}
	m.Chart = &chart
	undated, err := s.Store.Undated(ctx, m.asked, archive.Page{Limit: trayEvents})
	if err != nil {
		return err
	}
	m.Undated, err = s.entries(ctx, undated.Items)
	return err
}

// noDate lists events without a date.
func (s *server) noDate(ctx context.Context, m *Timeline, p archive.Page) error {
	list, err := s.Store.Undated(ctx, m.asked, p)
	if err != nil {
		return err
	}
	m.after = list.Next
	entries, err := s.entries(ctx, list.Items)
	m.Moments = moments(entries)
	return err
}

// byReport lists the events of the newest reports, dated or not.
func (s *server) byReport(ctx context.Context, m *Timeline, p archive.Page) error {
	q := within(m.asked, query.Date, m.From, m.To)
	hits, err := s.Store.Search(ctx, q, archive.Options{Page: p})
	if err != nil {
		return err
	}
	m.after = hits.Next
	if m.Moments, err = s.reported(ctx, hits.Items); err != nil || m.later {
		return err
	}
	days, counted, err := s.Store.Facets(ctx, q, false, []query.Field{query.Date}, mostDays)
	if err != nil {
		return err
	}
	var spans []timeSpan
	for _, f := range days[query.Date] {
		spans = append(spans, timeSpan{f.Value, f.Value, f.Reports})
	}
	chart := newChart(spans, m.From, m.To)
	chart.Of, chart.More = "reports", counted.More
	m.Chart = &chart
	return nil
}

// within is q and that a field of dates lies between two days. A place that is asked
// for is then the place of the event, and not only one that its report names.
func within(q query.Query, f query.Field, from, to string) query.Query {
	if from == "" && to == "" {
		if f != query.When || !asks(q.Root, query.Place) {
			return q
		}
		to = "9999-12-31"
	}
	dates := query.Filter{Field: f, Dates: query.Interval{From: from, To: to}}
	switch root := q.Root.(type) {
	case nil:
		return query.Query{Root: dates}
	case query.And:
		return query.Query{Root: append(append(query.And{}, root...), dates)}
	}
	return query.Query{Root: query.And{q.Root, dates}}
}

// asks tells whether a field is one of the conditions that n joins.
func asks(n query.Node, f query.Field) bool {
	parts, ok := n.(query.And)
	if !ok {
		parts = query.And{n}
	}
	for _, p := range parts {
		if c, ok := p.(query.Filter); ok && c.Field == f {
			return true
		}
	}
	return false
}

// mostDays is how many days of reports the chart has: those of centuries.
const mostDays = 200_000

// spans are the bounds of the events that m is of, in order of time, and whether
// there are more. Where a range is looked at they reach beyond it as far as the
// chart does.
func (s *server) spans(ctx context.Context, m *Timeline) ([]timeSpan, bool, error) {
	from, to := chartAround(m.From, m.To)
	list, more, err := s.Store.Bounds(ctx, within(m.asked, query.When, from, to))
	var out []timeSpan
	for _, b := range list {
		out = append(out, timeSpan{b.Earliest, b.Latest, b.Events})
	}
	return out, more, err
}

// Title is that of the page.
func (m *Timeline) Title() string {
	return strings.TrimPrefix(m.Query+" · Timeline", " · ")
}
