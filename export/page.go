package export

import (
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

// A page is what a reader is told of one report.
type page struct {
	rec      *record.Record
	title    string
	facts    []fact
	speakers []speaker // in order of their first statement
	sourcing sourcing.Card
	chronology
	cast  []castGroup
	tally tally
}

// A fact is one line about the report itself.
type fact struct{ label, value string }

// A tally counts what stands on a page.
type tally struct{ statements, speakers, unnamed, secondHand int }

// A speaker is whoever statements are attributed to.
type speaker struct {
	name    string
	naming  string // a value of record.Source.Naming, or "body"
	about   string // role, or what kind of source it is
	entries []entry
}

// An entry is one statement.
type entry struct {
	st      *record.Statement
	speaker string
	naming  string
	cue     string
	content string
	notes   []string // what else the report says of it, in words
	chain   []string // names from the report outward; only where second-hand
	nested  []entry
}

// A castGroup is one part of the cast.
type castGroup struct {
	title   string
	members []member
}

// A member is one actor.
type member struct {
	actor      *record.Actor
	about      string
	statements int
}

// newPage works out what r says.
func newPage(r *record.Record) page {
	x := newIndex(r)
	p := page{rec: r, title: title(r), facts: facts(r)}
	p.speakers = x.speakers()
	p.sourcing = sourcing.Of(*r)
	p.tally = x.count()
	p.chronology = x.chronology().once()
	p.cast = x.cast()
	return p
}

// An index finds the things that ids speak of.
type index struct {
	r          *record.Record
	actors     map[string]*record.Actor
	places     map[string]*record.Place
	times      map[string]*record.Time
	statements map[string]*record.Statement
	inside     map[string][]*record.Statement // by the id of their parent
	bodies     map[string]bool                // ids of the statements of bodies without a name of their own
}

func newIndex(r *record.Record) index {
	x := index{
		r:          r,
		actors:     map[string]*record.Actor{},
		places:     map[string]*record.Place{},
		times:      map[string]*record.Time{},
		statements: map[string]*record.Statement{},
		inside:     map[string][]*record.Statement{},
		bodies:     sourcing.Bodies(r),
	}
	for i := range r.Actors {
		x.actors[r.Actors[i].ID] = &r.Actors[i]
	}
	for i := range r.Places {
		x.places[r.Places[i].ID] = &r.Places[i]
	}
	for i := range r.Times {
		x.times[r.Times[i].ID] = &r.Times[i]
	}
	for i := range r.Statements {
		x.statements[r.Statements[i].ID] = &r.Statements[i]
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Parent != nil && x.statements[*s.Parent] != nil {
			x.inside[*s.Parent] = append(x.inside[*s.Parent], s)
		}
	}
	return x
}

// look is the thing that id speaks of; nil for none.
func look[T any](m map[string]*T, id *string) *T {
	if id == nil {
		return nil
	}
	return m[*id]
}

func title(r *record.Record) string {
	if t := r.Document.Title; t != nil && t.Text != "" {
		return oneLine(t.Text)
	}
	return "Untitled report"
}

func facts(r *record.Record) []fact {
	d := r.Document
	var out []fact
	add := func(label, value string) {
		if value != "" {
			out = append(out, fact{label, oneLine(value)})
		}
	}
	if d.Publisher != nil {
		add("Publisher", d.Publisher.Text)
	}
	var authors []string
	for _, b := range d.Byline {
		authors = append(authors, b.Text)
	}
	add("By", listing(authors))
	add("Date", published(d))
	if d.Dateline != nil {
		add("Dateline", d.Dateline.Text)
	}
	for _, c := range d.Credits {
		add("Credit", credit(c))
	}
	add("Language", d.Language)
	add("Length", plural(len(strings.Fields(d.Text)), "word"))
	add("File", d.Origin.Path)
	add("Address", d.Origin.URL)
	for _, w := range r.Warnings {
		add("Note", w.Message)
	}
	return out
}

// published is the date of the report and where it is known from.
func published(d record.Document) string {
	from := map[string]string{
		"given": "as given", "metadata": "from the metadata", "dateline": "from the dateline", "text": "from the text",
	}[d.PublishedBasis]
	switch {
	case d.Published == nil:
		return "not known"
	case from == "":
		return humanDate(*d.Published)
	}
	return humanDate(*d.Published) + ", " + from
}

func credit(c record.Credit) string {
	switch {
	case c.Name == "":
		return c.Text
	case c.Kind == "":
		return c.Name
	}
	return c.Name + " (" + c.Kind + ")"
}

// speakers groups the outermost statements by who makes them.
func (x index) speakers() []speaker {
	var out []speaker
	at := map[string]int{}
	for i := range x.r.Statements {
		s := &x.r.Statements[i]
		if s.Parent != nil && x.statements[*s.Parent] != nil {
			continue
		}
		key := speakerKey(s)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key] = n
			out = append(out, x.speaker(s))
		}
		out[n].entries = append(out[n].entries, x.entry(s, 0))
	}
	return out
}

func speakerKey(s *record.Statement) string {
	if s.Source.Actor != nil {
		return "id " + *s.Source.Actor
	}
	return "name " + strings.ToLower(sourceName(s))
}

func (x index) speaker(s *record.Statement) speaker {
	sp := speaker{name: sourceName(s)}
	var about []string
	if a := look(x.actors, s.Source.Actor); a != nil {
		sp.name = oneLine(a.Name)
		about = append(about, roles(a)...)
	}
	sp.naming = x.naming(s)
	if n := namingWords(sp.naming); n != "" {
		about = append(about, n)
	}
	if s.Source.Count != nil {
		if n := countWords(*s.Source.Count); n != "" {
			about = append(about, n)
		}
	}
	sp.about = strings.Join(about, ", ")
	return sp
}

// naming is how the source of s is named; "body" where it is a body: nobody misses a
// name there.
func (x index) naming(s *record.Statement) string {
	if x.bodies[s.ID] {
		return "body"
	}
	return s.Source.Naming
}

// sourceName is the speaker as a page calls it.
func sourceName(s *record.Statement) string {
	if s.Source.Name != nil {
		return oneLine(*s.Source.Name)
	}
	if len(s.Source.Spans) > 0 {
		return spanText(s.Source.Spans)
	}
	if s.Source.Naming == "author" {
		return "the author"
	}
	return "nobody named"
}

// maxNesting bounds how deep statements inside statements are laid out; no
// report goes so far, and a hostile record must not exhaust the stack.
const maxNesting = 32

func (x index) entry(s *record.Statement, depth int) entry {
	e := entry{
		st:      s,
		speaker: sourceName(s),
		naming:  x.naming(s),
		cue:     spanText(s.Cue),
		content: spanText(s.Content),
		notes:   x.notes(s),
	}
	if sourcing.SecondHand(x.r, s) {
		e.chain = chainNames(s)
	}
	if depth < maxNesting {
		for _, inner := range x.inside[s.ID] {
			e.nested = append(e.nested, x.entry(inner, depth+1))
		}
	}
	return e
}

func chainNames(s *record.Statement) []string {
	var names []string
	for i, l := range s.Chain {
		switch {
		case i == 0 && (l.Naming == "outlet" || l.Naming == "author" || l.Name == nil):
			names = append(names, "this report")
		case l.Name != nil:
			names = append(names, oneLine(*l.Name))
		default:
			names = append(names, "somebody not named")
		}
	}
	return names
}

func (x index) notes(s *record.Statement) []string {
	var out []string
	if s.Act != "assert" && s.Act != "other" && s.Act != s.CueLemma {
		out = append(out, s.Act)
	}
	if s.Polarity == "negative" {
		out = append(out, "not said")
	}
	if s.Determinacy != "" && s.Determinacy != "asserted" {
		out = append(out, s.Determinacy)
	}
	switch s.Stance {
	case "distancing":
		out = append(out, "the writer keeps a distance")
	case "endorsing":
		out = append(out, "the writer takes it as true")
	}
	if s.Addressee != nil {
		out = append(out, "to "+oneLine(s.Addressee.Text))
	}
	if s.Channel != nil {
		out = append(out, oneLine(s.Channel.Text))
	}
	if t := look(x.times, s.SaidAt); t != nil {
		out = append(out, "said "+humanDate(t.Value))
	}
	if s.Source.AnonymityReason != nil {
		out = append(out, "not named: "+oneLine(s.Source.AnonymityReason.Text))
	}
	if sourcing.SecondHand(x.r, s) {
		out = append(out, "second-hand")
	}
	return out
}

func (x index) cast() []castGroup {
	said := map[string]int{}
	for _, s := range x.r.Statements {
		if s.Source.Actor != nil {
			said[*s.Source.Actor]++
		}
	}
	groups := []castGroup{{title: "People"}, {title: "Organisations"}, {title: "Groups and others"}}
	for i := range x.r.Actors {
		a := &x.r.Actors[i]
		g := &groups[castOf(a.Kind)]
		g.members = append(g.members, member{a, aboutActor(a), said[a.ID]})
	}
	return slices.DeleteFunc(groups, func(g castGroup) bool { return len(g.members) == 0 })
}

func castOf(kind string) int {
	switch kind {
	case "person":
		return 0
	case "organization", "government", "armed-force", "armed-group", "party", "outlet":
		return 1
	}
	return 2
}

// aboutActor says what an actor is, besides its name.
func aboutActor(a *record.Actor) string {
	about := roles(a)
	switch a.Kind {
	case "person", "organization", "group", "other":
	default:
		about = append(about, strings.ReplaceAll(a.Kind, "-", " "))
	}
	if a.Country != nil {
		about = append(about, *a.Country)
	}
	if len(a.Aliases) > 0 {
		about = append(about, "also "+strings.Join(a.Aliases, ", "))
	}
	return oneLine(strings.Join(about, ", "))
}

func roles(a *record.Actor) []string {
	var out []string
	for _, r := range a.Roles {
		words := oneLine(r.Text)
		if r.Former {
			words = "former " + strings.TrimPrefix(words, "former ")
		}
		if r.Organization != "" && !strings.Contains(words, r.Organization) {
			words += " (" + r.Organization + ")"
		}
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// cardFacts are what a sourcing card counts, a line each, leaving out what is none.
func cardFacts(c sourcing.Card) []fact {
	var kinds, quoted []string
	for _, t := range c.Naming {
		if t.Statements > 0 {
			kinds = append(kinds, strconv.Itoa(t.Statements)+" "+namingLabels[t.Naming])
		}
	}
	for _, q := range c.Quoted {
		quoted = append(quoted, oneLine(q.Name)+"\u00a0"+strconv.Itoa(q.Statements))
	}
	unnamed := 0
	for _, k := range c.OneSource {
		if k.Unnamed {
			unnamed++
		}
	}
	claims := strconv.Itoa(c.Claims)
	switch n := len(c.OneSource); {
	case n > 1 && n == c.Claims:
		claims += ", each on one source only"
	case n > 0:
		claims += ", " + strconv.Itoa(n) + " on one source only"
	}
	if unnamed > 0 {
		claims += " (" + strconv.Itoa(unnamed) + " on one without a name)"
	}
	hands := strconv.Itoa(c.FirstHand) + " first-hand"
	if c.SecondHand > 0 {
		hands += ", " + strconv.Itoa(c.SecondHand) + " second-hand"
	}
	statements := strconv.Itoa(c.Statements)
	if len(kinds) > 0 {
		statements += ": " + strings.Join(kinds, ", ")
	}
	out := []fact{{"Statements", statements}, {"Told", hands}, {"Claims", claims}}
	if len(quoted) > 0 {
		out = append(out, fact{"Quoted", strings.Join(quoted, " · ")})
	}
	return out
}

// namingLabels say in a word or two how the sources of statements are named.
var namingLabels = map[string]string{
	"named": "named", "described": "described", "bare": "bare", "document": "from documents", "outlet": "from other outlets",
	"author": "the author's", "absent": "of nobody given",
}

func (x index) count() tally {
	r := x.r
	t := tally{statements: len(r.Statements)}
	seen := map[string]bool{}
	for i := range r.Statements {
		s := &r.Statements[i]
		if sourcing.SecondHand(r, s) {
			t.secondHand++
		}
		if key := speakerKey(s); !seen[key] {
			seen[key] = true
			t.speakers++
			if unnamed(x.naming(s)) {
				t.unnamed++
			}
		}
	}
	return t
}

// words are t's counts, leaving out what is none.
func (t tally) words() string {
	out := []string{plural(t.statements, "statement"), plural(t.speakers, "speaker")}
	if t.unnamed > 0 {
		out = append(out, strconv.Itoa(t.unnamed)+" not named")
	}
	if t.secondHand > 0 {
		out = append(out, strconv.Itoa(t.secondHand)+" second-hand")
	}
	return strings.Join(out, ", ")
}

func namingWords(naming string) string {
	switch naming {
	case "described":
		return "not named"
	case "bare":
		return "not named, not described"
	case "document":
		return "a document"
	case "outlet":
		return "another outlet"
	}
	return ""
}

func countWords(c record.Count) string {
	switch {
	case c.Max == nil && c.Min > 1:
		return "at least " + strconv.Itoa(c.Min)
	case c.Max == nil || *c.Max == 1:
		return ""
	case *c.Max == c.Min:
		return strconv.Itoa(c.Min) + " of them"
	}
	return strconv.Itoa(c.Min) + " to " + strconv.Itoa(*c.Max)
}

// spanText is the words of spans, with "…" between them.
func spanText(spans []record.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = oneLine(s.Text)
	}
	return strings.Join(parts, " … ")
}

// oneLine is s with each run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// listing joins names as a sentence does.
func listing(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
