package event

import (
	"math"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds events.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "event",
		Version: 3,
		Doc:     "finds what happens, may happen or did not: trigger, participants, time, place, factuality, PLOVER type",
		Needs: []analyze.Layer{
			analyze.Layout, analyze.Segment, analyze.Tag, analyze.Parse, analyze.Entity, analyze.Time,
			analyze.Figure, analyze.Actor, analyze.Place, analyze.Statement,
		},
		Gives: []analyze.Layer{analyze.Event},
		Run:   func(d *doc.Doc) { d.Events = Find(d) },
	}
}

// Find is every event of d, in the order of their triggers. Without tags and
// dependencies there is none.
func Find(d *doc.Doc) []doc.Event {
	r := newReader(d)
	if r == nil {
		return nil
	}
	r.findTriggers()
	for i := range r.triggers {
		r.takePart(&r.triggers[i])
		r.code(&r.triggers[i])
	}
	r.setTimes()
	r.setPlaces()
	r.setFigures()
	r.setStatements()
	var events []doc.Event
	for i := range r.triggers {
		if t := &r.triggers[i]; t.form != saying || t.time.Time >= 0 || t.place >= 0 {
			events = append(events, r.event(t))
		}
	}
	r.joinTellings(events)
	return events
}

// event writes t as doc has it.
func (r *reader) event(t *trigger) doc.Event {
	e := doc.Event{
		Trigger:     r.d.SpanOf(t.words),
		Head:        t.head,
		Lemma:       t.lemma,
		Agents:      r.participants(t.agents),
		Patients:    r.participants(t.patients),
		Recipients:  r.participants(r.recipientsOf(t)),
		Instruments: r.participants(t.instruments),
		Time:        t.time,
		Place:       t.place,
		Figures:     t.figures,
		Statement:   t.statement,
		Why:         []string{formNames[t.form]},
	}
	if t.entry != nil {
		e.Type, e.CAMEO = t.entry.kind, t.entry.cameo
		e.Contexts = r.lex.contextNames(t.contexts)
		if t.entry.mode != "" {
			e.Mode = []string{t.entry.mode}
		}
	}
	f := r.factuality(t)
	e.Polarity, e.Modality = "positive", f.modality
	if f.negative {
		e.Polarity = "negative"
	}
	e.Background = t.old || f.modality == "actual" && r.history(t)
	e.Why = append(e.Why, f.why...)
	if t.timeWhy != "" {
		e.Why = append(e.Why, t.timeWhy)
	}
	e.Confidence = r.confidence(t, e)
	return e
}

// What a trigger's form is worth, and what speaks for it. The base values are
// rounded from the share of triggers of each form that TimeBank marks too.
var formConfidence = [...]float64{verbal: 0.8, nominal: 0.65, participial: 0.4, saying: 0.8}

const (
	typedBonus = 0.1  // it has a type
	actorBonus = 0.05 // an actor takes part
	alonePenal = 0.1  // nobody takes part
)

func (r *reader) confidence(t *trigger, e doc.Event) float64 {
	c := formConfidence[t.form]
	if e.Type != "" {
		c += typedBonus
	}
	known := func(ps []doc.Participant) bool {
		for _, p := range ps {
			if p.Actor >= 0 {
				return true
			}
		}
		return false
	}
	if known(e.Agents) || known(e.Patients) {
		c += actorBonus
	}
	if len(e.Agents)+len(e.Patients) == 0 {
		c -= alonePenal
	}
	return math.Round(100*c) / 100
}
