package coref

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

const gumDev = "../../../shared/corpora/ud-gum/en_gum-ud-dev.conllu.gz"

// TestGUM measures coreference on the development part of GUM with gold tags,
// trees and names, so that only this stage's mistakes count. Run with -v.
func TestGUM(t *testing.T) {
	path := gumDev
	if p := os.Getenv("GUM"); p != "" {
		path = p
	}
	docs := readGUM(t, path)
	var pron score
	var b3 bcubed
	byWord := map[string]*score{}
	for _, g := range docs {
		actors := Find(g.Doc)
		g.Actors = actors
		if err := doc.Check(g.Doc); err != nil {
			t.Fatalf("%s: %v", g.name, err)
		}
		g.pronouns(actors, &pron, byWord, t)
		b3.add(g, actors)
	}
	t.Logf("pronouns %s; B3 %s", &pron, &b3)
	for _, w := range []string{"he", "his", "him", "she", "her", "it", "its", "they", "their", "them"} {
		if byWord[w] != nil {
			t.Logf("  %-6s %s", w, byWord[w])
		}
	}
	if f := pron.f1(); f < 0.70 {
		t.Errorf("pronoun F1 %.3f, want at least 0.70", f)
	}
	if f := b3.f1(); f < 0.80 {
		t.Errorf("B3 F1 %.3f, want at least 0.80", f)
	}
}

// A score counts pronouns that mean an actor spoken of before.
type score struct{ gold, resolved, right int }

func (a *score) f1() float64 {
	if a.gold+a.resolved == 0 {
		return 0
	}
	return 2 * float64(a.right) / float64(a.gold+a.resolved)
}

func (a *score) String() string {
	return fmt.Sprintf("R %.1f P %.1f F1 %.1f (%d gold, %d resolved, %d right)",
		100*float64(a.right)/float64(max(a.gold, 1)), 100*float64(a.right)/float64(max(a.resolved, 1)), 100*a.f1(), a.gold, a.resolved, a.right)
}

type bcubed struct{ p, r, n float64 }

func (b *bcubed) f1() float64 { return 2 * b.p * b.r / (b.p + b.r) / b.n }

func (b *bcubed) String() string {
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f (%.0f mentions)", 100*b.p/b.n, 100*b.r/b.n, 100*b.f1(), b.n)
}

// add scores the named and nominal mentions of persons and organisations, by
// their heads.
func (b *bcubed) add(g *gumDoc, actors []doc.Actor) {
	ours := map[int]int{}
	for a, act := range actors {
		for _, m := range act.Mentions {
			ours[m.Head] = a
		}
	}
	gold := map[int]string{}
	var heads []int
	for _, m := range g.mentions {
		if m.kind != "person" && m.kind != "organization" {
			continue
		}
		if _, ok := gold[m.head]; !ok && g.Tags[m.head].UPOS != "PRON" {
			gold[m.head] = m.id
			heads = append(heads, m.head)
		}
	}
	for _, h := range heads {
		same, mine, theirs := 0.0, 0.0, 0.0
		a, ok := ours[h]
		for _, o := range heads {
			b, has := ours[o]
			together := o == h || ok && has && a == b
			if together {
				mine++
			}
			if gold[o] == gold[h] {
				theirs++
				if together {
					same++
				}
			}
		}
		b.p += same / mine
		b.r += same / theirs
		b.n++
	}
}

// pronouns counts each pronoun of the third person. One is right when the mention
// of its actor before it is a mention of the gold entity.
func (g *gumDoc) pronouns(actors []doc.Actor, pron *score, byWord map[string]*score, t *testing.T) {
	ids := map[int][]string{} // by head: "Isabel" and "Isabel and I" share one
	id := map[int]string{}    // the narrowest
	kind := map[int]string{}
	width := map[int]int{}
	seen := map[string]bool{} // entities with a mention that is no pronoun so far
	for _, m := range g.mentions {
		ids[m.head] = append(ids[m.head], m.id)
		if w, ok := width[m.head]; !ok || m.tokens.Len() < w {
			id[m.head], kind[m.head], width[m.head] = m.id, m.kind, m.tokens.Len()
		}
	}
	of := map[int]int{}
	for a, act := range actors {
		for _, m := range act.Mentions {
			of[m.Head] = a
		}
	}
	for i := range g.Tokens {
		w := strings.ToLower(g.Word(i))
		p, ok := pronouns[w]
		tag := g.Tags[i].UPOS == "PRON"
		if !ok || !tag || p.relative {
			if !tag {
				for _, one := range ids[i] {
					seen[one] = true
				}
			}
			continue
		}
		counts := []*score{pron}
		if byWord[w] == nil {
			byWord[w] = &score{}
		}
		counts = append(counts, byWord[w])
		actorLike := kind[i] == "person" || kind[i] == "organization"
		goldOne := seen[id[i]] && actorLike
		a, resolved := of[i]
		right := false
		if resolved {
			for _, m := range actors[a].Mentions {
				h := m.Head
				if g.Tags[h].UPOS == "CCONJ" {
					h = g.Deps[g.Deps[h].Head].Head // of a row GUM takes the first for the head
				}
				if m.Kind != doc.PronounMention && m.Head < i && id[h] != "" {
					right = slices.Contains(ids[h], id[i]) // the last one before decides
				}
			}
		}
		for _, c := range counts {
			if goldOne {
				c.gold++
			}
			if resolved {
				c.resolved++
			}
			if right && goldOne {
				c.right++
			}
		}
		if os.Getenv("SHOW") != "" && goldOne && !right {
			name := "-"
			if resolved {
				name = actors[a].Name
			}
			s := g.Sentences[g.SentenceOf(i)]
			prev := ""
			if s.First > 0 {
				prev = g.SpanOf(g.Sentences[g.SentenceOf(s.First-1)]).In(g.Text)
			}
			t.Logf("%s [%s] in %q / %q -> %s, want %s", g.name, w, prev, g.SpanOf(s).In(g.Text), name, g.first[id[i]])
		}
	}
}

type gumMention struct {
	id, kind string
	tokens   doc.Range
	head     int
}

type gumDoc struct {
	*doc.Doc
	name     string
	mentions []gumMention
	first    map[string]string // the first mention's words
}

func readGUM(t testing.TB, path string) []*gumDoc {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no gold corpus: ", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*gumDoc
	var g *gumDoc
	var text strings.Builder
	var misc []string
	sentence := -1
	finish := func() {
		if g != nil {
			g.Text = text.String()
			g.close(misc)
			docs = append(docs, g)
		}
		text.Reset()
		misc = nil
	}
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			finish()
			g = &gumDoc{Doc: &doc.Doc{}, name: name, first: map[string]string{}}
			sentence = -1
		}
		f := strings.Split(line, "\t")
		if line == "" {
			sentence = -1
		}
		if len(f) != 10 || strings.ContainsAny(f[0], "-.") {
			continue
		}
		if sentence < 0 {
			sentence = len(g.Tokens)
			g.Sentences = append(g.Sentences, doc.Range{First: sentence, End: sentence})
		}
		if text.Len() > 0 && !strings.HasSuffix(text.String(), " ") && len(g.Tokens) > 0 && !glued(misc[len(misc)-1]) {
			text.WriteByte(' ')
		}
		start := text.Len()
		text.WriteString(f[1])
		head, _ := strconv.Atoi(f[6])
		if head == 0 {
			head = -1
		} else {
			head += sentence - 1
		}
		glue := start > 0 && start == g.Tokens[len(g.Tokens)-1].Span.End
		g.Tokens = append(g.Tokens, doc.Token{Span: doc.Span{Start: start, End: text.Len()}, Glue: glue})
		feats := f[5]
		if feats == "_" {
			feats = ""
		}
		g.Tags = append(g.Tags, doc.Tag{UPOS: f[3], XPOS: f[4], Lemma: f[2], Feats: feats})
		g.Deps = append(g.Deps, doc.Dep{Head: head, Rel: f[7]})
		g.Sentences[len(g.Sentences)-1].End = len(g.Tokens)
		misc = append(misc, f[9])
	}
	finish()
	return docs
}

func glued(misc string) bool { return strings.Contains(misc, "SpaceAfter=No") }

// close reads the entity brackets of a document.
func (g *gumDoc) close(misc []string) {
	type opened struct {
		gumMention
		minspan string
	}
	var stack []opened
	add := func(o opened, end int) {
		o.tokens.End = end + 1
		o.head = o.tokens.First
		for i := o.tokens.First; i <= end; i++ {
			if !o.tokens.Contains(g.Deps[i].Head) {
				o.head = i
				break
			}
		}
		g.mentions = append(g.mentions, o.gumMention)
		if g.first[o.id] == "" {
			g.first[o.id] = g.SpanOf(o.tokens).In(g.Text)
		}
		lo, hi, proper := 1<<30, -1, true
		for part := range strings.SplitSeq(o.minspan, ",") {
			k, err := strconv.Atoi(part)
			if err != nil {
				continue
			}
			k += o.tokens.First - 1
			lo, hi = min(lo, k), max(hi, k)
			proper = proper && k < len(g.Tags) && g.Tags[k].UPOS == "PROPN"
		}
		kinds := map[string]doc.EntityKind{"person": doc.Person, "organization": doc.Organization, "place": doc.Location}
		if kind := kinds[o.kind]; kind != "" && proper && hi >= lo && hi < len(g.Tokens) {
			r := doc.Range{First: lo, End: hi + 1}
			g.Entities = append(g.Entities, doc.Entity{Tokens: r, Span: g.SpanOf(r), Kind: kind})
		}
	}
	for i, m := range misc {
		at := strings.Index(m, "Entity=")
		if at < 0 {
			continue
		}
		s := m[at+len("Entity="):]
		if bar := strings.IndexByte(s, '|'); bar >= 0 {
			s = s[:bar]
		}
		for s != "" {
			if s[0] == '(' {
				end := strings.IndexAny(s[1:], "()")
				body := s[1:]
				if end >= 0 {
					body = s[1 : 1+end]
				}
				f := strings.SplitN(body, "-", 8)
				for len(f) < 6 {
					f = append(f, "")
				}
				o := opened{gumMention{id: f[0], kind: f[1], tokens: doc.Range{First: i}}, f[5]}
				s = s[1+len(body):]
				if strings.HasPrefix(s, ")") {
					s = s[1:]
					add(o, i)
					continue
				}
				stack = append(stack, o)
				continue
			}
			id, rest, _ := strings.Cut(s, ")")
			s = rest
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					add(stack[k], i)
					stack = append(stack[:k], stack[k+1:]...)
					break
				}
			}
		}
	}
	g.Entities = outermost(g.Entities)
}

// outermost sorts entities and drops those within others.
func outermost(all []doc.Entity) []doc.Entity {
	var kept []doc.Entity
	for i, e := range all {
		inside := false
		for j, o := range all {
			inside = inside || i != j && o.Tokens.Overlaps(e.Tokens) && (o.Tokens.Len() > e.Tokens.Len() || o.Tokens.Len() == e.Tokens.Len() && j < i)
		}
		if !inside {
			kept = append(kept, e)
		}
	}
	for i := range kept {
		for j := i; j > 0 && kept[j].Tokens.First < kept[j-1].Tokens.First; j-- {
			kept[j], kept[j-1] = kept[j-1], kept[j]
		}
	}
	return kept
}
