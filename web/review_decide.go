package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A Decided is what a person decided of a finding.
type Decided struct {
	ID      int64          `json:"id"`
	Kind    string         `json:"kind"`
	Subject string         `json:"subject"` // ID of the report that keeps it
	Verdict string         `json:"verdict"`
	Places  []DecidedPlace `json:"places"`
	Speaker *string        `json:"speaker,omitempty"` // of a correction: who says it; "" nobody
	Act     string         `json:"act,omitempty"`     // of a correction: what kind of word it is
	By      string         `json:"by"`
	At      time.Time      `json:"at"`
	Undoes  int64          `json:"undoes,omitempty"` // ID of the decision that this one takes back
	Undone  bool           `json:"undone,omitempty"` // a later one takes it back
}

// A DecidedPlace is the words that a decision is about.
type DecidedPlace struct {
	Report string `json:"report"`
	Start  int    `json:"start"` // code points
	End    int    `json:"end"`
	Words  string `json:"words"`
}

// A Correction is the value of a decision that corrects a statement, as JSON.
type Correction struct {
	Speaker string `json:"speaker"` // "" nobody
	Act     string `json:"act"`     // "" as it was
}

func decidedOf(d archive.Decision) Decided {
	out := Decided{ID: d.ID, Kind: d.Kind, Subject: d.Subject, Verdict: string(d.Verdict), Places: []DecidedPlace{}, By: d.By, At: d.At, Undoes: d.Undoes, Undone: d.Undone}
	for _, p := range d.Places {
		out.Places = append(out.Places, DecidedPlace(p))
	}
	if c, ok := correctionOf(d); ok {
		out.Speaker, out.Act = &c.Speaker, c.Act
	}
	return out
}

func correctionOf(d archive.Decision) (Correction, bool) {
	var c Correction
	ok := d.Verdict == archive.Correct && json.Unmarshal([]byte(d.Value), &c) == nil
	return c, ok
}

// decisionsOf are the decisions about a subject that stand.
func (s *server) decisionsOf(ctx context.Context, subject string) ([]archive.Decision, error) {
	var out []archive.Decision
	err := s.eachDecision(ctx, subject, func(d archive.Decision) {
		if !d.Undone && d.Undoes == 0 {
			out = append(out, d)
		}
	})
	return out, err
}

func (s *server) eachDecision(ctx context.Context, subject string, f func(archive.Decision)) error {
	for p := (archive.Page{}); ; {
		list, err := s.Store.Decisions(ctx, subject, p)
		if err != nil {
			return err
		}
		for _, d := range list.Items {
			f(d)
		}
		if p.After = list.Next; p.After == "" {
			return nil
		}
	}
}

func readOnly() Problem { return forbidden("read-only", "This archive is only looked at.") }

func conflict(message string) Problem {
	return Problem{http.StatusConflict, "conflict", message}
}

// decide keeps a person's word on a finding.
func (s *server) decide(ctx context.Context, q request) (any, error) {
	if s.Reader == nil {
		return nil, readOnly()
	}
	d, err := s.named(ctx, q)
	if err != nil {
		return nil, err
	}
	d.Verdict, d.By, d.At = archive.Verdict(q.get("verdict")), q.by(), s.Now()
	if !slices.Contains(verdictsOf(ReviewKind(d.Kind)), d.Verdict) {
		return nil, badRequest("The verdict is not one for findings of this kind.")
	}
	if d.Verdict == archive.Correct {
		c := Correction{Speaker: strings.TrimSpace(q.get("speaker")), Act: q.get("act")}
		if c.Act != "" && !slices.Contains(acts(), c.Act) {
			return nil, badRequest("There is no such kind of word.")
		}
		b, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		d.Value = string(b)
	}
	return s.keep(ctx, q, d)
}

// keep adds a decision; the page goes on with it.
func (s *server) keep(ctx context.Context, q request, d archive.Decision) (any, error) {
	ids, err := s.Store.Decide(ctx, []archive.Decision{d})
	if err != nil {
		return nil, err
	}
	if d.Kind != string(ReviewStatements) { // linking found it, and takes the decision into account
		if err := s.Reader.Link(ctx); err != nil {
			return nil, err
		}
	}
	d.ID = ids[0]
	q.values.Set("last", d.Subject+"."+strconv.FormatInt(d.ID, 10))
	return decidedOf(d), nil
}

func verdictsOf(kind ReviewKind) []archive.Verdict {
	switch kind {
	case ReviewStatements:
		return []archive.Verdict{archive.Accept, archive.Reject, archive.Correct}
	case ReviewCopies:
		return []archive.Verdict{archive.Accept, archive.Reject}
	}
	return []archive.Verdict{archive.Same, archive.Different}
}

// longestBy is how many bytes of a person's name are kept.
const longestBy = 100

// by is who asks: the name given with the password, where one is asked for.
func (q request) by() string {
	name, _, _ := q.raw.BasicAuth()
	return cmp.Or(strings.ToValidUTF8(name[:min(len(name), longestBy)], ""), "reader")
}

// named is a decision about the finding of that name, without its verdict. Its
// places are read from the archive: what people send only says which finding.
func (s *server) named(ctx context.Context, q request) (archive.Decision, error) {
	part := strings.Split(q.get("finding"), ".")
	switch {
	case part[0] == "s" && len(part) == 4:
		return s.namedStatement(ctx, part[1], part[2], part[3])
	case part[0] == "i" && len(part) == 5:
		return s.namedPair(ctx, link.Member{Report: part[1], Actor: part[2]}, link.Member{Report: part[3], Actor: part[4]})
	case part[0] == "c" && len(part) == 4:
		return s.namedCarrier(ctx, part[1], part[2], part[3])
	case part[0] == "m" && len(part) == 2:
		return s.namedClaims(ctx, part[1], q.get("other"))
	case part[0] == "k" && len(part) == 3:
		return s.namedCopy(ctx, part[1], part[2])
	case part[0] == "e" && len(part) == 5:
		return s.namedEvents(ctx, link.EventRef{Report: part[1], Event: part[2]}, link.EventRef{Report: part[3], Event: part[4]})
	}
	return archive.Decision{}, badRequest("There is no finding of that name.")
}

func (s *server) namedStatement(ctx context.Context, report, id, start string) (archive.Decision, error) {
	r, err := s.Store.Report(ctx, report)
	if err != nil {
		return archive.Decision{}, err
	}
	for _, st := range r.Record.Statements {
		if st.ID == id && len(st.Content) > 0 && strconv.Itoa(st.Content[0].Start) == start {
			return archive.Decision{Kind: string(ReviewStatements), Subject: report, Places: []link.Place{statementPlace(report, st)}}, nil
		}
	}
	return archive.Decision{}, conflict("The report was analysed anew meanwhile, and the statement is another one now. Look again.")
}

// statementPlace is the words that a statement is known by again: the first of its
// content.
func statementPlace(report string, s record.Statement) link.Place {
	if len(s.Content) == 0 {
		return link.Place{Report: report}
	}
	c := s.Content[0]
	return link.Place{Report: report, Start: c.Start, End: c.End, Words: c.Text}
}

func (s *server) namedPair(ctx context.Context, a, b link.Member) (archive.Decision, error) {
	d := pairDoubt(a, b)
	out := archive.Decision{Kind: string(ReviewIdentities), Subject: d.subject()}
	for _, m := range d.pair {
		r, err := s.Store.Report(ctx, m.Report)
		if err != nil {
			return out, err
		}
		name, p := actorPlace(r, m.Actor)
		if name == "" {
			return out, conflict("The report was analysed anew meanwhile, and the actor is not in it any more. Look again.")
		}
		out.Places = append(out.Places, p)
	}
	value, err := json.Marshal(d.pair)
	out.Value = string(value)
	return out, err
}

func (s *server) namedCarrier(ctx context.Context, claim, report, start string) (archive.Decision, error) {
	c, err := s.Store.Claim(ctx, claim)
	if err != nil {
		return archive.Decision{}, err
	}
	i := slices.IndexFunc(c.Carriers, func(k link.Carrier) bool {
		return k.Report == report && strconv.Itoa(k.Place.Start) == start
	})
	if i < 0 {
		return archive.Decision{}, conflict("The claim has no such words any more. Look again.")
	}
	d := carrierDoubt(c, i)
	if len(d.places) < 2 {
		return archive.Decision{}, conflict("No other report carries the claim.")
	}
	return d.decision(), nil
}

// decision is one about d, without its verdict.
func (d doubt) decision() archive.Decision {
	return archive.Decision{Kind: string(d.Kind), Subject: d.subject(), Places: d.places, Value: d.value}
}

// namedClaims is whether two claims are one. The other is named by its ID, or by the
// address of its page.
func (s *server) namedClaims(ctx context.Context, claim, other string) (archive.Decision, error) {
	c, err := s.Store.Claim(ctx, claim)
	if err != nil {
		return archive.Decision{}, err
	}
	if u, err := url.Parse(strings.TrimSpace(other)); err == nil {
		other = path.Base(u.Path)
	}
	o, err := s.Store.Claim(ctx, other)
	if errors.Is(err, archive.ErrNotFound) {
		return archive.Decision{}, badRequest("There is no claim at that address.")
	}
	if err != nil {
		return archive.Decision{}, err
	}
	a, b := anchor(c, ""), anchor(o, "")
	if c.ID == o.ID || a < 0 || b < 0 {
		return archive.Decision{}, badRequest("That is the same claim.")
	}
	d := doubt{places: []link.Place{c.Carriers[a].Place, o.Carriers[b].Place}, value: wordedAs(c.Sentence, o.Sentence)}
	d.Kind = reviewOneClaim
	return d.decision(), nil
}

func (s *server) namedCopy(ctx context.Context, from, to string) (archive.Decision, error) {
	copies, err := s.Store.CopiesOf(ctx, to)
	if err != nil {
		return archive.Decision{}, err
	}
	i := slices.IndexFunc(copies, func(c link.Copy) bool { return c.From == from && c.To == to })
	if i < 0 {
		return archive.Decision{}, conflict("The reports are not taken for a copy any more. Look again.")
	}
	return copyDoubt(copies[i]).decision(), nil
}

func (s *server) namedEvents(ctx context.Context, refs ...link.EventRef) (archive.Decision, error) {
	d := doubt{}
	d.Kind = ReviewEvents
	for _, ref := range refs {
		r, err := s.Store.Report(ctx, ref.Report)
		if err != nil {
			return archive.Decision{}, err
		}
		t, ok := eventTold(r, ref)
		if !ok {
			return archive.Decision{}, conflict("The report was analysed anew meanwhile, and the event is not in it any more. Look again.")
		}
		d.places = append(d.places, t.place)
	}
	return d.decision(), nil
}

// undo takes a decision back: the one that is named, whoever made it, or the last of
// whoever asks.
func (s *server) undo(ctx context.Context, q request) (any, error) {
	if s.Reader == nil {
		return nil, readOnly()
	}
	var last *archive.Decision
	subject, id, named := cutLast(q.get("decision"))
	err := s.eachDecision(ctx, subject, func(d archive.Decision) {
		asked := d.By == q.by()
		if named {
			asked = d.ID == id
		}
		if asked && !d.Undone && d.Undoes == 0 {
			last = &d
		}
	})
	if err != nil {
		return nil, err
	}
	if last == nil {
		return nil, conflict("There is no decision that could be taken back.")
	}
	return s.keep(ctx, q, archive.Decision{
		Kind: last.Kind, Subject: last.Subject, Places: last.Places, Verdict: archive.Undo, By: q.by(), At: s.Now(), Undoes: last.ID,
	})
}

// cutLast is the subject and the ID of a decision that an address names.
func cutLast(s string) (subject string, id int64, ok bool) {
	at := strings.LastIndexByte(s, '.')
	if at < 0 {
		return "", 0, false
	}
	id, err := strconv.ParseInt(s[at+1:], 10, 64)
	return s[:at], id, err == nil
}

// justDecided is the decision that an address names; nil for none.
func (s *server) justDecided(ctx context.Context, last string) (*Decided, error) {
	subject, id, ok := cutLast(last)
	if !ok {
		return nil, nil
	}
	var out *Decided
	err := s.eachDecision(ctx, subject, func(d archive.Decision) {
		if d.ID == id {
			got := decidedOf(d)
			out = &got
		}
	})
	return out, err
}

// Key is the key of the words for what was decided.
func (d Decided) Key() string {
	switch kind := ReviewKind(d.Kind); kind {
	case ReviewClaims, ReviewCopies, ReviewEvents, reviewOneClaim:
		if slices.Contains(verdictsOf(kind), archive.Verdict(d.Verdict)) {
			return "review.did." + d.Verdict + "." + d.Kind
		}
	}
	return "review.did." + d.Verdict
}

// Links tells whether it changes what linking finds.
func (d Decided) Links() bool { return d.Kind != string(ReviewStatements) }

// Name names a decision in an address.
func (d Decided) Name() string { return d.Subject + "." + strconv.FormatInt(d.ID, 10) }

// backToReview is where the queue goes on after a decision.
func backToReview(q request) string {
	if id, ok := strings.CutPrefix(q.get("back"), "report "); ok {
		return "/report/" + url.PathEscape(id)
	}
	if id, ok := strings.CutPrefix(q.get("back"), "claim "); ok {
		return "/claim/" + url.PathEscape(id) + "?" + url.Values{"last": {q.get("last")}}.Encode()
	}
	if q.get("back") == "decisions" {
		return "/decisions"
	}
	v := url.Values{}
	for _, name := range []string{"kind", "after", "skip", "last"} {
		if q.get(name) != "" {
			v.Set(name, q.get(name))
		}
	}
	return "/review?" + v.Encode()
}

// Decisions are what people decided, the oldest first.
type Decisions struct {
	Decisions []Decided `json:"decisions"`
	Open      bool      `json:"open"` // they can be taken back here
	Page
}

func (s *server) decisions(ctx context.Context, q request) (any, error) {
	list, err := s.Store.Decisions(ctx, q.get("subject"), q.page())
	if err != nil {
		return nil, err
	}
	m := &Decisions{Decisions: []Decided{}, Open: s.Reader != nil}
	for _, d := range list.Items {
		m.Decisions = append(m.Decisions, decidedOf(d))
	}
	m.after = list.Next
	return m, nil
}

// Title is that of the page.
func (m *Decisions) Title() string { return "Decisions" }

// Table has a row a decision and place.
func (m *Decisions) Table() [][]string {
	rows := [][]string{{"decision", "at", "by", "kind", "verdict", "undone", "report", "start", "end", "words", "speaker", "act"}}
	for _, d := range m.Decisions {
		speaker := ""
		if d.Speaker != nil {
			speaker = *d.Speaker
		}
		for _, p := range d.Places {
			rows = append(rows, []string{strconv.FormatInt(d.ID, 10), d.At.Format(time.RFC3339), d.By, d.Kind, d.Verdict, strconv.FormatBool(d.Undone),
				p.Report, strconv.Itoa(p.Start), strconv.Itoa(p.End), p.Words, speaker, d.Act})
		}
	}
	return rows
}
