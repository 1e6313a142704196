package html

import (
	"strings"
	"testing"
)

func TestFragment(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "<p>The pier shut.</p>\n<p>Mara Odell said: &ldquo;It is <em>unsafe</em>.&rdquo;</p>", "The pier shut.\n\nMara Odell said: “It is unsafe.”"},
		{"line breaks", "The pier shut.<br><br>It is unsafe.<br/>Nobody was hurt.", "The pier shut.\n\nIt is unsafe.\nNobody was hurt."},
		{"tags within lines", "The <b>pier</b> shut.\n\nIt is <a href=\"/x\">unsafe</a>.", "The pier shut.\n\nIt is unsafe."},
		{"what is not the report", "<p>The pier shut.</p><script>go()</script><figure><img><figcaption>A pier</figcaption></figure><p>Advertisement</p>", "The pier shut."},
		{"no tags", "Trade < 5 % & falling.", "Trade < 5 % & falling."},
		{"nesting beyond measure", strings.Repeat("<div>", 5000) + "The pier shut.", "The pier shut."},
	} {
		if got := Fragment(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzFragment(f *testing.F) {
	f.Add("<p>The pier shut.<br><table><td>5")
	f.Add("\x00<p\n<<a>")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Fragment(s); strings.TrimSpace(got) != got {
			t.Errorf("blanks around %q", got)
		}
	})
}
