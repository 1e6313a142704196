package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/record"
)

// errFault is the reason where an input made the program fail.
var errFault = errors.New("internal fault")

// A result is one report, or the reason why it could not be read.
type result struct {
	name   string
	record record.Record
	doc    *doc.Doc // only where the format needs it
	err    error
}

// A reader reads and analyses reports.
type reader struct {
	stdin     io.Reader
	pipeline  analyze.Pipeline
	generator record.Generator
	given     doc.Metadata // what the caller says of every report
	keepDocs  bool
}

// window is how many reports a worker may be ahead of the one that is printed:
// enough to keep busy while a slow report holds up the output, and few enough
// that memory does not grow with the number of reports.
const window = 4

// maxText is the longest text in bytes that is analysed: longer than any book,
// and about as much as fits in memory a few times over. The analysis takes some
// 800 bytes of memory for each byte of text.
const maxText = 4 << 20

// readAll reads the entries with n workers and yields the results in order.
func (r reader) readAll(entries iter.Seq[entry], n int) iter.Seq[result] {
	return func(yield func(result) bool) {
		jobs := make(chan job)
		order := make(chan chan result, n*window)
		stop := make(chan struct{})
		defer close(stop)
		go feed(entries, jobs, order, stop)
		for range n {
			go func() {
				for j := range jobs {
					j.out <- r.read(j.entry)
				}
			}()
		}
		for out := range order {
			if !yield(<-out) {
				return
			}
		}
	}
}

// A job is an entry to read and where its result goes.
type job struct {
	entry entry
	out   chan result // holds one, so a worker never waits
}

// feed gives every entry to a worker and its place in the order to the printer.
func feed(entries iter.Seq[entry], jobs chan<- job, order chan<- chan result, stop <-chan struct{}) {
	defer close(jobs)
	defer close(order)
	for e := range entries {
		j := job{e, make(chan result, 1)}
		select {
		case order <- j.out:
		case <-stop:
			return
		}
		select {
		case jobs <- j:
		case <-stop:
			return
		}
	}
}

// read reads and analyses one report. No input should make the program panic;
// where one does all the same, that is its own failure and not its neighbours'.
func (r reader) read(e entry) (res result) {
	res.name = e.path
	if e.err != nil {
		res.err = &input.Error{Name: e.path, Err: reason(e.err)}
		return res
	}
	defer func() {
		if fault := recover(); fault != nil {
			res.err = &input.Error{Name: e.path, Err: fmt.Errorf("%w: %v", errFault, fault)}
		}
	}()
	src, err := r.source(e.path)
	if err != nil {
		res.err = err
		return res
	}
	r.give(&src.Meta)
	res.record, res.doc, res.err = r.analyze(*src)
	return res
}

// analyze gives the record of a source, and where the format needs it its layers.
func (r reader) analyze(src doc.Source) (record.Record, *doc.Doc, error) {
	if n := len(src.Text); n > maxText {
		return record.Record{}, nil, &input.Error{Name: src.Path, Err: fmt.Errorf("%w: a text of %d bytes, over %d", input.ErrTooLarge, n, maxText)}
	}
	d := &doc.Doc{Source: src}
	r.pipeline.Run(d)
	rec := record.New(d, r.generator)
	if !r.keepDocs {
		d = nil
	}
	return rec, d, nil
}

// source reads the input at path.
func (r reader) source(path string) (*doc.Source, error) {
	if path != stdinName {
		return input.Open(path, input.Options{})
	}
	b, err := io.ReadAll(io.LimitReader(r.stdin, input.DefaultMaxBytes+1))
	if err != nil {
		return nil, &input.Error{Name: path, Err: reason(err)}
	}
	return input.Read(path, b, input.Options{})
}

// give puts what the caller said over what the container says.
func (r reader) give(m *doc.Metadata) {
	if r.given.Published != "" {
		m.Published, m.Given = r.given.Published, true
	}
	if r.given.Publisher != "" {
		m.Publisher = r.given.Publisher
	}
}

// reason is err without the operation and the path, which the error that is
// reported names already.
func reason(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}
