package record

import (
	"os"
	"sort"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A sample builds a document by hand out of phrases of its text.
type sample struct {
	t *testing.T
	d *doc.Doc
}

func newSample(t *testing.T, text string) *sample {
	s := &sample{t, &doc.Doc{Source: doc.Source{Text: text}}}
	s.cut()
	return s
}

// cut makes tokens of runs of letters and of single other characters, and
// sentences that end with a full stop or a line.
func (s *sample) cut() {
	text := s.d.Text
	first := 0
	for b := 0; b < len(text); {
		r, n := utf8.DecodeRuneInString(text[b:])
		start := b
		b += n
		if unicode.IsSpace(r) {
			continue
		}
		for word(r) && b < len(text) {
			next, n := utf8.DecodeRuneInString(text[b:])
			if !word(next) {
				break
			}
			b += n
		}
		i := len(s.d.Tokens)
		s.d.Tokens = append(s.d.Tokens, doc.Token{
			Span: doc.Span{Start: start, End: b},
			Glue: i > 0 && s.d.Tokens[i-1].Span.End == start,
		})
		if r == '.' || b < len(text) && text[b] == '\n' {
			s.d.Sentences = append(s.d.Sentences, doc.Range{First: first, End: i + 1})
			first = i + 1
		}
	}
	if first < len(s.d.Tokens) {
		s.d.Sentences = append(s.d.Sentences, doc.Range{First: first, End: len(s.d.Tokens)})
	}
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// span is the place of phrase. Where it stands more than once, "before|phrase"
// tells which: the first phrase after before.
func (s *sample) span(phrase string) doc.Span {
	s.t.Helper()
	before, words, ok := strings.Cut(phrase, "|")
	if !ok {
		before, words = "", phrase
	}
	from := strings.Index(s.d.Text, before)
	if from < 0 {
		s.t.Fatalf("no %q in the text", before)
	}
	from += len(before)
	i := strings.Index(s.d.Text[from:], words)
	if i < 0 {
		s.t.Fatalf("no %q after %q", words, before)
	}
	return doc.Span{Start: from + i, End: from + i + len(words)}
}

func (s *sample) spans(phrases ...string) []doc.Span {
	s.t.Helper()
	var out []doc.Span
	for _, p := range phrases {
		out = append(out, s.span(p))
	}
	return out
}

func (s *sample) head(span doc.Span) int { return s.d.TokensOf(span).First }

func (s *sample) paragraphs(headline string) {
	at := 0
	for _, block := range strings.SplitAfter(s.d.Text, "\n") {
		p := doc.Paragraph{Span: doc.Span{Start: at, End: at + len(strings.TrimRight(block, "\n"))}, Kind: doc.Body}
		at += len(block)
		if p.Span.Empty() {
			continue
		}
		switch words := p.Span.In(s.d.Text); {
		case words == headline:
			p.Kind = doc.Headline
		case len(s.d.Paragraphs) < 3 && len(words) < 80:
			p.Kind = doc.Byline
		}
		s.d.Paragraphs = append(s.d.Paragraphs, p)
		s.d.Regions = append(s.d.Regions, doc.Region{Span: p.Span, Kind: p.Kind})
	}
}

// actor adds an actor with its mentions and gives a way to speak of it.
func (s *sample) actor(name string, kind doc.ActorKind, naming doc.Naming, roles []string, mentions ...string) {
	s.t.Helper()
	a := doc.Actor{Name: name, Kind: kind, Naming: naming}
	for _, r := range roles {
		a.Roles = append(a.Roles, doc.Role{Span: s.span(r)})
	}
	for _, m := range mentions {
		span := s.span(m)
		r := s.d.TokensOf(span)
		kind := doc.NameMention
		switch words := span.In(s.d.Text); {
		case words == "He" || words == "She" || words == "it" || words == "his":
			kind = doc.PronounMention
		case words != name && words == strings.ToLower(words[:1])+words[1:]:
			kind = doc.NominalMention
		}
		a.Mentions = append(a.Mentions, doc.Mention{Span: span, Tokens: r, Head: r.First, Kind: kind})
	}
	sort.Slice(a.Mentions, func(i, j int) bool { return a.Mentions[i].Span.Start < a.Mentions[j].Span.Start })
	s.d.Actors = append(s.d.Actors, a)
}

// actorIndex is the actor of that name, -1 for none.
func (s *sample) actorIndex(name string) int {
	for i, a := range s.d.Actors {
		if a.Name == name {
			return i
		}
	}
	return -1
}

// A say is one statement in phrases.
type say struct {
	who, cue, act string
	said          []string
	by            string // the actor's name
	naming        doc.Naming
	via           []string // names between the publisher and the speaker
	parent        int      // 1 + index
	form          doc.Form
	edit          func(*doc.Statement)
}

func (s *sample) say(x say) {
	s.t.Helper()
	st := doc.Statement{
		Form: x.form, Content: s.spans(x.said...), Act: x.act, Stance: "neutral", Polarity: "positive",
		Determinacy: "asserted", SaidAt: -1, Parent: x.parent - 1, Confidence: 0.87654, Why: []string{"sample"},
	}
	if x.form == "" {
		st.Form = doc.Indirect
	}
	if x.cue != "" {
		st.Cue = s.spans(x.cue)
		st.Lemma = lemma(st.Cue[0].In(s.d.Text))
	}
	st.Source = doc.Speaker{Spans: s.spans(x.who), Actor: s.actorIndex(x.by), Name: x.by, Naming: x.naming}
	st.Source.Head = s.head(st.Source.Spans[0])
	if st.Source.Actor < 0 {
		st.Source.Name = st.Source.Spans[0].In(s.d.Text)
	}
	st.Chain = []doc.Link{{Actor: -1, Name: s.d.Header.Publisher.Text, Naming: doc.Outlet}}
	for _, v := range x.via {
		st.Chain = append(st.Chain, doc.Link{Actor: s.actorIndex(v), Name: v, Naming: doc.Outlet})
	}
	st.Chain = append(st.Chain, doc.Link{Actor: st.Source.Actor, Name: st.Source.Name, Naming: x.naming, Evidence: st.Source.Spans[0]})
	if x.edit != nil {
		x.edit(&st)
	}
	s.d.Statements = append(s.d.Statements, st)
}

func lemma(cue string) string {
	if l, ok := map[string]string{"said": "say", "says": "say", "told": "tell", "denied": "deny", "replied": "reply", "warned": "warn", "thought": "think", "had told": "tell", "did not believe": "believe", "described": "describe"}[cue]; ok {
		return l
	}
	return cue
}

// A happening is one event in phrases.
type happening struct {
	trigger        string
	agent, patient string
	time           int // 1 + index
	statement      int // 1 + index
	modality       string
	negative       bool
	background     bool
	place          int // 1 + index
}

func (s *sample) event(x happening) {
	s.t.Helper()
	e := doc.Event{
		Trigger: s.span(x.trigger), Polarity: "positive", Modality: x.modality, Background: x.background,
		Time: doc.EventTime{Time: x.time - 1, Basis: doc.BasisUnknown}, Place: x.place - 1, Statement: x.statement - 1, Confidence: 0.9,
	}
	e.Head = s.head(e.Trigger)
	if e.Modality == "" {
		e.Modality = "actual"
	}
	if x.negative {
		e.Polarity = "negative"
	}
	if x.time > 0 {
		t := s.d.Times[x.time-1]
		e.Time = doc.EventTime{Time: x.time - 1, Value: t.Value, Earliest: t.Earliest, Latest: t.Latest, Basis: t.Basis}
	}
	e.Agents = s.participants(x.agent)
	e.Patients = s.participants(x.patient)
	s.d.Events = append(s.d.Events, e)
}

func (s *sample) participants(phrase string) []doc.Participant {
	s.t.Helper()
	if phrase == "" {
		return nil
	}
	span := s.span(phrase)
	p := doc.Participant{Span: span, Head: s.head(span), Actor: -1}
	for i, a := range s.d.Actors {
		for _, m := range a.Mentions {
			if m.Span.Overlaps(span) {
				p.Actor = i
			}
		}
	}
	return []doc.Participant{p}
}

func (s *sample) time(phrase, value, basis string) {
	s.t.Helper()
	t := doc.Time{Span: s.span(phrase), Type: "DATE", Value: value, Basis: basis, Anchor: -1}
	if len(value) == len("2031-05-14") && value[0] == '2' {
		t.Earliest, t.Latest = value, value
	}
	if value[0] == 'P' {
		t.Type = "DURATION"
	}
	s.d.Times = append(s.d.Times, t)
}

func (s *sample) figure(phrase, kind string, value float64, unit string) *doc.Figure {
	s.t.Helper()
	f := doc.Figure{Span: s.span(phrase), Kind: kind, Value: value, HasValue: true, Unit: unit}
	s.d.Figures = append(s.d.Figures, f)
	return &s.d.Figures[len(s.d.Figures)-1]
}

// harbour is testdata/reports/harbour-strike.txt, read by hand.
func harbour(t *testing.T) *doc.Doc {
	text, err := os.ReadFile("../testdata/reports/harbour-strike.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := newSample(t, string(text))
	title := "Dockers at Kelmouth walk out as talks over night shifts collapse"
	s.d.Path, s.d.MediaType, s.d.Bytes = "testdata/reports/harbour-strike.txt", "text/plain", int64(len(text))
	s.d.Header = doc.Header{
		Title:     doc.Words{Text: title, Span: s.span(title)},
		Byline:    []doc.Words{{Text: "Odile Marchetti", Span: s.span("Odile Marchetti")}, {Text: "Tom Farrow", Span: s.span("Tom Farrow")}},
		Publisher: doc.Words{Text: "The Kelmouth Courier", Span: s.span("The Kelmouth Courier")},
		Dateline:  doc.Words{Text: "KELMOUTH, Norland, May 14", Span: s.span("KELMOUTH, Norland, May 14")},
		Published: "2031-05-14", Basis: "text", Language: "en",
		Credits: []doc.Credit{{Words: doc.Words{Text: "Norwire contributed to this report", Span: s.span("Norwire contributed to this report")}, Kind: "contributor", Name: "Norwire"}},
	}
	s.paragraphs(title)

	s.time("14 May 2031", "2031-05-14", doc.BasisExplicit)              // 1
	s.time("container port on |Wednesday", "2031-05-14", "publication") // 2
	s.time("by |the weekend", "2031-W20-WE", "publication")             // 3
	s.time("6 a.m.", "2031-05-14T06:00", "publication")                 // 4
	s.time("nineteen hours", "PT19H", doc.BasisExplicit)                // 5
	s.time("offered in |March", "2031-03", "publication")               // 6
	s.time("next Monday", "2031-05-19", "publication")                  // 7
	s.time("request on |Sunday", "2031-05-11", "publication")           // 8
	s.time("Tuesday evening", "2031-05-13TEV", "publication")           // 9
	s.time("2019", "2019", doc.BasisExplicit)                           // 10
	s.time("both sides on |Friday", "2031-05-16", "publication")        // 11
	s.time("twelve years", "P12Y", doc.BasisExplicit)                   // 12
	s.time("last November", "2030-11", "publication")                   // 13
	s.time("1998", "1998", doc.BasisExplicit)                           // 14
	s.time("June 1", "2031-06-01", "publication")                       // 15

	s.figure("Nearly 1,900", "count", 1900, "docker").Approximate = true
	s.figure("eleven", "count", 11, "ship").Of = s.span("ships")
	s.figure("4.5 percent", "percent", 4.5, "%")
	s.figure("300", "count", 300, "driver").Of = s.span("crane drivers")
	s.figure("Three people", "count", 3, "person")
	s.figure("about 38 million crowns", "money", 38e6, "").Approximate = true
	f := s.figure("no more than 20 million crowns a day", "rate", 0, "")
	f.HasValue, f.HasMax, f.Max = false, true, 20e6
	s.figure("a third", "percent", 33.3, "%")
	s.figure("some 210 kilometres", "measure", 210, "km").Approximate = true
	s.figure("30 percent", "percent", 30, "%")
	s.figure("61 accidents", "count", 61, "accident")

	s.actor("dockers", doc.ActorGroup, doc.Bare, nil, "Dockers", "1,900 |dockers")
	s.actor("The Kelmouth Courier", doc.ActorOutlet, doc.Named, nil, "The Kelmouth Courier", "told the |Courier", "seen by the |Courier")
	s.actor("Harbour Workers' Union", doc.ActorOrganization, doc.Named, nil, "Harbour Workers' Union", "said Rhona Tavish, |the union", "a figure that |the union", "ahead. |The union", "June 1, |the union")
	s.actor("Rhona Tavish", doc.ActorPerson, doc.Named, []string{"general secretary"}, "Rhona Tavish", "disputes. |Tavish", "oil jetty, |Tavish")
	s.actor("Brightwater Terminals", doc.ActorOrganization, doc.Named, nil, "Brightwater Terminals", "said that |it", "that |Brightwater", "November, when |Brightwater", "The company")
	s.actor("Casimir Holt", doc.ActorPerson, doc.Named, []string{"Chief executive"}, "Casimir Holt", "untrue,\" |Holt")
	s.actor("two people briefed on the company's plans", doc.ActorGroup, doc.Described, nil, "two people briefed on the company's plans", "The people")
	s.actor("Dagens Kurir", doc.ActorOutlet, doc.Named, nil, "Dagens Kurir")
	s.actor("a manager at the agency", doc.ActorPerson, doc.Described, nil, "a manager at the agency")
	s.actor("ministry of transport", doc.ActorGovernment, doc.Named, nil, "The ministry of transport")
	s.actor("Ilse Okonkwo", doc.ActorPerson, doc.Named, []string{"Transport Minister"}, "Ilse Okonkwo", "settlement, |Okonkwo", "She")
	s.actor("economists who worked for the union", doc.ActorGroup, doc.Described, nil, "economists who worked for the union")
	s.actor("Polar Meridian", doc.ActorOrganization, doc.Named, nil, "Polar Meridian", "north, |the company")
	s.actor("A spokesman", doc.ActorPerson, doc.Described, nil, "A spokesman")
	s.actor("A leaked memo from Sorrel's harbour master", doc.ActorDocument, doc.Described, nil, "A leaked memo from Sorrel's harbour master")
	s.actor("Dunstan Pryce", doc.ActorPerson, doc.Named, []string{"mayor"}, "Dunstan Pryce")
	s.actor("Marek Osei", doc.ActorPerson, doc.Named, []string{"a lasher"}, "Marek Osei", "real house.\" |He")
	s.actor("his daughter", doc.ActorPerson, doc.Described, nil, "his daughter", "him that |she")
	s.actor("An official at the ministry", doc.ActorPerson, doc.Described, nil, "An official at the ministry")
	one := doc.Count{Min: 1, Max: 1}
	s.d.Actors[6].Count = doc.Count{Min: 2, Max: 2}
	s.d.Actors[0].Count = doc.Count{Min: 1800}
	s.d.Actors[3].Count, s.d.Actors[2].Aliases = one, []string{"the union"}

	s.d.Places = []doc.Place{
		{Name: "Kelmouth", Kind: "city", Mentions: s.spans("Kelmouth", "KELMOUTH")},
		{Name: "Norland", Kind: "country", Located: true, Latitude: 61.5, Longitude: -4.25, Gazetteer: "geonames", ID: "0", Mentions: s.spans("Norland", "outer roads|Norland's fruit")},
		{Name: "Vessia", Kind: "country", Mentions: s.spans("Vessia")},
		{Name: "Sorrel", Kind: "city", Mentions: s.spans("Sorrel")},
	}
	s.d.Places[1].Mentions = s.spans("KELMOUTH, |Norland")

	s.say(say{who: "Rhona Tavish, the union's general secretary", by: "Rhona Tavish", naming: doc.Named, cue: "March,\" |said", act: "assert", form: doc.Direct,
		said: []string{"\"We sat there for nineteen hours and they offered us the same sheet of paper they offered in March,\"", "\"Nobody sleeps in this town until that paper changes.\""}})
	s.say(say{who: "The port's operator, Brightwater Terminals", by: "Brightwater Terminals", naming: doc.Named, cue: "Terminals, |said", act: "assert", form: doc.Mixed,
		said: []string{"that it regretted the strike and that its offer of a 4.5 percent pay rise remained \"on the table, in full.\""}})
	s.say(say{who: "Chief executive Casimir Holt", by: "Casimir Holt", naming: doc.Named, cue: "denied", act: "deny", said: []string{"that the company had threatened to bring in crews from abroad"}})
	s.say(say{who: "\"That is simply untrue,\" |Holt", by: "Casimir Holt", naming: doc.Named, cue: "Holt |told", act: "deny", form: doc.Direct,
		said: []string{"\"That is simply untrue,\"", "\"We have not hired one replacement worker and we do not intend to.\""},
		edit: func(st *doc.Statement) { st.Addressee = s.span("reporters") }})
	s.say(say{who: "two people briefed on the company's plans", by: "two people briefed on the company's plans", naming: doc.Described, cue: "plans |told", act: "claim",
		said: []string{"that Brightwater had asked an agency in the neighbouring republic of Vessia to keep 300 crane drivers ready from next Monday"},
		edit: func(st *doc.Statement) {
			st.Source.Count = doc.Count{Min: 2, Max: 2}
			st.Source.Basis, st.Addressee = "briefed", s.span("the Courier")
			st.Source.Reason = s.span("because they were not authorised to discuss the contract")
			st.Stance = "distancing"
		}})
	s.say(say{who: "the Vessian newspaper Dagens Kurir", by: "Dagens Kurir", naming: doc.Outlet, cue: "According to", act: "assert", said: []string{"a manager at the agency described it as \"insurance, nothing more.\""},
		edit: func(st *doc.Statement) { st.SaidAt = 7; st.Form = doc.Mixed }})
	s.say(say{who: "a manager at the agency", by: "a manager at the agency", naming: doc.Described, cue: "described", act: "assert", said: []string{"it as \"insurance, nothing more.\""}, via: []string{"Dagens Kurir"}, parent: 6, form: doc.Mixed,
		edit: func(st *doc.Statement) { st.Source.Basis = "second-hand" }})
	s.say(say{who: "The ministry of transport", by: "ministry of transport", naming: doc.Named, cue: "transport |said", act: "promise", said: []string{"that it would not send soldiers to unload food and medicine, as the previous government did during the strike of 2019"},
		edit: func(st *doc.Statement) { st.SaidAt = 8 }})
	s.say(say{who: "settlement, |Okonkwo", by: "Ilse Okonkwo", naming: doc.Named, cue: "replied", act: "assert", form: doc.Direct, said: []string{"\"I can close a door and lose the key. I cannot write their contract for them.\""}})
	s.say(say{who: "She", by: "Ilse Okonkwo", naming: doc.Named, cue: "She |warned", act: "warn", said: []string{"that each day of the strike would cost the country about 38 million crowns"}})
	s.say(say{who: "disputes. |Tavish", by: "Rhona Tavish", naming: doc.Named, cue: "disputes. Tavish |said", act: "claim", said: []string{"economists who worked for the union put the loss at no more than 20 million crowns a day"}})
	s.say(say{who: "economists who worked for the union", by: "economists who worked for the union", naming: doc.Described, cue: "worked for the union |put", act: "predict", said: []string{"the loss at no more than 20 million crowns a day"}, via: []string{"Rhona Tavish"}, parent: 11})
	s.say(say{who: "A leaked memo from Sorrel's harbour master", by: "A leaked memo from Sorrel's harbour master", naming: doc.Document, cue: "says", act: "show", form: doc.Mixed, said: []string{"that the smaller port \"cannot take more than four ships a week without closing the ferry berth.\""}})
	s.say(say{who: "Sorrel's mayor, Dunstan Pryce", by: "Dunstan Pryce", naming: doc.Named, cue: "did not believe", act: "doubt", said: []string{"that the ferries would stop"},
		edit: func(st *doc.Statement) { st.Polarity = "negative" }})
	s.say(say{who: "Marek Osei, 41, a lasher who has worked nights for twelve years,", by: "Marek Osei", naming: doc.Named, cue: "years, |said", act: "assert", form: doc.Mixed, said: []string{"his daughter had told him that she thought \"the port was my real house.\""}})
	s.say(say{who: "his daughter", by: "his daughter", naming: doc.Described, cue: "had told", act: "assert", form: doc.Mixed, said: []string{"that she thought \"the port was my real house.\""}, via: []string{"Marek Osei"}, parent: 15})
	s.say(say{who: "him that |she", by: "his daughter", naming: doc.Described, cue: "thought", act: "believe", form: doc.Mixed, said: []string{"\"the port was my real house.\""}, via: []string{"Marek Osei"}, parent: 16})
	s.say(say{who: "An official at the ministry, who asked not to be named,", by: "An official at the ministry", naming: doc.Described, cue: "named, |said", act: "promise", form: doc.Mixed, said: []string{"the government \"would not let it get that far.\""},
		edit: func(st *doc.Statement) { st.Source.Count = one }})

	s.event(happening{trigger: "stopped work", agent: "Nearly 1,900 dockers", time: 2, place: 2})
	s.event(happening{trigger: "broke down", agent: "on Wednesday after |talks over night shifts"})
	s.event(happening{trigger: "began", agent: "The walkout", time: 4})
	s.event(happening{trigger: "threatened", agent: "denied that |the company", statement: 3, negative: true})
	s.event(happening{trigger: "hired", agent: "headquarters. \"|We", patient: "one replacement worker", statement: 4, negative: true})
	s.event(happening{trigger: "had asked", agent: "told the Courier that |Brightwater", patient: "an agency in the neighbouring republic of Vessia", statement: 5, place: 3})
	s.event(happening{trigger: "keep 300 crane drivers ready", agent: "an agency", statement: 5, time: 7, modality: "planned", place: 3})
	s.event(happening{trigger: "send", agent: "The ministry of transport", patient: "soldiers", statement: 8, negative: true, modality: "future"})
	s.event(happening{trigger: "were injured", patient: "Three people", time: 10, background: true})
	s.event(happening{trigger: "meet", agent: "Transport Minister Ilse Okonkwo", patient: "both sides", time: 11, modality: "planned"})
	s.event(happening{trigger: "divert", agent: "Polar Meridian", patient: "two vessels", modality: "planned", place: 4})
	s.event(happening{trigger: "replaced", agent: "November, when |Brightwater", patient: "the fixed rota", time: 13})
	s.event(happening{trigger: "had won", agent: "rota that |dockers", patient: "the fixed rota", time: 14, background: true})
	s.event(happening{trigger: "extend", agent: "June 1, |the union", patient: "the stoppage", time: 15, modality: "possible"})
	s.d.Warnings = []doc.Warning{{Code: "sample", Message: "read by hand"}}
	return s.d
}
