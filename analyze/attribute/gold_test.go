package attribute_test

import (
	"slices"
	"testing"

	"github.com/saysonews/sayso/analyze/attribute"
	"github.com/saysonews/sayso/corpus/polnear"
	"github.com/saysonews/sayso/doc"
)

const gold = "../../../shared/corpora/polnear/dev.jsonl.gz"

// TestLinkingGoldPieces measures linking alone: given the gold pieces of PolNeAR
// dev, how many sources and pieces of content get their own cue?
func TestLinkingGoldPieces(t *testing.T) {
	var source, content tally
	for _, g := range analyzed(t) {
		measure(t, &g.Doc, g.Attributions, &source, &content)
	}
	t.Logf("sources %.1f %% of %d, content %.1f %% of %d", source.percent(), source.n, content.percent(), content.n)
	if source.percent() < 93 || content.percent() < 93 {
		t.Errorf("linking got worse")
	}
}

type tally struct{ right, n int }

func (t tally) percent() float64 { return 100 * float64(t.right) / float64(t.n) }

func measure(t *testing.T, d *doc.Doc, as []polnear.Attribution, source, content *tally) {
	type key struct{ part, cue doc.Span }
	want := map[key]bool{}
	pieces := map[doc.Range]attribute.Piece{}
	cues := map[doc.Span]bool{}
	add := func(spans []doc.Span, role attribute.Role) []doc.Span {
		var out []doc.Span
		for _, s := range spans {
			r := d.TokensOf(s)
			if r.Len() == 0 {
				continue
			}
			pieces[r] = attribute.Piece{Tokens: r, Role: role, Confidence: 1}
			out = append(out, d.SpanOf(r))
		}
		return out
	}
	for _, a := range as {
		cue, src, cont := add(a.Cue, attribute.Cue), add(a.Source, attribute.Source), add(a.Content, attribute.Content)
		if len(cue) == 0 {
			continue
		}
		cues[cue[0]] = true
		for _, s := range append(slices.Clone(src), cont...) {
			want[key{s, cue[0]}] = true
		}
		source.n += len(src)
		content.n += len(cont)
	}
	var ps []attribute.Piece
	for _, p := range pieces {
		ps = append(ps, p)
	}
	slices.SortFunc(ps, func(a, b attribute.Piece) int { return a.Tokens.First - b.Tokens.First })
	for _, s := range attribute.Statements(d, &attribute.Reading{Pieces: ps}) {
		if s.Parent >= 0 || len(s.Cue) == 0 || !cues[s.Cue[0]] {
			continue
		}
		for _, x := range s.Source.Spans {
			if want[key{x, s.Cue[0]}] {
				source.right++
			}
		}
		for _, x := range s.Content {
			if want[key{x, s.Cue[0]}] {
				content.right++
			} else if testing.Verbose() && content.n%40 == 0 {
				t.Logf("%q by %q", x.In(d.Text), s.Cue[0].In(d.Text))
			}
		}
	}
}
