package jsonl

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// DefaultMaxBytes is the size of the largest object that is read when
// Options.MaxBytes is 0.
const DefaultMaxBytes = 64 << 20

// Options tell how to read. The zero value is the usual way.
type Options struct {
	Fields   Fields // instead of those of fields.tsv, slot by slot
	MaxBytes int    // of one object; 0 means DefaultMaxBytes

	// Markup makes plain text of a text with HTML tags; nil keeps them.
	Markup func(text string) string
}

// An Item is one object of a corpus: Source, or Err, which is an *Error.
type Item struct {
	Line   int // where the object begins, from 1; 0 where the file could not be opened
	Source *doc.Source
	Err    error
}

// An Error tells which object of which corpus could not be read, and why. Err
// alone names neither, so errors with one cause can be grouped by it.
type Error struct {
	Name string // the corpus' name as given
	Line int    // as in Item
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("read %s: %v", place(e.Name, e.Line), e.Err) }

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// place is a line of a file, as compilers write it.
func place(name string, line int) string {
	if line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// The reasons of an Error.
var (
	ErrSyntax   = errors.New("malformed JSON")
	ErrObject   = errors.New("not a JSON object")
	ErrNoText   = errors.New("no text")
	ErrTooLarge = errors.New("too large")
	ErrDamaged  = errors.New("damaged file")
)

// Open reads the corpus in the file at path.
func Open(path string, opt Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		f, err := os.Open(path)
		if err != nil {
			if pe, ok := errors.AsType[*os.PathError](err); ok {
				err = pe.Err
			}
			yield(Item{Err: &Error{Name: path, Err: err}})
			return
		}
		defer f.Close()
		Read(path, f, opt)(yield)
	}
}

// Read reads a corpus from r, once. The name is for errors and Source.Path,
// which is "name:line".
func Read(name string, r io.Reader, opt Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		s, done, err := newSplitter(r, opt)
		if err != nil {
			yield(Item{Err: &Error{name, 0, err}})
			return
		}
		defer done()
		for {
			object, line, err := s.next()
			if err == io.EOF {
				return
			}
			item := Item{Line: line}
			if err == nil {
				item.Source, err = report(object, opt)
			}
			if err != nil {
				item.Source, item.Err = nil, &Error{name, line, err}
			} else {
				item.Source.Path = place(name, line)
			}
			if !yield(item) || errors.Is(err, ErrDamaged) {
				return
			}
		}
	}
}

// report makes a source of one object.
func report(b []byte, opt Options) (*doc.Source, error) {
	fields := opt.Fields
	o, err := parse(b)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b)
	src := &doc.Source{MediaType: "application/json", Bytes: int64(len(b)), SHA256: hex.EncodeToString(sum[:])}
	if n := invalid(b); n > 0 {
		warn(src, "invalid-utf8", "%d invalid bytes replaced by U+FFFD", n)
	}
	src.Text = o.text(fields.names(Text))
	if tagRE.MatchString(src.Text) {
		src.Text = opt.unmarked(src)
	}
	if strings.TrimSpace(src.Text) == "" {
		return nil, fmt.Errorf("%w: none of the fields %s holds any; the object has %s", ErrNoText, list(fields.names(Text), 6), list(slices.Sorted(maps.Keys(o)), 20))
	}
	src.URL = o.line(fields.names(URL))
	src.Meta = doc.Metadata{Title: o.line(fields.names(Title)), Publisher: host(o.line(fields.names(Publisher))), Byline: o.authors(fields.names(Author))}
	o.date(src, fields)
	o.language(src, fields.names(Language))
	return src, nil
}

// unmarked is the text of src, which holds tags, as the options want it.
func (opt Options) unmarked(src *doc.Source) string {
	if opt.Markup == nil {
		warn(src, "markup", "the text holds HTML tags; they are kept")
		return src.Text
	}
	warn(src, "markup", "the text held HTML tags; its words were taken")
	return opt.Markup(src.Text)
}

// parse reads b, which has to be one object.
func parse(b []byte) (object, error) {
	if b[0] != '{' {
		return nil, fmt.Errorf("%w: it begins with %.20q", ErrObject, b)
	}
	var o object
	err := json.Unmarshal(b, &o)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		if int(syntax.Offset) >= len(b) && strings.HasPrefix(syntax.Error(), "unexpected end") {
			return nil, fmt.Errorf("%w: it is cut off", ErrSyntax)
		}
		return nil, fmt.Errorf("%w: %v at byte %d of the object", ErrSyntax, err, syntax.Offset)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrSyntax, err)
	}
	return o, nil
}

// invalid counts the bytes of b that are in no UTF-8 sequence.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return 0
	}
	bad := 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		b = b[n:]
	}
	return bad
}

func warn(src *doc.Source, code, format string, args ...any) {
	src.Warnings = append(src.Warnings, doc.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

// list names fields in a message, the first n of them.
func list(names []string, n int) string {
	if len(names) == 0 {
		return "none"
	}
	s := strings.Join(names[:min(len(names), n)], ", ")
	if len(names) > n {
		s += ", …"
	}
	return s
}
