package query

// A Query is what was asked.
type Query struct {
	Root  Node // nil asks for everything
	Notes []Note
}

// A Node is one of And, Or, Not, Term, Filter.
type Node interface{ node() }

// And holds where all of its parts hold. It has two or more.
type And []Node

// Or holds where one of its parts holds. It has two or more.
type Or []Node

// Not holds where its part does not.
type Not struct{ Part Node }

// A Term is words to find in the text.
type Term struct {
	Words  []string // one for a word, several for a phrase; as written, never empty
	Phrase bool     // the words stand side by side, in this order and form; true where there are several
	Prefix bool     // the last word may go on
}

// A Filter is a field and the value that it must have.
type Filter struct {
	Field Field
	Term  Term     // of text fields: the words that the value must hold
	Value string   // of closed fields: one of the field's words
	Dates Interval // of date fields
}

// An Interval is days between two bounds, both included, as YYYY-MM-DD; "" is open.
type Interval struct{ From, To string }

// A Note tells what was taken otherwise than it was written.
type Note struct {
	Start, End int // bytes of the input
	Message    string
}

func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Term) node()   {}
func (Filter) node() {}

// A Field is what a filter looks at.
type Field string

// The fields.
const (
	Speaker   Field = "speaker"   // text: who a statement is attributed to, by any of their names
	About     Field = "about"     // text: the words of a statement's content
	Naming    Field = "naming"    // closed: how the source of a statement is named
	Act       Field = "act"       // closed: what kind of speech act a statement is
	Date      Field = "date"      // date: the day of publication
	When      Field = "when"      // date: when an event happened
	Publisher Field = "publisher" // text
	Event     Field = "event"     // closed: PLOVER type of an event
	Place     Field = "place"     // text: a place by any of its names
	Actor     Field = "actor"     // text: whoever acts, speaks or is spoken of
	Title     Field = "title"     // text: the headline
	Credit    Field = "credit"    // text: the wire or outlet that a report credits
)
