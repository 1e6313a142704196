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
	ID        string     `json:"id"`                  // unique in the collection, and a function of what was read
	Publisher string     `json:"publisher,omitempty"` // as given or found; "" unknown
	Published string     `json:"published,omitempty"` // ISO 8601 date or date-time; "" unknown
	URL       string     `json:"url,omitempty"`
	Title     string     `json:"title,omitempty"`
	Byline    []string   `json:"byline,omitempty"`
	Dateline  string     `json:"dateline,omitempty"`
	Credits   []Credit   `json:"credits,omitempty"`
	Sentences []Sentence `json:"sentences,omitempty"`
	Cast      []Actor    `json:"cast,omitempty"`
	Tellings  []Telling  `json:"tellings,omitempty"`

	NotFrom []string `json:"-"` // IDs of reports that a person said it has no words from; link/ruling sets it
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
	Kind string `json:"kind,omitempty"` // as in record.Credit: "wire", "outlet", "hat-tip", "contributor"
	Name string `json:"name,omitempty"`
	Text string `json:"text,omitempty"` // the words of the credit
}

// A Sentence is one sentence of the report, with the region it stands in.
type Sentence struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Region string `json:"region,omitempty"` // "headline", "body", …: as in record.Region; "" unknown
	Text   string `json:"text,omitempty"`
}

// An Actor is one of the cast of a report.
type Actor struct {
	ID       string   `json:"id"` // in the record: "a3"
	Name     string   `json:"name,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Naming   string   `json:"naming,omitempty"`
	Country  string   `json:"country,omitempty"` // ISO 3166-1 alpha-2; "" unknown
	Roles    []Role   `json:"roles,omitempty"`
	Mentions int      `json:"mentions,omitempty"`
	Pronoun  string   `json:"pronoun,omitempty"` // "he" or "she" where the report speaks of a person so
	Age      int      `json:"age,omitempty"`     // years, of a person at the time of the report; 0 unknown
	Place    bool     `json:"place,omitempty"`   // the report also has a place of this name
}

// A Role is a title or office as a report gives it.
type Role struct {
	Name         string `json:"name,omitempty"`
	Former       bool   `json:"former,omitempty"`
	Organization string `json:"organization,omitempty"`
}

// A Telling is one thing that a report tells in one place.
type Telling struct {
	Start       int      `json:"start"`
	End         int      `json:"end"`                 // what is told
	Words       string   `json:"words,omitempty"`     // the same as text
	Sentence    int      `json:"sentence,omitempty"`  // index in Sentences of the sentence that it begins in
	Statement   string   `json:"statement,omitempty"` // id of the innermost statement that it is the content of; "" in the report's own voice
	Chain       []Source `json:"chain,omitempty"`     // from the publisher's first source outward to whoever is said to say it; empty in the report's own voice
	CueLemma    string   `json:"cueLemma,omitempty"`
	Act         string   `json:"act,omitempty"` // as in record.Statement; "" in the report's own voice
	Stance      string   `json:"stance"`
	Polarity    string   `json:"polarity,omitempty"` // of the saying: "negative" when the report says that the source did not say it
	Determinacy string   `json:"determinacy,omitempty"`
	Quoted      bool     `json:"quoted,omitempty"`     // the words are, at least in part, in quotation marks
	Background  bool     `json:"background,omitempty"` // history told for context
	Terms       []string `json:"terms,omitempty"`      // stems of the content words, names left out, in text order
	At          []int    `json:"at,omitempty"`         // where each term begins, in code points of the text
	Actors      []int    `json:"actors,omitempty"`     // indices in Cast of those that it mentions, without doubles, in text order
	Figures     []Figure `json:"figures,omitempty"`
	Events      []Event  `json:"events,omitempty"`
	Names       []string `json:"names,omitempty"` // proper names in it that are not of the cast, as written, without doubles, in text order
	Times       []string `json:"times,omitempty"` // TIMEX3 values of the times in it, in text order
}

// A Source is one link of a chain.
type Source struct {
	Actor  int           `json:"actor,omitempty"`  // index in Cast, or -1
	Name   string        `json:"name,omitempty"`   // "" where the report names nobody
	Words  string        `json:"words,omitempty"`  // how the report puts it
	Naming string        `json:"naming,omitempty"` // as in record.Link
	Count  *record.Count `json:"count,omitempty"`
	Basis  string        `json:"basis,omitempty"` // how the source knows, as the report says
}

// A Figure is a quantity in a telling.
type Figure struct {
	Kind        string  `json:"kind,omitempty"`
	Value       float64 `json:"value"` // the middle where only bounds are known
	Min         float64 `json:"min,omitempty"`
	Max         float64 `json:"max,omitempty"`
	Unit        string  `json:"unit,omitempty"`
	Of          string  `json:"of,omitempty"` // what it counts or measures
	Approximate bool    `json:"approximate,omitempty"`
	Words       string  `json:"words,omitempty"`
	Start       int     `json:"start"` // of Words, in code points of the text
}

// An Event is an event of the record that is told in a telling.
type Event struct {
	ID       string `json:"id"`
	Start    int    `json:"start"` // of the trigger, in code points of the text
	Lemma    string `json:"lemma,omitempty"`
	Type     string `json:"type,omitempty"` // PLOVER; "" for none
	Agents   []int  `json:"agents,omitempty"`
	Patients []int  `json:"patients,omitempty"` // indices in Cast
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"` // ISO days; "" open
	Place    string `json:"place,omitempty"`
	Polarity string `json:"polarity,omitempty"`
	Modality string `json:"modality,omitempty"`
}

// A Copy says that a report reuses another's words.
type Copy struct {
	From     string    `json:"from"`
	To       string    `json:"to"`                 // IDs: To reuses From
	Share    float64   `json:"share,omitempty"`    // of To's sentences or words found in From, 0 to 1
	Back     float64   `json:"back,omitempty"`     // of From's found in To
	Kind     string    `json:"kind,omitempty"`     // "copy", "excerpt", "rewrite"
	Credited bool      `json:"credited,omitempty"` // To says whose words they are
	Open     bool      `json:"open,omitempty"`     // which of the two was first is not known; From is then the first by Before
	Doubtful bool      `json:"doubtful,omitempty"` // a rewrite that may as well be two reports on one statement or document
	Via      string    `json:"via,omitempty"`      // ID of the report that To rather has it all from; "" where it has it from From itself
	Outlet   string    `json:"outlet,omitempty"`   // outlet that both credit and that has no report here: either may have it from there; "" for none
	Passages []Passage `json:"passages,omitempty"`
	Why      []Reason  `json:"why,omitempty"`
}

// A Passage is a stretch that two reports share.
type Passage struct {
	From  [2]int `json:"from"`
	To    [2]int `json:"to"`              // code points in each
	Words string `json:"words,omitempty"` // as To has it
}

// A Reason says in plain words why something is taken to be so, with what shows it.
type Reason struct {
	Rule     string  `json:"rule"`             // name of the rule
	Text     string  `json:"text,omitempty"`   // "both name HPB in the dateline"
	Weight   float64 `json:"weight,omitempty"` // for the decision where positive, against it where negative
	Evidence []Place `json:"evidence,omitempty"`
	Decision int64   `json:"decision,omitempty"` // number of the person's decision that it is; 0 where the program found it
}

// A Place is words in a report.
type Place struct {
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Words  string `json:"words,omitempty"`
}

// A Member is an actor of one report.
type Member struct {
	Report string `json:"report"`          // ID
	Actor  string `json:"actor,omitempty"` // id in the record, or "publisher" for whoever published it
}

// An Identity is one actor across reports. A merge can be taken back: Merges
// say which pairs of members hold it together, and why.
type Identity struct {
	ID      string      `json:"id"` // a function of its members
	Name    string      `json:"name,omitempty"`
	Aliases []string    `json:"aliases,omitempty"`
	Kind    string      `json:"kind,omitempty"`
	Country string      `json:"country,omitempty"`
	Roles   []DatedRole `json:"roles,omitempty"`
	Members []Member    `json:"members,omitempty"`
	Merges  []Merge     `json:"merges,omitempty"`
	Doubts  []Merge     `json:"doubts,omitempty"` // pairs with another identity that nearly were one
}

// A DatedRole is a role with the days of the first and the last report that gives it.
type DatedRole struct {
	Role
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"` // ISO dates; "" unknown
}

// A Merge is why two members are, or nearly are, one.
type Merge struct {
	A   Member   `json:"a,omitempty"`
	B   Member   `json:"b,omitempty"`
	Why []Reason `json:"why,omitempty"`
}

// An Occurrence is one event across reports.
type Occurrence struct {
	ID      string     `json:"id"`
	Members []EventRef `json:"members,omitempty"`
	Why     []Reason   `json:"why,omitempty"`
}

// An EventRef is an event of one report.
type EventRef struct {
	Report string `json:"report"`          // ID
	Event  string `json:"event,omitempty"` // id in the record
}

// A Claim is the same proposition across reports.
type Claim struct {
	ID        string     `json:"id"`                 // a function of its carriers
	Sentence  string     `json:"sentence,omitempty"` // its clearest wording
	Carriers  []Carrier  `json:"carriers,omitempty"` // in order of the reports, then of the text
	Relations []Relation `json:"relations,omitempty"`
	Origins   []Origin   `json:"origins,omitempty"`
	Count     Interval   `json:"count,omitempty"`  // independent origins
	Merges    []Reason   `json:"merges,omitempty"` // why chains were taken to end at one origin
	Doubts    []Reason   `json:"doubts,omitempty"` // why origins may be one, or may be several
	First     string     `json:"first,omitempty"`  // ID of the report that carries it first, denials aside
	Cycles    [][]string `json:"cycles,omitempty"` // IDs of reports that rest on each other in a ring
	Ruled     []Reason   `json:"ruled,omitempty"`  // what people decided of it, in the order in which they did
}

// A Carrier is a telling that carries a claim.
type Carrier struct {
	Report  string   `json:"report"`  // ID
	Telling int      `json:"telling"` // index in the report's Tellings
	Place   Place    `json:"place,omitempty"`
	Stance  Stance   `json:"stance"`
	Rests   []int    `json:"rests,omitempty"` // indices in the claim's Origins; empty where the carrier rests on none (it denies, or doubts)
	Path    []Step   `json:"path,omitempty"`  // from the report outward to the origin
	Why     []Reason `json:"why,omitempty"`
	Figures []Figure `json:"figures,omitempty"` // in Place, in order of the text
}

// A Step is one link of a path from a report to an origin: a report of the
// collection, or a source that a report gives.
type Step struct {
	Report string `json:"report,omitempty"` // ID where the link is a report of the collection, else ""
	Source Source `json:"source,omitempty"`
	Why    string `json:"why,omitempty"` // "credits", "copies", "cites", "repeats", "says"
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
	Kind  string   `json:"kind,omitempty"`  // "denies", "corrects", "updates", "hardens": says more of the same, "fired" for "suspended"; seen from the other claim, "denied", "corrected", "updated", "hardened"
	Claim string   `json:"claim,omitempty"` // ID of the other
	Why   []Reason `json:"why,omitempty"`
}

// An Origin is where a claim comes from.
type Origin struct {
	Kind     string   `json:"kind,omitempty"`     // "person", "organization", "document", "outlet", "unstated"
	Name     string   `json:"name,omitempty"`     // "" where it has none
	Words    string   `json:"words,omitempty"`    // how it is described where it has no name
	Identity string   `json:"identity,omitempty"` // ID of the Identity; "" for none
	Naming   string   `json:"naming,omitempty"`
	Reports  []string `json:"reports,omitempty"` // IDs of the reports that rest on it

	FirstHand bool  `json:"firstHand,omitempty"` // a report shows that it knows the claim from no other origin: it saw, did, measured or recorded it
	UpTo      int   `json:"upTo,omitempty"`      // the most origins that it may be in truth: "two contractors", "officials", not stated by three outlets; 1 for most
	MayBe     []int `json:"mayBe,omitempty"`     // indices of the claim's other origins that it may be the same as, ascending
}

// An Interval is a number of origins between two bounds, both included.
type Interval struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// Links is everything that is found across a collection.
type Links struct {
	Copies      []Copy       `json:"copies,omitempty"`
	Identities  []Identity   `json:"identities,omitempty"`
	Occurrences []Occurrence `json:"occurrences,omitempty"`
	Claims      []Claim      `json:"claims,omitempty"`
}
