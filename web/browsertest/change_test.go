package browsertest

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// decisions are the decisions that a room keeps.
type decisions struct {
	Decisions []struct {
		ID      int64
		Verdict string
		Undone  bool
		Undoes  int64
	}
}

const firstFinding = `(document.querySelector(".doubts > li.here [name=finding]")?.value ?? "")`

// TestReview decides on findings by keys, and takes it back.
func TestReview(t *testing.T) {
	b := open(t, ownRoom(t))
	b.visit("/review")
	first := eval[string](b, firstFinding)
	b.press("a")
	b.until(firstFinding + ` !== ` + quote(first))
	second := eval[string](b, firstFinding)
	b.press("x")
	b.until(firstFinding + ` !== ` + quote(second) + ` && ` + firstFinding + ` !== ` + quote(first))
	b.press(kb.Backspace)
	b.until(firstFinding + ` === ` + quote(second))
	var kept decisions
	get(t, b.room+"/api/v1/decisions", &kept)
	standing := map[string]int{}
	for _, d := range kept.Decisions {
		if !d.Undone && d.Undoes == 0 {
			standing[d.Verdict]++
		}
	}
	if len(standing) != 1 || standing["accept"] != 1 {
		t.Errorf("decisions that stand: %v, want one that accepts", standing)
	}
	b.press(" ")
	b.until(firstFinding + ` !== ` + quote(second))
	b.visit("/decisions")
	b.click(`form[action="/review/undo"] button`)
	b.until(`location.pathname === "/decisions" && !document.querySelector('form[action="/review/undo"]')`)
	b.visit("/review")
	if got := eval[string](b, firstFinding); got != first {
		t.Errorf("with all taken back the queue begins with %s, it began with %s", got, first)
	}
}

// A report that nobody else tells.
const upload = `Lighthouse at Skerrow Point goes dark

By Una Fairlie

SKERROW, 4 May 2029 — The lighthouse at Skerrow Point will be switched off in June, the harbour trust said on Friday.

"Nobody steers by lamps any more," said Piet Halloran, the trust's chairman. Fishermen denied that.
`

// TestUpload adds a file in the browser, and finds what it says.
func TestUpload(t *testing.T) {
	b := open(t, ownRoom(t))
	file := filepath.Join(t.TempDir(), "skerrow.txt")
	if err := os.WriteFile(file, []byte(upload), 0o600); err != nil {
		t.Fatal(err)
	}
	b.visit("/jobs")
	b.do("choose the file", chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	b.click("#files button")
	b.until(`location.search.includes("files=1")`)
	const read = `document.querySelector("#progress dl").innerText`
	b.until(`/Read\s+1\b/.test(` + read + `)`)
	// What others add shows without a reload, and so does what fails.
	eval[chromedp.Void](b, `void (window.same = true)`)
	post(t, b.room+"/api/v1/jobs", "second.txt", []byte(upload+"\nThe trust denied it.\n"))
	post(t, b.room+"/api/v1/jobs", "broken.pdf", []byte("%PDF-1.4\nnothing more"))
	b.until(`/Read\s+2\b/.test(` + read + `) && /Failed\s+1\b/.test(` + read + `)`)
	b.until(`document.querySelector(".cause") && document.body.innerText.includes("broken.pdf")`)
	if !eval[bool](b, "window.same === true") {
		t.Error("the page was loaded anew")
	}
	b.visit("/?q=speaker:Halloran")
	b.until(`document.querySelectorAll(".entries h3 a").length === 2`)
}

// post adds a file as a program does.
func post(t *testing.T, url, name string, data []byte) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(data) // a Buffer takes everything
	w.Close()
	answer, err := http.Post(url, w.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", name, answer.Status)
	}
}
