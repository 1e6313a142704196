// Command sayso reads news reports and writes the record of each: who did what
// to whom, when and where, and who says so.
//
// Data goes to standard output, progress and errors to standard error. The exit
// status is 0 when all is done, 1 when some inputs failed (the rest is printed),
// 2 for wrong use, and 3 when read --check found something.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitFindings = 3
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program; it gives the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	cmd := rootCommand()
	cmd.SetArgs(args)
	cmd.SetIn(stdin)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	return exitStatus(cmd.Execute(), stderr)
}

func rootCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "sayso",
		Short:         "Who did what to whom, when and where, and who says so",
		Long:          "Sayso reads news reports offline and writes the record of each: who did what to\nwhom, when and where, and who says so.",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	cmd.CompletionOptions.HiddenDefaultCmd = true
	cmd.AddCommand(readCommand(), addCommand(), updateCommand(), failuresCommand(), searchCommand(), claimsCommand(),
		sourcesCommand(), timelineCommand(), actorsCommand(), archiveCommand(), serveCommand(), demoCommand(), versionCommand())
	return cmd
}

// A usageError is a mistake in how the command was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errInputsFailed says that some inputs could not be read; each was reported.
var errInputsFailed = errors.New("some inputs failed")

// errFindings says that a check found something; all of it was printed.
var errFindings = errors.New("the check found something")

// exitStatus reports err where that is not done yet.
func exitStatus(err error, stderr io.Writer) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInputsFailed):
		return exitFailed
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, syscall.EPIPE): // whoever read our output has enough
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "sayso: %v\nSee sayso --help.\n", err)
		return exitUsage
	}
	fmt.Fprintf(stderr, "sayso: %v\n", err)
	return exitFailed
}

// usage makes the errors of cobra's argument checks usage errors.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}
