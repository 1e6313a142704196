package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input/fetch"
	"github.com/saysonews/sayso/input/jsonl"
)

const addLong = `Add reads reports into an archive, which is made where there is none.

An input is a file (text, HTML or PDF), a folder, a pattern such as 'news/*.html',
the address of a page, or "-" for standard input. A .jsonl file (also .gz, .zst)
is a corpus with a report a line; its fields are found by their usual names, and
--field names others.

Adding the same again adds nothing, so that a run that was stopped, or killed,
goes on where it was. A page whose text has changed is kept as a new version
beside the old one. At the end, the reports are linked: who copies whom, who is
who, which claims several carry and where they come from.

What cannot be read is reported, kept for sayso failures, and the rest is added.
The exit status is 0 when all is done, 1 when an input failed or the run was
interrupted, 2 for wrong use.`

// addOptions are the flags of add.
type addOptions struct {
	archive   string
	published string
	publisher string
	gazetteer string
	fields    []string // "text=body"
	workers   int
	json      bool
	quiet     bool // print failures alone
	unlinked  bool
	private   bool // addresses in private networks too
}

func addCommand() *cobra.Command {
	var opt addOptions
	cmd := &cobra.Command{
		Use:     "add [flags] FILE|DIR|URL|-...",
		Short:   "Read reports into an archive",
		Long:    addLong,
		Example: "  sayso add clippings/\n  sayso add --archive affair.db https://courier.example/strike\n  sayso add --field text=body_text corpus.jsonl.gz",
		Args:    usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := opt.wrong(args); err != nil {
				return usageError{err}
			}
			return add(cmd, opt, args)
		},
	}
	f := cmd.Flags()
	archiveFlag(cmd, &opt.archive)
	f.StringVar(&opt.published, "published", "", "`DATE` that all reports were published: YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339")
	f.StringVar(&opt.publisher, "publisher", "", "`NAME` of the outlet that published all reports")
	f.StringVar(&opt.gazetteer, "gazetteer", "", "GeoNames `FILE` whose places are known as well")
	f.StringArrayVar(&opt.fields, "field", nil, "`SLOT=FIELD` of a JSONL corpus: the field that holds text, title, url, publisher, published, author or language")
	f.IntVar(&opt.workers, "workers", 0, "how many reports to analyse at once; 0 is one a processor core")
	f.BoolVar(&opt.json, "json", false, "print progress as one JSON object a line, on standard output")
	f.BoolVar(&opt.unlinked, "no-link", false, "leave linking to a later run")
	f.BoolVar(&opt.private, "allow-private", false, "fetch from addresses of private networks too")
	return cmd
}

// wrong tells what is wrong with the flags and arguments.
func (o addOptions) wrong(args []string) error {
	if err := wrongInputs(o.published, o.workers, args); err != nil {
		return err
	}
	_, err := o.corpusFields()
	return err
}

// corpusFields are the fields that --field names.
func (o addOptions) corpusFields() (jsonl.Fields, error) {
	fields := jsonl.Fields{}
	for _, f := range o.fields {
		if err := fields.Set(f); err != nil {
			return nil, fmt.Errorf("--field: %w", err)
		}
	}
	return fields, nil
}

// add reads the inputs named by args into the archive, and links it.
func add(cmd *cobra.Command, opt addOptions, args []string) error {
	return fill(cmd, opt, func(ctx context.Context, a *adder) (int, error) {
		fields, err := opt.corpusFields()
		if err != nil {
			return 0, err
		}
		a.meter.expect(sizes(args))
		return a.add(ctx, a.sources(args, fields, cmd.InOrStdin()), workers(opt.workers))
	})
}

// fill opens the archive, reads into it what read does, which gives how many inputs
// failed, and links it.
func fill(cmd *cobra.Command, opt addOptions, read func(context.Context, *adder) (int, error)) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	store, err := sqlite.Open(ctx, opt.archive, sqlite.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	a, err := newAdder(cmd, store, opt)
	if err != nil {
		return err
	}
	failed, err := read(ctx, a)
	if err == nil && !opt.unlinked {
		err = relink(ctx, store, a.meter)
	}
	a.meter.stop()
	switch {
	case err != nil:
		return interrupted(err)
	case failed > 0:
		return errInputsFailed
	}
	return nil
}

// interrupted says what to do after Ctrl-C.
func interrupted(err error) error {
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; what was read is kept, and the same command goes on from there")
	}
	return err
}

// newAdder is an adder into a store.
func newAdder(cmd *cobra.Command, store archive.Store, opt addOptions) (*adder, error) {
	p, err := newPipeline(opt.gazetteer)
	if err != nil {
		return nil, err
	}
	return &adder{
		store:  store,
		reader: reader{pipeline: p, generator: generator(p), given: doc.Metadata{Published: opt.published, Publisher: opt.publisher}},
		client: fetch.New(fetch.Options{AllowPrivate: opt.private}),
		given:  fmt.Sprintf("published=%s publisher=%s gazetteer=%s", opt.published, opt.publisher, opt.gazetteer),
		meter:  newMeter(cmd.ErrOrStderr(), cmd.OutOrStdout(), opt),
		now:    time.Now,
	}, nil
}
