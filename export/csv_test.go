package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/record"
)

func TestTablesGolden(t *testing.T) {
	var b bytes.Buffer
	for name, table := range map[string]*Table{"harbour-statements.csv": StatementTable(&b), "harbour-events.csv": EventTable(&b)} {
		b.Reset()
		if err := table.Write(harbour(t)); err != nil {
			t.Fatal(err)
		}
		if err := table.Close(); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// rows reads a table back: the cells by column, as they were before inert.
func rows(t *testing.T, table string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		cells := map[string]string{}
		for i, c := range row {
			if rest := strings.TrimLeft(c, "'"); rest != c && rest != "" && strings.ContainsAny(rest[:1], "=+-@\t\r\n") {
				c = c[1:]
			}
			cells[all[0][i]] = c
		}
		out = append(out, cells)
	}
	return out
}

func TestStatementTableReadsBack(t *testing.T) {
	for name, r := range oddRecords() {
		r.Document.Title = &record.MaybeSpan{Text: "=cmd()"}
		var b bytes.Buffer
		table := StatementTable(&b)
		if err := table.Write(r); err != nil {
			t.Fatal(err)
		}
		if err := table.Write(r); err != nil { // one header for both
			t.Fatal(err)
		}
		got := rows(t, b.String())
		if len(got) != 2*len(r.Statements) {
			t.Fatalf("%s: %d rows for %d statements", name, len(got), 2*len(r.Statements))
		}
		for i, s := range r.Statements {
			// The reader of encoding/csv turns "\r\n" in a cell into "\n".
			want := strings.ReplaceAll(s.Content[0].Text, "\r\n", "\n")
			if got[i]["content"] != want || got[i]["title"] != "=cmd()" || got[i]["statement"] != s.ID {
				t.Errorf("%s: got %q, want %q", name, got[i]["content"], want)
			}
		}
	}
}

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "plain": "plain", "=1+1": "'=1+1", "+46 8": "'+46 8", "@mayor": "'@mayor", "-": "'-", "-1.5": "-1.5", "+3": "+3",
		"'quoted'": "'quoted'", "'=1": "''=1", "''-x": "'''-x", "\tx": "'\tx", "“=1": "“=1",
	} {
		if got := inert(cell); got != want {
			t.Errorf("inert(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestEmptyTableHasItsHeader(t *testing.T) {
	var b bytes.Buffer
	if err := EventTable(&b).Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "document,path,") || strings.Count(b.String(), "\r\n") != 1 {
		t.Errorf("got %q", b.String())
	}
}
