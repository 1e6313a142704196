// Saysodev is for those who work on the engine: it measures every layer against
// gold, shows what the stages made of a text, and times them.
//
// Data goes to standard output, progress and warnings to standard error. Exit 0:
// all is well; 1: something failed, or scores are lower than the committed ones;
// 2: wrong use.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{
		Use:           "saysodev",
		Short:         "Measure, explain and time the analysis",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(evalCommand(), explainCommand(), speedCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "saysodev:", err)
		os.Exit(exitCode(err))
	}
}

// failed marks an error of the work itself, not of the command line.
type failed struct{ error }

func (f failed) Unwrap() error { return f.error }

// work makes a command's function whose errors count as failures of the work.
func work(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := run(cmd, args); err != nil {
			return failed{err}
		}
		return nil
	}
}

func exitCode(err error) int {
	if errors.As(err, &failed{}) {
		return 1
	}
	return 2
}
