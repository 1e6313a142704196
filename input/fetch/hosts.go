package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts lets one request in at a time to each host, and the next one after delay.
type hosts struct {
	delay  time.Duration
	mu     sync.Mutex
	byName map[string]*host
}

// A host is one that somebody asks, waits for, or asked less than delay ago.
type host struct {
	turn  chan struct{} // holds one token while nobody asks
	users int           // who asks or waits
	free  time.Time     // when the next may ask
}

// enter waits for the turn at a host. Leave has to be called in the end.
func (hs *hosts) enter(ctx context.Context, name string) (leave func(), err error) {
	h := hs.join(name)
	select {
	case <-h.turn:
	case <-ctx.Done():
		hs.part(name, h)
		return nil, ctx.Err()
	}
	leave = func() {
		h.free = time.Now().Add(hs.delay)
		h.turn <- struct{}{}
		hs.part(name, h)
	}
	wait := time.NewTimer(time.Until(h.free))
	defer wait.Stop()
	select {
	case <-wait.C:
		return leave, nil
	case <-ctx.Done():
		h.turn <- struct{}{}
		hs.part(name, h)
		return nil, ctx.Err()
	}
}

func (hs *hosts) join(name string) *host {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.byName[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		hs.byName[name] = h
	}
	h.users++
	return h
}

// part forgets a host that nobody needs, once its delay is over.
func (hs *hosts) part(name string, h *host) {
	hs.mu.Lock()
	h.users--
	hs.mu.Unlock()
	forget := func() {
		hs.mu.Lock()
		defer hs.mu.Unlock()
		if h.users == 0 && hs.byName[name] == h {
			delete(hs.byName, name)
		}
	}
	if hs.delay == 0 {
		forget()
		return
	}
	time.AfterFunc(hs.delay, forget)
}
