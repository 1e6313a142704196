package attribute

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// circumstances finds whom it was said to, by what channel, and when: words that
// hang on the cue's head and stand outside the content.
func (b *builder) circumstances(p parts, s *doc.Statement, parent int) {
	if p.cue.Len() == 0 {
		return
	}
	head := b.tree.Head(p.cue)
	sentence := b.d.SentenceOf(head)
	if sentence < 0 {
		return
	}
	for _, c := range b.tree.Children(head) {
		i := int(c)
		r := b.phrase(i, p)
		if r.Len() == 0 || p.source.Contains(i) {
			continue
		}
		rel := b.d.Deps[i].Rel
		switch {
		case doc.Is(rel, "iobj", "obj") && phrases["addressee"][b.lemma(head)] && s.Addressee.Empty() && b.d.Tags[i].UPOS != "VERB":
			s.Addressee = b.d.SpanOf(r)
		case rel == "nsubj:pass" && phrases["addressee"][b.lemma(head)] && s.Addressee.Empty():
			s.Addressee = b.d.SpanOf(r) // "Odell was told that …"
		case doc.Is(rel, "obl") && b.preposition(i) == "to" && s.Addressee.Empty():
			s.Addressee = b.d.SpanOf(doc.Range{First: min(r.First+1, r.End-1), End: r.End})
		case doc.Is(rel, "obl") && phrases["channel"][b.lemma(i)] && s.Channel.Empty():
			s.Channel = b.d.SpanOf(r)
		}
	}
	s.SaidAt = b.saidAt(p, head, parent, b.d.Sentences[sentence])
}

// phrase is i's subtree up to the statement's other parts and to clauses of its own.
func (b *builder) phrase(i int, p parts) doc.Range {
	r := b.tree.Subtree(i)
	cut := func(o doc.Range) {
		if !r.Overlaps(o) {
			return
		}
		if o.First > i {
			r.End = o.First
		} else if o.End <= i {
			r.First = o.End
		} else {
			r = doc.Range{}
		}
	}
	for _, c := range p.content {
		cut(c)
	}
	for _, c := range b.tree.Children(i) {
		if (doc.Is(b.d.Deps[c].Rel, "acl", "appos", "parataxis", "conj") || b.isTime(doc.Range{First: int(c), End: int(c) + 1})) && r.Contains(int(c)) && int(c) > i {
			cut(b.tree.Subtree(int(c)))
		}
	}
	for r.Len() > 0 && (!word(b.d.Word(r.End-1)) || b.lemma(r.End-1) == "that") {
		r.End--
	}
	if t := b.timeAt(r.End - 1); t != nil && r.Len() > 0 {
		if first := b.d.TokensOf(t.Span).First; first > i {
			r.End = first // "told deputies last week"
		}
	}
	return r
}

func (b *builder) preposition(i int) string {
	if c := b.tree.Child(i, "case"); c >= 0 {
		return b.lemma(c)
	}
	return ""
}

// saidAt is the time that hangs on the cue's head, outside the content, or -1; or
// the time behind the source: "Odell on Monday met the board and claimed …".
func (b *builder) saidAt(p parts, head, parent int, sentence doc.Range) int {
	all := b.d.SpanOf(sentence)
	for k := range b.d.Times {
		t := &b.d.Times[k]
		if t.Span.Start >= all.End {
			break
		}
		if !all.Contains(t.Span) || t.Type != "DATE" && t.Type != "TIME" || b.inContent(p, t.Span) {
			continue
		}
		at := b.d.TokensOf(t.Span)
		if p.source.Contains(at.First) {
			continue // "Odell, who worked there until May, said"
		}
		if parent >= 0 && !within(b.out[parent].Content, t.Span) || b.open(at.First) != b.open(head) {
			continue
		}
		h := b.tree.Head(at)
		for range 3 {
			if h < 0 || p.cue.Contains(h) || b.d.Tags[h].UPOS == "VERB" {
				break // the time of another verb
			}
			h = b.d.Deps[h].Head
		}
		if h == head || h >= 0 && p.cue.Contains(h) || b.behindSource(p, t, at) {
			return k
		}
	}
	return -1
}

// behindSource tells whether the day t at tokens at stands right behind the source,
// before the verbs that share it: the parser hangs it on any of them. Months and
// seasons there are part of the noun: "the deaths last winter".
func (b *builder) behindSource(p parts, t *doc.Time, at doc.Range) bool {
	if p.source.Len() == 0 || p.cue.First < at.End || !oneDay(t) {
		return false
	}
	return at.First == p.source.End || at.First == p.source.End+1 && b.lemma(p.source.End) == "on"
}

// oneDay tells whether t lies within one day of the calendar or of the week.
func oneDay(t *doc.Time) bool {
	const day = len("2006-01-02")
	if len(t.Earliest) >= day && len(t.Latest) >= day {
		return t.Earliest[:day] == t.Latest[:day]
	}
	return strings.HasPrefix(t.Value, "XXXX-WXX-") || len(t.Value) == day
}

func (b *builder) inContent(p parts, s doc.Span) bool {
	for _, c := range p.content {
		if b.d.SpanOf(c).Overlaps(s) {
			return true
		}
	}
	return false
}
