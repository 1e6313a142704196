package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// ErrNotFound is what a look-up of an unknown ID gives, wrapped with the ID.
var ErrNotFound = errors.New("not in the archive")

// ErrPlace is what a list gives that is asked to go on after something that no page
// of it named.
var ErrPlace = errors.New("no place in this list")

// A Given is what an input says of a text before anybody analyses it: the flags
// of a command, the metadata of a page, the fields of a line. "" is unknown. It
// does not change when a report is analysed anew, and so makes the report's ID.
type Given struct {
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601 date or date-time
}

// ID is the ID of the report with this text: "r" and 16 letters or digits.
func ID(text string, g Given) string {
	h := sha256.New()
	sum := sha256.Sum256([]byte(text))
	h.Write(sum[:])
	for _, s := range []string{g.URL, g.Publisher, g.Published} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return "r" + strings.ToLower(base32.HexEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// An Item is a report to add.
type Item struct {
	Given       Given           `json:"given"`
	Source      json.RawMessage `json:"source"` // whatever the caller needs to analyse the text again; may be nil
	Record      record.Record   `json:"record"`
	Digest      link.Report     `json:"digest"`      // Add sets its ID
	DigestMaker string          `json:"digestMaker"` // the version of what made the digest
	Acquired    *Acquisition    `json:"acquired"`    // nil where a report is only analysed anew
}

// An Acquisition is one time that a report was read.
type Acquisition struct {
	Input Input     `json:"input"`
	Size  int64     `json:"size"` // bytes
	At    time.Time `json:"at"`
}

// An Input is some bytes and how they were to be read.
type Input struct {
	Name  string `json:"name"`  // path or URL; "reports.jsonl#12" for a line
	Hash  string `json:"hash"`  // of the bytes, however the caller hashes
	Given string `json:"given"` // what else decides about the result (flags); the same string for the same
}

// An Added is what became of an Item.
type Added struct {
	ID       string `json:"id"`
	New      bool   `json:"new"`      // the report was not there before
	Analyzed bool   `json:"analyzed"` // its record was written: it is new, or was made by another analysis or digest maker
	Version  bool   `json:"version"`  // another text with its address is there
}

// A Reading tells that an input's bytes were read before.
type Reading struct {
	Report   string `json:"report"`   // ID
	Analysis string `json:"analysis"` // version of the stages that made its record
	Digest   string `json:"digest"`   // version of what made its digest
}

// A Head is what a list shows of a report.
type Head struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"` // as given or found; "" unknown
	Published string `json:"published,omitempty"` // ISO 8601 date or date-time; "" unknown
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47; "" unknown
	Current   bool   `json:"current"`            // no later version is there
}

// A Report is all that is kept of a report.
type Report struct {
	Head
	Given       Given           `json:"given,omitempty"`
	Source      json.RawMessage `json:"source,omitempty"`
	Record      record.Record   `json:"record,omitempty"`
	DigestMaker string          `json:"digestMaker,omitempty"`
}

// A Failure is an input that could not be read.
type Failure struct {
	Input   Input     `json:"input"`
	Cause   string    `json:"cause"`   // a short class: "encrypted", "no text", "not found"
	Message string    `json:"message"` // in plain words
	Times   int       `json:"times"`   // how often it was tried
	First   time.Time `json:"first"`
	Last    time.Time `json:"last"`
}

// A Cause is a class of failures.
type Cause struct {
	Name     string `json:"name"`
	Failures int    `json:"failures"`
}

// A Decision is a person's word on a finding, or on whether two are one.
type Decision struct {
	ID      int64        `json:"id"`               // in order of making, from 1; the Store gives it
	Kind    string       `json:"kind"`             // what it is about: "statement", "event", "actor", "identity", "claim", "copy"
	Subject string       `json:"subject"`          // ID of a report, claim or identity
	Places  []link.Place `json:"places,omitempty"` // the words of the finding, to find it again after re-analysis; two for same and different
	Verdict Verdict      `json:"verdict"`
	Value   string       `json:"value,omitempty"` // of Correct: what is right, as the caller writes it
	By      string       `json:"by"`
	At      time.Time    `json:"at"`
	Undoes  int64        `json:"undoes,omitempty"` // ID of the decision that this one takes back; 0 for none
	Undone  bool         `json:"undone,omitempty"` // a later decision takes it back
}

// A Verdict is what was decided.
type Verdict string

// The verdicts.
const (
	Accept    Verdict = "accept"
	Reject    Verdict = "reject"
	Correct   Verdict = "correct"
	Same      Verdict = "same"
	Different Verdict = "different"
	Undo      Verdict = "undo"
)

// A Statement is one attribution in a report, as far as lists need it.
type Statement struct {
	Report     string  `json:"report"`            // ID
	ID         string  `json:"id"`                // in the record: "s3"
	Speaker    string  `json:"speaker,omitempty"` // name, or the words that stand for it; "" for none
	Naming     string  `json:"naming"`
	Act        string  `json:"act,omitempty"`
	Start      int     `json:"start"`
	End        int     `json:"end"` // of the first part of the content
	Words      string  `json:"words,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
}

// An Event is one event of a report, as far as lists need it.
type Event struct {
	Report     string   `json:"report"` // ID
	ID         string   `json:"id"`     // in the record: "e3"
	Lemma      string   `json:"lemma,omitempty"`
	Type       string   `json:"type,omitempty"` // PLOVER; "" for none
	Earliest   string   `json:"earliest,omitempty"`
	Latest     string   `json:"latest,omitempty"` // ISO days; "" open
	Place      string   `json:"place,omitempty"`  // name; "" unknown
	Polarity   string   `json:"polarity,omitempty"`
	Modality   string   `json:"modality,omitempty"`
	Background bool     `json:"background,omitempty"`
	Statement  string   `json:"statement,omitempty"` // id of the statement that it is told in; "" in the report's own voice
	Speaker    string   `json:"speaker,omitempty"`   // of that statement, as in Statement
	Naming     string   `json:"naming,omitempty"`
	DateWords  string   `json:"dateWords,omitempty"` // the words of the report for its date; "" for none
	Agents     []string `json:"agents,omitempty"`
	Patients   []string `json:"patients,omitempty"`
	Start      int      `json:"start"`
	End        int      `json:"end"`     // of the sentence that tells it
	Trigger    Mark     `json:"trigger"` // the words for it
	Words      string   `json:"words,omitempty"`
	Confidence float64  `json:"confidence,omitempty"`
}

// Bounds are the days between which so many events happened.
type Bounds struct {
	Earliest, Latest string // ISO days; "" open
	Events           int
}

// A Retelling is what an event is one telling of.
type Retelling struct {
	Group   int // the same for all tellings of one occurrence, another for others
	Reports int // that tell of it
}

// A Place is a place with what is told of it.
type Place struct {
	Name      string
	Kind      string // as in record.Place
	Country   string // ISO 3166-1 alpha-2
	Located   bool
	Latitude  float64 // degrees north, where it is Located
	Longitude float64 // degrees east
	Reports   int     // that name it
	Events    int     // that are told to have been there
}

// Places are the places of some reports.
type Places struct {
	List[Place]      // of most events first, then of most reports
	Reports     int  // in which they were looked for: the newest ones
	More        bool // there are more reports
	Unplaced    int  // events of these reports without a place
}

// A Name is an actor's name with how many reports show it.
type Name struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"` // "person", "organization", …: as in record.Actor
	Reports  int    `json:"reports"`
	Mentions int    `json:"mentions"`
	Said     int    `json:"said"` // statements
}

// A Snippet is a stretch of a report's text with the words that were asked for.
type Snippet struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text,omitempty"`
	Marks []Mark `json:"marks,omitempty"`
}

// A Mark is a matching word or phrase: code points of the report's text.
type Mark struct{ Start, End int }

// A Hit is a report that a question finds.
type Hit struct {
	Head
	Snippets   []Snippet   `json:"snippets,omitempty"`
	Statements []Statement `json:"statements,omitempty"` // those that fit the question's fields of statements
	Events     []Event     `json:"events,omitempty"`     // those that fit the question's fields of events
}

// A Count is how many there are; with More, at least so many.
type Count struct {
	N    int  `json:"n,omitempty"`
	More bool `json:"more,omitempty"`
}

// A Page asks for a part of a list.
type Page struct {
	After string `json:"after"` // Next of the page before; "" for the first
	Limit int    `json:"limit"` // most items; 0 leaves it to the Store
}

// A List is a part of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"` // for Page.After; "" at the end
}

// A Hits is a page of what Search finds.
type Hits struct {
	List[Hit]
	Total Count `json:"total"`
}

// A ClaimHead is what a list shows of a claim.
type ClaimHead struct {
	ID       string        `json:"id"`
	Sentence string        `json:"sentence"`
	Reports  int           `json:"reports"` // that carry it
	Resting  int           `json:"resting"` // that carry it and tell it as so
	Origins  link.Interval `json:"origins"`
	First    string        `json:"first"`             // ID of a report
	Against  []link.Stance `json:"against,omitempty"` // of what is told against it, each once: Denies, Doubts, Corrects
}

// HeadOf is what lists show of a claim.
func HeadOf(c link.Claim) ClaimHead {
	h := ClaimHead{ID: c.ID, Sentence: c.Sentence, Origins: c.Count, First: c.First}
	all, resting := map[string]bool{}, map[string]bool{}
	for _, k := range c.Carriers {
		all[k.Report] = true
		if len(k.Rests) > 0 {
			resting[k.Report] = true
		} else {
			h.against(k.Stance)
		}
	}
	for _, r := range c.Relations {
		switch r.Kind {
		case "denied":
			h.against(link.Denies)
		case "corrected":
			h.against(link.Corrects)
		}
	}
	h.Reports, h.Resting = len(all), len(resting)
	return h
}

func (h *ClaimHead) against(s link.Stance) {
	if (s == link.Denies || s == link.Doubts || s == link.Corrects) && !slices.Contains(h.Against, s) {
		h.Against = append(h.Against, s)
	}
}

// An IdentityHead is what a list shows of an actor across reports.
type IdentityHead struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Country string `json:"country"`
	Reports int    `json:"reports"`
}

// A Facet is one value of a field with how many of the found reports have it.
type Facet struct {
	Value   string `json:"value"`
	Reports int    `json:"reports"`
}

// Stats counts what is there.
type Stats struct {
	Reports      int    `json:"reports"` // with all versions
	Current      int    `json:"current"`
	Texts        int    `json:"texts"`
	Acquisitions int    `json:"acquisitions"`
	Failures     int    `json:"failures"`
	Decisions    int    `json:"decisions"` // that stand, undoings left out
	Claims       int    `json:"claims"`
	Identities   int    `json:"identities"`
	First        string `json:"first"`
	Last         string `json:"last"`  // ISO days of publication; "" where no report has one
	Bytes        int64  `json:"bytes"` // of the whole file
}

// Newer is the order of versions: the newer one first, by the day of
// publication, then by when it was last acquired, then by ID.
func Newer(a, b Version) int {
	return cmp.Or(cmp.Compare(b.Published, a.Published), b.Acquired.Compare(a.Acquired), cmp.Compare(b.ID, a.ID))
}

// A Version is one of the reports with one address.
type Version struct {
	Head
	Acquired time.Time `json:"acquired"` // last
}
