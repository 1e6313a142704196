package main

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/web"
)

// A queue reads what people add in the browser, one batch after another, and
// links the archive when there is nothing left to read.
type queue struct {
	adder *adder
	ctx   context.Context
	wake  chan struct{} // holds one
	ended chan struct{}

	mu      sync.Mutex
	waiting []piece
	inHand  int // pieces of the batch that is being read
	before  int // pieces that were done before it
	linking bool
}

func newQueue(ctx context.Context, cmd *cobra.Command, store archive.Store, opt serveOptions) (*queue, error) {
	a, err := newAdder(cmd, store, addOptions{private: opt.private, quiet: true})
	if err != nil {
		return nil, err
	}
	q := &queue{adder: a, ctx: ctx, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go q.run()
	return q, nil
}

func (q *queue) run() {
	defer close(q.ended)
	for {
		select {
		case <-q.ctx.Done():
			return
		case <-q.wake:
			q.drain()
		}
	}
}

// drain reads what waits, and links.
func (q *queue) drain() {
	for {
		q.mu.Lock()
		pieces := q.waiting
		q.waiting, q.inHand, q.before = nil, len(pieces), q.done()
		q.linking = len(pieces) == 0
		q.mu.Unlock()
		if len(pieces) == 0 {
			break
		}
		if _, err := q.adder.add(q.ctx, slices.Values(pieces), workers(0)); err != nil {
			q.adder.meter.wrong(err)
			return
		}
	}
	if err := relink(q.ctx, q.adder.store, q.adder.meter); err != nil {
		q.adder.meter.wrong(err)
	}
	q.mu.Lock()
	q.linking = false
	q.mu.Unlock()
}

// done is how many pieces were read, or could not be.
func (q *queue) done() int {
	s := q.adder.meter.snapshot()
	return s.Read + s.Same + s.Failed
}

func (q *queue) wait() { <-q.ended }

func (q *queue) put(pieces ...piece) {
	q.mu.Lock()
	q.waiting = append(q.waiting, pieces...)
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default: // it is awake
	}
}

// uploadPrefix begins the name of an input that came from a browser. It is no path:
// whoever retries what failed must not be led to a file of that name here.
const uploadPrefix = "upload:"

// Upload queues a file.
func (q *queue) Upload(_ context.Context, name string, data []byte) error {
	q.put(piece{name: uploadPrefix + name, size: int64(len(data)), load: func(context.Context) (payload, error) { return payload{data: data}, nil }})
	return nil
}

// Fetch queues the page at an address.
func (q *queue) Fetch(_ context.Context, url string) error {
	q.put(piece{name: url, load: func(ctx context.Context) (payload, error) { return q.adder.fetch(ctx, url) }})
	return nil
}

// Retry queues failures again. Those of files that somebody uploaded cannot be:
// their bytes are gone.
func (q *queue) Retry(ctx context.Context, cause string) error {
	names, err := failedNames(ctx, q.adder.store, cause)
	if err != nil {
		return err
	}
	for p := range q.adder.sources(names, nil, strings.NewReader("")) {
		q.put(p)
	}
	return nil
}

// Link queues nothing, and so links.
func (q *queue) Link(context.Context) error {
	q.put()
	return nil
}

// Progress is where the work stands.
func (q *queue) Progress() web.Progress {
	s := q.adder.meter.snapshot()
	q.mu.Lock()
	defer q.mu.Unlock()
	done := s.Read + s.Same + s.Failed - q.before
	return web.Progress{Waiting: len(q.waiting) + max(0, q.inHand-done), Read: s.Read, Same: s.Same, Failed: s.Failed, Rate: s.Rate, Linking: q.linking}
}
