package doc

// A Time is a TIMEX3 of ISO-TimeML.
type Time struct {
	Span  Span
	Type  string // "DATE", "TIME", "DURATION", "SET"
	Value string // TIMEX3 value: "2019-03-07", "2019-02", "P11D", "PRESENT_REF"
	Mod   string // TIMEX3 mod: "APPROX", "START", …
	Quant string // of a SET
	Freq  string // of a SET

	// Earliest and Latest bound the point or interval, as ISO 8601 dates or
	// date-times, "" when open.
	Earliest, Latest string

	Basis  string // what Value was worked out from: a Basis constant
	Anchor int    // index in Times that Value was worked out from; -1 for none
	Rule   string // name of the rule that found it
}

// What a time value was worked out from.
const (
	BasisExplicit    = "explicit"
	BasisPublication = "publication"
	BasisContext     = "context"
	BasisTense       = "tense"
	BasisUnknown     = "unknown"
)

// A Figure is a quantity with what it counts or measures.
type Figure struct {
	Span        Span
	Kind        string // "money", "count", "percent", "measure", "rate"
	Value       float64
	Min, Max    float64 // bounds where the words give them; both 0 otherwise
	HasValue    bool
	HasMin      bool
	HasMax      bool
	Unit        string // ISO 4217, UCUM, or the lemma of what is counted
	Approximate bool
	Of          Span // the words for what is counted, empty for none
	Rule        string
}

// An Actor is whoever acts or speaks in the report, with every mention.
type Actor struct {
	Name     string   // the fullest name or description in the report
	Aliases  []string // other names, in order of appearance
	Kind     ActorKind
	Naming   Naming // Named, Described or Bare
	Count    Count  // how many the words stand for
	Roles    []Role
	Country  string // ISO 3166-1 alpha-2, "" when unknown
	Mentions []Mention
}

// ActorKind is the class of an actor.
type ActorKind string

// The kinds of actor.
const (
	ActorPerson       ActorKind = "person"
	ActorOrganization ActorKind = "organization"
	ActorGovernment   ActorKind = "government"
	ActorForce        ActorKind = "armed-force"
	ActorArmedGroup   ActorKind = "armed-group"
	ActorParty        ActorKind = "party"
	ActorOutlet       ActorKind = "outlet"
	ActorGroup        ActorKind = "group"
	ActorDocument     ActorKind = "document"
	ActorPlace        ActorKind = "place"
	ActorOther        ActorKind = "other"
)

// Naming is how far the words tell who somebody is.
type Naming string

// The levels of naming.
const (
	Named     Naming = "named"     // a proper name
	Described Naming = "described" // "one Latin American diplomat"
	Bare      Naming = "bare"      // "sources", "officials"
	Document  Naming = "document"
	Outlet    Naming = "outlet"
	Author    Naming = "author"
	Absent    Naming = "absent" // nobody is given
)

// A Count bounds how many people or bodies a phrase stands for. The zero value
// is "not known". Max 0 with Min over 0 is "Min or more".
type Count struct{ Min, Max int }

// A Role is a title or office as the report gives it: "National Security Adviser".
type Role struct {
	Span         Span
	Former       bool
	Organization string
}

// A Mention is one place where an actor is spoken of.
type Mention struct {
	Span   Span
	Tokens Range
	Head   int // token index of the mention's head
	Kind   MentionKind
}

// MentionKind is the form of a mention.
type MentionKind string

// The kinds of mention.
const (
	NameMention    MentionKind = "name"
	NominalMention MentionKind = "nominal"
	PronounMention MentionKind = "pronoun"
)

// A Place is a named place of the gazetteer with its mentions.
type Place struct {
	Name      string
	Kind      string // "country", "region", "city", "area", "water", "feature", "other"
	Country   string // ISO 3166-1 alpha-2, "" when unknown
	Located   bool   // Latitude and Longitude are known
	Latitude  float64
	Longitude float64
	Gazetteer string // "geonames", "" when the place is in none
	ID        string // the gazetteer's identifier
	Mentions  []Span
}

// A Statement is one attribution: somebody's words, claims, beliefs or
// intentions as the report tells them (PARC, PolNeAR).
type Statement struct {
	Form    Form
	Content []Span // in text order, quotation marks included
	Cue     []Span
	Lemma   string // lemma of the cue's head

	Source Speaker

	Addressee Span // empty for none
	Channel   Span // "in a statement"; empty for none
	SaidAt    int  // index in Times; -1 for none

	Act         string // "assert", "claim", "deny", … as in the record's schema
	Stance      string // "neutral", "distancing", "endorsing": the writer's
	Polarity    string // "positive", "negative"
	Determinacy string // "asserted", "conditional", "possible", "asked"

	Parent int // index in Statements of the one whose content holds this; -1
	Chain  []Link

	Confidence float64
	Why        []string // names of the rules and model heads that decided
}

// Form tells how a statement's words are given.
type Form string

// The forms of a statement.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// A Speaker is the source of a statement.
type Speaker struct {
	Spans  []Span // the whole source phrase, in text order; none if absent
	Head   int    // token index of the phrase's head; -1 for none
	Actor  int    // index in Actors; -1 when unresolved
	Name   string // name of the actor, or the phrase itself
	Naming Naming
	Count  Count
	Reason Span   // stated reason for anonymity, empty for none
	Basis  string // "witness", "participant", "briefed", "document", "second-hand", "unstated"
}

// A Link is one step of a chain of sources.
type Link struct {
	Actor    int // index in Actors; -1 for none
	Name     string
	Naming   Naming
	Evidence Span // the words that show the link; empty for the publisher
}

// An Event is something that happens, may happen, or did not.
type Event struct {
	Trigger Span
	Head    int // token index of the trigger's head
	Lemma   string

	Type     string   // PLOVER event type, "" where none fits
	Mode     []string // PLOVER modes
	Contexts []string // PLOVER contexts
	CAMEO    string

	Agents, Patients []Participant
	Recipients       []Participant // who is given or told something; they may stand among the patients too
	Instruments      []Participant // what it is done with: "a bomb killed", "stabbed with a knife"

	Time      EventTime
	Place     int   // index in Places; -1 for none
	Figures   []int // indices in Figures
	Statement int   // index in Statements of the one it is told in; -1: the report's own voice
	Again     []int // indices in Events of the later tellings of this event, ascending; nil on those themselves

	Polarity   string // "positive", "negative"
	Modality   string // "actual", "future", "planned", "possible", "hypothetical", "counterfactual", "ordered", "unknown"
	Background bool   // history told for context

	Confidence float64
	Why        []string
}

// A Participant takes part in an event.
type Participant struct {
	Span  Span
	Head  int // token index
	Actor int // index in Actors; -1 for none
}

// An EventTime is when an event happens, as far as the report tells.
type EventTime struct {
	Time             int // index in Times; -1 for none
	Value            string
	Earliest, Latest string
	Basis            string // a Basis constant
}
