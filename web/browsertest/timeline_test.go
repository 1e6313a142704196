package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestBrush chooses days on the timeline: by dragging over the bars, by walking along
// them with the keyboard, and by clicking on one.
func TestBrush(t *testing.T) {
	b := open(t, demoRoom(t))
	b.visit("/timeline?q=silo")
	b.until(`"ready" in document.querySelector("[data-brush]").dataset`)
	want := eval[string](b, `(() => {
		const bars = [...document.querySelectorAll("[data-brush] [data-from]")];
		return "/timeline?q=silo&from=" + bars[2].dataset.from + "&to=" + bars[5].dataset.to;
	})()`)
	eval[bool](b, `(() => {
		const chart = document.querySelector("[data-brush]"), box = chart.getBoundingClientRect();
		const bars = chart.querySelectorAll("[data-from]").length;
		const at = (i) => ({ bubbles: true, button: 0, clientX: box.left + (i + .5) * box.width / bars, clientY: box.top + 50 });
		chart.dispatchEvent(new PointerEvent("pointerdown", at(5)));
		dispatchEvent(new PointerEvent("pointermove", at(3)));
		dispatchEvent(new PointerEvent("pointermove", at(2)));
		if (chart.querySelectorAll(".brush").length !== 4) throw new Error(chart.querySelectorAll(".brush").length + " bars are marked");
		dispatchEvent(new PointerEvent("pointerup", at(2)));
		return true;
	})()`)
	b.until("location.pathname + location.search === " + quote(want))

	b.visit("/timeline?q=silo")
	b.until(`document.querySelector("[data-brush] a").tabIndex === 0`)
	eval[bool](b, `(document.querySelector("[data-brush] a").focus(), true)`)
	b.press(kb.ArrowRight)
	second := eval[string](b, `document.querySelectorAll("[data-brush] a")[1].dataset.from`)
	b.until(`document.activeElement.dataset.from === ` + quote(second))
	b.press(kb.Enter)
	b.until(`new URL(location).searchParams.get("from") === ` + quote(second))

	b.visit("/timeline?q=silo")
	b.until(`document.querySelector("[data-brush] a").tabIndex === 0`)
	peak := eval[string](b, `(() => { const a = [...document.querySelectorAll("[data-brush] a")].sort((a, b) => b.querySelector(".sure")?.getBBox().height - a.querySelector(".sure")?.getBBox().height)[0]; a.id = "peak"; return a.dataset.from })()`)
	b.click("#peak")
	b.until(`new URL(location).searchParams.get("from") === ` + quote(peak))
}
