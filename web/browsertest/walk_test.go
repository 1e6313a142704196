package browsertest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestFromSearchToSources goes the way that the reading room is for: from a word to
// a report, to a claim in it, to the tree of who has it from whom, to a source; and
// back again by the browser's button.
func TestFromSearchToSources(t *testing.T) {
	b := open(t, demoRoom(t))
	walk(t, b)
}

// TestWithoutScript goes the same way in a browser that runs no script.
func TestWithoutScript(t *testing.T) {
	b := open(t, demoRoom(t))
	b.do("no script", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	walk(t, b)
}

// TestStranger opens the front page and sees what the program is for: a claim that
// many reports carry and that has one origin; and goes to where it comes from.
func TestStranger(t *testing.T) {
	b := open(t, demoRoom(t))
	b.visit("/")
	const claim = `document.querySelector(".repeated li")`
	if words := eval[string](b, claim+`.innerText`); !regexp.MustCompile(`\b[1-9]\d+ reports, 1 independent origin; all go back to one \w+\.`).MatchString(words) {
		t.Errorf("the first claim is %q", words)
	}
	if eval[float64](b, claim+`.getBoundingClientRect().bottom`) > 600 {
		t.Error("the first claim is not on the first screen")
	}
	b.click(".repeated li a")
	b.until(`location.pathname.startsWith("/claim/") && document.querySelectorAll(".origin").length === 1`)
}

func walk(t *testing.T, b *tab) {
	b.visit("/")
	b.do("ask", chromedp.SendKeys(chromedp.CSS("#q"), "memorandum\r"))
	b.until(`location.search === "?q=memorandum" && document.querySelector(".entries mark")`)
	asked := where(b)
	if marks := eval[[]string](b, `[...document.querySelectorAll(".entries mark")].map((m) => m.textContent.toLowerCase())`); strings.Trim(strings.Join(marks, " "), " adegimnorsu") != "" {
		t.Errorf("a search for memorandum marks %q", marks)
	}
	b.click(".entries h3 a")
	b.until(`location.pathname.startsWith("/report/") && document.querySelector(".report .text p")`)
	report := where(b)
	sentence := eval[string](b, `document.querySelector("a[href^='/claim/']").textContent`)
	b.click("a[href^='/claim/']")
	b.until(`location.pathname.startsWith("/claim/") && document.querySelector("h1")`)
	claim := where(b)
	if got := eval[string](b, `document.querySelector("h1").textContent`); got != sentence {
		t.Errorf("the claim is %q, the link to it said %q", got, sentence)
	}
	if n := eval[int](b, `document.querySelectorAll(".origin .tree a[href^='/report/']").length`); n < 2 {
		t.Fatalf("the tree of sources leads to %d reports", n)
	}
	b.click(".origin .tree a[href^='/report/']")
	b.until(`location.pathname.startsWith("/report/") && document.querySelector(".report .text p")`)
	for _, before := range []string{claim, report, asked} {
		b.back()
		b.until(`location.pathname + location.search === ` + quote(before))
	}
	b.until(`document.querySelector("#q").value === "memorandum" && document.querySelector(".entries mark")`)
}

// TestFacetsAndChips narrows a search down by a facet, and takes the conditions
// away by their chips; the address always says what is shown.
func TestFacetsAndChips(t *testing.T) {
	b := open(t, demoRoom(t))
	b.visit("/?q=explosion")
	all := found(t, b)
	facet := eval[[]string](b, `(() => { const li = document.querySelector(".facets li"); return [li.querySelector("a").textContent, li.querySelector("span").textContent]; })()`)
	b.click(".facets li a")
	b.until(`document.querySelectorAll(".chip.on").length === 2`)
	if q := eval[string](b, `new URL(location).searchParams.get("q")`); !strings.Contains(q, "publisher:") || !strings.Contains(q, facet[0]) {
		t.Errorf("the address asks for %q, not for the publisher %q", q, facet[0])
	}
	narrowed := found(t, b)
	if fmt.Sprint(narrowed) != facet[1] || narrowed >= all {
		t.Errorf("%d of %d reports are left, the facet said %s", narrowed, all, facet[1])
	}
	for _, p := range eval[[]string](b, `[...document.querySelectorAll(".entries .meta bdi")].map((e) => e.textContent)`) {
		if p != facet[0] {
			t.Errorf("a report of %q is among those of %q", p, facet[0])
		}
	}
	both := where(b)
	b.click(".chips li:first-child a")
	b.until(`document.querySelectorAll(".chip.on").length === 1`)
	if q := eval[string](b, `new URL(location).searchParams.get("q")`); strings.Contains(q, "explosion") {
		t.Errorf("without its first condition the search asks for %q", q)
	}
	b.back()
	b.until(`location.pathname + location.search === ` + quote(both))
	if n := found(t, b); n != narrowed {
		t.Errorf("back on the page there are %d reports, there were %d", n, narrowed)
	}
}

// found is how many reports the page says that there are.
func found(t *testing.T, b *tab) int {
	t.Helper()
	var n int
	if line := eval[string](b, `document.querySelector("[aria-label=Reports] .meta").textContent`); line == "" {
		t.Fatal("the page does not say how many reports there are")
	} else if _, err := fmt.Sscan(line, &n); err != nil {
		t.Fatalf("%q does not begin with a number", line)
	}
	return n
}

// TestOriginTakenAway takes an origin of a claim away and puts it back, by keys; the
// page stays the same page.
func TestOriginTakenAway(t *testing.T) {
	room := demoRoom(t)
	b := open(t, room)
	for _, s := range sights(t, room) {
		if s.name == "claim" {
			b.visit(s.path)
		}
	}
	before := eval[string](b, `document.querySelector(".now").textContent`)
	eval[chromedp.Void](b, `void (window.same = true)`)
	b.press("1")
	b.until(`new URL(location).searchParams.get("without") === "1" && document.querySelector(".fallen")`)
	b.press("0")
	b.until(`!location.search.includes("without") && !document.querySelector(".fallen")`)
	if after := eval[string](b, `document.querySelector(".now").textContent`); after != before {
		t.Errorf("put back, the claim is %q; it was %q", after, before)
	}
	if !eval[bool](b, "window.same === true") {
		t.Error("the page was loaded anew")
	}
	u, _ := url.Parse(where(b))
	b.back()
	b.until(`new URL(location).searchParams.get("without") === "1" && document.querySelector(".fallen")`)
	b.back()
	b.until(`!location.search.includes("without") && !document.querySelector(".fallen") && location.pathname === ` + quote(u.Path))
}
