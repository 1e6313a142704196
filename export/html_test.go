package export

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/sourcing"
)

func htmlPage(t *testing.T, records ...record.Record) string {
	t.Helper()
	var b bytes.Buffer
	h := NewHTMLPage(&b, len(records) > 1)
	for _, r := range records {
		if err := h.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTMLGolden(t *testing.T) {
	golden(t, "harbour.html", []byte(htmlPage(t, harbour(t))))
}

func TestHTMLOfNothingIsNothing(t *testing.T) {
	if got := htmlPage(t); got != "" {
		t.Errorf("got %.100q", got)
	}
}

// Whatever is found where, the page shows the report's own words in their order,
// its elements nest, its ids are unique, and its links lead somewhere.
func TestHTMLHoldsTheReport(t *testing.T) {
	records := oddRecords()
	records["harbour"] = harbour(t)
	for name, r := range records {
		checkHTML(t, name, htmlPage(t, r), r)
	}
	checkHTML(t, "several", htmlPage(t, harbour(t), records["markup, 1"], harbour(t)), harbour(t), records["markup, 1"], harbour(t))
}

func checkHTML(t *testing.T, name, page string, records ...record.Record) {
	t.Helper()
	ids, links, err := walk(page)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			t.Errorf("%s: id %s is there twice", name, id)
		}
		seen[id] = true
	}
	for _, l := range links {
		if !seen[strings.TrimPrefix(l, "#")] {
			t.Errorf("%s: %s leads nowhere", name, l)
		}
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	reports := elements(root, "article")
	if len(reports) != len(records) {
		t.Fatalf("%s: %d reports, want %d", name, len(reports), len(records))
	}
	for i, r := range records {
		if got, want := reportText(reports[i]), squeeze(shown(r.Document.Text)); !strings.HasSuffix(got, want) {
			t.Errorf("%s: the text is not the report's:\n%.300q\n%.300q", name, got, want)
		}
	}
}

// shown is text as a page shows it: control characters as U+FFFD.
func shown(text string) string { return html.UnescapeString(escape(text)) }

// walk reads the tags of page: its ids, the links within it, and whether every
// element is closed where it should be.
func walk(page string) (ids, links []string, err error) {
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				err = fmt.Errorf("not closed: %v", open)
			}
			return ids, links, err
		case html.StartTagToken:
			tok := z.Token()
			for _, a := range tok.Attr {
				if a.Key == "id" {
					ids = append(ids, a.Val)
				}
				if a.Key == "href" && strings.HasPrefix(a.Val, "#") {
					links = append(links, a.Val)
				}
			}
			if !slices.Contains([]string{"meta", "input"}, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return ids, links, fmt.Errorf("</%s> closes %v", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// reportText is the words of a report's headline and paragraphs.
func reportText(article *html.Node) string {
	var b strings.Builder
	for _, h1 := range elements(article, "h1") {
		b.WriteString(nodeText(h1))
	}
	for _, s := range elements(article, "section") {
		if attribute(s, "class") != "text" {
			continue
		}
		for _, p := range elements(s, "p") {
			b.WriteString(nodeText(p))
		}
	}
	return squeeze(b.String())
}

func elements(n *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			out = append(out, d)
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func nodeText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// A finding in the panel leads to its words in the text, and they lead back.
func TestHTMLLinksFindings(t *testing.T) {
	page := htmlPage(t, harbour(t))
	findings := sourcing.Of(harbour(t)).Findings
	if len(findings) < 3 {
		t.Fatalf("%d findings, want 3 or more", len(findings))
	}
	for i, f := range findings {
		n := strconv.Itoa(i + 1)
		for _, want := range []string{`<li id="finding-` + n + `">`, `id="note-` + n + `"`, `href="#finding-` + n + `" title="`} {
			if again := i > 0 && slices.Equal(f.Spans, findings[i-1].Spans); !again && !strings.Contains(page, want) {
				t.Errorf("%s %q: no %s", f.Kind, f.Words(), want)
			}
		}
	}
}

func TestHTMLIsSelfContained(t *testing.T) {
	page := htmlPage(t, harbour(t))
	for _, bad := range []string{"<script", "<link", "<img", "@import", "url(", "http://", "https://"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
}

func TestHTMLLinksOnlySafeAddresses(t *testing.T) {
	r := harbour(t)
	r.Document.Origin.URL = "javascript:alert(1)"
	if page := htmlPage(t, r); strings.Contains(page, `href="javascript`) {
		t.Error("a link runs a script")
	}
	r.Document.Origin.URL = "https://courier.example/strike"
	if page := htmlPage(t, r); !strings.Contains(page, `href="https://courier.example/strike"`) {
		t.Error("the report's address is no link")
	}
}

// Text and what it stands on differ enough in brightness (WCAG 2.2, AA), in light
// and in dark.
func TestContrast(t *testing.T) {
	schemes := strings.SplitN(pageCSS, "@media (prefers-color-scheme: dark)", 2)
	for name, css := range map[string]string{"light": schemes[0], "dark": strings.SplitN(schemes[1], "}", 2)[0]} {
		colors := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			colors[m[1]] = m[2]
		}
		for _, c := range []struct {
			ink    string
			papers []string
			least  float64
		}{
			{"ink", []string{"paper", "panel", "direct", "said"}, 7},
			{"soft", []string{"paper", "panel"}, 4.5},
			{"accent", []string{"paper", "panel", "direct", "said"}, 4.5},
			{"accent-ink", []string{"accent"}, 4.5},
			{"cue", []string{"paper", "panel", "said", "direct"}, 4.5},
			{"warn", []string{"paper", "panel"}, 4.5},
			{"paper", []string{"ev"}, 4.5},
			// Lines under words need 3 to 1.
			{"src", []string{"paper", "said", "direct"}, 3},
			{"ev", []string{"paper", "said", "direct"}, 3},
			{"tm", []string{"paper", "said", "direct"}, 3},
			{"pl", []string{"paper", "said", "direct"}, 3},
			{"fg", []string{"paper", "said", "direct"}, 3},
			{"nm", []string{"paper", "said"}, 3},
			{"warn", []string{"paper", "said", "direct"}, 3},
		} {
			for _, paper := range c.papers {
				if got := contrast(colors[c.ink], colors[paper]); got < c.least {
					t.Errorf("%s: %s on %s is %.2f to 1, want %v", name, c.ink, paper, got, c.least)
				}
			}
		}
	}
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(color string) float64 {
	var r, g, b int
	if _, err := fmt.Sscanf(color, "#%02x%02x%02x", &r, &g, &b); err != nil {
		return math.NaN()
	}
	linear := func(v int) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
