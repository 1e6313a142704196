// Package corpus holds what the readers of gold corpora share. Each format has
// a folder of its own; a reader turns a corpus into doc.Doc with the gold
// layers filled in, or beside it where doc has no such layer.
//
//   - A Word is what stands between two blanks or glued to its neighbour; it may
//     be several tokens ("don't" is "do" and "n't"), as in Universal
//     Dependencies' multiword tokens.
//   - A Builder lays words out as running text and notes where each token lies.
//   - Points converts offsets that count code points into byte offsets.
package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// Open opens the file at path for reading, unpacked if its name ends in ".gz".
func Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open corpus: %w", err)
	}
	if !strings.HasSuffix(path, ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("open corpus %s: %w", path, err)
	}
	return &packed{z, f}, nil
}

// packed closes the file below the unpacker too.
type packed struct {
	*gzip.Reader
	file *os.File
}

func (p *packed) Close() error {
	err := p.Reader.Close()
	if e := p.file.Close(); err == nil {
		err = e
	}
	return err
}

// ReadFile opens path and hands it to read, whose error it gives the path.
func ReadFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var zero T
	f, err := Open(path)
	if err != nil {
		return zero, err
	}
	defer f.Close()
	got, err := read(f)
	if err != nil {
		return zero, fmt.Errorf("%s: %w", path, err)
	}
	return got, nil
}

// maxLine bounds a line in bytes; the longest in any corpus is below 100 kB.
const maxLine = 16 << 20

// EachLine calls f with the number, from 1, and the text of each line of r,
// without its line end and with bytes that are not UTF-8 replaced. It stops at
// the first error of f and gives it the line's number.
func EachLine(r io.Reader, f func(n int, line string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	n := 0
	for s.Scan() {
		n++
		line := strings.ToValidUTF8(strings.TrimSuffix(s.Text(), "\r"), "\uFFFD")
		if err := f(n, line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

// EachJSON calls f with the JSON value of each line of r that is not blank. It
// stops at the first error and gives it the line's number.
func EachJSON[T any](r io.Reader, f func(*T) error) error {
	return EachLine(r, func(_ int, line string) error {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return err
		}
		return f(&v)
	})
}
