package html

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

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
