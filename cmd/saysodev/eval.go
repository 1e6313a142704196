package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/eval"

	"github.com/spf13/cobra"
)

// A measurer measures one pipeline on the development portions of the corpora.
type measurer struct {
	pipeline      analyze.Pipeline // for text
	onGold        analyze.Pipeline // for gold tokens
	corpora       string           // folder of the corpora
	passageFolder string           // folder of the passages on attribution
	cases         string           // folder of the reports read by hand
	workers       int
	details       io.Writer // where misses of the cases go
}

// layers are the reports that eval can make, in the order they are made.
var layers = []struct {
	name    string
	measure func(measurer) (eval.Report, error)
}{
	{"ud", measurer.ud},
	{"ner", measurer.ner},
	{"times", measurer.times},
	{"places", measurer.places},
	{"credits", measurer.credits},
	{"events", measurer.events},
	{"factuality", measurer.factuality},
	{"coding", measurer.coding},
	{"polnear", measurer.polnear},
	{"passages", measurer.passages},
	{"case", measurer.handRead},
	{"reuse", measurer.reuse},
	{"identity", measurer.identity},
	{"occurrences", measurer.occurrences},
	{"stance", measurer.stance},
	{"claims", measurer.claims},
	{"lineage", measurer.lineage},
}

type evalOptions struct {
	measurer
	names     []string
	weights   string
	scores    string // folder of the committed score files
	write     bool
	check     bool
	tolerance float64
}

func evalCommand() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure every layer on the development portions of the gold corpora",
		Long: `Measure every layer on the development portions of the gold corpora and print
the scores beside the committed and the published ones.

Values are F1 in percent unless the measure says otherwise. "raw text" starts
from the text alone, "gold tokens" from the corpus' tokens and sentences, "gold
names" from the corpus' names of places. No corpus is sampled.`,
		Args:    cobra.NoArgs,
		PreRunE: func(*cobra.Command, []string) error { return o.checkNames() },
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			o.details = cmd.OutOrStdout()
			return o.run(cmd.OutOrStdout())
		}),
	}
	weightsFlag(cmd, &o.weights)
	f := cmd.Flags()
	f.StringVar(&o.corpora, "corpora", "../shared/corpora", "folder of the gold corpora")
	f.StringVar(&o.passageFolder, "passages", "analyze/attribute/testdata/passages", "folder of the passages on attribution")
	f.StringVar(&o.cases, "cases", "../shared/cases", "folder of the reports read by hand")
	f.StringSliceVar(&o.names, "layer", layerNames(), "layers to measure")
	f.StringVar(&o.scores, "scores", "eval/scores", "folder of the committed scores")
	f.BoolVar(&o.write, "write", false, "write the scores to that folder")
	f.BoolVar(&o.check, "check", false, "fail when a score is lower than the committed one or under its target")
	f.Float64Var(&o.tolerance, "tolerance", 0.1, "by how much a score may be lower")
	f.IntVar(&o.workers, "workers", 2, "documents to analyse at a time")
	return cmd
}

func layerNames() []string {
	var out []string
	for _, l := range layers {
		out = append(out, l.name)
	}
	return out
}

func (o *evalOptions) checkNames() error {
	for _, name := range o.names {
		if !slices.Contains(layerNames(), name) {
			return fmt.Errorf("no layer %q; there are %s", name, strings.Join(layerNames(), ", "))
		}
	}
	return nil
}

func (o *evalOptions) run(w io.Writer) error {
	p, err := newPipeline(o.weights)
	if err != nil {
		return err
	}
	o.pipeline, o.onGold = p, onGold(p)

	var lower []string
	for _, l := range layers {
		if !slices.Contains(o.names, l.name) {
			continue
		}
		worse, err := o.layer(w, l.name, l.measure)
		if err != nil {
			return fmt.Errorf("measure %s: %w", l.name, err)
		}
		lower = append(lower, worse...)
	}
	if o.check && len(lower) > 0 {
		return fmt.Errorf("%d scores are too low:\n%s", len(lower), strings.Join(lower, "\n"))
	}
	return nil
}

// layer measures one layer, prints and if asked writes its scores, and lists
// those that are too low.
func (o *evalOptions) layer(w io.Writer, name string, measure func(measurer) (eval.Report, error)) ([]string, error) {
	now, err := measure(o.measurer)
	if err != nil {
		return nil, err
	}
	now.Layer = name
	committed, err := eval.ReadReportFile(o.scores, name)
	if errors.Is(err, fs.ErrNotExist) && !o.check {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	for i := range now.Rows {
		row := &now.Rows[i]
		row.Command = "saysodev eval --layer " + name
		if was, ok := rowOf(committed, row.Measure); ok {
			row.Target = was.Target // set by hand in the file
		}
	}
	printReport(w, now, committed)
	if o.write {
		return nil, now.WriteFile(o.scores)
	}
	return eval.Lower(committed, now, o.tolerance), nil
}

func rowOf(r eval.Report, measure string) (eval.Row, bool) {
	for _, row := range r.Rows {
		if row.Measure == measure {
			return row, true
		}
	}
	return eval.Row{}, false
}

func printReport(w io.Writer, now, committed eval.Report) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%s\tvalue\twas\tP\tR\tn\tpublished\n", strings.ToUpper(now.Layer))
	for _, row := range now.Rows {
		was := ""
		if old, ok := rowOf(committed, row.Measure); ok {
			was = fmt.Sprintf("%.2f", old.Value)
		}
		fmt.Fprintf(t, "%s\t%.2f\t%s\t%.1f\t%.1f\t%d\t%s\n", row.Measure, row.Value, was, row.Precision, row.Recall, row.N, row.Published)
	}
	t.Flush()
	fmt.Fprintln(w)
}
