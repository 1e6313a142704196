package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/query"
)

const demoLong = `Demo makes an archive of invented reports on one invented affair: an explosion in a
harbour, told for three weeks by twelve outlets that copy, credit and contradict
each other. It prints what is worth looking at first, and opens the reading room
until it is stopped. The reports, and who in truth had what from whom, are in the
folder demo of the source.`

// demoOptions are the flags of demo.
type demoOptions struct {
	archive string
	listen  string
	noServe bool
}

func demoCommand() *cobra.Command {
	var opt demoOptions
	cmd := &cobra.Command{
		Use: "demo", Short: "Make an archive of sample reports, and open it in a browser", Long: demoLong, Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return runDemo(cmd, opt) },
	}
	f := cmd.Flags()
	f.StringVar(&opt.archive, "archive", "", "`FILE` to make the archive in; a new one in the folder for temporary files otherwise")
	f.StringVar(&opt.listen, "listen", "127.0.0.1:0", "`ADDRESS` and port to listen on; port 0 is any free one")
	f.BoolVar(&opt.noServe, "no-serve", false, "make and print only")
	return cmd
}

func runDemo(cmd *cobra.Command, opt demoOptions) error {
	path := opt.archive
	if path == "" {
		dir, err := os.MkdirTemp("", "sayso-demo-")
		if err != nil {
			return err
		}
		path = filepath.Join(dir, "demo.db")
	}
	ctx := cmd.Context()
	store, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	a, err := newAdder(cmd, store, addOptions{archive: path})
	if err != nil {
		return err
	}
	_, err = a.add(ctx, demoPieces(), workers(0))
	if err == nil {
		err = relink(ctx, store, a.meter)
	}
	a.meter.stop()
	if err != nil {
		return err
	}
	if err := tour(cmd, store, path); err != nil || opt.noServe {
		return err
	}
	return serve(cmd, store, serveOptions{listen: opt.listen})
}

// demoPieces are the sample reports, with the outlet and day that their metadata
// would give.
func demoPieces() iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for _, r := range demo.Reports() {
			if !yield(piece{name: r.File, size: int64(len(r.Data)), load: func(context.Context) (payload, error) { return demoSource(r) }}) {
				return
			}
		}
	}
}

func demoSource(r demo.Report) (payload, error) {
	src, err := input.Read(r.File, r.Data, input.Options{MediaType: r.MediaType})
	if err != nil {
		return payload{}, err
	}
	src.Meta = doc.Metadata{Title: src.Meta.Title, Byline: src.Meta.Byline, Language: src.Meta.Language, Publisher: r.Publisher, Published: r.Published, Given: true}
	return payload{src: src}, nil
}

// tour prints the claims that most reports carry, and how to go on.
func tour(cmd *cobra.Command, s archive.Store, path string) error {
	opt := listOptions{format: "text", limit: 5}
	err := printList(cmd, opt, claimHeads, func(ctx context.Context, p archive.Page) (archive.List[archive.ClaimHead], string, error) {
		list, err := s.Claims(ctx, query.Term{}, p)
		list.Next = ""
		return list, "What most reports say, and on how many independent origins it rests:", err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), `
Go on with:
  sayso sources --archive %[1]s CLAIM       where a claim comes from
  sayso search --archive %[1]s naming:bare  what nobody stands for with a name
  sayso timeline --archive %[1]s            what happened when

`, path)
	return err
}
