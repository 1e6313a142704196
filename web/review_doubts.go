package web

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// A Doubtful is a finding that the program is not certain of, with its words.
type Doubtful struct {
	Finding    string          `json:"finding"` // names it where it is decided
	Kind       ReviewKind      `json:"kind"`
	Confidence float64         `json:"confidence"`         // how certain the program is, 0 to 1
	Speaker    string          `json:"speaker,omitempty"`  // of a statement
	Naming     string          `json:"naming,omitempty"`   // of its speaker
	Act        string          `json:"act,omitempty"`      // what kind of word it is
	Same       bool            `json:"same,omitempty"`     // of two actors or events: they are taken to be one
	Copy       string          `json:"copy,omitempty"`     // kind of a copy: "copy", "excerpt", "rewrite"
	Claim      string          `json:"claim,omitempty"`    // ID of the claim that the words are taken to carry
	Sentence   string          `json:"sentence,omitempty"` // of that claim
	Stance     ClaimStance     `json:"stance,omitempty"`   // of the words to it
	Why        []string        `json:"why"`                // names of rules for a statement, sentences for the others
	Contexts   []ReviewContext `json:"contexts"`           // where it stands: both sides of what is compared
	Speakers   []string        `json:"speakers"`           // whom the report names, for a correction
}

// A ReviewContext is words of a report with the finding in them.
type ReviewContext struct {
	Report ClaimReport `json:"report"`
	Start  int         `json:"start"` // of the finding's words, in code points of the text
	End    int         `json:"end"`
	Name   string      `json:"name,omitempty"` // of an actor
	Actor  string      `json:"actor,omitempty"`
	Runs   []ReviewRun `json:"runs"` // the words, in order
}

// A ReviewRun is words and what they are taken for: "said", "source", "cue",
// "name", or "" for the words around.
type ReviewRun struct {
	Text string `json:"text"`
	As   string `json:"as,omitempty"`
}

// A doubt is a doubtful finding before its words are read.
type doubt struct {
	Doubtful
	statement string       // id in the record
	places    []link.Place // its words; the last report keeps the decision
	others    []link.Place // places that may stand for the first one in a decision
	pair      []link.Member
	value     string // of a decision about it
}

// subject is the ID of the report that keeps decisions about it: IDs of claims and
// identities are functions of what they are made of, and change with it.
func (d doubt) subject() string { return d.places[len(d.places)-1].Report }

// decidedBy tells whether a decision that stands is about it.
func (d doubt) decidedBy(by archive.Decision) bool {
	if by.Kind != string(d.Kind) {
		return false
	}
	if d.pair != nil {
		var pair []link.Member
		if json.Unmarshal([]byte(by.Value), &pair) == nil && slices.Equal(pair, d.pair) {
			return true
		}
	}
	if d.Kind == ReviewCopies {
		return len(by.Places) == 2 && by.Places[0].Report == d.places[0].Report && by.Places[1].Report == d.places[1].Report
	}
	if len(by.Places) == 2 && len(d.places) == 2 && samePlace(by.Places[1], d.places[1]) {
		return slices.ContainsFunc(append(d.others, d.places[0]), func(p link.Place) bool { return samePlace(by.Places[0], p) })
	}
	return slices.EqualFunc(by.Places, d.places, samePlace)
}

// samePlace tells whether two places share more of their words than not. The text
// of a report never changes; where a finding begins and ends may.
func samePlace(a, b link.Place) bool {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	return a.Report == b.Report && (2*shared > max(a.End, b.End)-min(a.Start, b.Start) || a == b)
}

// Up to which confidence findings are doubtful.
const (
	doubtfulStatement = 0.6
	doubtfulIdentity  = 0.8
	doubtfulClaim     = 0.7
	doubtfulCopy      = 0.75
	doubtfulEvent     = 0.55
)

func (r *reviewer) doubtfulStatements(ctx context.Context, p archive.Page) ([]doubt, string, error) {
	list, err := r.Store.Statements(ctx, query.Query{}, p)
	var out []doubt
	for _, s := range list.Items {
		if s.Confidence < doubtfulStatement {
			out = append(out, statementDoubt(s))
		}
	}
	return out, list.Next, err
}

func statementDoubt(s archive.Statement) doubt {
	d := doubt{statement: s.ID, places: []link.Place{{Report: s.Report, Start: s.Start, End: s.End, Words: s.Words}}}
	d.Finding = statementFinding(s.Report, s.ID, s.Start)
	d.Kind, d.Confidence, d.Speaker, d.Naming, d.Act = ReviewStatements, s.Confidence, s.Speaker, s.Naming, s.Act
	return d
}

// statementFinding names a statement where it is decided. With its id goes where its
// content begins, so that nobody decides on another statement after the report was
// analysed anew.
func statementFinding(report, id string, start int) string {
	return strings.Join([]string{"s", report, id, strconv.Itoa(start)}, ".")
}

func (r *reviewer) doubtfulIdentities(ctx context.Context, p archive.Page) ([]doubt, string, error) {
	list, err := r.Store.Identities(ctx, query.Term{}, p)
	if err != nil {
		return nil, "", err
	}
	var out []doubt
	seen := map[string]bool{} // a doubt stands with both identities
	for _, h := range list.Items {
		i, err := r.Store.Identity(ctx, h.ID)
		if err != nil {
			return nil, "", err
		}
		for n, m := range slices.Concat(i.Doubts, i.Merges) {
			d := identityDoubt(m, n >= len(i.Doubts))
			if d.Confidence < doubtfulIdentity && !seen[d.Finding] {
				seen[d.Finding] = true
				out = append(out, d)
			}
		}
	}
	return out, list.Next, nil
}

// enoughForOne is the weight of reasons from which two actors are taken to be one.
const enoughForOne = 2

func identityDoubt(m link.Merge, same bool) doubt {
	sum := 0.0
	var why []string
	for _, r := range m.Why {
		sum += r.Weight
		why = append(why, r.Text)
	}
	p := 1 / (1 + math.Exp(enoughForOne-sum))
	d := pairDoubt(m.A, m.B)
	d.Confidence, d.Same, d.Why = max(p, 1-p), same, why
	return d
}

// pairDoubt is whether two actors are one, whichever is named first.
func pairDoubt(a, b link.Member) doubt {
	pair := []link.Member{a, b}
	slices.SortFunc(pair, func(a, b link.Member) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Actor, b.Actor))
	})
	d := doubt{pair: pair, places: []link.Place{{Report: pair[0].Report}, {Report: pair[1].Report}}}
	d.Finding = strings.Join([]string{"i", pair[0].Report, pair[0].Actor, pair[1].Report, pair[1].Actor}, ".")
	d.Kind = ReviewIdentities
	return d
}

// fill reads the words of a doubt.
func (r *reviewer) fill(ctx context.Context, d *doubt) error {
	d.Speakers = []string{}
	for i, p := range d.places {
		got, err := r.report(ctx, p.Report)
		if err != nil {
			return err
		}
		c := ReviewContext{Report: claimReportOf(got.Head), Start: p.Start, End: p.End}
		marks := []reviewMark{{p.Start, p.End, "said"}}
		switch d.Kind {
		case ReviewStatements:
			marks = d.statementMarks(got.Record)
		case ReviewIdentities:
			c.Actor = d.pair[i].Actor
			c.Name, p = actorPlace(got, c.Actor)
			c.Start, c.End = p.Start, p.End
			marks = []reviewMark{{p.Start, p.End, "name"}}
		}
		c.Runs = runsAround(got.Record.Document, c.Start, c.End, marks)
		d.Contexts = append(d.Contexts, c)
	}
	if d.Why == nil {
		d.Why = []string{}
	}
	return nil
}

// statementMarks are the parts of the statement; it takes on its reasons and whom
// the report names.
func (d *doubt) statementMarks(r record.Record) []reviewMark {
	for _, a := range r.Actors {
		if a.Naming == "named" {
			d.Speakers = append(d.Speakers, a.Name)
		}
	}
	i := slices.IndexFunc(r.Statements, func(s record.Statement) bool { return s.ID == d.statement })
	if i < 0 {
		return nil
	}
	s := r.Statements[i]
	d.Why = s.Why
	var out []reviewMark
	for as, spans := range map[string][]record.Span{"said": s.Content, "cue": s.Cue, "source": s.Source.Spans} {
		for _, c := range spans {
			out = append(out, reviewMark{c.Start, c.End, as})
		}
	}
	return out
}

// publisher is what a link.Member calls whoever published the report.
const publisherMember = "publisher"

// actorPlace is the name of an actor and where the report first has it.
func actorPlace(r archive.Report, actor string) (string, link.Place) {
	p := link.Place{Report: r.ID}
	if actor == publisherMember {
		return r.Publisher, p
	}
	i := slices.IndexFunc(r.Record.Actors, func(a record.Actor) bool { return a.ID == actor })
	if i < 0 {
		return "", p
	}
	a := r.Record.Actors[i]
	if len(a.Mentions) == 0 {
		return a.Name, p
	}
	m := a.Mentions[max(0, slices.IndexFunc(a.Mentions, func(m record.Mention) bool { return m.Text == a.Name }))]
	p.Start, p.End, p.Words = m.Start, m.End, m.Text
	return a.Name, p
}

// Yes and No are the verdicts that the keys a and x give.
func (d Doubtful) Yes() archive.Verdict { return verdictsOf(d.Kind)[0] }

// No is the other one.
func (d Doubtful) No() archive.Verdict { return verdictsOf(d.Kind)[1] }

// ID is where the finding stands in the page of its report; "" for the beginning.
func (d Doubtful) ID() string {
	if part := strings.Split(d.Finding, "."); part[0] == "s" {
		return part[2]
	}
	return ""
}

// Percent is the confidence in hundredths.
func (d Doubtful) Percent() int { return int(math.Round(100 * d.Confidence)) }

// Sureness is the key of the words for the confidence.
func (d Doubtful) Sureness() string {
	switch {
	case d.Confidence < 0.4:
		return "review.sure.guess"
	case d.Confidence < 0.6:
		return "review.sure.unsure"
	}
	return "review.sure.fair"
}

// whyWords are the rules of statements that have words in the catalogue: those that
// tell a reader something.
var whyWords = []string{"tree-source", "tree-content", "agent", "inverted", "noun-cue", "second-reading", "second-cue"}

// WhyKeys are the keys of the words for what makes a statement doubtful.
func (d Doubtful) WhyKeys() []string {
	var out []string
	if d.Naming != "named" {
		out = append(out, "review.why.unnamed")
	}
	for _, w := range d.Why {
		if slices.Contains(whyWords, w) {
			out = append(out, "review.why."+w)
		}
	}
	return out
}
