package eval

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

const portText = `Port shuts

Ann Bell

The Gazette said on 5 May 2020 that the port of Malmö had closed. "Some 40 ships left," a sailor told the paper. Mayor Eva Lind did not explain the move.`

const portCase = `{
 "document": {"title": "Port shuts", "byline": ["Ann Bell"], "published": "2020-05-06", "publisher_any": ["Herald"]},
 "statements": [
  {"source": "The Gazette", "cue": "said", "content": "that the port of Malmö had closed", "when": "2020-05-05", "named": true},
  {"source": "a sailor", "cue": "told", "content": "Some 40 ships left,", "via": ["Gazette"], "named": false}],
 "times": [{"text": "5 May 2020", "type": "DATE", "value": "2020-05-05"}],
 "actors": [{"name": "Eva Lind", "type": "person", "role_any": ["Mayor"]}, {"name": "Gazette", "type": "organization"}],
 "events": [
  {"about": "the port closed", "trigger": "closed", "where": "Malmo", "when": "2020", "on_whose_word": "Gazette"},
  {"about": "the mayor explained nothing", "trigger": "explain", "agent": "Eva Lind", "factuality": "negated"}],
 "figures": [{"text": "Some 40", "value": 40, "approximate": true}]
}`

// portDoc is a reading of portText without a mistake.
func portDoc() *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: portText}}
	for at := 0; at < len(portText); {
		end := strings.IndexAny(portText[at:], " \n")
		if end < 0 {
			end = len(portText) - at
		}
		if end > 0 {
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + end}})
		}
		at += end + 1
	}
	at := func(words string) doc.Span {
		i := strings.Index(portText, words)
		return doc.Span{Start: i, End: i + len(words)}
	}
	d.Header = doc.Header{
		Title: doc.Words{Text: "Port shuts"}, Byline: []doc.Words{{Text: "Ann Bell"}},
		Published: "2020-05-06", Publisher: doc.Words{Text: "Herald"},
	}
	d.Times = []doc.Time{{Span: at("5 May 2020"), Type: "DATE", Value: "2020-05-05"}}
	d.Figures = []doc.Figure{{Span: at("Some 40"), HasValue: true, Value: 40, Approximate: true}}
	d.Actors = []doc.Actor{
		{Name: "Gazette", Kind: doc.ActorOutlet},
		{Name: "Eva Lind", Kind: doc.ActorPerson, Roles: []doc.Role{{Span: at("Mayor")}}},
	}
	d.Places = []doc.Place{{Name: "Malmö"}}
	d.Statements = []doc.Statement{
		{
			Content: []doc.Span{at("that the port of Malmö had closed")}, Cue: []doc.Span{at("said")}, SaidAt: 0, Parent: -1,
			Source: doc.Speaker{Spans: []doc.Span{at("The Gazette")}, Actor: 0, Naming: doc.Outlet},
		},
		{
			Content: []doc.Span{at(`"Some 40 ships left,"`)}, Cue: []doc.Span{at("told")}, SaidAt: -1, Parent: -1,
			Source: doc.Speaker{Spans: []doc.Span{at("a sailor")}, Actor: -1, Naming: doc.Described},
			Chain:  []doc.Link{{Name: "Herald"}, {Name: "Gazette"}, {Name: "a sailor"}},
		},
	}
	d.Events = []doc.Event{
		{Trigger: at("closed"), Place: 0, Time: doc.EventTime{Value: "2020-05-05"}, Statement: 0, Polarity: "positive", Modality: "actual"},
		{Trigger: at("explain"), Place: -1, Agents: []doc.Participant{{Span: at("Mayor Eva Lind"), Actor: 1}}, Statement: -1, Polarity: "negative", Modality: "actual"},
	}
	return d
}

func scoresOf(t *testing.T, d *doc.Doc) map[string]Tally {
	t.Helper()
	c, err := ReadCase(strings.NewReader(portCase))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Tally{}
	for _, s := range CompareCase(c, d) {
		out[s.Part] = s.Tally
		if missed := s.Tally.Gold - s.Tally.Found; len(s.Misses) < missed {
			t.Errorf("%s: %d misses are told of %d", s.Part, len(s.Misses), missed)
		}
	}
	return out
}

func TestCaseAllRight(t *testing.T) {
	want := map[string]Tally{
		"title, byline, date, publisher": pairs(4, 4, 4),
		"statements with their source":   pairs(2, 2, 2),
		"chains of sources":              pairs(1, 1, 1),
		"sources named or not":           pairs(2, 2, 2),
		"times of statements":            pairs(1, 1, 1),
		"times with their value":         pairs(1, 1, 1),
		"actors":                         pairs(2, 2, 2),
		"actors with a role":             pairs(1, 1, 1),
		"figures":                        pairs(1, 1, 1),
		"events by trigger":              pairs(2, 2, 2),
		"events with all details":        pairs(2, 2, 2),
	}
	if diff := cmp.Diff(want, scoresOf(t, portDoc())); diff != "" {
		t.Error(diff)
	}
}

// Each case breaks one thing in the reading and names what must then be lower.
func TestCaseMistakes(t *testing.T) {
	for _, c := range []struct {
		part  string
		want  Tally
		spoil func(*doc.Doc)
	}{
		{"title, byline, date, publisher", pairs(4, 3, 3), func(d *doc.Doc) { d.Header.Byline = nil }},
		{"statements with their source", Tally{2, 2, 1, 1}, func(d *doc.Doc) { d.Statements[0].Source = doc.Speaker{Name: "Eva Lind", Actor: 1} }},
		{"statements with their source", Tally{2, 2, 1, 1}, func(d *doc.Doc) { d.Statements[0].Content[0].End -= 25 }},
		{"statements with their source", Tally{2, 3, 2, 2}, func(d *doc.Doc) {
			d.Statements = append(d.Statements, doc.Statement{SaidAt: -1, Source: doc.Speaker{Actor: -1}})
		}},
		{"chains of sources", pairs(1, 0, 0), func(d *doc.Doc) { d.Statements[1].Chain = d.Statements[1].Chain[:2] }},
		{"sources named or not", pairs(2, 1, 1), func(d *doc.Doc) { d.Statements[1].Source.Naming = doc.Named }},
		{"times of statements", pairs(1, 0, 0), func(d *doc.Doc) { d.Statements[0].SaidAt = -1 }},
		{"times with their value", pairs(1, 0, 0), func(d *doc.Doc) { d.Times[0].Value = "2020-05" }},
		{"actors", pairs(2, 1, 1), func(d *doc.Doc) { d.Actors[0].Kind = doc.ActorPerson }},
		{"actors with a role", pairs(1, 0, 0), func(d *doc.Doc) { d.Actors[1].Roles = nil }},
		{"figures", pairs(1, 0, 0), func(d *doc.Doc) { d.Figures[0].Approximate = false }},
		{"events by trigger", pairs(2, 1, 1), func(d *doc.Doc) { d.Events = d.Events[:1] }},
		{"events with all details", pairs(2, 1, 1), func(d *doc.Doc) { d.Events[1].Polarity = "positive" }},
		{"events with all details", pairs(2, 1, 1), func(d *doc.Doc) { d.Events[0].Statement = -1 }},
	} {
		d := portDoc()
		c.spoil(d)
		if got := scoresOf(t, d)[c.part]; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.part, got, c.want)
		}
	}
}

func TestReadCaseError(t *testing.T) {
	if _, err := ReadCase(strings.NewReader("{")); err == nil || !strings.HasPrefix(err.Error(), "read case: ") {
		t.Errorf("error %v", err)
	}
}
