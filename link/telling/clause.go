package telling

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/link"
)

// A segment is the words of one sentence that have one owner.
type segment struct {
	owner int
	words []int // indices of words, in text order
}

// A clause is words of a segment, in text order.
type clause []int

// segments are those of a sentence, in the order of their first words.
func (d *digest) segments(s link.Sentence) []segment {
	var out []segment
	first, _ := slices.BinarySearchFunc(d.words, s.Start, func(w word, at int) int { return w.start - at })
	for i := first; i < len(d.words) && d.words[i].start < s.End; i++ {
		owner := d.words[i].owner
		if owner == nobody {
			continue
		}
		at := slices.IndexFunc(out, func(g segment) bool { return g.owner == owner })
		if at < 0 {
			at = len(out)
			out = append(out, segment{owner: owner})
		}
		out[at].words = append(out[at].words, i)
	}
	return out
}

// withTail gives what the report adds to a statement without a verb of its own to the
// statement: "six people had died, the mayor said, up from four". Only figures are
// worth it.
func (d *digest) withTail(segs []segment) []segment {
	if len(segs) != 2 || segs[0].owner < 0 || segs[1].owner != ours {
		return segs
	}
	tail := segs[1].words
	figure := slices.ContainsFunc(tail, func(w int) bool { return d.words[w].figure })
	if !figure || d.holdsEvent(tail) || tail[0] < segs[0].words[len(segs[0].words)-1] {
		return segs
	}
	return []segment{{segs[0].owner, append(slices.Clone(segs[0].words), tail...)}}
}

// clauses cuts words where a clause opens. Both sides of a cut hold an event: a
// clause without one says nothing on its own and stays with its neighbour. A
// clause that stands inside another gives the rest back at a comma.
func (d *digest) clauses(words []int) []clause {
	var out []clause
	host := -1 // the clause that the last one of out interrupts
	at := 0
	for i := 1; i <= len(words); i++ {
		if i == len(words) {
			break
		}
		k := d.opens(words, i)
		switch {
		case k == none || !d.holdsEvent(words[i:]):
			continue
		case k == resume:
			if host < 0 || d.holdsEvent(out[host]) || !d.holdsEvent(words[at:i]) {
				continue
			}
		case k == relative && !d.holdsEvent(words[at:i]) && d.comma(words, i) && host < 0:
			out = append(out, slices.Clone(words[at:i]))
			host, at = len(out)-1, i
			continue
		case !d.holdsEvent(words[at:i]):
			continue
		}
		out, host = d.close(out, host, words[at:i], k)
		at = i
	}
	out, _ = d.close(out, host, words[at:], none)
	return out
}

// close adds the words that end before a cut of kind k. Where the last clause
// interrupted its host, what comes after it goes back to the host.
func (d *digest) close(out []clause, host int, words []int, k kind) ([]clause, int) {
	if len(words) == 0 {
		return out, host
	}
	if host == len(out)-1 && host >= 0 || host < 0 {
		out = append(out, slices.Clone(words))
		if k != resume {
			host = -1
		}
		return out, host
	}
	out[host] = append(out[host], words...)
	return out, -1
}

// A kind is what a word does to the clause before it.
type kind int

const (
	none kind = iota
	relative
	subordinate
	circumstance
	complement
	coordinate
	preposition
	auxiliary // shows that a clause is one
	negation  // shows that a clause of few words tells something
	bound     // keeps the "that" after it
	resume    // a comma, nothing more
	strong    // a semicolon, a colon, a dash
)

//go:embed data/openers.txt
var openersFile string

var openers = readOpeners(openersFile)

func readOpeners(file string) map[string]kind {
	kinds := map[string]kind{"relative": relative, "subordinate": subordinate, "complement": complement, "circumstance": circumstance, "coordinate": coordinate, "auxiliary": auxiliary, "negation": negation, "bound": bound, "preposition": preposition}
	out := map[string]kind{}
	for line := range strings.Lines(file) {
		name, words, ok := strings.Cut(line, ":")
		if !ok || kinds[name] == none {
			continue
		}
		for _, w := range strings.Fields(words) {
			out[w] = kinds[name]
		}
	}
	return out
}

// opens is how the word at i cuts words.
func (d *digest) opens(words []int, i int) kind {
	gap := d.gap(words, i)
	if strings.ContainsAny(gap, ";:—–") || strings.Contains(gap, " - ") || strings.Contains(d.between(words, i), ";") {
		return strong
	}
	comma := strings.Contains(gap, ",")
	k := openers[d.words[words[i]].lower]
	switch {
	case k == relative && i > 1 && openers[d.words[words[i-1]].lower] == preposition:
		return none // cut before the preposition
	case k == preposition:
		if i+1 < len(words) && openers[d.words[words[i+1]].lower] == relative {
			return relative
		}
		k = none
	case k == coordinate && !comma && !(i+1 < len(words) && d.words[words[i+1]].lower == "that"),
		k == circumstance && !comma, k == auxiliary, k == negation, k == bound,
		k == complement && openers[d.words[words[i-1]].lower] == bound:
		k = none
	}
	if k != none {
		return k
	}
	if comma && d.words[words[i]].event && strings.HasSuffix(d.words[words[i]].lower, "ing") {
		return coordinate
	}
	if comma {
		return resume
	}
	return none
}

// comma tells whether one stands before the word at i.
func (d *digest) comma(words []int, i int) bool { return strings.Contains(d.gap(words, i), ",") }

// gap is the text between the words at i-1 and i; "" where others' words stand
// between them.
func (d *digest) gap(words []int, i int) string {
	if words[i] != words[i-1]+1 {
		return ""
	}
	return d.between(words, i)
}

// between is the text between the words at i-1 and i, others' words and all: "the road
// is closed, | he said; | the bridge is open".
func (d *digest) between(words []int, i int) string {
	return string(d.text[d.words[words[i-1]].end:d.words[words[i]].start])
}

// holdsEvent tells whether words hold an event, or an auxiliary that stands for a
// verb that is none: "they are a foe".
func (d *digest) holdsEvent(words []int) bool {
	return slices.ContainsFunc(words, func(w int) bool {
		return d.words[w].event || openers[d.words[w].lower] == auxiliary || strings.HasSuffix(d.words[w].lower, "'re")
	})
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
