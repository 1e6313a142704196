package stance

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// The format of data/cues.tsv: a group, a phrase and an example that holds it.
// Phrases are compared by stems, so "deny" is "denied" and "denies" too; the
// phrase of a line may be several that "|" parts, of which the example shows the
// first. "~" before a phrase keeps it from inflecting. Comments begin with "#".
//
//go:embed data/cues.tsv
var cuesFile string

// A cue is a phrase that shows an attitude.
type cue struct {
	group int // index in groups
	words []string
	exact bool // compared by form
}

type cueTable struct {
	groups  []string         // names, in the order of the file
	byFirst map[string][]cue // by the stem, or the form, of the first word
}

var cues = sync.OnceValue(func() cueTable {
	t := cueTable{byFirst: map[string][]cue{}}
	for line := range strings.Lines(cuesFile) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		g := slices.Index(t.groups, f[0])
		if g < 0 {
			g = len(t.groups)
			t.groups = append(t.groups, f[0])
		}
		for phrase := range strings.SplitSeq(f[1], "|") {
			phrase, exact := strings.CutPrefix(strings.TrimSpace(phrase), "~")
			c := cue{group: g, exact: exact}
			for _, w := range wordsOf(phrase) {
				c.words = append(c.words, w.key(exact))
			}
			t.byFirst[c.words[0]] = append(t.byFirst[c.words[0]], c)
		}
	}
	return t
})

func (w word) key(exact bool) string {
	if exact {
		return w.form
	}
	return w.stem
}

// A found cue stands at words [at, at+n) of a wording.
type found struct {
	group, at, n int
	exact        bool
}

// cuesIn are the cues of ws in order. A longer cue hides those inside it, and a
// form hides stems: "reportedly" is no "report".
func cuesIn(ws []word) []found {
	t := cues()
	var out []found
	for i := 0; i < len(ws); {
		n, here := 0, []found(nil)
		for k, key := range []string{ws[i].form, ws[i].stem} {
			for _, c := range t.byFirst[key] {
				if exact := k == 0; c.exact != exact || len(c.words) < n || !exact && len(here) > 0 && len(c.words) == n && here[0].exact || !stands(c, ws[i:]) {
					continue
				}
				if len(c.words) > n {
					n, here = len(c.words), here[:0]
				}
				if f := (found{group: c.group, at: i, n: n, exact: c.exact}); !slices.Contains(here, f) {
					here = append(here, f)
				}
			}
		}
		out = append(out, here...)
		i += max(1, n)
	}
	return out
}

func stands(c cue, ws []word) bool {
	if len(ws) < len(c.words) {
		return false
	}
	for i, w := range c.words {
		if ws[i].key(c.exact) != w {
			return false
		}
	}
	return true
}
