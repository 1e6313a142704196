package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/saysonews/sayso/record"
)

func timelineOf(t *testing.T, records ...record.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewTimelineJS(&b)
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTimelineJSGolden(t *testing.T) {
	golden(t, "tarn-timeline.json", timelineOf(t, tarn(t)))
}

// TimelineJS needs a year in every date, real dates, an end that is not before
// the start, unique ids, and it reads texts as HTML.
func TestTimelineJSIsValid(t *testing.T) {
	records := oddRecords()
	records["tarn"] = tarn(t)
	records["harbour"] = harbour(t)
	for name, r := range records {
		r.Document.Title = &record.MaybeSpan{Text: "<script>alert(1)</script> & so"}
		checkTimeline(t, name, timelineOf(t, r, harbour(t), harbour(t)))
	}
}

func checkTimeline(t *testing.T, name string, b []byte) {
	t.Helper()
	var line timeline
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&line); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	ids := map[string]bool{}
	for _, s := range append(line.Events, line.Title) {
		for _, words := range []string{s.Text.Headline, s.Text.Text} {
			checkMarkup(t, name, words)
		}
	}
	for _, s := range line.Events {
		if s.ID == "" || ids[s.ID] {
			t.Errorf("%s: id %q is empty or there twice", name, s.ID)
		}
		ids[s.ID] = true
		if s.StartDate == nil || s.StartDate.Year == 0 || s.Text.Headline == "" || s.DisplayDate == "" {
			t.Errorf("%s: a slide without date or headline: %+v", name, s)
			continue
		}
		if d := s.StartDate; d.Month > 12 || d.Day > 31 || d.Day > 0 && d.Month == 0 {
			t.Errorf("%s: no date: %+v", name, d)
		}
		if e := s.EndDate; e != nil && [3]int{e.Year, e.Month, e.Day} == [3]int{s.StartDate.Year, s.StartDate.Month, s.StartDate.Day} {
			t.Errorf("%s: an end on the start: %+v", name, s)
		}
	}
}

// checkMarkup checks that words hold no elements but paragraphs.
func checkMarkup(t *testing.T, name, words string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(words))
	for z.Next() != html.ErrorToken {
		if tok := z.Token(); tok.Type != html.TextToken && tok.Data != "p" {
			t.Errorf("%s: %s in %.200q", name, tok, words)
		}
	}
}

func TestTimelineJSOfNothingIsNothing(t *testing.T) {
	if got := timelineOf(t); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}

// What is no fact says so before anything else.
func TestTimelineJSTellsPlansApart(t *testing.T) {
	var line timeline
	if err := json.Unmarshal(timelineOf(t, tarn(t)), &line); err != nil {
		t.Fatal(err)
	}
	groups := map[string]string{}
	for _, s := range line.Events {
		groups[s.Text.Headline] = s.Group
	}
	for headline, group := range map[string]string{
		"Did not happen: Police … fire … the crowd": "Did not happen", "Planned: talks … resume": "Planned or possible",
		"Possible: the border … close": "Planned or possible", "The war began": "Background", "it burned": "News",
	} {
		if groups[headline] != group {
			t.Errorf("%q is in %q, want %q", headline, groups[headline], group)
		}
	}
}
