package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/query"
)

const searchLong = `Search finds reports. Words are looked for in any inflection, "words in quotation
marks" exactly so; a word that ends in * may go on. Words stand together unless OR
is between them; - or NOT before a word leaves out what has it; parentheses group.

Fields ask about parts of a report, and may take several words in quotation marks:
` + "%s" + `
Fields of statements ask about one statement: speaker:loess about:memo finds what
Loess says about a memo, not every report that has both. Nothing that is typed is
an error; what was taken otherwise than it was written is said.`

func searchCommand() *cobra.Command {
	var opt listOptions
	var old, best bool
	cmd := question("search [flags] WORDS...", "Find reports by words, speakers, dates and more", fmt.Sprintf(searchLong, fieldHelp()), &opt, cobra.ArbitraryArgs,
		func(cmd *cobra.Command, s archive.Store, args []string) error {
			asked := terms(args)
			q := query.Parse(asked)
			for _, n := range q.Notes {
				fmt.Fprintf(cmd.ErrOrStderr(), "sayso: %q: %s\n", asked[n.Start:n.End], n.Message)
			}
			return printList(cmd, opt, hits, func(ctx context.Context, p archive.Page) (archive.List[archive.Hit], string, error) {
				found, err := s.Search(ctx, q, archive.Options{Page: p, All: old, Relevance: best})
				return found.List, total(found.Total) + ": " + q.Words(), err
			})
		})
	cmd.Example = "  sayso search speaker:thorne about:letter\n  sayso search '\"death toll\" date:2029-03 -publisher:globeline'\n  sayso search naming:bare act:claim --format csv > bare.csv"
	cmd.Flags().BoolVar(&old, "all", false, "older versions of reports too")
	cmd.Flags().BoolVar(&best, "best", false, "best first, not newest first")
	return cmd
}

// fieldHelp lists the fields for the help text.
func fieldHelp() string {
	var b strings.Builder
	for _, f := range query.Fields() {
		fmt.Fprintf(&b, "  %-10s %s, such as %s\n", f.Field, f.Looks, f.Example)
	}
	return b.String()
}

func total(c archive.Count) string {
	switch {
	case c.More:
		return fmt.Sprintf("more than %d reports", c.N)
	case c.N == 1:
		return "1 report"
	}
	return fmt.Sprintf("%d reports", c.N)
}

var hits = listing[archive.Hit]{
	text:    (*export.Answer).Hit,
	columns: []string{"report", "published", "publisher", "title", "url", "words"},
	row: func(h archive.Hit) []string {
		var words []string
		for _, s := range h.Snippets {
			words = append(words, strings.Join(strings.Fields(s.Text), " "))
		}
		return []string{h.ID, h.Published, h.Publisher, h.Title, h.URL, strings.Join(words, " … ")}
	},
}
