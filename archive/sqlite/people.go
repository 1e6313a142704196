package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/saysonews/sayso/archive"
)

// Fail notes inputs that could not be read.
func (s *Store) Fail(ctx context.Context, failures []archive.Failure) error {
	return s.change(ctx, "note failures", func(tx *sql.Tx) error {
		st := newStmts(ctx, tx)
		defer st.close()
		for _, f := range failures {
			err := st.exec(`INSERT INTO failure (name, hash, given, cause, message, times, first, last) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6)
				ON CONFLICT (name) DO UPDATE SET hash = ?2, given = ?3, cause = ?4, message = ?5, times = times + 1, last = max(last, ?6), first = min(first, ?6)`,
				f.Input.Name, f.Input.Hash, f.Input.Given, f.Cause, f.Message, f.Last.UnixMicro())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Causes lists the classes of failures.
func (s *Store) Causes(ctx context.Context) ([]archive.Cause, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT cause, count(*) FROM failure GROUP BY cause ORDER BY 2 DESC, 1")
	all, err := collect(rows, err, func(r scanner) (c archive.Cause, err error) {
		err = r.Scan(&c.Name, &c.Failures)
		return c, err
	})
	return all, s.failed("list failures", err)
}

// Failures lists failures by name of input.
func (s *Store) Failures(ctx context.Context, cause string, p archive.Page) (archive.List[archive.Failure], error) {
	n := limit(p, usualRows)
	where, args := "name > ?", []any{p.After}
	if cause != "" {
		where, args = where+" AND cause = ?", append(args, cause)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT name, hash, given, cause, message, times, first, last FROM failure WHERE "+where+" ORDER BY name LIMIT ?", append(args, n+1)...)
	all, err := collect(rows, err, func(r scanner) (f archive.Failure, err error) {
		var first, last int64
		err = r.Scan(&f.Input.Name, &f.Input.Hash, &f.Input.Given, &f.Cause, &f.Message, &f.Times, &first, &last)
		f.First, f.Last = time.UnixMicro(first).UTC(), time.UnixMicro(last).UTC()
		return f, err
	})
	return cut(all, n, func(f archive.Failure) string { return f.Input.Name }), s.failed("list failures", err)
}

// Decide adds decisions.
func (s *Store) Decide(ctx context.Context, decisions []archive.Decision) ([]int64, error) {
	var ids []int64
	err := s.change(ctx, "decide", func(tx *sql.Tx) error {
		st := newStmts(ctx, tx)
		defer st.close()
		for _, d := range decisions {
			id, err := decide(st, d)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

func decide(st *stmts, d archive.Decision) (int64, error) {
	if d.Undoes != 0 {
		var there bool
		if err := st.row("SELECT EXISTS (SELECT 1 FROM decision WHERE id = ?)", d.Undoes).Scan(&there); err != nil {
			return 0, err
		}
		if !there {
			return 0, fmt.Errorf("decision %d, to be undone: %w", d.Undoes, archive.ErrNotFound)
		}
	}
	places, err := json.Marshal(d.Places)
	if err != nil {
		return 0, err
	}
	return st.insert("INSERT INTO decision (kind, subject, places, verdict, value, by, at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0))",
		d.Kind, d.Subject, string(places), string(d.Verdict), d.Value, d.By, d.At.UnixMicro(), d.Undoes)
}

// Decisions lists decisions in order of making.
func (s *Store) Decisions(ctx context.Context, subject string, p archive.Page) (archive.List[archive.Decision], error) {
	var none archive.List[archive.Decision]
	after := int64(0)
	if p.After != "" {
		var err error
		if after, err = strconv.ParseInt(p.After, 10, 64); err != nil {
			return none, s.failed("list decisions", errCursor(p.After))
		}
	}
	n := limit(p, usualRows)
	where, args := "id > ?", []any{after}
	if subject != "" {
		where, args = where+" AND subject = ?", append(args, subject)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT id, kind, subject, places, verdict, value, by, at, coalesce(undoes, 0) FROM decision WHERE "+where+" ORDER BY id LIMIT ?", append(args, n+1)...)
	all, err := collect(rows, err, scanDecision)
	if err != nil {
		return none, s.failed("list decisions", err)
	}
	for i := range all {
		if all[i].Undone, err = s.undone(ctx, all[i].ID); err != nil {
			return none, s.failed("list decisions", err)
		}
	}
	return cut(all, n, func(d archive.Decision) string { return strconv.FormatInt(d.ID, 10) }), nil
}

func scanDecision(r scanner) (archive.Decision, error) {
	var d archive.Decision
	var places string
	var at int64
	if err := r.Scan(&d.ID, &d.Kind, &d.Subject, &places, &d.Verdict, &d.Value, &d.By, &at, &d.Undoes); err != nil {
		return d, err
	}
	d.At = time.UnixMicro(at).UTC()
	return d, json.Unmarshal([]byte(places), &d.Places)
}

// undone tells whether a decision that stands takes this one back.
func (s *Store) undone(ctx context.Context, id int64) (bool, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM decision WHERE undoes = ?", id)
	by, err := collect(rows, err, func(r scanner) (n int64, err error) {
		err = r.Scan(&n)
		return n, err
	})
	for _, b := range by {
		back, err := s.undone(ctx, b)
		if err != nil || !back {
			return !back, err
		}
	}
	return false, err
}

// standing is how many decisions stand, undoings themselves left out.
func (s *Store) standing(ctx context.Context) (int, error) {
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM decision WHERE undoes IS NULL").Scan(&n); err != nil {
		return 0, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT d.id FROM decision d JOIN decision u ON u.undoes = d.id WHERE d.undoes IS NULL")
	ids, err := collect(rows, err, func(r scanner) (id int64, err error) {
		err = r.Scan(&id)
		return id, err
	})
	for _, id := range ids {
		back, err := s.undone(ctx, id)
		if err != nil {
			return 0, err
		}
		if back {
			n--
		}
	}
	return n, err
}
