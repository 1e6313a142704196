package web

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive/archivetest"
	"pgregory.net/rapid"
)

const (
	bridgeFirst = "The bridge at Tarn fell on Monday.\nA clerk said that two cars were on it. It was raining.\n" +
		"The mayor said that the bridge was safe.\nNobody was hurt."
	bridgeSecond = "The bridge at Tarn fell on Monday.\nA clerk said that three cars were on it. It was raining.\n" +
		"The engineer warned that other bridges may fall.\nNobody was hurt."
)

func bridgeRoom(t testing.TB) (room, []string) {
	r := newRoom(t)
	story := func(day, text string, said ...archivetest.Said) archivetest.Story {
		return archivetest.Story{URL: "http://tarn.example/bridge", Publisher: "Tarn Post", Published: day, Title: "Bridge", Text: text, Said: said}
	}
	return r, r.add(
		story("2029-04-02", bridgeFirst,
			archivetest.Said{By: "A clerk", Naming: "bare", Act: "assert", Words: "that two cars were on it"},
			archivetest.Said{By: "The mayor", Naming: "described", Act: "assert", Words: "that the bridge was safe"}),
		story("2029-04-03", bridgeSecond,
			archivetest.Said{By: "A clerk", Naming: "bare", Act: "claim", Words: "that three cars were on it"},
			archivetest.Said{By: "The engineer", Naming: "described", Act: "warn", Words: "that other bridges may fall"}),
	)
}

func TestChanges(t *testing.T) {
	r, ids := bridgeRoom(t)
	var m Changes
	r.getJSON("/report/"+ids[1]+"/changes.json?to="+ids[0], &m)
	if m.Before.ID != ids[0] || m.After.ID != ids[1] {
		t.Error("the earlier text is not the one before")
	}
	var told []string
	for _, p := range m.Passages {
		told = append(told, string(p.Change)+": "+marked(p.Before, "-")+" / "+marked(p.After, "+"))
	}
	want := []string{
		"same: The bridge at Tarn fell on Monday. / The bridge at Tarn fell on Monday.",
		"changed: A clerk said that -two -cars were on it. It was raining. / A clerk said that +three +cars were on it. It was raining.",
		"removed: -The mayor said that the bridge was safe.- / ",
		"added:  / +The engineer warned that other bridges may fall.+",
		"same: Nobody was hurt. / Nobody was hurt.",
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	if m.Removed != 9 || m.Added != 9 {
		t.Errorf("%d words removed, %d added; want 9, 9", m.Removed, m.Added)
	}
	told = nil
	for _, s := range m.Statements {
		told = append(told, fmt.Sprint(s.Change, " ", s.What))
	}
	if diff := cmp.Diff([]string{"changed [words act]", "removed []", "added []"}, told); diff != "" {
		t.Error(diff)
	}
}

func marked(pieces []ChangedPiece, sign string) string {
	out := ""
	for _, p := range pieces {
		if p.Changed {
			out += sign + p.Text + sign
		} else {
			out += p.Text
		}
	}
	return out
}

func TestChangesPage(t *testing.T) {
	r, ids := bridgeRoom(t)
	page := r.get("/report/"+ids[0]+"/changes", http.StatusOK) // the only other version
	for _, want := range []string{"<del>two </del>", "<ins>three </ins>", `that <del>two </del>cars`, "Vanished", "Appeared", "1 paragraph the same"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	r.get("/report/"+ids[0]+"/changes?to=r0", http.StatusNotFound)
	r.get("/report/r0/changes", http.StatusNotFound)
	other := r.add(archivetest.Story{Publisher: "A", Title: "A", Text: "Nothing else."})
	r.get("/report/"+other[0]+"/changes", http.StatusNotFound)
	same := r.get("/report/"+ids[0]+"/changes?to="+ids[0], http.StatusOK)
	if strings.Contains(same, "<del>") || !strings.Contains(same, "Who says what stayed the same.") {
		t.Error("a text differs from itself")
	}
}

// sides are the two lists that edits were made of.
func sides(edits []edit) (a, b []string) {
	for _, e := range edits {
		a, b = append(a, e.a...), append(b, e.b...)
	}
	return a, b
}

func TestDiffKeepsBothTexts(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 30)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		edits := diff(a, b)
		x, y := sides(edits)
		if !slices.Equal(x, a) || !slices.Equal(y, b) {
			t.Fatalf("%v and %v became %v", a, b, edits)
		}
		shared := 0
		for i, e := range edits {
			if e.same && !slices.Equal(e.a, e.b) || i > 0 && e.same == edits[i-1].same {
				t.Fatalf("edits %v", edits)
			}
			if e.same {
				shared += len(e.a)
			}
		}
		if want := longestCommon(a, b); shared != want {
			t.Fatalf("%d in common, want %d: %v", shared, want, edits)
		}
	})
}

// longestCommon is the length of the longest common subsequence, by the book.
func longestCommon(a, b []string) int {
	best := make([]int, len(b)+1)
	for i := range a {
		last := 0
		for k := range b {
			next := best[k+1]
			if a[i] == b[k] {
				best[k+1] = last + 1
			} else {
				best[k+1] = max(best[k+1], best[k])
			}
			last = next
		}
	}
	return best[len(b)]
}

func TestDiffOfStrangersIsBounded(t *testing.T) {
	a, b := make([]string, 50_000), make([]string, 50_000)
	for i := range a {
		a[i], b[i] = fmt.Sprint("a", i), fmt.Sprint("b", i)
	}
	edits := diff(a, b)
	if x, y := sides(edits); len(edits) != 1 || len(x) != len(a) || len(y) != len(b) {
		t.Errorf("%d edits", len(edits))
	}
}

func TestAlignKeepsOrder(t *testing.T) {
	a := []string{"red cars drive fast", "blue boats sail slowly", "green planes land"}
	b := []string{"blue boats sail slowly home", "something else entirely", "red cars drive fast again", "green planes land late"}
	if diff := cmp.Diff([]int{-1, 0, 3}, align(a, b)); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkChanges(b *testing.B) {
	r, _ := bridgeRoom(b)
	rnd := rand.New(rand.NewPCG(1, 2))
	var text, other []string
	for range 60 {
		var words, changed []string
		for range 60 {
			w := fmt.Sprint("word", rnd.IntN(500))
			words = append(words, w)
			if rnd.IntN(20) > 0 {
				changed = append(changed, w)
			}
		}
		text, other = append(text, strings.Join(words, " ")), append(other, strings.Join(changed, " "))
	}
	ids := r.add(
		archivetest.Story{Publisher: "A", Title: "A", Text: strings.Join(text, "\n")},
		archivetest.Story{Publisher: "B", Title: "B", Text: strings.Join(other, "\n")})
	if _, err := r.store.Report(context.Background(), ids[0]); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.get("/report/"+ids[0]+"/changes?to="+ids[1], http.StatusOK)
	}
}
