package export

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A Head is what a list shows of a report.
type Head struct {
	Publisher string
	Published string // ISO 8601; "" unknown
	Title     string
	Address   string // path or URL
}

// Origins says an interval in words: "3 to 4 independent origins".
func Origins(i link.Interval) string {
	switch {
	case i.Most == 0:
		return "nobody stands for it"
	case i.Least == i.Most:
		return plural(i.Most, "independent origin")
	}
	return fmt.Sprintf("%d to %s", i.Least, plural(i.Most, "independent origin"))
}

// ClaimPage writes all that is known of a claim: its origins with the reports that
// rest on each as a tree, what each report says, what is doubtful, and, unless
// without is negative, what would be left without that origin. Heads are by the
// reports' IDs.
func ClaimPage(w io.Writer, c link.Claim, heads map[string]Head, without int, opt TextOptions) error {
	buf := bufio.NewWriter(w)
	p := claimPage{textPage{w: buf, width: opt.width(), color: opt.Color}, c, heads}
	p.flow("", "", run{oneLine(Wording(c.Sentence)), bold})
	p.flow("", "", run{c.Headline(), plain})
	if c.First != "" {
		p.flow("", "", run{"First: " + p.head(c.First), dim})
	}
	if without >= 0 {
		p.left(without)
		return buf.Flush()
	}
	for i := range c.Origins {
		p.origin(i)
	}
	p.against()
	p.ruled()
	p.reasons("Taken to be one", c.Merges)
	p.reasons("Open", c.Doubts)
	p.cycles()
	return buf.Flush()
}

// left shows what would be left if an origin fell.
func (p claimPage) left(origin int) {
	l := p.claim.Without(origin)
	p.section("Without "+originName(p.claim.Origins[origin]), plural(len(l.Reports), "report")+" would fall")
	for _, id := range l.Reports {
		p.flow("× ", "  ", run{p.head(id), dim})
	}
	if l.Count.Most == 0 {
		p.flow("", "", run{"Nothing would be left.", bold})
		return
	}
	p.flow("", "", run{"Left: " + Origins(l.Count) + ".", bold})
	seen := map[string]bool{}
	for _, i := range l.Stand {
		if c := p.claim.Carriers[i]; !seen[c.Report] {
			seen[c.Report] = true
			p.flow("  ", "  ", run{p.head(c.Report), bold})
			p.words(i, "  ")
		}
	}
}

// ClaimTable writes a claim as CSV: a row a carrier, a column whether it rests on
// each origin.
func ClaimTable(w io.Writer, c link.Claim, heads map[string]Head) error {
	out := csv.NewWriter(w)
	head := []string{"report", "published", "publisher", "stance", "start", "end", "words"}
	for i, o := range c.Origins {
		head = append(head, fmt.Sprintf("origin %d: %s", i+1, originName(o)))
	}
	out.Write(head) // csv keeps the first error for Error
	for _, k := range c.Carriers {
		h := heads[k.Report]
		row := []string{k.Report, h.Published, h.Publisher, string(k.Stance), strconv.Itoa(k.Place.Start), strconv.Itoa(k.Place.End), oneLine(k.Place.Words)}
		for i := range c.Origins {
			rests := ""
			if slices.Contains(k.Rests, i) {
				rests = "rests on it"
			}
			row = append(row, rests)
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

type claimPage struct {
	textPage
	claim link.Claim
	heads map[string]Head
}

func (p claimPage) head(id string) string { return headWords(p.heads[id], id) }

func (p claimPage) origin(i int) {
	o := p.claim.Origins[i]
	p.section("Origin "+fmt.Sprint(i+1), plural(len(o.Reports), "report"))
	p.flow("", "", run{originName(o), bold}, run{"— " + originKind(o), dim})
	p.branches(p.claim.Tree(i), "")
}

// originName is how an origin is called or described.
func originName(o link.Origin) string {
	return oneLine(cmp.Or(o.Name, o.Words, "not stated"))
}

func originKind(o link.Origin) string {
	switch {
	case o.Kind == "unstated":
		return "no report says who said it first"
	case o.Naming == "described":
		return o.Kind + ", described and not named"
	case o.Naming == "bare":
		return o.Kind + ", neither named nor described"
	}
	return o.Kind
}

// branches draws a tree, a report a line and its words below.
func (p claimPage) branches(bs []link.Branch, indent string) {
	for i, b := range bs {
		first, rest := indent+"├─ ", indent+"│  "
		if i == len(bs)-1 {
			first, rest = indent+"└─ ", indent+"   "
		}
		if len(rest) > p.width/2 { // deeper than there is room for
			first, rest = indent+"─ ", indent+"  "
		}
		runs := []run{{p.head(b.Report), bold}}
		if b.Why != "" {
			runs = append(runs, run{b.Why, dim})
		}
		if via := viaWords(b.Via); via != "" {
			runs = append(runs, run{"from " + via, dim})
		}
		p.flow(p.paint(first, dim), rest, runs...)
		p.words(b.Carriers[0], rest)
		p.branches(b.Branches, rest)
	}
}

func viaWords(via []link.Source) string {
	var names []string
	for _, s := range via {
		if n := oneLine(cmp.Or(s.Name, s.Words)); n != "" {
			names = append(names, n)
		}
	}
	return strings.Join(names, " → ")
}

// words shows what a carrier says, and its stance.
func (p claimPage) words(carrier int, indent string) {
	c := p.claim.Carriers[carrier]
	p.flow(indent, indent, run{quoted(c.Place.Words), plain}, run{"[" + string(c.Stance) + "]", warning})
}

// against lists the carriers that rest on no origin: denials, doubts, corrections.
func (p claimPage) against() {
	var at []int
	for i, c := range p.claim.Carriers {
		if len(c.Rests) == 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	p.section("Against it, or apart from it", plural(len(at), "place"))
	for _, i := range at {
		p.flow("", "  ", run{p.head(p.claim.Carriers[i].Report), bold})
		p.words(i, "  ")
	}
}

// ruled says what people decided of the claim, a line each.
func (p claimPage) ruled() {
	if len(p.claim.Ruled) == 0 {
		return
	}
	p.section("What people decided", "")
	for _, r := range p.claim.Ruled {
		runs := []run{{oneLine(r.Text), plain}}
		for _, e := range r.Evidence {
			runs = append(runs, run{"— " + quoted(e.Words) + ", " + p.head(e.Report), dim})
		}
		p.flow("· ", "  ", runs...)
	}
}

func (p claimPage) reasons(title string, why []link.Reason) {
	if len(why) == 0 {
		return
	}
	p.section(title, "")
	for _, r := range why {
		p.flow("· ", "  ", run{r.Text, plain}, run{"[" + r.Rule + "]", warning})
		for _, e := range r.Evidence {
			p.flow("  ", "  ", run{p.head(e.Report) + ":", dim}, run{quoted(e.Words), dim})
		}
	}
}

func (p claimPage) cycles() {
	if len(p.claim.Cycles) == 0 {
		return
	}
	p.section("In a ring", "")
	for _, ring := range p.claim.Cycles {
		var names []string
		for _, id := range append(slices.Clone(ring), ring[0]) {
			names = append(names, p.head(id))
		}
		p.flow("· ", "  ", run{strings.Join(names, " → "), plain})
	}
}
