package claim

import "testing"

func TestTrimmed(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"that the bridge fell,", "The bridge fell"},
		{"We kept to every rule.”", "We kept to every rule"},
		{"“We kept to every rule", "We kept to every rule"},
		{"“We kept to every rule,” he said.", "“We kept to every rule,” he said"},
		{"the bridge \n fell in the U.S.", "The bridge fell in the U.S."},
		{"", ""},
	} {
		if got := trimmed(c.in); got != c.want {
			t.Errorf("trimmed(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSubjectless(t *testing.T) {
	for _, c := range []struct {
		text, trigger string
		want          bool
	}{
		{"killed six people", "killed", true},
		{"that killed six people", "killed", true},
		{"repeatedly promised a bridge", "promised", true},
		{"was sold to the bank", "sold", true},
		{"winning the vote", "", true},
		{"Six people died", "died", false},
		{"The bridge was sold", "sold", false},
	} {
		tell := tellingOf(c.text, c.trigger)
		for i := range tell.Events {
			tell.Events[i].Lemma = "another form"
		}
		if got := subjectless(tell, wordsOf(tell.Words)); got != c.want {
			t.Errorf("%q: subjectless %t", c.text, got)
		}
	}
}
