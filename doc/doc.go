// Package doc is the vocabulary of Sayso: a report's text and the layers of
// findings about it, as plain data.
//
//   - A Source is what a reader (package input) hands over: the text, and what
//     the container said about it.
//   - A Span is a half-open range of bytes of the text. The text never changes,
//     so a span can always show its words.
//   - A Token is a syntactic word as Universal Dependencies cuts them ("do" +
//     "n't"). Tokens never overlap and stand in text order.
//   - A Range is a half-open range of token indices. Sentences, entities and
//     heads speak in token indices; everything a person sees speaks in spans.
//   - A layer is one named slice of Doc. Each layer has one writer, a stage of
//     package analyze, and is never changed after it was written.
//
// Check tells whether a Doc is well formed; Mapper converts between bytes, code
// points, UTF-16 units and lines.
package doc

// A Doc is one report under analysis. Fields below Source are layers.
type Doc struct {
	Source

	Header     Header      // layer Layout
	Regions    []Region    // layer Layout: in text order, without overlap
	Paragraphs []Paragraph // layer Segment: in text order, without overlap
	Tokens     []Token     // layer Segment
	Sentences  []Range     // layer Segment: cover all tokens, in order

	Encoding Encoding // layer Encode

	Tags []Tag // layer Tag: one a token
	Deps []Dep // layer Parse: one a token

	Entities []Entity // layer Entity: in text order, without overlap
	Times    []Time   // layer Time
	Figures  []Figure // layer Figure
	Actors   []Actor  // layer Actor
	Places   []Place  // layer Place

	Statements []Statement // layer Statement: in text order
	Events     []Event     // layer Event: in order of their triggers
}

// A Source is a report as read, before any analysis.
type Source struct {
	Text string // UTF-8, always valid; never changed once read

	Path      string // the file's name, "-" for standard input, "" for none
	URL       string
	MediaType string // "text/plain", "text/html", "application/pdf"
	Bytes     int64  // size of the input before decoding
	SHA256    string // lower-case hex of the input's bytes

	// Meta is what the container said outside the text (HTML metadata), or what
	// the caller gave. The layout stage falls back on the text.
	Meta Metadata

	Warnings []Warning
}

// Metadata is what is known of a report from outside its text.
type Metadata struct {
	Title     string
	Byline    []string // one entry an author, without "By"
	Publisher string
	Published string // ISO 8601 date or date-time
	Given     bool   // Published was given by the caller, not by the container
	Language  string // BCP 47
}

// A Warning is something that the reader of a record should know: what was
// repaired or left out while reading.
type Warning struct {
	Code    string // "invalid-utf8", "charset-guessed", "truncated", …
	Message string
}

// A Header holds a report's title and origin: from the metadata where it is
// there, from the text otherwise.
type Header struct {
	Title     Words
	Byline    []Words // one entry an author, without "By"
	Publisher Words
	Dateline  Words  // "GENEVA, March 3"
	Published string // ISO 8601, "" when unknown
	Basis     string // of Published: "given", "metadata", "dateline", "text", "none"
	Credits   []Credit
	Language  string // BCP 47
}

// Words are words that may stand in the text (then Span is not empty) or come
// from metadata. No words: the zero value.
type Words struct {
	Text string
	Span Span
}

// A Credit names another outlet or person that the report owes its content to.
type Credit struct {
	Words
	Kind string // "wire", "outlet", "hat-tip", "contributor"
	Name string // the credited name, e.g. "Reuters"
}

// A Region is a stretch of text with one function.
type Region struct {
	Span Span
	Kind RegionKind
}

// RegionKind tells what a stretch of text is for.
type RegionKind string

// The kinds of region. Text in no region is body.
const (
	Headline    RegionKind = "headline"
	Byline      RegionKind = "byline"
	Dateline    RegionKind = "dateline"
	Body        RegionKind = "body"
	Caption     RegionKind = "caption"
	Boilerplate RegionKind = "boilerplate"
	OtherRegion RegionKind = "other"
)

// A Paragraph is a block of text as a reader sees it.
type Paragraph struct {
	Span Span
	Kind RegionKind
	// Continues: a page break cut this paragraph off the one before in the
	// middle of a sentence; the two are read as one.
	Continues bool
}

// A Token is one syntactic word.
type Token struct {
	Span Span
	Glue bool // no white space between this token and the one before
	Part bool // second or later word of a UD multiword token ("n't" of "don't")
}

// A Range is a half-open range of token indices.
type Range struct{ First, End int }

// Len is the number of tokens in r.
func (r Range) Len() int { return r.End - r.First }

// Contains tells whether token i is in r.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }

// Overlaps tells whether r and o share a token.
func (r Range) Overlaps(o Range) bool { return r.First < o.End && o.First < r.End }

// An Encoding holds the trained network's hidden vectors, which the heads of
// later stages read: one row of int8 a token, already quantised with the scale
// that the heads expect.
type Encoding struct {
	Dim    int
	Syntax []int8 // len(Tokens) x Dim: tags, dependencies, entities
	Roles  []int8 // len(Tokens) x Dim: attribution
}

// A Tag is a token's word class and lemma.
type Tag struct {
	UPOS  string // Universal POS
	XPOS  string // Penn Treebank tag
	Feats string // UD features, "Number=Sing|Person=3", "" for none
	Lemma string
}

// A Dep is a token's place in its sentence's dependency tree.
type Dep struct {
	Head int    // token index in the document; -1 for the root
	Rel  string // UD relation with subtype, "nsubj:pass"
}

// An Entity is a mention of something by its proper name.
type Entity struct {
	Tokens     Range
	Span       Span
	Kind       EntityKind
	Confidence float64 // 0 to 1
}

// EntityKind is the class of a named entity.
type EntityKind string

// The kinds of entity.
const (
	Person       EntityKind = "person"
	Organization EntityKind = "organization"
	Location     EntityKind = "place"
	Other        EntityKind = "other" // nationalities, events, works, products
)
