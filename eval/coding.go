package eval

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// A CodedGold is a sentence coded by hand as one political event: its type, and
// the words for what happens and for those who take part, where they are marked.
type CodedGold struct {
	Type             string // PLOVER
	Triggers         []doc.Span
	Sources, Targets []doc.Span // who is both is in both
}

// A CodingScore counts coded sentences.
type CodingScore struct {
	Sentences int
	Coded     int // the analysis codes at least one event
	Type      int // of them, with the right type
	Source    int // of them, with the right source, and so on
	Target    int
	Actors    int // both right
	Frame     int // both right over all events that gold marks triggers of, or else all of the sentence, coded or not
}

// Add adds the counts of other sentences.
func (s *CodingScore) Add(o CodingScore) {
	s.Sentences += o.Sentences
	s.Coded += o.Coded
	s.Type += o.Type
	s.Source += o.Source
	s.Target += o.Target
	s.Actors += o.Actors
	s.Frame += o.Frame
}

// Rate is n of the coded sentences, in percent.
func (s CodingScore) Rate(n int) float64 { return percent(n, s.Coded) }

// CompareCoding compares the coded events of a sentence with gold. One of them
// is judged: where gold marks triggers, the first of those that are marked, or
// else of all; where it does not, the first whose participants touch most of
// gold's. fold brings types to those of gold.
//
// A role is right when one of its participants touches the words that gold has
// for it and none touches words that gold has for the other role alone; where
// gold has no words for a role, the rest decides. In a reciprocal event (no
// target, or all are both) whoever takes part may stand in either role.
func CompareCoding(gold CodedGold, got []doc.Event, fold func(string) string) CodingScore {
	s := CodingScore{Sentences: 1}
	e, ok := judged(gold, got)
	if !ok {
		return s
	}
	s.Coded = 1
	s.Type = count(fold(e.Type) == gold.Type)
	source, target := rolesRight(gold, participants(e.Agents), participants(e.Patients))
	s.Source, s.Target, s.Actors = count(source), count(target), count(source && target)

	var agents, patients []doc.Span
	for _, e := range got {
		if len(gold.Triggers) == 0 || touching([]doc.Span{e.Trigger}, gold.Triggers) > 0 {
			agents = append(agents, participants(e.Agents)...)
			patients = append(patients, participants(e.Patients)...)
		}
	}
	source, target = rolesRight(gold, agents, patients)
	s.Frame = count(source && target)
	return s
}

func rolesRight(gold CodedGold, agents, patients []doc.Span) (source, target bool) {
	if len(gold.Targets) == 0 || touching(gold.Sources, gold.Targets) == len(gold.Sources) && len(gold.Sources) > 0 {
		agents = append(slices.Clone(agents), patients...)
		patients = agents
	}
	return roleRight(agents, gold.Sources, gold.Targets), roleRight(patients, gold.Targets, gold.Sources)
}

// judged is the event that is held against gold.
func judged(gold CodedGold, got []doc.Event) (doc.Event, bool) {
	best, most := -1, -1
	for i, e := range got {
		if e.Type == "" {
			continue
		}
		n := 0
		switch {
		case len(gold.Triggers) > 0:
			n = touching([]doc.Span{e.Trigger}, gold.Triggers)
		default:
			n = min(1, touching(participants(e.Agents), gold.Sources)) + min(1, touching(participants(e.Patients), gold.Targets))
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return doc.Event{}, false
	}
	return got[best], true
}

func roleRight(got, want, other []doc.Span) bool {
	if len(want) == 0 {
		return true
	}
	right := false
	for _, p := range got {
		switch one := []doc.Span{p}; {
		case touching(one, want) > 0:
			right = true
		case touching(one, other) > 0:
			return false
		}
	}
	return right
}

// CompareCodes compares the codes that an analysis gives a sentence with gold's,
// each code once, by their first n characters; 0 for all of them.
func CompareCodes(gold []string, got []doc.Event, n int) Tally {
	cut := func(codes []string) []string {
		var out []string
		for _, c := range codes {
			if n > 0 && len(c) > n {
				c = c[:n]
			}
			if c != "" && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
		return out
	}
	var codes []string
	for _, e := range got {
		codes = append(codes, e.CAMEO)
	}
	want, have := cut(gold), cut(codes)
	right := 0
	for _, c := range have {
		right += count(slices.Contains(want, c))
	}
	return pairs(len(want), len(have), right)
}
