package main

import (
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/saysonews/sayso/archive"
)

// A meter tells how far adding is: as one line that changes on a terminal, a line
// now and then where standard error goes elsewhere, and for programs as JSON.
type meter struct {
	w     io.Writer // for people
	json  *json.Encoder
	live  bool // w is a terminal
	start time.Time
	quit  chan struct{}
	ended chan struct{}

	mu    sync.Mutex
	state state
	shown bool
}

// A state is what a meter counts; with --json it is printed so.
type state struct {
	Read     int     `json:"read"`     // new, or analysed anew
	Same     int     `json:"same"`     // in the archive already
	Versions int     `json:"versions"` // of those read: new versions of reports that are there
	Failed   int     `json:"failed"`
	Bytes    int64   `json:"bytes"`
	Total    int64   `json:"total,omitempty"` // bytes of all inputs, as far as known
	Rate     float64 `json:"rate"`            // reports a second
	Seconds  float64 `json:"seconds"`
	Left     float64 `json:"left,omitempty"` // seconds, guessed from the bytes
	Step     string  `json:"step"`           // "read", "link", "done"
	Error    string  `json:"error,omitempty"`
}

// How often a meter tells.
const (
	liveEvery  = time.Second / 4
	plainEvery = 10 * time.Second
	jsonEvery  = time.Second
)

func newMeter(stderr, stdout io.Writer, opt addOptions) *meter {
	m := &meter{w: stderr, start: time.Now(), quit: make(chan struct{}), ended: make(chan struct{})}
	m.state.Step = "read"
	every := plainEvery
	if _, m.live = asTerminal(stderr); m.live {
		every = liveEvery
	}
	if opt.json {
		m.json, m.live, every = json.NewEncoder(stdout), false, jsonEvery
	}
	if opt.quiet {
		close(m.ended)
		return m
	}
	go m.tick(every)
	return m
}

func (m *meter) tick(every time.Duration) {
	defer close(m.ended)
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-m.quit:
			return
		case <-t.C:
			m.mu.Lock()
			m.show()
			m.mu.Unlock()
		}
	}
}

// expect says how many bytes there are to read.
func (m *meter) expect(bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Total += bytes
}

func (m *meter) added(a archive.Added, size int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Bytes += size
	if !a.New && !a.Analyzed {
		m.state.Same++
		return
	}
	m.state.Read++
	if a.New && a.Version {
		m.state.Versions++
	}
}

func (m *meter) same(size int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Bytes += size
	m.state.Same++
}

func (m *meter) fail(err error, size int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Bytes += size
	m.state.Failed++
	m.hide()
	fmt.Fprintf(m.w, "sayso: %v\n", err)
	if m.json != nil {
		s := m.now()
		s.Error = err.Error()
		m.json.Encode(s)
	}
}

// wrong reports an error that is no input's own.
func (m *meter) wrong(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hide()
	fmt.Fprintf(m.w, "sayso: %v\n", err)
}

// snapshot is what is counted so far.
func (m *meter) snapshot() state {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now()
}

// step says what is being done now.
func (m *meter) step(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Step = name
	if m.live || m.json != nil {
		m.show()
	}
}

// stop ends the telling with what was done.
func (m *meter) stop() {
	close(m.quit)
	<-m.ended
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hide()
	m.state.Step = "done"
	if m.json != nil {
		m.json.Encode(m.now())
		return
	}
	s := m.now()
	fmt.Fprintf(m.w, "%s in %s\n", s.counts(), duration(s.Seconds))
}

func (m *meter) now() state {
	s := m.state
	s.Seconds = time.Since(m.start).Seconds()
	if s.Seconds > 0 {
		s.Rate = float64(s.Read+s.Same+s.Failed) / s.Seconds
	}
	if s.Total > s.Bytes && s.Bytes > 0 {
		s.Left = s.Seconds * float64(s.Total-s.Bytes) / float64(s.Bytes)
	}
	return s
}

func (m *meter) show() {
	s := m.now()
	switch {
	case m.json != nil:
		m.json.Encode(s)
	case m.live:
		fmt.Fprint(m.w, clearLine, s.line())
		m.shown = true
	default:
		fmt.Fprintln(m.w, s.line())
	}
}

func (m *meter) hide() {
	if m.shown {
		io.WriteString(m.w, clearLine)
		m.shown = false
	}
}

// counts are the numbers in words: "881 read, 36 already here, 5 failed".
func (s state) counts() string {
	out := fmt.Sprintf("%d read", s.Read)
	if s.Versions > 0 {
		out += fmt.Sprintf(" (%d of them new versions)", s.Versions)
	}
	if s.Same > 0 {
		out += fmt.Sprintf(", %d already here", s.Same)
	}
	if s.Failed > 0 {
		out += fmt.Sprintf(", %d failed (sayso failures tells why)", s.Failed)
	}
	return out
}

func (s state) line() string {
	if s.Step == "link" {
		return s.counts() + ", linking"
	}
	out := s.counts()
	if s.Total > 0 {
		out = fmt.Sprintf("%d%% · ", min(99, 100*s.Bytes/s.Total)) + out
	}
	out += fmt.Sprintf(" · %.1f a second", s.Rate)
	if s.Left > 0 {
		out += " · about " + duration(s.Left) + " left"
	}
	return out
}

// duration is a number of seconds as people say it: "1:21", "2 h 05 min".
func duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	if d >= time.Hour {
		return fmt.Sprintf("%d h %02d min", d/time.Hour, d%time.Hour/time.Minute)
	}
	return fmt.Sprintf("%d:%02d", d/time.Minute, d%time.Minute/time.Second)
}
