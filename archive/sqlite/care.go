package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/saysonews/sayso/archive"
)

// Stats counts what is there.
func (s *Store) Stats(ctx context.Context) (archive.Stats, error) {
	var st archive.Stats
	err := s.read.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM report), (SELECT count(*) FROM report) - (SELECT count(*) FROM superseded),
		(SELECT count(*) FROM text), (SELECT count(*) FROM acquisition), (SELECT count(*) FROM failure),
		(SELECT count(*) FROM claim), (SELECT count(*) FROM identity),
		(SELECT coalesce((SELECT substr(published, 1, 10) FROM report WHERE key < ?1 ORDER BY key DESC LIMIT 1), '')),
		(SELECT coalesce((SELECT substr(published, 1, 10) FROM report WHERE key < ?1 ORDER BY key LIMIT 1), '')),
		(SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)`, undated).Scan(
		&st.Reports, &st.Current, &st.Texts, &st.Acquisitions, &st.Failures, &st.Claims, &st.Identities, &st.First, &st.Last, &st.Bytes)
	if err == nil {
		st.Decisions, err = s.standing(ctx)
	}
	return st, s.failed("count", err)
}

// Check looks for damage in the file, and for reports without one of their parts.
func (s *Store) Check(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "PRAGMA integrity_check(10)")
	found, err := collect(rows, err, func(r scanner) (string, error) {
		var line string
		err := r.Scan(&line)
		return line, err
	})
	if err != nil {
		return s.failed("check", err)
	}
	var damage []error
	if len(found) != 1 || found[0] != "ok" {
		for _, line := range found {
			damage = append(damage, errors.New(line))
		}
	}
	for _, c := range []struct{ what, query string }{
		{"reports without a text", "SELECT count(*) FROM report WHERE text NOT IN (SELECT id FROM text)"},
		{"reports without a record", "SELECT count(*) FROM report WHERE key NOT IN (SELECT key FROM record)"},
		{"reports without a digest", "SELECT count(*) FROM report WHERE key NOT IN (SELECT key FROM digest)"},
		{"reports without a sheet", "SELECT count(*) FROM report WHERE key NOT IN (SELECT key FROM sheet)"},
		{"reports without a tally", "SELECT count(*) FROM report WHERE key NOT IN (SELECT key FROM tally)"},
		{"reports that are not in the index", "SELECT count(*) FROM report WHERE key NOT IN (SELECT rowid FROM find)"},
		{"entries of the index without a report", "SELECT count(*) FROM find WHERE rowid NOT IN (SELECT key FROM report)"},
		{"acquisitions without a report", "SELECT count(*) FROM acquisition WHERE report NOT IN (SELECT key FROM report)"},
	} {
		var n int
		if err := s.read.QueryRowContext(ctx, c.query).Scan(&n); err != nil {
			return s.failed("check", err)
		}
		if n > 0 {
			damage = append(damage, fmt.Errorf("%d %s", n, c.what))
		}
	}
	if err := s.recount(ctx); err != nil {
		damage = append(damage, err)
	}
	return s.failed("check", errors.Join(damage...))
}

// recount adds up all tallies, and tells whether the sums that are kept are these.
func (s *Store) recount(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "SELECT data FROM tally WHERE key NOT IN (SELECT key FROM superseded)")
	if err != nil {
		return err
	}
	defer rows.Close()
	left := map[totalKey]total{}
	for rows.Next() {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			return err
		}
		err := eachTallied(data, func(field int, value int64, findings int) {
			t := left[totalKey{field, value}]
			left[totalKey{field, value}] = total{t.reports + 1, t.findings + findings}
		})
		if err != nil {
			return err
		}
	}
	wrong := 0
	for field := range tallied {
		kept, err := s.totals(ctx, "WHERE field = ?", field)
		if err != nil {
			return err
		}
		for _, v := range kept {
			k := totalKey{field, v.id}
			if left[k] != v.total {
				wrong++
			}
			delete(left, k)
		}
	}
	if wrong += len(left); wrong > 0 {
		return fmt.Errorf("%d sums that are not those of the reports", wrong)
	}
	return rows.Err()
}

// Backup writes the archive into a new file, which is there when it is whole.
func (s *Store) Backup(ctx context.Context, path string) error {
	err := s.backup(ctx, path)
	if err != nil {
		return fmt.Errorf("back up archive %s to %s: %w", s.path, path, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".backup-*")
	if err != nil {
		return plain(err)
	}
	defer os.RemoveAll(dir)
	whole := filepath.Join(dir, "archive")
	db, err := connect(s.path, "ro", "") // VACUUM wants a connection that may write, if not to this file
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", whole); err != nil {
		return err
	}
	f, err := os.Open(whole)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(whole, path)
}
