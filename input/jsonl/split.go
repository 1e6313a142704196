package jsonl

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A splitter parts a corpus into objects without reading them.
type splitter struct {
	r     *bufio.Reader
	max   int
	lines bool   // one object a line; otherwise objects are found by their braces
	line  int    // the line that is read next, from 1
	buf   []byte // the object; used again for the next
}

// FrontBytes is how much of a file Looks has to see: Zstandard gives nothing before
// its first block is whole, which may have 128 KiB.
const FrontBytes = 256 << 10

const (
	peekBytes = 64 << 10
	maxWindow = 128 << 20 // memory for Zstandard
)

// newSplitter looks at the front of r. Done has to be called at the end.
func newSplitter(r io.Reader, opt Options) (s *splitter, done func(), err error) {
	plain, done, err := decompress(bufio.NewReaderSize(r, peekBytes))
	if err != nil {
		return nil, nil, err
	}
	s = &splitter{r: plain, max: opt.MaxBytes, line: 1}
	if s.max <= 0 {
		s.max = DefaultMaxBytes
	}
	front, _ := s.r.Peek(4096)
	if bytes.HasPrefix(front, []byte("\xff\xfe")) || bytes.HasPrefix(front, []byte("\xfe\xff")) {
		done()
		return nil, nil, fmt.Errorf("%w: UTF-16; JSON Lines are UTF-8", ErrSyntax)
	}
	if bytes.HasPrefix(front, []byte("\xef\xbb\xbf")) {
		s.r.Discard(3)
		front = front[3:]
	}
	s.lines = !spread(front)
	return s, done, nil
}

// spread tells whether a corpus is an array, or objects printed over several
// lines: then the first line is "{" alone.
func spread(front []byte) bool {
	front = skipSpace(front)
	if bytes.HasPrefix(front, []byte("[")) {
		return true
	}
	first, _, more := bytes.Cut(front, []byte("\n"))
	return more && string(bytes.TrimSpace(first)) == "{"
}

// Looks tells whether front, the first bytes of a file, compressed or not, begins
// an object or an array of objects. A text that begins with a brace or a bracket
// does not go on like that. FrontBytes of a file are enough.
func Looks(front []byte) bool {
	r, done, err := decompress(bufio.NewReader(bytes.NewReader(front)))
	if err != nil {
		return false
	}
	defer done()
	b, _ := r.Peek(4096) // the front of a compressed file is cut off: that is no matter
	b = skipSpace(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(b, []byte("[")) {
		b = skipSpace(b[1:])
	}
	if !bytes.HasPrefix(b, []byte("{")) {
		return false
	}
	key, ok := bytes.CutPrefix(skipSpace(b[1:]), []byte(`"`))
	end := bytes.IndexByte(key, '"')
	return ok && end >= 0 && bytes.HasPrefix(skipSpace(key[end+1:]), []byte(":"))
}

func skipSpace(b []byte) []byte { return bytes.TrimLeft(b, " \t\r\n") }

// decompress undoes gzip and Zstandard, which their first bytes tell.
func decompress(r *bufio.Reader) (plain *bufio.Reader, done func(), err error) {
	magic, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		return bufio.NewReaderSize(z, peekBytes), func() { z.Close() }, nil
	case bytes.HasPrefix(magic, []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		return bufio.NewReaderSize(z, peekBytes), z.Close, nil
	}
	return r, func() {}, nil
}

// next gives the next object and the line that it begins on; io.EOF at the end.
// What it gives is valid until it is called again. After an ErrTooLarge the next
// object follows; after an ErrDamaged there is none.
func (s *splitter) next() ([]byte, int, error) {
	for {
		line := s.line
		var err error
		if s.lines {
			err = s.readLine()
		} else {
			line, err = s.readBraces()
		}
		switch {
		case err != nil && err != io.EOF:
			return nil, line, err
		case len(s.buf) > s.max:
			return nil, line, fmt.Errorf("%w: over %d bytes", ErrTooLarge, s.max)
		}
		if b := bytes.TrimSpace(s.buf); len(b) > 0 {
			return b, line, nil
		}
		if err == io.EOF {
			return nil, line, err
		}
	}
}

// add appends to the object, of which max+1 bytes are kept at the most.
func (s *splitter) add(b ...byte) {
	s.buf = append(s.buf, b[:min(len(b), s.max+1-len(s.buf))]...)
}

// readLine reads one line into buf.
func (s *splitter) readLine() error {
	s.buf = s.buf[:0]
	for {
		part, err := s.r.ReadSlice('\n')
		s.add(part...)
		switch err {
		case nil:
			s.line++
			return nil
		case bufio.ErrBufferFull:
		default:
			return damaged(err)
		}
	}
}

// damaged marks an error of the file, the end aside.
func damaged(err error) error {
	if err == io.EOF {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	return fmt.Errorf("%w: %v", ErrDamaged, err)
}

// readBraces reads from the next opening brace to its closing one. What stands
// between objects and is neither white space, comma nor bracket is given as it is,
// up to the next of these, so that it is told.
func (s *splitter) readBraces() (line int, err error) {
	s.buf = s.buf[:0]
	depth, quoted, escaped := 0, false, false
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return line, damaged(err)
		}
		if c == '\n' {
			s.line++
		}
		between := depth == 0 && bytes.IndexByte([]byte(" \t\r\n,[]"), c) >= 0
		switch {
		case between && len(s.buf) == 0:
			continue
		case between:
			return line, nil
		case len(s.buf) == 0:
			line = s.line
		}
		s.add(c)
		switch {
		case quoted:
			quoted = escaped || c != '"'
			escaped = !escaped && c == '\\'
		case c == '"' && depth > 0:
			quoted = true
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth <= 0 {
				return line, nil
			}
		}
	}
}
