package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/doc"
)

// A Case is a report read by hand: whole, but only what a careful reader would
// note. Its strings stand verbatim in the report.
type Case struct {
	Document struct {
		Title        string
		Byline       []string
		Published    string
		PublisherAny []string `json:"publisher_any"` // any of these will do
	}
	Statements []CaseStatement
	Times      []struct{ Text, Type, Value string }
	Actors     []CaseActor
	Events     []CaseEvent
	Figures    []CaseFigure
}

// A CaseStatement is somebody's words or claim.
type CaseStatement struct {
	Source     string
	ResolvesTo string `json:"resolves_to"` // who Source is; "" for itself
	Cue        string
	Content    string
	Via        []string // on whose word, nearest to the report first
	When       string
	Named      bool
}

// A CaseActor is somebody who acts, with one of the roles the report gives.
type CaseActor struct {
	Name, Alias, Type string
	RoleAny           []string `json:"role_any"`
}

// A CaseEvent is something that happens, may happen or did not.
type CaseEvent struct {
	About, Trigger string
	Agent, Patient string
	When, Where    string
	Factuality     string // "possible", "counterfactual", "negated"; "" for a fact
	Background     bool
	OnWhoseWord    string `json:"on_whose_word"`
}

// A CaseFigure is a quantity.
type CaseFigure struct {
	Text        string
	Value       float64
	Unit        string
	Approximate bool
}

// ReadCase reads a case in JSON.
func ReadCase(r io.Reader) (Case, error) {
	var c Case
	if err := json.NewDecoder(r).Decode(&c); err != nil {
		return c, fmt.Errorf("read case: %w", err)
	}
	return c, nil
}

// A CaseScore is how much of one part of a case an analysis has.
type CaseScore struct {
	Part   string
	Tally  Tally
	Misses []string // a line each
}

// CompareCase compares an analysis with a case. What the analysis has beyond
// the case lowers precision for statements alone, since only they were noted
// down in full.
func CompareCase(c Case, d *doc.Doc) []CaseScore {
	k := caseReader{d}
	statements, matched := k.statements(c.Statements)
	return []CaseScore{
		k.header(c),
		statements,
		k.chains(c.Statements, matched),
		k.naming(c.Statements, matched),
		k.saidAt(c.Statements, matched),
		k.times(c),
		k.actors(c.Actors),
		k.roles(c.Actors),
		k.figures(c.Figures),
		k.events(c.Events, false),
		k.events(c.Events, true),
	}
}

// A caseReader looks things up in one analysis.
type caseReader struct{ d *doc.Doc }

// score counts one item; it notes miss when the item is not right.
func (s *CaseScore) score(right bool, format string, args ...any) {
	s.Tally.Add(pairs(1, count(right), count(right)))
	if !right {
		s.Misses = append(s.Misses, fmt.Sprintf(format, args...))
	}
}

func (k caseReader) header(c Case) CaseScore {
	s := CaseScore{Part: "title, byline, date, publisher"}
	h := k.d.Header
	s.score(fold(h.Title.Text) == fold(c.Document.Title), "title %q", h.Title.Text)
	var by []string
	for _, w := range h.Byline {
		by = append(by, w.Text)
	}
	s.score(slices.Equal(by, c.Document.Byline), "byline %q", by)
	s.score(strings.HasPrefix(h.Published, c.Document.Published), "published %q (%s)", h.Published, h.Basis)
	s.score(slices.ContainsFunc(c.Document.PublisherAny, func(p string) bool { return fold(p) == fold(h.Publisher.Text) }),
		"publisher %q", h.Publisher.Text)
	return s
}

// statements pairs gold statements with those of the analysis: content that is
// alike (see likeness) and a source of the same name.
// matched gives the statement's index for each of gold; -1 for none.
func (k caseReader) statements(gold []CaseStatement) (s CaseScore, matched []int) {
	s = CaseScore{Part: "statements with their source"}
	used := make([]bool, len(k.d.Statements))
	for _, g := range gold {
		best, near := -1, 0.0
		for i, st := range k.d.Statements {
			like := k.likeness(g.Content, st.Content)
			if like >= 0.5 && like > near && !used[i] && k.spokenBy(st.Source, g.source()) {
				best, near = i, like
			}
		}
		matched = append(matched, best)
		if best >= 0 {
			used[best] = true
		}
		s.score(best >= 0, "not found: %s | %s | %s%s", g.source(), g.Cue, g.Content, k.nearest(g))
	}
	for i, st := range k.d.Statements {
		if !used[i] {
			s.Tally.Got++
			s.Misses = append(s.Misses, "extra: "+k.line(st))
		}
	}
	return s, matched
}

// source is who speaks, resolved.
func (g CaseStatement) source() string {
	if g.ResolvesTo != "" {
		return g.ResolvesTo
	}
	return g.Source
}

// nearest tells what the analysis has in place of a statement.
func (k caseReader) nearest(g CaseStatement) string {
	best, near := -1, 0.0
	for i, st := range k.d.Statements {
		if like := k.likeness(g.Content, st.Content); like > near {
			best, near = i, like
		}
	}
	if best < 0 {
		return ""
	}
	return fmt.Sprintf("\n  nearest (%.2f): %s", near, k.line(k.d.Statements[best]))
}

func (k caseReader) line(st doc.Statement) string {
	return fmt.Sprintf("%s [%s] | %s | %s", st.Source.Name, k.words(st.Source.Spans), k.words(st.Cue), k.words(st.Content))
}

func (k caseReader) words(spans []doc.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(k.d.Text))
	}
	return strings.Join(out, " … ")
}

// likeness is the share of content's tokens, where it first stands in the text,
// that got holds, a little less for each token that it holds besides. Content of
// more than four times as many tokens is not alike: the reading by hand often
// gives only the quoted words of a statement, but never a whole paragraph.
func (k caseReader) likeness(content string, got []doc.Span) float64 {
	at := strings.Index(k.d.Text, content)
	if at < 0 {
		return 0
	}
	want := k.d.TokensOf(doc.Span{Start: at, End: at + len(content)})
	both, have := 0, 0
	for _, s := range got {
		r := k.d.TokensOf(s)
		have += r.Len()
		both += max(0, min(r.End, want.End)-max(r.First, want.First))
	}
	if want.Len() == 0 || have > 4*want.Len() {
		return 0
	}
	return float64(both)/float64(want.Len()) - float64(have-both)/1000
}

// spokenBy tells whether a speaker goes by name: as the phrase, the resolved
// name, or a name of its actor.
func (k caseReader) spokenBy(s doc.Speaker, name string) bool {
	if alike(s.Name, name) || alike(k.words(s.Spans), name) {
		return true
	}
	return s.Actor >= 0 && k.goesBy(s.Actor, name)
}

// goesBy tells whether actor i goes by name.
func (k caseReader) goesBy(i int, name string) bool {
	a := k.d.Actors[i]
	return alike(a.Name, name) || slices.ContainsFunc(a.Aliases, func(n string) bool { return alike(n, name) })
}

// chains scores the statements that the report has from others: every link in
// order, and the source at the end.
func (k caseReader) chains(gold []CaseStatement, matched []int) CaseScore {
	s := CaseScore{Part: "chains of sources"}
	for i, g := range gold {
		if len(g.Via) == 0 {
			continue
		}
		var have []string
		if matched[i] >= 0 {
			for _, l := range k.d.Statements[matched[i]].Chain {
				have = append(have, l.Name)
			}
		}
		want := append(slices.Clone(g.Via), g.source())
		s.score(inOrder(have, want), "chain of %q: %q, want … %q", g.source(), have, want)
	}
	return s
}

// inOrder tells whether the names of want stand in have in that order, the last
// of them at its end.
func inOrder(have, want []string) bool {
	at := 0
	for i, h := range have {
		if at < len(want) && alike(h, want[at]) && (at < len(want)-1 || i == len(have)-1) {
			at++
		}
	}
	return at == len(want)
}

// naming scores whether a found source is named or not.
func (k caseReader) naming(gold []CaseStatement, matched []int) CaseScore {
	s := CaseScore{Part: "sources named or not"}
	for i, g := range gold {
		if matched[i] < 0 {
			s.score(false, "%s: no statement", g.source())
			continue
		}
		n := k.d.Statements[matched[i]].Source.Naming
		unnamed := n == doc.Described || n == doc.Bare || n == doc.Absent
		s.score(unnamed != g.Named, "%s: %s", g.source(), n)
	}
	return s
}

// saidAt scores the times at which statements were made.
func (k caseReader) saidAt(gold []CaseStatement, matched []int) CaseScore {
	s := CaseScore{Part: "times of statements"}
	for i, g := range gold {
		if g.When == "" {
			continue
		}
		value := ""
		if matched[i] >= 0 {
			if t := k.d.Statements[matched[i]].SaidAt; t >= 0 {
				value = k.d.Times[t].Value
			}
		}
		s.score(value == g.When, "%s %s: %q, want %s", g.source(), g.Cue, value, g.When)
	}
	return s
}

// times scores times whose words, type and value are all right.
func (k caseReader) times(c Case) CaseScore {
	s := CaseScore{Part: "times with their value"}
	used := make([]bool, len(k.d.Times))
	for _, g := range c.Times {
		right, have := -1, ""
		for i, t := range k.d.Times {
			if used[i] || t.Span.In(k.d.Text) != g.Text {
				continue
			}
			have = t.Type + " " + t.Value
			if t.Type == g.Type && t.Value == g.Value {
				right = i
				break
			}
		}
		if right >= 0 {
			used[right] = true
		}
		s.score(right >= 0, "%q: %q, want %s %s", g.Text, have, g.Type, g.Value)
	}
	return s
}

// actors scores actors found with the right kind.
func (k caseReader) actors(gold []CaseActor) CaseScore {
	s := CaseScore{Part: "actors"}
	for _, g := range gold {
		s.score(k.actor(g) >= 0, "no %s %s", g.Type, g.Name)
	}
	return s
}

// actor is the actor that g describes; -1 for none.
func (k caseReader) actor(g CaseActor) int {
	for i, a := range k.d.Actors {
		person := a.Kind == doc.ActorPerson
		if person != (g.Type == "person") {
			continue
		}
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			if holds(n, g.Name) || g.Alias != "" && holds(n, g.Alias) {
				return i
			}
		}
	}
	return -1
}

// roles scores actors with a role of which one is among those that the report
// gives.
func (k caseReader) roles(gold []CaseActor) CaseScore {
	s := CaseScore{Part: "actors with a role"}
	for _, g := range gold {
		if len(g.RoleAny) == 0 {
			continue
		}
		var have []string
		if i := k.actor(g); i >= 0 {
			for _, r := range k.d.Actors[i].Roles {
				have = append(have, r.Span.In(k.d.Text))
			}
		}
		right := slices.ContainsFunc(have, func(h string) bool {
			return slices.ContainsFunc(g.RoleAny, func(w string) bool { return alike(h, w) })
		})
		s.score(right, "%s: %q, want one of %q", g.Name, have, g.RoleAny)
	}
	return s
}

// figures scores figures with the right value, unit and vagueness.
func (k caseReader) figures(gold []CaseFigure) CaseScore {
	s := CaseScore{Part: "figures"}
	for _, g := range gold {
		have, right := "", false
		for _, f := range k.d.Figures {
			at := strings.Index(k.d.Text, g.Text)
			if !f.Span.Overlaps(doc.Span{Start: at, End: at + len(g.Text)}) {
				continue
			}
			have = fmt.Sprintf("%q %v %s approximate %v", f.Span.In(k.d.Text), f.Value, f.Unit, f.Approximate)
			right = f.HasValue && f.Value == g.Value && f.Approximate == g.Approximate && (g.Unit == "" || g.Unit == f.Unit)
			if right {
				break
			}
		}
		s.score(right, "%q: %s", g.Text, have)
	}
	return s
}

// events scores events by their trigger, or, in full, with every detail that
// the case gives.
func (k caseReader) events(gold []CaseEvent, full bool) CaseScore {
	s := CaseScore{Part: "events by trigger"}
	if full {
		s.Part = "events with all details"
	}
	for _, g := range gold {
		right := false
		var wrong []string
		for _, e := range k.d.Events {
			if !meet(e.Trigger.In(k.d.Text), g.Trigger) {
				continue
			}
			w := k.wrong(g, e)
			right = right || !full || w == ""
			wrong = append(wrong, w)
		}
		s.score(right, "%s: %s", g.About, strings.Join(wrong, "; or "))
	}
	return s
}

// meet tells whether one of two phrases begins the other, word by word.
func meet(a, b string) bool {
	x, y := strings.Fields(fold(a)), strings.Fields(fold(b))
	n := min(len(x), len(y))
	return n > 0 && slices.Equal(x[:n], y[:n])
}

// wrong lists the details of g that e has otherwise; "" for none.
func (k caseReader) wrong(g CaseEvent, e doc.Event) string {
	var out []string
	check := func(right bool, format string, args ...any) {
		if !right {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	if g.Agent != "" {
		check(k.among(e.Agents, g.Agent), "agent is not %s", g.Agent)
	}
	if g.Patient != "" {
		check(k.among(e.Patients, g.Patient), "patient is not %s", g.Patient)
	}
	if g.When != "" {
		check(strings.HasPrefix(e.Time.Value, g.When), "when %q, want %s", e.Time.Value, g.When)
	}
	if g.Where != "" {
		check(e.Place >= 0 && alike(k.d.Places[e.Place].Name, g.Where), "where is not %s", g.Where)
	}
	if g.Background {
		check(e.Background, "not background")
	}
	if g.OnWhoseWord != "" {
		check(e.Statement >= 0 && k.spokenBy(k.d.Statements[e.Statement].Source, g.OnWhoseWord), "not on the word of %s", g.OnWhoseWord)
	}
	check(factual(g.Factuality, e), "%s %s, want %q", e.Polarity, e.Modality, g.Factuality)
	return strings.Join(out, ", ")
}

func (k caseReader) among(ps []doc.Participant, name string) bool {
	return slices.ContainsFunc(ps, func(p doc.Participant) bool {
		return alike(p.Span.In(k.d.Text), name) || p.Actor >= 0 && k.goesBy(p.Actor, name)
	})
}

func factual(want string, e doc.Event) bool {
	switch want {
	case "negated":
		return e.Polarity == "negative"
	case "possible":
		return e.Modality == "possible" || e.Modality == "hypothetical"
	case "":
		return e.Polarity == "positive" && e.Modality == "actual"
	}
	return e.Modality == want
}

// alike tells whether all words of one phrase stand in the other, but for case
// and accents.
func alike(a, b string) bool { return holds(a, b) || holds(b, a) }

// holds tells whether all words of part stand in whole.
func holds(whole, part string) bool {
	have, want := bare(whole), bare(part)
	if len(want) == 0 {
		return false
	}
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// bare gives the words of a phrase without case, accents, punctuation and
// articles.
func bare(s string) []string {
	words := strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "a" || w == "an" || w == "s" })
}

// fold takes case and accents off.
func fold(s string) string { return accents.Replace(strings.ToLower(s)) }

var accents = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a",
	"é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "ì", "i", "î", "i", "ï", "i",
	"ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o",
	"ú", "u", "ù", "u", "û", "u", "ü", "u",
	"ñ", "n", "ç", "c", "’", "'", "‘", "'",
)
