package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress reports failures, and how far the run is where somebody can see it:
// standard error is a terminal, the reports themselves go elsewhere, and the run
// takes longer than a second.
type progress struct {
	w     io.Writer
	start time.Time
	quit  chan struct{} // nil where nobody can see the line
	ended chan struct{}

	mu     sync.Mutex
	read   int
	failed int
	shown  bool // the line is on the screen
}

func newProgress(stderr, stdout io.Writer) *progress {
	p := &progress{w: stderr, start: time.Now()}
	_, seen := asTerminal(stderr)
	_, busy := asTerminal(stdout)
	if seen && !busy {
		p.quit, p.ended = make(chan struct{}), make(chan struct{})
		go p.tick()
	}
	return p
}

func (p *progress) tick() {
	defer close(p.ended)
	for wait := time.Second; ; wait = time.Second / 4 {
		select {
		case <-p.quit:
			return
		case <-time.After(wait):
			p.show()
		}
	}
}

const clearLine = "\r\x1b[K"

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.read + p.failed
	rate := float64(n) / time.Since(p.start).Seconds()
	fmt.Fprintf(p.w, "%s%d read, %d failed, %.1f a second", clearLine, p.read, p.failed, rate)
	p.shown = true
}

func (p *progress) hide() {
	if p.shown {
		io.WriteString(p.w, clearLine)
		p.shown = false
	}
}

// done counts a report.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read++
}

// fail counts an input that could not be read and says why.
func (p *progress) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed++
	p.hide()
	fmt.Fprintf(p.w, "sayso: %v\n", err)
}

// stop takes the line off the screen.
func (p *progress) stop() {
	if p.quit != nil {
		close(p.quit)
		<-p.ended
	}
	p.hide()
}
