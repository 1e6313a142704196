package passage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A Score counts what an analysis gets right of passages.
type Score struct {
	Passages, ChainsRight int // passages all of whose chains are exactly right
	Statements, Right     int // statements wanted, and of them exactly right
	Extra                 int // statements that no passage wants
	Resolve, Resolved     int // sources that stand for another name, and of them with that name
}

// Add adds the counts of other passages.
func (s *Score) Add(o Score) {
	s.Passages += o.Passages
	s.ChainsRight += o.ChainsRight
	s.Statements += o.Statements
	s.Right += o.Right
	s.Extra += o.Extra
	s.Resolve += o.Resolve
	s.Resolved += o.Resolved
}

// Compare compares the analysis d of p's text with what p wants. Each fault is a
// line; there are none where all is exactly right.
func (p *Passage) Compare(d *doc.Doc) (Score, []string) {
	s := Score{Passages: 1, Statements: len(p.Want)}
	got := Of(d)
	used := make([]bool, len(got))
	var faults []string
	for _, w := range p.Want {
		i := w.nearest(got, used)
		if w.resolves() {
			s.Resolve++
			if i >= 0 && w.goesBy(got[i].Name) {
				s.Resolved++
			}
		}
		if i < 0 {
			faults = append(faults, "not found: "+w.String())
			continue
		}
		used[i] = true
		if wrong := w.wrong(got[i], dayWords(d, i)); len(wrong) > 0 {
			faults = append(faults, strings.Join(wrong, "; "))
			continue
		}
		s.Right++
	}
	for i, g := range got {
		if !used[i] {
			s.Extra++
			faults = append(faults, "extra: "+g.String())
		}
	}
	if chainsRight(p.Want, got) {
		s.ChainsRight = 1
	}
	return s, faults
}

// Of gives the statements of an analysis as text.
func Of(d *doc.Doc) []Statement {
	var out []Statement
	for _, st := range d.Statements {
		s := Statement{
			Source: words(d, st.Source.Spans), Name: st.Source.Name, Naming: string(st.Source.Naming), Cue: words(d, st.Cue),
			Form: string(st.Form), Act: st.Act, Details: map[string]string{
				"polarity": unless(st.Polarity, "positive"), "determinacy": unless(st.Determinacy, "asserted"), "stance": unless(st.Stance, stance(st.Act)),
				"basis": unless(st.Source.Basis, "unstated"), "to": trim(st.Addressee.In(d.Text)), "channel": trim(st.Channel.In(d.Text)),
				"reason": trim(st.Source.Reason.In(d.Text)), "count": countOf(st.Source.Count),
			},
		}
		for _, c := range st.Content {
			s.Content = append(s.Content, c.In(d.Text))
		}
		if st.SaidAt >= 0 {
			s.Details["when"] = d.Times[st.SaidAt].Value
		}
		if a := st.Source.Actor; a >= 0 {
			for _, r := range d.Actors[a].Roles {
				s.Details["role"] = join(s.Details["role"], r.Span.In(d.Text))
				s.Details["for"] = join(s.Details["for"], r.Organization)
			}
		}
		for _, l := range st.Chain {
			link := Statement{Name: l.Name}
			s.Chain = append(s.Chain, link.link())
		}
		out = append(out, s)
	}
	return out
}

func words(d *doc.Doc, spans []doc.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(d.Text))
	}
	return strings.Join(out, gap)
}

// dayWords are the words of the time at which statement i was said.
func dayWords(d *doc.Doc, i int) string {
	if t := d.Statements[i].SaidAt; t >= 0 {
		return d.Times[t].Span.In(d.Text)
	}
	return ""
}

func unless(value, usual string) string {
	if value == usual {
		return ""
	}
	return value
}

// stance is the usual one of an act.
func stance(act string) string {
	switch act {
	case "claim", "allege":
		return "distancing"
	case "confirm", "admit", "know", "show":
		return "endorsing"
	}
	return "neutral"
}

func countOf(c doc.Count) string {
	switch {
	case c.Min == 0:
		return ""
	case c.Max == c.Min:
		return fmt.Sprint(c.Min)
	case c.Max == 0:
		return fmt.Sprintf("%d-", c.Min)
	}
	return fmt.Sprintf("%d-%d", c.Min, c.Max)
}

func join(list, item string) string {
	if list == "" || item == "" {
		return list + item
	}
	return list + ", " + item
}

// nearest is the statement of got that is most like s and not used, or -1.
func (s *Statement) nearest(got []Statement, used []bool) int {
	best, top := -1, 0.5
	for i, g := range got {
		if used[i] {
			continue
		}
		like := alike(strings.Join(s.Content, " "), strings.Join(g.Content, " "))
		if trim(g.Cue) == trim(s.Cue) {
			like += 0.6
		}
		if like > 0 && bare(g.Source) == bare(s.Source) {
			like += 0.3
		}
		if like > top {
			best, top = i, like
		}
	}
	return best
}

// goesBy tells whether name is that of s.
func (s *Statement) goesBy(name string) bool { return sameName(s.Name, name) }

// sameName tells whether have is the name want. Of one without a name, a shorter
// description will do: "three people" for "three people familiar with the matter".
func sameName(want, have string) bool {
	_, more, _ := strings.Cut(want, " ")
	named := more != strings.ToLower(more)
	want, have = fold(want), fold(have)
	if want == have {
		return true
	}
	rest, ok := strings.CutPrefix(want, have+" ")
	return ok && !named && !strings.HasPrefix(rest, "and ")
}

// resolves tells whether the source is a pronoun or a description, whose name
// stands elsewhere.
func (s *Statement) resolves() bool {
	if s.Name == s.Source {
		return false
	}
	for w := range strings.FieldsSeq(fold(s.Name)) {
		if slices.Contains(strings.FieldsFunc(fold(s.Source), func(r rune) bool { return strings.ContainsRune(" ,.'’", r) }), w) {
			return false
		}
	}
	return true
}

// wrong tells in which parts got is not what s wants. day has the words of got's
// time of saying.
func (s *Statement) wrong(got Statement, day string) []string {
	var out []string
	part := func(name, want, have string) {
		if want != have {
			out = append(out, fmt.Sprintf("%s %q, not %q", name, have, want))
		}
	}
	part("source", bare(s.Source), bare(got.Source))
	if !s.goesBy(got.Name) {
		part("name", fold(s.Name), fold(got.Name))
	}
	part("naming", s.Naming, got.Naming)
	if !goesOn(trim(got.Cue), trim(s.Cue), day+" "+got.Details["channel"]+" "+got.Details["to"]) {
		part("cue", trim(s.Cue), trim(got.Cue))
	}
	part("content", trimEach(s.Content), trimEach(got.Content))
	part("form", s.Form, got.Form)
	part("act", s.Act, got.Act)
	for _, key := range details {
		want, have := s.Details[key], got.Details[key]
		switch key {
		case "count", "role", "for":
			if want != "" && !slices.Contains(strings.Split(have, ", "), want) {
				part(key, want, have)
			}
		default:
			part(key, want, have)
		}
	}
	if !sameChain(s.Chain, got.Chain) {
		part("chain", strings.Join(s.Chain, " > "), strings.Join(got.Chain, " > "))
	}
	return out
}

// goesOn tells whether cue is want, or want and circumstances.
func goesOn(cue, want, circumstances string) bool {
	rest, ok := strings.CutPrefix(cue, want)
	if !ok || rest != "" && rest[0] != ' ' {
		return false
	}
	allowed := strings.Fields(circumstances + " on in to at")
	for w := range strings.FieldsSeq(rest) {
		if !slices.Contains(allowed, w) {
			return false
		}
	}
	return true
}

// sameChain tells whether two chains have the same links.
func sameChain(want, have []string) bool { return slices.EqualFunc(want, have, sameName) }

// chainsRight tells whether got has the chains of want and no others.
func chainsRight(want, got []Statement) bool {
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g Statement) bool { return sameChain(w.Chain, g.Chain) }) {
			return false
		}
	}
	for _, g := range got {
		if !slices.ContainsFunc(want, func(w Statement) bool { return sameChain(w.Chain, g.Chain) }) {
			return false
		}
	}
	return true
}

func trimEach(parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = trim(p)
	}
	return strings.Join(out, gap)
}

// trim makes blanks single and takes loose punctuation off the ends, but for
// what is nothing else.
func trim(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if t := strings.Trim(s, " .,;:"); t != "" {
		return t
	}
	return s
}

// bare is a source phrase without the possessive's ending.
func bare(s string) string {
	s = trim(s)
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
}

// fold is a name in lower case without an article.
func fold(name string) string {
	name = strings.ToLower(bare(name))
	for _, article := range [...]string{"the ", "a ", "an "} {
		name = strings.TrimPrefix(name, article)
	}
	return name
}

// alike is the share of words that a and b have in common.
func alike(a, b string) float64 {
	x, y := strings.Fields(trim(a)), strings.Fields(trim(b))
	left := slices.Clone(y)
	both := 0
	for _, w := range x {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(x)+len(y)-both)
}
