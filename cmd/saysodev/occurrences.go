package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/corpus/ecbplus"
	"github.com/saysonews/sayso/corpus/meantime"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/occurrence"
	"github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

// occurrences measures which events of several reports are the same.
//
// With gold events, the mentions that people marked are given, as is customary,
// and what they are one with is asked; else the events are the program's own, and
// one is a gold mention if it touches it. Of ECB+ the topics are given, as is
// customary too: an event is never sought in the reports of another topic. The
// development topics are those that the embedded weights have not seen; for all
// topics together, weights are learned on four fifths of them and used on the rest.
func (m measurer) occurrences() (eval.Report, error) {
	var r eval.Report
	ecb, err := m.ecbplus()
	if err != nil {
		return r, err
	}
	dev := slices.DeleteFunc(slices.Clone(ecb), func(t marked) bool { return !slices.Contains(ecbDev, t.topic) })
	validated := crossValidated(ecb)
	addPartition(&r, "ecb+ 1-35, gold events, cross-validated", ecb, validated, true)
	addPartition(&r, "ecb+ 1-35, gold events, cross-validated, no singletons", ecb, validated, false)
	for _, on := range []struct {
		name    string
		reports []marked
	}{{"ecb+ 1-35", ecb}, {"ecb+ dev", dev}} {
		addPartition(&r, on.name+", gold events, singletons alone", on.reports, grouped(on.reports, alone), true)
		addPartition(&r, on.name+", gold events, same lemma in a topic", on.reports, grouped(on.reports, byLemma), true)
	}
	addPartition(&r, "ecb+ dev, gold events", dev, found(dev, occurrence.Find), true)
	addPartition(&r, "ecb+ dev, gold events, no singletons", dev, found(dev, occurrence.Find), false)
	own := withOwn(dev)
	addPartition(&r, "ecb+ dev, own events, same lemma in a topic", own, grouped(own, byLemma), true)
	addPartition(&r, "ecb+ dev, own events", own, found(own, occurrence.Find), true)

	news, err := m.meantime()
	if err != nil {
		return r, err
	}
	addPartition(&r, "meantime, gold events, singletons alone", news, grouped(news, alone), true)
	addPartition(&r, "meantime, gold events, same lemma", news, grouped(news, byLemma), true)
	addPartition(&r, "meantime, gold events", news, found(news, occurrence.Find), true)
	addPartition(&r, "meantime, gold events, no singletons", news, found(news, occurrence.Find), false)
	own = withOwn(news)
	addPartition(&r, "meantime, own events, same lemma", own, grouped(own, byLemma), true)
	addPartition(&r, "meantime, own events", own, found(own, occurrence.Find), true)
	return r, nil
}

// ecbDev are the customary development topics of ECB+; the embedded weights are
// learned on the others.
var ecbDev = []int{2, 5, 12, 18, 21, 23, 34, 35}

// A marked report has events, and those that people marked in it.
type marked struct {
	topic  int
	report link.Report       // its events are those that are asked about
	own    []link.Event      // the program's, in the scope of the annotation
	chains map[string]string // of a gold event, by id: what it is one with
	gold   map[string]string // of an own event that touches one: the gold event's id
}

func (m measurer) ecbplus() ([]marked, error) {
	docs, err := ecbplus.ReadFile(filepath.Join(m.corpora, "ecbplus", "topics01-35.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	return parallel(m.workers, docs, func(d *ecbplus.Document) marked {
		var events []goldEvent
		for _, e := range d.Mentions {
			if e.Kind == "event" && e.Gold {
				events = append(events, goldEvent{e.Words, e.Chain})
			}
		}
		out := m.mark(d.ID, d.Doc.Source, events, d.Scope)
		out.topic = d.Topic
		return out
	}), nil
}

func (m measurer) meantime() ([]marked, error) {
	docs, err := meantime.ReadFile(filepath.Join(m.corpora, "meantime", "airbus_apple.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	return parallel(m.workers, docs, func(d *meantime.Document) marked {
		var events []goldEvent
		for _, e := range d.Events {
			events = append(events, goldEvent{e.Words, e.Instance})
		}
		return m.mark(d.ID, d.Doc.Source, events, []doc.Span{d.Scope})
	}), nil
}

// A goldEvent is an event that people marked.
type goldEvent struct {
	words []doc.Span
	chain string // "" for none: it is alone
}

// mark analyses a report and puts its gold events in the place of the
// program's. A gold event has what the record knows of the event whose trigger
// is its head; where there is none, its lemma alone.
func (m measurer) mark(id string, src doc.Source, events []goldEvent, scope []doc.Span) marked {
	d := analyzeText(m.pipeline, src)
	rec := record.New(d, record.Generator{})
	out := marked{report: suite.Digest(id, rec), chains: map[string]string{}, gold: map[string]string{}}
	mapper, tree := doc.NewMapper(d.Text), doc.NewTree(d)
	all := eventsOf(rec)
	for i, e := range rec.Events {
		at := mapper.Byte(e.Trigger.Start)
		if slices.ContainsFunc(scope, func(s doc.Span) bool { return s.Start <= at && at < s.End }) {
			out.own = append(out.own, all[i])
		}
	}
	var marks []link.Event
	taken := map[int]bool{} // "made the decision" is one event here, and two in the corpora
	for i, g := range events {
		words := d.TokensOf(doc.Span{Start: g.words[0].Start, End: g.words[len(g.words)-1].End})
		head := tree.Head(words)
		at := mapper.CodePoint(d.Tokens[head].Span.Start)
		e := link.Event{Start: at, Lemma: d.Tags[head].Lemma}
		for k, o := range rec.Events {
			if touches(o.Trigger, mapper, g.words) {
				out.gold[o.ID] = fmt.Sprint("g", i)
			}
			if o.Trigger.Start <= at && at < o.Trigger.End && !taken[k] {
				e, taken[k] = all[k], true
			}
		}
		e.ID = fmt.Sprint("g", i)
		marks = append(marks, e)
		out.chains[e.ID] = g.chain
	}
	out.report.Tellings = []link.Telling{{Events: marks}}
	return out
}

func touches(trigger record.Span, mapper *doc.Mapper, words []doc.Span) bool {
	s := doc.Span{Start: mapper.Byte(trigger.Start), End: mapper.Byte(trigger.End)}
	return slices.ContainsFunc(words, s.Overlaps)
}

// eventsOf is the events of a record as a digest has them, and in its order.
// The digest itself leaves out those that tell of the saying of a statement.
func eventsOf(r record.Record) []link.Event {
	actors, places := map[string]int{}, map[string]string{}
	for i, a := range r.Actors {
		actors[a.ID] = i
	}
	for _, p := range r.Places {
		places[p.ID] = p.Name
	}
	cast := func(ps []record.Participant) []int {
		var out []int
		for _, p := range ps {
			if p.Actor != nil {
				out = append(out, actors[*p.Actor])
			}
		}
		return out
	}
	word := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	var out []link.Event
	for _, e := range r.Events {
		out = append(out, link.Event{
			ID: e.ID, Start: e.Trigger.Start, Lemma: e.Lemma, Type: word(e.Type), Agents: cast(e.Agents), Patients: cast(e.Patients),
			Earliest: word(e.Time.Earliest), Latest: word(e.Time.Latest), Place: places[word(e.Place)],
			Polarity: e.Factuality.Polarity, Modality: e.Factuality.Modality,
		})
	}
	return out
}

// withOwn is reports with the program's events in the place of the gold ones.
func withOwn(reports []marked) []marked {
	out := slices.Clone(reports)
	for i := range out {
		out[i].report.Tellings = []link.Telling{{Events: out[i].own}}
	}
	return out
}

// A partition is events in clusters. An own event that touches a gold one is
// called by its name.
type partition [][]link.EventRef

// found is what find joins, topic by topic.
func found(reports []marked, find func([]link.Report) []link.Occurrence) partition {
	topics := map[int][]link.Report{}
	for _, t := range reports {
		topics[t.topic] = append(topics[t.topic], t.report)
	}
	cluster := map[link.EventRef]string{}
	for topic, rs := range topics {
		for _, o := range find(rs) {
			for _, e := range o.Members {
				cluster[e] = fmt.Sprint(topic, " ", o.ID)
			}
		}
	}
	return grouped(reports, func(t marked, e link.Event) string {
		if c, ok := cluster[link.EventRef{Report: t.report.ID, Event: e.ID}]; ok {
			return c
		}
		return alone(t, e)
	})
}

// crossValidated is what is found in each fifth of the topics with weights that
// are learned on the others.
func crossValidated(reports []marked) partition {
	const folds = 5
	var out partition
	for k := range folds {
		var train, test []marked
		for _, t := range reports {
			if t.topic%folds == k {
				test = append(test, t)
			} else {
				train = append(train, t)
			}
		}
		out = append(out, found(test, fitOccurrences(train).Find)...)
	}
	return out
}

// fitOccurrences learns weights from gold events.
func fitOccurrences(reports []marked) occurrence.Model {
	of := map[string]marked{}
	var rs []link.Report
	for _, t := range reports {
		of[t.report.ID] = t
		rs = append(rs, t.report)
	}
	return occurrence.Fit(rs, func(a, b link.EventRef) (same, known bool) {
		x, y := of[a.Report], of[b.Report]
		chain := x.chains[a.Event]
		return chain != "" && chain == y.chains[b.Event], x.topic == y.topic
	})
}

// alone and byLemma are the simplest ways to name an event's cluster.
func alone(t marked, e link.Event) string { return t.report.ID + " " + e.ID }

func byLemma(t marked, e link.Event) string {
	return fmt.Sprint(t.topic, " ", strings.ToLower(e.Lemma))
}

// grouped puts events with the same name of a cluster together.
func grouped(reports []marked, name func(marked, link.Event) string) partition {
	var out partition
	at := map[string]int{}
	for _, t := range reports {
		for _, e := range t.report.Tellings[0].Events {
			n := name(t, e)
			i, ok := at[n]
			if !ok {
				i = len(out)
				at[n] = i
				out = append(out, nil)
			}
			id := e.ID
			if g, ok := t.gold[id]; ok {
				id = g
			}
			out[i] = append(out[i], link.EventRef{Report: t.report.ID, Event: id})
		}
	}
	return out
}

// goldPartition is how people joined the gold events.
func goldPartition(reports []marked) partition {
	var out partition
	at := map[string]int{}
	for _, t := range reports {
		for i := range len(t.chains) {
			id := fmt.Sprint("g", i)
			ref := link.EventRef{Report: t.report.ID, Event: id}
			chain := t.chains[id]
			k, ok := at[chain]
			if !ok || chain == "" {
				k = len(out)
				at[chain] = k
				out = append(out, nil)
			}
			out[k] = append(out[k], ref)
		}
	}
	return out
}

// addPartition adds how well got agrees with gold, with or without the clusters
// of one event on either side.
func addPartition(r *eval.Report, name string, reports []marked, got partition, singletons bool) {
	gold := goldPartition(reports)
	n := 0
	for _, c := range gold {
		n += len(c)
	}
	if !singletons {
		gold, got = several(gold), several(got)
	}
	s := eval.CompareClusters(gold, got)
	r.Add(eval.Row{Measure: name + ": CoNLL F1", Value: s.CoNLL(), N: n})
	for _, m := range []struct {
		name string
		eval.Agreement
	}{{"MUC", s.MUC}, {"B³", s.BCubed}, {"CEAFe", s.CEAFe}} {
		r.Add(eval.Row{Measure: name + ": " + m.name, Value: m.F1(), Precision: m.Precision(), Recall: m.Recall(), N: n})
	}
}

func several(p partition) partition {
	return slices.DeleteFunc(slices.Clone(p), func(c []link.EventRef) bool { return len(c) < 2 })
}
