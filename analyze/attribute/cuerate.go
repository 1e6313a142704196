package attribute

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/cues.tsv
var cueFile string

// A frame is what hangs on a word behind it.
type frame int

// The frames, in the order of data/cues.tsv.
const (
	bare   frame = iota // nothing of the kind
	object              // an object or an oblique: "announced the plan"
	open                // an open clause: "wants to resign"
	clause              // a clause: "said it was safe"
	frames
)

// A cueWord is a lemma and its word class: VERB, NOUN, ADJ or OTHER.
type cueWord struct{ lemma, class string }

// A cueCount counts, for each frame, the words that head cues and all.
type cueCount struct{ cues, all [frames]float64 }

// cueRates are the log-odds of being a cue, by word and frame; those of a class
// have the lemma "*".
var cueRates = readCues(cueFile)

// cueRate is the log-odds that a word such as token i, with what hangs on it,
// heads a cue where it stands in nobody's words.
func (b *builder) cueRate(i int) float64 {
	w := b.cueWord(i)
	rate, ok := cueRates[w]
	if !ok {
		rate = cueRates[cueWord{"*", w.class}]
	}
	return rate[b.frame(i)]
}

// cueWord is the word that token i counts as.
func (b *builder) cueWord(i int) cueWord {
	switch u := b.d.Tags[i].UPOS; u {
	case "VERB", "NOUN", "ADJ":
		return cueWord{b.lemma(i), u}
	}
	return cueWord{b.lemma(i), "OTHER"}
}

// frame is the frame of token i, the fullest of several.
func (b *builder) frame(i int) frame {
	f := bare
	for _, c := range b.tree.Children(i) {
		switch rel := b.d.Deps[c].Rel; {
		case int(c) < i:
		case doc.Is(rel, "ccomp"):
			f = max(f, clause)
		case doc.Is(rel, "xcomp", "acl"):
			f = max(f, open)
		case doc.Is(rel, "obj", "obl", "nmod"):
			f = max(f, object)
		}
	}
	return f
}

// backing is how many words of its class a word's own count is worth less: the
// rate of a rare word is nearly that of its class in the frame.
const backing = 4

// readCues reads data/cues.tsv: lemma, class, and cues/all for each frame. A
// word's rate in a frame leans on its rate in all, by the odds of its class.
func readCues(file string) map[cueWord][frames]float64 {
	rates := map[cueWord][frames]float64{}
	classes := map[string]cueCount{}
	for _, r := range rows(file) {
		w, n := cueWord{r[0], r[1]}, readCount(r[2:])
		if w.lemma == "*" {
			classes[w.class] = n
		}
		class := classes[w.class]
		usual := class.rate()
		own := n.rate()
		if w.lemma != "*" {
			own = (sum(n.cues) + backing*usual) / (sum(n.all) + backing)
		}
		var rate [frames]float64
		for f := range frames {
			in := (class.cues[f] + usual) / (class.all[f] + 1) // of the class
			lean := 1 / (1 + math.Exp(-(odds(own) + odds(in) - odds(usual))))
			rate[f] = odds((n.cues[f] + backing*lean) / (n.all[f] + backing))
		}
		rates[w] = rate
	}
	return rates
}

func readCount(fields []string) (n cueCount) {
	for f, s := range fields[:min(len(fields), int(frames))] {
		cues, all, _ := strings.Cut(s, "/")
		n.cues[f], _ = strconv.ParseFloat(cues, 64)
		n.all[f], _ = strconv.ParseFloat(all, 64)
	}
	return n
}

func (n cueCount) rate() float64 { return sum(n.cues) / sum(n.all) }

func sum(xs [frames]float64) (s float64) {
	for _, x := range xs {
		s += x
	}
	return s
}

// odds is the log-odds of p.
func odds(p float64) float64 { return math.Log(p / (1 - p)) }
