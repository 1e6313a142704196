package event_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

var listErrors = flag.Bool("errors", false, "list what differs from the gold")

// A codedSentence is a sentence with the event that people coded in it.
type codedSentence struct {
	ID, Text         string
	Sources, Targets []doc.Span
	Type             string
}

// TestPLOVER measures the coding of single sentences: those of the PLOVER manual
// (GSR) and of Hu et al. (PLV).
func TestPLOVER(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	p := pipeline(t)
	var all codeScore
	for _, set := range []struct {
		name string
		read func([]byte) (codedSentence, bool)
	}{{"plover_gsr", readGSR}, {"plover_plv_train", readPLV}} {
		sentences := readSentences(t, filepath.Join(corpora, "petrarch", set.name+".jsonl"), set.read)
		var s codeScore
		for _, g := range sentences {
			d := &doc.Doc{Source: doc.Source{Text: g.Text}}
			p.Run(d)
			e, ok := codedEvent(d, g)
			s.add(g, d, e, ok)
			if *listErrors {
				logCoding(t, g, d, e, ok)
			}
		}
		s.log(t, set.name)
		all.merge(s)
	}
	all.log(t, "both")
	if got := share(all.typed, all.coded); got < 75 {
		t.Errorf("type right of those coded %.1f %%: lower than it was", got)
	}
	if got := share(all.both, all.coded); got < 62 {
		t.Errorf("source and target right of those coded %.1f %%: lower than it was", got)
	}
}

// codedEvent is the event of d that is compared with the coded one: the coded
// event whose participants fit best, the first of several.
func codedEvent(d *doc.Doc, g codedSentence) (doc.Event, bool) {
	best, at := -1, -1
	for i, e := range d.Events {
		if e.Type == "" {
			continue
		}
		source, target := rightActors(d, e, g)
		n := 0
		if source {
			n += 2
		}
		if target {
			n += 2
		}
		if n > best {
			best, at = n, i
		}
	}
	if at < 0 {
		return doc.Event{}, false
	}
	return d.Events[at], true
}

// rightActors tells whether e has a source and the target of g. Where everybody
// does it together, as in a meeting, the target is among the agents.
func rightActors(d *doc.Doc, e doc.Event, g codedSentence) (source, target bool) {
	source = len(g.Sources) == 0 || anyOverlap(d, e.Agents, g.Sources)
	target = len(g.Targets) == 0 || anyOverlap(d, e.Patients, g.Targets)
	if mutual := e.Type == "CONSULT" || e.Type == "AGREE" || e.Type == "SUPPORT" || e.Type == "COOPERATE" || len(e.Patients) == 0; mutual && !target {
		target = len(e.Agents) > 1 && anyOverlap(d, e.Agents, g.Targets)
	}
	return source, target
}

// anyOverlap tells whether one of ps, or another mention of its actor, shares
// words with one of spans.
func anyOverlap(d *doc.Doc, ps []doc.Participant, spans []doc.Span) bool {
	return slices.ContainsFunc(ps, func(p doc.Participant) bool {
		if slices.ContainsFunc(spans, p.Span.Overlaps) {
			return true
		}
		return p.Actor >= 0 && slices.ContainsFunc(d.Actors[p.Actor].Mentions, func(m doc.Mention) bool {
			return slices.ContainsFunc(spans, m.Span.Overlaps)
		})
	})
}

// A codeScore counts sentences: all, those with a coded event, and those whose
// type, source and target are right.
type codeScore struct {
	all, coded, typed, source, target, both int
	confused                                map[string]int
}

func (s *codeScore) add(g codedSentence, d *doc.Doc, e doc.Event, ok bool) {
	s.all++
	if s.confused == nil {
		s.confused = map[string]int{}
	}
	if !ok {
		s.confused[g.Type+" not coded"]++
		return
	}
	s.coded++
	source, target := rightActors(d, e, g)
	if typeIs(e, g.Type) {
		s.typed++
	} else {
		s.confused[g.Type+" as "+e.Type]++
	}
	if source {
		s.source++
	}
	if target {
		s.target++
	}
	if source && target {
		s.both++
	}
}

func (s *codeScore) merge(o codeScore) {
	s.all += o.all
	s.coded += o.coded
	s.typed += o.typed
	s.source += o.source
	s.target += o.target
	s.both += o.both
	if s.confused == nil {
		s.confused = map[string]int{}
	}
	for k, n := range o.confused {
		s.confused[k] += n
	}
}

func (s *codeScore) log(t *testing.T, name string) {
	t.Helper()
	t.Logf("%-16s %4d sentences, %4d coded (%.1f %%): type right %.1f, source %.1f, target %.1f, source and target %.1f; of all: type %.1f, both %.1f", name, s.all, s.coded, share(s.coded, s.all),
		share(s.typed, s.coded), share(s.source, s.coded), share(s.target, s.coded), share(s.both, s.coded), share(s.typed, s.all), share(s.both, s.all))
	if *listErrors {
		for _, k := range slices.SortedFunc(maps.Keys(s.confused), func(a, b string) int {
			return cmp.Or(cmp.Compare(s.confused[b], s.confused[a]), cmp.Compare(a, b))
		}) {
			t.Logf("CONFUSED\t%s\t%d", k, s.confused[k])
		}
	}
}

// typeIs compares types after folding the vocabularies of the gold sets into one
// (corpora/petrarch/ontology.md). What is a modality here is a type in PLOVER:
// cooperation told as future is AGREE, denied it is REJECT, and force told as
// future is THREATEN.
func typeIs(e doc.Event, want string) bool {
	fold := map[string]string{"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "RETREAT": "YIELD", "CONCEDE": "YIELD"}
	name := func(s string) string { return cmp.Or(fold[s], s) }
	got := name(e.Type)
	ahead := e.Modality == "future" || e.Modality == "planned"
	switch got {
	case "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "AGREE":
		if e.Polarity == "negative" && name(want) == "REJECT" {
			return true
		}
		if ahead && name(want) == "AGREE" {
			return true
		}
	case "SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE":
		if ahead && e.Polarity == "positive" && name(want) == "THREATEN" {
			return true
		}
	}
	return got == name(want)
}

func logCoding(t *testing.T, g codedSentence, d *doc.Doc, e doc.Event, ok bool) {
	words := func(spans []doc.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, s.In(g.Text))
		}
		return strings.Join(out, ", ")
	}
	people := func(ps []doc.Participant) string {
		var out []string
		for _, p := range ps {
			out = append(out, p.Span.In(g.Text))
		}
		return strings.Join(out, ", ")
	}
	source, target := rightActors(d, e, g)
	switch {
	case !ok:
		t.Logf("NONE\t%s\t%s > %s\t%s", g.Type, words(g.Sources), words(g.Targets), g.Text)
	case !typeIs(e, g.Type):
		t.Logf("TYPE\t%s\tgot %s %s\t%s", g.Type, e.Type, e.Trigger.In(g.Text), g.Text)
	case !source || !target:
		t.Logf("WHO\t%s %s\t%s > %s\tgot %s > %s\t%s", e.Type, e.Trigger.In(g.Text), words(g.Sources), words(g.Targets), people(e.Agents), people(e.Patients), g.Text)
	}
}

func readSentences(t *testing.T, path string, read func([]byte) (codedSentence, bool)) []codedSentence {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no ../shared/corpora/petrarch beside the module")
	}
	defer f.Close()
	var out []codedSentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if g, ok := read(lines.Bytes()); ok {
			out = append(out, g)
		}
	}
	return out
}

// readPLV reads a sentence with <s>source</s> and <t>target</t>.
func readPLV(line []byte) (codedSentence, bool) {
	var row struct {
		ID, Marked string
		Gold       []struct{ Code string }
	}
	if json.Unmarshal(line, &row) != nil || len(row.Gold) == 0 {
		return codedSentence{}, false
	}
	g := codedSentence{ID: row.ID, Type: row.Gold[0].Code}
	var b strings.Builder
	for rest := row.Marked; rest != ""; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:i])
		tag, after, _ := strings.Cut(rest[i+1:], ">")
		switch rest = after; tag {
		case "s":
			g.Sources = append(g.Sources, doc.Span{Start: b.Len()})
		case "t":
			g.Targets = append(g.Targets, doc.Span{Start: b.Len()})
		case "/s":
			g.Sources[len(g.Sources)-1].End = b.Len()
		case "/t":
			g.Targets[len(g.Targets)-1].End = b.Len()
		}
	}
	g.Text = b.String()
	return g, len(g.Sources) > 0 && len(g.Targets) > 0
}

// readGSR reads a sentence with (SRC: source), (TAR: target) and (EVT: words).
func readGSR(line []byte) (codedSentence, bool) {
	var row struct {
		ID, Markup string
		Gold       []struct{ Code string }
	}
	if json.Unmarshal(line, &row) != nil || len(row.Gold) == 0 || row.Markup == "" {
		return codedSentence{}, false
	}
	g := codedSentence{ID: row.ID, Type: row.Gold[0].Code}
	var b strings.Builder
	type open struct {
		kind  string
		start int
	}
	var stack []open
	rest := strings.Trim(row.Markup, "{}")
	for rest != "" {
		switch kind, after, ok := markOf(rest); {
		case ok:
			stack = append(stack, open{kind, b.Len()})
			rest = after
		case rest[0] == '(':
			stack = append(stack, open{"", b.Len()})
			b.WriteByte('(')
			rest = rest[1:]
		case rest[0] == ')' && len(stack) > 0:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			span := doc.Span{Start: o.start, End: b.Len()}
			if strings.Contains(o.kind, "SRC") {
				g.Sources = append(g.Sources, span)
			}
			if strings.Contains(o.kind, "TAR") {
				g.Targets = append(g.Targets, span)
			}
			if o.kind == "" {
				b.WriteByte(')')
			}
			rest = rest[1:]
		default:
			b.WriteByte(rest[0])
			rest = rest[1:]
		}
	}
	g.Text = b.String()
	return g, len(g.Sources)+len(g.Targets) > 0
}

// markOf reads "(SRC/TAR: " at the start of s.
func markOf(s string) (kind, after string, ok bool) {
	if s[0] != '(' {
		return "", s, false
	}
	kind, after, found := strings.Cut(s[1:], ":")
	switch kind {
	case "SRC", "TAR", "EVT", "LOC", "SRC/TAR", "TAR/SRC":
		return kind, strings.TrimPrefix(after, " "), found
	}
	return "", s, false
}
