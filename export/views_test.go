package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/saysonews/sayso/record"
)

// view reads a table of records back.
func view(t *testing.T, table func(*bytes.Buffer) *Table, records ...record.Record) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	w := table(&b)
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return rows(t, b.String())
}

func polecat(b *bytes.Buffer) *Table { return PolecatTable(b) }
func acled(b *bytes.Buffer) *Table   { return AcledTable(b) }

func TestViewsHoldFactsOnly(t *testing.T) {
	for name, table := range map[string]func(*bytes.Buffer) *Table{"Event ID": polecat, "event_id_cnty": acled} {
		var ids []string
		for _, row := range view(t, table, tarn(t)) {
			_, event, _ := strings.Cut(row[name], "-")
			ids = append(ids, event)
		}
		want := []string{"e12", "e16", "e1", "e6", "e7", "e8", "e17"}
		if name == "event_id_cnty" {
			want = want[1:] // a treaty is not what ACLED collects
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%s: got %v, want %v", name, ids, want)
		}
	}
}

func TestPolecatRow(t *testing.T) {
	checkRow(t, view(t, polecat, tarn(t)), "Event ID", "e1", map[string]string{
		"Event Date": "", "Event Type": "ASSAULT", "Event Mode": "firearms", "Quad Code": "MATERIAL CONFLICT", "Actor Name": "Gunmen", "Actor Country": "",
		"Recipient Name Raw": "at least 12 people", "Placename": "Tarn", "City": "Tarn", "Country": "NOR", "Latitude": "61.5", "GeoNames ID": "123456",
		"Source": "The Tarn Mirror", "Publication Date": "2031-05-14", "Story People": "Ilse Okonkwo", "Language": "en",
	})
	checkRow(t, view(t, polecat, tarn(t)), "Event ID", "e8", map[string]string{"Actor Country": "NOR", "Primary Actor Sector": "MIL", "Event Date": ""})
}

func TestAcledRow(t *testing.T) {
	checkRow(t, view(t, acled, tarn(t)), "event_id_cnty", "e1", map[string]string{
		"event_date": "2031-05-02", "year": "2031", "time_precision": "2", "event_type": "", "actor1": "Gunmen", "iso": "578", "country": "Norway",
		"location": "Tarn", "geo_precision": "1", "notes": "Gunmen killed at least 12 people (according to a hospital)", "fatalities": "12",
		"tags": "plover=ASSAULT; mode=firearms", "source": "The Tarn Mirror",
	})
	checkRow(t, view(t, acled, tarn(t)), "event_id_cnty", "e16", map[string]string{"event_date": "2031-03-16", "time_precision": "3", "fatalities": ""})
	checkRow(t, view(t, acled, tarn(t)), "event_id_cnty", "e17", map[string]string{"event_date": "", "year": "", "time_precision": ""})
}

func checkRow(t *testing.T, table []map[string]string, key, event string, want map[string]string) {
	t.Helper()
	i := slices.IndexFunc(table, func(row map[string]string) bool { return strings.HasSuffix(row[key], "-"+event) })
	if i < 0 {
		t.Fatalf("no row of %s", event)
	}
	for column, value := range want {
		if got, ok := table[i][column]; !ok || got != value {
			t.Errorf("%s: %s is %q, want %q", event, column, got, value)
		}
	}
}

func TestAcledDate(t *testing.T) {
	for _, c := range [][5]string{
		{"2031-05-14", "2031-05-14", "2031-05-14", "2031", "1"},
		{"2031-05-12", "2031-05-18", "2031-05-15", "2031", "2"},
		{"2030-12-30", "2031-01-05", "2031-01-02", "2031", "2"},
		{"2031-03-01", "2031-03-31", "2031-03-16", "2031", "3"},
		{"2031-01-01", "2031-12-31", "", "2031", ""},
		{"1990-01-01", "1999-12-31", "", "", ""},
		{"2031-01-01", "", "", "", ""},
		{"", "", "", "", ""},
	} {
		date, year, precision := acledDate(moment{first: c[0], last: c[1]})
		if date != c[2] || year != c[3] || precision != c[4] {
			t.Errorf("%s to %s: %s %s %s", c[0], c[1], date, year, precision)
		}
	}
}

// The table is that of golang.org/x/text, whose own would make the program larger.
func TestCountries(t *testing.T) {
	if len(countries) != 249 {
		t.Errorf("%d countries, want the 249 of ISO 3166-1", len(countries))
	}
	for code, got := range countries {
		region, err := language.ParseRegion(code)
		if err != nil {
			t.Error(err)
			continue
		}
		want := country{region.ISO3(), strconv.Itoa(region.M49()), display.English.Regions().Name(region)}
		if got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

// Whatever the record, every row has every column.
func TestViewsAreRectangular(t *testing.T) {
	kind := "ASSAULT"
	for name, r := range oddRecords() {
		for i := range r.Events {
			r.Events[i].Type = &kind
			r.Events[i].Factuality = record.Factuality{Polarity: "positive", Modality: "actual"}
			r.Events[i].Place = &r.Places[0].ID
		}
		for _, table := range []func(*bytes.Buffer) *Table{polecat, acled} {
			if got := len(view(t, table, r)); got != len(r.Events) { // the reader wants as many cells in each row
				t.Errorf("%s: %d rows of %d events", name, got, len(r.Events))
			}
		}
	}
}
