package layout

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A byline is a line that names who wrote the report, perhaps with its date.
type byline struct {
	authors []doc.Span // within the line
	agency  doc.Credit // Name "" for none
	date    dateLine   // rank 0 for none
}

// bylineBytes is the length of the longest line that may be a byline.
const bylineBytes = 200

// bylineMarks open a byline, in lower case.
var bylineMarks = []string{"by ", "by: ", "by\t", "written by ", "reported by ", "story by ", "article by ", "author: ", "authors: ", "words by ", "text by ", "from our correspondent ", "posted by ", "published by "}

// bylineTitles follow an author's name in a byline and mark a line without "By"
// as one, in lower case.
var bylineTitles = []string{"staff writer", "staff writers", "staff reporter", "staff reporters", "staff correspondent", "correspondent",
	"special correspondent", "political reporter", "political editor", "political correspondent", "reporter", "senior reporter",
	"senior writer", "contributing writer", "contributor", "opinion contributor", "columnist", "opinion columnist", "bureau chief",
	"editor", "associate editor", "news editor", "chief correspondent", "diplomatic correspondent", "editor-in-chief", "producer",
	"writer", "journalist", "freelance writer", "special to the", "special for"}

// parseByline reads s as a byline. Without "By" it takes a title ("Ada Brill,
// Staff Writer"), a date ("Ada Brill 9 May 2031") or an agency beside a name;
// a bare name is one only where the caller allows it.
func parseByline(s string, bare bool) (byline, bool) {
	if len(s) > bylineBytes {
		return byline{}, false
	}
	var b byline
	names := doc.Span{Start: 0, End: len(s)}
	if d, ok := findDate(s); ok && d.year > 0 {
		if b, names, ok = withDate(s, d); !ok {
			return byline{}, false
		}
	}
	marked := false
	low := lower(names.In(s))
	for _, m := range bylineMarks {
		if strings.HasPrefix(low, m) {
			names.Start += len(m)
			marked = true
			break
		}
	}
	if in := names.In(s); strings.HasSuffix(in, ".") && len(in)-strings.LastIndexByte(in, ' ') > 5 && !abbreviated(in) {
		names.End-- // "By Ada Brill."
	}
	parts := splitAuthors(names.In(s))
	titled, places := false, 0
	for i := 0; i < len(parts); i++ {
		p := trimName(s, doc.Span{Start: names.Start + parts[i].Start, End: names.Start + parts[i].End})
		text := p.In(s)
		if p.Empty() {
			continue
		}
		switch c, ok := agencyCredit(s, p, 0); {
		case ok:
			b.agency = c
			titled = true
			if marked && len(b.authors) == 0 && i == 0 {
				b.authors = append(b.authors, p)
			}
			continue
		case isTitle(text):
			titled = true
			continue
		}
		if personName(text) || marked && len(b.authors) == 0 && i == 0 && authorName(text) {
			b.authors = append(b.authors, p)
			continue
		}
		if bare && len(b.authors) > 0 && strings.HasSuffix(s[:p.Start], " in ") && authorName(text) {
			places++ // "Ada Brill in Port Enys"
			continue
		}
		if !marked || len(b.authors) == 0 {
			return byline{}, false
		}
		// Places, outlets and offices after the name: "By Ada Brill in Cork".
		if len(strings.Fields(text)) > 8 || endsSentence(s) && !authorName(text) {
			return byline{}, false
		}
	}
	if len(b.authors) == 0 {
		return byline{}, false
	}
	if marked && endsSentence(s) && len(strings.Fields(s)) > 12 {
		return byline{}, false
	}
	return b, marked || titled || b.date.rank > 0 || bare && len(parts) == len(b.authors)+places
}

// withDate parts a byline from the date in it, which must be at one of its ends
// and alone there.
func withDate(s string, d date) (b byline, names doc.Span, ok bool) {
	before, after := s[:d.span.Start], s[d.span.End:]
	if rank, ok := dateRest(after); ok {
		cutAt := labelStart(before)
		if r, ok := dateRest(before[cutAt:]); ok {
			rank = r
		}
		b.date = dateLine{d, rank}
		return b, doc.Span{Start: 0, End: cutAt}, true
	}
	if rank, ok := dateRest(before); ok {
		b.date = dateLine{d, rank}
		names = doc.Span{Start: d.span.End, End: len(s)}
		names.Start += len(after) - len(strings.TrimLeftFunc(after, notWord))
		return b, names, true
	}
	return b, names, false
}

// labelStart is where the words that belong to a date begin at the end of s:
// "Ada Brill, Published on Friday, ".
func labelStart(s string) int {
	ws := splitWords(s)
	at := len(s)
	for i := len(ws) - 1; i >= 0; i-- {
		w := ws[i]
		if isLetter(w.text[0]) && !weekdays[w.text] && dateLabels[w.text] == 0 && !(dateFillers[w.text] && w.text != "by" && len(w.text) > 1) {
			if _, ok := dateRest(w.span.In(s)); !ok {
				break
			}
		}
		if w.digit {
			break
		}
		at = w.span.Start
	}
	return at
}

// isTitle tells whether s is an author's office.
func isTitle(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .,*"))
	for _, t := range bylineTitles {
		if s == t || strings.HasSuffix(s, " "+t) && len(s) < 50 || strings.HasPrefix(s, t+" ") && len(s) < 50 {
			return true
		}
	}
	return false
}

// authorName tells whether s may name an author after "By": one to five words
// with capitals. Here a single name and the name of a desk count as well.
func authorName(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 5 || len(s) > 60 {
		return false
	}
	for _, f := range fields {
		if !particles[f] && !nameWord(f) {
			return false
		}
	}
	return nameWord(fields[0]) && !(len(fields) == 1 && notNames[strings.ToLower(fields[0])])
}
