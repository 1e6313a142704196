package archivetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

func testFailures(t *testing.T, s archive.Store) {
	fail := func(name, cause string, at time.Time) {
		t.Helper()
		f := archive.Failure{Input: archive.Input{Name: name, Given: "g"}, Cause: cause, Message: "cannot read " + name, Last: at}
		if err := s.Fail(ctx, []archive.Failure{f}); err != nil {
			t.Fatal(err)
		}
	}
	fail("b.pdf", "encrypted", Day)
	fail("a.pdf", "encrypted", Day)
	fail("c.pdf", "encrypted", Day)
	fail("fire.txt", "no text", Day)
	fail("fire.txt", "not found", Day.Add(time.Hour))
	equal(t, "causes", must(s.Causes(ctx))(t), []archive.Cause{{Name: "encrypted", Failures: 3}, {Name: "not found", Failures: 1}})
	equal(t, "failures", must(s.Failures(ctx, "not found", archive.Page{}))(t).Items, []archive.Failure{{
		Input: archive.Input{Name: "fire.txt", Given: "g"}, Cause: "not found", Message: "cannot read fire.txt", Times: 2, First: Day, Last: Day.Add(time.Hour),
	}})
	var names []string
	for _, f := range pages(t, 2, func(p archive.Page) (archive.List[archive.Failure], error) { return s.Failures(ctx, "encrypted", p) }) {
		names = append(names, f.Input.Name)
	}
	equal(t, "encrypted", names, []string{"a.pdf", "b.pdf", "c.pdf"})
	add(t, s, fire.Item("fire.txt"))
	if n := len(must(s.Failures(ctx, "", archive.Page{}))(t).Items); n != 3 {
		t.Errorf("%d failures after one was read, want 3", n)
	}
}

func testDecisions(t *testing.T, s archive.Store) {
	id := add(t, s, fire.Item("fire.txt"))[0].ID
	about := []link.Place{{Report: id, Start: 0, End: 9, Words: "Nine died"}}
	made := []archive.Decision{
		{Kind: "statement", Subject: id, Places: about, Verdict: archive.Reject, By: "mf", At: Day},
		{Kind: "statement", Subject: id, Places: about, Verdict: archive.Correct, Value: `{"act":"deny"}`, By: "mf", At: Day.Add(time.Minute)},
		{Kind: "identity", Subject: "i7", Places: append(about, about...), Verdict: archive.Different, By: "no", At: Day},
	}
	ids := must(s.Decide(ctx, made))(t)
	equal(t, "ids", ids, []int64{1, 2, 3})
	undo := archive.Decision{Subject: id, Verdict: archive.Undo, Undoes: 1, By: "mf", At: Day.Add(time.Hour)}
	must(s.Decide(ctx, []archive.Decision{undo}))(t)
	if _, err := s.Decide(ctx, []archive.Decision{{Verdict: archive.Undo, Undoes: 99}}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("undo of an unknown decision: %v, want ErrNotFound", err)
	}
	want := append(made[:2:2], undo)
	for i, n := range []int64{1, 2, 4} {
		want[i].ID = n
	}
	want[0].Undone = true
	equal(t, "decisions", must(s.Decisions(ctx, id, archive.Page{}))(t).Items, want)
	all := pages(t, 1, func(p archive.Page) (archive.List[archive.Decision], error) { return s.Decisions(ctx, "", p) })
	if len(all) != 4 {
		t.Errorf("%d decisions in all, want 4", len(all))
	}
	// To undo the undoing is to decide as before.
	must(s.Decide(ctx, []archive.Decision{{Subject: id, Verdict: archive.Undo, Undoes: 4, By: "mf", At: Day}}))(t)
	got := ""
	for _, d := range must(s.Decisions(ctx, id, archive.Page{}))(t).Items {
		got += fmt.Sprint(d.ID, d.Undone, " ")
	}
	if got != "1 false 2 false 4 true 5 false " {
		t.Errorf("undone: %s, want 4 alone", got)
	}
	if st := must(s.Stats(ctx))(t); st.Decisions != 3 {
		t.Errorf("%d decisions stand, want 3", st.Decisions)
	}
}
