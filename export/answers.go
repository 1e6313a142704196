package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

// An Answer writes what an archive answers, for the terminal. What it is given in
// several calls is one list.
type Answer struct {
	t    textPage
	some bool
}

// NewAnswer begins a list.
func NewAnswer(w io.Writer, opt TextOptions) *Answer {
	return &Answer{t: textPage{w: bufio.NewWriter(w), width: opt.width(), color: opt.Color}}
}

// Close writes out what is left.
func (a *Answer) Close() error { return a.t.w.Flush() }

// gap is the blank line between two entries.
func (a *Answer) gap() {
	if a.some {
		a.t.line()
	}
	a.some = true
}

// Line writes a line about the list as a whole.
func (a *Answer) Line(words string) {
	a.gap()
	a.t.flow("", "", run{words, dim})
}

// Hit writes a report that was found: its head, the matching words, and the
// statements and events that fit.
func (a *Answer) Hit(h archive.Hit) {
	a.gap()
	a.t.flow("", "", run{oneLine(cmp.Or(h.Title, h.URL, "Untitled report")), bold})
	a.t.flow("  ", "  ", run{reportLine(h.Head), dim})
	for _, s := range h.Snippets {
		a.t.flow("  ", "  ", marked(s)...)
	}
	for _, s := range h.Statements {
		a.statement(s)
	}
	for _, e := range h.Events {
		a.t.flow("  ", "    ", append([]run{{eventDay(e), cueType}}, eventRuns(e)...)...)
	}
}

// reportLine is outlet, day and ID of a report.
func reportLine(h archive.Head) string {
	parts := []string{}
	if h.Publisher != "" {
		parts = append(parts, h.Publisher)
	}
	if day := dayOf(h.Published); day != "" {
		parts = append(parts, humanDate(day))
	}
	if !h.Current {
		parts = append(parts, "an older version")
	}
	return strings.Join(append(parts, h.ID), " · ")
}

// marked is a snippet with the words that were asked for in bold.
func marked(s archive.Snippet) []run {
	var out []run
	at, text := s.Start, []rune(s.Text)
	for len(text) > 0 {
		n := max(slices.IndexFunc(text, unicode.IsSpace), 0)
		if n == 0 && !unicode.IsSpace(text[0]) {
			n = len(text)
		}
		if n > 0 {
			r := run{string(text[:n]), plain}
			if slices.ContainsFunc(s.Marks, func(m archive.Mark) bool { return m.Start < at+n && at < m.End }) {
				r.style = heading
			}
			out = append(out, r)
		}
		n = min(n+1, len(text))
		at, text = at+n, text[n:]
	}
	return out
}

func (a *Answer) statement(s archive.Statement) {
	a.t.flow("  ", "    ", run{cmp.Or(oneLine(s.Speaker), "nobody named"), bold}, run{"(" + s.Act + ", " + namingOr(s.Naming) + ")", cueType}, run{oneLine(s.Words), plain})
}

func namingOr(naming string) string { return cmp.Or(namingWords(naming), naming) }

func eventDay(e archive.Event) string { return cmp.Or(humanRange(e.Earliest, e.Latest), "undated") }

func eventRuns(e archive.Event) []run {
	runs := []run{{oneLine(e.Words), plain}}
	if e.Place != "" {
		runs = append(runs, run{"· " + oneLine(e.Place), dim})
	}
	if marks := eventMarks(e); marks != "" {
		runs = append(runs, run{"[" + marks + "]", warning})
	}
	return runs
}

// eventMarks say what keeps an event from being news told as fact.
func eventMarks(e archive.Event) string {
	var marks []string
	if e.Polarity == "negative" {
		marks = append(marks, "did not happen")
	}
	if e.Modality != "actual" && e.Modality != "" {
		marks = append(marks, e.Modality)
	}
	if e.Background {
		marks = append(marks, "background")
	}
	return strings.Join(marks, ", ")
}

// Event writes an event of a timeline, with the report that tells it.
func (a *Answer) Event(e archive.Event, h Head) {
	a.some = true
	a.t.flow("", "    ", append(append([]run{{eventDay(e), bold}}, eventRuns(e)...), run{"— " + headWords(h, e.Report), dim})...)
}

// Claim writes a claim of a list.
func (a *Answer) Claim(c archive.ClaimHead) {
	a.gap()
	a.t.flow("", "", run{oneLine(Wording(c.Sentence)), bold})
	a.t.flow("  ", "  ", run{plural(c.Resting, "report") + " · " + Origins(c.Origins), plain}, run{"· " + c.ID, dim})
}

// Identity writes an actor of a list.
func (a *Answer) Identity(i archive.IdentityHead) {
	a.some = true
	about := i.Kind
	if i.Country != "" {
		about += ", " + i.Country
	}
	a.t.flow("", "    ", run{i.Name, bold}, run{about, plain}, run{"· " + plural(i.Reports, "report") + " · " + i.ID, dim})
}

// IdentityPage writes all that is known of an actor across reports.
func (a *Answer) IdentityPage(i link.Identity, heads map[string]Head) {
	a.gap()
	a.t.flow("", "", run{i.Name, bold}, run{"· " + i.ID, dim})
	fact := func(label, value string) {
		if value != "" {
			a.t.flow(pad(label, 11), pad("", 11), run{value, plain})
		}
	}
	fact("Kind", i.Kind)
	fact("Country", i.Country)
	fact("Also", strings.Join(i.Aliases, " · "))
	for _, r := range i.Roles {
		fact("Role", roleWords(r))
	}
	fact("Reports", fmt.Sprint(len(i.Members)))
	for _, m := range i.Members {
		a.t.flow("  ", "    ", run{headWords(heads[m.Report], m.Report), dim})
	}
	a.merges("Taken to be one", i.Merges)
	a.merges("Open", i.Doubts)
}

func roleWords(r link.DatedRole) string {
	words := r.Name
	if r.Organization != "" {
		words += ", " + r.Organization
	}
	if r.Former {
		words = "formerly " + words
	}
	if when := humanRange(dayOf(r.First), dayOf(r.Last)); when != "" {
		words += " (" + when + ")"
	}
	return words
}

// merges says why members were, or nearly were, taken to be one: each reason once.
func (a *Answer) merges(title string, merges []link.Merge) {
	seen := map[string]bool{}
	for _, m := range merges {
		for _, r := range m.Why {
			if seen[r.Text] || r.Text == "" {
				continue
			}
			if len(seen) == 0 {
				a.t.section(title, "")
			}
			seen[r.Text] = true
			a.t.flow("· ", "  ", run{r.Text, plain}, run{"[" + r.Rule + "]", warning})
		}
	}
}

// headWords name a report: "The Ardemar Standard, 8 March 2029".
func headWords(h Head, id string) string {
	name := cmp.Or(h.Publisher, h.Title, h.Address, id)
	if day := dayOf(h.Published); day != "" {
		return name + ", " + humanDate(day)
	}
	return name
}
