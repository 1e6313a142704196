package telling

import (
	_ "embed"
	"slices"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

//go:embed data/changing.txt
var changingFile string

var changing = readStop(changingFile)

// roles are the tellings that a role makes: "Ada Quill, the acting director". Only
// roles that show a change are news; that the mayor is the mayor is none.
func (d *digest) roles() []link.Telling {
	var out []link.Telling
	for i, a := range d.record.Actors {
		for _, m := range a.Mentions {
			start, end := d.clamp(m.Start, m.End)
			if m.Kind == "pronoun" || !d.changes(start, end) {
				continue
			}
			if t, ok := d.role(i, start, end); ok {
				out = append(out, t)
			}
		}
		for _, r := range a.Roles {
			start, end := d.clamp(r.Start, r.End)
			if !d.changes(start, end) || slices.ContainsFunc(a.Mentions, func(m record.Mention) bool { return m.Start <= start && end <= m.End }) {
				continue
			}
			if t, ok := d.role(i, start, end); ok {
				out = append(out, t)
			}
		}
	}
	return out
}

// changes tells whether the words of a role say that it is new, for a time, or over.
func (d *digest) changes(start, end int) bool {
	found := false
	d.over(start, end, func(w *word) { found = found || changing[w.lower] })
	return found
}

// role is the telling that actor i has the role at [start, end); not ok where no
// name says who has it.
func (d *digest) role(i, start, end int) (link.Telling, bool) {
	if d.record.Actors[i].Naming != "named" {
		return link.Telling{}, false
	}
	for _, n := range d.names {
		if n.actor == i && max(start-n.end, n.start-end) <= beside {
			start, end = min(start, n.start), max(end, n.end)
			break
		}
	}
	t := link.Telling{Start: start, End: end, Words: string(d.text[start:end]), Sentence: d.sentenceAt(start), Actors: []int{i}}
	d.over(start, end, func(w *word) {
		if !w.name && isContent(w.lower) {
			t.Terms, t.At = append(t.Terms, stem(w.lower)), append(t.At, w.start)
		}
	})
	return t, len(t.Terms) > 0 && t.Sentence >= 0
}

// beside is how many code points may stand between a name and its role: ", the ".
const beside = 6

func (d *digest) sentenceAt(at int) int {
	return slices.IndexFunc(d.sentences, func(s link.Sentence) bool { return s.Start <= at && at < s.End })
}
