package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
)

var ctx = context.Background()

func TestStore(t *testing.T) {
	archivetest.Run(t, func(t *testing.T) archive.Store { return open(t, filepath.Join(t.TempDir(), "archive.db")) })
}

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
