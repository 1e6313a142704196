package browsertest

import (
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
