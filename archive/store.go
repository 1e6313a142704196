package archive

import (
	"context"
	"iter"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
)

// A Store keeps an archive. It is safe for concurrent use; what one call writes
// is written whole or not at all, and is there for good when the call returns.
//
// # What a question asks
//
// A query.Term holds where the report shows it in its text or its title: a word
// in any inflection, a phrase (or a quoted word) exactly so, a prefix as it is.
// Case and accents do not matter. A term without a letter or digit asks nothing.
//
// A filter by Speaker, About, Naming or Act holds where one statement of the
// report fits; those that are parts of one And, alone or as an Or of such, ask
// about one and the same statement. Event and When, and Place beside one of
// them, likewise ask about one event. Place by itself holds where the report
// names the place. When holds where the event may have happened in the interval;
// it never holds of an event without any date. The other filters, and Not, ask
// about the report as a whole.
type Store interface {
	// Add keeps reports, all or none. One that is there gets the acquisition, and
	// the record and digest where the item's were made by other versions; what
	// people decided stays. A failure of the same input is forgotten.
	Add(ctx context.Context, items []Item) ([]Added, error)

	// Seen tells of each input what reports its bytes gave when they were read
	// with the same Given, under whatever name; none where they were not.
	Seen(ctx context.Context, inputs []Input) ([][]Reading, error)

	// Acquire notes further acquisitions of reports that are there, by their IDs; all or
	// none. An input that was read before, by this name and with this Given, is not
	// noted again, only that the report was acquired so late.
	Acquire(ctx context.Context, acquired map[string][]Acquisition) error

	// Outdated lists reports whose record or digest other versions made, to be
	// analysed anew and added again, without an Acquisition.
	Outdated(ctx context.Context, analysis, digestMaker string, p Page) (List[Report], error)

	// Fail notes inputs that could not be read; Times and First are the Store's.
	Fail(ctx context.Context, failures []Failure) error
	// Causes lists the classes of failures, the most frequent first.
	Causes(ctx context.Context) ([]Cause, error)
	// Failures lists failures with a cause ("" for all) by name of input.
	Failures(ctx context.Context, cause string, p Page) (List[Failure], error)

	// Report, Heads, Versions and Acquisitions tell of reports by their IDs.
	// Heads leaves out unknown ones. Versions has the newest first.
	Report(ctx context.Context, id string) (Report, error)
	Heads(ctx context.Context, ids []string) ([]Head, error)
	Versions(ctx context.Context, id string) ([]Version, error)
	Acquisitions(ctx context.Context, id string) ([]Acquisition, error)

	// Search finds reports.
	Search(ctx context.Context, q query.Query, o Options) (Hits, error)
	// Facets counts, for each of the fields, the values among the reports that q
	// finds, the most frequent first and at most so many. Where q asks something it
	// looks at the newest reports only, if there are many; counted tells at how many.
	// Fields of text are counted by their whole values; About, Title and When have none.
	Facets(ctx context.Context, q query.Query, all bool, fields []query.Field, most int) (facets map[query.Field][]Facet, counted Count, err error)
	// Statements lists the statements of the reports that q finds, newest report
	// first, and of these the ones that fit q's fields of statements.
	Statements(ctx context.Context, q query.Query, p Page) (List[Statement], error)
	// Timeline lists the dated events of the reports that q finds, in order of
	// time, and of these the ones that fit q's fields of events.
	Timeline(ctx context.Context, q query.Query, p Page) (List[Event], error)
	// Undated lists those events that Timeline leaves out, newest report first.
	Undated(ctx context.Context, q query.Query, p Page) (List[Event], error)
	// EventsOf lists the events of reports, dated or not, by their IDs and in order.
	EventsOf(ctx context.Context, ids []string) (map[string][]Event, error)
	// Bounds counts the events that Timeline lists by their bounds, in its order. Like
	// Facets, it looks at the newest reports only where q finds many.
	Bounds(ctx context.Context, q query.Query) (bounds []Bounds, more bool, err error)
	// Places lists the places of the reports that q finds, like Facets of the newest
	// ones where there are many. What lies at one point and has one name is one place.
	Places(ctx context.Context, q query.Query, p Page) (Places, error)
	// Actors lists the names of actors that hold all the words of t (an empty one
	// for all), by how many current reports have them.
	Actors(ctx context.Context, t query.Term, p Page) (List[Name], error)

	// Decide adds decisions, and gives their IDs.
	Decide(ctx context.Context, decisions []Decision) ([]int64, error)
	// Decisions lists the decisions about a subject ("" for all), in order.
	Decisions(ctx context.Context, subject string, p Page) (List[Decision], error)

	// Digests are the digests of the current reports, in the order of link.Before.
	Digests(ctx context.Context) iter.Seq2[link.Report, error]
	// Key stands for the current reports and how they were analysed: another set
	// has another key.
	Key(ctx context.Context) (string, error)
	// Link keeps what linking found in the reports that key stands for, in place
	// of what was kept.
	Link(ctx context.Context, key string, l link.Links) error
	// Linked is the key of the reports that the links were found in; "" for none.
	Linked(ctx context.Context) (string, error)

	// Claims lists claims that hold the words of t (an empty one for all), those that
	// most reports tell as so first.
	Claims(ctx context.Context, t query.Term, p Page) (List[ClaimHead], error)
	Claim(ctx context.Context, id string) (link.Claim, error)
	// ClaimsOf lists the claims that a report carries, in order of the text.
	ClaimsOf(ctx context.Context, report string) ([]ClaimHead, error)
	// Identities lists identities with a name or alias that holds the words of t,
	// those of most reports first.
	Identities(ctx context.Context, t query.Term, p Page) (List[IdentityHead], error)
	Identity(ctx context.Context, id string) (link.Identity, error)
	// IdentitiesOf maps the ids of a report's actors to the IDs of identities.
	IdentitiesOf(ctx context.Context, report string) (map[string]string, error)
	// CopiesOf lists the copies that reports make or that are made of them.
	CopiesOf(ctx context.Context, reports ...string) ([]link.Copy, error)
	// Copies and Occurrences list all of them, in the order in which linking gave them.
	Copies(ctx context.Context, p Page) (List[link.Copy], error)
	Occurrences(ctx context.Context, p Page) (List[link.Occurrence], error)
	// OccurrencesOf lists the occurrences that a report tells of.
	OccurrencesOf(ctx context.Context, report string) ([]link.Occurrence, error)
	// Retold gives those of the events that are one of the tellings of an occurrence.
	Retold(ctx context.Context, events []link.EventRef) (map[link.EventRef]Retelling, error)

	Stats(ctx context.Context) (Stats, error)
	// Check looks for damage, and says what is damaged.
	Check(ctx context.Context) error
	// Backup writes the whole archive into a new file.
	Backup(ctx context.Context, path string) error
	Close() error
}

// Options are how Search answers.
type Options struct {
	Page
	All       bool // older versions too
	Relevance bool // best first, among the newest reports where there are many; else newest first
	CountTo   int  // how far Total counts; 0 leaves it to the Store
	Heads     bool // of the hits only their heads
}
