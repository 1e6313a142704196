package sqlite_test

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/query"
)

var story = archivetest.Story{URL: "https://mail.example/fire", Published: "2029-03-05", Text: "A silo burned."}

// TestRefused opens what is no archive: the error names the file and says why, and
// the file stays as it was.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(path string) error
		want  string
	}{
		{"text", func(p string) error { return os.WriteFile(p, []byte("A silo burned at Kestle Quay."), 0o600) }, "not an archive: the file is no SQLite database"},
		{"short text", func(p string) error { return os.WriteFile(p, []byte("x"), 0o600) }, "not an archive: the file is no SQLite database"},
		{"folder", func(p string) error { return os.Mkdir(p, 0o700) }, "is a directory"},
		{"another program's", func(p string) error { return exec(p, "CREATE TABLE t (x); PRAGMA application_id = 7") }, "not an archive: another program's SQLite database"},
		{"nobody's", func(p string) error { return exec(p, "CREATE TABLE t (x)") }, "not an archive: another program's SQLite database"},
		{"newer", func(p string) error {
			s, err := sqlite.Open(ctx, p, sqlite.Options{})
			if err != nil {
				return err
			}
			return errors.Join(s.Close(), exec(p, "PRAGMA user_version = 99"))
		}, "made by a newer program: archive version 99"},
		{"cut off", func(p string) error { return os.WriteFile(p, []byte("SQLite format 3\x00\x10\x00"), 0o600) }, "not a database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "what?#%41.db")
			if err := c.write(path); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			for _, o := range []sqlite.Options{{}, {ReadOnly: true}} {
				s, err := sqlite.Open(ctx, path, o)
				if err == nil {
					s.Close()
					t.Fatalf("%+v: opened", o)
				}
				if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%+v: %v, want the path and %q", o, err, c.want)
				}
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file is changed")
			}
		})
	}
}

func exec(path, statements string) error {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String())
	if err != nil {
		return err
	}
	_, err = db.Exec(statements)
	return errors.Join(err, db.Close())
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	if _, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v, want %v", err, os.ErrNotExist)
	}
	s := open(t, path)
	if _, err := s.Add(ctx, []archive.Item{story.Item("1")}); err != nil {
		t.Fatal(err)
	}
	reader, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true}) // beside the writer
	if err != nil {
		t.Fatal(err)
	}
	other := story
	other.URL = ""
	if _, err := s.Add(ctx, []archive.Item{other.Item("2")}); err != nil {
		t.Fatal(err)
	}
	if h, err := reader.Search(ctx, query.Query{Root: word("silo")}, archive.Options{}); err != nil || len(h.Items) != 2 {
		t.Errorf("%d reports, %v; want those of the writer: 2", len(h.Items), err)
	}
	if _, err := reader.Add(ctx, []archive.Item{story.Item("3")}); err == nil || !strings.Contains(err.Error(), "reading only") {
		t.Errorf("add: %v, want that the archive is open for reading only", err)
	}
	if err := errors.Join(reader.Close(), s.Close(), os.Chmod(path, 0o400), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
	alone, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true}) // in a folder that takes no files
	if err != nil {
		t.Fatal(err)
	}
	defer alone.Close()
	if err := alone.Check(ctx); err != nil {
		t.Error(err)
	}
}

// TestAgain finds what was written after the archive was closed.
func TestAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	added, err := s.Add(ctx, []archive.Item{story.Item("1")})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	defer s.Close()
	if again, err := s.Add(ctx, []archive.Item{story.Item("1")}); err != nil || again[0].New || again[0].ID != added[0].ID {
		t.Errorf("added again: %+v, %v", again, err)
	}
	if h, err := s.Search(ctx, query.Query{Root: word("silos")}, archive.Options{}); err != nil || len(h.Items) != 1 {
		t.Errorf("%d reports, %v; want 1", len(h.Items), err)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "archive.db"))
	defer s.Close()
	added, err := s.Add(ctx, []archive.Item{story.Item("1")})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "backup.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, filepath.Join(dir, "no", "backup.db")); err == nil || !strings.Contains(err.Error(), "backup.db") {
		t.Errorf("backup into no folder: %v", err)
	}
	b := open(t, path)
	defer b.Close()
	if _, err := b.Report(ctx, added[0].ID); err != nil {
		t.Error(err)
	}
	if err := b.Check(ctx); err != nil {
		t.Error(err)
	}
	if rest, _ := filepath.Glob(filepath.Join(dir, ".backup-*")); len(rest) > 0 {
		t.Errorf("left behind: %v", rest)
	}
}

// TestCheck damages a file.
func TestCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	if _, err := s.Add(ctx, []archive.Item{story.Item("1")}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), exec(path, "DELETE FROM sheet; DELETE FROM text")); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	defer s.Close()
	err := s.Check(ctx)
	if err == nil || !strings.Contains(err.Error(), "1 reports without a text") || !strings.Contains(err.Error(), "1 reports without a sheet") {
		t.Errorf("check: %v, want a text and a sheet missed", err)
	}
}
