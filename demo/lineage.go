package demo

// The format of lineage.txt: blocks of lines "key: value", apart by an empty
// line; a line that starts with # is a comment. The first key of a block says
// what it is. Where a value has parts, " | " stands between them.
//
//	outlet: ID          name, alias*, kind, about
//	report: ID          file, outlet (an ID), published (RFC 3339), made+
//	claim: ID           sentence, kind, shows*, its relations, origins,
//	                    knowable, origin+, first (a report), carry+
//	actor: ID           name, alias*, kind, role*, unlike*
//
//	made: original
//	made: copy REPORT whole|shortened credited|uncredited
//	made: rewrite REPORT light|free credited|uncredited
//	made: cites REPORT|OUTLET
//	  An outlet is cited where the report that is meant is not in the
//	  collection.
//	origins: 2
//	knowable: 1-3
//	origin: KIND | who or what | how they know
//	carry: REPORT | STANCE | CHAIN | the words
//	  The chain is what the report prints, from whoever it heard it from to the
//	  origin, with " > " between links and " + " between people who stand side
//	  by side; "-" where it names nobody. The report's own outlet, which is the
//	  first link of any chain, is left out.
//	cycle: REPORT REPORT REPORT
//	  Each cites the next one's outlet, the last one the first one's.
//	hat-tip: REPORT REPORT REPORT
//	  Each credits the next one's outlet; the last one had it first.
//	role: SINCE | role
//	  Since is a year, a month or a day.

// A Collection is the reports with their true lineage.
type Collection struct {
	Outlets []Outlet
	Reports []Report // in order of publication
	Claims  []Claim
	Actors  []Actor
}

// An Outlet publishes reports.
type Outlet struct {
	ID      string
	Name    string
	Aliases []string
	Kind    string // "wire", "newspaper", "site", "broadcaster", "magazine", "blog"
	About   string
}

// A Report is one file as its outlet published it.
type Report struct {
	ID        string // "01"; in order of publication
	File      string // "01-hpb-explosion.txt"
	Outlet    string // an outlet's ID
	Publisher string // the outlet's name
	Published string // RFC 3339, "2029-03-05T08:40:00+01:00"
	MediaType string // "text/plain" or "text/html"
	Data      []byte // UTF-8
	Made      []Making
}

// A Making is one thing that a report was made of.
type Making struct {
	How      Method
	Of       string // a report's ID; for Cites also an outlet's; "" for Original
	Form     string // "whole", "shortened" copies; "light", "free" rewrites
	Credited bool   // of copies and rewrites: the report says whose they are
}

// A Method is a way to make a report.
type Method string

// The methods.
const (
	Original Method = "original" // the newsroom's own reporting or reasoning
	Copy     Method = "copy"     // another report's sentences, word for word
	Rewrite  Method = "rewrite"  // another report's matter in other words
	Cites    Method = "cites"    // tells what another report said, and that it did
)

// A Claim is one proposition and all places that carry it.
type Claim struct {
	ID       string
	Sentence string
	Kind     string  // "event", "figure", "quote", "denial", "document", "cause", "plan", "background"
	Shows    []Shape // what the claim is an example of

	Denies      string // the claim that this one denies
	Corrects    string // the claim whose figure this one corrects
	Updates     string // the claim whose figure this one outdates
	Hardens     string // the claim that a careless rewrite turned into this one
	Uncorrected string // the outlet that went on carrying this one after it was corrected
	Cycle       []string
	HatTip      []string

	Origins  int      // the truth: how many independent origins it has
	Knowable Interval // what a careful reader of the reports can say of it
	Who      []Origin // the origins, as many as Origins says

	First   string // the report that carries it first, denials aside
	Carried []Carrier
}

// A Shape is what a claim is an example of.
type Shape string

// The shapes.
const (
	TwoWitnesses Shape = "two-witnesses" // two people, apart, know it first-hand
	Denied       Shape = "denial"        // it denies another claim or charge
	Correction   Shape = "correction"    // it corrects a figure
	Uncorrected  Shape = "uncorrected"   // a wrong figure that an outlet never took back
	Choir        Shape = "choir"         // one official without a name, told as many
	MaybeTwo     Shape = "maybe-two"     // two descriptions that may be one person
	Document     Shape = "document"      // rests on a document that several read
	Unstated     Shape = "unstated"      // no report says who said it first
	PlanAsFact   Shape = "plan-as-fact"  // a plan that a rewrite tells as decided
	HatTip       Shape = "hat-tip"       // a chain of credits to the one that had it first
	Cycle        Shape = "cycle"         // the outlets cite each other in a ring
	Background   Shape = "background"    // history of years ago, told again and again
	RoleChange   Shape = "role-change"   // somebody's role is another one from then on
	Namesakes    Shape = "namesakes"     // its people share a surname with others
)

// An Interval is a number of origins between two bounds, both included.
type Interval struct{ Least, Most int }

// An Origin is who or what a claim comes from.
type Origin struct {
	Kind string // "person", "organization", "document", "outlet", "unstated"
	Name string // "Nadia Fenn", "the letter of 19 December"
	How  string // how they know it; may be empty
}

// A Carrier is a place in a report that carries a claim.
type Carrier struct {
	Report string // a report's ID
	Stance Stance
	Chain  []Link // as printed, without the report's own outlet
	Words  string // stand in the report exactly so, on one line
}

// A Link of a chain is one source, or several side by side.
type Link []string

// A Stance is a report's attitude to a claim that it carries.
type Stance string

// The stances.
const (
	States   Stance = "states"   // as a fact, in the report's own voice
	Tells    Stance = "reports"  // heard from, seen at or read in the origin by this newsroom
	Repeats  Stance = "repeats"  // somebody's word, known from other reports or from earlier
	Hedges   Stance = "hedges"   // with distance: "it is believed", "claimed", "could"
	Doubts   Stance = "doubts"   // asks where it comes from or whether it is so
	Denies   Stance = "denies"   // tells that it is not so, or that somebody denies it
	Corrects Stance = "corrects" // names it as wrong or outdated and gives the right one
)

// An Actor is somebody or something that acts or speaks in the reports.
type Actor struct {
	ID      string
	Name    string
	Aliases []string
	Kind    string // "person", "organization", "government", "party"
	Roles   []Role // in order of time
	Unlike  []string
}

// A Role is what an actor is from a time on.
type Role struct {
	Since string // "2023", "2023-03" or "2029-03-13"
	Name  string
}

// A Group is a report and those that copy or rewrite it.
type Group struct {
	Root    string
	Members []string // without the root, in order of publication
}

// Groups are the groups of copies and rewrites, in order of their roots.
func (c Collection) Groups() []Group {
	var groups []Group
	for _, root := range c.Reports {
		g := Group{Root: root.ID}
		for _, r := range c.Reports {
			for _, m := range r.Made {
				if m.Of == root.ID && (m.How == Copy || m.How == Rewrite) {
					g.Members = append(g.Members, r.ID)
				}
			}
		}
		if g.Members != nil {
			groups = append(groups, g)
		}
	}
	return groups
}
