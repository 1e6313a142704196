package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestKeys reads by keyboard alone: /, j, k, Enter, ?, Escape.
func TestKeys(t *testing.T) {
	b := open(t, demoRoom(t))
	b.visit("/")
	b.press("/")
	b.until(`document.activeElement.id === "q"`)
	b.press("silo j?" + kb.Enter) // in the box these are letters
	b.until(`new URL(location).searchParams.get("q") === "silo j?"`)
	if eval[bool](b, `document.getElementById("keys").open`) {
		t.Error("a question mark in the box opens the help")
	}
	b.visit("/?q=silo")
	here := `[...document.querySelectorAll(".entries > li")].findIndex((e) => e.classList.contains("here") && e.contains(document.activeElement))`
	for _, step := range []struct {
		key string
		at  int
	}{{"k", 0}, {"j", 1}, {"j", 2}, {"k", 1}} {
		b.press(step.key)
		if at := eval[int](b, here); at != step.at {
			t.Errorf("after %s entry %d is chosen, want %d", step.key, at, step.at)
		}
	}
	want := eval[string](b, `document.activeElement.getAttribute("href")`)
	b.press(kb.Enter)
	b.until(`location.pathname === ` + quote(want))
}

// TestHelp asks for the keys on every page, reads them and goes on.
func TestHelp(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, b *tab) {
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
	})
}

// stop is what the keyboard stands on: an element, how it can be told, and what is
// wrong with it.
type stop struct {
	Name  string
	Wrong []string
	End   bool // nothing of the page any more
}

// look tells of the element that has the focus: it has to be seen, to be marked, not
// to lie under the bar, and to come after the one before it.
const look = `(() => {
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

// TestTab walks through every page with the Tab key.
func TestTab(t *testing.T) {
	each(t, demoRoom(t), func(t *testing.T, b *tab) {
		stops := 0
		for ; stops < mostStops; stops++ {
			b.press(kb.Tab)
			s := eval[stop](b, look)
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
	})
}

// TestSkip jumps over the bar.
func TestSkip(t *testing.T) {
	b := open(t, demoRoom(t))
	b.visit("/claims")
	b.press(kb.Tab)
	b.press(kb.Enter)
	b.until(`location.hash === "#main"`)
	b.press(kb.Tab)
	if !eval[bool](b, `document.getElementById("main").contains(document.activeElement)`) {
		t.Error("after the skip the keyboard is not in the page")
	}
}
