package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/input/fetch"
)

// cause is the class that a failure belongs to: that of a page that was not to be
// had, or the reason at the bottom of err.
func cause(err error) string {
	if e, ok := errors.AsType[*fetch.Error](err); ok {
		return string(e.Cause)
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// unnamed is err without the name of the input.
func unnamed(err error) error {
	if e, ok := errors.AsType[*input.Error](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*fetch.Error](err); ok {
		return e.Err
	}
	return err
}

const failuresLong = `Failures lists what could not be read into the archive, grouped by cause, and with
--retry reads it again. An input that is read later is taken off the list.`

func failuresCommand() *cobra.Command {
	var opt addOptions
	var retry bool
	var only string
	cmd := &cobra.Command{
		Use: "failures", Short: "List what could not be read, and why", Long: failuresLong, Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if retry {
				return retryFailures(cmd, opt, only)
			}
			s, err := openArchive(cmd.Context(), opt.archive)
			if err != nil {
				return err
			}
			defer s.Close()
			return listFailures(cmd.Context(), cmd.OutOrStdout(), s, only)
		},
	}
	archiveFlag(cmd, &opt.archive)
	cmd.Flags().BoolVar(&retry, "retry", false, "read them again")
	cmd.Flags().StringVar(&only, "cause", "", "only those with this `CAUSE`")
	cmd.Flags().BoolVar(&opt.json, "json", false, "with --retry: print progress as one JSON object a line")
	return cmd
}

// listFailures prints each cause with what failed so.
func listFailures(ctx context.Context, w io.Writer, s archive.Store, only string) error {
	causes, err := s.Causes(ctx)
	if err != nil {
		return err
	}
	for i, c := range causes {
		if only != "" && c.Name != only {
			continue
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %d\n", visible(c.Name), c.Failures)
		if err := eachFailure(ctx, s, c.Name, func(f archive.Failure) {
			fmt.Fprintf(w, "  %s  %s%s\n", visible(f.Input.Name), visible(f.Message), tries(f.Times))
		}); err != nil {
			return err
		}
	}
	return nil
}

func tries(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (tried %d times)", n)
}

// eachFailure calls f for all failures with a cause; "" is any.
func eachFailure(ctx context.Context, s archive.Store, cause string, f func(archive.Failure)) error {
	for p := (archive.Page{}); ; {
		list, err := s.Failures(ctx, cause, p)
		if err != nil {
			return err
		}
		for _, item := range list.Items {
			f(item)
		}
		if p.After = list.Next; p.After == "" {
			return nil
		}
	}
}

// retryFailures reads what failed once more. Of a corpus, all lines are looked at;
// those that are in the archive are left alone.
func retryFailures(cmd *cobra.Command, opt addOptions, only string) error {
	s, err := openArchive(cmd.Context(), opt.archive)
	if err != nil {
		return err
	}
	names, err := failedNames(cmd.Context(), s, only)
	s.Close()
	if err != nil || len(names) == 0 {
		return err
	}
	return add(cmd, opt, names)
}

// failedNames are the inputs that failed, each once, as sources takes them: of a
// line, its corpus. What came in once, by standard input or from a browser, is not
// there to be read again.
func failedNames(ctx context.Context, s archive.Store, cause string) ([]string, error) {
	var names []string
	seen := map[string]bool{}
	err := eachFailure(ctx, s, cause, func(f archive.Failure) {
		name := f.Input.Name
		if at := strings.LastIndexByte(name, ':'); at > 0 && isCorpus(name[:at]) {
			name = name[:at]
		}
		if !seen[name] && name != stdinName && !strings.HasPrefix(name, uploadPrefix) {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names, err
}

// updateCommand analyses anew what an older version of the program read.
func updateCommand() *cobra.Command {
	var opt addOptions
	cmd := &cobra.Command{
		Use: "update", Short: "Analyse anew what an older version read", Args: usage(cobra.NoArgs),
		Long: "Update analyses the archive's reports anew that an older version of the program\nread, and links them. What people decided stays.",
		RunE: func(cmd *cobra.Command, _ []string) error { return update(cmd, opt) },
	}
	archiveFlag(cmd, &opt.archive)
	cmd.Flags().StringVar(&opt.gazetteer, "gazetteer", "", "GeoNames `FILE` whose places are known as well")
	cmd.Flags().IntVar(&opt.workers, "workers", 0, "how many reports to analyse at once; 0 is one a processor core")
	cmd.Flags().BoolVar(&opt.json, "json", false, "print progress as one JSON object a line, on standard output")
	return cmd
}

func update(cmd *cobra.Command, opt addOptions) error {
	if err := isThere(opt.archive); err != nil {
		return err
	}
	return fill(cmd, opt, func(ctx context.Context, a *adder) (int, error) { return a.update(ctx, workers(opt.workers)) })
}
