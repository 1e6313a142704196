package eval

import (
	"math"

	"github.com/saysonews/sayso/doc"
)

// A Judgement is how sure people were that an event happened or would: from -3,
// certainly not, to 3, certainly.
type Judgement struct {
	Span  doc.Span
	Value float64
}

// Certain is the least value, either way, that people who were sure give on
// average; Leaning is the least that leans to a side at all.
const (
	Certain = 1.5
	Leaning = 0.5
)

// A FactScore holds what an analysis says of judged events against what people
// said.
type FactScore struct {
	Judged, Found int // events of gold; those of them that the analysis has

	// Polarity and Modality count the events found by gold class and the
	// analysis': [gold][got]. Polarity is 0 for no, 1 for yes, over events that
	// lean to a side; Modality is 0 for open, 1 for certain, either way.
	Polarity, Modality Confusion
}

// A Confusion counts items of two classes: [gold][got].
type Confusion [2][2]int

// Add adds o to c.
func (c *Confusion) Add(o Confusion) {
	for i := range c {
		for j := range c[i] {
			c[i][j] += o[i][j]
		}
	}
}

// Size is the number of items.
func (c Confusion) Size() int { return c[0][0] + c[0][1] + c[1][0] + c[1][1] }

// F1 is the F1 of one class, in percent.
func (c Confusion) F1(class int) float64 {
	other := 1 - class
	return percent(2*c[class][class], 2*c[class][class]+c[class][other]+c[other][class])
}

// MacroF1 is the mean of both classes' F1, in percent.
func (c Confusion) MacroF1() float64 { return (c.F1(0) + c.F1(1)) / 2 }

// MajorityF1 is the MacroF1 of who always gives gold's larger class.
func (c Confusion) MajorityF1() float64 {
	no, yes := c[0][0]+c[0][1], c[1][0]+c[1][1]
	return Confusion{{count(yes < no) * no, count(yes >= no) * no}, {count(yes < no) * yes, count(yes >= no) * yes}}.MacroF1()
}

// Add adds the scores of other sentences.
func (s *FactScore) Add(o FactScore) {
	s.Judged += o.Judged
	s.Found += o.Found
	s.Polarity.Add(o.Polarity)
	s.Modality.Add(o.Modality)
}

// CompareFactuality compares polarity and modality of the events in d with gold.
// Of several events whose triggers touch a judged word, the one counts whose head
// it is.
func CompareFactuality(gold []Judgement, d *doc.Doc) FactScore {
	s := FactScore{Judged: len(gold)}
	for _, g := range gold {
		e, ok := eventAt(d, g.Span)
		if !ok {
			continue
		}
		s.Found++
		counter := e.Modality == "counterfactual"
		if math.Abs(g.Value) >= Leaning {
			s.Polarity[count(g.Value > 0)][count(e.Polarity != "negative" && !counter)]++
		}
		s.Modality[count(math.Abs(g.Value) >= Certain)][count(e.Modality == "actual" || counter)]++
	}
	return s
}

func eventAt(d *doc.Doc, span doc.Span) (doc.Event, bool) {
	best := -1
	for i, e := range d.Events {
		if d.Tokens[e.Head].Span.Overlaps(span) {
			return e, true
		}
		if best < 0 && e.Trigger.Overlaps(span) {
			best = i
		}
	}
	if best < 0 {
		return doc.Event{}, false
	}
	return d.Events[best], true
}
