package place

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/saysonews/sayso/doc"
)

// line is a line of GeoNames.
func geoLine(id, name, others, lat, lon, class, code, country, area, population string) string {
	return strings.Join([]string{id, name, name, others, lat, lon, class, code, country, "", area, "", "", "", population, "", "0", "Europe/Oslo", "2030-01-01"}, "\t") + "\n"
}

var sampleGeoNames = geoLine("101", "Zzyzxgrad", "Zyzgrad,ZZX,Ζυζ,Zuzgrad", "61.5", "9.25", "P", "PPL", "NO", "05", "16000") +
	geoLine("102", "Brillvann", "", "61.6", "9.3", "H", "LK", "NO", "05", "0") +
	geoLine("103", "Brill", "", "61.7", "9.4", "A", "ADM3", "NO", "05", "") +
	geoLine("104", "Norway", "", "62", "10", "A", "PCLI", "NO", "00", "5000000") +
	geoLine("105", "Wharf Road", "", "61.5", "9.2", "R", "RD", "NO", "05", "0") +
	geoLine("2988507", "Paris", "Paname", "48.85341", "2.3488", "P", "PPLC", "FR", "11", "2138551")

func TestRead(t *testing.T) {
	g, err := Read(strings.NewReader(sampleGeoNames), "sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := marked("From [Zzyzxgrad] on [Brillvann] to [Zuzgrad], [Brill] and [Wharf Road], and from [Paris] back to [Norway].")
	var got []string
	for _, p := range g.Find(d) {
		got = append(got, show(d, p))
	}
	want := []string{
		"Zzyzxgrad (city, NO) 61.5 9.2: Zzyzxgrad; Zuzgrad",
		"Brillvann (water, NO) 61.6 9.3: Brillvann",
		"Brill (area, NO) 61.7 9.4: Brill",
		"Wharf Road (feature, ) 0.0 0.0: Wharf Road",
		"Paris (city, FR) 48.9 2.3: Paris",
		"Norway (country, NO) 62.0 10.0: Norway",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s := g.Stage(); s.Data == "" || s.Name != "place" {
		t.Errorf("stage %+v has no data", s)
	}
	if Stage().Data != "" {
		t.Error("the program's own gazetteer has data")
	}
	// What was read belongs to g alone.
	if len(New().candidates("Zzyzxgrad")) != 0 || len(New().candidates("Zuzgrad")) != 0 {
		t.Error("the program's own gazetteer has changed")
	}
}

func TestReadErrors(t *testing.T) {
	good := geoLine("101", "Zzyzxgrad", "", "61.5", "9.25", "P", "PPL", "NO", "05", "16000")
	for in, want := range map[string]string{
		good + "a\tb\n": "read gazetteer x.txt: line 2: 2 columns, want 19",
		good + "\n" + geoLine("q", "A", "", "1", "1", "P", "PPL", "NO", "", ""): "line 3: identifier \"q\"",
		geoLine("1", "A", "", "91", "1", "P", "PPL", "NO", "", ""):              "line 1: latitude \"91\"",
		geoLine("1", "A", "", "1", "NaN", "P", "PPL", "NO", "", ""):             "line 1: longitude \"NaN\"",
		geoLine("1", "A", "", "1", "1", "P", "PPL", "NO", "", "many"):           "line 1: population \"many\"",
		geoLine("1", "A\xff", "", "1", "1", "P", "PPL", "NO", "", ""):           "line 1: not UTF-8",
		"": "no places in 0 lines",
		geoLine("1", "Wharf Road", "", "1", "1", "R", "RD", "NO", "", ""): "no places in 1 lines",
		strings.Repeat("x", 2<<20):                                        "line 1: bufio.Scanner: token too long",
	} {
		if _, err := Read(strings.NewReader(in), "x.txt"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v, want one with %q", in, err, want)
		}
	}
	if _, err := Read(iotest.ErrReader(errors.New("disk on fire")), "x.txt"); err == nil || !strings.Contains(err.Error(), "line 1: disk on fire") {
		t.Errorf("error %v", err)
	}
	if _, err := ReadFile("testdata/missing.txt"); err == nil || !strings.Contains(err.Error(), "testdata/missing.txt") {
		t.Errorf("error %v", err)
	}
}

func FuzzReadGeoNames(f *testing.F) {
	f.Add(sampleGeoNames)
	f.Add("1\t\t\t\t0\t0\tP\t\tXX\t\t\t\t\t\t\t\t\t\t")
	f.Fuzz(func(t *testing.T, in string) {
		g, err := Read(strings.NewReader(in), "x.txt")
		if err != nil {
			return
		}
		name, _, _ := strings.Cut(in, "\n")
		if f := strings.Split(name, "\t"); len(f) > 1 && f[1] != "" {
			d := plainDoc(strings.ToValidUTF8(f[1], "?"))
			d.Entities = []doc.Entity{{Span: doc.Span{End: len(d.Text)}, Tokens: doc.Range{End: len(d.Tokens)}, Kind: doc.Location}}
			for _, p := range g.Find(d) {
				if p.Name == "" || p.Latitude < -90 || p.Latitude > 90 {
					t.Fatalf("%+v", p)
				}
			}
		}
	})
}
