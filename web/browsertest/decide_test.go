package browsertest

import (
	"fmt"
	"testing"
	"time"
)

// TestClaimDecision takes words out of a claim on its page, and takes that back: both
// change the page once the archive is linked anew.
func TestClaimDecision(t *testing.T) {
	b := open(t, ownRoom(t))
	b.visit("/claims")
	b.click("main .claims h2 a")
	b.until(`document.querySelector("#claim .tree")`)
	page := where(b)
	before := eval[float64](b, leaves)
	b.until(`(() => { const all = document.querySelectorAll("#claim .leaf details"); all[all.length - 1].open = true; return true; })()`)
	b.click("#claim .leaf details[open] button")
	b.until(`location.search.startsWith("?last=") && document.querySelector("#claim .decided button")`)
	b.linked(page, fmt.Sprintf(`%s < %v && document.querySelector("#ruled + .why")`, leaves, before))
	b.click("#ruled + .why button")
	b.until(`location.search.startsWith("?last=")`)
	b.linked(page, fmt.Sprintf(`%s === %v && !document.querySelector("#ruled + .why")`, leaves, before))
}

// leaves is how many reports stand in the tree of a claim.
const leaves = `document.querySelectorAll("#claim .leaf").length`

// linked visits a page until an expression is true there: linking takes a while.
func (b *tab) linked(page, expression string) {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if b.visit(page); eval[bool](b, "Boolean("+expression+")") {
			return
		}
	}
	b.t.Fatalf("on %s never true: %s", page, expression)
}
