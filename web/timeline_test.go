package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
	"pgregory.net/rapid"
)

// The reports of these tests tell of a ferry. The News has a sinking, which the
// harbour master gives the day of, an inquiry that is planned, an alarm that was not
// raised and a fire of long ago, and a visit that has no date. The Echo has the
// sinking in the same words.
const (
	ostrelSank  = "The ferry Ostrel sank off Oyle on Tuesday, the harbour master said."
	ostrelPlan  = "An inquiry opens in April."
	ostrelAlarm = "No alarm was raised that night."
	ostrelFire  = "A fire had damaged her in 2019."
	ostrelVisit = "The minister visited the crew."
)

func ostrelItems() []archive.Item {
	news := archivetest.Story{
		Publisher: "News", Published: "2029-03-08T07:00:00Z", Title: "Ferry lost", Text: strings.Join([]string{ostrelSank, ostrelPlan, ostrelAlarm, ostrelFire, ostrelVisit}, " "),
		Said:   []archivetest.Said{{By: "the harbour master", Naming: "described", Act: "says", Words: "The ferry Ostrel sank off Oyle"}},
		Places: []archivetest.Place{{Name: "Oyle", Words: []string{"Oyle"}}},
		Happened: []archivetest.Happened{
			{Words: "sank", Type: "ASSAULT", Place: "Oyle", From: "2029-03-06", To: "2029-03-06"},
			{Words: "inquiry", From: "2029-04-01", To: "2029-04-30"},
			{Words: "raised", From: "2029-03-06", To: "2029-03-06"},
			{Words: "fire", From: "2019-01-01", To: "2019-12-31"},
			{Words: "visited"},
			{Words: "damaged", From: "2019-01-01", To: "2019-12-31"},
		},
	}
	echo := archivetest.Story{
		Publisher: "Echo", Published: "2029-03-09", Title: "Ostrel sinks", Text: ostrelSank,
		Said:     []archivetest.Said{{By: "the harbour master", Naming: "described", Act: "says", Words: "The ferry Ostrel sank off Oyle"}},
		Places:   []archivetest.Place{{Name: "Oyle", Words: []string{"Oyle"}}},
		Happened: []archivetest.Happened{{Words: "sank", Type: "ASSAULT", Place: "Oyle", From: "2029-03-06", To: "2029-03-06"}},
	}
	items := []archive.Item{news.Item("news"), echo.Item("echo")}
	for i := range items {
		withSentences(&items[i].Record)
	}
	events := items[0].Record.Events
	events[1].Factuality.Modality = "planned"
	events[2].Factuality.Polarity = "negative"
	events[3].Background, events[5].Background = true, true
	said := "s1"
	events[0].Statement, items[1].Record.Events[0].Statement = &said, &said
	tuesday := "t1"
	items[0].Record.Times = []record.Time{{ID: tuesday, Span: record.Span{Text: "on Tuesday"}, Type: "DATE", Value: "2029-03-06"}}
	events[0].Time.Time = &tuesday
	return items
}

// withSentences cuts the text of a record into its sentences, which end in a stop.
func withSentences(r *record.Record) {
	start := 0
	for i, c := range []rune(r.Document.Text) {
		if c == '.' {
			r.Document.Sentences = append(r.Document.Sentences, record.Sentence{Start: start, End: i + 1})
			start = i + 2
		}
	}
}

func (r room) addItems(items ...archive.Item) []string {
	r.t.Helper()
	added, err := r.store.Add(context.Background(), items)
	if err != nil {
		r.t.Fatal(err)
	}
	var ids []string
	for _, a := range added {
		ids = append(ids, a.ID)
	}
	return ids
}

func ostrelRoom(t testing.TB) (room, []string) {
	r := newRoom(t)
	return r, r.addItems(ostrelItems()...)
}

// told writes moments as lines of time, standing, words and tellings.
func toldLines(list []TimeMoment) []string {
	var out []string
	for _, m := range list {
		if m.Gap != nil {
			out = append(out, "gap "+m.Gap.From+" "+m.Gap.To)
		}
		for _, e := range m.Entries {
			who := e.Publisher
			for _, a := range e.Also {
				who += "+" + a.Publisher
			}
			line := fmt.Sprintf("%s: %s %s (%s)", When(m.Earliest, m.Latest), e.Standing.Sign(), e.Words, who)
			if e.Background {
				line += " background"
			}
			out = append(out, line)
		}
	}
	return out
}

func TestTimeline(t *testing.T) {
	r, ids := ostrelRoom(t)
	var m Timeline
	r.getJSON("/api/v1/timeline", &m)
	want := []string{
		"2019: ● " + ostrelFire + " (News) background",
		"gap 2020-01-01 2029-03-05",
		"6 March 2029: ● " + ostrelSank + " (Echo+News)",
		"6 March 2029: ✕ " + ostrelAlarm + " (News)",
		"April 2029: ○ " + ostrelPlan + " (News)",
	}
	if diff := cmp.Diff(want, toldLines(m.Moments)); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	sank := m.Moments[1].Entries[0]
	if got := sank.Also[0]; got.Speaker != "the harbour master" || got.Naming != "described" || got.DateWords != "on Tuesday" || got.Report != ids[0] {
		t.Errorf("the News tells the sinking as %+v", got)
	}
	if fire := m.Moments[0].Entries[0]; len(fire.Events) != 2 || fire.Events[0].ID != "e4" || fire.Events[1].ID != "e6" {
		t.Errorf("events of the sentence on the fire: %+v", fire.Events)
	}
	if len(m.Undated) != 1 || m.Undated[0].Words != ostrelVisit {
		t.Errorf("without a date: %+v", m.Undated)
	}
}

func TestTimelinePage(t *testing.T) {
	r, ids := ostrelRoom(t)
	page := r.get("/timeline", http.StatusOK)
	for _, want := range []string{
		`<h2>6 March 2029</h2>`, `<h2>April 2029</h2>`, `<h2>2019</h2>`,
		`href="/report/` + ids[0] + `#e2"`, `planned</span>`, `did not happen</span>`, `background</span>`,
		`Nothing between 1 January 2020 and 5 March 2029 <span>9 years</span>`, `“<bdi>on Tuesday</bdi>”`, `according to <bdi class="who">the harbour master</bdi>`,
		`<h2 id="tray">Without a date`, `The minister <b>visited</b> the crew.`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "style=") || strings.Contains(page, "onclick") {
		t.Error("the page has inline style or script")
	}
}

func TestTimelineOrders(t *testing.T) {
	r, ids := ostrelRoom(t)
	var m Timeline
	r.getJSON("/timeline.json?by=reported", &m)
	if len(m.Moments) != 2 || m.Moments[0].Report.Report != ids[1] || m.Moments[0].Earliest != "2029-03-09" || len(m.Moments[1].Entries) != 5 {
		t.Errorf("by report: %q", toldLines(m.Moments))
	}
	if m.Chart.Of != "reports" || m.Chart.Counted != 2 {
		t.Errorf("chart of reports: %+v", m.Chart)
	}
	r.getJSON("/timeline.json?by=reported&q=event:ASSAULT&to=2029-03-08", &m)
	if got := toldLines(m.Moments); len(got) != 1 || !strings.Contains(got[0], "sank") {
		t.Errorf("assaults by report until 8 March: %q", got)
	}
	r.getJSON("/timeline.json?by=undated", &m)
	if got := toldLines(m.Moments); len(got) != 1 || !strings.Contains(got[0], ostrelVisit) {
		t.Errorf("undated: %q", got)
	}
	if page := r.get("/timeline?by=undated", http.StatusOK); !strings.Contains(page, "visited") || strings.Contains(page, `name="from"`) {
		t.Error("the page of undated events lacks the visit, or asks for days")
	}
}

func TestTimelineQuestion(t *testing.T) {
	r, _ := ostrelRoom(t)
	for q, want := range map[string]int{"": 6, "q=place:Oyle": 2, "q=event:ASSAULT": 2, "q=publisher:Echo": 1, "from=2029-03-06&to=2029-03-06": 3, "from=2029-03-07": 1, "from=2029-03-06&to=2019-01-01": 5, "from=nonsense": 6, "q=nobody": 0} {
		var m Timeline
		r.getJSON("/api/v1/timeline?"+q, &m)
		if got := len(eventsOf(m)); got != want {
			t.Errorf("%s: %d events, want %d: %q", q, got, want, toldLines(m.Moments))
		}
	}
}

func eventsOf(m Timeline) []string {
	var out []string
	for _, row := range m.Table()[1:] {
		out = append(out, row[7]+"#"+row[8])
	}
	return out
}

func TestTimelinePaging(t *testing.T) {
	r, _ := ostrelRoom(t)
	for _, by := range []string{"when", "reported"} {
		var whole Timeline
		r.getJSON("/timeline.json?limit=500&by="+by, &whole)
		var all []string
		for at := "/timeline.json?limit=1&by=" + by; at != ""; {
			var m Timeline
			r.getJSON(at, &m)
			all = append(all, eventsOf(m)...)
			at = m.Next
		}
		want := eventsOf(whole)
		slices.Sort(want)
		slices.Sort(all)
		if len(want) < 6 || !slices.Equal(all, want) {
			t.Errorf("by %s: page after page %q, at once %q", by, all, want)
		}
	}
}

// A bar leads to as many events as it stands for.
func TestBarsCountWhatTheyLeadTo(t *testing.T) {
	r, _ := ostrelRoom(t)
	for _, q := range []string{"", "&from=2029-03-01&to=2029-03-31", "&from=2019-01-01"} {
		var m Timeline
		r.getJSON("/timeline.json?limit=500"+q, &m)
		some := 0
		for _, b := range m.Chart.Bars {
			var in Timeline
			r.getJSON("/timeline.json?limit=500&from="+b.From+"&to="+b.To, &in)
			if got := len(eventsOf(in)); got != b.Sure+b.May {
				t.Errorf("%s: bar %+v leads to %d events", q, b, got)
			}
			some += b.Sure + b.May
		}
		if some == 0 {
			t.Errorf("%s: all bars are empty", q)
		}
	}
}

func TestTimelineJoinsOccurrences(t *testing.T) {
	r := newRoom(t)
	story := func(by, text, word string) archivetest.Story {
		return archivetest.Story{Publisher: by, Published: "2029-03-08", Text: text, Happened: []archivetest.Happened{{Words: word, From: "2029-03-06", To: "2029-03-06"}}}
	}
	ids := r.add(story("News", "The ferry sank.", "sank"), story("Echo", "The Ostrel went down.", "went down"), story("Mail", "The crew sang.", "sang"))
	same := link.Occurrence{ID: "o1", Members: []link.EventRef{{Report: ids[0], Event: "e1"}, {Report: ids[1], Event: "e1"}}}
	if err := r.store.Link(context.Background(), "k", link.Links{Occurrences: []link.Occurrence{same}}); err != nil {
		t.Fatal(err)
	}
	var m Timeline
	r.getJSON("/timeline.json", &m)
	if len(m.Moments) != 1 || len(m.Moments[0].Entries) != 2 {
		t.Fatalf("%q, want the sinking once and the singing", toldLines(m.Moments))
	}
	if e := m.Moments[0].Entries[0]; e.Reports != 2 || len(e.Also) != 1 {
		t.Errorf("first is %+v, want what two reports tell", e)
	}
}

func TestTimelineTable(t *testing.T) {
	r, ids := ostrelRoom(t)
	rows, err := csv.NewReader(strings.NewReader(r.get("/timeline.csv", http.StatusOK))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 7 || rows[0][0] != "earliest" {
		t.Fatalf("%d rows: %q", len(rows), rows)
	}
	if want := []string{"2029-04-01", "2029-04-30", "", "open", "positive", "planned", "", ids[0], "e2"}; !slices.Equal(rows[6][:9], want) {
		t.Errorf("last row %q, want %q", rows[6], want)
	}
}

const hostileWords = `<script>alert(1)</script>"><img src=x onerror=alert(2)>`

func TestTimelineEscapes(t *testing.T) {
	r := newRoom(t)
	r.addItems(hostileTimes())
	for _, path := range []string{"/timeline", "/timeline?by=reported", "/timeline?by=undated", "/places", "/timeline?q=" + "%3Cscript%3Ealert(1)%3C/script%3E", "/places?q=%3Cscript%3Ealert(1)%3C/script%3E&view=%22%3E%3Cscript%3E"} {
		page := r.get(path, http.StatusOK)
		if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x") {
			t.Errorf("%s has markup of a report or question", path)
		}
		if !strings.Contains(page, html.EscapeString("<script>alert")) {
			t.Errorf("%s does not show the hostile words at all", path)
		}
	}
}

// hostileTimes has markup in every field that pages show.
func hostileTimes() archive.Item {
	s := archivetest.Story{
		Publisher: hostileWords, Published: "2029-03-08", Title: hostileWords, Text: hostileWords + " " + hostileWords,
		Said:     []archivetest.Said{{By: hostileWords, Naming: "described", Act: "says", Words: hostileWords}},
		Places:   []archivetest.Place{{Name: hostileWords, Words: []string{hostileWords}}},
		Happened: []archivetest.Happened{{Words: hostileWords, Type: hostileWords, Place: hostileWords, From: "2029-03-06", To: "2029-03-06"}, {Words: hostileWords, Type: hostileWords, Place: hostileWords}},
	}
	item := s.Item("hostile")
	said, lat, lon := "s1", 1.0, 1.0
	for i := range item.Record.Events {
		e := &item.Record.Events[i]
		e.Statement, e.Factuality = &said, record.Factuality{Polarity: hostileWords, Modality: hostileWords}
	}
	item.Record.Places[0].Kind, item.Record.Places[0].Country = hostileWords, &s.Title
	item.Record.Places[0].Latitude, item.Record.Places[0].Longitude = &lat, &lon
	return item
}

func TestWhen(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2029-03-06", "2029-03-06", "6 March 2029"},
		{"2029-03-01", "2029-03-31", "March 2029"},
		{"2028-02-01", "2028-02-29", "February 2028"},
		{"2029-03-05", "2029-03-11", "5 to 11 March 2029"},
		{"2029-03-28", "2029-04-02", "28 March to 2 April 2029"},
		{"2029-01-01", "2029-03-31", "January to March 2029"},
		{"2028-12-28", "2029-01-02", "28 December 2028 to 2 January 2029"},
		{"2029-01-01", "2029-12-31", "2029"},
		{"2020-01-01", "2029-12-31", "the 2020s"},
		{"2021-01-01", "2030-12-31", "2021 to 2030"},
		{"1900-01-01", "1999-12-31", "the 1900s"},
		{"2029-03-06", "", "from 6 March 2029"},
		{"", "2029-03-06", "until 6 March 2029"},
		{"", "", "no date"},
	} {
		if got := When(c.from, c.to); got != c.want {
			t.Errorf("When(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestStandings(t *testing.T) {
	for _, c := range []struct {
		polarity, modality string
		want               Standing
	}{
		{"positive", "actual", AsFact}, {"positive", "planned", AsOpen}, {"positive", "counterfactual", AsNot}, {"positive", "strange", AsOpen},
		{"negative", "actual", AsNot}, {"negative", "future", AsNot}, {"negative", "possible", AsOpen}, {"negative", "unknown", AsOpen},
	} {
		if got := standingOf(c.polarity, c.modality); got != c.want {
			t.Errorf("%s %s stands as %s, want %s", c.polarity, c.modality, got, c.want)
		}
	}
}

func TestChartUnits(t *testing.T) {
	for _, c := range []struct{ from, to, unit, first, last string }{
		{"2029-03-01", "2029-03-31", "day", "2029-03-01", "2029-03-31"},
		{"2029-03-01", "2029-08-31", "week", "2029-02-26", "2029-09-02"},
		{"2026-03-05", "2029-08-31", "month", "2026-03-01", "2029-08-31"},
		{"1990-03-05", "2029-08-31", "year", "1990-01-01", "2029-12-31"},
		{"1790-03-05", "2029-08-31", "decade", "1790-01-01", "2029-12-31"},
		{"0990-03-05", "2029-08-31", "century", "0900-01-01", "2099-12-31"},
	} {
		ends := []timeSpan{{c.from, c.from, 1}, {c.to, c.to, 1}}
		got := newChart(ends, "", "")
		if got.Unit != c.unit || got.From != c.first || got.To != c.last {
			t.Errorf("%s to %s: a chart by the %s from %s to %s", c.from, c.to, got.Unit, got.From, got.To)
		}
	}
}

// Where most happened in a month, the chart is of that time, and tells what lies
// outside.
func TestChartOfTheMost(t *testing.T) {
	spans := []timeSpan{{"1971-01-01", "1971-12-31", 2}, {"2029-03-05", "2029-03-05", 40}, {"2029-03-20", "2029-03-20", 10}, {"2031-01-01", "2031-01-01", 1}}
	c := newChart(spans, "", "")
	if c.Unit != "day" || c.From != "2029-03-04" {
		t.Errorf("by the %s from %s", c.Unit, c.From)
	}
	if c.Earlier == nil || *c.Earlier != (TimeBar{"1971-01-01", "1971-12-31", 2, 0}) || c.Later == nil || c.Later.Sure != 1 {
		t.Errorf("earlier %+v, later %+v", c.Earlier, c.Later)
	}
	if p := c.Peak(); p == nil || p.From != "2029-03-05" || p.Sure != 40 {
		t.Errorf("peak %+v", p)
	}
}

// Every event is in one bar, in several where its date is vague, or beyond the
// edges; bars follow each other without a gap.
func TestChartCountsAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(-200_000, 60_000)
		var spans []timeSpan
		for range rapid.IntRange(1, 30).Draw(t, "n") {
			a := day.Draw(t, "from")
			b := a + rapid.SampledFrom([]int{0, 0, 0, 6, 30, 364, 3651}).Draw(t, "long")
			spans = append(spans, timeSpan{isoDay(a), isoDay(b), 1})
		}
		c := newChart(spans, "", "")
		for i := 1; i < len(c.Bars); i++ {
			end, _ := dayNumber(c.Bars[i-1].To)
			if isoDay(end+1) != c.Bars[i].From {
				t.Fatalf("bar %+v after %+v", c.Bars[i], c.Bars[i-1])
			}
		}
		sure, may := 0, 0
		for _, b := range c.Bars {
			sure, may = sure+b.Sure, may+b.May
		}
		beyond := 0
		for _, b := range []*TimeBar{c.Earlier, c.Later} {
			if b != nil {
				beyond += b.Sure
			}
		}
		vague := 0
		for _, s := range spans {
			if s.earliest != s.latest {
				vague++
			}
		}
		if n := sure + beyond; n > len(spans) || n < len(spans)-vague || n < len(spans) && may == 0 {
			t.Fatalf("%d of %d events (%d vague) are in bars or beyond, %d vaguely", n, len(spans), vague, may)
		}
		if len(c.Bars) > 2*mostBars {
			t.Fatalf("%d bars", len(c.Bars))
		}
	})
}

func TestGaps(t *testing.T) {
	spans := []timeSpan{
		{"2000-01-01", "2009-12-31", 3}, {"2004-05-01", "2004-05-01", 1}, {"2004-05-02", "2004-05-02", 1},
		{"2004-05-20", "2004-05-25", 1}, {"2004-05-21", "2004-05-21", 1}, {"2004-05-28", "2004-05-28", 1}, {"2004-06-01", "2004-06-01", 1},
	}
	want := []TimeGap{{"2004-05-03", "2004-05-19", 17, 3}, {"2004-05-29", "2004-05-31", 3, 3}}
	if diff := cmp.Diff(want, gaps(spans, "day")); diff != "" {
		t.Errorf("gaps by the day (-want +got):\n%s", diff)
	}
	if got := gaps(spans, "week"); len(got) != 1 || got[0].From != "2004-05-03" {
		t.Errorf("gaps by the week: %+v", got)
	}
}

func BenchmarkTimeline(b *testing.B) {
	r, _ := ostrelRoom(b)
	for b.Loop() {
		r.get("/timeline", http.StatusOK)
	}
}

// TestTicksStayOnTheChart: a label of the last bars ends where its bar does.
func TestTicksStayOnTheChart(t *testing.T) {
	for n := 1; n <= 60; n++ {
		c := TimeChart{Unit: "week"}
		for i := range n {
			c.Bars = append(c.Bars, TimeBar{From: time.Date(2028, 11, 13+7*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)})
		}
		for _, tick := range c.Ticks() {
			x, err := strconv.ParseFloat(strings.TrimSuffix(tick.X, "%"), 64)
			if err != nil || x > 100 || !tick.Ends && x > 100-labelRoom {
				t.Errorf("%d bars: %q at %s, ends %v", n, tick.Text, tick.X, tick.Ends)
			}
		}
	}
}
