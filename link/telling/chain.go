package telling

import (
	_ "embed"
	"strings"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// chain is on whose word the report has s, without its publisher, who is the first
// link of the record's chain.
func (d *digest) chain(s record.Statement) []link.Source {
	var out []link.Source
	sources := d.sources(s)
	for i, l := range s.Chain {
		name, words := value(l.Name), ""
		if l.Evidence != nil {
			words = l.Evidence.Text
		}
		src := link.Source{Actor: d.actorAt(l.Actor), Name: name, Naming: l.Naming, Words: words}
		if d.isPublisher(name) {
			if i == 0 || words == "" || d.isPublisher(words) || speaksOfOutlet(words) {
				continue
			}
			// The report calls somebody else so, and the two were taken for one.
			src = link.Source{Actor: -1, Naming: "described", Words: words}
		} else if i == 0 {
			continue
		}
		if of := same(sources, l); of != nil {
			src.Count, src.Basis = of.Count, of.Basis
		}
		if src.Naming != "named" && src.Naming != "outlet" && src.Naming != "document" && src.Naming != "author" {
			src.Name = ""
		}
		out = append(out, src)
	}
	return out
}

//go:embed data/outlets.txt
var outletsFile string

var outletWords = readStop(outletsFile)

// speaksOfOutlet tells whether words may mean a newsroom: "this newspaper", "we".
func speaksOfOutlet(words string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if outletWords[w] {
			return true
		}
	}
	return false
}

// sources are those of s and of the statements that hold it.
func (d *digest) sources(s record.Statement) []record.Source {
	out := []record.Source{s.Source}
	for range d.record.Statements {
		if s.Parent == nil {
			break
		}
		parent, ok := d.statements[*s.Parent]
		if !ok {
			break
		}
		s = d.record.Statements[parent]
		out = append(out, s.Source)
	}
	return out
}

// same is the source that a link stands for.
func same(sources []record.Source, l record.Link) *record.Source {
	for i, s := range sources {
		if l.Actor != nil && s.Actor != nil && *l.Actor == *s.Actor ||
			l.Actor == nil && l.Name != nil && s.Name != nil && *l.Name == *s.Name ||
			l.Evidence != nil && len(s.Spans) > 0 && *l.Evidence == s.Spans[0] {
			return &sources[i]
		}
	}
	return nil
}

// isPublisher tells whether a link names the report's own outlet, in full or by a
// name that the report uses for it.
func (d *digest) isPublisher(name string) bool {
	p := d.record.Document.Publisher
	if p == nil || name == "" {
		return false
	}
	if plain(name) == plain(p.Text) {
		return true
	}
	for _, a := range d.record.Actors {
		if calls(a, p.Text) && calls(a, name) {
			return true
		}
	}
	return false
}

func calls(a record.Actor, name string) bool {
	if plain(a.Name) == plain(name) {
		return true
	}
	for _, alias := range a.Aliases {
		if plain(alias) == plain(name) {
			return true
		}
	}
	return false
}

func plain(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

func (d *digest) actorAt(id *string) int {
	if i, ok := d.actors[value(id)]; ok {
		return i
	}
	return -1
}
