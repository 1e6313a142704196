package timeml

import (
	"errors"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Document is one annotated report.
type Document struct {
	ID     string
	Doc    doc.Doc // Text and Header.Published; no layers beyond that
	Times  []doc.Time
	Events []Event // in text order
}

// An Event is a word that names an event, with its first instance.
type Event struct {
	ID       string
	Span     doc.Span // bytes of the text
	Class    string   // "OCCURRENCE", "REPORTING", …
	Tense    string   // "PAST", "FUTURE", "NONE", …; "" without an instance
	Aspect   string
	Polarity string // "POS", "NEG"
	Modality string // the modal word, "" for none
}

// ReadDir reads every .tml file of dir, in the order of their names.
func ReadDir(dir string) ([]Document, error) { return readAll(dir, "*.tml") }

// ReadWikiWars reads every .key.xml file of dir, in the order of their names.
func ReadWikiWars(dir string) ([]Document, error) { return readAll(dir, "*.key.xml") }

func readAll(dir, pattern string) ([]Document, error) {
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, fmt.Errorf("read timeml: %w", err)
	}
	var docs []Document
	for _, p := range paths {
		d, err := corpus.ReadFile(p, Read)
		if err != nil {
			return nil, err
		}
		d.Doc.Path = p
		docs = append(docs, d)
	}
	return docs, nil
}

var errNoText = errors.New("read timeml: no <TEXT> element")

// Read reads one report. Bytes that are not UTF-8 are replaced. An error says
// that the reading failed or that r holds no <TEXT>.
func Read(r io.Reader) (Document, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return Document{}, fmt.Errorf("read timeml: %w", err)
	}
	src := strings.ToValidUTF8(string(raw), "\uFFFD")
	body, after, ok := element(src, "TEXT")
	if !ok {
		return Document{}, errNoText
	}
	d := Document{}
	if id, _, ok := element(src, "DOCID"); ok {
		d.ID = strings.TrimSpace(id)
	}
	if dct, _, ok := element(src, "DCT"); ok {
		_, attrs, _ := nextTag(dct) // the TIMEX3 of the creation time
		d.Doc.Header.Published = attribute(attrs, "value")
		d.Doc.Header.Basis = "given"
	} else if at, _, ok := element(src, "DATETIME"); ok {
		_, attrs, _ := nextTag(strings.TrimLeft(at, " ")) // a TIMEX2
		d.Doc.Header.Published = attribute(attrs, "val")
		d.Doc.Header.Basis = "given"
	}
	d.readText(body)
	d.readInstances(after)
	return d, nil
}

// element is what stands in the first element called name, and what follows it.
func element(src, name string) (inner, after string, ok bool) {
	start := strings.Index(src, "<"+name+">")
	if start < 0 {
		return "", "", false
	}
	inner = src[start+len(name)+2:]
	end := strings.Index(inner, "</"+name+">")
	if end < 0 {
		return "", "", false
	}
	return inner[:end], inner[end:], true
}

// nextTag finds the next tag of s: where it starts, its inside, and what follows.
func nextTag(s string) (start int, inside, after string) {
	from := 0
	for {
		i := strings.IndexByte(s[from:], '<')
		if i < 0 {
			return len(s), "", ""
		}
		i += from
		if i+1 < len(s) && (s[i+1] == '/' || isLetter(s[i+1])) {
			if n := strings.IndexByte(s[i:], '>'); n >= 0 {
				return i, s[i+1 : i+n], s[i+n+1:]
			}
			return len(s), "", ""
		}
		from = i + 1 // a bare "<" of the text
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// attribute is the value of an attribute of the tag whose inside is tag.
func attribute(tag, name string) string {
	for _, quote := range []string{`"`, `'`} {
		_, rest, ok := strings.Cut(tag, " "+name+"="+quote)
		if !ok {
			continue
		}
		if v, _, ok := strings.Cut(rest, quote); ok {
			return html.UnescapeString(v)
		}
	}
	return ""
}

// readText takes the tags out of body and notes what they mark.
func (d *Document) readText(body string) {
	var text strings.Builder
	var times, events []int // open tags: indices
	for body != "" {
		start, tag, after := nextTag(body)
		text.WriteString(html.UnescapeString(body[:start]))
		body = after
		at := text.Len()
		name, _, _ := strings.Cut(tag, " ")
		switch name {
		case "TIMEX3", "TIMEX2":
			d.Times = append(d.Times, timeOf(tag, at))
			times = append(times, len(d.Times)-1)
		case "EVENT":
			d.Events = append(d.Events, Event{
				ID: attribute(tag, "eid"), Class: attribute(tag, "class"), Span: doc.Span{Start: at, End: at},
			})
			events = append(events, len(d.Events)-1)
		case "/TIMEX3", "/TIMEX2":
			if n := len(times); n > 0 {
				d.Times[times[n-1]].Span.End = at
				times = times[:n-1]
			}
		case "/EVENT":
			if n := len(events); n > 0 {
				d.Events[events[n-1]].Span.End = at
				events = events[:n-1]
			}
		}
	}
	d.Doc.Text = text.String()
	d.trim()
}

func timeOf(tag string, at int) doc.Time {
	value := attribute(tag, "value")
	if value == "" {
		value = attribute(tag, "val")
	}
	return doc.Time{
		Span:   doc.Span{Start: at, End: at},
		Type:   attribute(tag, "type"),
		Value:  value,
		Mod:    attribute(tag, "mod"),
		Quant:  attribute(tag, "quant"),
		Freq:   attribute(tag, "freq"),
		Anchor: -1,
	}
}

// trim cuts white space off the ends of gold times, and drops times and events
// without words.
func (d *Document) trim() {
	times := d.Times[:0]
	for _, t := range d.Times {
		words := t.Span.In(d.Doc.Text)
		t.Span.Start += len(words) - len(strings.TrimLeft(words, " \t\r\n"))
		t.Span.End -= len(words) - len(strings.TrimRight(words, " \t\r\n"))
		if !t.Span.Empty() {
			times = append(times, t)
		}
	}
	d.Times = times
	events := d.Events[:0]
	for _, e := range d.Events {
		if !e.Span.Empty() {
			events = append(events, e)
		}
	}
	d.Events = events
}

// readInstances gives each event what its first MAKEINSTANCE says.
func (d *Document) readInstances(src string) {
	at := map[string]int{}
	for i, e := range d.Events {
		at[e.ID] = i
	}
	for src != "" {
		_, tag, after := nextTag(src)
		src = after
		if !strings.HasPrefix(tag, "MAKEINSTANCE ") {
			continue
		}
		i, ok := at[attribute(tag, "eventID")]
		if !ok || d.Events[i].Tense != "" {
			continue
		}
		e := &d.Events[i]
		e.Tense, e.Aspect = attribute(tag, "tense"), attribute(tag, "aspect")
		e.Polarity, e.Modality = attribute(tag, "polarity"), attribute(tag, "modality")
	}
}
