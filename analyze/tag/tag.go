// Package tag gives every token its word classes, features and lemma.
//
//   - UPOS is the universal word class, XPOS the Penn Treebank tag: each the
//     best label of a head of the trained network.
//   - Feats are the features of Universal Dependencies, by UPOS, XPOS and word:
//     data/feats.tsv.
//   - A lemma is the dictionary form. It is made by the rule of the longest
//     ending that fits the word and its XPOS: data/lemmas.tsv, with the ending,
//     how many letters to cut, and what to add; ^ marks a whole word. Where that
//     gives a verb that no text has ("bom" of "bombed"), the other ways to undo
//     the ending are tried.
//
// Both files are learned from treebanks by train/lexicon.py.
package tag

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

//go:embed data/lemmas.tsv
var lemmaFile string

//go:embed data/feats.tsv
var featFile string

// A Tagger holds the heads that read the syntax branch. It is safe for
// concurrent use.
type Tagger struct {
	upos, xpos   *nn.Linear
	uposs, xposs []string
	rules        map[key]edit
	longest      int // of the rules' endings, in bytes
	feats        map[string]string
	known        map[string]bool // forms that the word vectors have
}

// A key selects a lemma rule.
type key struct{ xpos, ending string }

// An edit turns a form into a lemma: cut letters (code points) off its end, then
// add some.
type edit struct {
	cut int
	add string
}

// New reads the tagger from a weight file.
func New(f *nn.File) (*Tagger, error) {
	t := &Tagger{rules: map[key]edit{}, feats: map[string]string{}, known: map[string]bool{}}
	var err error
	if t.upos, err = nn.NewLinear(f, "upos"); err != nil {
		return nil, err
	}
	if t.xpos, err = nn.NewLinear(f, "xpos"); err != nil {
		return nil, err
	}
	for name, list := range map[string]*[]string{"upos.labels": &t.uposs, "xpos.labels": &t.xposs} {
		b, err := f.Tensor(name)
		if err != nil {
			return nil, err
		}
		*list = strings.Split(string(b.Data), "\n")
	}
	forms, err := f.Tensor("vector.forms")
	if err != nil {
		return nil, err
	}
	for w := range strings.SplitSeq(string(forms.Data), "\n") {
		t.known[w] = true
	}
	t.readRules(lemmaFile)
	for line := range strings.Lines(featFile) {
		if i := strings.LastIndexByte(line, '\t'); i > 0 {
			t.feats[line[:i]] = strings.Trim(line[i+1:], "_\n")
		}
	}
	return t, nil
}

func (t *Tagger) readRules(file string) {
	for line := range strings.Lines(file) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		cut, err := strconv.Atoi(f[2])
		if err != nil {
			panic("tag: data/lemmas.tsv: " + line)
		}
		t.rules[key{f[0], f[1]}] = edit{cut, f[3]}
		if !strings.HasPrefix(f[1], "^") {
			t.longest = max(t.longest, len(f[1]))
		}
	}
}

// Stage gives the layer Tag.
func (t *Tagger) Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "tag",
		Version: 1,
		Doc:     "Gives tokens word classes, features and lemmas.",
		Needs:   []analyze.Layer{analyze.Segment, analyze.Encode},
		Gives:   []analyze.Layer{analyze.Tag},
		Run:     func(d *doc.Doc) { d.Tags = t.Tag(d) },
	}
}

// Tag gives the tags of d's tokens.
func (t *Tagger) Tag(d *doc.Doc) []doc.Tag {
	n := len(d.Tokens)
	u, x := make([]float32, n*len(t.uposs)), make([]float32, n*len(t.xposs))
	t.upos.Apply(u, d.Encoding.Syntax, n)
	t.xpos.Apply(x, d.Encoding.Syntax, n)
	tags := make([]doc.Tag, n)
	for i := range tags {
		upos := t.uposs[nn.ArgMax(u[i*len(t.uposs):(i+1)*len(t.uposs)])]
		xpos := t.xposs[nn.ArgMax(x[i*len(t.xposs):(i+1)*len(t.xposs)])]
		w := d.Word(i)
		tags[i] = doc.Tag{UPOS: upos, XPOS: xpos, Feats: t.features(upos, xpos, w), Lemma: t.Lemma(w, upos, xpos)}
	}
	return tags
}

func (t *Tagger) features(upos, xpos, w string) string {
	class := upos + "\t" + xpos + "\t"
	if f, ok := t.feats[class+straight(strings.ToLower(w))]; ok {
		return f
	}
	return t.feats[class+"*"]
}

// Lemma is the dictionary form of w as a word of the class xpos.
func (t *Tagger) Lemma(w, upos, xpos string) string {
	if upos != "PROPN" {
		w = strings.ToLower(w)
	}
	w = straight(w)
	if e, ok := t.rules[key{xpos, "^" + w}]; ok {
		return e.apply(w)
	}
	for i := max(0, len(w)-t.longest); i <= len(w); i++ {
		if e, ok := t.rules[key{xpos, w[i:]}]; ok && utf8.RuneCountInString(w) > e.cut {
			return t.check(e.apply(w), w, xpos)
		}
	}
	return w
}

// endings are what the verb forms add to a lemma, by XPOS.
var endings = map[string]string{"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}

// check is lemma, or, where no text has it as a word, the first other way to
// take the ending off verb w that gives one: "bomb", "riot", "free", "stop".
func (t *Tagger) check(lemma, w, xpos string) string {
	stem, ok := strings.CutSuffix(w, endings[xpos])
	if endings[xpos] == "" || !ok || t.known[lemma] || len(stem) < 2 {
		return lemma
	}
	single := stem
	if stem[len(stem)-1] == stem[len(stem)-2] {
		single = stem[:len(stem)-1]
	}
	for _, other := range [...]string{single, stem, stem + "e"} {
		if t.known[other] {
			return other
		}
	}
	return lemma
}

func (e edit) apply(w string) string {
	for range e.cut {
		_, n := utf8.DecodeLastRuneInString(w)
		w = w[:len(w)-n]
	}
	return w + e.add
}

// straight is w with the apostrophe of the treebanks.
func straight(w string) string { return strings.ReplaceAll(w, "’", "'") }
