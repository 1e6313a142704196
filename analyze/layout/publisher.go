package layout

import (
	_ "embed"
	"regexp"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// publisherUnits is how much of the end is searched for the publisher's name.
const publisherUnits = 30

// publisher takes the metadata's publisher, or the name that the notices at the
// end give: in a copyright line, in a request to contact it, as a domain.
func (p *page) publisher() {
	if name := p.source.Meta.Publisher; name != "" {
		p.header.Publisher = doc.Words{Text: name}
		return
	}
	if p.header.Publisher.Text != "" {
		return // found in the head
	}
	for _, find := range [...]func(string) doc.Span{copyrightHolder, contactName, domain} {
		for i := len(p.units) - 1; i >= max(p.body, len(p.units)-publisherUnits); i-- {
			if p.units[i].kind != doc.Boilerplate {
				continue
			}
			if s := find(p.in(i)); !s.Empty() {
				p.header.Publisher = p.words(p.within(i, s))
				return
			}
		}
	}
}

// outletLine reads "The Harbour Courier, 14 May 2031": the publisher and the day,
// and nothing else. The name is capitalised throughout and has two words or more,
// so that "In London, 3 May 2020" is none.
func outletLine(s string) (name doc.Span, d dateLine, ok bool) {
	at, found := findDate(s)
	if !found || at.year == 0 || len(s) > 100 {
		return name, d, false
	}
	if rank, ok := dateRest(s[at.span.End:]); ok {
		d = dateLine{at, rank}
	} else {
		return name, d, false
	}
	name = trimName(s, doc.Span{End: labelStart(s[:at.span.Start])})
	words := strings.Fields(name.In(s))
	if len(words) < 2 || len(words) > 6 || !capitalised(name.In(s)) || !titleCase(name.In(s)) {
		return name, d, false
	}
	return name, d, strings.IndexFunc(s[name.End:at.span.Start], notWord) >= 0
}

//go:embed outlets.txt
var outletData string

var outletWords = wordSet(outletData)

// outletName tells whether s is the name of a paper, an agency or a station and
// nothing else: "The Harbour Courier". A word that is in the names of many must stand
// beside one of its own, or behind "The": "World News" heads a section.
func outletName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || !titleCased(words) {
		return false
	}
	is := func(w string) bool { return outletWords[strings.ToLower(w)] }
	if !is(words[0]) && !is(words[len(words)-1]) {
		return false
	}
	if words[0] == "The" && len(words) == 2 {
		return true
	}
	for _, w := range words {
		if !is(w) && !notNames[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// titleCased tells whether all words but those inside names have a capital, and no
// mark parts them.
func titleCased(words []string) bool {
	for _, w := range words {
		if particles[w] || w == "of" || w == "the" || w == "and" || w == "&" {
			continue
		}
		if !nameWord(w) {
			return false
		}
	}
	return true
}

var copyrightRE = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)[\s,:]*(?:©|\(c\)|copyright)?[\s,]*(?:[0-9]{4}(?:\s?[-–]\s?[0-9]{2,4})?)?[\s,:]*(?:by )?(?:the )?([^.,|;•·\n]+)`)

// copyrightSpan is the name in the copyright notice s, empty where s is none.
func copyrightSpan(s string) doc.Span {
	m := copyrightRE.FindStringSubmatchIndex(s)
	if m == nil {
		return doc.Span{}
	}
	span := doc.Span{Start: m[2], End: m[3]}
	if i := strings.Index(lower(span.In(s)), " all rights"); i >= 0 {
		span.End = span.Start + i
	}
	span.End = span.Start + len(strings.TrimRight(span.In(s), " ,-–0123456789"))
	return trimName(s, span)
}

// copyrightHolder is who holds the copyright in the notice s; an agency is
// not the publisher.
func copyrightHolder(s string) doc.Span {
	span := copyrightSpan(s)
	if span.Empty() || !capitalised(span.In(s)) || len(strings.Fields(span.In(s))) > 8 || agencyOf(span.In(s)) != "" || isDigit(s[span.Start]) {
		return doc.Span{}
	}
	return span
}

// contactName is whom "To contact the Harbour League visit:" names.
func contactName(s string) doc.Span {
	low := lower(s)
	for _, mark := range [...]string{"to contact ", "to join ", "to support ", "contact ", "subscribe to ", "advertise with "} {
		if !strings.HasPrefix(low, mark) {
			continue
		}
		at := len(mark)
		if strings.HasPrefix(low[at:], "the ") {
			at += len("the ")
		}
		end := at
		for _, f := range strings.Fields(s[at:]) {
			bare := strings.TrimRight(f, ",.:;")
			if !capitalised(bare) && !(inName[bare] && bare != "and" && end > at) {
				break
			}
			end = at + strings.Index(s[at:], f) + len(bare)
			if bare != f {
				break
			}
		}
		span := trimName(s, doc.Span{Start: at, End: end})
		for _, own := range [...]string{"'s", "’s"} {
			if strings.HasSuffix(span.In(s), own) {
				span.End -= len(own)
			}
		}
		if span.Empty() || personName(span.In(s)) || strings.Contains(span.In(s), "@") {
			return doc.Span{}
		}
		return span
	}
	return doc.Span{}
}

var domainRE = regexp.MustCompile(`(?i)^(?:[a-z ]{0,20}: ?)?(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:[/:?#]\S*)?$`)

// social are the domains that carry everybody's pages.
var social = regexp.MustCompile(`(?i)(^|\.)(twitter|x|facebook|instagram|youtube|youtu|linkedin|t|bit|reddit|tiktok|whatsapp|telegram|vimeo|flickr|wikipedia|google|apple|spotify)\.[a-z]+$`)

// domain is the host in a line that is an address.
func domain(s string) doc.Span {
	m := domainRE.FindStringSubmatchIndex(s)
	if m == nil || social.MatchString(s[m[2]:m[3]]) {
		return doc.Span{}
	}
	return doc.Span{Start: m[2], End: m[3]}
}
