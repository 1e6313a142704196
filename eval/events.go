package eval

import "github.com/saysonews/sayso/doc"

// An EventGold is a mention of an event.
type EventGold struct {
	Words []doc.Span // any of them may be the trigger
	// Optional: finding it is right, not finding it is no loss. Acts of saying
	// are statements in a document, not events.
	Optional         bool
	Agents, Patients []doc.Span
}

// EventScore holds the scores of events. Triggers and participants are right
// when they share a byte with gold's.
type EventScore struct {
	Triggers Tally
	// Participants of the gold events that were found.
	Agents, Patients Tally
}

// Add adds the scores of another document.
func (s *EventScore) Add(o EventScore) {
	s.Triggers.Add(o.Triggers)
	s.Agents.Add(o.Agents)
	s.Patients.Add(o.Patients)
}

// CompareEvents compares the events found with gold, which is complete within
// scope; what was found outside is left out.
func CompareEvents(scope doc.Span, gold []EventGold, got []doc.Event) EventScore {
	var s EventScore
	known := make([]bool, len(got)) // found events that gold has
	for _, g := range gold {
		found := -1
		for i, e := range got {
			if touching([]doc.Span{e.Trigger}, g.Words) > 0 {
				known[i] = true
				if found < 0 {
					found = i
				}
			}
		}
		if !g.Optional {
			s.Triggers.Gold++
			s.Triggers.Found += count(found >= 0)
		}
		if found >= 0 {
			s.Agents.Add(overlap(g.Agents, participants(got[found].Agents)))
			s.Patients.Add(overlap(g.Patients, participants(got[found].Patients)))
		}
	}
	for i, e := range got {
		if scope.Overlaps(e.Trigger) {
			s.Triggers.Got++
			s.Triggers.Right += count(known[i])
		}
	}
	return s
}

func participants(ps []doc.Participant) []doc.Span {
	var out []doc.Span
	for _, p := range ps {
		out = append(out, p.Span)
	}
	return out
}
