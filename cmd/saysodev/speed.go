package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/doc"

	"github.com/spf13/cobra"
)

func speedCommand() *cobra.Command {
	var corpora, weights string
	var rounds int
	cmd := &cobra.Command{
		Use:   "speed",
		Short: "Time the analysis on one core, stage by stage",
		Args:  cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			return speed(cmd.OutOrStdout(), corpora, weights, rounds)
		}),
	}
	weightsFlag(cmd, &weights)
	cmd.Flags().StringVar(&corpora, "corpora", "../shared/corpora", "folder of the gold corpora; PolNeAR's dev articles are read")
	cmd.Flags().IntVar(&rounds, "rounds", 3, "how often to read them; the fastest round counts")
	return cmd
}

// speed times the analysis over PolNeAR's dev articles and prints words a second, each
// stage's share, and the most memory that the process held.
func speed(w io.Writer, corpora, weights string, rounds int) error {
	runtime.GOMAXPROCS(1)
	docs, err := polnear.ReadFile(filepath.Join(corpora, "polnear", "dev.jsonl.gz"))
	if err != nil {
		return err
	}
	start := time.Now()
	p, err := newPipeline(weights)
	if err != nil {
		return err
	}
	loading := time.Since(start)

	words := 0
	for _, d := range docs {
		words += len(strings.Fields(d.Doc.Text))
	}
	best := timing{total: 1 << 62}
	for range max(rounds, 1) {
		if t := timeStages(p, docs); t.total < best.total {
			best = t
		}
	}
	fmt.Fprintf(w, "%d articles, %d words, one core\n", len(docs), words)
	fmt.Fprintf(w, "loading   %v\n", loading.Round(time.Millisecond))
	fmt.Fprintf(w, "analysis  %v, %.0f words/s\n", best.total.Round(time.Millisecond), float64(words)/best.total.Seconds())
	fmt.Fprintf(w, "memory    %s at most\n\n", peakMemory())
	best.print(w, p, words)
	return nil
}

// A timing is how long one round took, whole and by stage.
type timing struct {
	total  time.Duration
	stages []time.Duration
}

func timeStages(p analyze.Pipeline, docs []polnear.Document) timing {
	runtime.GC()
	t := timing{stages: make([]time.Duration, len(p))}
	for _, d := range docs {
		analysed := &doc.Doc{Source: d.Doc.Source}
		for i, s := range p {
			start := time.Now()
			s.Run(analysed)
			took := time.Since(start)
			t.stages[i] += took
			t.total += took
		}
	}
	return t
}

func (t timing) print(w io.Writer, p analyze.Pipeline, words int) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "stage\tms\tshare\tµs a word\t")
	for i, s := range p {
		took := t.stages[i]
		fmt.Fprintf(table, "%s\t%.1f\t%.1f%%\t%.2f\t\n", s.Name, 1000*took.Seconds(),
			100*took.Seconds()/t.total.Seconds(), 1e6*took.Seconds()/float64(words))
	}
	table.Flush()
}

// peakMemory is the most memory that the process ever held, as Linux counts it;
// elsewhere what the Go runtime has taken.
func peakMemory() string {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for line := range strings.SplitSeq(string(status), "\n") {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				return strings.TrimSpace(rest)
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return fmt.Sprintf("%d kB (Go runtime)", m.Sys/1024)
}
