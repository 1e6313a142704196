package eval

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Report is the scores of one layer. As a file it is tab-separated text, one
// score a line after a header, in the order in which they were measured:
//
//	measure	value	precision	recall	n	target	published	command
//
// Numbers have two decimals; precision, recall and target are empty where
// there is none.
type Report struct {
	Layer string
	Rows  []Row
}

// A Row is one score.
type Row struct {
	Measure   string  // what was measured on what: "ud-ewt dev, raw text: LAS"
	Value     float64 // in percent; higher is better
	Precision float64 // in percent, where Value is an F1; 0 otherwise
	Recall    float64
	N         int     // items of gold
	Target    float64 // what Value must not be under; 0 for none
	Published string  // what others report, with where that stands; "" for nothing
	Command   string  // what measures it
}

// header opens every score file.
const header = "measure\tvalue\tprecision\trecall\tn\ttarget\tpublished\tcommand"

// Add appends a score.
func (r *Report) Add(row Row) { r.Rows = append(r.Rows, row) }

// AddTally appends the F1 of t.
func (r *Report) AddTally(measure string, t Tally, published string) {
	r.Add(Row{Measure: measure, Value: t.F1(), Precision: t.Precision(), Recall: t.Recall(), N: t.Gold, Published: published})
}

// Write writes r as tab-separated text.
func (r Report) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, header)
	for _, row := range r.Rows {
		fields := []string{
			row.Measure, decimals(row.Value), filled(row.Precision), filled(row.Recall),
			strconv.Itoa(row.N), filled(row.Target), row.Published, row.Command,
		}
		for i, f := range fields {
			fields[i] = strings.Join(strings.Fields(f), " ")
		}
		fmt.Fprintln(b, strings.Join(fields, "\t"))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write scores of %s: %w", r.Layer, err)
	}
	return nil
}

func decimals(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// filled is a number that may be missing.
func filled(v float64) string {
	if v == 0 {
		return ""
	}
	return decimals(v)
}

// ReadReport reads what Write wrote.
func ReadReport(layer string, r io.Reader) (Report, error) {
	rep := Report{Layer: layer}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if n == 1 {
			if s.Text() != header {
				return rep, fmt.Errorf("read scores of %s: line 1: header %q, want %q", layer, s.Text(), header)
			}
			continue
		}
		row, err := parseRow(s.Text())
		if err != nil {
			return rep, fmt.Errorf("read scores of %s: line %d: %w", layer, n, err)
		}
		rep.Rows = append(rep.Rows, row)
	}
	if err := s.Err(); err != nil {
		return rep, fmt.Errorf("read scores of %s: %w", layer, err)
	}
	return rep, nil
}

func parseRow(line string) (Row, error) {
	f := strings.Split(line, "\t")
	if want := strings.Count(header, "\t") + 1; len(f) != want {
		return Row{}, fmt.Errorf("%d columns, want %d", len(f), want)
	}
	row := Row{Measure: f[0], Published: f[6], Command: f[7]}
	n, err := strconv.Atoi(f[4])
	if err != nil {
		return Row{}, fmt.Errorf("n %q is not a number", f[4])
	}
	row.N = n
	for _, c := range []struct {
		name, text string
		into       *float64
	}{
		{"value", f[1], &row.Value}, {"precision", f[2], &row.Precision},
		{"recall", f[3], &row.Recall}, {"target", f[5], &row.Target},
	} {
		if c.text == "" && c.name != "value" {
			continue
		}
		if *c.into, err = strconv.ParseFloat(c.text, 64); err != nil {
			return Row{}, fmt.Errorf("%s %q is not a number", c.name, c.text)
		}
	}
	return row, nil
}

// WriteFile writes r to <layer>.tsv in folder.
func (r Report) WriteFile(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("write scores of %s: %w", r.Layer, err)
	}
	f, err := os.Create(filepath.Join(folder, r.Layer+".tsv"))
	if err != nil {
		return fmt.Errorf("write scores of %s: %w", r.Layer, err)
	}
	err = r.Write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// ReadReportFile reads <layer>.tsv in folder.
func ReadReportFile(folder, layer string) (Report, error) {
	f, err := os.Open(filepath.Join(folder, layer+".tsv"))
	if err != nil {
		return Report{Layer: layer}, fmt.Errorf("read scores of %s: %w", layer, err)
	}
	defer f.Close()
	return ReadReport(layer, f)
}

// Lower lists, a line each, where now is worse than committed by more than
// tolerance, misses a target, or lacks a measure. None: nothing is worse.
func Lower(committed, now Report, tolerance float64) []string {
	values := map[string]Row{}
	for _, row := range now.Rows {
		values[row.Measure] = row
	}
	var out []string
	for _, was := range committed.Rows {
		is, ok := values[was.Measure]
		switch {
		case !ok:
			out = append(out, fmt.Sprintf("%s: not measured, was %s", was.Measure, decimals(was.Value)))
		case is.Value < was.Value-tolerance:
			out = append(out, fmt.Sprintf("%s: %s, was %s", was.Measure, decimals(is.Value), decimals(was.Value)))
		}
	}
	for _, is := range now.Rows {
		if is.Target > 0 && is.Value < is.Target {
			out = append(out, fmt.Sprintf("%s: %s, under the target of %s", is.Measure, decimals(is.Value), decimals(is.Target)))
		}
	}
	return out
}
