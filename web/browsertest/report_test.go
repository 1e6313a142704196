package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// openReport opens a report with statements of several speakers.
func openReport(t *testing.T) *tab {
	t.Helper()
	room := demoRoom(t)
	b := open(t, room)
	for _, s := range sights(t, room) {
		if s.name == "report" {
			b.visit(s.path)
		}
	}
	b.until(`document.querySelector(".choose")`)
	return b
}

// TestSpeakerDimsTheRest chooses a speaker: what they say stays, the rest steps back.
func TestSpeakerDimsTheRest(t *testing.T) {
	b := openReport(t)
	const faded = `[...document.querySelectorAll(".report .text p")].filter((p) => Number(getComputedStyle(p).opacity) < 1).length`
	if n := eval[int](b, faded); n != 0 {
		t.Fatalf("%d paragraphs are dim before anybody is chosen", n)
	}
	b.click(".choose")
	b.until(`document.querySelector(".choose").getAttribute("aria-pressed") === "true"`)
	own := eval[[]string](b, `[...document.querySelectorAll(".report .text .own:is(.said, .direct)")].map((m) => m.textContent.trim())`)
	if len(own) == 0 {
		t.Fatal("nothing is marked as the speaker's own")
	}
	words := squeeze(eval[string](b, `[...document.querySelectorAll(".speaker.own .words")].map((w) => w.textContent).join(" ")`))
	for _, w := range own {
		if !strings.Contains(words, squeeze(w)) {
			t.Errorf("%q is marked as the speaker's own, whose card has %q", w, words)
		}
	}
	if n, all := eval[int](b, faded), eval[int](b, `document.querySelectorAll(".report .text p").length`); n == 0 || n == all {
		t.Errorf("%d of %d paragraphs are dim", n, all)
	}
	b.click(".choose")
	b.until(`!document.querySelector(".report.dimmed")`)
	if n := eval[int](b, faded); n != 0 {
		t.Errorf("%d paragraphs are still dim", n)
	}
}

// squeeze leaves the letters and digits of a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0…“”\"'‘’.,", r) {
			return -1
		}
		return r
	}, s)
}

// TestThreeLayers switches on one layer of marks after the other: no more than three
// are on at a time, and what is on is seen.
func TestThreeLayers(t *testing.T) {
	b := openReport(t)
	layers := []string{"ev", "tm", "pl", "fg", "nm"}
	on := `["ev", "tm", "pl", "fg", "nm", "fd"].filter((l) => document.getElementById("k-" + l).checked)`
	for i, l := range layers {
		b.click("#k-" + l)
		want := layers[max(0, i-2) : i+1]
		if got := eval[[]string](b, on); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("after %s the layers %v are on, want %v", l, got, want)
		}
	}
	for _, l := range []struct {
		name string
		seen bool
	}{{"ev", false}, {"fg", true}} {
		got := eval[bool](b, `(() => { const m = document.querySelector(".report .text p .m.`+l.name+`"); return m && getComputedStyle(m).textDecorationLine.includes("underline"); })()`)
		if got != l.seen {
			t.Errorf("marks of %s are seen: %t, want %t", l.name, got, l.seen)
		}
	}
	b.click("#k-fg")
	if got := eval[[]string](b, on); strings.Join(got, " ") != "pl nm" {
		t.Errorf("with figures off again the layers %v are on", got)
	}
}

// TestTextIsSacred compares the text on the page with that of the record: marks add
// and take away nothing, and none stands in another.
func TestTextIsSacred(t *testing.T) {
	b := openReport(t)
	var m struct {
		Record struct{ Document struct{ Text string } }
	}
	get(t, b.room+"/api/v1/reports/"+strings.TrimPrefix(where(b), "/report/"), &m)
	shown := eval[string](b, `[...document.querySelectorAll(".report h1, .report .text > p")].map((p) => p.textContent).join(" ")`)
	got, want := strings.Fields(shown), strings.Fields(m.Record.Document.Text)
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("word %d is %q on the page and %q in the text", i, got[i], want[i])
		}
	}
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("the page has %d words, the text %d", len(got), len(want))
	}
	if n := eval[int](b, `document.querySelectorAll(".report .text .m .m").length`); n > 0 {
		t.Errorf("%d marks stand in others", n)
	}
}

// TestMarkAndCard goes from a statement in the text to its card and back.
func TestMarkAndCard(t *testing.T) {
	b := openReport(t)
	b.click(".report .text p .n")
	b.until(`location.hash.startsWith("#card-") && document.querySelector(".entry:target")`)
	b.do("to the text", chromedp.Click(chromedp.CSS(".entry:target > a"), chromedp.NodeVisible))
	b.until(`location.hash.startsWith("#s") && document.querySelector(".text :target")`)
}
