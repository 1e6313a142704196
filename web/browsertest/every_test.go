package browsertest

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestEveryPage holds every page to what all have to be: usable by whoever comes, by
// keyboard, on a phone, on paper. A page is loaded once for all of it.
func TestEveryPage(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, s sight, b *tab) {
		for _, c := range []struct {
			name  string
			check func(*testing.T, sight, *tab)
		}{{"keyboard", keyboard}, {"help", help}, {"narrow", narrow}, {"accessible", accessible}, {"print", print}} {
			t.Run(c.name, func(t *testing.T) {
				b.t = t
				c.check(t, s, b)
			})
		}
		b.t = t
	})
}

//go:embed testdata/axe-core/axe.min.js
var axe string

// violations runs axe-core with the rules of WCAG 2.2 A and AA and those of good
// practice, and gives a line for every element that breaks one.
const violations = `axe.run(document, {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  resultTypes: ["violations"],
}).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + (n.failureSummary ?? "").replace(/\s+/g, " ") + " " + n.html.slice(0, 160))))`

// accessible runs the automatic checks of accessibility: in light and dark, wide and
// narrow.
func accessible(t *testing.T, _ sight, b *tab) {
	b.do("axe", chromedp.Evaluate[chromedp.Void](axe))
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

// narrow holds a page to a window of 360 pixels: nobody has to scroll sideways to
// read.
func narrow(t *testing.T, _ sight, b *tab) {
	b.screen(360, 740)
	if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
		t.Errorf("the page is %d px wide: %s", width, strings.Join(few(eval[[]string](b, sticking)), "; "))
	}
	b.screen(1280, 900)
}

// print holds a page to paper: what cannot be used there is not there, and what was
// to be read is.
func print(t *testing.T, _ sight, b *tab) {
	words := eval[string](b, "document.querySelector('h1').innerText")
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
}

// help asks for the keys, reads them and goes on.
func help(t *testing.T, _ sight, b *tab) {
	b.press("?")
	b.until(`document.getElementById("keys").open`)
	words := eval[string](b, `document.getElementById("keys").innerText`)
	if !strings.Contains(words, "search box") || !strings.Contains(words, "?") {
		t.Errorf("the help says %q", words)
	}
	if !eval[bool](b, `document.getElementById("keys").contains(document.activeElement)`) {
		t.Error("the keyboard is not in the dialog")
	}
	b.press(kb.Escape)
	b.until(`!document.getElementById("keys").open`)
}

// stop is what the keyboard stands on: an element, how it can be told, and what is
// wrong with it.
type stop struct {
	Name  string
	Wrong []string
	End   bool // nothing of the page any more
}

// stood tells of the element that has the focus: it has to be seen, to be marked, not
// to lie under the bar, and to come after the one before it.
const stood = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return { Name: "", Wrong: [], End: true };
  const wrong = [], box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const name = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40);
  if (box.width === 0 || box.height === 0) wrong.push("it has no size");
  if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) wrong.push("it is not in the window");
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) wrong.push("nothing shows that it has the focus");
  const part = [...e.getClientRects()].find((r) => r.width && r.height) ?? box;
  const top = document.elementFromPoint(part.left + part.width / 2, part.top + part.height / 2);
  if (top?.closest(".bar") && !e.closest(".bar")) wrong.push("it is under the bar");
  if (window.before?.isConnected && window.before !== e && !(window.before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push("it stands before the one before it");
  window.before = e;
  return { Name: name, Wrong: wrong, End: false };
})()`

// mostStops is how far the keyboard goes on one page.
const mostStops = 60

// keyboard walks through a page with the Tab key.
func keyboard(t *testing.T, _ sight, b *tab) {
	stops := 0
	for ; stops < mostStops; stops++ {
		b.press(kb.Tab)
		s := eval[stop](b, stood)
		if s.End {
			break
		}
		if stops == 0 && s.Name != "a Skip to the page" {
			t.Errorf("the first stop is %q", s.Name)
		}
		for _, w := range s.Wrong {
			t.Errorf("stop %d, %s: %s", stops, s.Name, w)
		}
	}
	if stops < 10 {
		t.Errorf("the keyboard reaches %d things", stops)
	}
}
