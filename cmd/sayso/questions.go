package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
)

// The commands that ask an archive print pages of lists. A listing is how one kind
// of list is printed: as text, as a row of a table; as JSON it prints itself.
type listing[T any] struct {
	text    func(*export.Answer, T)
	columns []string
	row     func(T) []string
}

// listOptions are the flags of all commands that print lists.
type listOptions struct {
	archive string
	format  string
	limit   int
	after   string
}

func (o *listOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	archiveFlag(cmd, &o.archive)
	f.StringVarP(&o.format, "format", "f", "text", "what to print: text, json, jsonl, csv")
	f.IntVar(&o.limit, "limit", -1, "how many entries to print; 0 is all (the default for jsonl and csv; else 20)")
	f.StringVar(&o.after, "after", "", "go on after this `PLACE`, which the page before names")
}

// wrong tells what is wrong with the flags.
func (o *listOptions) wrong() error {
	switch o.format {
	case "text", "json":
		if o.limit < 0 {
			o.limit = 20
		}
	case "jsonl", "csv":
		o.limit = max(o.limit, 0)
	default:
		return fmt.Errorf("unknown format %q; the formats are text, json, jsonl, csv", o.format)
	}
	return nil
}

// question makes a command out of its words and what it asks.
func question(use, short, long string, opt *listOptions, args cobra.PositionalArgs, ask func(*cobra.Command, archive.Store, []string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long, Args: usage(args),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := opt.wrong(); err != nil {
				return usageError{err}
			}
			return onArchive(&opt.archive, ask)(cmd, args)
		},
	}
	opt.flags(cmd)
	return cmd
}

// most is the largest page that is asked of a store at once.
const most = 200

// A pageOf asks a store for a page of a list. It may say something about the list
// as a whole, for people.
type pageOf[T any] func(context.Context, archive.Page) (archive.List[T], string, error)

// printList prints a list, page by page, up to the limit.
func printList[T any](cmd *cobra.Command, o listOptions, l listing[T], fetch pageOf[T]) error {
	out := bufio.NewWriter(cmd.OutOrStdout())
	p := o.printer(out, cmd, l.columns)
	left := o.limit
	for at := (archive.Page{After: o.after}); ; {
		if at.Limit = most; o.limit > 0 {
			at.Limit = min(left, most)
		}
		list, about, err := fetch(cmd.Context(), at)
		if err != nil {
			return err
		}
		if about != "" && at.After == o.after {
			p.about(about)
		}
		for _, item := range list.Items {
			p.item(item, func(a *export.Answer) { l.text(a, item) }, func() []string { return l.row(item) })
		}
		left -= len(list.Items)
		if at.After = list.Next; at.After == "" || o.limit > 0 && left <= 0 {
			if err := p.end(at.After); err != nil {
				return err
			}
			return out.Flush()
		}
	}
}

// A printer prints the items of one list.
type printer interface {
	about(string)
	item(item any, text func(*export.Answer), row func() []string)
	end(next string) error
}

func (o listOptions) printer(w io.Writer, cmd *cobra.Command, columns []string) printer {
	switch o.format {
	case "json":
		return &jsonPrinter{w: w}
	case "jsonl":
		return linePrinter{newEncoder(w)}
	case "csv":
		c := csv.NewWriter(w)
		c.Write(columns) // csv keeps the first error for Error
		return csvPrinter{c}
	}
	t := terminalOf(cmd.OutOrStdout())
	return textPrinter{export.NewAnswer(w, export.TextOptions{Width: t.width, Color: t.color})}
}

func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

type textPrinter struct{ a *export.Answer }

func (p textPrinter) about(s string) { p.a.Line(s) }
func (p textPrinter) item(_ any, text func(*export.Answer), _ func() []string) {
	text(p.a)
}
func (p textPrinter) end(next string) error {
	if next != "" {
		p.a.Line("more: --after " + next)
	}
	return p.a.Close()
}

// A jsonPrinter prints one object: the items, and the place of the next page.
type jsonPrinter struct {
	w     io.Writer
	items []any
}

func (p *jsonPrinter) about(string) {}
func (p *jsonPrinter) item(item any, _ func(*export.Answer), _ func() []string) {
	p.items = append(p.items, item)
}
func (p *jsonPrinter) end(next string) error {
	enc := newEncoder(p.w)
	enc.SetIndent("", "  ")
	if p.items == nil {
		p.items = []any{}
	}
	return enc.Encode(struct {
		Items []any  `json:"items"`
		Next  string `json:"next,omitempty"`
	}{p.items, next})
}

type linePrinter struct{ enc *json.Encoder }

func (p linePrinter) about(string)                                             {}
func (p linePrinter) item(item any, _ func(*export.Answer), _ func() []string) { p.enc.Encode(item) }
func (p linePrinter) end(string) error                                         { return nil }

type csvPrinter struct{ w *csv.Writer }

func (p csvPrinter) about(string)                                            {}
func (p csvPrinter) item(_ any, _ func(*export.Answer), row func() []string) { p.w.Write(row()) }
func (p csvPrinter) end(string) error                                        { p.w.Flush(); return p.w.Error() }

// terms are the arguments as one question.
func terms(args []string) string { return strings.Join(args, " ") }
