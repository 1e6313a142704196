package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

// TestFindings pages through copies and occurrences that fill several bundles: each
// comes once, in the order in which it was given.
func TestFindings(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "findings.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var l link.Links
	for i := range 3000 {
		id := fmt.Sprintf("%04d", i)
		l.Occurrences = append(l.Occurrences, link.Occurrence{ID: "o" + id, Members: []link.EventRef{{Report: "r" + id, Event: "e1"}, {Report: "r" + id, Event: "e2"}}})
		if i < 20 {
			l.Copies = append(l.Copies, link.Copy{From: "r" + id, To: "c" + id, Kind: "copy"})
		}
	}
	if got, err := s.Copies(t.Context(), archive.Page{}); err != nil || len(got.Items) != 0 {
		t.Errorf("copies before anything was linked: %v, %v", got, err)
	}
	if got, err := s.Occurrences(t.Context(), archive.Page{}); err != nil || len(got.Items) != 0 || got.Next != "" {
		t.Errorf("occurrences before anything was linked: %v, %v", got, err)
	}
	if err := s.Link(t.Context(), "k", l); err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{1, 7, 200, 5000} {
		if limit > 7 {
			occurrences := all(t, limit, func(p archive.Page) (archive.List[link.Occurrence], error) { return s.Occurrences(t.Context(), p) })
			if diff := cmp.Diff(l.Occurrences, occurrences); diff != "" {
				t.Errorf("occurrences by %d: %s", limit, diff)
			}
		}
		copies := all(t, limit, func(p archive.Page) (archive.List[link.Copy], error) { return s.Copies(t.Context(), p) })
		if diff := cmp.Diff(l.Copies, copies); diff != "" {
			t.Errorf("copies by %d: %s", limit, diff)
		}
	}
	if _, err := s.Occurrences(t.Context(), archive.Page{After: "?"}); !errors.Is(err, archive.ErrPlace) {
		t.Errorf("after a place that no page named: %v", err)
	}
}

// all is a list out of its pages.
func all[T any](t *testing.T, limit int, list func(archive.Page) (archive.List[T], error)) []T {
	t.Helper()
	var out []T
	for p := (archive.Page{Limit: limit}); ; {
		l, err := list(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l.Items...)
		if p.After = l.Next; p.After == "" {
			return out
		}
	}
}
