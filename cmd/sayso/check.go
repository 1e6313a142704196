package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

// checkFormats are the values of --format that go with --check. What they give
// counts the findings as it prints them.
var checkFormats = map[string]func(w io.Writer, found *int) sink{
	"text":  checkText,
	"json":  checkJSON,
	"jsonl": checkLines,
}

// A finding is one finding of the sourcing card and where it stands.
type finding struct {
	Path      string        `json:"path"`
	Line      int           `json:"line"`   // counted from 1
	Column    int           `json:"column"` // in code points, counted from 1
	Kind      sourcing.Kind `json:"kind"`
	Sentence  string        `json:"sentence"`
	Words     string        `json:"words"`
	Statement string        `json:"statement"` // id in the record
	Spans     []record.Span `json:"spans"`
}

// check gives the findings of a report, in text order.
func check(r record.Record) []finding {
	m := doc.NewMapper(r.Document.Text)
	var out []finding
	for _, f := range sourcing.Of(r).Findings {
		line, column := m.Line(m.Byte(f.Spans[0].Start))
		out = append(out, finding{r.Document.Origin.Path, line, column, f.Kind, f.Sentence, f.Words(), f.Statement, f.Spans})
	}
	return out
}

// checkText prints a finding a line, as compilers do.
func checkText(w io.Writer, found *int) sink {
	return funcSink{report: func(r result) error {
		for _, f := range check(r.record) {
			*found++
			if _, err := fmt.Fprintf(w, "%s:%d:%d: %s: %s \"%s\"\n", visible(f.Path), f.Line, f.Column, f.Kind, f.Sentence, visible(f.Words)); err != nil {
				return err
			}
		}
		return nil
	}}
}

// checkLines prints a finding a line, as JSON.
func checkLines(w io.Writer, found *int) sink {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return funcSink{report: func(r result) error {
		for _, f := range check(r.record) {
			*found++
			if err := enc.Encode(f); err != nil {
				return err
			}
		}
		return nil
	}}
}

// checkJSON prints one array of all findings.
func checkJSON(w io.Writer, found *int) sink {
	all := []finding{}
	return funcSink{
		report: func(r result) error {
			all = append(all, check(r.record)...)
			*found = len(all)
			return nil
		},
		end: func() error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(all)
		},
	}
}

// visible is s with what a terminal would act on as U+FFFD.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// checkRules lists the rules for the help text.
func checkRules() string {
	var b strings.Builder
	for _, r := range sourcing.Rules() {
		fmt.Fprintf(&b, "  %-15s %s\n", r.Kind, r.Looks)
	}
	return b.String()
}
