package table

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"São Tomé", "sao tome"},
		{"Saint-Étienne", "saint etienne"},
		{"St. Louis", "saint louis"},
		{"Ft. Worth", "fort worth"},
		{"Mt Vernon", "mount vernon"},
		{"Łódź", "lodz"},
		{"N’Djamena", "ndjamena"},
		{"Sana'a", "sanaa"},
		{"Dar‘ā", "dara"},
		{"  New   York ", "new york"},
		{"U.S.", "us"},
		{"Straße", "strasse"},
		{"東京", "東京"},
		{"", ""},
		{"St. ", "st"},
	} {
		if got := Fold(c[0]); got != c[1] {
			t.Errorf("Fold(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestRoundTrip(t *testing.T) {
	places := []Place{
		{Name: "Aa", Area: "NO.01"},
		{Name: "Paris", Area: "US.TX", Country: "US", AreaName: "Texas", Population: 24782, Latitude: 33.6609, Longitude: -95.5555, ID: 4717560},
		{Name: "Paris", Area: "FR.11", Country: "FR", AreaName: "Île-de-France", Population: 2138551, Latitude: 48.8534, Longitude: 2.3488, ID: 2988507},
		{Name: "Suva", Area: "FJ.01", Country: "FJ", Latitude: -18.1416, Longitude: 178.4415},
		{Name: "A name that is longer than fifteen bytes in its tail", Class: County, Area: "XX."},
	}
	for range 40 { // more than one block of one key
		places = append(places, Place{Name: "San José", Area: "CR.08", Country: "CR", AreaName: "San José", Class: Region})
	}
	file, err := Encode(places)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	got := table.Find("paris")
	want := []Place{places[2], places[1]}
	if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Population" },
		cmp.Comparer(func(a, b int) bool { return float64(a) > 0.9*float64(b) && float64(b) > 0.9*float64(a) }))); diff != "" {
		t.Error(diff)
	}
	if got := len(table.Find("san jose")); got != 40 {
		t.Errorf("%d San José, want 40", got)
	}
	for _, p := range places {
		if !table.Has(Fold(p.Name)) {
			t.Errorf("%q is not found", p.Name)
		}
	}
	for _, key := range []string{"", "a", "pari", "pariss", "zz", "san jos"} {
		if table.Has(key) {
			t.Errorf("%q is found", key)
		}
	}
}

// Every name of the real file must be found, so that a change of Fold without
// a new file fails.
func TestSorted(t *testing.T) {
	file, err := os.ReadFile("../../data/places.bin")
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	var name []byte
	before, at := "", 0
	for i := range table.size {
		if i%blockSize == 0 {
			name, at = name[:0], table.blockStart(i/blockSize)
		}
		name, at = table.nameAt(name, at)
		if key := Fold(string(name)); key < before {
			t.Fatalf("place %d, %q, stands after %q: make data/places.bin anew", i, key, before)
		} else {
			before = key
		}
	}
}

func FuzzOpen(f *testing.F) {
	file, err := Encode([]Place{{Name: "Paris", Area: "FR.11"}, {Name: "Parma", Area: "IT.05"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file, "paris")
	f.Add([]byte(magic), "x")
	f.Fuzz(func(t *testing.T, file []byte, key string) {
		if table, err := Open(file); err == nil {
			table.Find(key)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	file, err := os.ReadFile("../../data/places.bin")
	if err != nil {
		b.Fatal(err)
	}
	table, err := Open(file)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		table.Find("springfield")
	}
}

func BenchmarkOpen(b *testing.B) {
	file, err := os.ReadFile("../../data/places.bin")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Open(file); err != nil {
			b.Fatal(err)
		}
	}
}
