package browsertest

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe-core/axe.min.js
var axe string

// violations runs axe-core with the rules of WCAG 2.2 A and AA and gives a line
// for every element that breaks one.
const violations = `axe.run(document, {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  resultTypes: ["violations"],
}).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + (n.failureSummary ?? "").replace(/\s+/g, " ") + " " + n.html.slice(0, 160))))`

// TestAccessible runs the automatic checks of accessibility on every page, in
// light and dark, wide and narrow.
func TestAccessible(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, b *tab) {
		b.do("axe", func() chromedp.Action[chromedp.Void] { return chromedp.Evaluate[chromedp.Void](axe) }())
		for _, look := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 1280}, {"light", 360}} {
			b.screen(look.width, 900)
			b.scheme(look.scheme)
			for _, v := range few(eval[[]string](b, violations)) {
				t.Errorf("%s, %d px: %s", look.scheme, look.width, v)
			}
		}
	})
}

// few are the first of many lines, and how many there are more.
func few(lines []string) []string {
	const most = 8
	if len(lines) <= most {
		return lines
	}
	return append(lines[:most:most], fmt.Sprintf("and %d more", len(lines)-most))
}

// sticking are the elements that stick out of the window and stand in nothing that
// scrolls by itself.
const sticking = `[...document.querySelectorAll("body *")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.width === 0 || box.right <= innerWidth + 1) return false;
  for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") return false;
  return getComputedStyle(e).position !== "fixed";
}).map((e) => e.tagName.toLowerCase() + "." + e.getAttribute("class") + " " + e.textContent.trim().slice(0, 60))`

// TestNarrow holds every page to a window of 360 pixels: nobody has to scroll
// sideways to read.
func TestNarrow(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, b *tab) {
		b.screen(360, 740)
		if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
			t.Errorf("the page is %d px wide: %s", width, strings.Join(few(eval[[]string](b, sticking)), "; "))
		}
	})
}

// TestPrint holds every page to paper: what cannot be used there is not there, and
// what was to be read is.
func TestPrint(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, b *tab) {
		words := eval[string](b, "document.querySelector('h1, h2')?.innerText ?? ''")
		b.media("print", "dark")
		seen := eval[[]string](b, `[...document.querySelectorAll("button:not(.choose), input, select, textarea, .bar nav, .skip, dialog")]
			.filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length)
			.map((e) => e.tagName + " " + (e.id || e.className || e.textContent.trim()))`)
		if len(seen) > 0 {
			t.Errorf("on paper are %s", strings.Join(few(seen), "; "))
		}
		if got := eval[string](b, "getComputedStyle(document.body).backgroundColor"); got != "rgb(255, 255, 255)" {
			t.Errorf("the paper is %s", got)
		}
		if words == "" || !strings.Contains(eval[string](b, "document.body.innerText"), words) {
			t.Errorf("the heading %q is not printed", words)
		}
	})
}
