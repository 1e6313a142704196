package main

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// A fault in the analysis of one report is that report's failure alone.
func TestFaultIsOneReportsFailure(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "fine", "b.txt": "trouble", "c.txt": "fine"})
	r := reader{pipeline: analyze.Pipeline{{Name: "trouble", Run: func(d *doc.Doc) {
		if strings.Contains(d.Text, "trouble") {
			panic("index out of range")
		}
	}}}}
	var got []string
	for res := range r.readAll(inputs([]string{dir}), 2) {
		got = append(got, fmt.Sprint(res.err))
	}
	if len(got) != 3 || got[0] != "<nil>" || got[2] != "<nil>" || !strings.HasSuffix(got[1], "b.txt: internal fault: index out of range") {
		t.Errorf("got %q", got)
	}
}

func many(n int) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for i := range n {
			if !yield(entry{path: fmt.Sprint(i), err: errors.New("not there")}) {
				return
			}
		}
	}
}

// A report that takes long holds up the output, and the readers ahead of it wait
// rather than fill the memory.
func TestReadersDoNotRunFarAhead(t *testing.T) {
	var taken atomic.Int64
	entries := func(yield func(entry) bool) {
		for e := range many(1000) {
			taken.Add(1)
			if !yield(e) {
				return
			}
		}
	}
	n := 0
	for range (reader{}).readAll(entries, 2) {
		if n++; n == 1 {
			time.Sleep(50 * time.Millisecond)
			break
		}
	}
	time.Sleep(10 * time.Millisecond) // lets feed see that enough is read
	if limit := int64(2*window + 4); taken.Load() > limit {
		t.Errorf("%d entries were taken for one result, want at most %d", taken.Load(), limit)
	}
}

func TestReadAllStopsItsWorkers(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		for range (reader{}).readAll(many(100), 4) {
			break
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestGiveOverridesTheContainer(t *testing.T) {
	m := doc.Metadata{Published: "2020", Publisher: "Elsewhere"}
	reader{}.give(&m)
	if m.Given || m.Published != "2020" || m.Publisher != "Elsewhere" {
		t.Errorf("nothing given, got %+v", m)
	}
	reader{given: doc.Metadata{Published: "2031-05", Publisher: "The Courier"}}.give(&m)
	if !m.Given || m.Published != "2031-05" || m.Publisher != "The Courier" {
		t.Errorf("got %+v", m)
	}
}

func TestProgressLineGivesWayToErrors(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&b, &b)
	if p.quit != nil {
		t.Fatal("a buffer is no terminal")
	}
	p.start = time.Now().Add(-2 * time.Second)
	p.done()
	p.show()
	p.fail(errors.New("read x.pdf: not a PDF"))
	p.stop()
	if got, want := b.String(), clearLine+"1 read, 0 failed, 0.5 a second"+clearLine+"sayso: read x.pdf: not a PDF\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
