// Package record is the public record of one report, as JSON.
//
//   - A Record is what `sayso read --format json` prints: the report's text and
//     every finding about it. Its meaning is fixed by schema.json; fields may be
//     added, none changes what it means.
//   - A Span counts Unicode code points into Document.Text, half open, and
//     repeats the words it covers: Text == Document.Text[Start:End].
//   - An id is a letter and the number of the finding in its array, from 1:
//     a1 actors, p1 places, t1 times, f1 figures, s1 statements, e1 events.
//
// What is not known is null where the schema has a place for that, and absent
// elsewhere. Arrays are there even when they are empty. New makes a Record out
// of a doc.Doc; nothing leaves the program in another way of counting.
package record

import _ "embed"

// Schema is the value of Record.Schema.
const Schema = "sayso/record/1"

// SchemaJSON is the JSON Schema (draft 2020-12) that every record holds to.
//
//go:embed schema.json
var SchemaJSON []byte

// A Record is all that is found in one report.
type Record struct {
	Schema     string      `json:"schema"`
	Generator  Generator   `json:"generator"`
	Document   Document    `json:"document"`
	Actors     []Actor     `json:"actors"`
	Places     []Place     `json:"places"`
	Times      []Time      `json:"times"`
	Figures    []Figure    `json:"figures"`
	Statements []Statement `json:"statements"`
	Events     []Event     `json:"events"`
	Warnings   []Warning   `json:"warnings"`
}

// A Generator is the program that made a record.
type Generator struct {
	Name     string `json:"name"`
	Version  string `json:"version"`
	Analysis string `json:"analysis"` // the versions of all stages and weights
}

// A Document is the report's text and what is known of where it comes from.
type Document struct {
	ID             string      `json:"id"` // "sha256:" and the hash of Text
	Origin         Origin      `json:"origin"`
	Title          *MaybeSpan  `json:"title,omitempty"`
	Byline         []MaybeSpan `json:"byline"` // one entry an author, without "By"
	Publisher      *MaybeSpan  `json:"publisher"`
	Published      *string     `json:"published"` // ISO 8601 date or date-time
	PublishedBasis string      `json:"publishedBasis"`
	Dateline       *MaybeSpan  `json:"dateline"`
	Credits        []Credit    `json:"credits"`
	Language       string      `json:"language,omitempty"` // BCP 47
	Regions        []Region    `json:"regions"`
	Paragraphs     []Paragraph `json:"paragraphs"`
	Sentences      []Sentence  `json:"sentences"`
	Text           string      `json:"text"`
}

// An Origin is the input that a report was read from.
type Origin struct {
	Path      string `json:"path,omitempty"`
	URL       string `json:"url,omitempty"`
	MediaType string `json:"mediaType,omitempty"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256,omitempty"`
}

// A Span is a stretch of the text: code points [Start, End) and the words.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A MaybeSpan is words that may come from metadata: Start and End (code points)
// are there only where they stand in the text.
type MaybeSpan struct {
	Start *int   `json:"start,omitempty"`
	End   *int   `json:"end,omitempty"`
	Text  string `json:"text"`
}

// A Credit names another outlet or person that the report owes its content to.
type Credit struct {
	MaybeSpan
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// A Region is a stretch of the text (code points) with one function.
type Region struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

// A Paragraph is a block of text (code points) as a reader sees it. Continues:
// a page break cut it off the paragraph before; the two are read as one.
type Paragraph struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Kind      string `json:"kind"`
	Continues bool   `json:"continues,omitempty"`
}

// A Sentence is a sentence as the analysis took it (code points).
type Sentence struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// An Actor is whoever acts or speaks in the report.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Aliases  []string  `json:"aliases"`
	Kind     string    `json:"kind"`
	Naming   string    `json:"naming"`
	Count    *Count    `json:"count,omitempty"`
	Roles    []Role    `json:"roles"`
	Country  *string   `json:"country"` // ISO 3166-1 alpha-2
	Mentions []Mention `json:"mentions"`
}

// A Count bounds how many people or bodies a phrase stands for; no Max: Min or more.
type Count struct {
	Min int  `json:"min"`
	Max *int `json:"max"`
}

// A Role is a title or office as the report gives it.
type Role struct {
	Span
	Former       bool   `json:"former"`
	Organization string `json:"organization,omitempty"`
}

// A Mention is one place where an actor is spoken of.
type Mention struct {
	Span
	Kind string `json:"kind"`
}

// A Place is a named place with its mentions.
type Place struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Kind      string     `json:"kind,omitempty"`
	Country   *string    `json:"country"`   // ISO 3166-1 alpha-2
	Latitude  *float64   `json:"latitude"`  // degrees north
	Longitude *float64   `json:"longitude"` // degrees east
	Gazetteer *Gazetteer `json:"gazetteer,omitempty"`
	Mentions  []Span     `json:"mentions"`
}

// A Gazetteer is where a place is looked up, and its identifier there.
type Gazetteer struct {
	Source string `json:"source"`
	ID     string `json:"id"`
}

// A Time is a TIMEX3.
type Time struct {
	ID string `json:"id"`
	Span
	Type     string `json:"type"`
	Value    string `json:"value"`
	Mod      string `json:"mod,omitempty"`
	Quant    string `json:"quant,omitempty"`
	Freq     string `json:"freq,omitempty"`
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`
	Basis    string `json:"basis,omitempty"`
	Anchor   string `json:"anchor,omitempty"` // id of a time
}

// A Figure is a quantity with what it counts or measures.
type Figure struct {
	ID string `json:"id"`
	Span
	Kind        string   `json:"kind"`
	Value       *float64 `json:"value,omitempty"`
	Min         *float64 `json:"min,omitempty"`
	Max         *float64 `json:"max,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Approximate bool     `json:"approximate"`
	Of          *Span    `json:"of,omitempty"`
}

// A Statement is one attribution: who says what, in which words.
type Statement struct {
	ID          string   `json:"id"`
	Form        string   `json:"form"`
	Content     []Span   `json:"content"`
	Cue         []Span   `json:"cue"`
	CueLemma    string   `json:"cueLemma,omitempty"`
	Source      Source   `json:"source"`
	Addressee   *Span    `json:"addressee"`
	Channel     *Span    `json:"channel"`
	SaidAt      *string  `json:"saidAt"` // id of a time
	Act         string   `json:"act"`
	Stance      string   `json:"stance,omitempty"`
	Polarity    string   `json:"polarity,omitempty"`
	Determinacy string   `json:"determinacy,omitempty"`
	Parent      *string  `json:"parent"` // id of a statement
	Chain       []Link   `json:"chain"`
	Confidence  float64  `json:"confidence"`
	Why         []string `json:"why"`
}

// A Source is whoever a statement is attributed to.
type Source struct {
	Spans           []Span  `json:"spans"`
	Actor           *string `json:"actor"` // id of an actor
	Name            *string `json:"name"`
	Naming          string  `json:"naming"`
	Count           *Count  `json:"count,omitempty"`
	AnonymityReason *Span   `json:"anonymityReason"`
	Basis           string  `json:"basis,omitempty"`
}

// A Link is one step of a chain of sources.
type Link struct {
	Actor    *string `json:"actor"` // id of an actor
	Name     *string `json:"name"`
	Naming   string  `json:"naming"`
	Evidence *Span   `json:"evidence,omitempty"`
}

// An Event is something that happens, may happen, or did not.
type Event struct {
	ID          string        `json:"id"`
	Trigger     Span          `json:"trigger"`
	Lemma       string        `json:"lemma,omitempty"`
	Type        *string       `json:"type"` // PLOVER event type
	Mode        []string      `json:"mode"`
	Contexts    []string      `json:"contexts"`
	CAMEO       *string       `json:"cameo"`
	Agents      []Participant `json:"agents"`
	Patients    []Participant `json:"patients"`
	Recipients  []Participant `json:"recipients,omitempty"`  // who is given or told something; they may be patients too
	Instruments []Participant `json:"instruments,omitempty"` // what it is done with
	Time        EventTime     `json:"time"`
	Place       *string       `json:"place"`   // id of a place
	Figures     []string      `json:"figures"` // ids of figures
	Factuality  Factuality    `json:"factuality"`
	Background  bool          `json:"background"`         // history told for context
	Statement   *string       `json:"statement"`          // id of the statement it is told in
	Tellings    []string      `json:"tellings,omitempty"` // ids of the events that tell this one again
	Confidence  float64       `json:"confidence"`
}

// A Participant takes part in an event.
type Participant struct {
	Span
	Actor *string `json:"actor"` // id of an actor
}

// An EventTime is when an event happens, as far as the report tells.
type EventTime struct {
	Time     *string `json:"time"` // id of a time
	Value    *string `json:"value"`
	Earliest *string `json:"earliest"`
	Latest   *string `json:"latest"`
	Basis    string  `json:"basis"`
}

// Factuality tells whether an event is told as fact.
type Factuality struct {
	Polarity string `json:"polarity"`
	Modality string `json:"modality"`
}

// A Warning is something that the reader of a record should know.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}
