package event

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// jumble is a document of n tokens with the words of the lexicon in trees,
// tags and layers drawn by chance: whatever a parser may make of a text.
func jumble(rng *rand.Rand, n, sentence int) *doc.Doc {
	words := strings.Fields("attack attacked to by of on if not no would have say meeting hold held fail plan who that which it Monday town and or call for king")
	rels := strings.Fields("nsubj nsubj:pass obj obl obl:agent nmod nmod:poss acl acl:relcl advcl xcomp ccomp conj cc case mark aux aux:pass cop det amod advmod compound compound:prt flat appos nummod parataxis punct")
	tags := strings.Fields("VERB NOUN PROPN PRON ADJ ADV AUX ADP PART DET NUM PUNCT SCONJ CCONJ")
	d := &doc.Doc{}
	d.Header.Published = "2001-06-15"
	var text strings.Builder
	for i := range n {
		w := words[rng.IntN(len(words))]
		text.WriteString(w + " ")
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: text.Len() - len(w) - 1, End: text.Len() - 1}})
		d.Tags = append(d.Tags, doc.Tag{UPOS: tags[rng.IntN(len(tags))], XPOS: []string{"VBG", "VBN", "VBD", "NN"}[rng.IntN(4)], Lemma: w})
		if i%sentence == 0 {
			d.Sentences = append(d.Sentences, doc.Range{First: i, End: min(n, i+sentence)})
		}
	}
	d.Text = text.String()
	for _, s := range d.Sentences {
		// a permutation, each word hung on an earlier one, is a tree
		order := rng.Perm(s.Len())
		at := make([]doc.Dep, s.Len())
		at[order[0]] = doc.Dep{Head: -1, Rel: "root"}
		for k := 1; k < len(order); k++ {
			at[order[k]] = doc.Dep{Head: s.First + order[rng.IntN(k)], Rel: rels[rng.IntN(len(rels))]}
		}
		d.Deps = append(d.Deps, at...)
	}
	for i := 0; i+2 < n; i += 7 {
		span := d.SpanOf(doc.Range{First: i, End: i + 1 + rng.IntN(2)})
		d.Times = append(d.Times, doc.Time{Span: span, Type: "DATE", Value: "1995", Basis: doc.BasisExplicit, Anchor: -1})
		d.Places = append(d.Places, doc.Place{Name: "P", Mentions: []doc.Span{span}})
		d.Figures = append(d.Figures, doc.Figure{Span: span, Kind: "count"})
		d.Statements = append(d.Statements, doc.Statement{
			Form: doc.Indirect, Content: []doc.Span{span}, Parent: -1, SaidAt: -1, Act: "assert",
			Source: doc.Speaker{Head: -1, Actor: -1, Naming: doc.Absent},
		})
		d.Actors = append(d.Actors, doc.Actor{Name: "A", Kind: doc.ActorOther, Naming: doc.Bare, Mentions: []doc.Mention{
			{Span: span, Tokens: d.TokensOf(span), Head: i, Kind: doc.NameMention},
		}})
	}
	return d
}

func TestAnyTree(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		d := jumble(rng, 1+rng.IntN(120), 1+rng.IntN(60))
		d.Events = Find(d)
		if err := doc.Check(d); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if again := Find(d); !reflect.DeepEqual(d.Events, again) {
			t.Fatalf("seed %d: another result the second time", seed)
		}
	}
}

func TestNoTrees(t *testing.T) {
	if got := Find(&doc.Doc{}); got != nil {
		t.Errorf("got %v of nothing", got)
	}
}

func BenchmarkFind(b *testing.B) {
	d := jumble(rand.New(rand.NewPCG(1, 1)), 40_000, 25)
	b.ReportAllocs()
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}

// BenchmarkLongSentences shows that the time does not grow faster than the text
// where sentences are as long as they may be.
func BenchmarkLongSentences(b *testing.B) {
	d := jumble(rand.New(rand.NewPCG(1, 1)), 40_000, 200)
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}
