package eval

import (
	"math"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// event is an event with its trigger, an agent and a patient; an empty span
// stands for none.
func event(typ string, trigger, agent, patient doc.Span) doc.Event {
	e := doc.Event{Type: typ, Trigger: trigger, Polarity: "positive", Modality: "actual"}
	if !agent.Empty() {
		e.Agents = []doc.Participant{{Span: agent}}
	}
	if !patient.Empty() {
		e.Patients = []doc.Participant{{Span: patient}}
	}
	return e
}

func bytes(start, end int) doc.Span { return doc.Span{Start: start, End: end} }

func TestCompareEvents(t *testing.T) {
	gold := []EventGold{
		{Words: []doc.Span{bytes(10, 14), bytes(20, 22)}, Agents: []doc.Span{bytes(0, 5)}, Patients: []doc.Span{bytes(15, 19)}},
		{Words: []doc.Span{bytes(30, 34)}, Optional: true},
		{Words: []doc.Span{bytes(40, 44)}},
	}
	got := []doc.Event{
		event("", bytes(20, 22), bytes(3, 8), bytes(60, 65)),
		event("", bytes(30, 34), doc.Span{}, doc.Span{}),
		event("", bytes(50, 54), doc.Span{}, doc.Span{}),
		event("", bytes(90, 94), doc.Span{}, doc.Span{}), // outside
	}
	want := EventScore{
		Triggers: Tally{Gold: 2, Found: 1, Got: 3, Right: 2},
		Agents:   pairs(1, 1, 1), Patients: pairs(1, 1, 0),
	}
	if s := CompareEvents(bytes(0, 80), gold, got); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
}

func TestCompareFactuality(t *testing.T) {
	d := &doc.Doc{}
	for i := range 5 {
		d.Tokens = append(d.Tokens, doc.Token{Span: bytes(10*i, 10*i+5)})
	}
	for i, said := range []struct{ polarity, modality string }{
		{"positive", "actual"}, {"negative", "actual"}, {"positive", "possible"}, {"positive", "counterfactual"},
	} {
		d.Events = append(d.Events, doc.Event{Head: i, Trigger: d.Tokens[i].Span, Polarity: said.polarity, Modality: said.modality})
	}
	gold := []Judgement{{bytes(0, 5), 3}, {bytes(10, 15), -2}, {bytes(20, 25), 0.2}, {bytes(30, 35), 2}, {bytes(40, 45), 3}}
	want := FactScore{
		Judged: 5, Found: 4,
		Polarity: Confusion{{1, 0}, {1, 1}},
		Modality: Confusion{{1, 0}, {0, 3}},
	}
	got := CompareFactuality(gold, d)
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if f := got.Polarity.MacroF1(); math.Abs(f-66.67) > 0.01 {
		t.Errorf("macro F1 %f, want 66.67", f)
	}
	if f := got.Polarity.MajorityF1(); f != 40 { // always yes: F1 80 and 0
		t.Errorf("majority %f, want 40", f)
	}
	if f := (Confusion{{1, 2}, {0, 1}}).MajorityF1(); math.Abs(f-37.5*100/87.5) > 0.01 { // always no: 6 of 7
		t.Errorf("majority %f, want 42.86", f)
	}
}

func TestCompareCoding(t *testing.T) {
	same := func(s string) string { return s }
	gold := CodedGold{Type: "AID", Triggers: []doc.Span{bytes(10, 14)}, Sources: []doc.Span{bytes(0, 5)}, Targets: []doc.Span{bytes(20, 25)}}
	for _, c := range []struct {
		name string
		gold CodedGold
		got  []doc.Event
		want CodingScore
	}{
		{"nothing", gold, nil, CodingScore{Sentences: 1}},
		{"without a type", gold, []doc.Event{event("", bytes(10, 14), bytes(0, 5), bytes(20, 25))}, CodingScore{Sentences: 1}},
		{
			"the marked one", gold,
			[]doc.Event{event("CONSULT", bytes(30, 35), bytes(0, 5), bytes(20, 25)), event("AID", bytes(10, 14), bytes(0, 5), bytes(20, 25))},
			CodingScore{Sentences: 1, Coded: 1, Type: 1, Source: 1, Target: 1, Actors: 1, Frame: 1},
		},
		{
			"turned around", gold, []doc.Event{event("AID", bytes(10, 14), bytes(20, 25), bytes(0, 5))},
			CodingScore{Sentences: 1, Coded: 1, Type: 1},
		},
		{
			"reciprocal", CodedGold{Type: "CONSULT", Sources: []doc.Span{bytes(0, 5), bytes(20, 25)}},
			[]doc.Event{event("CONSULT", bytes(10, 14), doc.Span{}, bytes(20, 25))},
			CodingScore{Sentences: 1, Coded: 1, Type: 1, Source: 1, Target: 1, Actors: 1, Frame: 1},
		},
	} {
		if s := CompareCoding(c.gold, c.got, same); s != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, s, c.want)
		}
	}
}

func TestCompareCodes(t *testing.T) {
	got := []doc.Event{{CAMEO: "0841"}, {CAMEO: "042"}, {CAMEO: "043"}, {}}
	if s := CompareCodes([]string{"084", "0841"}, got, 0); s != pairs(2, 3, 1) {
		t.Errorf("whole codes: %+v", s)
	}
	if s := CompareCodes([]string{"084", "0841", "04"}, got, 2); s != pairs(2, 2, 2) {
		t.Errorf("roots: %+v", s)
	}
}
