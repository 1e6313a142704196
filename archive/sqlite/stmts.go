package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A stmts runs statements of one transaction, each prepared once.
type stmts struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
}

func newStmts(ctx context.Context, tx *sql.Tx) *stmts {
	return &stmts{ctx, tx, map[string]*sql.Stmt{}}
}

func (s *stmts) close() {
	for _, p := range s.prepared {
		p.Close()
	}
}

func (s *stmts) prepare(q string) (*sql.Stmt, error) {
	if p, ok := s.prepared[q]; ok {
		return p, nil
	}
	p, err := s.tx.PrepareContext(s.ctx, q)
	if err == nil {
		s.prepared[q] = p
	}
	return p, err
}

func (s *stmts) exec(q string, args ...any) error {
	p, err := s.prepare(q)
	if err != nil {
		return err
	}
	_, err = p.ExecContext(s.ctx, args...)
	return err
}

// A scanner is a row, or why there is none.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

func (s *stmts) row(q string, args ...any) scanner {
	p, err := s.prepare(q)
	if err != nil {
		return failed{err}
	}
	return p.QueryRowContext(s.ctx, args...)
}

func (s *stmts) rows(q string, args ...any) (*sql.Rows, error) {
	p, err := s.prepare(q)
	if err != nil {
		return nil, err
	}
	return p.QueryContext(s.ctx, args...)
}

// insert runs an INSERT and gives the row's number. RETURNING would say it as well,
// in ten times the time.
func (s *stmts) insert(q string, args ...any) (int64, error) {
	p, err := s.prepare(q)
	if err != nil {
		return 0, err
	}
	r, err := p.ExecContext(s.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// made is the id that find finds, or else the one that insert makes.
func (s *stmts) made(find string, by []any, insert string, values []any) (int64, error) {
	var id int64
	err := s.row(find, by...).Scan(&id)
	if err == sql.ErrNoRows {
		return s.insert(insert, values...)
	}
	return id, err
}

// collect reads all rows.
func collect[T any](rows *sql.Rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, errors.Join(rows.Err())
}

// The zstd coder and decoder are safe for concurrent use and keep no state.
var coder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(true), zstd.WithEncoderLevel(zstd.SpeedBetterCompression))
	if err != nil {
		panic(err) // only wrong options can be the reason
	}
	return e
})

// decoder takes no more memory for one value than mostMemory, whatever a damaged file says.
var decoder = sync.OnceValue(func() *zstd.Decoder {
	const mostMemory = 1 << 30 // bytes
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostMemory))
	if err != nil {
		panic(err)
	}
	return d
})

func compress(b []byte) []byte { return coder().EncodeAll(b, nil) }

func decompress(b []byte) ([]byte, error) { return decoder().DecodeAll(b, nil) }

func openSheet(data []byte, part int) (sheet, error) {
	b, err := decompress(data)
	if err != nil {
		return sheet{}, err
	}
	return decodeSheet(b, part)
}
