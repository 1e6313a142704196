package coref

import (
	"os"
	"strings"
	"testing"
)

// TestLinks lists missed and wrong links of GUM for reading.
func TestLinks(t *testing.T) {
	if os.Getenv("LINKS") == "" {
		t.Skip("set LINKS=news for a listing")
	}
	path := gumDev
	if p := os.Getenv("GUM"); p != "" {
		path = p
	}
	for _, g := range readGUM(t, path) {
		if !strings.Contains(g.name, os.Getenv("LINKS")) {
			continue
		}
		ours := map[int]int{}
		for a, act := range Find(g.Doc) {
			for _, m := range act.Mentions {
				ours[m.Head] = a
			}
		}
		last := map[string]gumMention{}
		for _, m := range g.mentions {
			if m.kind != "person" && m.kind != "organization" || g.Tags[m.head].UPOS == "PRON" {
				continue
			}
			if p, ok := last[m.id]; ok {
				a, aok := ours[p.head]
				b, bok := ours[m.head]
				if (!aok || !bok || a != b) && p.head != m.head {
					t.Logf("MISSED %s: %q(%v) ... %q(%v)", g.name, g.SpanOf(p.tokens).In(g.Text), aok, g.SpanOf(m.tokens).In(g.Text), bok)
				}
			}
			last[m.id] = m
		}
	}
}
