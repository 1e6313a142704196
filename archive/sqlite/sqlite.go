package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/saysonews/sayso/archive"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// ApplicationID marks the file as an archive: "Sayo" in ASCII.
const ApplicationID = 0x5361796f

// A Store is an archive in one file.
type Store struct {
	path  string
	write *sql.DB // one connection; nil where opened for reading
	read  *sql.DB
	known words // in table word
}

var _ archive.Store = (*Store)(nil)

// Options are how to open an archive.
type Options struct {
	ReadOnly bool // nothing is written, and the file must be there
}

// Open opens the archive in the file at path, or makes one where there is no
// file or an empty one. Its errors name the file and what is wrong with it.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	s, err := open(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, o Options) (*Store, error) {
	empty, err := inspect(path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, known: words{seed: maphash.MakeSeed(), set: map[uint64]struct{}{}}}
	if !o.ReadOnly {
		if s.write, err = openWriter(ctx, path, empty); err != nil {
			return nil, err
		}
	}
	if s.read, err = openReaders(ctx, path); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// openWriter opens the one connection that writes, and brings the file up to date.
// It looks at a file that is there before it changes anything.
func openWriter(ctx context.Context, path string, empty bool) (*sql.DB, error) {
	if !empty {
		look, err := connect(path, "ro", "_pragma=query_only(1)")
		if err != nil {
			return nil, err
		}
		_, err = version(ctx, look)
		if err = errors.Join(err, look.Close()); err != nil {
			return nil, err
		}
	}
	write, err := connect(path, "rwc", "_txlock=immediate&_pragma=journal_mode(wal)&_pragma=synchronous(normal)")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, write); err != nil {
		write.Close()
		return nil, err
	}
	return write, nil
}

// openReaders opens connections that only read. A file in a folder that cannot be
// written has no place for the index of its WAL; it is then read as one that nobody
// changes.
func openReaders(ctx context.Context, path string) (*sql.DB, error) {
	first := error(nil)
	for _, mode := range []string{"ro", "ro&immutable=1"} {
		read, err := connect(path, mode, "_pragma=query_only(1)")
		if err != nil {
			return nil, err
		}
		read.SetMaxOpenConns(max(4, runtime.NumCPU()))
		read.SetMaxIdleConns(max(4, runtime.NumCPU()))
		v, err := version(ctx, read)
		if newest := len(migrations()); err == nil && v < newest {
			err = fmt.Errorf("archive version %d, this program needs %d: open it for writing once", v, newest)
		}
		if err == nil {
			return read, nil
		}
		read.Close()
		if first == nil {
			first = err
		}
	}
	return nil, first
}

func connect(path, mode, more string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	if u.Path[0] != '/' { // a drive letter
		u.Path = "/" + u.Path
	}
	u.RawQuery = "mode=" + mode + "&_pragma=busy_timeout(10000)&_pragma=cache_size(-32768)&" + more
	return sql.Open("sqlite", u.String())
}

// magic begins every SQLite file.
const magic = "SQLite format 3\x00"

// inspect looks at the file before SQLite does, which takes an empty file for an
// empty database, and fails on others without saying why. It tells whether there is
// nothing in it yet.
func inspect(path string, mustBe bool) (empty bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && !mustBe {
		return true, nil
	}
	if err != nil {
		return false, plain(err)
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && err == io.EOF && mustBe:
		return false, errors.New("the file is empty")
	case n == 0 && err == io.EOF:
		return true, nil
	case err == io.ErrUnexpectedEOF || err == nil && string(head) != magic:
		return false, errors.New("not an archive: the file is no SQLite database")
	}
	return false, plain(err)
}

// plain is err without the path, which Open names.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// A querier is a connection or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row
}

// version is the version of the archive in a file, 0 where there is nothing yet, or
// why it is none that this program knows.
func version(ctx context.Context, db querier) (int, error) {
	var id, version, tables int
	err := db.QueryRowContext(ctx, `SELECT (SELECT * FROM pragma_application_id), (SELECT * FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&id, &version, &tables)
	switch newest := len(migrations()); {
	case err != nil:
		return 0, err
	case id == 0 && tables == 0:
		return 0, nil
	case id != ApplicationID:
		return 0, errors.New("not an archive: another program's SQLite database")
	case version > newest:
		return 0, fmt.Errorf("made by a newer program: archive version %d, this program knows %d", version, newest)
	}
	return version, nil
}

//go:embed schema/*.sql
var schema embed.FS

// migrations are the statements that lead from version i to i+1.
func migrations() []string {
	names, _ := fs.Glob(schema, "schema/*.sql")
	var all []string
	for _, name := range names {
		b, _ := schema.ReadFile(name)
		all = append(all, string(b))
	}
	return all
}

// migrate makes a new archive, or brings an older one up to date.
func migrate(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	from, err := version(ctx, tx)
	all := migrations()
	if err != nil || from == len(all) {
		return err
	}
	for _, m := range all[from:] {
		if _, err := tx.ExecContext(ctx, m); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", ApplicationID, len(all))); err != nil {
		return err
	}
	return tx.Commit()
}

// Close closes the file.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// errReadOnly is what every change of an archive opened for reading gives.
var errReadOnly = errors.New("the archive is open for reading only")

// change runs f in a transaction of the one writer.
func (s *Store) change(ctx context.Context, what string, f func(*sql.Tx) error) error {
	err := s.transact(ctx, f)
	if err != nil {
		return fmt.Errorf("%s: archive %s: %w", what, s.path, err)
	}
	return nil
}

func (s *Store) transact(ctx context.Context, f func(*sql.Tx) error) error {
	if s.write == nil {
		return errReadOnly
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}
