package web

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

// A TimeMoment is what is told of one time.
type TimeMoment struct {
	Gap      *TimeGap    `json:"gap,omitempty"`      // before it
	Earliest string      `json:"earliest,omitempty"` // the days between which it lies, both included
	Latest   string      `json:"latest,omitempty"`
	Report   *TimeReport `json:"report,omitempty"` // of which the entries are, by time of report
	Entries  []TimeEntry `json:"entries"`
}

// A TimeReport is a report as timelines show it.
type TimeReport struct {
	Report    string `json:"report"` // ID
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601
}

// A TimeEntry is a sentence of a report and the events that it tells of, which have
// one time, standing and voice.
type TimeEntry struct {
	TimeTelling
	Earliest   string        `json:"earliest,omitempty"`
	Latest     string        `json:"latest,omitempty"`
	Standing   Standing      `json:"standing"`
	Polarity   string        `json:"polarity"`
	Modality   string        `json:"modality"`
	Background bool          `json:"background"`
	Reports    int           `json:"reports"` // that tell of it, whenever they put it
	Also       []TimeTelling `json:"also"`    // others that tell it of the same time, in these words or their own

	groups []int  // archive.Retelling.Group of its events
	plain  string // Words as they are compared
}

// A TimeTelling is where something is told, and by whom.
type TimeTelling struct {
	TimeReport
	Start     int         `json:"start"` // of the sentence, in code points of the report's text
	End       int         `json:"end"`
	Words     string      `json:"words"`
	DateWords string      `json:"dateWords,omitempty"` // how the report gives the date
	Statement string      `json:"statement,omitempty"` // id of the statement that tells it; "" for the report's own voice
	Speaker   string      `json:"speaker,omitempty"`   // whose statement it is; "" for nobody named
	Naming    string      `json:"naming,omitempty"`    // how the report names the speaker
	Events    []TimeEvent `json:"events"`
}

// A TimeEvent is an event as a sentence tells it.
type TimeEvent struct {
	ID       string   `json:"id"` // in the record
	Lemma    string   `json:"lemma"`
	Type     string   `json:"type,omitempty"` // PLOVER
	Place    string   `json:"place,omitempty"`
	Agents   []string `json:"agents"`
	Patients []string `json:"patients"`
	Start    int      `json:"start"` // of the word that tells it, in code points; 0 and 0 unknown
	End      int      `json:"end"`
}

// A Standing is how an event is told: only what is told as fact happened, as the
// report has it.
type Standing string

// The standings.
const (
	AsFact Standing = "fact"
	AsOpen Standing = "open"   // planned, ordered, possible, supposed
	AsNot  Standing = "denied" // did not or will not happen
)

// standingOf is how an event with that polarity and modality stands.
func standingOf(polarity, modality string) Standing {
	switch {
	case modality == "counterfactual":
		return AsNot
	case polarity == "negative":
		if modality == "possible" || modality == "hypothetical" || modality == "unknown" {
			return AsOpen
		}
		return AsNot
	case modality == "actual":
		return AsFact
	}
	return AsOpen
}

// entries are events as lists show them: those of one sentence together, and what
// several reports tell once.
func (s *server) entries(ctx context.Context, events []archive.Event) ([]TimeEntry, error) {
	told, err := s.told(ctx, events)
	if err != nil {
		return nil, err
	}
	var out []TimeEntry
	for _, e := range events {
		out = joinEntry(out, newEntry(e, told[e.Report]))
	}
	return out, nil
}

func newEntry(e archive.Event, in toldIn) TimeEntry {
	t := TimeEntry{
		TimeTelling: in.telling(e), Earliest: e.Earliest, Latest: e.Latest, Standing: standingOf(e.Polarity, e.Modality),
		Polarity: e.Polarity, Modality: e.Modality, Background: e.Background, Reports: 1, Also: []TimeTelling{}, plain: plainWords(e.Words),
	}
	if r, ok := in.retold[link.EventRef{Report: e.Report, Event: e.ID}]; ok {
		t.groups, t.Reports = []int{r.Group}, r.Reports
	}
	return t
}

// joinEntry adds an entry to list: to one of the same time and standing that is the
// same sentence, has its words, or tells of the same occurrence.
func joinEntry(list []TimeEntry, e TimeEntry) []TimeEntry {
	for i := range list {
		a := &list[i]
		if a.Earliest != e.Earliest || a.Latest != e.Latest {
			continue
		}
		same := a.plain == e.plain
		if a.Polarity != e.Polarity || a.Modality != e.Modality || !same && !sharesAny(a.groups, e.groups) {
			continue
		}
		if t := a.in(e.Report, e.Start); t != nil {
			t.Events = append(t.Events, e.Events...)
		} else if a.Background == e.Background && (!same || a.Speaker == e.Speaker) {
			a.Also = append(a.Also, e.TimeTelling)
		} else {
			continue
		}
		a.groups, a.Reports = append(a.groups, e.groups...), max(a.Reports, e.Reports, len(a.reports()))
		return list
	}
	return append(list, e)
}

// reports are the reports that an entry has tellings of.
func (e *TimeEntry) reports() map[string]bool {
	in := map[string]bool{e.Report: true}
	for _, t := range e.Also {
		in[t.Report] = true
	}
	return in
}

func sharesAny(a, b []int) bool {
	return slices.ContainsFunc(a, func(n int) bool { return slices.Contains(b, n) })
}

// in is where an entry is told at that place, nil where it is not.
func (e *TimeEntry) in(report string, start int) *TimeTelling {
	if e.Report == report && e.Start == start {
		return &e.TimeTelling
	}
	for i := range e.Also {
		if e.Also[i].Report == report && e.Also[i].Start == start {
			return &e.Also[i]
		}
	}
	return nil
}

func sameWords(a, b string) bool { return a == b || plainWords(a) == plainWords(b) }

// plainWords are words without regard to case and to the spaces between them.
func plainWords(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// moments are entries by their times.
func moments(entries []TimeEntry) []TimeMoment {
	out := []TimeMoment{}
	for _, e := range entries {
		if n := len(out) - 1; n < 0 || out[n].Earliest != e.Earliest || out[n].Latest != e.Latest {
			out = append(out, TimeMoment{Earliest: e.Earliest, Latest: e.Latest})
		}
		out[len(out)-1].Entries = append(out[len(out)-1].Entries, e)
	}
	for _, m := range out {
		if m.Earliest != "" || m.Latest != "" { // those without a date stay with their reports
			slices.SortStableFunc(m.Entries, compareEntries)
		}
	}
	return out
}

// compareEntries is the order of what is told of one time: news before background,
// what most reports tell first, and what has a type before what has none.
func compareEntries(a, b TimeEntry) int {
	return cmp.Or(compareBools(a.Background, b.Background), cmp.Compare(b.Reports, a.Reports), compareBools(len(a.Types()) == 0, len(b.Types()) == 0))
}

// compareBools has false before true.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// reported are the events of each report: the ones that a question about events
// finds, or all.
func (s *server) reported(ctx context.Context, hits []archive.Hit) ([]TimeMoment, error) {
	var ids []string
	for _, h := range hits {
		if h.Events == nil {
			ids = append(ids, h.ID)
		}
	}
	all, err := s.Store.EventsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []TimeMoment{}
	for _, h := range hits {
		in := toldIn{head: TimeReport{h.ID, h.Title, h.Publisher, h.Published}}
		events := h.Events
		if events == nil {
			events = all[h.ID]
		}
		day := dayOf(h.Published)
		m := TimeMoment{Earliest: day, Latest: day, Report: &in.head, Entries: []TimeEntry{}}
		for _, e := range events {
			m.Entries = joinEntry(m.Entries, newEntry(e, in))
		}
		out = append(out, m)
	}
	return out, nil
}

// A toldIn is what is known of a report that tells of events.
type toldIn struct {
	head   TimeReport
	retold map[link.EventRef]archive.Retelling
}

// told are the reports that tell events, by their IDs.
func (s *server) told(ctx context.Context, events []archive.Event) (map[string]toldIn, error) {
	var ids []string
	var refs []link.EventRef
	for _, e := range events {
		ids, refs = append(ids, e.Report), append(refs, link.EventRef{Report: e.Report, Event: e.ID})
	}
	heads, err := s.heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	retold, err := s.Store.Retold(ctx, refs)
	if err != nil {
		return nil, err
	}
	out := map[string]toldIn{}
	for id, h := range heads {
		out[id] = toldIn{TimeReport{h.ID, h.Title, h.Publisher, h.Published}, retold}
	}
	return out, nil
}

func (in toldIn) telling(e archive.Event) TimeTelling {
	own := TimeEvent{
		ID: e.ID, Lemma: e.Lemma, Type: e.Type, Place: e.Place, Agents: notNil(e.Agents), Patients: notNil(e.Patients),
		Start: e.Trigger.Start, End: e.Trigger.End,
	}
	return TimeTelling{
		TimeReport: in.head, Start: e.Start, End: e.End, Words: e.Words, DateWords: e.DateWords,
		Statement: e.Statement, Speaker: e.Speaker, Naming: e.Naming, Events: []TimeEvent{own},
	}
}

// Pieces are the words of a telling, with the words for its events set apart.
func (t TimeTelling) Pieces() []Piece {
	s := archive.Snippet{Start: t.Start, Text: t.Words}
	for _, e := range t.Events {
		if e.End > e.Start {
			s.Marks = append(s.Marks, archive.Mark{Start: e.Start, End: e.End})
		}
	}
	return pieces(s)
}

// When is the days between two bounds, both included and either one open, in as few
// words as there are: "March 2029" for the whole of that month.
func When(from, to string) string {
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil || from == to {
		return Span(from, to)
	}
	next := b.AddDate(0, 0, 1)
	years := next.Year() - a.Year()
	wholeYears := a.YearDay() == 1 && next.YearDay() == 1
	switch {
	case wholeYears && years == 1:
		return a.Format("2006")
	case wholeYears && years == 10 && a.Year()%10 == 0, wholeYears && years == 100 && a.Year()%100 == 0:
		return "the " + a.Format("2006") + "s"
	case wholeYears:
		return a.Format("2006") + " to " + b.Format("2006")
	case a.Day() == 1 && a.AddDate(0, 1, 0).Equal(next):
		return a.Format("January 2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + " to " + Day(to)
	case a.Day() == 1 && next.Day() == 1 && a.Year() == b.Year():
		return a.Format("January") + " to " + b.Format("January 2006")
	case a.Year() == b.Year():
		return a.Format("2 January") + " to " + Day(to)
	}
	return Span(from, to)
}
