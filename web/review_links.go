package web

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/record"
)

// What follows is what is doubtful in what linking found: in claims, copies and
// occurrences.

// carriersOfOne is the most carriers of one claim that are asked about in a stretch.
const carriersOfOne = 3

func (r *reviewer) doubtfulClaims(ctx context.Context, p archive.Page) ([]doubt, string, error) {
	list, err := r.Store.Claims(ctx, query.Term{}, p)
	if err != nil {
		return nil, "", err
	}
	var out []doubt
	for _, h := range list.Items {
		if h.Reports < 2 {
			return out, "", nil // those of most reports come first: from here on nobody repeats anything
		}
		c, err := r.Store.Claim(ctx, h.ID)
		if err != nil {
			return nil, "", err
		}
		out = append(out, claimDoubts(c)...)
	}
	return out, list.Next, nil
}

// claimDoubts are the carriers of a claim whose words have least in common with it.
func claimDoubts(c link.Claim) []doubt {
	var out []doubt
	said := stems(c.Sentence)
	for i := range c.Carriers {
		d := carrierDoubt(c, i)
		d.Confidence = 0.5 + likeness(said, stems(c.Carriers[i].Place.Words))/2
		if d.Confidence < doubtfulClaim && len(d.places) == 2 {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b doubt) int { return cmp.Compare(a.Confidence, b.Confidence) })
	return out[:min(len(out), carriersOfOne)]
}

// carrierFinding names words where it is decided whether they are about a claim.
func carrierFinding(claim, report string, start int) string {
	return strings.Join([]string{"c", claim, report, strconv.Itoa(start)}, ".")
}

// anchor is the carrier of another report that a claim is shown and known again by: the
// first that has the claim's own words, else the first; -1 for none.
func anchor(c link.Claim, report string) int {
	first := -1
	for i, k := range c.Carriers {
		if k.Report == report {
			continue
		}
		if strings.Contains(claimPlain(k.Place.Words), claimPlain(c.Sentence)) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// wordedAs is the value of a decision about claims: how they are worded. One place may
// carry several claims.
func wordedAs(sentences ...string) string {
	b, err := json.Marshal(sentences)
	if err != nil {
		panic(err) // strings have a JSON form
	}
	return string(b)
}

// carrierDoubt is whether a carrier carries the claim. Its places are words of
// another carrier, which the claim is known by again, and its own.
func carrierDoubt(c link.Claim, i int) doubt {
	k := c.Carriers[i]
	d := doubt{places: []link.Place{k.Place}, value: wordedAs(c.Sentence)}
	if o := anchor(c, k.Report); o >= 0 {
		d.places = []link.Place{c.Carriers[o].Place, k.Place}
	}
	for _, o := range c.Carriers {
		if o.Report != k.Report {
			d.others = append(d.others, o.Place)
		}
	}
	d.Finding = carrierFinding(c.ID, k.Report, k.Place.Start)
	d.Kind, d.Claim, d.Sentence, d.Stance = ReviewClaims, c.ID, c.Sentence, ClaimStance(k.Stance)
	for _, w := range k.Why {
		d.Why = append(d.Why, w.Text)
	}
	return d
}

func (r *reviewer) doubtfulCopies(ctx context.Context, p archive.Page) ([]doubt, string, error) {
	list, err := r.Store.Copies(ctx, p)
	var out []doubt
	for _, c := range list.Items {
		if d := copyDoubt(c); d.Confidence < doubtfulCopy && !c.Credited {
			out = append(out, d)
		}
	}
	return out, list.Next, err
}

// copyDoubt is whether a report reuses another. The more of it the other has, the more
// certain that is; less so where both may have it from a third.
func copyDoubt(c link.Copy) doubt {
	d := doubt{places: copyPlaces(c)}
	d.Finding = strings.Join([]string{"k", c.From, c.To}, ".")
	d.Kind, d.Copy, d.Confidence = ReviewCopies, c.Kind, 0.6+max(c.Share, c.Back)/2
	if c.Doubtful {
		d.Confidence -= 0.2
	}
	d.Confidence = min(d.Confidence, 1)
	for _, w := range c.Why {
		if w.Decision != 0 {
			d.Confidence = 1
		}
		d.Why = append(d.Why, w.Text)
	}
	return d
}

// copyPlaces are words of both reports that show the copy: its longest passage, else
// the first sentences that tell the same.
func copyPlaces(c link.Copy) []link.Place {
	if len(c.Passages) > 0 {
		p := slices.MaxFunc(c.Passages, func(a, b link.Passage) int { return cmp.Or(a.To[1]-a.To[0]-b.To[1]+b.To[0], b.To[0]-a.To[0]) })
		return []link.Place{{Report: c.From, Start: p.From[0], End: p.From[1], Words: p.Words}, {Report: c.To, Start: p.To[0], End: p.To[1], Words: p.Words}}
	}
	out := []link.Place{{Report: c.From}, {Report: c.To}}
	for i := range out {
		for _, w := range slices.Backward(c.Why) {
			if at := slices.IndexFunc(w.Evidence, func(e link.Place) bool { return e.Report == out[i].Report }); at >= 0 {
				out[i] = w.Evidence[at]
			}
		}
	}
	return out
}

// reportsOfOne is how many reports that tell of one occurrence are held against the
// first: the record of each is read whole.
const reportsOfOne = 3

func (r *reviewer) doubtfulEvents(ctx context.Context, p archive.Page) ([]doubt, string, error) {
	list, err := r.Store.Occurrences(ctx, p)
	var out []doubt
	for _, o := range list.Items {
		if o.Members[0].Report == o.Members[len(o.Members)-1].Report {
			continue // they are in order of the reports: one report alone tells of it
		}
		told, err := r.told(ctx, o)
		if err != nil {
			return nil, "", err
		}
		if d, ok := eventDoubt(told); ok && d.Confidence < doubtfulEvent {
			out = append(out, d)
		}
	}
	return out, list.Next, err
}

// A toldEvent is an event as one report tells it.
type toldEvent struct {
	link.EventRef
	record.Event
	place    link.Place // of its trigger
	sentence map[string]bool
}

// told are the events of an occurrence, the first of each report.
func (r *reviewer) told(ctx context.Context, o link.Occurrence) ([]toldEvent, error) {
	var out []toldEvent
	for _, m := range o.Members {
		if len(out) == reportsOfOne || slices.ContainsFunc(out, func(t toldEvent) bool { return t.Report == m.Report }) {
			continue
		}
		got, err := r.report(ctx, m.Report)
		if err != nil {
			return nil, err
		}
		if t, ok := eventTold(got, m); ok {
			out = append(out, t)
		}
	}
	return out, nil
}

func eventTold(r archive.Report, ref link.EventRef) (toldEvent, bool) {
	i := slices.IndexFunc(r.Record.Events, func(e record.Event) bool { return e.ID == ref.Event })
	if i < 0 {
		return toldEvent{}, false
	}
	e := r.Record.Events[i]
	t := toldEvent{EventRef: ref, Event: e, place: link.Place{Report: r.ID, Start: e.Trigger.Start, End: e.Trigger.End, Words: e.Trigger.Text}}
	for _, s := range r.Record.Document.Sentences {
		if s.Start <= e.Trigger.Start && e.Trigger.Start < s.End {
			text := []rune(r.Record.Document.Text)
			t.sentence = stems(string(text[min(s.Start, len(text)):min(s.End, len(text))]))
		}
	}
	return t, true
}

// eventDoubt is whether the event that has least in common with the first one of its
// occurrence is the same.
func eventDoubt(told []toldEvent) (doubt, bool) {
	if len(told) < 2 {
		return doubt{}, false
	}
	var least doubt
	for i, t := range told[1:] {
		if d := pairOfEvents(told[0], t); i == 0 || d.Confidence < least.Confidence {
			least = d
		}
	}
	for _, t := range told {
		if t.place.Report != least.subject() {
			least.others = append(least.others, t.place)
		}
	}
	return least, true
}

// pairOfEvents is how far what two reports tell of an event agrees. It knows less than
// linking does, which held the whole reports against each other: it says which pairs
// are worth a look.
func pairOfEvents(a, b toldEvent) doubt {
	alike := likeness(a.sentence, b.sentence)
	d := doubt{places: []link.Place{a.place, b.place}}
	d.Finding = strings.Join([]string{"e", a.Report, a.EventRef.Event, b.Report, b.EventRef.Event}, ".")
	d.Kind, d.Same, d.Confidence = ReviewEvents, true, 0.4+0.4*alike
	if word := func(t toldEvent) string { return archive.Stem(cmp.Or(t.Lemma, t.place.Words)) }; word(a) == word(b) {
		d.Confidence += 0.2
	} else {
		d.Why = append(d.Why, "they use other words for it: “"+a.place.Words+"” and “"+b.place.Words+"”")
	}
	if alike < 0.25 {
		d.Why = append(d.Why, "the sentences have few words in common")
	}
	if apart(a.Time, b.Time) {
		d.Confidence -= 0.2
		d.Why = append(d.Why, "they are dated to different days")
	}
	return d
}

// apart tells whether two events cannot have happened on one day.
func apart(a, b record.EventTime) bool {
	before := func(x, y *string) bool { return x != nil && y != nil && *x != "" && *y != "" && *x < *y }
	return before(a.Latest, b.Earliest) || before(b.Latest, a.Earliest)
}

// emptyWords are longer words that tell nothing of what is said.
var emptyWords = strings.Fields("about also been from have into over said than that their them then there these they this those were what when which will with would")

// stems are the words of a text that say something, without doubles.
func stems(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range archive.Words(text) {
		if long := len(w.Text) > 3 && !slices.Contains(emptyWords, w.Text); long || w.Text[0] <= '9' {
			out[archive.Stem(w.Text)] = true
		}
	}
	return out
}

// likeness is how much of the shorter of two sets the other has, 0 to 1.
func likeness(a, b map[string]bool) float64 {
	return float64(inBoth(a, b)) / float64(max(1, min(len(a), len(b))))
}
