package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A dateline opens a report: "GENEVA, March 3 (Reuters) —".
type dateline struct {
	region doc.Span // everything before the report's first word
	place  doc.Span // place and date: "GENEVA, March 3"; empty for none
	date   date
	agency doc.Credit // Name "" for none
}

// datelineBytes is how much of a paragraph's front may be its dateline.
const datelineBytes = 120

// parseDateline reads the dateline at the start of paragraph s. Spans are
// within s. A place in small letters counts only beside an agency or a date:
// "Clinton — who …" is none.
func parseDateline(s string) (dateline, bool) {
	if startsQuote(s) {
		return dateline{}, false
	}
	head, sep, ok := cutDateline(s)
	if !ok {
		return dateline{}, false
	}
	var dl dateline
	dl.region = doc.Span{Start: 0, End: sep.End}
	place := doc.Span{Start: 0, End: len(head)}
	unknown := doc.Credit{} // an agency that is on no list
	if open := agencyMark(head); open >= 0 {
		end := strings.IndexAny(head[open+1:], ")/")
		if end < 0 {
			return dateline{}, false
		}
		end += open + 1
		span := doc.Span{Start: open + 1, End: end}
		in := span.In(s)
		switch c, ok := agencyCredit(s, span, 0); {
		case ok:
			dl.agency = c
		case head[open] == '(' && (outletName(in) || loneName(in) && shouted(head[:open])):
			unknown = credit(s, span, "wire", in)
		case head[open] == '/' || !capitals(in):
			return dateline{}, false
		}
		if rest := strings.Trim(head[end+1:], " .,:"); rest != "" {
			return dateline{}, false
		}
		place.End = open
	}
	place = trimName(s, trim(s, place))
	if place.Empty() {
		return dl, dl.agency.Name != ""
	}
	if in := place.In(s); len(in) > 1 && in[len(in)-1] == '.' && isDigit(in[len(in)-2]) {
		place.End--
	}
	dl.place = place
	if dl.agency.Name == "" && place.End < len(head) {
		dl.agency = initials(s, place.End, len(head))
	}
	if unknown.Name != "" {
		dl.agency = unknown
	}
	dl.date, _ = findDate(place.In(s))
	onlyDate := dl.date.month > 0 && dl.agency.Name != "" && dl.date.span.Len() == place.Len()
	if !onlyDate && !isPlace(place.In(s), dl.date) {
		return dateline{}, false
	}
	if sure := agencyOf(dl.agency.Name) != "" || dl.date.month > 0; !sure && !shouted(place.In(s)) {
		return dateline{}, false
	}
	return dl, true
}

// loneName tells whether s is one word with a capital that is no day: "Telag".
func loneName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	letters := !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	return letters && len(s) >= 4 && unicode.IsUpper(r) && !strings.HasSuffix(s, "day") && !capitals(s)
}

// initials is the credit for an agency that is on no list, by its capitals in
// brackets in s[start:end]: "VARNESS, March 3 (HPB) -".
func initials(s string, start, end int) doc.Credit {
	open := strings.IndexByte(s[start:end], '(')
	if open < 0 {
		return doc.Credit{}
	}
	start += open + 1
	n := strings.IndexByte(s[start:end], ')')
	if n < 2 || n > 6 {
		return doc.Credit{}
	}
	span := doc.Span{Start: start, End: start + n}
	for _, r := range span.In(s) {
		if !unicode.IsUpper(r) {
			return doc.Credit{}
		}
	}
	return credit(s, span, "wire", span.In(s))
}

// agencyMark is where the agency's bracket or slash opens in the front of a
// dateline, -1 for nowhere. A slash between two places is none.
func agencyMark(head string) int {
	if i := strings.IndexByte(head, '('); i >= 0 {
		return i
	}
	if i := strings.Index(head, " /"); i >= 0 {
		return i + 1
	}
	return -1
}

// cutDateline cuts s at the dash that ends a dateline. Sep is the dash with the
// blanks around it. An agency in brackets may do without a dash only before a
// colon or a full stop.
func cutDateline(s string) (head string, sep doc.Span, ok bool) {
	front := s[:min(len(s), datelineBytes)]
	at, n := -1, 0
	for i := 0; i < len(front); i++ {
		for _, dash := range [...]string{"—", "–", "--", " - ", "- ", "): ", ") : ", "/. "} {
			if !strings.HasPrefix(front[i:], dash) {
				continue
			}
			at, n = i, len(dash)
			if dash[0] == ')' || dash[0] == '/' {
				at, n = i+1, len(dash)-1
			}
			break
		}
		if at >= 0 {
			break
		}
	}
	if at < 0 {
		return "", doc.Span{}, false
	}
	end := at + n
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if r != '-' && !isBlank(r) {
			break
		}
		end += size
	}
	if end >= len(s) {
		return "", doc.Span{}, false
	}
	dashEnd := at + len(strings.TrimRightFunc(s[at:end], isBlank))
	return strings.TrimRightFunc(s[:at], isBlank), doc.Span{Start: at, End: dashEnd}, true
}

// notPlaces open paragraphs in capitals without being places.
var notPlaces = wordSet(`update updated breaking exclusive watch video correction opinion analysis note editor
	listen photos photo live read warning alert poll quiz profile review fact check report special interview
	developing advisory editorial commentary summary abstract the a an q and it he she they we i you what who why how`)

// isPlace tells whether s can be the place and date of a dateline: few words,
// each with a capital or part of the date.
func isPlace(s string, d date) bool {
	if d.month > 0 {
		s = s[:d.span.Start] + s[d.span.End:]
	}
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 9 {
		return false
	}
	if notPlaces[strings.Trim(strings.ToLower(fields[0]), ",.:")] {
		return false
	}
	// A place that begins in capitals goes on in them: "VISIT the show, Oct. 11".
	if first, _, _ := strings.Cut(s, ","); len(fields[0]) > 3 && capitals(fields[0]) && !capitals(first) {
		return false
	}
	for _, f := range fields {
		f = strings.Trim(f, ",.()/")
		if f == "" || particles[f] || f == "of" || f == "the" || f == "near" || f == "and" || f == "sur" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) || strings.ContainsAny(f, "?!:;\"“”0123456789") {
			return false
		}
	}
	return true
}

// shouted tells whether the first part of a dateline is in capitals.
func shouted(s string) bool {
	first, _, _ := strings.Cut(s, ",")
	return len(first) >= 4 && capitals(first)
}

// capitals tells whether all letters of s are capitals, and there are some.
func capitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 0
}
