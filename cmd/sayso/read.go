package main

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/doc"
)

var readLong = `Read analyses news reports and prints the record of each.

A report is a plain text, HTML or PDF file; "-" is standard input. Of a folder,
every file in it is read, in the order of the names, hidden ones left out. The
order of the output is that of the inputs, whatever the number of workers.

Formats:
  text            a page for the terminal (the default, on a terminal or not)
  json            the record, indented; an array of records for a folder or
                  several inputs
  jsonl           one record a line
  html            one page that needs nothing else, with all reports
  csv             one row a statement, or with --table events one row an event,
                  in order of time
  events-polecat  the events told as fact in the columns of POLECAT, as CSV
  events-acled    the same in the columns of ACLED
  timelinejs      the dated events of all reports for TimelineJS
  ics             the same as a calendar
  conllu          tokens, tags and dependencies as CoNLL-U

With --check, the findings of the sourcing card are printed instead, one a line,
as FILE:LINE:COLUMN: RULE: sentence "words"; with --format json as one array,
with jsonl one object a line. Lines and columns count characters of the text that
was read, which for a plain text file is the file itself. The rules look for
what the handbooks of news agencies ask about:
` + checkRules() + `
A finding is a question for an editor, not a verdict.

An input that cannot be read is reported on standard error and the rest is
printed. The exit status is 0 when all is done, 1 when an input failed, 2 for
wrong use, and with --check 3 when all was read and something was found.`

// readOptions are the flags of read.
type readOptions struct {
	format    string
	table     string
	published string
	publisher string
	gazetteer string
	workers   int
	check     bool // print the findings
}

func readCommand() *cobra.Command {
	var opt readOptions
	cmd := &cobra.Command{
		Use:     "read [flags] FILE|DIR|-...",
		Short:   "Analyse reports and print what they say",
		Long:    readLong,
		Example: "  sayso read report.txt\n  sayso read --format jsonl --published 2031-05-14 reports/ > records.jsonl\n  sayso read --format html --publisher 'The Courier' - < draft.txt > draft.html\n  sayso read --check draft.txt && publish draft.txt",
		Args:    usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := opt.wrong(args); err != nil {
				return usageError{err}
			}
			return read(cmd, opt, args)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&opt.format, "format", "f", "text", "what to print: "+strings.Join(formatNames(), ", "))
	f.StringVar(&opt.table, "table", "", "what a row of csv is: statements (the default) or events")
	f.StringVar(&opt.published, "published", "", "`DATE` that relative dates count from: YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339")
	f.StringVar(&opt.publisher, "publisher", "", "`NAME` of the outlet that published the reports")
	f.StringVar(&opt.gazetteer, "gazetteer", "", "GeoNames `FILE`, such as cities500.txt or one country's, whose places are known as well")
	f.BoolVar(&opt.check, "check", false, "print what a standards desk would ask about; exit status 3 when there is something")
	f.IntVar(&opt.workers, "workers", 0, "how many reports to analyse at once; 0 is one a processor core")
	return cmd
}

// wrong tells what is wrong with the flags and arguments.
func (o readOptions) wrong(args []string) error {
	if _, ok := formats[o.format]; !ok {
		return fmt.Errorf("unknown format %q; the formats are %s", o.format, strings.Join(formatNames(), ", "))
	}
	if o.check && checkFormats[o.format] == nil {
		return fmt.Errorf("--check goes with --format text, json or jsonl, not %s", o.format)
	}
	if o.table != "" && o.format != "csv" {
		return fmt.Errorf("--table goes with --format csv, not %s", o.format)
	}
	if o.table != "" && o.table != "statements" && o.table != "events" {
		return fmt.Errorf("unknown table %q; the tables are statements, events", o.table)
	}
	return wrongInputs(o.published, o.workers, args)
}

// wrongInputs tells what is wrong with the flags and arguments that every command
// has which reads reports.
func wrongInputs(published string, workers int, args []string) error {
	if published != "" && !validDate(published) {
		return fmt.Errorf("--published %q is not a date: YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339", published)
	}
	if workers < 0 {
		return fmt.Errorf("--workers %d is less than none", workers)
	}
	if twice(args, stdinName) {
		return fmt.Errorf("standard input (-) can be read only once")
	}
	return nil
}

func validDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func twice(list []string, s string) bool {
	n := 0
	for _, e := range list {
		if e == s {
			n++
		}
	}
	return n > 1
}

// read analyses the inputs named by args and prints them in their order.
func read(cmd *cobra.Command, opt readOptions, args []string) error {
	pipeline, err := newPipeline(opt.gazetteer)
	if err != nil {
		return err
	}
	if err := pipeline.Validate(); err != nil {
		return err
	}
	out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	found := 0
	sink := opt.sink(out, &found, sinkOptions{
		several:  len(args) > 1 || isDir(args[0]),
		table:    opt.table,
		terminal: terminalOf(cmd.OutOrStdout()),
	})
	r := reader{
		stdin:     cmd.InOrStdin(),
		pipeline:  pipeline,
		generator: generator(pipeline),
		given:     doc.Metadata{Published: opt.published, Publisher: opt.publisher},
		keepDocs:  opt.format == "conllu",
	}
	report := newProgress(cmd.ErrOrStderr(), cmd.OutOrStdout())
	failed, err := drain(r.readAll(inputs(args), workers(opt.workers)), sink, out, report)
	report.stop()
	if err != nil {
		return err
	}
	switch {
	case failed > 0:
		return errInputsFailed
	case found > 0:
		return errFindings
	}
	return nil
}

// sink prints what is asked for; found counts findings where those are.
func (o readOptions) sink(w io.Writer, found *int, opt sinkOptions) sink {
	if o.check {
		return checkFormats[o.format](w, found)
	}
	return formats[o.format](w, opt)
}

func workers(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// drain prints the results in order and counts those that failed. It writes
// each report out before it waits for the next.
func drain(results func(yield func(result) bool), sink sink, out *bufio.Writer, report *progress) (failed int, err error) {
	for res := range results {
		if res.err != nil {
			failed++
			report.fail(res.err)
			continue
		}
		if err := sink.write(res); err != nil {
			return failed, fmt.Errorf("write %s: %w", res.name, err)
		}
		if err := out.Flush(); err != nil {
			return failed, fmt.Errorf("write output: %w", err)
		}
		report.done()
	}
	if err := sink.close(); err != nil {
		return failed, fmt.Errorf("write output: %w", err)
	}
	if err := out.Flush(); err != nil {
		return failed, fmt.Errorf("write output: %w", err)
	}
	return failed, nil
}
