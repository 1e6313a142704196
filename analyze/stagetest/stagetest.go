// Package stagetest holds what every stage must pass.
//
// A hostile text is one that has made some program fail: empty, blank, one
// endless line, marks without end, broken or mixed scripts.
package stagetest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// fields are the fields of doc.Doc that each layer owns.
var fields = map[analyze.Layer][]string{
	analyze.Layout:    {"Header", "Regions"},
	analyze.Segment:   {"Paragraphs", "Tokens", "Sentences"},
	analyze.Encode:    {"Encoding"},
	analyze.Tag:       {"Tags"},
	analyze.Parse:     {"Deps"},
	analyze.Entity:    {"Entities"},
	analyze.Time:      {"Times"},
	analyze.Figure:    {"Figures"},
	analyze.Actor:     {"Actors"},
	analyze.Place:     {"Places"},
	analyze.Statement: {"Statements"},
	analyze.Event:     {"Events"},
}

// Texts are the texts that every stage runs over: one plain report and the
// hostile ones.
func Texts() map[string]string {
	long := strings.Repeat("The board of the harbor, which met on Monday, said that it had paid $3 million to Mara Odell. ", 60)
	return map[string]string{
		"report": "Harbor board closes pier\n\nBy Ines Calder\n\nPORT ALDER, May 3, 2021 (Tidewire) — The harbor board closed the north pier on Monday after two officials, " +
			"speaking on condition of anonymity, told the Alder Post that it \"could fall within days.\"\n\n\"We had no choice,\" said Mara Odell, the board's chairwoman. " +
			"She denied that at least 12 people had been hurt, up from nine.\n\nAccording to the report, the pier was built in 1954.",
		"empty":     "",
		"blank":     " \n\t\r\n  \u00a0\u2028",
		"one word":  "Pier",
		"one line":  long + long,
		"quotes":    strings.Repeat(`"`, 3000),
		"unclosed":  "\"The pier is safe, she said. \"It is. \n\n\"So it is.\n\n“And so ‘on.",
		"brackets":  strings.Repeat("((([", 700),
		"nul":       "A\x00B said\x00 that \x00.",
		"rtl":       "\u202eقال المتحدث \u202cMara said שלום.",
		"emoji":     "👩\u200d🚒 said 🔥🔥 on Monday 👍🏽.",
		"crlf":      "Title here\r\n\r\nBy A B\r\n\r\nShe said so.\r\nHe did not.\r\n",
		"marks":     "a\u0301\u0301\u0301 said e\u0327.",
		"capitals":  strings.Repeat("PIER CLOSED SAYS BOARD ", 40),
		"digits":    strings.Repeat("1,2.3-4/5 ", 300),
		"no spaces": strings.Repeat("said", 4000),
	}
}

// Run checks each stage of p on every text of Texts: that it passes
// Pipeline.Validate, does not panic, changes only the layers that it gives,
// gives the same twice, and leaves a well-formed document.
func Run(t *testing.T, p analyze.Pipeline) {
	t.Helper()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, text := range Texts() {
		t.Run(name, func(t *testing.T) {
			d := &doc.Doc{Source: doc.Source{Text: text}}
			for _, s := range p {
				step(t, s, d)
			}
			if err := doc.Check(d); err != nil {
				t.Error(err)
			}
		})
	}
}

// step runs one stage over d, and once more over a copy.
func step(t *testing.T, s analyze.Stage, d *doc.Doc) {
	t.Helper()
	again := *d
	before := snapshot(d, s.Gives)
	s.Run(d)
	if after := snapshot(d, s.Gives); before != after {
		t.Errorf("stage %s changed layers that it does not give:\n%s", s.Name, difference(before, after))
	}
	s.Run(&again)
	if !reflect.DeepEqual(*d, again) {
		t.Errorf("stage %s gives something else the second time", s.Name)
	}
}

// snapshot prints all fields of d but those of the layers in gives.
func snapshot(d *doc.Doc, gives []analyze.Layer) string {
	skip := map[string]bool{}
	for _, l := range gives {
		for _, f := range fields[l] {
			skip[f] = true
		}
	}
	var b strings.Builder
	v := reflect.ValueOf(*d)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; !skip[name] {
			fmt.Fprintf(&b, "%s: %+v\n", name, v.Field(i).Interface())
		}
	}
	return b.String()
}

func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "was " + x[i] + "\nis  " + y[i]
		}
	}
	return "a field came or went"
}
