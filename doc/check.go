package doc

import (
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Check tells the first way in which d breaks what its types promise, as an
// error that names the layer, the index in it and the fault. Layers that are
// not there yet are well formed.
//
// What it holds every layer to, besides the comments on the fields:
//
//   - spans lie inside the text, on character boundaries;
//   - indices into other layers are in range, or -1 where that means none;
//   - words that come from a closed list are on it (the lists are those of the
//     record's schema; what the schema does not require may be empty);
//   - numbers are finite, confidences between 0 and 1;
//   - layers are in text order: times, figures and entities by where they
//     begin, actors and places by their first mention, events by their trigger,
//     statements by the first byte of content, cue or source;
//   - each sentence's heads are one tree with one root, whose relation is "root";
//   - parents of statements and anchors of times lead to an end, never in a
//     circle, and a statement lies within the content of its parent.
func Check(d *Doc) error {
	c := checker{d}
	for _, layer := range []func() error{
		c.source, c.header, c.regions, c.paragraphs, c.tokens, c.sentences,
		c.encoding, c.tags, c.deps, c.entities, c.times, c.figures, c.actors,
		c.places, c.statements, c.events,
	} {
		if err := layer(); err != nil {
			return err
		}
	}
	return nil
}

// The closed lists.
var (
	bases           = []string{BasisExplicit, BasisPublication, BasisContext, BasisTense, BasisUnknown}
	publishedBases  = []string{"", "given", "metadata", "dateline", "text", "none"}
	creditKinds     = []string{"wire", "outlet", "hat-tip", "contributor"}
	regionKinds     = []RegionKind{Headline, Byline, Dateline, Body, Caption, Boilerplate, OtherRegion}
	entityKinds     = []EntityKind{Person, Organization, Location, Other}
	timeTypes       = []string{"DATE", "TIME", "DURATION", "SET"}
	figureKinds     = []string{"money", "count", "percent", "measure", "rate"}
	actorKinds      = []ActorKind{ActorPerson, ActorOrganization, ActorGovernment, ActorForce, ActorArmedGroup, ActorParty, ActorOutlet, ActorGroup, ActorDocument, ActorPlace, ActorOther}
	actorNamings    = []Naming{Named, Described, Bare}
	namings         = []Naming{Named, Described, Bare, Document, Outlet, Author, Absent}
	mentionKinds    = []MentionKind{NameMention, NominalMention, PronounMention}
	placeKinds      = []string{"", "country", "region", "city", "area", "water", "feature", "other"}
	forms           = []Form{Direct, Indirect, Mixed}
	acts            = []string{"assert", "claim", "allege", "deny", "confirm", "admit", "warn", "threaten", "accuse", "demand", "order", "request", "promise", "predict", "believe", "know", "doubt", "intend", "feel", "ask", "decline", "show", "other"}
	stances         = []string{"", "neutral", "distancing", "endorsing"}
	saidPolarities  = []string{"", "positive", "negative"}
	determinacies   = []string{"", "asserted", "conditional", "possible", "asked"}
	speakerBases    = []string{"", "witness", "participant", "briefed", "document", "second-hand", "unstated"}
	eventPolarities = []string{"positive", "negative"}
	modalities      = []string{"actual", "future", "planned", "possible", "hypothetical", "counterfactual", "ordered", "unknown"}
	wordClasses     = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}
)

// A checker holds the document whose layers its methods check.
type checker struct{ d *Doc }

func (c checker) source() error {
	if !utf8.ValidString(c.d.Text) {
		return fmt.Errorf("text: not valid UTF-8")
	}
	return nil
}

func (c checker) header() error {
	h := c.d.Header
	if err := c.words("header title", h.Title); err != nil {
		return err
	}
	for i, w := range h.Byline {
		if err := c.words(fmt.Sprintf("header byline %d", i), w); err != nil {
			return err
		}
	}
	if err := c.words("header publisher", h.Publisher); err != nil {
		return err
	}
	if err := c.words("header dateline", h.Dateline); err != nil {
		return err
	}
	for i, cr := range h.Credits {
		at := fmt.Sprintf("header credit %d", i)
		if err := first(c.words(at, cr.Words), among(at, "kind", cr.Kind, creditKinds)); err != nil {
			return err
		}
	}
	return among("header", "basis", h.Basis, publishedBases)
}

// words checks that w repeats the text of its span.
func (c checker) words(at string, w Words) error {
	if w.Span == (Span{}) {
		return nil
	}
	if err := c.span(at, w.Span); err != nil {
		return err
	}
	if got := w.Span.In(c.d.Text); w.Text != got {
		return fmt.Errorf("%s: text is %q, but its span %v covers %q", at, w.Text, w.Span, got)
	}
	return nil
}

func (c checker) regions() error {
	end := 0
	for i, r := range c.d.Regions {
		at := fmt.Sprintf("region %d", i)
		if err := first(c.follows(at, r.Span, end), among(at, "kind", r.Kind, regionKinds)); err != nil {
			return err
		}
		end = r.Span.End
	}
	return nil
}

func (c checker) paragraphs() error {
	end := 0
	for i, p := range c.d.Paragraphs {
		at := fmt.Sprintf("paragraph %d", i)
		if err := first(c.follows(at, p.Span, end), among(at, "kind", p.Kind, regionKinds)); err != nil {
			return err
		}
		if i == 0 && p.Continues {
			return fmt.Errorf("%s: continues a paragraph, but is the first", at)
		}
		end = p.Span.End
	}
	return nil
}

func (c checker) tokens() error {
	end := 0
	for i, t := range c.d.Tokens {
		at := fmt.Sprintf("token %d", i)
		if err := c.follows(at, t.Span, end); err != nil {
			return err
		}
		if err := glue(at, c.d.Text, c.d.Tokens, i); err != nil {
			return err
		}
		end = t.Span.End
	}
	return nil
}

// glue checks that what token i says of the white space before it is so.
func glue(at, text string, tokens []Token, i int) error {
	t := tokens[i]
	if i == 0 {
		if t.Part {
			return fmt.Errorf("%s: part of a token before it, but is the first", at)
		}
		return nil
	}
	gap := text[tokens[i-1].Span.End:t.Span.Start]
	if t.Glue && hasSpace(gap) {
		return fmt.Errorf("%s: glued, but white space stands before it", at)
	}
	if !t.Glue && gap == "" {
		return fmt.Errorf("%s: not glued, but touches the token before", at)
	}
	if t.Part && !t.Glue {
		return fmt.Errorf("%s: part of the token before, but not glued to it", at)
	}
	return nil
}

func hasSpace(s string) bool {
	return slices.ContainsFunc([]rune(s), unicode.IsSpace)
}

func (c checker) sentences() error {
	end := 0
	for i, s := range c.d.Sentences {
		at := fmt.Sprintf("sentence %d", i)
		if s.First != end {
			return fmt.Errorf("%s: begins at token %d, want %d", at, s.First, end)
		}
		if err := c.tokenRange(at, s); err != nil {
			return err
		}
		if c.d.Tokens[s.First].Part {
			return fmt.Errorf("%s: begins inside a multiword token", at)
		}
		end = s.End
	}
	if end != len(c.d.Tokens) {
		return fmt.Errorf("sentences: end at token %d of %d", end, len(c.d.Tokens))
	}
	return nil
}

func (c checker) encoding() error {
	e := c.d.Encoding
	want := len(c.d.Tokens) * e.Dim
	for _, rows := range []struct {
		name string
		n    int
	}{{"syntax", len(e.Syntax)}, {"roles", len(e.Roles)}} {
		if rows.n != 0 && rows.n != want {
			return fmt.Errorf("encoding: %d values of %s, want %d", rows.n, rows.name, want)
		}
	}
	return nil
}

func (c checker) tags() error {
	if err := c.onePerToken("tags", len(c.d.Tags)); err != nil {
		return err
	}
	for i, t := range c.d.Tags {
		if err := among(fmt.Sprintf("tag %d", i), "UPOS", t.UPOS, wordClasses); err != nil {
			return err
		}
	}
	return nil
}

func (c checker) onePerToken(layer string, n int) error {
	if n != 0 && n != len(c.d.Tokens) {
		return fmt.Errorf("%s: %d for %d tokens", layer, n, len(c.d.Tokens))
	}
	return nil
}

func (c checker) deps() error {
	if err := c.onePerToken("deps", len(c.d.Deps)); err != nil || len(c.d.Deps) == 0 {
		return err
	}
	for i, s := range c.d.Sentences {
		if err := c.tree(s); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	return nil
}

// tree checks that the heads of sentence s are one tree.
func (c checker) tree(s Range) error {
	root := -1
	for i := s.First; i < s.End; i++ {
		dep := c.d.Deps[i]
		if dep.Rel == "" {
			return fmt.Errorf("dep %d: no relation", i)
		}
		if (dep.Head == -1) != (dep.Rel == "root") {
			return fmt.Errorf("dep %d: head %d with relation %q", i, dep.Head, dep.Rel)
		}
		if dep.Head != -1 && !s.Contains(dep.Head) {
			return fmt.Errorf("dep %d: head %d is outside the sentence", i, dep.Head)
		}
		if dep.Head == -1 && root != -1 {
			return fmt.Errorf("dep %d: second root, after %d", i, root)
		}
		if dep.Head == -1 {
			root = i
		}
	}
	if root == -1 {
		return fmt.Errorf("deps %d to %d: no root", s.First, s.End-1)
	}
	if i := circle(s.Len(), func(i int) int {
		if h := c.d.Deps[s.First+i].Head; h >= 0 {
			return h - s.First
		}
		return -1
	}); i >= 0 {
		return fmt.Errorf("dep %d: its heads go in a circle", s.First+i)
	}
	return nil
}

// circle is the first of n things whose parents never end in -1; -1 for none.
func circle(n int, parent func(int) int) int {
	ends := make([]bool, n) // known to lead to -1
	seen := make([]int, n)  // 1 + the start of the walk that came by
	for i := range n {
		j := i
		for j >= 0 && !ends[j] && seen[j] != i+1 {
			seen[j] = i + 1
			j = parent(j)
		}
		if j >= 0 && !ends[j] {
			return i
		}
		for j = i; j >= 0 && !ends[j]; j = parent(j) {
			ends[j] = true
		}
	}
	return -1
}

func (c checker) entities() error {
	end := 0
	for i, e := range c.d.Entities {
		at := fmt.Sprintf("entity %d", i)
		if err := first(
			c.follows(at, e.Span, end),
			c.tokenRange(at, e.Tokens),
			among(at, "kind", e.Kind, entityKinds),
			confidence(at, e.Confidence),
		); err != nil {
			return err
		}
		if !c.d.SpanOf(e.Tokens).Contains(e.Span) {
			return fmt.Errorf("%s: span %v reaches out of its tokens %v", at, e.Span, c.d.SpanOf(e.Tokens))
		}
		end = e.Span.End
	}
	return nil
}

func (c checker) times() error {
	times := c.d.Times
	start := 0
	for i, t := range times {
		at := fmt.Sprintf("time %d", i)
		if err := first(
			c.inOrder(at, t.Span, start),
			among(at, "type", t.Type, timeTypes),
			among(at, "basis", t.Basis, bases),
			index(at, "anchor", t.Anchor, len(times)),
		); err != nil {
			return err
		}
		if t.Value == "" {
			return fmt.Errorf("%s: no value", at)
		}
		start = t.Span.Start
	}
	if i := circle(len(times), func(i int) int { return times[i].Anchor }); i >= 0 {
		return fmt.Errorf("time %d: its anchors go in a circle", i)
	}
	return nil
}

func (c checker) figures() error {
	start := 0
	for i, f := range c.d.Figures {
		at := fmt.Sprintf("figure %d", i)
		if err := first(
			c.inOrder(at, f.Span, start),
			among(at, "kind", f.Kind, figureKinds),
			c.maybeSpan(at+" of", f.Of),
			finite(at, f.Value, f.Min, f.Max),
		); err != nil {
			return err
		}
		if f.HasMin && f.HasMax && f.Min > f.Max {
			return fmt.Errorf("%s: min %v is over max %v", at, f.Min, f.Max)
		}
		start = f.Span.Start
	}
	return nil
}

func (c checker) actors() error {
	start := 0
	for i, a := range c.d.Actors {
		at := fmt.Sprintf("actor %d", i)
		if a.Name == "" {
			return fmt.Errorf("%s: no name", at)
		}
		if err := first(
			among(at, "kind", a.Kind, actorKinds),
			among(at, "naming", a.Naming, actorNamings),
			count(at, a.Count),
			country(at, a.Country),
			c.roles(at, a.Roles),
			c.mentions(at, a.Mentions),
		); err != nil {
			return err
		}
		if len(a.Mentions) == 0 {
			continue // known from outside the text
		}
		if err := c.inOrder(at, a.Mentions[0].Span, start); err != nil {
			return err
		}
		start = a.Mentions[0].Span.Start
	}
	return nil
}

func (c checker) roles(at string, roles []Role) error {
	for i, r := range roles {
		if err := c.span(fmt.Sprintf("%s role %d", at, i), r.Span); err != nil {
			return err
		}
	}
	return nil
}

func (c checker) mentions(at string, mentions []Mention) error {
	start := 0
	for i, m := range mentions {
		at := fmt.Sprintf("%s mention %d", at, i)
		if err := first(
			c.inOrder(at, m.Span, start),
			c.tokenRange(at, m.Tokens),
			among(at, "kind", m.Kind, mentionKinds),
		); err != nil {
			return err
		}
		if !m.Tokens.Contains(m.Head) {
			return fmt.Errorf("%s: head %d is not among its tokens %v", at, m.Head, m.Tokens)
		}
		start = m.Span.Start
	}
	return nil
}

func (c checker) places() error {
	start := 0
	for i, p := range c.d.Places {
		at := fmt.Sprintf("place %d", i)
		if p.Name == "" {
			return fmt.Errorf("%s: no name", at)
		}
		if err := first(
			among(at, "kind", p.Kind, placeKinds),
			country(at, p.Country),
			finite(at, p.Latitude, p.Longitude),
			c.spans(at+" mention", p.Mentions),
		); err != nil {
			return err
		}
		if math.Abs(p.Latitude) > 90 || math.Abs(p.Longitude) > 180 {
			return fmt.Errorf("%s: %v, %v is nowhere on Earth", at, p.Latitude, p.Longitude)
		}
		if len(p.Mentions) == 0 {
			continue
		}
		if err := c.inOrder(at, p.Mentions[0], start); err != nil {
			return err
		}
		start = p.Mentions[0].Start
	}
	return nil
}

func (c checker) statements() error {
	statements := c.d.Statements
	start := 0
	for i, s := range statements {
		at := fmt.Sprintf("statement %d", i)
		if err := first(
			c.statement(at, s),
			c.inOrder(at, s.extent(), start),
			index(at, "parent", s.Parent, len(statements)),
		); err != nil {
			return err
		}
		start = s.extent().Start
		if s.Parent >= 0 && !hull(statements[s.Parent].Content).Contains(hull(s.Content)) {
			return fmt.Errorf("%s: content %v is outside that of its parent %d", at, hull(s.Content), s.Parent)
		}
	}
	if i := circle(len(statements), func(i int) int { return statements[i].Parent }); i >= 0 {
		return fmt.Errorf("statement %d: its parents go in a circle", i)
	}
	return nil
}

func (c checker) statement(at string, s Statement) error {
	return first(
		among(at, "form", s.Form, forms),
		c.spans(at+" content", s.Content),
		c.spans(at+" cue", s.Cue),
		c.speaker(at+" source", s.Source),
		c.maybeSpan(at+" addressee", s.Addressee),
		c.maybeSpan(at+" channel", s.Channel),
		index(at, "said at", s.SaidAt, len(c.d.Times)),
		among(at, "act", s.Act, acts),
		among(at, "stance", s.Stance, stances),
		among(at, "polarity", s.Polarity, saidPolarities),
		among(at, "determinacy", s.Determinacy, determinacies),
		c.chain(at, s.Chain),
		confidence(at, s.Confidence),
	)
}

// extent is the span of all that s consists of.
func (s Statement) extent() Span {
	return hull(s.Content).Union(hull(s.Cue)).Union(hull(s.Source.Spans))
}

func hull(spans []Span) Span {
	var h Span
	for _, s := range spans {
		h = h.Union(s)
	}
	return h
}

func (c checker) speaker(at string, s Speaker) error {
	if s.Naming == Absent && len(s.Spans) > 0 {
		return fmt.Errorf("%s: absent, but has words", at)
	}
	return first(
		c.spans(at, s.Spans),
		index(at, "head", s.Head, len(c.d.Tokens)),
		index(at, "actor", s.Actor, len(c.d.Actors)),
		among(at, "naming", s.Naming, namings),
		count(at, s.Count),
		c.maybeSpan(at+" reason", s.Reason),
		among(at, "basis", s.Basis, speakerBases),
	)
}

func (c checker) chain(at string, links []Link) error {
	for i, l := range links {
		at := fmt.Sprintf("%s link %d", at, i)
		if err := first(
			index(at, "actor", l.Actor, len(c.d.Actors)),
			among(at, "naming", l.Naming, namings),
			c.maybeSpan(at+" evidence", l.Evidence),
		); err != nil {
			return err
		}
	}
	return nil
}

func (c checker) events() error {
	start := 0
	again := make([]bool, len(c.d.Events)) // tellings of an earlier event
	for i, e := range c.d.Events {
		at := fmt.Sprintf("event %d", i)
		if err := first(
			c.inOrder(at, e.Trigger, start),
			c.head(at, e.Head),
			c.participants(at+" agent", e.Agents),
			c.participants(at+" patient", e.Patients),
			c.participants(at+" recipient", e.Recipients),
			c.participants(at+" instrument", e.Instruments),
			index(at, "time", e.Time.Time, len(c.d.Times)),
			among(at, "time basis", e.Time.Basis, bases),
			index(at, "place", e.Place, len(c.d.Places)),
			index(at, "statement", e.Statement, len(c.d.Statements)),
			among(at, "polarity", e.Polarity, eventPolarities),
			among(at, "modality", e.Modality, modalities),
			confidence(at, e.Confidence),
		); err != nil {
			return err
		}
		for _, f := range e.Figures {
			if f < 0 || f >= len(c.d.Figures) {
				return fmt.Errorf("%s: figure %d of %d", at, f, len(c.d.Figures))
			}
		}
		if again[i] && len(e.Again) > 0 {
			return fmt.Errorf("%s: is told before and has tellings of its own", at)
		}
		for _, k := range e.Again {
			if k <= i || k >= len(again) || again[k] {
				return fmt.Errorf("%s: told again as event %d, want a later one of %d that is nobody else's", at, k, len(again))
			}
			again[k] = true
		}
		start = e.Trigger.Start
	}
	return nil
}

func (c checker) participants(at string, ps []Participant) error {
	for i, p := range ps {
		at := fmt.Sprintf("%s %d", at, i)
		if err := first(
			c.span(at, p.Span),
			c.head(at, p.Head),
			index(at, "actor", p.Actor, len(c.d.Actors)),
		); err != nil {
			return err
		}
	}
	return nil
}

// head checks that i is a token.
func (c checker) head(at string, i int) error {
	if i < 0 || i >= len(c.d.Tokens) {
		return fmt.Errorf("%s: head %d of %d tokens", at, i, len(c.d.Tokens))
	}
	return nil
}

// span checks that s holds text and cuts no character.
func (c checker) span(at string, s Span) error {
	if s.Start < 0 || s.End > len(c.d.Text) {
		return fmt.Errorf("%s: span %v is outside the text of %d bytes", at, s, len(c.d.Text))
	}
	if s.Empty() {
		return fmt.Errorf("%s: span %v is empty", at, s)
	}
	for _, b := range []int{s.Start, s.End} {
		if b < len(c.d.Text) && !utf8.RuneStart(c.d.Text[b]) {
			return fmt.Errorf("%s: span %v cuts a character", at, s)
		}
	}
	return nil
}

// maybeSpan is span for a field whose empty span stands for none.
func (c checker) maybeSpan(at string, s Span) error {
	if s == (Span{}) {
		return nil
	}
	return c.span(at, s)
}

// spans checks a list that is in text order without overlap.
func (c checker) spans(at string, spans []Span) error {
	end := 0
	for i, s := range spans {
		if err := c.follows(fmt.Sprintf("%s %d", at, i), s, end); err != nil {
			return err
		}
		end = s.End
	}
	return nil
}

// follows checks that s begins no earlier than end, the end of the one before.
func (c checker) follows(at string, s Span, end int) error {
	if err := c.span(at, s); err != nil {
		return err
	}
	if s.Start < end {
		return fmt.Errorf("%s: span %v begins before the end %d of the one before", at, s, end)
	}
	return nil
}

// inOrder checks that s begins no earlier than start, the start of the one before.
func (c checker) inOrder(at string, s Span, start int) error {
	if err := c.span(at, s); err != nil {
		return err
	}
	if s.Start < start {
		return fmt.Errorf("%s: span %v begins before the start %d of the one before", at, s, start)
	}
	return nil
}

// tokenRange checks that r holds tokens.
func (c checker) tokenRange(at string, r Range) error {
	if r.First < 0 || r.End > len(c.d.Tokens) || r.Len() <= 0 {
		return fmt.Errorf("%s: tokens %d to %d of %d", at, r.First, r.End, len(c.d.Tokens))
	}
	return nil
}

// index checks a reference into a layer of n, where -1 is none.
func index(at, field string, i, n int) error {
	if i < -1 || i >= n {
		return fmt.Errorf("%s: %s %d of %d", at, field, i, n)
	}
	return nil
}

func among[T ~string](at, field string, value T, list []T) error {
	if !slices.Contains(list, value) {
		return fmt.Errorf("%s: unknown %s %q", at, field, string(value))
	}
	return nil
}

func confidence(at string, f float64) error {
	if !(f >= 0 && f <= 1) { // NaN is neither
		return fmt.Errorf("%s: confidence %v is not between 0 and 1", at, f)
	}
	return nil
}

func finite(at string, numbers ...float64) error {
	for _, f := range numbers {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%s: %v is not a number", at, f)
		}
	}
	return nil
}

func count(at string, n Count) error {
	if n.Min < 0 || n.Max < 0 || (n.Max > 0 && n.Max < n.Min) {
		return fmt.Errorf("%s: count from %d to %d", at, n.Min, n.Max)
	}
	return nil
}

func country(at, code string) error {
	if code == "" {
		return nil
	}
	if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' {
		return fmt.Errorf("%s: country %q is not an ISO 3166-1 alpha-2 code", at, code)
	}
	return nil
}

// first is the first error that is not nil.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
