package html

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/saysonews/sayso/doc"
)

// mainText is the report's paragraphs, headline first where it is known. Given
// is the text in the page's JSON-LD: a page that shows less than half of it
// waits for a script to show the rest.
func mainText(root *html.Node, meta doc.Metadata, given string) []string {
	body := article(root)
	if body == nil {
		body = root
	}
	w := writer{}
	w.walk(body, 0)
	w.end()
	paragraphs := w.out
	if size(paragraphs)*2 < len(given) {
		paragraphs = lines(given)
	}
	if meta.Title == "" {
		return paragraphs
	}
	// Readability drops the headline, or keeps it at the top.
	for i := 0; i < len(paragraphs) && i < 3; i++ {
		if letters(paragraphs[i]) == letters(meta.Title) {
			paragraphs = slices.Delete(paragraphs, i, i+1)
			break
		}
	}
	return append([]string{meta.Title}, paragraphs...)
}

func size(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	return n
}

// lines are the paragraphs of text given as one string, perhaps with tags.
func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = plain(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// letters is s without all that differs between two settings of one headline.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// tag is what element n is. Readability makes elements that have a name alone.
func tag(n *html.Node) atom.Atom {
	if n.Type != html.ElementNode {
		return 0
	}
	if n.DataAtom != 0 {
		return n.DataAtom
	}
	return atom.Lookup([]byte(n.Data))
}

// A writer collects paragraphs from a tree.
type writer struct {
	out    []string
	par    strings.Builder
	breaks int // line breaks since the last word
}

// blocks are the elements that begin and end paragraphs.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true, atom.Hr: true, atom.Body: true,
	atom.Html: true, atom.Center: true, atom.Details: true, atom.Summary: true, atom.Address: true,
}

// silent are the elements whose text is not the report's: machinery, pictures
// with their captions, and parts of the page around the report.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true,
	atom.Figure: true, atom.Figcaption: true, atom.Picture: true, atom.Svg: true,
	atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true,
	atom.Form: true, atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true,
	atom.Nav: true, atom.Footer: true, atom.Aside: true,
}

// maxDepth is deeper than the parser lets elements nest.
const maxDepth = 1000

func (w *writer) walk(n *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if silent[tag(n)] || hidden(n) || linkList(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	block := blocks[tag(n)]
	switch {
	case block:
		w.end()
	case tag(n) == atom.Br:
		w.breaks++
	case tag(n) == atom.Td || tag(n) == atom.Th:
		w.text(" ")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, depth+1)
	}
	if block {
		w.end()
	}
}

// text adds words. One line break is kept; two end the paragraph.
func (w *writer) text(s string) {
	if w.breaks > 0 && strings.TrimFunc(s, blank) == "" {
		return
	}
	if w.breaks > 1 {
		w.end()
	} else if w.breaks == 1 {
		w.par.WriteByte('\n')
	}
	w.breaks = 0
	w.par.WriteString(strings.Map(func(r rune) rune {
		if blank(r) {
			return ' '
		}
		return r
	}, s))
}

func (w *writer) end() {
	s := collapse(w.par.String())
	w.par.Reset()
	w.breaks = 0
	if s != "" && !notice(s) {
		w.out = append(w.out, s)
	}
}

// blank tells whether r is white space or takes no room.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}

// collapse makes every run of blanks one blank, and every run with a line break
// one line break.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := byte(0)
	for _, r := range s {
		if blank(r) {
			if r == '\n' {
				gap = '\n'
			} else if gap == 0 {
				gap = ' '
			}
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteByte(gap)
		}
		gap = 0
		b.WriteRune(r)
	}
	return b.String()
}

// hidden tells whether the page does not show n.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true" && tag(n) != atom.P
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// linkList tells whether n, a list or a heading, is links and little else.
func linkList(n *html.Node) bool {
	switch tag(n) {
	case atom.Ul, atom.Ol, atom.Dl, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
	default:
		return false
	}
	all, linked := weigh(n, false, 0)
	return all > 0 && 10*linked >= 7*all
}

// weigh counts the bytes of text under n, and those inside links.
func weigh(n *html.Node, inLink bool, depth int) (all, linked int) {
	if depth > maxDepth || n.Type == html.ElementNode && silent[tag(n)] {
		return 0, 0
	}
	if n.Type == html.TextNode {
		all = len(strings.TrimFunc(n.Data, blank))
		if inLink {
			linked = all
		}
		return all, linked
	}
	inLink = inLink || tag(n) == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		a, l := weigh(c, inLink, depth+1)
		all, linked = all+a, linked+l
	}
	return all, linked
}

// notice tells whether a paragraph is a label that pages put between
// paragraphs. Longer notices stay: stage layout marks them.
func notice(s string) bool {
	switch strings.Trim(strings.ToLower(s), " .:-–—") {
	case "advertisement", "advertisements", "story continues below advertisement", "article continues below",
		"article continues after advertisement", "loading", "share", "share this", "tweet", "related", "read more",
		"comments", "comment", "trending", "sign in", "skip to content", "post comment (+)", "copy link", "print", "email",
		"sponsored", "skip advertisement", "image", "image copyright", "image caption", "getty images", "play video":
		return true
	}
	return false
}
