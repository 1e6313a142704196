package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// BenchmarkAdd adds variations on the demo's reports, a hundred at a time.
func BenchmarkAdd(b *testing.B) {
	records := analyzed(b)
	s := open(b, filepath.Join(b.TempDir(), "archive.db"))
	defer s.Close()
	n := 0
	for b.Loop() {
		b.StopTimer()
		var items []archive.Item
		for range 100 {
			items = append(items, vary(records, n))
			n++
		}
		b.StartTimer()
		if _, err := s.Add(ctx, items); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkSearch asks an archive of a few hundred reports; TestScale asks a large one.
func BenchmarkSearch(b *testing.B) {
	records := analyzed(b)
	s := open(b, filepath.Join(b.TempDir(), "archive.db"))
	defer s.Close()
	var items []archive.Item
	for i := range 300 {
		items = append(items, vary(records, i))
	}
	if _, err := s.Add(ctx, items); err != nil {
		b.Fatal(err)
	}
	for _, c := range questions {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(ctx, query.Query{Root: c.root}, archive.Options{Relevance: c.relevance}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
