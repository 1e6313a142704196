package main

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/sqlite"
)

// archiveVariable names the archive where no flag does.
const archiveVariable = "SAYSO_ARCHIVE"

// defaultArchive is the file that is used where nobody names another.
const defaultArchive = "sayso.db"

// archiveFlag adds --archive.
func archiveFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "archive", cmp.Or(os.Getenv(archiveVariable), defaultArchive), "`FILE` of the archive; $"+archiveVariable+" says another default")
}

// isThere tells what is wrong where there is no archive: an empty answer from a file
// that a slip of the finger made helps nobody.
func isThere(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("open archive %s: %w; sayso add makes one", path, reason(err))
	}
	return nil
}

// openArchive opens an archive to read from it.
func openArchive(ctx context.Context, path string) (archive.Store, error) {
	if err := isThere(path); err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
}

// archiveCommand is what looks after the file itself.
func archiveCommand() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "archive",
		Short: "Look after an archive: stats, check, backup",
		Args:  usage(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	stats := &cobra.Command{
		Use: "stats", Short: "Count what is in the archive", Args: usage(cobra.NoArgs),
		RunE: onArchive(&path, func(cmd *cobra.Command, s archive.Store, _ []string) error { return printStats(cmd, s) }),
	}
	check := &cobra.Command{
		Use: "check", Short: "Look for damage", Args: usage(cobra.NoArgs),
		RunE: onArchive(&path, func(cmd *cobra.Command, s archive.Store, _ []string) error {
			if err := s.Check(cmd.Context()); err != nil {
				return err
			}
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "no damage found")
			return err
		}),
	}
	backup := &cobra.Command{
		Use: "backup FILE", Short: "Write the whole archive into a new file", Args: usage(cobra.ExactArgs(1)),
		RunE: onArchive(&path, func(cmd *cobra.Command, s archive.Store, args []string) error {
			return s.Backup(cmd.Context(), args[0])
		}),
	}
	for _, c := range []*cobra.Command{stats, check, backup} {
		archiveFlag(c, &path)
		cmd.AddCommand(c)
	}
	return cmd
}

// onArchive opens the archive around what a command does with it.
func onArchive(path *string, do func(*cobra.Command, archive.Store, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		s, err := openArchive(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer s.Close()
		return do(cmd, s, args)
	}
}

func printStats(cmd *cobra.Command, s archive.Store) error {
	n, err := s.Stats(cmd.Context())
	if err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "reports       %d (%d with older versions, %d texts)\n", n.Current, n.Reports, n.Texts)
	if n.First != "" {
		fmt.Fprintf(w, "published     %s to %s\n", n.First, n.Last)
	}
	fmt.Fprintf(w, "claims        %d\nactors        %d\nfailures      %d\ndecisions     %d\n", n.Claims, n.Identities, n.Failures, n.Decisions)
	_, err = fmt.Fprintf(w, "size          %.1f MB\n", float64(n.Bytes)/1e6)
	return err
}
