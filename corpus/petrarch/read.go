package petrarch

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A Sentence is one coded sentence, or a few.
type Sentence struct {
	ID     string
	Origin string  // which collection it comes from
	Doc    doc.Doc // Text and Meta.Published only

	Codes                    []Coded
	NoEvents                 bool // nothing must be coded
	Discard                  bool // the makers want the sentence refused
	Triggers                 []doc.Span
	Sources, Targets, Places []doc.Span // bytes; nil where nothing is marked
}

// A Coded is one event: who, what, to whom.
type Coded struct{ Source, Target, Code string }

// record is one line of any of the files.
type record struct {
	ID, Origin, Text string
	Date             *string
	Gold             []Coded
	NoEvents         bool   `json:"no_events"`
	ExpectsError     string `json:"expects_error"`
	Markup, Marked   string
}

// Read reads all sentences of r.
func Read(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	err := corpus.EachJSON(r, func(in *record) error {
		s := Sentence{ID: in.ID, Origin: in.Origin, Codes: in.Gold, NoEvents: in.NoEvents, Discard: in.ExpectsError != ""}
		s.Doc.Text = in.Text
		if in.Date != nil {
			s.Doc.Meta.Published = *in.Date
		}
		if len(in.Gold) == 0 && !s.NoEvents && !s.Discard {
			return fmt.Errorf("sentence %s: no codes", in.ID)
		}
		switch {
		case in.Markup != "":
			s.readMarkup(in.Markup)
		case in.Marked != "":
			s.readMarked(in.Marked)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read PETRARCH: %w", err)
	}
	return out, nil
}

// ReadFile reads the file at path, which may be packed with gzip.
func ReadFile(path string) ([]Sentence, error) {
	return corpus.ReadFile(path, Read)
}

// mark notes that a span has the function that tag names.
func (s *Sentence) mark(tag string, span doc.Span) {
	for part := range strings.SplitSeq(tag, "/") {
		switch part {
		case "SRC", "s":
			s.Sources = append(s.Sources, span)
		case "TAR", "t":
			s.Targets = append(s.Targets, span)
		case "EVT":
			s.Triggers = append(s.Triggers, span)
		case "LOC":
			s.Places = append(s.Places, span)
		}
	}
}

// readMarkup takes text and spans from "(SRC: Sweden) (EVT: agreed)". The text
// without its marks is the sentence as the coders saw it, which differs a little
// from the plain one in a dozen places.
func (s *Sentence) readMarkup(in string) {
	type open struct {
		tag   string // "" for a bracket of the text
		start int
	}
	var text strings.Builder
	var stack []open
	for i := 0; i < len(in); {
		switch c := in[i]; {
		case c == '(':
			if tag, n := markTag(in[i+1:]); tag != "" {
				stack = append(stack, open{tag, text.Len()})
				i += 1 + n
				continue
			}
			stack = append(stack, open{})
			text.WriteByte(c)
		case c == ')' && len(stack) > 0 && stack[len(stack)-1].tag != "":
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if text.Len() > top.start {
				s.mark(top.tag, doc.Span{Start: top.start, End: text.Len()})
			}
		default:
			if c == ')' && len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
			text.WriteByte(c)
		}
		i++
	}
	s.Doc.Text = text.String()
}

// markTag is the tag that in starts with, "SRC/TAR: ", and its length with the
// colon and a blank; "" for none.
func markTag(in string) (tag string, n int) {
	at := strings.IndexByte(in, ':')
	if at <= 0 || at > len("SRC/TAR/LOC") || strings.IndexFunc(in[:at], func(r rune) bool { return !unicode.IsUpper(r) && r != '/' }) >= 0 {
		return "", 0
	}
	n = at + 1
	if n < len(in) && in[n] == ' ' {
		n++
	}
	return in[:at], n
}

// readMarked takes text and spans from "<s>Sweden</s> agreed with <t>Denmark</t>".
func (s *Sentence) readMarked(in string) {
	var text strings.Builder
	start := map[string]int{}
	for in != "" {
		at := strings.IndexByte(in, '<')
		if at < 0 {
			break
		}
		text.WriteString(in[:at])
		in = in[at:]
		tag, rest, ok := strings.Cut(in, ">")
		switch tag = tag[1:]; {
		case !ok || strings.TrimPrefix(tag, "/") != "s" && strings.TrimPrefix(tag, "/") != "t":
			text.WriteByte('<')
			in = in[1:]
			continue
		case tag[0] != '/':
			start[tag] = text.Len()
		default:
			if from, ok := start[tag[1:]]; ok && from < text.Len() {
				s.mark(tag[1:], doc.Span{Start: from, End: text.Len()})
			}
		}
		in = rest
	}
	text.WriteString(in)
	s.Doc.Text = text.String()
}

// folded are the event types that some list has under another name, or apart.
var folded = map[string]string{
	"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE",
	"CONCEDE": "YIELD", "RETREAT": "YIELD", "FIGHT": "ASSAULT",
}

// Type is a PLOVER event type on the coarsest list that all files share.
func Type(code string) string {
	if f := folded[code]; f != "" {
		return f
	}
	return code
}
