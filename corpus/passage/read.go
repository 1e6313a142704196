package passage

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Passage is a text and the statements that it tells.
type Passage struct {
	Title string // what it shows
	Known string // why the analysis is known to be wrong on it; "" where it is right
	Doc   doc.Doc
	Want  []Statement // in text order
}

// A Statement is one as text, in the words of the passage.
type Statement struct {
	Source  string // "" for none
	Name    string // whom it stands for
	Naming  string
	Cue     string
	Content []string
	Form    string
	Act     string
	Details map[string]string
	Chain   []string // names, the publisher first; "(absent)" for nobody
}

// details are the keys of Statement.Details in the order they are written.
var details = []string{"polarity", "determinacy", "stance", "basis", "to", "channel", "reason", "when", "count", "role", "for"}

// ReadFolder reads all passages of the *.txt files of a folder, by file name.
func ReadFolder(folder string) ([]Passage, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []Passage
	for _, f := range files {
		ps, err := corpus.ReadFile(f, Read)
		if err != nil {
			return nil, err
		}
		all = append(all, ps...)
	}
	return all, nil
}

// Read reads the passages of one file.
func Read(r io.Reader) ([]Passage, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read passages: %w", err)
	}
	var ps []Passage
	p, text := newPassage(), []string(nil)
	flush := func() {
		if len(text) > 0 {
			p.Doc.Text = strings.Join(text, "\n")
			ps = append(ps, p)
		}
		p, text = newPassage(), nil
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimSpace(line)
		mark, rest, _ := strings.Cut(line, " ")
		var err error
		switch mark {
		case "":
			flush()
		case "#":
			p.Title = strings.TrimSpace(p.Title + " " + rest)
		case "!":
			p.Known = strings.TrimSpace(strings.TrimPrefix(rest, "KNOWN"))
		case "@":
			err = p.about(rest)
		case "|":
			text = append(text, rest)
		case "-":
			var s Statement
			if s, err = parse(rest, p.Doc.Meta.Publisher); err == nil {
				p.Want = append(p.Want, s)
			}
		default:
			err = fmt.Errorf("unknown mark %q", mark)
		}
		if err != nil {
			return nil, fmt.Errorf("read passages: line %d: %w", n, err)
		}
	}
	flush()
	return ps, nil
}

func newPassage() Passage {
	var p Passage
	p.Doc.Meta = doc.Metadata{Publisher: "Alder Post", Published: "2021-05-05", Given: true}
	return p
}

// about reads the "@" line.
func (p *Passage) about(line string) error {
	for field := range strings.SplitSeq(line, "; ") {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "publisher":
			p.Doc.Meta.Publisher = value
		case "byline":
			p.Doc.Meta.Byline = []string{value}
		case "published":
			p.Doc.Meta.Published = value
		default:
			return fmt.Errorf("unknown key %q", key)
		}
	}
	return nil
}

// parse reads the line of one statement.
func parse(line, publisher string) (Statement, error) {
	fields := strings.Split(line, " | ")
	if len(fields) < 4 || len(fields) > 5 {
		return Statement{}, fmt.Errorf("%d fields in %q, want 4 or 5", len(fields), line)
	}
	s := Statement{Cue: strings.TrimSpace(fields[1]), Content: strings.Split(fields[2], gap), Details: map[string]string{}}
	open := strings.LastIndex(fields[0], "(")
	if open < 0 || !strings.HasSuffix(fields[0], ")") {
		return s, fmt.Errorf("no naming in %q", fields[0])
	}
	s.Naming = strings.Trim(fields[0][open:], "()")
	s.Source = strings.TrimSpace(fields[0][:open])
	if phrase, name, ok := strings.Cut(s.Source, " = "); ok {
		s.Source, s.Name = phrase, name
	} else {
		s.Name = s.Source
	}
	for i, field := range strings.Split(fields[3], "; ") {
		key, value, ok := strings.Cut(field, "=")
		switch {
		case i == 0:
			s.Form, s.Act, ok = strings.Cut(field, " ")
			if !ok {
				return s, fmt.Errorf("want form and act, not %q", field)
			}
		case !ok || !slices.Contains(details, key):
			return s, fmt.Errorf("unknown detail %q", field)
		default:
			s.Details[key] = value
		}
	}
	s.Chain = []string{publisher, s.link()}
	if len(fields) == 5 {
		s.Chain = strings.Split(fields[4], " > ")
	}
	return s, nil
}

// gap parts the pieces of a content.
const gap = " … "

// link is how the statement's source stands in a chain.
func (s *Statement) link() string {
	if s.Name == "" {
		return "(absent)"
	}
	return s.Name
}

// String is the statement as a file has it, with all its details and its chain.
func (s Statement) String() string {
	var b strings.Builder
	b.WriteString(s.Source)
	if s.Name != s.Source {
		b.WriteString(" = " + s.Name)
	}
	fmt.Fprintf(&b, " (%s) | %s | %s | %s %s", s.Naming, s.Cue, strings.Join(s.Content, gap), s.Form, s.Act)
	for _, key := range details {
		if v := s.Details[key]; v != "" {
			fmt.Fprintf(&b, "; %s=%s", key, v)
		}
	}
	return strings.TrimSpace(b.String()) + " | " + strings.Join(s.Chain, " > ")
}
