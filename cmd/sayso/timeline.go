package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/query"
)

func timelineCommand() *cobra.Command {
	var opt listOptions
	var undated bool
	cmd := question("timeline [flags] [WORDS...]", "List what happened when",
		"Timeline lists the dated events of the reports that a question finds (see sayso\nsearch), in order of time. A vague date stays an interval.", &opt, cobra.ArbitraryArgs,
		func(cmd *cobra.Command, s archive.Store, args []string) error {
			q := query.Parse(terms(args))
			ask := s.Timeline
			if undated {
				ask = s.Undated
			}
			heads := map[string]export.Head{}
			events := events
			events.text = func(a *export.Answer, e archive.Event) { a.Event(e, heads[e.Report]) }
			return printList(cmd, opt, events, func(ctx context.Context, p archive.Page) (archive.List[archive.Event], string, error) {
				list, err := ask(ctx, q, p)
				if err != nil {
					return list, "", err
				}
				return list, "", know(ctx, s, heads, list.Items)
			})
		})
	cmd.Flags().BoolVar(&undated, "undated", false, "those events instead that have no date")
	return cmd
}

// know adds the heads of the reports that tell the events.
func know(ctx context.Context, s archive.Store, heads map[string]export.Head, events []archive.Event) error {
	var ids []string
	for _, e := range events {
		if _, ok := heads[e.Report]; !ok {
			ids = append(ids, e.Report)
		}
	}
	more, err := headsOf(ctx, s, ids)
	for id, h := range more {
		heads[id] = h
	}
	return err
}

var events = listing[archive.Event]{
	columns: []string{"report", "event", "earliest", "latest", "type", "lemma", "place", "agents", "patients", "polarity", "modality", "background", "words"},
	row: func(e archive.Event) []string {
		background := ""
		if e.Background {
			background = "background"
		}
		return []string{e.Report, e.ID, e.Earliest, e.Latest, e.Type, e.Lemma, e.Place, strings.Join(e.Agents, "; "), strings.Join(e.Patients, "; "), e.Polarity, e.Modality, background, e.Words}
	},
}
