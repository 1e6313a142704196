package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/input/fetch"
	"github.com/saysonews/sayso/link/suite"
)

// An adder reads reports into an archive.
type adder struct {
	store  archive.Store
	reader reader
	given  string // the flags that decide about a result
	client *fetch.Client
	meter  *meter
	now    func() time.Time
}

// A piece is one report to add.
type piece struct {
	name string
	size int64 // bytes; 0 unknown
	err  error // why there is nothing to read
	load func(context.Context) (payload, error)

	again bool // it is in the archive, and analysed anew: nothing was acquired
}

// A payload is a piece that was read: its bytes, or for a line of a corpus the
// source that was made of it.
type payload struct {
	data []byte
	src  *doc.Source // nil: data is to be read
	kind string      // media type; "" lets the content tell
	url  string      // where it was fetched from; "" for a file
}

// hash is the hash and the size of the bytes.
func (p payload) hash() (string, int64) {
	if p.src != nil {
		return p.src.SHA256, p.src.Bytes
	}
	sum := sha256.Sum256(p.data)
	return hex.EncodeToString(sum[:]), int64(len(p.data))
}

// An outcome is what became of a piece.
type outcome struct {
	piece   piece
	input   archive.Input
	size    int64
	item    *archive.Item // to be added
	same    string        // ID of the report that is there already
	fail    error
	stopped bool // the run was interrupted before it was read
}

// batch is how many reports are written at once, and pause how long one waits for
// others: what was read last may be lost with the process, and is read again.
const (
	batch = 64
	pause = time.Second
)

// add reads the pieces with n workers, writes them in batches, and counts those
// that failed.
func (a *adder) add(ctx context.Context, pieces iter.Seq[piece], n int) (failed int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, done := make(chan piece), make(chan outcome, 2*n)
	go func() {
		defer close(jobs)
		for p := range pieces {
			select {
			case jobs <- p:
			case <-ctx.Done():
				return
			}
		}
	}()
	working := make(chan struct{}, n)
	for range n {
		go func() {
			for p := range jobs {
				done <- a.read(ctx, p)
			}
			working <- struct{}{}
		}()
	}
	go func() {
		for range n {
			<-working
		}
		close(done)
	}()
	failed, err = a.write(ctx, cancel, done)
	if err == nil {
		err = ctx.Err()
	}
	return failed, err
}

// write writes what comes in, a batch at a time. After an error it only waits for
// the workers to end.
func (a *adder) write(ctx context.Context, cancel func(), done <-chan outcome) (failed int, err error) {
	var waiting []outcome
	tick := time.NewTicker(pause)
	defer tick.Stop()
	flush := func() {
		if err == nil && len(waiting) > 0 {
			// What was read is kept, even where somebody pressed Ctrl-C meanwhile.
			if err = a.keep(context.WithoutCancel(ctx), waiting); err != nil {
				cancel()
			}
		}
		waiting = waiting[:0]
	}
	for {
		select {
		case o, ok := <-done:
			if !ok {
				flush()
				return failed, err
			}
			if o.stopped {
				continue
			}
			if o.fail != nil {
				failed++
			}
			if waiting = append(waiting, o); len(waiting) == batch {
				flush()
			}
		case <-tick.C:
			flush()
		}
	}
}

// keep writes the outcomes into the archive and tells the meter.
func (a *adder) keep(ctx context.Context, outcomes []outcome) error {
	var items []archive.Item
	var failures []archive.Failure
	same := map[string][]archive.Acquisition{}
	for _, o := range outcomes {
		switch {
		case o.fail != nil:
			failures = append(failures, archive.Failure{Input: o.input, Cause: cause(o.fail), Message: unnamed(o.fail).Error(), Last: a.now()})
		case o.same != "":
			same[o.same] = append(same[o.same], archive.Acquisition{Input: o.input, Size: o.size, At: a.now()})
		default:
			if !o.piece.again {
				o.item.Acquired = &archive.Acquisition{Input: o.input, Size: o.size, At: a.now()}
			}
			items = append(items, *o.item)
		}
	}
	if err := a.store.Acquire(ctx, same); err != nil {
		return err
	}
	added, err := a.store.Add(ctx, items)
	if err != nil {
		return err
	}
	if err := a.store.Fail(ctx, failures); err != nil {
		return err
	}
	next := 0
	for _, o := range outcomes {
		switch {
		case o.fail != nil:
			a.meter.fail(o.fail, o.size)
		case o.same != "":
			a.meter.same(o.size)
		default:
			a.meter.added(added[next], o.size)
			next++
		}
	}
	return nil
}

// read reads and analyses one piece, unless that was done before.
func (a *adder) read(ctx context.Context, p piece) (o outcome) {
	o = outcome{piece: p, size: p.size, input: archive.Input{Name: p.name, Given: a.given}}
	if ctx.Err() != nil {
		o.stopped = true
		return o
	}
	if p.err != nil {
		o.fail = &input.Error{Name: p.name, Err: reason(p.err)}
		return o
	}
	defer func() {
		if fault := recover(); fault != nil {
			o.fail = &input.Error{Name: p.name, Err: fmt.Errorf("%w: %v", errFault, fault)}
		}
	}()
	load, err := p.load(ctx)
	if err != nil {
		o.stopped = ctx.Err() != nil
		o.fail = err
		return o
	}
	if p.again {
		o.item, o.fail = a.item(*load.src)
		return o
	}
	o.input.Hash, o.size = load.hash()
	if o.same, err = a.seen(ctx, o.input); err != nil || o.same != "" {
		o.fail = err
		return o
	}
	o.item, o.fail = a.analyze(p.name, load)
	return o
}

// seen is the ID of the report that an input gave before, by these versions of the
// program; "" where there is none.
func (a *adder) seen(ctx context.Context, in archive.Input) (string, error) {
	readings, err := a.store.Seen(ctx, []archive.Input{in})
	if err != nil {
		return "", err
	}
	for _, r := range readings[0] {
		if r.Analysis == a.reader.generator.Analysis && r.Digest == suite.Version {
			return r.Report, nil
		}
	}
	return "", nil
}

func (a *adder) analyze(name string, load payload) (*archive.Item, error) {
	src := load.src
	if src == nil {
		var err error
		if src, err = input.Read(name, load.data, input.Options{MediaType: load.kind}); err != nil {
			return nil, err
		}
	}
	if load.url != "" {
		src.URL = load.url
	}
	a.reader.give(&src.Meta)
	return a.item(*src)
}

// item analyses a source.
func (a *adder) item(src doc.Source) (*archive.Item, error) {
	rec, _, err := a.reader.analyze(src)
	if err != nil {
		return nil, err
	}
	kept := src
	kept.Text = "" // the archive has it
	b, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	return &archive.Item{
		Given:  archive.Given{URL: src.URL, Publisher: src.Meta.Publisher, Published: src.Meta.Published},
		Source: b, Record: rec, Digest: suite.Digest("", rec), DigestMaker: suite.Version,
	}, nil
}
