package sourcing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/record"
)

// A Finding is a place where a rule of newsroom standards asks a question.
type Finding struct {
	Kind      Kind          `json:"kind"`
	Sentence  string        `json:"sentence"`  // what is asked about, in one plain sentence
	Spans     []record.Span `json:"spans"`     // the words that show it, in text order; never empty
	Statement string        `json:"statement"` // id of the statement that shows it
}

// Words are the words that show f, with "…" between them, on one line; a comma
// that ends them is the sentence's and left out.
func (f Finding) Words() string { return strings.TrimSuffix(wordsOf(f.Spans), ",") }

// A Kind is a rule.
type Kind string

// The rules.
const (
	UnnamedLead    Kind = "unnamed-lead"
	UnnamedOpinion Kind = "unnamed-opinion"
	PluralForOne   Kind = "plural-for-one"
	BareSource     Kind = "bare-source"
	NoReason       Kind = "no-reason"
	UnnamedOrigin  Kind = "unnamed-origin"
)

// A Rule is a kind of finding and what it looks for.
type Rule struct {
	Kind     Kind
	Sentence string // what a finding says
	Looks    string // what it looks for, for a list of the rules
}

// Rules are all rules, the gravest first.
func Rules() []Rule { return slices.Clone(rules) }

var rules = []Rule{
	{UnnamedLead, "The lead rests on one source without a name.", "a lead or a headline that rests on one source without a name"},
	{UnnamedOpinion, "A source without a name gives an opinion; anonymity is for facts.", "opinion, forecast or accusation from a source without a name"},
	{PluralForOne, "These words make several sources of what is one elsewhere in the report.", "\"officials\" where the report shows one official"},
	{BareSource, "Nothing tells who this source is, not even an office or a place.", "\"sources\", \"an official\": nothing that describes who they are"},
	{NoReason, "The report does not say why this source has no name.", "a source without a name and no reason why (once a source)"},
	{UnnamedOrigin, "This comes second-hand, and nobody is named whom it goes back to.", "a claim told second-hand whose origin has no name"},
}

func sentence(k Kind) string {
	return rules[slices.IndexFunc(rules, func(r Rule) bool { return r.Kind == k })].Sentence
}

// findings are what all rules find, in text order.
func (x *report) findings() []Finding {
	out := []Finding{}
	add := func(k Kind, i int, spans ...[]record.Span) {
		f := Finding{Kind: k, Sentence: sentence(k), Spans: inOrder(slices.Concat(spans...)), Statement: x.r.Statements[i].ID}
		if len(f.Spans) > 0 {
			out = append(out, f)
		}
	}
	x.lead(add)
	asked := map[string]bool{} // sources that bareSource and noReason have seen; a headline is too short for them
	for i := range x.sources {
		x.opinion(i, add)
		x.plural(i, add)
		x.origin(i, add)
		if s := x.sources[i]; s.unnamed() && s.informs() && !pointsBack(s.words) && !asked[s.key] && !x.inHeadline(i) {
			asked[s.key] = true
			x.bareSource(i, add)
			x.noReason(i, add)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
	return out
}

// A found takes a finding: its rule, the index of the statement, and its words.
type found = func(k Kind, i int, spans ...[]record.Span)

// opinion: what only a named person should answer for. The words of a statement
// inside this one are somebody else's.
func (x *report) opinion(i int, add found) {
	s := x.sources[i]
	switch {
	case !s.unnamed(), s.class == bystander, s.anyone(), s.st.Determinacy == "possible", s.st.Determinacy == "conditional", s.st.Determinacy == "asked":
		return
	case s.class == person && !s.somebody():
		return
	case strings.HasPrefix(strings.ToLower(wordsOf(s.st.Cue)), "to "): // what might be said
		return
	case s.class == critic && x.inHeadline(i): // a headline is too short to name them
		return
	}
	if w, ok := opinionIn(s.st.Content, x.innerContent(i)); ok {
		add(UnnamedOpinion, i, s.st.Source.Spans, []record.Span{w})
		return
	}
	if opinions["act"][s.st.Act] || opinions["cue"][s.st.CueLemma] {
		add(UnnamedOpinion, i, s.st.Source.Spans, s.st.Cue)
	}
}

func (x *report) innerContent(i int) []record.Span {
	var out []record.Span
	for _, k := range x.inside[i] {
		out = append(out, x.r.Statements[k].Content...)
	}
	return out
}

// plural: several sources in these words, one where the record shows who they
// are: by its count, by another mention of the same actor, or by the same words
// given to one.
func (x *report) plural(i int, add found) {
	s := x.sources[i]
	if s.class != insider && s.class != critic || !s.head.plural || !s.informs() {
		return
	}
	if c := s.st.Source.Count; c != nil && c.Max != nil && *c.Max == 1 {
		add(PluralForOne, i, s.st.Source.Spans)
		return
	}
	if c := s.st.Source.Count; c != nil && c.Min > 1 && c.Max != nil { // "two officials": counted out
		return
	}
	one, ok := x.single[s.key]
	if !ok || x.sources[one].head.one != s.head.one {
		one = x.onlyOne(i)
	}
	if one >= 0 {
		add(PluralForOne, i, s.st.Source.Spans, x.sources[one].st.Source.Spans)
	}
}

// onlyOne is the statement in which one unnamed source says what the several of
// statement i say, where nobody else says it; or -1.
func (x *report) onlyOne(i int) int {
	if x.group[i] < 0 || len(x.claims[x.group[i]].voices) != 2 {
		return -1
	}
	for _, k := range x.claims[x.group[i]].voices {
		if s := x.sources[k]; s.key != x.sources[i].key && s.unnamed() && s.one() && x.sources[i].head.covers(s.head) {
			return k
		}
	}
	return -1
}

// covers tells whether the people of n may be o: the same word, or one that says
// nothing of them.
func (n noun) covers(o noun) bool {
	return n.one == o.one || n.one == "source" || n.one == "person" || o.one == "source" || o.one == "person"
}

func (x *report) bareSource(i int, add found) {
	s := x.sources[i]
	if s.class == insider && s.st.Source.Basis != "briefed" && undescribed(s.words) {
		add(BareSource, i, s.st.Source.Spans)
	}
}

// noReason: a reason may stand in the words for the source, or in its paragraph,
// where it is not another's.
func (x *report) noReason(i int, add found) {
	s := x.sources[i]
	if !s.knows() || x.reasoned[s.key] || givesReason(s.words) {
		return
	}
	if p := x.paragraphAt(s.st); p >= 0 && !x.owned[p] && givesReason(x.paragraphText(p)) {
		return
	}
	add(NoReason, i, s.st.Source.Spans)
}

// origin: told on, and whoever it goes back to is not named. What a document
// tells on, the document answers for.
func (x *report) origin(i int, add found) {
	s := x.sources[i]
	if !SecondHand(x.r, s.st) || len(x.inside[i]) > 0 || !s.informs() || s.anyone() {
		return
	}
	nameless := s.unnamed()
	switch n := len(s.st.Chain); {
	case between(x.r, s.st) == 0: // somebody heard it from somebody the report does not tell of
		nameless = s.class != family
	case s.st.Chain[n-2].Naming == "document":
		nameless = false
	case s.class == person:
		nameless = s.somebody()
	case s.head.plural && !counted(s.st.Source.Count): // "many": of whom a person speaks, but whom a paper would quote
		nameless = nameless && x.outlet(s.st.Chain[n-2])
	}
	if !nameless {
		return
	}
	words := s.st.Source.Spans
	if len(words) == 0 {
		words = s.st.Cue
	}
	if len(words) == 0 {
		words = s.st.Content
	}
	add(UnnamedOrigin, i, words)
}

// outlet tells whether a link is a newspaper or another outlet.
func (x *report) outlet(l record.Link) bool {
	if l.Naming == "outlet" {
		return true
	}
	return l.Actor != nil && x.actors[*l.Actor] != nil && x.actors[*l.Actor].Kind == "outlet"
}

// leadReach is how many paragraphs of the body may come before the first
// statement for it still to be the lead's.
const leadReach = 3

// lead: the first body paragraph with a statement, where all that it says comes
// from one source without a name and nobody else in the report says the same; or
// else the headline, where nobody with a name is heard in the lead below it.
func (x *report) lead(add found) {
	in := x.statementsIn(x.leadParagraph())
	if !x.restsOnOne(in) {
		if in = x.statementsIn(x.top); x.namedInLead() || !x.restsOnOne(in) {
			return
		}
	}
	i := in[len(in)-1]
	add(UnnamedLead, i, x.sources[i].st.Source.Spans)
}

// namedInLead tells whether somebody with a name, or a body, is heard in the first
// paragraphs.
func (x *report) namedInLead() bool {
	for _, p := range x.first {
		for _, i := range x.statementsIn(p) {
			if x.sources[i].class == body {
				return true
			}
		}
	}
	return false
}

// restsOnOne tells whether the statements all go back to one source without a
// name, of the kind that newsrooms quote so.
func (x *report) restsOnOne(statements []int) bool {
	key := ""
	for _, i := range statements {
		s := x.sources[i]
		if len(x.inside[i]) > 0 || !s.informs() { // whoever is inside is nearer to it
			continue
		}
		if s.class != insider && s.class != critic && !s.knows() || !s.one() || key != "" && s.key != key {
			return false
		}
		key = s.key
		if g := x.group[i]; g >= 0 && x.others(g, key) {
			return false
		}
	}
	return key != ""
}

// others tells whether a claim has an origin besides the source called key; a
// plural that stands for it is none.
func (x *report) others(group int, key string) bool {
	for _, i := range x.claims[group].origins {
		if s := x.sources[i]; s.key != key && !(s.unnamed() && s.head.plural && s.class == insider) {
			return true
		}
	}
	return false
}

// leadParagraph is the body paragraph where the report first gives a statement,
// the zero value where that comes too late to be the lead.
func (x *report) leadParagraph() record.Paragraph {
	for _, p := range x.first {
		if len(x.statementsIn(p)) > 0 {
			return p
		}
	}
	return record.Paragraph{}
}

// inHeadline tells whether the source of statement i stands in the headline.
func (x *report) inHeadline(i int) bool {
	p := x.top
	for _, s := range x.sources[i].st.Source.Spans {
		return p.Start <= s.Start && s.Start < p.End
	}
	return false
}

// paragraphs are those of one kind, with what a page break cut off put back.
func (x *report) paragraphs(kind string) []record.Paragraph {
	var out []record.Paragraph
	for _, p := range x.r.Document.Paragraphs {
		if p.Kind != kind {
			continue
		}
		if p.Continues && len(out) > 0 {
			out[len(out)-1].End = p.End
			continue
		}
		out = append(out, p)
	}
	return out
}

// statementsIn are the statements whose words begin in p.
func (x *report) statementsIn(p record.Paragraph) []int {
	var out []int
	for i, at := range x.begins {
		if p.Start <= at && at < p.End {
			out = append(out, i)
		}
	}
	return out
}

// inOrder sorts spans and leaves out those inside others.
func inOrder(spans []record.Span) []record.Span {
	slices.SortStableFunc(spans, func(a, b record.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var out []record.Span
	for _, s := range spans {
		if s.End <= s.Start || len(out) > 0 && s.End <= out[len(out)-1].End {
			continue
		}
		out = append(out, s)
	}
	return out
}
