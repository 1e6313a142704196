package layout

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed agencies.tsv
var agencyData string

// agencies gives the name of an agency by each form it is credited by; forms
// that are not all capitals are also there in lower case and in capitals.
var agencies = mustAgencies(agencyData)

func mustAgencies(data string) map[string]string {
	out := map[string]string{}
	for n, l := range strings.Split(data, "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			panic(fmt.Sprintf("agencies.tsv:%d: %d columns, want 3", n+1, len(f)))
		}
		for _, form := range strings.Split(f[1], "|") {
			out[form] = f[0]
			if strings.ToUpper(form) != form {
				out[strings.ToUpper(form)] = f[0]
			}
		}
	}
	return out
}

// agencyOf is the name of the agency that s credits, "" for none.
func agencyOf(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " .,;:")
	if name := agencies[s]; name != "" {
		return name
	}
	if len(s) > 4 && strings.EqualFold(s[:4], "the ") {
		return agencies[s[4:]]
	}
	return ""
}

// A phrase introduces or follows a credited name.
type phrase struct {
	words string // in lower case
	kind  string // doc.Credit.Kind; "agency": a wire's where the name is an agency's, else nothing
	after bool   // the name follows; it comes before otherwise
	whole bool   // the unit is the credit: it must stand at its start (after) or end with it
}

// phrases are tried in this order, the longer before its parts.
var phrases = []phrase{
	{"hat tip to ", "hat-tip", true, true},
	{"hat tip: ", "hat-tip", true, true},
	{"hat-tip: ", "hat-tip", true, true},
	{"hat tip ", "hat-tip", true, true},
	{"h/t to ", "hat-tip", true, false},
	{"h/t: ", "hat-tip", true, false},
	{"h/t/: ", "hat-tip", true, false},
	{"h/t – ", "hat-tip", true, false},
	{"h/t ", "hat-tip", true, false},
	{"hat tip, ", "hat-tip", true, true},
	{"ht: ", "hat-tip", true, true},
	{"(via ", "hat-tip", true, true},
	{"via: ", "hat-tip", true, true},
	{"first reported by ", "outlet", true, false},
	{"originally appeared in ", "outlet", true, false},
	{"originally appeared on ", "outlet", true, false},
	{"originally appeared at ", "outlet", true, false},
	{"originally published by ", "outlet", true, false},
	{"originally published in ", "outlet", true, false},
	{"originally published on ", "outlet", true, false},
	{"originally published at ", "outlet", true, false},
	{"first appeared in ", "outlet", true, false},
	{"first appeared on ", "outlet", true, false},
	{"first published by ", "outlet", true, false},
	{"first published in ", "outlet", true, false},
	{"first published on ", "outlet", true, false},
	{"republished from ", "outlet", true, false},
	{"reprinted from ", "outlet", true, false},
	{"courtesy of ", "outlet", true, true},
	{"additional reporting by ", "contributor", true, true},
	{"with reporting by ", "contributor", true, true},
	{"with reporting from ", "contributor", true, true},
	{"with files from ", "contributor", true, true},
	{"with information from ", "contributor", true, true},
	{"with material from ", "contributor", true, true},
	{"includes material from ", "contributor", true, true},
	{"includes information from ", "contributor", true, true},
	{"includes reporting by ", "contributor", true, true},
	{"includes reporting from ", "contributor", true, true},
	{"with assistance by ", "contributor", true, true},
	{"with assistance from ", "contributor", true, true},
	{"material from ", "agency", true, true},
	{"information from ", "agency", true, true},
	{"source: ", "agency", true, true},
	{"with contributions from ", "contributor", true, true},
	{"reporting by ", "contributor", true, true},
	{"writing by ", "contributor", true, true},
	{"contributing: ", "contributor", true, true},
	{" contributed to this ", "contributor", false, false},
	{" contributed to the ", "contributor", false, true},
	{" contributed reporting", "contributor", false, false},
	{" contributed additional reporting", "contributor", false, false},
	{" contributed from ", "contributor", false, true},
	{" contributed.", "contributor", false, true},
	{" was first to report", "outlet", false, false},
	{" was the first to report", "outlet", false, false},
	{" first reported", "outlet", false, false},
}

// creditsIn finds the outlets and people that the words of s owe something to;
// off is where s stands in the text. Prose may name one in passing, so a long s
// is searched only for phrases that cannot mean anything else.
func creditsIn(s string, off int) []doc.Credit {
	low := lower(s)
	var out []doc.Credit
	for _, p := range phrases {
		for at := 0; ; {
			i := strings.Index(low[at:], p.words)
			if i < 0 {
				break
			}
			i += at
			at = i + len(p.words)
			if p.whole && !wholeCredit(s, i, p) {
				continue
			}
			var found []doc.Credit
			if !p.after && strings.HasPrefix(low[at:], " by ") {
				continue // "as first reported by"
			}
			if p.after {
				if i > 0 && (isLetter(low[i-1]) || isDigit(low[i-1])) {
					continue
				}
				found = namesAfter(s, at, p.kind)
			} else {
				found = namesBefore(s, i, p.kind)
			}
			for _, c := range found {
				c.Span.Start += off
				c.Span.End += off
				out = addCredit(out, c)
			}
		}
	}
	sortCredits(out)
	return out
}

// sortCredits brings credits into text order.
func sortCredits(list []doc.Credit) {
	slices.SortStableFunc(list, func(a, b doc.Credit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// wholeCredit tells whether the phrase at byte i of s makes the unit a credit
// line rather than prose, or stands in brackets at its end.
func wholeCredit(s string, i int, p phrase) bool {
	// "(… comes courtesy of …)" is prose in brackets.
	prose := p.kind != "contributor" && i-strings.LastIndexByte(s, '(') > len("(Photo text ")
	if open := strings.LastIndexByte(s, '('); open >= 0 && open < i && !prose && len(s)-open < shortBytes && endsSentence(strings.TrimRight(s[:open], " ")) && strings.HasSuffix(strings.TrimRight(s, "."), ")") {
		return true
	}
	if len(s) > shortBytes {
		return false
	}
	if p.after {
		before := strings.TrimLeft(s[:i], "([-–—* ")
		return before == "" || ownReport[lower(before)] || strings.HasSuffix(before, "; ") || strings.HasSuffix(before, ". ") && i < 120
	}
	return len(s)-i < 120
}

// ownReport are the words for the report itself that may stand before a phrase.
var ownReport = map[string]bool{"this report ": true, "this story ": true, "this article ": true}

// addCredit adds c unless the same words are credited already.
func addCredit(list []doc.Credit, c doc.Credit) []doc.Credit {
	for _, o := range list {
		if o.Span.Overlaps(c.Span) || o.Name == c.Name && o.Kind == c.Kind {
			return list
		}
	}
	return append(list, c)
}

// lower is s in lower case with every byte where it was: letters whose other
// case has another length stay.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// inName are lower-case words that stand inside the name of an outlet.
var inName = map[string]bool{"of": true, "the": true, "and": true, "for": true, "de": true, "du": true, "la": true, "le": true, "&": true, "van": true, "von": true, "der": true, "al-": true}

// namesAfter reads the credited names that start at byte at of s: capitalised
// words, parted by commas and "and" for people.
func namesAfter(s string, at int, kind string) []doc.Credit {
	end := at
	last := at // end of the last capitalised word
	for end < len(s) && end-at < 160 {
		start := end
		for start < len(s) && s[start] == ' ' {
			start++
		}
		stop := start
		for stop < len(s) && s[stop] != ' ' && s[stop] != '\n' {
			stop++
		}
		w := s[start:stop]
		if w == "" {
			break
		}
		bare := strings.TrimRight(w, ".,;:)]!?’'\"”")
		if !capitalised(bare) && !strings.Contains(bare, ".") {
			if !inName[bare] {
				break
			}
			end = stop
			continue
		}
		if isDigit(bare[0]) && last == at {
			break // "first published on 9 May"
		}
		last = start + len(bare)
		end = stop
		if len(bare) < len(w) && !(kind == "contributor" && w[len(bare)] == ',') && !(w[len(bare)] == '.' && len(bare) == 1) {
			break
		}
	}
	return creditList(s, doc.Span{Start: at, End: last}, kind)
}

// namesBefore reads the credited names that end at byte end of s, back to the
// start of the sentence.
func namesBefore(s string, end int, kind string) []doc.Credit {
	start := end
	for start > 0 && end-start < 200 {
		i := strings.LastIndexFunc(s[:start], isBlank) // a no-break space too
		w := strings.TrimFunc(s[max(i, 0):start], isBlank)
		bare := strings.Trim(w, ",;:()[]*\"“”")
		if bare == "in" && kind == "contributor" && start != end {
			start, end = max(i, 0), max(i, 0) // "Ada Brill in Oslo contributed": the place is no name
			continue
		}
		if bare == "" || !capitalised(bare) && !inName[bare] && !agencyWriter[bare] || strings.HasSuffix(w, ".") && len(w) > 3 && start != end {
			break
		}
		if kind != "contributor" && start != end && (strings.ContainsAny(w[len(w)-1:], ",;:") || endsQuote(w)) {
			break // what came before is another name, or somebody's words
		}
		start = max(i, 0)
	}
	return creditList(s, doc.Span{Start: start, End: end}, kind)
}

// endsQuote tells whether a closing double quotation mark ends s.
func endsQuote(s string) bool { return strings.HasSuffix(s, "\"") || strings.HasSuffix(s, "”") }

// agencyWriter are words between an agency and a person's name: "Associated
// Press writers Ada Brill and Jon Ruhl contributed to this report."
var agencyWriter = map[string]bool{"writer": true, "writers": true, "reporter": true, "reporters": true, "staff": true, "correspondent": true, "correspondents": true, "researcher": true, "researchers": true}

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘(@"))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// creditList makes a credit of each name in the span of s. Outlets are one
// name; contributors are parted.
func creditList(s string, span doc.Span, kind string) []doc.Credit {
	span = trimName(s, span)
	if span.Empty() {
		return nil
	}
	if kind != "contributor" {
		span = owner(s, span)
	}
	if name := agencyOf(span.In(s)); name != "" {
		return []doc.Credit{credit(s, span, wireKind(kind), name)}
	}
	if kind == "agency" {
		return nil
	}
	if kind != "contributor" {
		return []doc.Credit{credit(s, span, kind, span.In(s))}
	}
	var out []doc.Credit
	for _, part := range splitAuthors(span.In(s)) {
		p := trimName(s, doc.Span{Start: span.Start + part.Start, End: span.Start + part.End})
		if name := agencyOf(p.In(s)); name != "" {
			out = append(out, credit(s, p, "wire", name))
			continue
		}
		if agency, person := splitWriter(s, p); !person.Empty() {
			if name := agencyOf(agency.In(s)); name != "" {
				out = append(out, credit(s, agency, "wire", name))
			}
			p = person
		}
		if personName(p.In(s)) {
			out = append(out, credit(s, p, kind, p.In(s)))
		}
	}
	return out
}

// owner is span up to a possessive: the outlet of "the Tideway Review's website"
// and of "the Tideway Review's Ada Brill".
func owner(s string, span doc.Span) doc.Span {
	for _, own := range [...]string{"'s ", "’s "} {
		if i := strings.Index(span.In(s)+" ", own); i > 0 {
			return doc.Span{Start: span.Start, End: span.Start + i}
		}
	}
	return span
}

// splitWriter parts "Associated Press writers Ada Brill" and "AFP's Ada Brill"
// into whose writer it is and the person; person is empty where no such word is
// there.
func splitWriter(s string, span doc.Span) (agency, person doc.Span) {
	at := span.Start
	for _, w := range strings.Fields(span.In(s)) {
		at += strings.Index(s[at:span.End], w)
		owned := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if agencyWriter[w] || owned != w && person.Empty() {
			end := at // of the agency's name
			if owned != w {
				end += len(owned)
			}
			agency = trimName(s, doc.Span{Start: span.Start, End: end})
			person = trimName(s, doc.Span{Start: at + len(w), End: span.End})
		}
		at += len(w)
	}
	return agency, person
}

// wireKind is kind, but an agency that contributed delivered wire copy.
func wireKind(kind string) string {
	if kind == "contributor" || kind == "agency" {
		return "wire"
	}
	return kind
}

func credit(s string, span doc.Span, kind, name string) doc.Credit {
	return doc.Credit{Words: doc.Words{Text: span.In(s), Span: span}, Kind: kind, Name: strings.Join(strings.Fields(name), " ")}
}

// trimName is span without the articles and marks around a name.
func trimName(s string, span doc.Span) doc.Span {
	for {
		before := span
		in := span.In(s)
		span.Start += len(in) - len(strings.TrimLeft(in, " \n,;:()[]\"'“”‘*"))
		in = span.In(s)
		span.End = span.Start + len(strings.TrimRight(in, " \n,;:()[]\"“”*"))
		in = span.In(s)
		for _, w := range [...]string{"and ", "of ", "for ", "the ", "As "} {
			if strings.HasPrefix(in, w) {
				span.Start += len(w)
			}
			if strings.HasSuffix(in, " "+strings.TrimSpace(w)) {
				span.End -= len(w)
			}
		}
		if span.Empty() {
			return doc.Span{}
		}
		if span == before {
			return span
		}
	}
}

// trailingAgency finds an agency that closes a paragraph or stands alone:
// "… on Monday. (AP)", "— Reuters".
func trailingAgency(s string, off int) (doc.Credit, bool) {
	t := strings.TrimRight(s, " .")
	if strings.HasSuffix(t, ")") || strings.HasSuffix(t, "]") || strings.HasSuffix(t, "/") {
		open := strings.LastIndexAny(t[:len(t)-1], "([/")
		if open < 0 {
			return doc.Credit{}, false
		}
		if before := strings.TrimRight(t[:open], " "); before != "" && !endsSentence(before) {
			return doc.Credit{}, false
		}
		return agencyCredit(s, doc.Span{Start: open + 1, End: len(t) - 1}, off)
	}
	for _, dash := range [...]string{"—", "–", "--", " - ", "- "} {
		i := strings.LastIndex(t, dash)
		if i < 0 {
			continue
		}
		if before := strings.TrimSpace(t[:i]); before != "" && !endsSentence(before) {
			continue
		}
		if c, ok := agencyCredit(s, doc.Span{Start: i + len(dash), End: len(t)}, off); ok {
			return c, true
		}
	}
	if len(s) < 60 {
		return agencyCredit(s, doc.Span{Start: 0, End: len(t)}, off)
	}
	return doc.Credit{}, false
}

// signOff finds the line with which Reuters signs what it sends out, whether its
// name stands there or not: "(Reporting by Ada Brill in Oslo; Editing by Jon
// Ruhl)". No other agency signs so.
func signOff(s string, off int) (doc.Credit, bool) {
	end := len(strings.TrimRight(s, " ."))
	open := strings.LastIndexByte(s, '(')
	if open < 0 || end-open > 2*shortBytes || s[end-1] != ')' {
		return doc.Credit{}, false
	}
	span := doc.Span{Start: open + 1, End: end - 1}
	low := lower(span.In(s))
	if at := strings.Index(low, "; editing by "); at < 0 || !strings.Contains(low[:at], "reporting by ") && !strings.Contains(low[:at], "writing by ") {
		return doc.Credit{}, false
	}
	// The names within are credited on their own, so the credit's words are its
	// last part.
	span.Start += strings.LastIndex(low, "editing by ")
	c := credit(s, span, "wire", "Reuters")
	c.Span.Start += off
	c.Span.End += off
	return c, true
}

// agencyCredit is the wire credit that span of s gives.
func agencyCredit(s string, span doc.Span, off int) (doc.Credit, bool) {
	span = trim(s, span)
	name := agencyOf(span.In(s))
	if name == "" {
		return doc.Credit{}, false
	}
	c := credit(s, span, "wire", name)
	c.Span.Start += off
	c.Span.End += off
	return c, true
}
