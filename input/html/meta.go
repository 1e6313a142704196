package html

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/saysonews/sayso/doc"
)

// A card is what one part of the page says of the report: its JSON-LD, its meta
// elements, or its marked up body.
type card struct {
	title, publisher, published, language, address string

	authors []string
	body    string // the report's text, which some pages give to machines alone
}

// metadata reads the page's metadata and address, and the text in its JSON-LD. Of several words for one
// thing, JSON-LD is worth most: it is typed. Then come the meta elements, then
// what the visible page marks up, then the address.
func metadata(root *html.Node) (m doc.Metadata, address, body string) {
	h := harvest(root)
	ld, head, shown := h.linked(), h.head(), h.shown
	m = doc.Metadata{
		Publisher: bestPublisher(head.publisher, ld.publisher),
		Language:  first(h.lang, ld.language, head.language),
	}
	address = first(h.canonical, head.address, ld.address)
	m.Title = bestTitle(h, ld, head, first(m.Publisher, hostLabel(address)))
	m.Published = first(ld.published, head.published, shown.published, urlDate(address))
	for _, list := range [][]string{ld.authors, head.authors, shown.authors} {
		if m.Byline = cleanAuthors(list, m.Publisher); len(m.Byline) > 0 {
			break
		}
	}
	return m, address, ld.body
}

// bestPublisher is the first name that is one: a program's name is not, and a
// host's is so only for want of a better.
func bestPublisher(names ...string) string {
	host := ""
	for _, s := range names {
		s, _, _ = strings.Cut(s, " | ")
		switch low := strings.ToLower(s); {
		case s == "" || low == "blogger" || low == "wordpress" || low == "hosted" || low == "facebook" || low == "medium":
		case low == s && !strings.Contains(s, " "):
			host = first(host, s)
		default:
			return s
		}
	}
	return host
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// A found is all of the page that metadata is read from, in page order.
type found struct {
	lang, canonical, title string

	metas   []pair   // name, property or itemprop, in lower case, with content
	scripts []string // JSON-LD
	h1s     []string
	shown   card
}

type pair struct{ key, value string }

func harvest(root *html.Node) *found {
	h := &found{}
	h.visit(root, 0)
	return h
}

func (h *found) visit(n *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	if n.Type == html.ElementNode {
		h.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.visit(c, depth+1)
	}
}

func (h *found) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = language(attr(n, "lang"))
	case atom.Meta:
		value := collapse(attr(n, "content"))
		for _, key := range [...]string{"property", "name", "itemprop"} {
			if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && value != "" {
				h.metas = append(h.metas, pair{k, value})
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && h.canonical == "" {
			h.canonical = webAddress(attr(n, "href"))
		}
	case atom.Title:
		if h.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
			h.title = collapse(textOf(n))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			h.scripts = append(h.scripts, textOf(n))
		}
	case atom.H1:
		if t := strings.ReplaceAll(collapse(textOf(n)), "\n", " "); t != "" && len(h.h1s) < 8 {
			h.h1s = append(h.h1s, t)
		}
	case atom.Time:
		h.time(n)
	}
	h.byline(n)
}

// time takes the time element that speaks of publication, the first in doubt.
func (h *found) time(n *html.Node) {
	value := isoDate(first(attr(n, "datetime"), textOf(n)))
	if value == "" {
		return
	}
	if h.shown.published == "" {
		h.shown.published = value
	}
}

// byline takes authors from elements that are marked up as such.
func (h *found) byline(n *html.Node) {
	if len(h.shown.authors) > 0 {
		return
	}
	marked := false
	switch {
	case attr(n, "rel") == "author", strings.Contains(attr(n, "itemprop"), "author"):
		marked = true
	default:
		for _, class := range strings.Fields(strings.ToLower(attr(n, "class"))) {
			switch strings.Trim(strings.NewReplacer("-", "", "_", "").Replace(class), "0123456789") {
			case "byline", "author", "authorname", "bylineauthor", "articleauthor", "articlebyline", "postauthor",
				"entryauthor", "bylinename", "authors", "contributorname", "storybyline", "storyauthor", "writer":
				marked = true
			}
		}
	}
	if !marked {
		return
	}
	text := collapse(textOf(n))
	if len(text) < 3 || len(text) > 120 {
		return
	}
	line, rest, _ := strings.Cut(text, "\n")
	if strings.EqualFold(strings.Trim(line, " :"), "by") {
		line, _, _ = strings.Cut(rest, "\n")
	}
	h.shown.authors = append(h.shown.authors, line)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf is the text under n with a blank or line break between elements.
func textOf(n *html.Node) string {
	var b strings.Builder
	var visit func(*html.Node, int)
	visit = func(n *html.Node, depth int) {
		if depth > maxDepth || b.Len() > 1<<20 {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (c.DataAtom == atom.Style || c.DataAtom == atom.Script) {
				continue
			}
			if blocks[c.DataAtom] {
				b.WriteByte('\n')
			}
			visit(c, depth+1)
		}
	}
	visit(n, 0)
	return b.String()
}

// language is a BCP 47 tag in its usual form, "" where s is none.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if !languageRE.MatchString(s) {
		return ""
	}
	main, rest, _ := strings.Cut(s, "-")
	if rest == "" {
		return strings.ToLower(main)
	}
	if len(rest) == 2 {
		rest = strings.ToUpper(rest)
	}
	return strings.ToLower(main) + "-" + rest
}

var languageRE = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// webAddress is s where it is an absolute address of the web.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

// Names of meta elements, the best first.
var (
	titleKeys     = []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title", "headline"}
	publisherKeys = []string{"og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher", "application-name", "cre"}
	publishedKeys = []string{"article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
		"parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
		"dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "pdate",
		"ptime", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime", "date", "rnews:datepublished",
		"datecreated", "displaydate", "time", "created", "citation_publication_date", "bt:pubdate"}
	authorKeys   = []string{"author", "article:author", "og:article:author", "byl", "dc.creator", "dcterms.creator", "dc.author", "parsely-author", "sailthru.author", "rbauthors", "article:author_name", "citation_author", "authors", "twitter:creator"}
	languageKeys = []string{"og:locale", "dc.language", "content-language", "inlanguage"}
)

// head is what the meta elements say.
func (h *found) head() card {
	c := card{
		title:     h.meta(titleKeys),
		publisher: h.meta(publisherKeys),
		language:  language(h.meta(languageKeys)),
	}
	if webAddress(c.publisher) != "" {
		c.publisher = ""
	}
	for _, key := range [...]string{"og:url", "twitter:url", "parsely-link"} {
		if c.address == "" {
			c.address = webAddress(h.meta([]string{key}))
		}
	}
	for _, key := range publishedKeys {
		if c.published == "" {
			c.published = isoDate(h.meta([]string{key}))
		}
	}
	for _, key := range authorKeys {
		for _, m := range h.metas {
			if m.key == key && !strings.HasPrefix(m.value, "@") && webAddress(m.value) == "" {
				c.authors = append(c.authors, m.value)
			}
		}
		if len(c.authors) > 0 {
			break
		}
	}
	return c
}

func (h *found) meta(keys []string) string {
	for _, key := range keys {
		for _, m := range h.metas {
			if m.key == key {
				return m.value
			}
		}
	}
	return ""
}

// linked is what the page's JSON-LD says of its article.
func (h *found) linked() card {
	var best card
	score := 0
	names := map[string]string{} // name by @id: publishers and authors are often references
	var articles []map[string]any
	for _, s := range h.scripts {
		var v any
		if json.Unmarshal([]byte(mendJSON(s)), &v) != nil {
			continue
		}
		eachObject(v, 0, func(o map[string]any) {
			if id, name := str(o["@id"]), str(o["name"]); id != "" && name != "" {
				names[id] = name
			}
			if articleType(o["@type"]) > 0 {
				articles = append(articles, o)
			}
		})
	}
	for _, o := range articles {
		// The first of the best kind is the page's own; the rest are teasers.
		s := articleType(o["@type"])
		if s <= score {
			continue
		}
		c := linkedCard(o, names)
		if c.title == "" && c.published == "" && len(c.authors) == 0 {
			continue
		}
		best, score = c, s
	}
	return best
}

// mendJSON makes JSON of what sites write: they leave line breaks inside
// strings, comment marks and closing semicolons.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range [...]string{"<![CDATA[", "//<![CDATA[", "<!--", "//", "]]>", "-->", "//]]>", ";"} {
		s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(s, mark), mark))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// eachObject calls do for every JSON object in v, outer ones first, object keys
// in order.
func eachObject(v any, depth int, do func(map[string]any)) {
	if depth > 20 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachObject(e, depth+1, do)
		}
	case map[string]any:
		do(v)
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			eachObject(v[k], depth+1, do)
		}
	}
}

// articleType is how surely a schema.org type is a report's; 0 for other things.
func articleType(v any) int {
	switch v := v.(type) {
	case []any:
		best := 0
		for _, e := range v {
			best = max(best, articleType(e))
		}
		return best
	case string:
		v = v[strings.LastIndexAny(v, "/:")+1:]
		switch {
		case strings.HasSuffix(v, "NewsArticle"), v == "ReportageNewsArticle", v == "LiveBlogPosting":
			return 3
		case strings.HasSuffix(v, "Article"), v == "BlogPosting", v == "Report":
			return 2
		case v == "WebPage":
			return 1
		}
	}
	return 0
}

func linkedCard(o map[string]any, names map[string]string) card {
	c := card{
		title:     plain(first(str(o["headline"]), str(o["alternativeHeadline"]))),
		published: isoDate(first(str(o["datePublished"]), str(o["dateCreated"]))),
		language:  language(str(o["inLanguage"])),
		address:   first(webAddress(str(o["url"])), webAddress(str(o["mainEntityOfPage"]))),
		authors:   nameList(o["author"], names),
		body:      str(o["articleBody"]),
	}
	if len(c.authors) == 0 {
		c.authors = nameList(o["creator"], names)
	}
	if pub := nameList(o["publisher"], names); len(pub) > 0 {
		c.publisher = pub[0]
	}
	return c
}

func str(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// plain is s without the entities and tags that some sites leave in their data.
func plain(s string) string {
	s = html.UnescapeString(s)
	if strings.Contains(s, "<") {
		s = tagRE.ReplaceAllString(s, "")
	}
	return strings.ReplaceAll(collapse(s), "\n", " ")
}

var tagRE = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// nameList reads schema.org names: text, an object with a name, a reference, or
// a list of those.
func nameList(v any, names map[string]string) []string {
	switch v := v.(type) {
	case string:
		if webAddress(v) == "" && strings.TrimSpace(v) != "" {
			return []string{plain(v)}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, nameList(e, names)...)
		}
		return out
	case map[string]any:
		if name, list := v["name"].([]any); list {
			return nameList(name, names)
		}
		if name := plain(first(str(v["name"]), names[str(v["@id"])])); name != "" {
			return []string{name}
		}
	}
	return nil
}

// bestTitle is the headline as readers see it: of the h1 elements the one that
// agrees with the metadata; the metadata's, without the site's name, otherwise.
func bestTitle(h *found, ld, head card, site string) string {
	var candidates []string
	for _, t := range []string{ld.title, head.title, h.title} {
		if t = plain(withoutSite(t, site)); t != "" {
			candidates = append(candidates, t)
		}
	}
	for _, c := range candidates {
		for _, h1 := range h.h1s {
			if letters(h1) == letters(c) {
				return plain(h1)
			}
		}
	}
	for _, h1 := range h.h1s {
		for _, c := range candidates {
			if strings.HasSuffix(letters(h1), letters(c)) {
				return c // the h1 holds a kicker as well
			}
			if words := len(strings.Fields(h1)); words >= 3 && overlap(h1, c) {
				return plain(withoutSite(h1, site))
			}
		}
	}
	if len(candidates) > 0 {
		return candidates[0]
	}
	if len(h.h1s) > 0 {
		return plain(h.h1s[0])
	}
	return ""
}

// hostLabel is the part of an address's host that may be the site's name:
// "harbour-times" of "www.harbour-times.example".
func hostLabel(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	labels := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
	return labels[0]
}

// overlap tells whether two headlines share most words of the shorter.
func overlap(a, b string) bool {
	in := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(a)) {
		in[letters(w)] = true
	}
	shared, all := 0, 0
	for _, w := range strings.Fields(strings.ToLower(b)) {
		all++
		if in[letters(w)] {
			shared++
		}
	}
	return shared >= 3 && 10*shared >= 6*min(all, len(in))
}

// withoutSite drops the site's name from the end of a title, and a section from
// its front: "World | Ferry fares rise | Harbour Times". Where the site is not known, only what
// follows a bar is dropped.
func withoutSite(title, site string) string {
	title = strings.TrimRight(title, " |-–—")
	if section, rest, ok := strings.Cut(title, " | "); ok && len(strings.Fields(section)) <= 2 && len(strings.Fields(rest)) >= 5 {
		title = rest
	}
	for _, sep := range [...]string{" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " // "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		head, tail := title[:i], title[i+len(sep):]
		if site == "" && sep == " | " || siteLike(tail, site) {
			return withoutSite(strings.TrimSpace(head), site)
		}
	}
	return title
}

// siteLike tells whether the end of a title is the site's name.
func siteLike(tail, site string) bool {
	t, s := letters(tail), letters(site)
	if t == "" || s == "" {
		return false
	}
	return t == s || strings.HasPrefix(s, t) || strings.HasPrefix(t, s) || strings.TrimPrefix(t, "the") == strings.TrimPrefix(s, "the")
}

// cleanAuthors makes one entry an author of what sites write in author fields.
func cleanAuthors(list []string, publisher string) []string {
	var out []string
	for _, s := range list {
		s = plain(s)
		for _, mark := range [...]string{"written by ", "posted by ", "story by ", "by: ", "by ", "author: ", "from "} {
			if len(s) > len(mark) && strings.EqualFold(s[:len(mark)], mark) {
				s = s[len(mark):]
			}
		}
		for _, name := range splitNames(s) {
			if name = cleanAuthor(name); name != "" && !(len(out) > 0 && strings.EqualFold(name, publisher)) && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, name) }) {
				out = append(out, name)
			}
		}
	}
	return out
}

var nameSeparators = regexp.MustCompile(`(?i)\s*(?:[;|•·\n]|,? and | & |, |,$| / )\s*`)

// splitNames parts "A, B and C". "Jr." and the like stay with their name.
func splitNames(s string) []string {
	var out []string
	for _, p := range nameSeparators.Split(s, -1) {
		if n := len(out); n > 0 && suffixRE.MatchString(p) {
			out[n-1] += ", " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

var suffixRE = regexp.MustCompile(`^(?i:jr\.?|sr\.?|i{2,3}|iv|m\.?d\.?|ph\.?d\.?)$`)

// notAuthors are words in author fields that name nobody, in lower case.
var notAuthors = map[string]bool{
	"admin": true, "administrator": true, "editor": true, "author": true, "staff": true, "unknown": true, "webmaster": true,
	"staff writer": true, "reporter": true, "correspondent": true, "staff reporter": true, "follow": true, "share": true,
	"view all posts": true, "posted": true, "updated": true, "published": true, "comments": true, "read more": true,
}

// cleanAuthor is the name in one entry, "" where there is none.
func cleanAuthor(s string) string {
	if i := strings.Index(s, " - "); i > 0 {
		s = s[:i]
	}
	if i := strings.IndexAny(s, "@("); i > 0 {
		s = s[:i]
	}
	s = strings.Trim(s, " ,.;:|-–—*")
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	if s == "" || len(s) > 60 || notAuthors[strings.ToLower(s)] || strings.ContainsAny(s, "@<>{}") || webAddress(s) != "" || strings.Contains(s, "http") {
		return ""
	}
	if len(strings.Fields(s)) > 7 || strings.IndexFunc(s, unicode.IsLetter) < 0 || strings.IndexFunc(s, unicode.IsDigit) == 0 {
		return ""
	}
	if isoDate(s) != "" || officeRE.MatchString(s) {
		return ""
	}
	return s
}

// officeRE finds offices and degrees that stand where a name should.
var officeRE = regexp.MustCompile(`(?i:\b(?:writer|reporter|correspondent|columnist|editor|contributor)s?$)|^(?:M[ADS]|RDN?|PhD|Ph\.D|MBA|BA|MPH|CPA|Esq)\.?$`)

// dateLayouts are the forms of dates in metadata.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05Z07:00",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 Z0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "20060102", "20060102T150405", "20060102150405",
	"January 2, 2006 3:04 pm", "January 2, 2006, 3:04 pm", "January 2, 2006 at 3:04 pm", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 2006", "January 2 2006", "2006-1-2",
	"Monday January 2, 2006", "02.01.2006", "2006, January 2", "Jan 2, 2006 3:04 pm", "Jan 2, 2006, 3:04 pm", "2 January 2006 15:04", "2 Jan 2006 15:04",
}

var ordinalRE = regexp.MustCompile(`(?i)\b([0-9]{1,2})(st|nd|rd|th)\b`)

// isoDate is the date or date-time s in ISO 8601, "" where it is none. The time
// of day and its zone stay as they are.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 60 {
		return ""
	}
	s = ordinalRE.ReplaceAllString(s, "$1")
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, s)
		if err != nil {
			if t, err = time.Parse(layout, strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "PM", "pm"), "AM", "am"), "Sept ", "Sep ")); err != nil {
				continue
			}
		}
		if y := t.Year(); y < 1700 || y > 2200 {
			return ""
		}
		switch {
		case !strings.Contains(layout, "15") && !strings.Contains(layout, "3:04"):
			return t.Format("2006-01-02")
		case strings.Contains(layout, "07"), strings.Contains(layout, "MST") && (strings.HasSuffix(s, "GMT") || strings.HasSuffix(s, "UTC")):
			return t.Format(time.RFC3339)
		}
		return t.Format("2006-01-02T15:04:05")
	}
	// A date-time with a tail that no layout knows still begins with its day.
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		return isoDate(s[:10])
	}
	return ""
}

var urlDateRE = regexp.MustCompile(`/((?:19|20)[0-9]{2})[/-]([0-9]{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]([0-9]{1,2})(?:[/-]|$)`)

// urlDate is the day in an address: "/2031/05/09/".
func urlDate(address string) string {
	m := urlDateRE.FindStringSubmatch(strings.ToLower(address))
	if m == nil {
		return ""
	}
	for _, layout := range [...]string{"2006-1-2", "2006-Jan-2"} {
		if t, err := time.Parse(layout, m[1]+"-"+m[2]+"-"+m[3]); err == nil {
			return t.Format("2006-01-02")
		}
	}
	return ""
}
