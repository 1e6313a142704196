package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/query"
)

func actorsCommand() *cobra.Command {
	var opt listOptions
	var id string
	cmd := question("actors [flags] [NAME...]", "List who acts and speaks, across reports",
		"Actors lists the people and bodies of all reports, each once under all its names,\nthose of most reports first. With --id it tells all of one: names, roles over time,\nreports, and why they were taken to be one.", &opt, cobra.ArbitraryArgs,
		func(cmd *cobra.Command, s archive.Store, args []string) error {
			if id != "" {
				return printActor(cmd, s, opt, id)
			}
			t := query.Term{Words: args}
			return printList(cmd, opt, identities, func(ctx context.Context, p archive.Page) (archive.List[archive.IdentityHead], string, error) {
				list, err := s.Identities(ctx, t, p)
				return list, "", err
			})
		})
	cmd.Flags().StringVar(&id, "id", "", "all about the actor with this `ID`")
	return cmd
}

var identities = listing[archive.IdentityHead]{
	text:    (*export.Answer).Identity,
	columns: []string{"actor", "name", "kind", "country", "reports"},
	row: func(i archive.IdentityHead) []string {
		return []string{i.ID, i.Name, i.Kind, i.Country, strconv.Itoa(i.Reports)}
	},
}

func printActor(cmd *cobra.Command, s archive.Store, opt listOptions, id string) error {
	i, err := s.Identity(cmd.Context(), id)
	if err != nil {
		return err
	}
	if opt.format != "text" {
		return newEncoder(cmd.OutOrStdout()).Encode(i)
	}
	var ids []string
	for _, m := range i.Members {
		ids = append(ids, m.Report)
	}
	heads, err := headsOf(cmd.Context(), s, ids)
	if err != nil {
		return err
	}
	t := terminalOf(cmd.OutOrStdout())
	a := export.NewAnswer(cmd.OutOrStdout(), export.TextOptions{Width: t.width, Color: t.color})
	a.IdentityPage(i, heads)
	return a.Close()
}
