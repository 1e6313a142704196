package sqlite

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/record"
)

// TestLead looks for where the body begins, below what stands above it.
func TestLead(t *testing.T) {
	for name, x := range map[string]struct{ text, want string }{ // a line each: its kind, a tab, its words
		"byline":           {"headline\tSilo burns\nbyline\tBy A. Vey\nbody\tA silo burned.", "A silo burned."},
		"outlet as body":   {"headline\tSilo burns\nbody\tThe Marrowe Post\nbyline\t5 March\nbody\tA silo burned.\nbody\tNobody died.", "A silo burned."},
		"second headline":  {"headline\tBURNED!\nbody\tSilo goes up - and nobody 'rang'\nbody\t\"A silo burned,\" she said. (It did.)", "\"A silo burned,\" she said. (It did.)"},
		"quotation first":  {"headline\tSilo burns\nbody\t“A silo burned.”\nbody\tNobody died.", "“A silo burned.”"},
		"another script":   {"headline\t火事\nbody\t新聞\nbody\tサイロが燃えた。", "サイロが燃えた。"},
		"no sentence ends": {"headline\tScores\nbody\tVey 3\nbody\tAmery 2", "Vey 3"},
		"no body":          {"headline\tSilo burns", "Silo burns"},
		"nothing":          {"", ""},
	} {
		var d record.Document
		var lines []string
		at := 0
		for _, line := range strings.Split(x.text, "\n") {
			kind, words, _ := strings.Cut(line, "\t")
			n := len([]rune(words))
			d.Paragraphs = append(d.Paragraphs, record.Paragraph{Kind: kind, Start: at, End: at + n})
			lines, at = append(lines, words), at+n+1
		}
		d.Text = strings.Join(lines, "\n")
		if got := string([]rune(d.Text)[lead(d):]); !strings.HasPrefix(got, x.want) {
			t.Errorf("%s: the body begins at %q, want %q", name, got, x.want)
		}
	}
	if got := lead(record.Document{Text: "ab", Paragraphs: []record.Paragraph{{Kind: "body", Start: 1, End: 9}}}); got != 1 {
		t.Errorf("a paragraph beyond the text begins at %d, want 1", got)
	}
}

// TestSnippetBegins: a snippet of the body does not begin in the byline above it.
func TestSnippetBegins(t *testing.T) {
	text := "Silo burns\nBy Łucja Vey\nA silo burned at Kestle Quay. " + strings.Repeat("Nobody died there. ", 20) + "In the end it rained."
	begin := len([]rune("Silo burns\nBy Łucja Vey\n"))
	for word, want := range map[string]string{
		"burned":  "A silo burned",
		"rained":  "Nobody died",
		"vey":     "Silo burns",
		"nowhere": "A silo burned",
	} {
		c := candidate{text: text, sheet: sheet{lead: begin}}
		got := snippets(&c, []archive.Pattern{{Words: []string{word}}})
		if len(got) != 1 || !strings.Contains(got[0].Text[:min(len(got[0].Text), 40)], want) || word != "vey" && got[0].Start < begin {
			t.Errorf("%s: %+v, want one that begins with %q", word, got, want)
		}
	}
}
