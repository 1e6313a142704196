// Package input reads a report from a file's bytes into a doc.Source.
//
//   - A format is one of the sub-packages text, html and pdf. None of them
//     knows of another; this package alone connects them.
//   - Detection goes by content: magic bytes and early markup. The file's name
//     only breaks ties.
//   - An Error names the file and the reason. Nothing that a file holds makes
//     this package panic or hang.
package input

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input/html"
	"github.com/saysonews/sayso/input/pdf"
	"github.com/saysonews/sayso/input/text"
)

// DefaultMaxBytes is the size of the largest input that is read when
// Options.MaxBytes is 0.
const DefaultMaxBytes = 64 << 20

// Options tell how to read. The zero value is the usual way.
type Options struct {
	MaxBytes  int64  // largest input in bytes; 0 means DefaultMaxBytes
	MediaType string // "text/plain", "text/html" or "application/pdf"; "" detects
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// An Error tells which input could not be read, and why. Err alone does not
// name the input, so errors with one cause can be grouped by it.
type Error struct {
	Name string // the file's name as given
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("read %s: %v", e.Name, e.Err) }

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// ErrTooLarge is the reason of an Error about an input over Options.MaxBytes.
var ErrTooLarge = errors.New("too large")

// ErrCorpus is the reason of an Error about a file of many reports, which package
// jsonl reads one by one.
var ErrCorpus = errors.New("a corpus of many reports; sayso add reads those")

// ErrFormat is the reason of an Error about a file of a kind that is not read.
var ErrFormat = errors.New("format not supported")

// Open reads the report in the file at path.
func Open(path string, opt Options) (*doc.Source, error) {
	b, err := Load(path, opt)
	if err != nil {
		return nil, err
	}
	return Read(path, b, opt)
}

// Load reads the bytes of the file at path, for Read. Of one that is too large it
// may give but the front.
func Load(path string, opt Options) ([]byte, error) {
	b, err := load(path, opt.maxBytes())
	if err != nil {
		return nil, &Error{path, err}
	}
	return b, nil
}

// load reads at most limit bytes of a file; more is an error. The size that the
// file system gives is not relied on: a pipe has none, and a file may grow.
func load(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, reason(err)
	}
	defer f.Close()
	if st, err := f.Stat(); err == nil && st.IsDir() {
		return nil, errors.New("is a directory")
	}
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, reason(err)
	}
	return b, nil
}

// reason is err without the operation and the path, which Error gives.
func reason(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	return err
}

// Read reads the report in b. The name is for detection, errors and
// Source.Path; nothing is opened.
func Read(name string, b []byte, opt Options) (*doc.Source, error) {
	if limit := opt.maxBytes(); int64(len(b)) > limit {
		return nil, &Error{name, fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)}
	}
	src, err := decode(name, b, opt.MediaType)
	if err != nil {
		return nil, &Error{name, err}
	}
	sum := sha256.Sum256(b)
	src.Path = name
	src.Bytes = int64(len(b))
	src.SHA256 = hex.EncodeToString(sum[:])
	return src, nil
}

// decode reads b as mediaType, or as what it looks like where that is "".
func decode(name string, b []byte, mediaType string) (*doc.Source, error) {
	if mediaType == "" {
		var err error
		if mediaType, err = detect(name, b); err != nil {
			return nil, err
		}
	}
	switch baseType(mediaType) {
	case "text/plain", "text/markdown":
		return text.Read(b)
	case "text/html", "application/xhtml+xml":
		return html.Read(b, mediaType)
	case "application/pdf":
		return pdf.Read(b, pdf.Options{})
	case "application/x-ndjson":
		return nil, ErrCorpus
	}
	return nil, fmt.Errorf("%w: %s", ErrFormat, mediaType)
}
