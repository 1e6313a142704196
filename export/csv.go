package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/record"
)

// A Table writes records as rows of CSV (RFC 4180, UTF-8, "\r\n"): a header
// first, then one row for each statement or each event. Columns are only ever
// added at the end. Statements are in text order; the events of a report are in
// order of time, those without a date last.
//
// Several values in one cell are joined by " | " and the links of a chain by
// " > ". Start and end count code points into the report's text, from the first
// to the last word of a statement's content, or of an event's trigger.
//
// A spreadsheet takes a cell that begins with = + - @ or a tab for a formula,
// and a report may hold one on purpose. Such a cell of words gets an apostrophe
// before it; so does one that begins with apostrophes and then such a character.
// To get the words back, take one apostrophe off a cell that begins so.
type Table struct {
	w       io.Writer
	columns []string
	rows    func(*record.Record) [][]string
	started bool
}

// StatementTable has one row a statement.
func StatementTable(w io.Writer) *Table { return newTable(w, statementColumns, statementRows) }

// EventTable has one row an event.
func EventTable(w io.Writer) *Table { return newTable(w, eventColumns, eventRows) }

// PolecatTable has one row an event that fits POLECAT, with its columns.
func PolecatTable(w io.Writer) *Table {
	return &Table{w: w, columns: polecatColumns, rows: polecatRows}
}

// AcledTable has one row an event that fits ACLED, with its columns.
func AcledTable(w io.Writer) *Table {
	return &Table{w: w, columns: acledColumns, rows: acledRows}
}

func newTable(w io.Writer, columns []string, rows func(*record.Record) [][]string) *Table {
	return &Table{w: w, columns: slices.Concat(documentColumns, columns), rows: func(r *record.Record) [][]string {
		about := documentCells(r)
		out := rows(r)
		for i := range out {
			out[i] = slices.Concat(about, out[i])
		}
		return out
	}}
}

// Write adds the rows of r.
func (t *Table) Write(r record.Record) error {
	b := t.header()
	for _, row := range t.rows(&r) {
		b = appendRow(b, row)
	}
	_, err := t.w.Write(b)
	return err
}

// Close writes the header where no record did.
func (t *Table) Close() error {
	_, err := t.w.Write(t.header())
	return err
}

// header is the first row, once.
func (t *Table) header() []byte {
	if t.started {
		return nil
	}
	t.started = true
	return appendRow(nil, t.columns)
}

// appendRow adds one row. The writer of encoding/csv would change line ends
// inside a cell, and a cell's words are the report's.
func appendRow(b []byte, cells []string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		cell = inert(cell)
		if strings.ContainsAny(cell, ",\"\r\n") || strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b = append(b, cell...)
	}
	return append(b, "\r\n"...)
}

var documentColumns = []string{"document", "path", "url", "title", "publisher", "published", "published_basis"}

func documentCells(r *record.Record) []string {
	d := r.Document
	return []string{
		d.ID, d.Origin.Path, d.Origin.URL, maybeText(d.Title), maybeText(d.Publisher), deref(d.Published), d.PublishedBasis,
	}
}

var statementColumns = []string{
	"statement", "form", "speaker", "speaker_kind", "naming", "source_words", "source_basis", "anonymity_reason",
	"cue", "cue_lemma", "act", "polarity", "determinacy", "stance", "content", "start", "end",
	"addressee", "channel", "said_at", "parent", "chain", "confidence",
}

func statementRows(r *record.Record) [][]string {
	x := newIndex(r)
	var rows [][]string
	for i := range r.Statements {
		s := &r.Statements[i]
		speaker, kind := deref(s.Source.Name), ""
		if a := look(x.actors, s.Source.Actor); a != nil {
			speaker, kind = a.Name, a.Kind
		}
		saidAt := ""
		if t := look(x.times, s.SaidAt); t != nil {
			saidAt = t.Value
		}
		start, end := extent(s.Content)
		rows = append(rows, []string{
			s.ID, s.Form, speaker, kind, s.Source.Naming, joined(s.Source.Spans), s.Source.Basis, optionalText(s.Source.AnonymityReason),
			joined(s.Cue), s.CueLemma, s.Act, s.Polarity, s.Determinacy, s.Stance, joined(s.Content), start, end,
			optionalText(s.Addressee), optionalText(s.Channel), saidAt, deref(s.Parent), chainCell(s.Chain), decimal(s.Confidence),
		})
	}
	return rows
}

var eventColumns = []string{
	"event", "trigger", "start", "end", "lemma", "type", "mode", "contexts", "cameo",
	"agents", "agent_names", "patients", "patient_names", "time_value", "earliest", "latest", "time_basis",
	"place", "country", "latitude", "longitude", "polarity", "modality", "background",
	"statement", "speaker", "confidence", "when", "time_words", "told", "via", "recipients", "instruments", "tellings",
}

// eventRows has the events in order of time; undated ones come last, in text order.
func eventRows(r *record.Record) [][]string {
	x := newIndex(r)
	var rows [][]string
	for _, h := range x.chronology().all() {
		e := h.ev
		var place, country, latitude, longitude, speaker, words string
		if p := h.place; p != nil {
			place, country, latitude, longitude = p.Name, deref(p.Country), degrees(p.Latitude), degrees(p.Longitude)
		}
		if s := look(x.statements, e.Statement); s != nil {
			speaker = sourceName(s)
		}
		if t := look(x.times, e.Time.Time); t != nil {
			words = t.Text
		}
		start, end := extent([]record.Span{e.Trigger})
		rows = append(rows, []string{
			e.ID, e.Trigger.Text, start, end, e.Lemma, deref(e.Type), strings.Join(e.Mode, " | "), strings.Join(e.Contexts, " | "), deref(e.CAMEO),
			participantWords(e.Agents), x.participantNames(e.Agents), participantWords(e.Patients), x.participantNames(e.Patients),
			deref(e.Time.Value), deref(e.Time.Earliest), deref(e.Time.Latest), e.Time.Basis,
			place, country, latitude, longitude, e.Factuality.Polarity, e.Factuality.Modality, strconv.FormatBool(e.Background),
			deref(e.Statement), speaker, decimal(e.Confidence), h.when.words, words, toldCell[h.told], strings.Join(h.voice.via, " | "),
			participantWords(e.Recipients), participantWords(e.Instruments), strings.Join(e.Tellings, " | "),
		})
	}
	return rows
}

// toldCell says in one word how an event is told.
var toldCell = [...]string{"fact", "open", "denied"}

func participantWords(ps []record.Participant) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = p.Text
	}
	return strings.Join(words, " | ")
}

// participantNames are the names of the actors, in place and empty where not known.
func (x index) participantNames(ps []record.Participant) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		if a := look(x.actors, p.Actor); a != nil {
			names[i] = a.Name
		}
	}
	return strings.Join(names, " | ")
}

func chainCell(links []record.Link) string {
	names := make([]string, len(links))
	for i, l := range links {
		names[i] = deref(l.Name)
		if l.Name == nil {
			names[i] = "(" + l.Naming + ")"
		}
	}
	return strings.Join(names, " > ")
}

func joined(spans []record.Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.Text
	}
	return strings.Join(words, " | ")
}

func extent(spans []record.Span) (start, end string) {
	if len(spans) == 0 {
		return "", ""
	}
	return strconv.Itoa(spans[0].Start), strconv.Itoa(spans[len(spans)-1].End)
}

func maybeText(s *record.MaybeSpan) string {
	if s == nil {
		return ""
	}
	return s.Text
}

func optionalText(s *record.Span) string {
	if s == nil {
		return ""
	}
	return s.Text
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return decimal(*f)
}

// inert is cell as a spreadsheet shows it without working it out. Numbers below
// zero are what they say.
func inert(cell string) string {
	rest := strings.TrimLeft(cell, "'")
	if rest == "" || !strings.ContainsAny(rest[:1], "=+-@\t\r\n") {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}
