package export

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

// An HTMLPage writes one file that a browser opens anywhere: no script, nothing
// to load. It holds the text of every report with what is found in it marked,
// and panels beside it, linked both ways: #s1 is statement s1 in the text, and
// #card-s1 in its panel.
//
// With several reports the ids of report number n begin with "rn-", and a list
// of the reports comes first. It can only be written once all are known, so the
// page is kept in memory until Close.
type HTMLPage struct {
	w        io.Writer
	several  bool
	reports  bytes.Buffer
	contents []listed
}

// A listed is a report in the list at the top of a page of several.
type listed struct{ Prefix, Title, About string }

// NewHTMLPage begins a page; several: Write may be called more than once.
func NewHTMLPage(w io.Writer, several bool) *HTMLPage {
	return &HTMLPage{w: w, several: several}
}

//go:embed page.css
var pageCSS string

// ReportCSS is the style of a report as Article writes it; the page has to set the
// colours that it names.
//
//go:embed report.css
var ReportCSS string

//go:embed page.tmpl
var pageTemplate string

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"entry": func(prefix string, of any) prefixed { return prefixed{prefix, of} },
}).Parse(pageTemplate))

// A prefixed is a part of a page with what its ids begin with.
type prefixed struct {
	Prefix string
	Of     any
}

// Article is a report as a part of another page: its text with the marks, and the
// panels beside it. At first only statements are marked.
func Article(r record.Record) (template.HTML, error) {
	var out bytes.Buffer
	v := newReportView(&r, "")
	v.Key, v.Quiet = true, true
	err := pages.ExecuteTemplate(&out, "report", v)
	return template.HTML(out.String()), err
}

// Write adds a report.
func (h *HTMLPage) Write(r record.Record) error {
	prefix := ""
	if h.several {
		prefix = "r" + strconv.Itoa(len(h.contents)+1) + "-"
	}
	v := newReportView(&r, prefix)
	v.Key = !h.several || len(h.contents) == 0
	h.contents = append(h.contents, listed{prefix, v.Page.Title, v.about()})
	return pages.ExecuteTemplate(&h.reports, "report", v)
}

// Close writes the page; nothing where there is no report.
func (h *HTMLPage) Close() error {
	if len(h.contents) == 0 {
		return nil
	}
	head := struct {
		Title, Count string
		Style        template.CSS
		Several      bool
		Contents     []listed
	}{Title: plural(len(h.contents), "report") + " · Sayso", Count: plural(len(h.contents), "report"), Style: template.CSS(pageCSS + ReportCSS), Several: h.several}
	if h.several {
		head.Contents = h.contents
	} else {
		head.Title = h.contents[0].Title + " · Sayso"
	}
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, "head", head); err != nil {
		return err
	}
	out.ReadFrom(&h.reports) // a Buffer has no error to give
	if err := pages.ExecuteTemplate(&out, "foot", nil); err != nil {
		return err
	}
	_, err := h.w.Write(out.Bytes())
	return err
}

// The types below are what the template sees of a page.
type (
	reportView struct {
		Prefix, Language, Publisher, Authors, Published, Events string
		Key                                                     bool // the switches are here
		Quiet                                                   bool // only statements are marked at first
		Speakers                                                string
		Headline                                                template.HTML // where the text begins with one
		Tally                                                   []tallyView
		Blocks                                                  []block
		Page                                                    pageView
		Figures                                                 []figureView
		Sourcing                                                []factView
		Findings                                                []findingView
		Found                                                   string
		Legend                                                  []string // of the signs before the events
	}
	tallyView struct {
		N    int
		What string
	}
	pageView struct {
		Title          string
		Facts          []factView
		Speakers       []speakerView
		Dated, Undated []happeningView
		Bare           []happeningView
		Cast           []castView
	}
	factView    struct{ Label, Value, Link string }
	speakerView struct {
		Name, About string
		Unnamed     bool
		Entries     []entryView
	}
	entryView struct {
		ID, Number, Speaker, Cue, Content string
		Actor                             string // id of the speaker; "" for none
		Sure                              string // how sure it is, and what found it
		Unnamed                           bool
		Notes, Chain                      []string
		Nested                            []entryView
	}
	happeningView struct {
		ID, When, Place, Whose string
		Class, Sign            string // how it is told
		Pieces                 []pieceView
		Marks                  []string
	}
	pieceView struct {
		Text    string
		Trigger bool
	}
	findingView struct { // words, and all that is asked about them
		Note, Words string
		Rules       []ruleView
	}
	ruleView   struct{ ID, Kind, Sentence string }
	figureView struct{ Text, Words string }
	castView   struct {
		Title   string
		Members []memberView
	}
	memberView struct{ Name, About, Said string }
)

func newReportView(r *record.Record, prefix string) reportView {
	p := newPage(r)
	v := reportView{
		Prefix: prefix, Language: r.Document.Language, Published: published(r.Document),
		Tally:  tallyViews(p),
		Events: plural(len(r.Events), "event"),
		Page: pageView{
			Title: p.title, Facts: factViews(p.facts), Speakers: speakerViews(p.speakers),
			Dated: happeningViews(p.dated), Undated: happeningViews(p.undated),
			Bare: happeningViews(p.bare), Cast: castViews(p.cast),
		},
	}
	if r.Document.Published == nil {
		v.Published = "date not known"
	}
	if d := r.Document.Publisher; d != nil {
		v.Publisher = oneLine(d.Text)
	}
	var authors []string
	for _, b := range r.Document.Byline {
		authors = append(authors, oneLine(b.Text))
	}
	v.Authors = listing(authors)
	if p.sourcing.Statements > 0 {
		v.Sourcing = factViews(cardFacts(p.sourcing))
		v.Found = plural(len(p.sourcing.Findings), "finding")
	}
	v.Findings = findingViews(p.sourcing.Findings, prefix)
	for _, f := range r.Figures {
		v.Figures = append(v.Figures, figureView{oneLine(f.Text), figureWords(f)})
	}
	if !p.onlyFacts() {
		v.Legend = legend()
	}
	v.Speakers = plural(p.tally.speakers, "speaker")
	v.Blocks = newMarker(r, prefix, p.sourcing.Findings).blocks(r)
	if len(v.Blocks) > 0 && v.Blocks[0].Kind == "headline" {
		v.Headline, v.Blocks = v.Blocks[0].HTML, v.Blocks[1:]
	}
	return v
}

// about is the line under a report's title in the list of reports.
func (v reportView) about() string {
	parts := []string{v.Publisher, v.Published}
	for _, t := range v.Tally {
		parts = append(parts, strconv.Itoa(t.N)+" "+t.What)
	}
	if parts[0] == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, " · ")
}

func tallyViews(p page) []tallyView {
	t := p.tally
	counted := func(n int, noun string) tallyView {
		return tallyView{n, strings.TrimPrefix(plural(n, noun), strconv.Itoa(n)+" ")}
	}
	return []tallyView{
		counted(t.statements, "statement"), counted(t.speakers, "speaker"), {t.unnamed, "not named"},
		{t.secondHand, "second-hand"}, counted(len(p.rec.Events), "event"),
	}
}

func factViews(facts []fact) []factView {
	var out []factView
	for _, f := range facts {
		v := factView{Label: f.label, Value: f.value}
		if f.label == "Address" {
			v.Link = f.value // the template lets only safe schemes through
		}
		out = append(out, v)
	}
	return out
}

func speakerViews(speakers []speaker) []speakerView {
	var out []speakerView
	for _, s := range speakers {
		out = append(out, speakerView{s.name, s.about, unnamed(s.naming), entryViews(s.entries)})
	}
	return out
}

func findingViews(findings []sourcing.Finding, prefix string) []findingView {
	var out []findingView
	for i, f := range findings {
		if i == 0 || !slices.Equal(f.Spans, findings[i-1].Spans) {
			out = append(out, findingView{Note: prefix + noteID(i), Words: f.Words()})
		}
		last := &out[len(out)-1]
		last.Rules = append(last.Rules, ruleView{prefix + findingID(i), string(f.Kind), f.Sentence})
	}
	return out
}

func unnamed(naming string) bool {
	return naming == "described" || naming == "bare" || naming == "absent"
}

func entryViews(entries []entry) []entryView {
	var out []entryView
	for _, e := range entries {
		out = append(out, entryView{
			ID: e.st.ID, Number: strings.TrimPrefix(e.st.ID, "s"), Speaker: e.speaker, Cue: e.cue, Content: e.content,
			Actor: deref(e.st.Source.Actor), Sure: sure(e.st), Unnamed: unnamed(e.naming), Notes: e.notes, Chain: e.chain, Nested: entryViews(e.nested),
		})
	}
	return out
}

// sure says how sure a statement is, and by what it was found: "92 % · roles".
func sure(s *record.Statement) string {
	return strconv.Itoa(int(s.Confidence*100+.5)) + "\u00a0% · " + strings.Join(s.Why, ", ")
}

// happeningClasses are the classes of events by how they are told.
var happeningClasses = [...]string{"told", "open", "denied"}

func happeningViews(hs []happening) []happeningView {
	var out []happeningView
	for _, h := range hs {
		v := happeningView{
			ID: h.ev.ID, When: h.when.words, Place: h.placeName(), Whose: h.voice.words(),
			Class: happeningClasses[h.told], Sign: standings[h.told].sign, Marks: h.marks,
		}
		if h.ev.Background {
			v.Class += " past"
		}
		for _, p := range h.pieces {
			v.Pieces = append(v.Pieces, pieceView{p.text, p.trigger})
		}
		out = append(out, v)
	}
	return out
}

func castViews(groups []castGroup) []castView {
	var out []castView
	for _, g := range groups {
		c := castView{Title: g.title}
		for _, m := range g.members {
			v := memberView{Name: oneLine(m.actor.Name), About: m.about}
			if m.statements > 0 {
				v.Said = plural(m.statements, "statement")
			}
			c.Members = append(c.Members, v)
		}
		out = append(out, c)
	}
	return out
}
