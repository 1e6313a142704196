// Package link is the vocabulary of what is found across reports: who copies
// whom, who is who, which claims several reports carry, and where each claim
// comes from. The passes that find it are its sub-packages, pure functions over
// Reports; link/suite puts them together.
//
//   - A Report is the digest of one record: what the passes need, and no more, so
//     that a hundred thousand of them fit in memory.
//   - A Telling is one thing that a report tells in one place: the content of a
//     statement, or a clause of the report's own voice.
//   - A Copy says that one report reuses another's words.
//   - An Identity is one actor across reports: the same person or body.
//   - An Occurrence is one event across reports.
//   - A Claim is the same proposition across reports; its Carriers are the
//     tellings that carry it, each with a stance.
//   - An Origin is where a claim comes from: the deepest link that chains share.
//     How many independent ones there are is an Interval, with the Reasons for
//     each merge and each doubt.
//
// Nothing here depends on the order in which reports were added: the passes take
// reports sorted by Before and give the same result for the same set.
//
// Spans count code points of the report's text, half open, as records do.
package link

import (
	"cmp"

	"github.com/saysonews/sayso/record"
)

// A Report is the digest of one report.
type Report struct {
	ID        string // unique in the collection, and a function of what was read
	Publisher string // as given or found; "" unknown
	Published string // ISO 8601 date or date-time; "" unknown
	URL       string
	Title     string
	Byline    []string
	Dateline  string
	Credits   []Credit
	Sentences []Sentence
	Cast      []Actor
	Tellings  []Telling
}

// Before is the order of reports in every pass: by publication, reports without
// a date last, then by ID.
func Before(a, b Report) int {
	return cmp.Or(boolean(a.Published == "", b.Published == ""), cmp.Compare(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
}

func boolean(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// A Credit names another outlet or person that the report owes its content to.
type Credit struct {
	Kind string // as in record.Credit: "wire", "outlet", "hat-tip", "contributor"
	Name string
	Text string // the words of the credit
}

// A Sentence is one sentence of the report, with the region it stands in.
type Sentence struct {
	Start, End int
	Region     string // "headline", "body", …: as in record.Region; "" unknown
	Text       string
}

// An Actor is one of the cast of a report.
type Actor struct {
	ID       string // in the record: "a3"
	Name     string
	Aliases  []string
	Kind     string
	Naming   string
	Country  string // ISO 3166-1 alpha-2; "" unknown
	Roles    []Role
	Mentions int
	Pronoun  string // "he" or "she" where the report speaks of a person so
	Age      int    // years, of a person at the time of the report; 0 unknown
	Place    bool   // the report also has a place of this name
}

// A Role is a title or office as a report gives it.
type Role struct {
	Name         string
	Former       bool
	Organization string
}

// A Telling is one thing that a report tells in one place.
type Telling struct {
	Start, End  int      // what is told
	Words       string   // the same as text
	Sentence    int      // index in Sentences of the sentence that it begins in
	Statement   string   // id of the innermost statement that it is the content of; "" in the report's own voice
	Chain       []Source // from the publisher's first source outward to whoever is said to say it; empty in the report's own voice
	CueLemma    string
	Act         string // as in record.Statement; "" in the report's own voice
	Stance      string
	Polarity    string // of the saying: "negative" when the report says that the source did not say it
	Determinacy string
	Quoted      bool     // the words are, at least in part, in quotation marks
	Background  bool     // history told for context
	Terms       []string // stems of the content words, names left out, in text order
	At          []int    // where each term begins, in code points of the text
	Actors      []int    // indices in Cast of those that it mentions, without doubles, in text order
	Figures     []Figure
	Events      []Event
	Names       []string // proper names in it that are not of the cast, as written, without doubles, in text order
	Times       []string // TIMEX3 values of the times in it, in text order
}

// A Source is one link of a chain.
type Source struct {
	Actor  int    // index in Cast, or -1
	Name   string // "" where the report names nobody
	Words  string // how the report puts it
	Naming string // as in record.Link
	Count  *record.Count
	Basis  string // how the source knows, as the report says
}

// A Figure is a quantity in a telling.
type Figure struct {
	Kind        string
	Value       float64 // the middle where only bounds are known
	Min, Max    float64
	Unit        string
	Of          string // what it counts or measures
	Approximate bool
	Words       string
	Start       int // of Words, in code points of the text
}

// An Event is an event of the record that is told in a telling.
type Event struct {
	ID               string
	Start            int // of the trigger, in code points of the text
	Lemma            string
	Type             string // PLOVER; "" for none
	Agents, Patients []int  // indices in Cast
	Earliest, Latest string // ISO days; "" open
	Place            string
	Polarity         string
	Modality         string
}

// A Copy says that a report reuses another's words.
type Copy struct {
	From, To string  // IDs: To reuses From
	Share    float64 // of To's sentences or words found in From, 0 to 1
	Back     float64 // of From's found in To
	Kind     string  // "copy", "excerpt", "rewrite"
	Credited bool    // To says whose words they are
	Open     bool    // which of the two was first is not known; From is then the first by Before
	Doubtful bool    // a rewrite that may as well be two reports on one statement or document
	Via      string  // ID of the report that To rather has it all from; "" where it has it from From itself
	Outlet   string  // outlet that both credit and that has no report here: either may have it from there; "" for none
	Passages []Passage
	Why      []Reason
}

// A Passage is a stretch that two reports share.
type Passage struct {
	From, To [2]int // code points in each
	Words    string // as To has it
}

// A Reason says in plain words why something is taken to be so, with what shows it.
type Reason struct {
	Rule     string  // name of the rule
	Text     string  // "both name HPB in the dateline"
	Weight   float64 // for the decision where positive, against it where negative
	Evidence []Place
}

// A Place is words in a report.
type Place struct {
	Report     string
	Start, End int
	Words      string
}

// A Member is an actor of one report.
type Member struct {
	Report string // ID
	Actor  string // id in the record, or "publisher" for whoever published it
}

// An Identity is one actor across reports. A merge can be taken back: Merges
// say which pairs of members hold it together, and why.
type Identity struct {
	ID      string // a function of its members
	Name    string
	Aliases []string
	Kind    string
	Country string
	Roles   []DatedRole
	Members []Member
	Merges  []Merge
	Doubts  []Merge // pairs with another identity that nearly were one
}

// A DatedRole is a role with the days of the first and the last report that gives it.
type DatedRole struct {
	Role
	First, Last string // ISO dates; "" unknown
}

// A Merge is why two members are, or nearly are, one.
type Merge struct {
	A, B Member
	Why  []Reason
}

// An Occurrence is one event across reports.
type Occurrence struct {
	ID      string
	Members []EventRef
	Why     []Reason
}

// An EventRef is an event of one report.
type EventRef struct {
	Report string // ID
	Event  string // id in the record
}

// A Claim is the same proposition across reports.
type Claim struct {
	ID        string    // a function of its carriers
	Sentence  string    // its clearest wording
	Carriers  []Carrier // in order of the reports, then of the text
	Relations []Relation
	Origins   []Origin
	Count     Interval   // independent origins
	Merges    []Reason   // why chains were taken to end at one origin
	Doubts    []Reason   // why origins may be one, or may be several
	First     string     // ID of the report that carries it first, denials aside
	Cycles    [][]string // IDs of reports that rest on each other in a ring
}

// A Carrier is a telling that carries a claim.
type Carrier struct {
	Report  string // ID
	Telling int    // index in the report's Tellings
	Place   Place
	Stance  Stance
	Rests   []int  // indices in the claim's Origins; empty where the carrier rests on none (it denies, or doubts)
	Path    []Step // from the report outward to the origin
	Why     []Reason
	Figures []Figure // in Place, in order of the text
}

// A Step is one link of a path from a report to an origin: a report of the
// collection, or a source that a report gives.
type Step struct {
	Report string // ID where the link is a report of the collection, else ""
	Source Source
	Why    string // "credits", "copies", "cites", "repeats", "says"
}

// A Stance is a telling's attitude to a claim.
type Stance string

// The stances.
const (
	States   Stance = "states"   // as a fact, in the report's own voice
	Reports  Stance = "reports"  // on somebody's word
	Hedges   Stance = "hedges"   // with distance
	Doubts   Stance = "doubts"   // asks whether it is so
	Denies   Stance = "denies"   // tells that it is not so, or that somebody denies it
	Corrects Stance = "corrects" // names it as wrong and gives the right one
)

// A Relation is how one claim stands to another.
type Relation struct {
	Kind  string // "denies", "corrects", "updates", "hardens": says more of the same, "fired" for "suspended"
	Claim string // ID of the other
	Why   []Reason
}

// An Origin is where a claim comes from.
type Origin struct {
	Kind     string // "person", "organization", "document", "outlet", "unstated"
	Name     string // "" where it has none
	Words    string // how it is described where it has no name
	Identity string // ID of the Identity; "" for none
	Naming   string
	Reports  []string // IDs of the reports that rest on it

	FirstHand bool  // a report shows that it knows the claim from no other origin: it saw, did, measured or recorded it
	UpTo      int   // the most origins that it may be in truth: "two contractors", "officials", not stated by three outlets; 1 for most
	MayBe     []int // indices of the claim's other origins that it may be the same as, ascending
}

// An Interval is a number of origins between two bounds, both included.
type Interval struct{ Least, Most int }

// Links is everything that is found across a collection.
type Links struct {
	Copies      []Copy
	Identities  []Identity
	Occurrences []Occurrence
	Claims      []Claim
}
