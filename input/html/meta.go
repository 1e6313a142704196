package html

import (
	"net/url"
	"regexp"
	"strings"

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
