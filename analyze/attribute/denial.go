package attribute

import "github.com/saysonews/sayso/doc"

// sureOfDenial is the confidence of the statements of this file, of which PolNeAR
// marks none: there the words belong to the outer statement.
const sureOfDenial = 0.7

// denials adds what a clause at the end of a sentence says of its beginning: "at
// least forty died, a figure the government disputes", "accused of taking bribes,
// charges he denies", "shelled a school, which Norland denies". Those who said the
// beginning did not say that.
func (b *builder) denials() {
	taken := b.takenByCues()
	for i := range b.d.Tokens {
		if taken[i] || !phrases["denying"][b.lemma(i)] || b.open(i) {
			continue
		}
		if p, ok := b.denial(i); ok {
			b.build(p, -1)
		}
	}
}

// denial is the statement of verb i where it closes such a clause.
func (b *builder) denial(i int) (parts, bool) {
	sentence := b.sentence(i)
	if i+1 < sentence.End && word(b.d.Word(i+1)) {
		return parts{}, false
	}
	source := b.denier(i)
	if source.Len() <= 0 {
		return parts{}, false
	}
	comma := b.clauseComma(source.First, sentence)
	if comma < 0 {
		return parts{}, false
	}
	content := trimmed(b.d, doc.Range{First: sentence.First, End: comma})
	for k := range b.out {
		if e := b.out[k].extent; e.First < comma && comma < e.End && sentence.Contains(e.First) || b.out[k].Act == "accuse" && sentence.Contains(e.First) && e.End == comma {
			b.cutAt(k, comma)
			last := b.out[k].Content[len(b.out[k].Content)-1]
			content.First = max(content.First, b.d.TokensOf(last).First)
		}
	}
	if content.Len() <= 1 {
		return parts{}, false
	}
	return parts{
		source: source, cue: doc.Range{First: source.End, End: i + 1}, content: []doc.Range{content},
		confidence: sureOfDenial, why: []string{"denial-clause"},
	}, true
}

// denier is the subject right before i; where the tagger made a noun of the verb, the
// few words of a noun phrase there. It is empty where there is none.
func (b *builder) denier(i int) doc.Range {
	if s := b.tree.Child(i, "nsubj"); b.d.Tags[i].UPOS == "VERB" && s >= 0 && s < i {
		if r := b.noun(s); r.First <= s && r.End <= i {
			return r
		}
		return doc.Range{}
	}
	const longest = 4 // tokens
	for k := i - 1; k >= max(1, i-longest); k-- {
		switch b.d.Tags[k].UPOS {
		case "DET", "PRON":
			return doc.Range{First: k, End: i}
		case "NOUN", "PROPN", "ADJ":
			if phrases["claimed"][b.lemma(k-1)] || b.lemma(k-1) == "which" {
				return doc.Range{First: k, End: i}
			}
			continue
		}
		break
	}
	return doc.Range{}
}

// clauseComma is the comma before the words that tie a clause with its subject at
// first to what stands before: "which", "something", "a figure", "charges", with
// "that" or without; -1 where others stand there.
func (b *builder) clauseComma(first int, sentence doc.Range) int {
	k := first - 1
	if k > sentence.First && (b.lemma(k) == "which" || b.lemma(k) == "that") {
		k--
	}
	if k > sentence.First && phrases["claimed"][b.lemma(k)] {
		for k--; k > sentence.First && (b.d.Tags[k].UPOS == "DET" || b.d.Tags[k].UPOS == "ADJ"); k-- {
		}
	}
	if k <= sentence.First || k == first-1 || b.d.Word(k) != "," {
		return -1
	}
	return k
}

// cutAt ends the content of statement k at token end.
func (b *builder) cutAt(k, end int) {
	o := &b.out[k]
	stop := b.d.Tokens[end-1].Span.End
	var kept []doc.Span
	for _, c := range o.Content {
		if c.Start < stop {
			kept = append(kept, doc.Span{Start: c.Start, End: min(c.End, stop)})
		}
	}
	if len(kept) > 0 {
		o.Content, o.extent = kept, doc.Range{First: o.extent.First, End: min(o.extent.End, end)}
	}
}
