package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/record"
)

// A Changes is what changed between two texts: the earlier and the later version of
// a report, or any two reports.
type Changes struct {
	Before     ClaimReport        `json:"before"`
	After      ClaimReport        `json:"after"`
	Passages   []ChangedPassage   `json:"passages"`   // both texts, in their order
	Statements []ChangedStatement `json:"statements"` // that vanished, changed or appeared, in the order of the texts
	Unchanged  int                `json:"unchanged"`  // statements that stand in both
	Removed    int                `json:"removed"`    // words of the earlier text
	Added      int                `json:"added"`      // words of the later text
}

// A ChangedPassage is a paragraph of either text, or one of each that belong
// together.
type ChangedPassage struct {
	Change Change         `json:"change"`
	Before []ChangedPiece `json:"before"`
	After  []ChangedPiece `json:"after"`
}

// A ChangedPiece is words of a paragraph; Changed where the other text has not got
// them.
type ChangedPiece struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed,omitempty"`
}

// A ChangedStatement is a statement of either text, or one of each.
type ChangedStatement struct {
	Change Change     `json:"change"`
	What   []string   `json:"what"` // of one that changed: "words", "speaker", "act"
	Before *ChangedBy `json:"before,omitempty"`
	After  *ChangedBy `json:"after,omitempty"`
}

// A ChangedBy is who said what.
type ChangedBy struct {
	ID      string `json:"id"` // in the record
	Speaker string `json:"speaker,omitempty"`
	Naming  string `json:"naming"`
	Act     string `json:"act"`
	Words   string `json:"words"`

	Pieces []ChangedPiece `json:"pieces"` // the words, cut where the other text's part from them
}

// A Change is what became of something from one text to the other.
type Change string

// The changes.
const (
	Kept     Change = "same"
	Changed  Change = "changed"
	Vanished Change = "removed"
	Appeared Change = "added"
)

func (s *server) changes(ctx context.Context, q request) (any, error) {
	a, err := s.Store.Report(ctx, q.id)
	if err != nil {
		return nil, err
	}
	to := q.get("to")
	if to == "" {
		if to, err = s.otherVersion(ctx, q.id); err != nil {
			return nil, err
		}
	}
	b, err := s.Store.Report(ctx, to)
	if err != nil {
		return nil, err
	}
	if later(a.Head, b.Head) {
		a, b = b, a
	}
	return changesOf(a, b), nil
}

// otherVersion is the version before a report, or the one after the first.
func (s *server) otherVersion(ctx context.Context, id string) (string, error) {
	list, err := s.Store.Versions(ctx, id)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(list, func(v archive.Version) bool { return v.ID == id })
	switch {
	case i+1 < len(list):
		return list[i+1].ID, nil
	case i > 0:
		return list[i-1].ID, nil
	}
	return "", notFound("other version of this report")
}

// later tells whether a is the later one: published later, or, on one day, the
// current version.
func later(a, b archive.Head) bool {
	if c := cmp.Compare(a.Published, b.Published); c != 0 {
		return c > 0
	}
	return a.Current && !b.Current
}

func changesOf(a, b archive.Report) *Changes {
	m := &Changes{Before: claimReportOf(a.Head), After: claimReportOf(b.Head), Passages: comparePassages(paragraphs(a.Record.Document), paragraphs(b.Record.Document))}
	m.Statements, m.Unchanged = compareStatements(saidIn(a.Record), saidIn(b.Record))
	for _, p := range m.Passages {
		m.Removed += changedWords(p.Before)
		m.Added += changedWords(p.After)
	}
	return m
}

func changedWords(pieces []ChangedPiece) int {
	n := 0
	for _, p := range pieces {
		if p.Changed {
			n += len(strings.Fields(p.Text))
		}
	}
	return n
}

// paragraphs are the paragraphs of a text; its lines where none are known.
func paragraphs(d record.Document) []string {
	var out []string
	add := func(s string) {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			out = append(out, s)
		}
	}
	text := []rune(d.Text)
	for _, p := range d.Paragraphs {
		if start, end := max(p.Start, 0), min(p.End, len(text)); start < end {
			add(string(text[start:end]))
		}
	}
	if out == nil {
		for line := range strings.Lines(d.Text) {
			add(line)
		}
	}
	return out
}

// comparePassages sets the paragraphs of two texts beside each other. Those that
// are the same hold the rest in place; between them, those with most words in
// common belong together.
func comparePassages(a, b []string) []ChangedPassage {
	out := []ChangedPassage{}
	for _, e := range diff(a, b) {
		if e.same {
			for i := range e.a {
				piece := []ChangedPiece{{Text: e.a[i]}}
				out = append(out, ChangedPassage{Kept, piece, piece})
			}
			continue
		}
		out = append(out, compareBetween(e.a, e.b)...)
	}
	return out
}

func compareBetween(a, b []string) []ChangedPassage {
	var out []ChangedPassage
	at := 0 // of b
	for i, k := range align(a, b) {
		if k < 0 {
			out = append(out, ChangedPassage{Vanished, []ChangedPiece{{a[i], true}}, []ChangedPiece{}})
			continue
		}
		for ; at < k; at++ {
			out = append(out, ChangedPassage{Appeared, []ChangedPiece{}, []ChangedPiece{{b[at], true}}})
		}
		at++
		before, after := compareWords(a[i], b[k])
		out = append(out, ChangedPassage{Changed, before, after})
	}
	for ; at < len(b); at++ {
		out = append(out, ChangedPassage{Appeared, []ChangedPiece{}, []ChangedPiece{{b[at], true}}})
	}
	return out
}

// compareWords cuts two paragraphs where they part.
func compareWords(a, b string) (before, after []ChangedPiece) {
	for _, e := range diff(strings.SplitAfter(a, " "), strings.SplitAfter(b, " ")) {
		if len(e.a) > 0 {
			before = append(before, ChangedPiece{strings.Join(e.a, ""), !e.same})
		}
		if len(e.b) > 0 {
			after = append(after, ChangedPiece{strings.Join(e.b, ""), !e.same})
		}
	}
	return before, after
}

// A said is a statement with what it is known by again.
type said struct {
	ChangedBy
	plain string // its words without case and marks
	stems map[string]bool
}

func saidIn(r record.Record) []said {
	var out []said
	for _, s := range r.Statements {
		v := said{ChangedBy: ChangedBy{ID: s.ID, Naming: s.Source.Naming, Act: s.Act}}
		var words []string
		for _, c := range s.Content {
			words = append(words, c.Text)
		}
		v.Words = strings.Join(words, " … ")
		switch {
		case s.Source.Name != nil:
			v.Speaker = *s.Source.Name
		case len(s.Source.Spans) > 0:
			v.Speaker = s.Source.Spans[0].Text
		}
		v.Pieces = []ChangedPiece{{Text: v.Words}}
		v.plain, v.stems = claimPlain(v.Words), stems(v.Words)
		out = append(out, v)
	}
	return out
}

// compareStatements are the statements that are not the same in both, and how many
// are.
func compareStatements(a, b []said) (out []ChangedStatement, same int) {
	out = []ChangedStatement{}
	pair := pairStatements(a, b)
	for i, v := range a {
		if pair[i] < 0 {
			out = append(out, ChangedStatement{Change: Vanished, What: []string{}, Before: &v.ChangedBy})
			continue
		}
		w := b[pair[i]]
		if what := differences(v, w); len(what) > 0 {
			v.Pieces, w.Pieces = compareWords(v.Words, w.Words)
			out = append(out, ChangedStatement{Changed, what, &v.ChangedBy, &w.ChangedBy})
		} else {
			same++
		}
	}
	for k, w := range b {
		if !slices.Contains(pair, k) {
			out = append(out, ChangedStatement{Change: Appeared, What: []string{}, After: &w.ChangedBy})
		}
	}
	return out, same
}

// halfAlike is from which share of their words on two statements are one that
// changed.
const halfAlike = 0.5

// pairStatements finds for each statement the one of the other text that it became,
// or -1: first those in the same words, then those with most words in common.
func pairStatements(a, b []said) []int {
	type match struct {
		a, b int
		like float64
	}
	var all []match
	for i, v := range a {
		for k, w := range b {
			like := overlap(v.stems, w.stems)
			if v.plain == w.plain {
				like = 2
			}
			if v.Speaker == w.Speaker {
				like += 0.01 // of two that are as much alike, the one on the same word
			}
			if like >= halfAlike {
				all = append(all, match{i, k, like})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int { return cmp.Compare(y.like, x.like) })
	pair, taken := slices.Repeat([]int{-1}, len(a)), make([]bool, len(b))
	for _, m := range all {
		if pair[m.a] < 0 && !taken[m.b] {
			pair[m.a], taken[m.b] = m.b, true
		}
	}
	return pair
}

func differences(a, b said) []string {
	var out []string
	if a.plain != b.plain {
		out = append(out, "words")
	}
	if a.Speaker != b.Speaker || a.Naming != b.Naming {
		out = append(out, "speaker")
	}
	if a.Act != b.Act {
		out = append(out, "act")
	}
	return out
}

// Title is that of the page.
func (m *Changes) Title() string { return "What changed" }

// Table has a row a statement.
func (m *Changes) Table() [][]string {
	rows := [][]string{{"change", "what", "speaker_before", "words_before", "speaker_after", "words_after"}}
	for _, s := range m.Statements {
		a, b := cmp.Or(s.Before, &ChangedBy{}), cmp.Or(s.After, &ChangedBy{})
		rows = append(rows, []string{string(s.Change), strings.Join(s.What, " "), a.Speaker, a.Words, b.Speaker, b.Words})
	}
	return rows
}

// A ChangedRun is rows one after another that changed, or that did not.
type ChangedRun struct {
	Same bool
	Rows []ChangedRow
}

// A ChangedRow is what the page has side by side.
type ChangedRow struct{ Before, After []ChangedPiece }

// Runs are the passages as the page shows them: what stayed the same is folded away,
// and what went and what came in its place are in one row.
func (m *Changes) Runs() []ChangedRun {
	var out []ChangedRun
	room := 0 // the first row with nothing on the right
	for _, p := range m.Passages {
		if same := p.Change == Kept; len(out) == 0 || out[len(out)-1].Same != same {
			out, room = append(out, ChangedRun{Same: same}), 0
		}
		run := &out[len(out)-1]
		switch {
		case p.Change == Appeared && room < len(run.Rows):
			run.Rows[room].After = p.After
			room++
			continue
		case p.Change != Vanished:
			room = len(run.Rows) + 1
		}
		run.Rows = append(run.Rows, ChangedRow{p.Before, p.After})
	}
	return out
}

// Key is the key of the words for a change.
func (c Change) Key() string {
	switch c {
	case Vanished:
		return "changes.vanished"
	case Appeared:
		return "changes.appeared"
	}
	return "changes.changed"
}
