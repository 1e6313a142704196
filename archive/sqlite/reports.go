package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/record"
)

// headColumns are the columns of table report that heads are made of.
const headColumns = "report.key, report.id, title, publisher, published, url, language, NOT EXISTS (SELECT 1 FROM superseded s WHERE s.key = report.key)"

// A keyedHead is a head with its key.
type keyedHead struct {
	key key
	archive.Head
}

func scanHead(r scanner, more ...any) (keyedHead, error) {
	var h keyedHead
	err := r.Scan(append([]any{&h.key, &h.ID, &h.Title, &h.Publisher, &h.Published, &h.URL, &h.Language, &h.Current}, more...)...)
	return h, err
}

// headOf is what a record says for its head.
func headOf(r record.Record) archive.Head {
	h := archive.Head{Published: text(r.Document.Published), Language: r.Document.Language}
	if t := r.Document.Title; t != nil {
		h.Title = t.Text
	}
	if p := r.Document.Publisher; p != nil {
		h.Publisher = p.Text
	}
	return h
}

// Report gives all that is kept of a report.
func (s *Store) Report(ctx context.Context, id string) (archive.Report, error) {
	r, err := scanReport(s.read.QueryRowContext(ctx, reportQuery+" WHERE report.id = ?", id))
	if err != nil {
		return archive.Report{}, s.failed("read report", unknown(err, id))
	}
	return r, nil
}

// failed is err with what failed, and the file.
func (s *Store) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: archive %s: %w", what, s.path, err)
}

const reportQuery = "SELECT " + headColumns + `, given_publisher, given_published, d.name, t.data, r.data, r.source
	FROM report JOIN text t ON t.id = report.text JOIN record r USING (key) JOIN maker d ON d.id = digest_maker`

func scanReport(row scanner) (archive.Report, error) {
	var r archive.Report
	var text, rec, source []byte
	h, err := scanHead(row, &r.Given.Publisher, &r.Given.Published, &r.DigestMaker, &text, &rec, &source)
	if err != nil {
		return r, err
	}
	r.Head, r.Given.URL, r.Source = h.Head, h.URL, source
	if text, err = decompress(text); err != nil {
		return r, fmt.Errorf("%s: text: %w", h.ID, err)
	}
	if rec, err = decompress(rec); err != nil {
		return r, fmt.Errorf("%s: record: %w", h.ID, err)
	}
	if r.Record, err = dress(rec, string(text)); err != nil {
		return r, fmt.Errorf("%s: record: %w", h.ID, err)
	}
	return r, nil
}

// Heads gives the heads of those reports that are there, in the order of ids.
func (s *Store) Heads(ctx context.Context, ids []string) ([]archive.Head, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+headColumns+" FROM report WHERE id IN (SELECT value FROM json_each(?))", jsonList(ids))
	heads, err := collect(rows, err, func(r scanner) (keyedHead, error) { return scanHead(r) })
	if err != nil {
		return nil, s.failed("read heads", err)
	}
	byID := map[string]archive.Head{}
	for _, h := range heads {
		byID[h.ID] = h.Head
	}
	var out []archive.Head
	for _, id := range ids {
		if h, ok := byID[id]; ok {
			out = append(out, h)
		}
	}
	return out, nil
}

// jsonList is a list as an argument of json_each.
func jsonList[T any](list []T) string {
	b, _ := json.Marshal(list) // strings and numbers always can be
	return string(b)
}

// A dated is a version with its key.
type dated struct {
	key key
	archive.Version
}

// versionsOf reads rows of headColumns and acquired, the newest first.
func versionsOf(rows *sql.Rows, err error) ([]dated, error) {
	all, err := collect(rows, err, func(r scanner) (dated, error) {
		var at int64
		h, err := scanHead(r, &at)
		return dated{h.key, archive.Version{Head: h.Head, Acquired: time.UnixMicro(at).UTC()}}, err
	})
	slices.SortFunc(all, func(a, b dated) int { return archive.Newer(a.Version, b.Version) })
	return all, err
}

// Versions lists the reports with the address of a report, the newest first.
func (s *Store) Versions(ctx context.Context, id string) ([]archive.Version, error) {
	var url string
	if err := s.read.QueryRowContext(ctx, "SELECT url FROM report WHERE id = ?", id).Scan(&url); err != nil {
		return nil, s.failed("read versions", unknown(err, id))
	}
	where, by := "url = ? AND url <> ''", url // as the index has it
	if url == "" {
		where, by = "id = ?", id
	}
	all, err := versionsOf(s.read.QueryContext(ctx, "SELECT "+headColumns+", acquired FROM report WHERE "+where, by))
	if err != nil {
		return nil, s.failed("read versions", err)
	}
	var out []archive.Version
	for _, v := range all {
		out = append(out, v.Version)
	}
	return out, nil
}

// Acquisitions lists when a report was read, in order of time.
func (s *Store) Acquisitions(ctx context.Context, id string) ([]archive.Acquisition, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT name, hash, given, size, at FROM acquisition
		WHERE report = (SELECT key FROM report WHERE id = ?) ORDER BY at, id`, id)
	all, err := collect(rows, err, func(r scanner) (archive.Acquisition, error) {
		var q archive.Acquisition
		var at int64
		err := r.Scan(&q.Input.Name, &q.Input.Hash, &q.Input.Given, &q.Size, &at)
		q.At = time.UnixMicro(at).UTC()
		return q, err
	})
	return all, s.failed("read acquisitions", err)
}

// Seen tells what reports inputs gave before.
func (s *Store) Seen(ctx context.Context, inputs []archive.Input) ([][]archive.Reading, error) {
	out := make([][]archive.Reading, len(inputs))
	stmt, err := s.read.PrepareContext(ctx, `SELECT DISTINCT r.id, a.name, d.name FROM acquisition q JOIN report r ON r.key = q.report
		JOIN maker a ON a.id = r.analysis JOIN maker d ON d.id = r.digest_maker WHERE q.hash = ? AND q.given = ? ORDER BY r.id`)
	if err != nil {
		return nil, s.failed("look up inputs", err)
	}
	defer stmt.Close()
	for i, in := range inputs {
		rows, err := stmt.QueryContext(ctx, in.Hash, in.Given)
		out[i], err = collect(rows, err, func(r scanner) (archive.Reading, error) {
			var g archive.Reading
			err := r.Scan(&g.Report, &g.Analysis, &g.Digest)
			return g, err
		})
		if err != nil {
			return nil, s.failed("look up inputs", err)
		}
	}
	return out, nil
}

// Outdated lists reports that other versions analysed, in order of their IDs.
func (s *Store) Outdated(ctx context.Context, analysis, digestMaker string, p archive.Page) (archive.List[archive.Report], error) {
	n := limit(p, 100)
	rows, err := s.read.QueryContext(ctx, reportQuery+` JOIN maker a ON a.id = analysis
		WHERE report.id > ? AND (a.name <> ? OR d.name <> ?) ORDER BY report.id LIMIT ?`, p.After, analysis, digestMaker, n+1)
	all, err := collect(rows, err, scanReport)
	return cut(all, n, func(r archive.Report) string { return r.ID }), s.failed("list outdated reports", err)
}

// limit is how many items a page has.
func limit(p archive.Page, usual int) int {
	if p.Limit <= 0 {
		return usual
	}
	return min(p.Limit, 100_000)
}

// cut is a list out of n or one more items.
func cut[T any](all []T, n int, cursor func(T) string) archive.List[T] {
	if len(all) <= n {
		return archive.List[T]{Items: all}
	}
	return archive.List[T]{Items: all[:n], Next: cursor(all[n-1])}
}

// Key stands for the current reports and how they were analysed.
func (s *Store) Key(ctx context.Context) (string, error) {
	makers, err := s.makers(ctx)
	if err != nil {
		return "", s.failed("make key", err)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT id, analysis, digest_maker FROM report
		WHERE key NOT IN (SELECT key FROM superseded) ORDER BY id`)
	if err != nil {
		return "", s.failed("make key", err)
	}
	defer rows.Close()
	h := sha256.New()
	for rows.Next() {
		var id string
		var analysis, digestMaker int64
		if err := rows.Scan(&id, &analysis, &digestMaker); err != nil {
			return "", s.failed("make key", err)
		}
		for _, part := range []string{id, makers[analysis], makers[digestMaker]} {
			h.Write([]byte(part))
			h.Write([]byte{0})
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), s.failed("make key", rows.Err())
}

func (s *Store) makers(ctx context.Context) (map[int64]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id, name FROM maker")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]string{}
	for rows.Next() {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		all[id] = name
	}
	return all, rows.Err()
}

// wordTokens is a text as tokens of an index of its own.
func wordTokens(text string) string {
	var b strings.Builder
	for _, w := range archive.Words(text) {
		b.WriteString(w.Text)
		b.WriteByte(' ')
	}
	return b.String()
}
