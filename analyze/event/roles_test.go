package event_test

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/doc"
)

// Who receives something, and what it is done with, on texts that the whole
// analysis reads.
func TestRecipientsAndInstruments(t *testing.T) {
	stages, err := suite.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, lemma, agents, patients, recipients, instruments string }{
		{"A bomb killed ten people in Orvel on Monday.", "kill", "", "ten people", "", "A bomb"},
		{"Guards beat two prisoners with batons on Monday.", "beat", "Guards", "two prisoners", "", "batons"},
		{"The ministry sent the union a letter on Monday.", "send", "The ministry", "the union, a letter", "the union", ""},
		{"The general handed his report to the court on Monday.", "hand", "The general", "his report", "the court", ""},
		{"Soldiers shot a driver on Monday.", "shoot", "Soldiers", "a driver", "", ""},
	} {
		d := doc.Doc{Source: doc.Source{Text: c.text}}
		stages.Run(&d)
		words := func(ps []doc.Participant) string {
			var out []string
			for _, p := range ps {
				out = append(out, p.Span.In(d.Text))
			}
			return strings.Join(out, ", ")
		}
		found := false
		for _, e := range d.Events {
			if e.Lemma != c.lemma {
				continue
			}
			found = true
			got := []string{words(e.Agents), words(e.Patients), words(e.Recipients), words(e.Instruments)}
			want := []string{c.agents, c.patients, c.recipients, c.instruments}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("%s: agents, patients, recipients, instruments %q, want %q", c.text, got, want)
			}
		}
		if !found {
			t.Errorf("%s: no event %s", c.text, c.lemma)
		}
	}
}
