package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/query"
)

// FuzzOpen opens any bytes as an archive, and asks it: an error, or an answer.
func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "archive.db")
	s := open(f, path)
	if _, err := s.Add(ctx, []archive.Item{story.Item("1")}); err != nil {
		f.Fatal(err)
	}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	// A whole archive is too much for the fuzzer to be quick with: it changes
	// bytes of one, and the seeds say which.
	f.Add([]byte("SQLite format 3\x00"), 0, 0)
	f.Add([]byte{}, len(whole), 0)
	f.Add([]byte{0xff, 0xff}, 4096, len(whole))
	f.Add([]byte{0}, 100, 5000)
	f.Fuzz(func(t *testing.T, change []byte, at, size int) {
		b := append([]byte{}, whole...)
		if at >= 0 && at < len(b) {
			copy(b[at:], change)
		}
		if size > 0 && size < len(b) {
			b = b[:size]
		}
		if at < 0 {
			b = change
		}
		path := filepath.Join(t.TempDir(), "archive.db")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: at%2 == 0})
		if err != nil {
			return
		}
		defer s.Close()
		s.Check(ctx)
		h, err := s.Search(ctx, query.Query{Root: word("silo")}, archive.Options{})
		if err != nil {
			return
		}
		for _, hit := range h.Items {
			s.Report(ctx, hit.ID)
		}
		s.Add(ctx, []archive.Item{story.Item("2")})
	})
}

// FuzzTerm searches for any words: no error, and every report for a Not and its part.
func FuzzTerm(f *testing.F) {
	s := open(f, filepath.Join(f.TempDir(), "archive.db"))
	f.Cleanup(func() { s.Close() })
	const reports = 20
	var items []archive.Item
	for _, st := range archivetest.Collection(5, reports) {
		items = append(items, st.Item(st.URL))
	}
	if _, err := s.Add(ctx, items); err != nil {
		f.Fatal(err)
	}
	for _, w := range []string{"silo", `"`, "a b", "*", "x AND y", "NEAR(a, 2)", "\x00", "\xff", "łódź", "U.S.", "'s", "-", "tokens:a", "\ue000", "ｓｉｌｏ"} {
		f.Add(w, "fire", true, false)
		f.Add("fire", w, false, true)
	}
	f.Fuzz(func(t *testing.T, a, b string, phrase, prefix bool) {
		term := query.Term{Words: []string{a, b}, Phrase: phrase, Prefix: prefix}
		with, err := s.Search(ctx, query.Query{Root: term}, archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		without, err := s.Search(ctx, query.Query{Root: query.Not{Part: term}}, archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := with.Total.N + without.Total.N
		if asks := len(archive.NewPattern(term).Words) > 0; asks && n != reports || !asks && n != 2*reports {
			t.Errorf("%d reports with and %d without, of %d", with.Total.N, without.Total.N, reports)
		}
	})
}
