package html

import (
	"strings"

	"golang.org/x/net/html"
)

// Fragment is the text of a report that is given as a piece of HTML, without a page
// around it: all its paragraphs, parted by blank lines. Where no element makes
// paragraphs the lines stay as they are, and the tags go.
func Fragment(s string) string {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return bareText(s)
	}
	if !hasBlocks(root, 0) {
		all := strings.Split(s, "\n")
		for i := range all {
			all[i] = plain(all[i])
		}
		return strings.TrimSpace(strings.Join(all, "\n"))
	}
	w := writer{}
	w.walk(root, 0)
	w.end()
	return strings.Join(w.out, "\n\n")
}

// hasBlocks tells whether an element under n begins a paragraph or a line. The body
// does not count: the parser makes one where there is none.
func hasBlocks(n *html.Node, depth int) bool {
	if depth > maxDepth {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch name := c.Data; {
		case c.Type == html.ElementNode && name != "html" && name != "body" && (blocks[tag(c)] || name == "br"):
			return true
		case hasBlocks(c, depth+1):
			return true
		}
	}
	return false
}
