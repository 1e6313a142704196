package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
)

func claimsCommand() *cobra.Command {
	var opt listOptions
	return question("claims [flags] [WORDS...]", "List what several reports claim, and how many origins it has",
		"Claims lists the claims that reports tell, those of most reports first, with how\nmany independent origins each has; of WORDS, only claims that hold them. What\nsayso sources CLAIM prints of one is where it comes from.", &opt, cobra.ArbitraryArgs,
		func(cmd *cobra.Command, s archive.Store, args []string) error {
			t := query.Term{Words: args}
			return printList(cmd, opt, claimHeads, func(ctx context.Context, p archive.Page) (archive.List[archive.ClaimHead], string, error) {
				list, err := s.Claims(ctx, t, p)
				return list, "", err
			})
		})
}

var claimHeads = listing[archive.ClaimHead]{
	text:    (*export.Answer).Claim,
	columns: []string{"claim", "reports", "origins_least", "origins_most", "first", "sentence"},
	row: func(c archive.ClaimHead) []string {
		return []string{c.ID, strconv.Itoa(c.Resting), strconv.Itoa(c.Origins.Least), strconv.Itoa(c.Origins.Most), c.First, c.Sentence}
	},
}

const sourcesLong = `Sources prints where a claim comes from: its origins, the reports that rest on each
as a tree, what every report says, why chains were taken to end at one origin, and
what is open. With --without N it prints what would be left if origin N fell.`

func sourcesCommand() *cobra.Command {
	var opt listOptions
	var without int
	cmd := question("sources [flags] CLAIM", "Print where a claim comes from", sourcesLong, &opt, cobra.ExactArgs(1),
		func(cmd *cobra.Command, s archive.Store, args []string) error {
			c, err := s.Claim(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return printClaim(cmd, s, opt, c, without)
		})
	cmd.Flags().IntVar(&without, "without", 0, "what is left without origin `N`, counted from 1")
	return cmd
}

func printClaim(cmd *cobra.Command, s archive.Store, opt listOptions, c link.Claim, without int) error {
	if without < 0 || without > len(c.Origins) {
		return usageError{fmt.Errorf("--without %d: the claim has %d origins", without, len(c.Origins))}
	}
	heads, err := headsOf(cmd.Context(), s, c.Reports())
	if err != nil {
		return err
	}
	switch opt.format {
	case "text":
		t := terminalOf(cmd.OutOrStdout())
		return export.ClaimPage(cmd.OutOrStdout(), c, heads, without-1, export.TextOptions{Width: t.width, Color: t.color})
	case "csv":
		return export.ClaimTable(cmd.OutOrStdout(), c, heads)
	}
	return newEncoder(cmd.OutOrStdout()).Encode(c)
}

// headsOf are what lists show of reports, by their IDs.
func headsOf(ctx context.Context, s archive.Store, ids []string) (map[string]export.Head, error) {
	heads, err := s.Heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[string]export.Head{}
	for _, h := range heads {
		out[h.ID] = export.Head{Publisher: h.Publisher, Published: h.Published, Title: h.Title, Address: h.URL}
	}
	return out, nil
}
