package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/query"
)

// How the timeline is drawn.

// A stripView is the days of a moment on the axis of the chart, in percent: Dots are
// when it was reported.
type stripView struct {
	X, Width string
	Vague    bool // more than a day
	Dots     []string
}

// Strip is where a moment lies on the axis; nil where it does not.
func (m *Timeline) Strip(t TimeMoment) *stripView {
	if m.axis == nil || t.Earliest == "" || t.Latest == "" {
		return nil
	}
	if t.Latest < m.axis.From || m.axis.To < t.Earliest {
		return nil
	}
	a, b := m.axis.place(t.Earliest), m.axis.place(t.Latest)
	v := &stripView{X: inPercent(a), Width: inPercent(b - a), Vague: t.Earliest != t.Latest}
	seen := map[string]bool{}
	for _, e := range t.Entries {
		for _, r := range append([]TimeTelling{e.TimeTelling}, e.Also...) {
			if day := dayOf(r.Published); day >= m.axis.From && day <= m.axis.To && !seen[day] {
				seen[day] = true
				v.Dots = append(v.Dots, inPercent(m.axis.place(day)))
			}
		}
	}
	return v
}

func inPercent(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) + "%" }

// When is the time of a moment in words.
func (t TimeMoment) When() string { return When(t.Earliest, t.Latest) }

// When is the time of an entry in words.
func (e TimeEntry) When() string { return When(e.Earliest, e.Latest) }

// When is the days of a bar in words.
func (b TimeBar) When() string { return When(b.From, b.To) }

// someEntries is how many entries of one moment are open from the start, and
// someHistory how many where all are background.
const (
	someEntries = 5
	someHistory = 1
)

// Open are the entries that show at once.
func (t TimeMoment) Open() []TimeEntry { return t.Entries[:t.open()] }

// Folded are the entries that a reader opens.
func (t TimeMoment) Folded() []TimeEntry { return t.Entries[t.open():] }

func (t TimeMoment) open() int {
	n := someEntries
	if !slices.ContainsFunc(t.Entries, func(e TimeEntry) bool { return !e.Background }) {
		n = someHistory
	}
	if len(t.Entries) <= n+1 { // no fold for one
		return len(t.Entries)
	}
	return n
}

// Sign is how the entry stands as a sign; words say it too.
func (s Standing) Sign() string {
	switch s {
	case AsFact:
		return "●"
	case AsNot:
		return "✕"
	}
	return "○"
}

// Told is the key of the words for how an entry is told; "" for a fact.
func (e TimeEntry) Told() string {
	if e.Polarity == "positive" && e.Modality == "actual" {
		return ""
	}
	if e.Polarity == "negative" {
		return "told.not." + knownModality(e.Modality)
	}
	return "told." + knownModality(e.Modality)
}

func knownModality(m string) string {
	switch m {
	case "actual", "future", "planned", "possible", "hypothetical", "counterfactual", "ordered":
		return m
	}
	return "unknown"
}

// SameWords tells whether a telling has the words of the entry.
func (e TimeEntry) SameWords(t TimeTelling) bool { return sameWords(e.Words, t.Words) }

// Types are those of a telling's events, each once.
func (t TimeTelling) Types() []string {
	return eachOnce(t.Events, func(e TimeEvent) string { return e.Type })
}

// Places are those of a telling's events, each once.
func (t TimeTelling) Places() []string {
	return eachOnce(t.Events, func(e TimeEvent) string { return e.Place })
}

func eachOnce(events []TimeEvent, get func(TimeEvent) string) []string {
	seen := map[string]bool{"": true}
	var out []string
	for _, e := range events {
		if v := get(e); !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// PlaceQuery is the question with a place as a condition more.
func (m *Timeline) PlaceQuery(name string) string {
	if asks(m.asked.Root, query.Place) {
		return m.Query
	}
	return (&Search{Query: m.Query}).with(query.Place, name)
}

// Range is the address of the timeline of the days from one to another.
func (v view) Range(from, to string) string {
	q := v.Request
	q.values = map[string][]string{}
	for k, list := range v.Request.values {
		q.values[k] = list
	}
	if from == "" {
		delete(q.values, "from")
	} else {
		q.values["from"] = []string{from}
	}
	return q.with("to", to)
}

// Orders are the ways of going through a timeline.
func (m *Timeline) Orders() []TimeOrder { return TimeOrders }

// Param is how an order stands in an address: "" for the usual one.
func (o TimeOrder) Param() string {
	if o == ByEvent {
		return ""
	}
	return string(o)
}

// Table has a row an event of each report.
func (m *Timeline) Table() [][]string {
	rows := [][]string{{"earliest", "latest", "date_words", "standing", "polarity", "modality", "background", "report", "event", "publisher", "published",
		"speaker", "naming", "type", "lemma", "place", "agents", "patients", "words"}}
	for _, moment := range m.Moments {
		for _, e := range moment.Entries {
			for _, t := range append([]TimeTelling{e.TimeTelling}, e.Also...) {
				rows = append(rows, e.rows(t)...)
			}
		}
	}
	return rows
}

func (e TimeEntry) rows(t TimeTelling) [][]string {
	background := ""
	if e.Background {
		background = "background"
	}
	var out [][]string
	for _, ev := range t.Events {
		out = append(out, []string{e.Earliest, e.Latest, t.DateWords, string(e.Standing), e.Polarity, e.Modality, background, t.Report, ev.ID, t.Publisher, t.Published,
			t.Speaker, t.Naming, ev.Type, ev.Lemma, ev.Place, strings.Join(ev.Agents, "; "), strings.Join(ev.Patients, "; "), t.Words})
	}
	return out
}
