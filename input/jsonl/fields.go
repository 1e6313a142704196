package jsonl

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/saysonews/sayso/doc"
)

// A Slot is what is wanted of a report.
type Slot string

// The slots.
const (
	Text      Slot = "text"
	Title     Slot = "title"
	URL       Slot = "url"
	Publisher Slot = "publisher"
	Published Slot = "published"
	Crawled   Slot = "crawled" // when the report was fetched: stands in for Published, with a warning
	Author    Slot = "author"
	Language  Slot = "language"
)

var slots = []Slot{Text, Title, URL, Publisher, Published, Crawled, Author, Language}

// Fields are what a corpus calls the slots, each in the order of preference.
type Fields map[Slot][]string

// Set reads "text=body" or "text=body,content", as a flag gives it.
func (f Fields) Set(s string) error {
	slot, names, ok := strings.Cut(s, "=")
	if !ok || names == "" || !slices.Contains(slots, Slot(slot)) {
		return fmt.Errorf("%q is not SLOT=FIELD[,FIELD…] with a slot of %v", s, slots)
	}
	f[Slot(slot)] = strings.Split(names, ",")
	return nil
}

func (f Fields) names(s Slot) []string {
	if names := f[s]; len(names) > 0 {
		return names
	}
	return defaults()[s]
}

//go:embed fields.tsv
var fieldFile string

// defaults are the fields of fields.tsv.
var defaults = sync.OnceValue(func() Fields {
	f := Fields{}
	for line := range strings.Lines(fieldFile) {
		if c := strings.Split(line, "\t"); line[0] != '#' {
			f[Slot(c[0])] = strings.Fields(c[1])
		}
	}
	return f
})

// An object is one object of the corpus, its values still in JSON.
type object map[string]json.RawMessage

// get finds the value of a field; nil where there is none. The exact name goes
// before the same in another case, and both before a look into inner objects.
func (o object) get(name string) json.RawMessage {
	if v, ok := o[name]; ok {
		return v
	}
	key := ""
	for k := range o {
		if strings.EqualFold(k, name) && (key == "" || k < key) {
			key = k
		}
	}
	if key != "" {
		return o[key]
	}
	outer, rest, ok := strings.Cut(name, ".")
	if !ok || outer == "" {
		return nil
	}
	var in object
	if json.Unmarshal(o.get(outer), &in) != nil {
		return nil
	}
	return in.get(rest)
}

// text is the first text that one of the fields holds: a string, or a list of
// paragraphs.
func (o object) text(names []string) string {
	for _, name := range names {
		if s := strings.Join(texts(o.get(name)), "\n\n"); strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// texts are the strings of a value: itself, those of a list, the name or the
// text of an object.
func texts(v json.RawMessage) []string {
	if len(v) == 0 {
		return nil
	}
	switch v[0] {
	case '"':
		var s string
		if json.Unmarshal(v, &s) == nil && strings.TrimSpace(s) != "" {
			return []string{s}
		}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(v, &list) != nil {
			return nil
		}
		var out []string
		for _, e := range list {
			if e[0] != '[' { // lists in lists are no paragraphs
				out = append(out, texts(e)...)
			}
		}
		return out
	case '{':
		var o struct{ Name, Text string }
		if json.Unmarshal(v, &o) != nil {
			return nil
		}
		for _, s := range []string{o.Name, o.Text} {
			if strings.TrimSpace(s) != "" {
				return []string{s}
			}
		}
	}
	return nil
}

// line is the first value of the fields, on one line.
func (o object) line(names []string) string {
	for _, name := range names {
		if list := texts(o.get(name)); len(list) > 0 {
			return strings.Join(strings.Fields(list[0]), " ")
		}
	}
	return ""
}

// host is the host of an address, and s where it is none: in some corpora
// "source" is an address, which would make a publisher of every report.
func host(s string) string {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return u.Hostname()
	}
	return s
}

// authors are the names in the first of the fields that has any.
func (o object) authors(names []string) []string {
	for _, name := range names {
		var out []string
		for _, s := range texts(o.get(name)) {
			out = appendAuthors(out, s)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

var (
	byRE = regexp.MustCompile(`(?i)^\s*(?:written |posted |story )?by[: ]\s*`)
	// A list that a program printed into a string: "['Jana Orsk', 'Piet Lund']".
	printedRE   = regexp.MustCompile(`^\s*\[\s*['"](.*)['"]\s*\]\s*$`)
	printedSep  = regexp.MustCompile(`['"]\s*,\s*['"]`)
	separatorRE = regexp.MustCompile(`(?i)\s*(?:[;|•\n]|,? and |, | & )\s*`)
	suffixRE    = regexp.MustCompile(`(?i)^(?:jr\.?|sr\.?|i{2,3}|iv|m\.?d\.?|ph\.?d\.?)$`)
	tagRE       = regexp.MustCompile(`(?i)<(?:p|div|br|a|span|img|h[1-6]|li|ul|strong|em|figure|script)(?:\s[^<>]*)?/?>`)
)

// appendAuthors adds the names in s that are not in list yet.
func appendAuthors(list []string, s string) []string {
	if m := printedRE.FindStringSubmatch(s); m != nil {
		s = printedSep.ReplaceAllLiteralString(m[1], ";")
	}
	if strings.Trim(s, "[] ") == "" {
		return list // an empty list, printed
	}
	for _, name := range separatorRE.Split(byRE.ReplaceAllLiteralString(s, ""), -1) {
		name = strings.Join(strings.Fields(name), " ")
		switch {
		case name == "":
		case len(list) > 0 && suffixRE.MatchString(name):
			list[len(list)-1] += ", " + name
		case !slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, name) }):
			list = append(list, name)
		}
	}
	return list
}

// language fills in the language, where it is one.
func (o object) language(src *doc.Source, names []string) {
	s := o.line(names)
	if s == "" {
		return
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		warn(src, "language-unknown", "%.40q is no BCP 47 language; left open", s)
		return
	}
	src.Meta.Language = tag.String()
}
