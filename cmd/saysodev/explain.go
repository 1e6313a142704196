package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/saysonews/sayso/doc"

	"github.com/spf13/cobra"
)

func explainCommand() *cobra.Command {
	var published, weights string
	cmd := &cobra.Command{
		Use:   "explain FILE|-",
		Short: "Show what every stage made of a text",
		Long: `Show what every stage made of a text: each sentence with its tokens, tags, tree,
names and the part each token plays in a statement (S source, C cue, K content),
then times, figures, actors, places, statements and events, with the rules that
decided.`,
		Args: cobra.ExactArgs(1),
		RunE: work(func(cmd *cobra.Command, args []string) error {
			return explainFile(cmd.OutOrStdout(), cmd.InOrStdin(), args[0], published, weights)
		}),
	}
	weightsFlag(cmd, &weights)
	cmd.Flags().StringVar(&published, "published", "", "date that relative dates count from")
	return cmd
}

func explainFile(w io.Writer, stdin io.Reader, path, published, weights string) error {
	text, err := readText(stdin, path)
	if err != nil {
		return err
	}
	p, err := newPipeline(weights)
	if err != nil {
		return err
	}
	src := doc.Source{Text: strings.ToValidUTF8(text, "\uFFFD"), Path: path}
	src.Meta.Published, src.Meta.Given = published, published != ""
	d := analyzeText(p, src)
	if err := doc.Check(d); err != nil {
		fmt.Fprintln(w, "NOT WELL FORMED:", err)
	}
	explain(w, d)
	return nil
}

func readText(stdin io.Reader, path string) (string, error) {
	if path == "-" {
		b, err := io.ReadAll(stdin)
		return string(b), err
	}
	b, err := os.ReadFile(path)
	return string(b), err
}

// explain prints all layers of d.
func explain(w io.Writer, d *doc.Doc) {
	e := explainer{w: w, d: d, marks: tokenMarks(d)}
	e.header()
	for i := range d.Sentences {
		e.sentence(i)
	}
	e.times()
	e.figures()
	e.actors()
	e.places()
	e.statements()
	e.events()
}

type explainer struct {
	w     io.Writer
	d     *doc.Doc
	marks [][]string // what each token is part of
}

// tokenMarks tells for each token which names and statements it is part of:
// "B-person", "S3" for the source of statement 3.
func tokenMarks(d *doc.Doc) [][]string {
	marks := make([][]string, len(d.Tokens))
	add := func(r doc.Range, mark func(i int) string) {
		for i := r.First; i < r.End; i++ {
			marks[i] = append(marks[i], mark(i))
		}
	}
	for _, n := range d.Entities {
		add(n.Tokens, func(i int) string {
			if i == n.Tokens.First {
				return "B-" + string(n.Kind)
			}
			return "I-" + string(n.Kind)
		})
	}
	for k, s := range d.Statements {
		for role, spans := range [][]doc.Span{s.Source.Spans, s.Cue, s.Content} {
			for _, span := range spans {
				add(d.TokensOf(span), func(int) string { return fmt.Sprintf("%c%d", "SCK"[role], k) })
			}
		}
	}
	return marks
}

func (e explainer) title(name string, n int) {
	if n > 0 {
		fmt.Fprintf(e.w, "\n== %s (%d)\n", name, n)
	}
}

func (e explainer) header() {
	h := e.d.Header
	fmt.Fprintf(e.w, "title      %s\n", h.Title.Text)
	for _, b := range h.Byline {
		fmt.Fprintf(e.w, "byline     %s\n", b.Text)
	}
	fmt.Fprintf(e.w, "publisher  %s\npublished  %s (%s)\ndateline   %s\n", h.Publisher.Text, h.Published, h.Basis, h.Dateline.Text)
	for _, c := range h.Credits {
		fmt.Fprintf(e.w, "credit     %s %s: %s\n", c.Kind, c.Name, c.Text)
	}
	for _, r := range e.d.Regions {
		fmt.Fprintf(e.w, "region     %s %v: %s\n", r.Kind, r.Span, short(r.Span.In(e.d.Text)))
	}
}

// short is the start of a text on one line.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

func (e explainer) sentence(i int) {
	r := e.d.Sentences[i]
	fmt.Fprintf(e.w, "\n# %d: %s\n", i, strings.Join(strings.Fields(e.d.SpanOf(r).In(e.d.Text)), " "))
	t := tabwriter.NewWriter(e.w, 0, 0, 2, ' ', 0)
	for k := r.First; k < r.End; k++ {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\n", k, e.d.Word(k), e.tag(k), e.dep(k), strings.Join(e.marks[k], " "))
	}
	t.Flush()
}

func (e explainer) tag(i int) string {
	if i >= len(e.d.Tags) {
		return "\t\t\t"
	}
	t := e.d.Tags[i]
	return t.Lemma + "\t" + t.UPOS + "\t" + t.XPOS + "\t" + t.Feats
}

func (e explainer) dep(i int) string {
	if i >= len(e.d.Deps) {
		return "\t"
	}
	p := e.d.Deps[i]
	if p.Head < 0 {
		return p.Rel + "\t"
	}
	return fmt.Sprintf("%s\t%d %s", p.Rel, p.Head, e.d.Word(p.Head))
}

func (e explainer) times() {
	e.title("times", len(e.d.Times))
	for i, t := range e.d.Times {
		fmt.Fprintf(e.w, "%d  %q %s %s%s  [%s, %s]  basis %s  anchor %d  rule %s\n", i, t.Span.In(e.d.Text), t.Type, t.Value,
			optional(" mod ", t.Mod), t.Earliest, t.Latest, t.Basis, t.Anchor, t.Rule)
	}
}

func optional(label, s string) string {
	if s == "" {
		return ""
	}
	return label + s
}

func (e explainer) figures() {
	e.title("figures", len(e.d.Figures))
	for i, f := range e.d.Figures {
		fmt.Fprintf(e.w, "%d  %q %s", i, f.Span.In(e.d.Text), f.Kind)
		if f.HasValue {
			fmt.Fprintf(e.w, " = %v", f.Value)
		}
		if f.HasMin {
			fmt.Fprintf(e.w, " >= %v", f.Min)
		}
		if f.HasMax {
			fmt.Fprintf(e.w, " <= %v", f.Max)
		}
		fmt.Fprintf(e.w, " %s  approximate %v  of %q  rule %s\n", f.Unit, f.Approximate, f.Of.In(e.d.Text), f.Rule)
	}
}

func (e explainer) actors() {
	e.title("actors", len(e.d.Actors))
	for i, a := range e.d.Actors {
		fmt.Fprintf(e.w, "%d  %s (%s, %s%s)%s\n", i, a.Name, a.Kind, a.Naming, optional(", ", a.Country), optional("  also ", strings.Join(a.Aliases, "; ")))
		for _, r := range a.Roles {
			fmt.Fprintf(e.w, "     role %q former %v%s\n", r.Span.In(e.d.Text), r.Former, optional(" of ", r.Organization))
		}
		for _, m := range a.Mentions {
			fmt.Fprintf(e.w, "     %s %q at token %d\n", m.Kind, m.Span.In(e.d.Text), m.Head)
		}
	}
}

func (e explainer) places() {
	e.title("places", len(e.d.Places))
	for i, p := range e.d.Places {
		fmt.Fprintf(e.w, "%d  %s (%s%s)", i, p.Name, p.Kind, optional(", ", p.Country))
		if p.Located {
			fmt.Fprintf(e.w, "  %.3f %.3f", p.Latitude, p.Longitude)
		}
		fmt.Fprintf(e.w, "  %s %s  mentions %d\n", p.Gazetteer, p.ID, len(p.Mentions))
	}
}

func (e explainer) statements() {
	e.title("statements", len(e.d.Statements))
	for i, s := range e.d.Statements {
		fmt.Fprintf(e.w, "%d  %s, %s, %s  confidence %.2f  parent %d\n", i, s.Form, s.Act, s.Determinacy, s.Confidence, s.Parent)
		fmt.Fprintf(e.w, "     source   %s = %s (%s, actor %d, basis %s)\n", e.words(s.Source.Spans), s.Source.Name, s.Source.Naming, s.Source.Actor, s.Source.Basis)
		fmt.Fprintf(e.w, "     cue      %s (%s)\n", e.words(s.Cue), s.Lemma)
		fmt.Fprintf(e.w, "     content  %s\n", e.words(s.Content))
		if !s.Addressee.Empty() {
			fmt.Fprintf(e.w, "     to       %q\n", s.Addressee.In(e.d.Text))
		}
		if s.SaidAt >= 0 && s.SaidAt < len(e.d.Times) {
			fmt.Fprintf(e.w, "     when     %s\n", e.d.Times[s.SaidAt].Value)
		}
		var links []string
		for _, l := range s.Chain {
			links = append(links, fmt.Sprintf("%s (%s)", l.Name, l.Naming))
		}
		fmt.Fprintf(e.w, "     chain    %s\n     why      %s\n", strings.Join(links, " → "), strings.Join(s.Why, ", "))
	}
}

func (e explainer) words(spans []doc.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, fmt.Sprintf("%q", s.In(e.d.Text)))
	}
	return strings.Join(out, " … ")
}

func (e explainer) events() {
	e.title("events", len(e.d.Events))
	for i, v := range e.d.Events {
		fmt.Fprintf(e.w, "%d  %q %s %v %v CAMEO %s  %s, %s, background %v  statement %d  confidence %.2f\n", i, v.Trigger.In(e.d.Text), v.Type, v.Mode, v.Contexts,
			v.CAMEO, v.Polarity, v.Modality, v.Background, v.Statement, v.Confidence)
		fmt.Fprintf(e.w, "     agents %s  patients %s  when %s (%s)", e.participants(v.Agents), e.participants(v.Patients), v.Time.Value, v.Time.Basis)
		if v.Place >= 0 && v.Place < len(e.d.Places) {
			fmt.Fprintf(e.w, "  where %s", e.d.Places[v.Place].Name)
		}
		fmt.Fprintf(e.w, "\n     why %s\n", strings.Join(v.Why, ", "))
	}
}

func (e explainer) participants(ps []doc.Participant) string {
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%q (actor %d)", p.Span.In(e.d.Text), p.Actor))
	}
	return strings.Join(out, ", ")
}
