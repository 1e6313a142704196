package doc

import (
	"math"
	"strings"
	"testing"
)

// wellFormed is a document with something in every layer.
//
//	Vilma Dorn said on Monday she didn't know.
//	0     6    11   16 19     26  30 33 36  41
func wellFormed() *Doc {
	text := "Vilma Dorn said on Monday she didn't know."
	words := []string{"Vilma", "Dorn", "said", "on", "Monday", "she", "did", "n't", "know", "."}
	d := &Doc{Source: Source{Text: text}}
	at := 0
	for i, w := range words {
		start := at + strings.Index(text[at:], w)
		t := Token{Span: Span{start, start + len(w)}, Glue: i > 0 && start == at}
		t.Part = w == "n't"
		d.Tokens = append(d.Tokens, t)
		at = start + len(w)
	}
	d.Header = Header{Title: Words{Text: "A title from elsewhere"}, Publisher: Words{"Monday", Span{19, 25}}, Basis: "none"}
	d.Header.Credits = []Credit{{Words: Words{Text: "Reuters"}, Kind: "wire", Name: "Reuters"}}
	d.Regions = []Region{{Span{0, len(text)}, Body}}
	d.Paragraphs = []Paragraph{{Span: Span{0, len(text)}, Kind: Body}}
	d.Sentences = []Range{{0, 10}}
	d.Encoding = Encoding{Dim: 2, Syntax: make([]int8, 20), Roles: make([]int8, 20)}
	for _, upos := range []string{"PROPN", "PROPN", "VERB", "ADP", "PROPN", "PRON", "AUX", "PART", "VERB", "PUNCT"} {
		d.Tags = append(d.Tags, Tag{UPOS: upos})
	}
	for _, head := range []int{2, 0, -1, 4, 2, 8, 8, 8, 2, 2} {
		rel := "dep"
		if head < 0 {
			rel = "root"
		}
		d.Deps = append(d.Deps, Dep{head, rel})
	}
	d.Entities = []Entity{{Range{0, 2}, Span{0, 10}, Person, 1}}
	d.Times = []Time{{Span: Span{19, 25}, Type: "DATE", Value: "2031-03-03", Basis: BasisUnknown, Anchor: -1}}
	d.Figures = []Figure{{Span: Span{0, 5}, Kind: "count", Value: 1, HasValue: true}}
	d.Actors = []Actor{{
		Name: "Vilma Dorn", Kind: ActorPerson, Naming: Named, Count: Count{1, 1}, Country: "SE",
		Roles: []Role{{Span: Span{0, 5}}},
		Mentions: []Mention{
			{Span{0, 10}, Range{0, 2}, 0, NameMention},
			{Span{26, 29}, Range{5, 6}, 5, PronounMention},
		},
	}}
	d.Places = []Place{{Name: "Dorn", Kind: "city", Located: true, Latitude: 51, Longitude: 4, Mentions: []Span{{6, 10}}}}
	said := Statement{
		Form: Indirect, Content: []Span{{26, 41}}, Cue: []Span{{11, 15}}, Lemma: "say",
		Source: Speaker{Spans: []Span{{0, 10}}, Head: 0, Actor: 0, Name: "Vilma Dorn", Naming: Named, Count: Count{Min: 1}},
		SaidAt: 0, Act: "assert", Stance: "neutral", Polarity: "positive", Determinacy: "asserted",
		Parent: -1, Chain: []Link{{Actor: -1, Naming: Outlet}, {Actor: 0, Naming: Named, Evidence: Span{0, 10}}}, Confidence: 0.5,
	}
	inner := said
	inner.Content, inner.Cue, inner.Act, inner.Parent = []Span{{37, 41}}, nil, "know", 0
	inner.Source = Speaker{Spans: []Span{{26, 29}}, Head: 5, Actor: 0, Naming: Named}
	d.Statements = []Statement{said, inner}
	d.Events = []Event{{
		Trigger: Span{37, 41}, Head: 8, Agents: []Participant{{Span{26, 29}, 5, 0}},
		Time: EventTime{Time: 0, Basis: BasisExplicit}, Place: 0, Figures: []int{0}, Statement: 0,
		Polarity: "negative", Modality: "actual", Confidence: 1,
	}}
	return d
}

func TestCheckAccepts(t *testing.T) {
	for name, d := range map[string]*Doc{"empty": {}, "text only": {Source: Source{Text: "x"}}, "full": wellFormed()} {
		if err := Check(d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each case breaks the well-formed document in one way; the error must say where.
func TestCheckFinds(t *testing.T) {
	for _, c := range []struct {
		want  string // begins the error
		spoil func(d *Doc)
	}{
		{"text: not valid UTF-8", func(d *Doc) { d.Text = d.Text[:len(d.Text)-1] + "\xff" }},
		{"header title: text is", func(d *Doc) { d.Header.Title.Span = Span{0, 5} }},
		{"header publisher: span", func(d *Doc) { d.Header.Publisher.Span.End = 99 }},
		{"header byline 1: span", func(d *Doc) { d.Header.Byline = []Words{{}, {Span: Span{3, 1}}} }},
		{"header credit 0: unknown kind", func(d *Doc) { d.Header.Credits[0].Kind = "thanks" }},
		{"header: unknown basis", func(d *Doc) { d.Header.Basis = "guess" }},
		{"region 0: unknown kind", func(d *Doc) { d.Regions[0].Kind = "" }},
		{"region 1: span", func(d *Doc) { d.Regions = append(d.Regions, d.Regions[0]) }},
		{"paragraph 0: continues", func(d *Doc) { d.Paragraphs[0].Continues = true }},
		{"paragraph 0: span [0,0) is empty", func(d *Doc) { d.Paragraphs[0].Span = Span{} }},
		{"token 1: span [4,10) begins before", func(d *Doc) { d.Tokens[1].Span.Start = 4 }},
		{"token 1: glued, but", func(d *Doc) { d.Tokens[1].Glue = true }},
		{"token 7: not glued, but", func(d *Doc) { d.Tokens[7].Glue = false }},
		{"token 4: part of the token before, but", func(d *Doc) { d.Tokens[4].Part = true }},
		{"token 0: part of", func(d *Doc) { d.Tokens[0].Part = true }},
		{"sentence 0: begins at token 1", func(d *Doc) { d.Sentences[0].First = 1 }},
		{"sentence 1: begins inside", func(d *Doc) { d.Sentences = []Range{{0, 7}, {7, 10}} }},
		{"sentences: end at token 9 of 10", func(d *Doc) { d.Sentences[0].End = 9 }},
		{"sentence 0: tokens 0 to 11", func(d *Doc) { d.Sentences[0].End = 11 }},
		{"encoding: 3 values of roles", func(d *Doc) { d.Encoding.Roles = make([]int8, 3) }},
		{"tags: 9 for 10", func(d *Doc) { d.Tags = d.Tags[:9] }},
		{"tag 2: unknown UPOS", func(d *Doc) { d.Tags[2].UPOS = "VB" }},
		{"deps: 2 for 10", func(d *Doc) { d.Deps = d.Deps[:2] }},
		{"sentence 0: dep 3: no relation", func(d *Doc) { d.Deps[3].Rel = "" }},
		{"sentence 0: dep 3: head 4 with relation \"root\"", func(d *Doc) { d.Deps[3].Rel = "root" }},
		{"sentence 0: dep 3: head 10 is outside", func(d *Doc) { d.Deps[3].Head = 10 }},
		{"sentence 0: dep 8: second root", func(d *Doc) { d.Deps[8] = Dep{-1, "root"} }},
		{"sentence 0: deps 0 to 9: no root", func(d *Doc) { d.Deps[2] = Dep{8, "dep"} }},
		{"sentence 0: dep 5: its heads go in a circle", func(d *Doc) { d.Deps[8].Head = 6; d.Deps[6].Head = 8 }},
		{"entity 0: tokens 0 to 0", func(d *Doc) { d.Entities[0].Tokens = Range{} }},
		{"entity 0: span [0,15) reaches out", func(d *Doc) { d.Entities[0].Span.End = 15 }},
		{"entity 0: unknown kind", func(d *Doc) { d.Entities[0].Kind = "PER" }},
		{"entity 0: confidence NaN", func(d *Doc) { d.Entities[0].Confidence = math.NaN() }},
		{"time 0: no value", func(d *Doc) { d.Times[0].Value = "" }},
		{"time 0: unknown type", func(d *Doc) { d.Times[0].Type = "date" }},
		{"time 0: unknown basis", func(d *Doc) { d.Times[0].Basis = "" }},
		{"time 0: anchor 1 of 1", func(d *Doc) { d.Times[0].Anchor = 1 }},
		{"time 0: its anchors go in a circle", func(d *Doc) { d.Times[0].Anchor = 0 }},
		{"time 1: span [0,5) begins before", func(d *Doc) {
			early := d.Times[0]
			early.Span = Span{0, 5}
			d.Times = append(d.Times, early)
		}},
		{"figure 0: unknown kind", func(d *Doc) { d.Figures[0].Kind = "number" }},
		{"figure 0: +Inf", func(d *Doc) { d.Figures[0].Value = math.Inf(1) }},
		{"figure 0: min 2 is over max 1", func(d *Doc) {
			f := &d.Figures[0]
			f.Min, f.Max, f.HasMin, f.HasMax = 2, 1, true, true
		}},
		{"figure 0 of: span", func(d *Doc) { d.Figures[0].Of = Span{-1, 3} }},
		{"actor 0: no name", func(d *Doc) { d.Actors[0].Name = "" }},
		{"actor 0: unknown kind", func(d *Doc) { d.Actors[0].Kind = "PER" }},
		{"actor 0: unknown naming", func(d *Doc) { d.Actors[0].Naming = Author }},
		{"actor 0: count from 3 to 2", func(d *Doc) { d.Actors[0].Count = Count{3, 2} }},
		{"actor 0: country \"Sweden\"", func(d *Doc) { d.Actors[0].Country = "Sweden" }},
		{"actor 0 role 0: span", func(d *Doc) { d.Actors[0].Roles[0].Span = Span{} }},
		{"actor 0 mention 1: head 0 is not", func(d *Doc) { d.Actors[0].Mentions[1].Head = 0 }},
		{"actor 0 mention 1: span", func(d *Doc) { m := d.Actors[0].Mentions; m[0], m[1] = m[1], m[0] }},
		{"actor 1: span", func(d *Doc) {
			d.Actors = append([]Actor{{Name: "she", Kind: ActorOther, Naming: Bare, Mentions: d.Actors[0].Mentions[1:]}}, d.Actors...)
		}},
		{"place 0: no name", func(d *Doc) { d.Places[0].Name = "" }},
		{"place 0: unknown kind", func(d *Doc) { d.Places[0].Kind = "town" }},
		{"place 0: 91, 4 is nowhere", func(d *Doc) { d.Places[0].Latitude = 91 }},
		{"place 0 mention 0: span", func(d *Doc) { d.Places[0].Mentions[0].End = 500 }},
		{"statement 0: unknown form", func(d *Doc) { d.Statements[0].Form = "" }},
		{"statement 0 content 1: span", func(d *Doc) { d.Statements[0].Content = []Span{{30, 35}, {26, 30}} }},
		{"statement 0: unknown act", func(d *Doc) { d.Statements[0].Act = "say" }},
		{"statement 0: unknown stance", func(d *Doc) { d.Statements[0].Stance = "cold" }},
		{"statement 0: said at 1 of 1", func(d *Doc) { d.Statements[0].SaidAt = 1 }},
		{"statement 0: parent -2 of 2", func(d *Doc) { d.Statements[0].Parent = -2 }},
		{"statement 0: its parents go in a circle", func(d *Doc) { d.Statements[0].Parent = 0 }},
		{"statement 1: content", func(d *Doc) { d.Statements[1].Content[0].End++ }},
		{"statement 1: span", func(d *Doc) {
			s := d.Statements
			s[0], s[1] = s[1], s[0]
			s[0].Parent = 1
			s[0].Content = []Span{{37, 41}}
		}},
		{"statement 0: confidence", func(d *Doc) { d.Statements[0].Confidence = 1.5 }},
		{"statement 0 source: head 10", func(d *Doc) { d.Statements[0].Source.Head = 10 }},
		{"statement 0 source: actor 1", func(d *Doc) { d.Statements[0].Source.Actor = 1 }},
		{"statement 0 source: unknown naming", func(d *Doc) { d.Statements[0].Source.Naming = "" }},
		{"statement 0 source: absent, but", func(d *Doc) { d.Statements[0].Source.Naming = Absent }},
		{"statement 0 source: unknown basis", func(d *Doc) { d.Statements[0].Source.Basis = "gut" }},
		{"statement 0 link 1: actor 7", func(d *Doc) { d.Statements[0].Chain[1].Actor = 7 }},
		{"statement 0 link 1 evidence: span", func(d *Doc) { d.Statements[0].Chain[1].Evidence.End = -4 }},
		{"event 0: head 10", func(d *Doc) { d.Events[0].Head = 10 }},
		{"event 0: span", func(d *Doc) { d.Events[0].Trigger = Span{} }},
		{"event 0 agent 0: head -1", func(d *Doc) { d.Events[0].Agents[0].Head = -1 }},
		{"event 0: time 1 of 1", func(d *Doc) { d.Events[0].Time.Time = 1 }},
		{"event 0: unknown time basis", func(d *Doc) { d.Events[0].Time.Basis = "" }},
		{"event 0: place 1", func(d *Doc) { d.Events[0].Place = 1 }},
		{"event 0: figure 1 of 1", func(d *Doc) { d.Events[0].Figures[0] = 1 }},
		{"event 0: statement 2", func(d *Doc) { d.Events[0].Statement = 2 }},
		{"event 0: told again as event 0", func(d *Doc) { d.Events[0].Again = []int{0} }},
		{"event 0: told again as event 1, want a later one of 1", func(d *Doc) { d.Events[0].Again = []int{1} }},
		{"event 1: is told before", func(d *Doc) {
			d.Events = []Event{d.Events[0], d.Events[0], d.Events[0]}
			d.Events[0].Again, d.Events[1].Again = []int{1}, []int{2}
		}},
		{"event 0: unknown polarity", func(d *Doc) { d.Events[0].Polarity = "" }},
		{"event 0: unknown modality", func(d *Doc) { d.Events[0].Modality = "real" }},
	} {
		d := wellFormed()
		c.spoil(d)
		err := Check(d)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s…", err, c.want)
		}
	}
}

func TestCheckFindsCutCharacter(t *testing.T) {
	d := &Doc{Source: Source{Text: "é"}, Regions: []Region{{Span{0, 1}, Body}}}
	if err := Check(d); err == nil || err.Error() != "region 0: span [0,1) cuts a character" {
		t.Errorf("got %v", err)
	}
}
