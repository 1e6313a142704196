package query

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed fields.tsv
var fieldFile string

//go:embed values.tsv
var valueFile string

// A Kind is what a field's value may be.
type Kind string

// The kinds of fields.
const (
	Text   Kind = "text"   // words that the value must hold
	Closed Kind = "closed" // one of the field's own words
	Day    Kind = "date"   // days
)

// An Info is what a line of fields.tsv says of a field.
type Info struct {
	Field    Field
	Kind     Kind
	Of       string   // "report", "statement" or "event": what has the field
	Synonyms []string // other names of the field
	Looks    string   // what it looks at, in words
	Example  string
	Values   []Value // of closed fields
}

// A Value is one of the words of a closed field.
type Value struct {
	Word     string // as in the record
	Synonyms []string
	Reads    string // a phrase for Query.Words
	Example  string
}

// Fields gives all fields, for help texts and completion.
func Fields() []Info { return slices.Clone(table().infos) }

// fieldTable is what the two files say.
type fieldTable struct {
	infos  []Info
	byName map[string]context // by field or synonym
}

// A context is the field that a value stands for, and the comparison that the
// field's name brings along ("after" brings ">").
type context struct {
	info    *Info // nil: the text
	compare string
}

var table = sync.OnceValue(func() *fieldTable {
	t := &fieldTable{byName: map[string]context{}}
	for _, c := range rows(fieldFile) {
		t.infos = append(t.infos, Info{Field: Field(c[0]), Kind: Kind(c[1]), Of: c[2], Synonyms: list(c[3]), Looks: c[4], Example: c[5]})
	}
	for i := range t.infos {
		f := &t.infos[i]
		t.byName[string(f.Field)] = context{info: f}
		for j, s := range f.Synonyms {
			name, compare, _ := strings.Cut(s, "=")
			t.byName[name] = context{f, compare}
			f.Synonyms[j] = name
		}
	}
	for _, c := range rows(valueFile) {
		f := t.byName[c[0]].info
		f.Values = append(f.Values, Value{Word: c[1], Synonyms: list(c[2]), Reads: c[3], Example: c[4]})
	}
	return t
})

// rows are the lines of a data file, by their columns.
func rows(file string) [][]string {
	var out [][]string
	for line := range strings.Lines(file) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func list(s string) []string {
	if s == "-" {
		return nil
	}
	return strings.Fields(s)
}

// field is what a name before a colon stands for.
func field(name string) (context, bool) {
	c, ok := table().byName[strings.ToLower(name)]
	return c, ok
}

// info gives a field's line; nil for a field that is not in the table.
func info(f Field) *Info { return table().byName[string(f)].info }

// value finds a word of a closed field, case aside.
func (f *Info) value(word string) *Value {
	for i, v := range f.Values {
		if strings.EqualFold(v.Word, word) || slices.ContainsFunc(v.Synonyms, func(s string) bool { return strings.EqualFold(s, word) }) {
			return &f.Values[i]
		}
	}
	return nil
}

// nearestField is the field whose name, or a synonym of it, word may be a slip of.
func nearestField(word string) string {
	var names []string
	for _, f := range table().infos {
		names = append(append(names, string(f.Field)), f.Synonyms...)
	}
	return nearest(word, names)
}

// nearestValue is the word that word may be a slip of.
func (f *Info) nearestValue(word string) string {
	for _, v := range f.Values {
		if nearest(word, append([]string{v.Word}, v.Synonyms...)) != "" {
			return v.Word
		}
	}
	return ""
}

// nearest is the first of words with the fewest slips from word, "" where the
// nearest is too far to be meant.
func nearest(word string, words []string) string {
	best, least := "", max(1, len(word)/3)+1
	for _, w := range words {
		if n := slips(strings.ToLower(word), strings.ToLower(w), least); n < least {
			best, least = w, n
		}
	}
	return best
}

// slips counts letters added, lost, changed or swapped with their neighbour
// between a and b (optimal string alignment); bound or more where there are
// that many.
func slips(a, b string, bound int) int {
	if len(a)-len(b) >= bound || len(b)-len(a) >= bound {
		return bound
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			n := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, rows[i-2][j-2]+1)
			}
			rows[i][j] = n
		}
	}
	return rows[len(a)][len(b)]
}
