package export

import (
	"encoding/json"
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/record"
)

// A TimelineJS writes the dated events of reports as JSON for Knight Lab's
// TimelineJS: one timeline, of all reports, with a title slide.
//
// A date has no more parts than the report tells: a month has no day. Where the
// report's time is an interval or vague, the slide stands at its first day and
// ends at its last, and display_date says what it is. The group of an event and
// the first word of its headline tell news, background, plans and what did not
// happen apart. Events without a date are counted on the title slide; a timeline
// has no place for them. Words of a report stand as text in what TimelineJS
// takes for HTML.
type TimelineJS struct {
	w       io.Writer
	titles  []string
	about   []string
	undated int
	events  []slide
	seen    map[string]bool // ids of events; a report that comes twice has each once
	sources int
}

// NewTimelineJS begins a timeline; it is written on Close.
func NewTimelineJS(w io.Writer) *TimelineJS {
	return &TimelineJS{w: w, events: []slide{}, seen: map[string]bool{}}
}

// The types below are those of TimelineJS's JSON.
type (
	timeline struct {
		Title  slide   `json:"title"`
		Events []slide `json:"events"`
		Scale  string  `json:"scale"`
	}
	slide struct {
		StartDate   *slideDate `json:"start_date,omitempty"`
		EndDate     *slideDate `json:"end_date,omitempty"`
		DisplayDate string     `json:"display_date,omitempty"`
		Text        slideText  `json:"text"`
		Group       string     `json:"group,omitempty"`
		ID          string     `json:"unique_id,omitempty"`
		Autolink    bool       `json:"autolink"`
		at          chronologyKey
	}
	slideDate struct {
		Year   int  `json:"year"`
		Month  int  `json:"month,omitempty"`
		Day    int  `json:"day,omitempty"`
		Hour   *int `json:"hour,omitempty"`
		Minute *int `json:"minute,omitempty"`
	}
	slideText struct {
		Headline string `json:"headline"`
		Text     string `json:"text"`
	}
)

// Write adds the events of r.
func (t *TimelineJS) Write(r record.Record) error {
	p := newPage(&r)
	t.sources++
	t.titles = append(t.titles, p.title)
	t.about = append(t.about, aboutReport(&r))
	t.undated += len(p.undated) + len(p.bare)
	for _, h := range p.dated {
		start, end := slideDates(h)
		if start == nil {
			t.undated++
			continue
		}
		if t.seen[h.id] {
			continue
		}
		t.seen[h.id] = true
		t.events = append(t.events, slide{
			StartDate: start, EndDate: end, DisplayDate: h.when.words, Group: h.group(), ID: h.id,
			Text: slideText{Headline: html.EscapeString(h.headline()), Text: t.slideText(&r, h)},
			at:   chronologyKey{h.when.key, t.sources},
		})
	}
	return nil
}

// Close writes the timeline; nothing where there is no report.
func (t *TimelineJS) Close() error {
	if t.sources == 0 {
		return nil
	}
	byTime(t.events, func(s slide) chronologyKey { return s.at })
	title := slide{Text: slideText{Headline: html.EscapeString(t.titles[0]), Text: paragraphs(t.about[0])}}
	if t.sources > 1 {
		title.Text = slideText{Headline: plural(t.sources, "report"), Text: paragraphs(t.titles...)}
	}
	if t.undated > 0 {
		title.Text.Text += paragraphs(plural(t.undated, "event") + " without a date on the line.")
	}
	enc := json.NewEncoder(t.w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(timeline{title, t.events, "human"})
}

// slideText is what a slide says below its headline: where, whose word, the words
// for the time, and the report where there are several.
func (t *TimelineJS) slideText(r *record.Record, h happening) string {
	var lines []string
	if place := h.placeName(); place != "" {
		lines = append(lines, place)
	}
	if whose := h.voice.words(); whose != "" {
		lines = append(lines, capital(whose)+".")
	}
	if len(h.marks) > 0 {
		lines = append(lines, capital(strings.Join(h.marks, ", "))+".")
	}
	return paragraphs(append(lines, title(r))...)
}

// headline is the words of h, after what sets it apart from a fact.
func (h happening) headline() string {
	if h.told == asFact {
		return h.words()
	}
	return capital(toldAs(h.ev.Factuality)) + ": " + h.words()
}

// group is the row of a timeline that h stands in.
func (h happening) group() string {
	switch {
	case h.told == denied:
		return "Did not happen"
	case h.told == open:
		return "Planned or possible"
	case h.ev.Background:
		return "Background"
	}
	return "News"
}

// slideDates are the dates of h with no more parts than the report tells; end is
// nil for a point.
func slideDates(h happening) (start, end *slideDate) {
	value := deref(h.ev.Time.Value)
	first, last := h.when.first, h.when.last
	if m := beforeForm.FindStringSubmatch(value); m != nil {
		year, _ := strconv.Atoi(m[1]) // digits
		return &slideDate{Year: -year}, nil
	}
	if from, to := days(value); from != "" && from == first && to == last {
		if m := dayForm.FindStringSubmatch(value); m != nil {
			return clockDate(first, m[4]), nil
		}
		if m := monthForm.FindStringSubmatch(value); m != nil {
			d := dayDate(first)
			return &slideDate{Year: d.Year, Month: d.Month}, nil
		}
		if yearForm.MatchString(value) {
			return &slideDate{Year: dayDate(first).Year}, nil
		}
	}
	switch {
	case first == "" && last == "":
		return nil, nil
	case first == "":
		return dayDate(last), nil
	case last == "" || first == last:
		return dayDate(first), nil
	}
	return dayDate(first), dayDate(last)
}

// dayDate is an ISO 8601 day.
func dayDate(day string) *slideDate {
	m := dayForm.FindStringSubmatch(day)
	if m == nil {
		return nil
	}
	return &slideDate{Year: number10(m[1]), Month: number10(m[2]), Day: number10(m[3])}
}

// clockDate is a day with a clock time where there is one.
func clockDate(day, clock string) *slideDate {
	d := dayDate(day)
	if hour, minute, ok := strings.Cut(clock, ":"); ok {
		h, m := number10(hour), number10(minute)
		d.Hour, d.Minute = &h, &m
	}
	return d
}

// number10 is digits as a number.
func number10(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// paragraphs are lines as HTML.
func paragraphs(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		if l != "" {
			b.WriteString("<p>" + html.EscapeString(printable(l)) + "</p>")
		}
	}
	return b.String()
}
