package main

import (
	"io"
	"maps"
	"slices"

	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/record"
)

// A sink prints reports one after another in one format.
type sink interface {
	write(result) error
	close() error
}

// sinkOptions tell a sink what it prints.
type sinkOptions struct {
	several  bool // there may be more than one report
	table    string
	terminal terminal
}

// formats are the values of --format.
var formats = map[string]func(io.Writer, sinkOptions) sink{
	"conllu":         conlluSink,
	"csv":            csvSink,
	"events-acled":   acledSink,
	"events-polecat": polecatSink,
	"html":           htmlSink,
	"ics":            icsSink,
	"json":           jsonSink,
	"jsonl":          jsonlSink,
	"text":           textSink,
	"timelinejs":     timelinejsSink,
}

func formatNames() []string { return slices.Sorted(maps.Keys(formats)) }

// A funcSink is a sink out of its two functions; no end is fine.
type funcSink struct {
	report func(result) error
	end    func() error
}

func (s funcSink) write(r result) error { return s.report(r) }

func (s funcSink) close() error {
	if s.end == nil {
		return nil
	}
	return s.end()
}

func jsonlSink(w io.Writer, _ sinkOptions) sink {
	return funcSink{report: func(r result) error { return record.WriteLine(w, r.record) }}
}

// jsonSink prints one record for one input and an array otherwise.
func jsonSink(w io.Writer, opt sinkOptions) sink {
	if !opt.several {
		return funcSink{report: func(r result) error { return record.WriteIndented(w, r.record) }}
	}
	a := record.NewArrayWriter(w)
	return funcSink{func(r result) error { return a.Write(r.record) }, a.Close}
}

// textSink prints a page a report, with a rule between them.
func textSink(w io.Writer, opt sinkOptions) sink {
	text := export.TextOptions{Width: opt.terminal.width, Color: opt.terminal.color}
	first := true
	return funcSink{report: func(r result) error {
		if !first {
			if _, err := io.WriteString(w, export.TextRule(text)); err != nil {
				return err
			}
		}
		first = false
		return export.Text(w, r.record, text)
	}}
}

func htmlSink(w io.Writer, opt sinkOptions) sink {
	return recordSink(export.NewHTMLPage(w, opt.several))
}

func csvSink(w io.Writer, opt sinkOptions) sink {
	t := export.StatementTable(w)
	if opt.table == "events" {
		t = export.EventTable(w)
	}
	return recordSink(t)
}

func polecatSink(w io.Writer, _ sinkOptions) sink { return recordSink(export.PolecatTable(w)) }

func acledSink(w io.Writer, _ sinkOptions) sink { return recordSink(export.AcledTable(w)) }

func timelinejsSink(w io.Writer, _ sinkOptions) sink { return recordSink(export.NewTimelineJS(w)) }

func icsSink(w io.Writer, _ sinkOptions) sink { return recordSink(export.NewCalendar(w)) }

// A recordWriter writes records one after another.
type recordWriter interface {
	Write(record.Record) error
	Close() error
}

func recordSink(w recordWriter) sink {
	return funcSink{func(r result) error { return w.Write(r.record) }, w.Close}
}

func conlluSink(w io.Writer, _ sinkOptions) sink {
	return funcSink{report: func(r result) error { return export.CoNLLU(w, r.doc) }}
}
