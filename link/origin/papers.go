package origin

import (
	"slices"
	"strings"
	"unicode"
)

// papers joins documents of the same kind: within one claim "a letter" and "the
// letter of 3 May" are one, but letters of two dates are two.
func (m *merger) papers() {
	dated := map[string][]string{} // dates by head noun
	for _, e := range m.ends {
		if d := digits(e.source.Words); e.source.kind == "document" && d != "" && !slices.Contains(dated[paper(e)], d) {
			dated[paper(e)] = append(dated[paper(e)], d)
		}
	}
	m.group("paper", func(e *end) string {
		switch {
		case e.source.kind != "document":
			return ""
		case len(dated[paper(e)]) > 1:
			return paper(e) + digits(e.source.Words)
		}
		return paper(e)
	})
}

// paper is the kind of a document: its head noun in the singular.
func paper(e *end) string { return strings.TrimSuffix(e.source.head, "s") }

func digits(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }), " ")
}

// makers are the named people and bodies by the last word of their names.
func (m *merger) makers() map[string][]int {
	makers := map[string][]int{}
	for i, e := range m.ends {
		if words := content(e.source.name); len(words) > 0 && (e.source.kind == "person" || e.source.kind == "organization") {
			under(m, makers, words[len(words)-1], i)
		}
	}
	return makers
}

// authors joins a document with whoever wrote it: its words name them ("Judge Holm's
// report", "a study by Ostby Water"), it is said to be theirs ("her own log"), or it
// stands before them in a chain, for then it tells what they said.
func (m *merger) authors() {
	makers := m.makers()
	papers := map[string]int{}
	for i, e := range m.ends {
		if e.source.kind != "document" {
			continue
		}
		papers[paper(e)] = i
		words := " " + strings.Join(tokens(e.source.Words+" "+e.source.name), " ") + " "
		if theirs := strings.Fields(words); e.before != nil && len(theirs) > 0 && lexicon["theirs"].is(theirs[0]) {
			words += strings.Join(tokens(e.before.said()), " ") + " "
		}
		for w := range strings.FieldsSeq(words) {
			for _, j := range makers[w] {
				k := m.ends[j]
				if k.source.kind == "person" || strings.Contains(words, " "+strings.Join(tokens(strings.TrimPrefix(k.source.name, "The ")), " ")+" ") {
					m.join("author", j, i)
				}
			}
		}
	}
	for i, e := range m.ends {
		if e.before == nil || e.before.kind != "document" || e.source.kind == "document" {
			continue
		}
		if j, ok := papers[strings.TrimSuffix(e.before.head, "s")]; ok {
			m.join("author", i, j)
		}
	}
}

// writers joins a document with whoever any carrier says it is from: "a letter of 3
// May from the dam's owner, Ostby Water".
func (m *merger) writers() {
	papers, makers := map[string]int{}, m.makers()
	for i, e := range m.ends {
		if _, known := papers[paper(e)]; !known && e.source.kind == "document" {
			papers[paper(e)] = i
		}
	}
	if len(papers) == 0 || len(makers) == 0 {
		return
	}
	for _, n := range m.nodes {
		w := tokens(n.context)
		for i := range w {
			if doc, ok := papers[strings.TrimSuffix(w[i], "s")]; ok {
				m.from(w[i+1:], doc, makers)
			}
		}
	}
}

// from joins a document with the makers that the words behind it name after "from"
// or "by", near enough to belong to it.
func (m *merger) from(w []string, doc int, makers map[string][]int) {
	const near = 8
	at := slices.IndexFunc(w[:min(near, len(w))], func(s string) bool { return s == "from" || s == "by" })
	if at < 0 {
		return
	}
	w = w[at+1:]
	for j := range min(near, len(w)) {
		for _, k := range makers[w[j]] {
			name := content(m.ends[k].source.name)
			if start := j + 1 - len(name); start >= 0 && slices.Equal(w[start:j+1], name) {
				m.join("author", k, doc)
			}
		}
	}
}

// keepers joins a record with the one named person whose role it tells of: "the log
// of the tug Marie" is the word of the skipper of the tug Marie.
func (m *merger) keepers() {
	holders := map[string][]int{}
	for i, e := range m.ends {
		if e.source.kind == "person" && e.source.name != "" {
			for _, w := range roleWords(e.source) {
				under(m, holders, w, i)
			}
		}
	}
	for i, e := range m.ends {
		if e.source.kind != "document" || !lexicon["record"].is(paper(e)) {
			continue
		}
		words := slices.DeleteFunc(content(e.source.Words), func(w string) bool { return w == e.source.head })
		for _, w := range words {
			at := slices.IndexFunc(holders[w], func(j int) bool { return 2*shared(words, roleWords(m.ends[j].source)) >= len(words) })
			if at >= 0 {
				m.join("keeper", holders[w][at], i)
				break
			}
		}
	}
}
