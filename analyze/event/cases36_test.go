package event_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/record"
)

// A faultCase is one block of testdata/cases36.txt.
type faultCase struct {
	number, title, published, text string
	checks                         []string
	known                          string // why it fails, "" where it must not
}

const wantOf36 = 32

// TestCases36 reads the 36 cases with the whole analysis. A case is right when
// all of its blocks are.
func TestCases36(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	p := pipeline(t)
	wrong, all := map[string]bool{}, map[string]bool{}
	for _, c := range faultCases(t) {
		all[c.number] = true
		faults := c.faults(p)
		if len(faults) > 0 {
			wrong[c.number] = true
		}
		switch {
		case len(faults) > 0 && c.known == "":
			t.Errorf("%s %s:\n\t%s", c.number, c.title, strings.Join(faults, "\n\t"))
		case len(faults) > 0:
			t.Logf("known: %s %s: %s (%s)", c.number, c.title, c.known, strings.Join(faults, "; "))
		case c.known != "":
			t.Errorf("%s %s: passes, though it is marked KNOWN", c.number, c.title)
		}
	}
	right := len(all) - len(wrong)
	t.Logf("%d of %d cases right", right, len(all))
	if right < wantOf36 {
		t.Errorf("%d cases right, want at least %d", right, wantOf36)
	}
}

func faultCases(t *testing.T) []faultCase {
	t.Helper()
	file, err := os.ReadFile("testdata/cases36.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []faultCase
	for _, block := range strings.Split(string(file), "\n== ")[1:] {
		lines := strings.Split(block, "\n")
		var c faultCase
		c.number, c.title, _ = strings.Cut(lines[0], " ")
		for _, line := range lines[1:] {
			switch first, _, _ := strings.Cut(line, " "); {
			case line == "" || line[0] == '#':
			case line[0] == '[':
				date, text, _ := strings.Cut(line[1:], "] ")
				c.published, c.text = date, text
			case line[0] == '\t':
				c.text += "\n" + line[1:]
			case first == "KNOWN":
				c.known = line[len("KNOWN "):]
			default:
				c.checks = append(c.checks, line)
			}
		}
		cases = append(cases, c)
	}
	return cases
}

// faults are the checks of c that fail.
func (c faultCase) faults(p analyze.Pipeline) []string {
	d := c.read(p)
	if err := doc.Check(d); err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, check := range c.checks {
		if fault := c.check(p, d, check); fault != "" {
			out = append(out, check+": "+fault)
		}
	}
	return out
}

func (c faultCase) read(p analyze.Pipeline) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: c.text}}
	d.Meta.Published, d.Meta.Given = c.published, true
	p.Run(d)
	return d
}

// check is what is wrong, "" for nothing.
func (c faultCase) check(p analyze.Pipeline, d *doc.Doc, check string) string {
	kind, rest, _ := strings.Cut(check, " ")
	switch kind {
	case "time":
		return checkTime(d, rest)
	case "times":
		return differs(rest, strconv.Itoa(len(d.Times)))
	case "range":
		return checkRange(d, rest)
	case "event":
		return checkEvent(d, rest)
	case "no":
		word := strings.TrimPrefix(rest, "event ")
		if len(eventsOf(d, word)) > 0 {
			return "found"
		}
		return ""
	case "count":
		return checkCount(d, rest)
	case "figure":
		return checkFigure(d, rest)
	case "place":
		return checkPlace(d, rest)
	case "actor":
		return checkActor(d, rest)
	case "same":
		return differs(line(d), line(c.read(p)))
	case "strict":
		return checkTable(d)
	case "ids":
		return checkIDs(d)
	}
	return "unknown check"
}

func differs(want, got string) string {
	if want == got {
		return ""
	}
	return fmt.Sprintf("got %s", got)
}

func checkTime(d *doc.Doc, rest string) string {
	words, want, _ := strings.Cut(rest, " = ")
	got := "none"
	for _, x := range d.Times {
		if x.Span.In(d.Text) == words {
			got = x.Value
		}
	}
	return differs(want, got)
}

func checkRange(d *doc.Doc, want string) string {
	var got []string
	for _, x := range d.Times {
		got = append(got, x.Earliest+".."+x.Latest)
	}
	if slices.Contains(got, want) {
		return ""
	}
	return fmt.Sprint("got ", got)
}

func eventsOf(d *doc.Doc, word string) []doc.Event {
	var out []doc.Event
	for _, e := range d.Events {
		if slices.Contains(strings.Fields(e.Trigger.In(d.Text)), word) {
			out = append(out, e)
		}
	}
	return out
}

// checkEvent reads "WORD: FEATURE; ...": one event must have them all.
func checkEvent(d *doc.Doc, rest string) string {
	word, features, _ := strings.Cut(rest, ": ")
	fault := "no such event"
	for _, e := range eventsOf(d, word) {
		fault = ""
		for f := range strings.SplitSeq(features, "; ") {
			if got := lacks(d, e, f); got != "" {
				fault += f + ": " + got + "; "
			}
		}
		if fault == "" {
			return ""
		}
	}
	return fault
}

// lacks is what e has instead of feature f, "" if it has it.
func lacks(d *doc.Doc, e doc.Event, f string) string {
	name, want, _ := strings.Cut(f, " ")
	has := func(ok bool, got any) string {
		if ok {
			return ""
		}
		return fmt.Sprintf("got %q", fmt.Sprint(got))
	}
	fact := e.Polarity == "positive" && e.Modality == "actual"
	switch name {
	case "untyped":
		return has(e.Type == "", e.Type)
	case "when":
		return has(e.Time.Value == want, e.Time.Value)
	case "undated":
		return has(e.Time.Value == "" && e.Time.Basis == doc.BasisUnknown, e.Time)
	case "where":
		if e.Place < 0 {
			return "nowhere"
		}
		return has(d.Places[e.Place].Name == want, d.Places[e.Place].Name)
	case "agent":
		return has(holdsWords(d, e.Agents, want), wordsOf(d, e.Agents))
	case "patient":
		return has(holdsWords(d, e.Patients, want), wordsOf(d, e.Patients))
	case "nobody":
		return has(len(e.Agents)+len(e.Patients) == 0, len(e.Agents)+len(e.Patients))
	case "positive", "negative":
		return has(e.Polarity == name, e.Polarity)
	case "fact":
		return has(fact, e.Polarity+" "+e.Modality)
	case "uncounted":
		return has(!fact, e.Polarity+" "+e.Modality)
	case "background":
		return has(e.Background, e.Background)
	case "news":
		return has(!e.Background, "background")
	case "says":
		if e.Statement < 0 {
			return "the report's own voice"
		}
		return has(d.Statements[e.Statement].Source.Name == want, d.Statements[e.Statement].Source.Name)
	case "figure":
		return has(slices.ContainsFunc(e.Figures, func(i int) bool { return d.Figures[i].Span.In(d.Text) == want }), e.Figures)
	}
	if name == strings.ToUpper(name) {
		return has(e.Type == name, e.Type)
	}
	return has(e.Modality == name, e.Modality)
}

func wordsOf(d *doc.Doc, ps []doc.Participant) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Span.In(d.Text))
		if p.Actor >= 0 {
			out = append(out, d.Actors[p.Actor].Name)
		}
	}
	return out
}

func holdsWords(d *doc.Doc, ps []doc.Participant, want string) bool {
	return slices.ContainsFunc(wordsOf(d, ps), func(s string) bool { return strings.Contains(s, want) })
}

// checkCount counts the facts of a type, those told more than once as one.
func checkCount(d *doc.Doc, rest string) string {
	kind, want, _ := strings.Cut(rest, " = ")
	n := 0
	for i, first := range firstTellings(d) {
		if first == i && slices.ContainsFunc(append([]int{i}, d.Events[i].Again...), func(i int) bool { return counts(d.Events[i], kind) }) {
			n++
		}
	}
	return differs(want, strconv.Itoa(n))
}

// firstTellings gives for each event the index of its first telling.
func firstTellings(d *doc.Doc) []int {
	first := make([]int, len(d.Events))
	for i := range first {
		first[i] = i
	}
	for i, e := range d.Events {
		for _, k := range e.Again {
			first[k] = i
		}
	}
	return first
}

// counts tells whether e is a fact of the kind: a type, or a part of one.
func counts(e doc.Event, kind string) bool {
	if e.Polarity != "positive" || e.Modality != "actual" {
		return false
	}
	switch kind {
	case "ABDUCTION":
		return slices.Contains(e.Mode, "abduct")
	case "KILLING":
		return e.Lemma == "kill"
	}
	return e.Type == kind
}

func checkFigure(d *doc.Doc, rest string) string {
	words, want, _ := strings.Cut(rest, " = ")
	got := "none"
	for _, f := range d.Figures {
		if f.Span.In(d.Text) == words || strings.HasPrefix(f.Span.In(d.Text), words+" ") {
			got = strconv.FormatFloat(max(f.Value, f.Min), 'f', -1, 64)
		}
	}
	return differs(want, got)
}

func checkPlace(d *doc.Doc, rest string) string {
	name, want, _ := strings.Cut(rest, " = ")
	got := "none"
	for _, p := range d.Places {
		if !slices.ContainsFunc(p.Mentions, func(s doc.Span) bool { return strings.HasPrefix(s.In(d.Text), name) }) {
			continue
		}
		got = p.Country
		if p.Kind == "area" {
			got = "area"
		}
	}
	return differs(want, got)
}

func checkActor(d *doc.Doc, rest string) string {
	name, features, _ := strings.Cut(rest, ": ")
	for _, a := range d.Actors {
		if !strings.EqualFold(a.Name, name) {
			continue
		}
		for f := range strings.SplitSeq(features, "; ") {
			ok := false
			switch f {
			case string(doc.Named), string(doc.Described):
				ok = string(a.Naming) == f
			case "former":
				ok = slices.ContainsFunc(a.Roles, func(r doc.Role) bool { return r.Former })
			default:
				ok = string(a.Kind) == f
			}
			if !ok {
				return fmt.Sprintf("%s: got %s %s %v", f, a.Kind, a.Naming, a.Roles)
			}
		}
		return ""
	}
	return "no such actor"
}

func line(d *doc.Doc) string {
	var b bytes.Buffer
	if err := record.WriteLine(&b, record.New(d, record.Generator{})); err != nil {
		return err.Error()
	}
	return b.String()
}

func checkTable(d *doc.Doc) string {
	r := record.New(d, record.Generator{})
	var b bytes.Buffer
	table := export.EventTable(&b)
	if err := table.Write(r); err != nil {
		return err.Error()
	}
	if err := table.Close(); err != nil {
		return err.Error()
	}
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll() // an error where widths differ
	if err != nil {
		return err.Error()
	}
	if len(rows) != len(r.Events)+1 {
		return fmt.Sprintf("%d rows for %d events", len(rows), len(r.Events))
	}
	at := slices.Index(rows[0], "trigger")
	for i, e := range r.Events {
		if rows[i+1][at] != e.Trigger.Text {
			return fmt.Sprintf("row %d: got %q, want %q", i, rows[i+1][at], e.Trigger.Text)
		}
	}
	return ""
}

func checkIDs(d *doc.Doc) string {
	r := record.New(d, record.Generator{})
	seen := map[string]bool{}
	for _, list := range []any{r.Actors, r.Places, r.Times, r.Figures, r.Statements, r.Events} {
		v := reflect.ValueOf(list)
		for i := range v.Len() {
			id := v.Index(i).FieldByName("ID").String()
			if seen[id] {
				return id + " is used twice"
			}
			seen[id] = true
		}
	}
	for _, e := range r.Events {
		if !slices.IsSorted(e.Contexts) || !slices.IsSorted(e.Mode) {
			return "a list is not sorted"
		}
	}
	return ""
}
