package layout

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// Find gives the header and the regions of the report in d: its text and its
// source's metadata are all that is read.
func Find(d *doc.Doc) (doc.Header, []doc.Region) {
	p := &page{text: d.Text, source: &d.Source, units: units(d.Text)}
	p.header.Language = d.Meta.Language
	p.head()
	p.furniture()
	p.foot()
	p.dateline()
	p.credits()
	p.publisher()
	p.published()
	return p.header, p.regions()
}

// A page is the work on one report: units get their kinds, the header its
// parts.
type page struct {
	text   string
	source *doc.Source
	units  []unit
	header doc.Header

	body    int // the first unit after the head
	foots   int // the first unit of the foot
	opening dateline
	opens   int        // the unit that the dateline opens
	dates   []dateLine // found in head and foot, in text order
}

func (p *page) in(i int) string { return p.units[i].span.In(p.text) }

func (p *page) words(s doc.Span) doc.Words { return doc.Words{Text: s.In(p.text), Span: s} }

// within is span, counted from the start of unit i, as a span of the text.
func (p *page) within(i int, span doc.Span) doc.Span {
	at := p.units[i].span.Start
	return doc.Span{Start: at + span.Start, End: at + span.End}
}

// prose tells whether unit i reads like a paragraph.
func (p *page) prose(i int) bool {
	u := p.units[i]
	return u.words >= 8 && endsSentence(p.in(i)) || u.words >= 25
}

// furniture marks what is furniture wherever it stands.
func (p *page) furniture() {
	for i := range p.units {
		if p.units[i].kind != "" {
			continue
		}
		kind := furnitureOf(p.in(i), false)
		if kind == "" {
			continue
		}
		// "First published on 9 May" is for the foot to read.
		if _, ok := parseDateLine(p.in(i)); !ok {
			p.units[i].kind = kind
		}
	}
}

// footUnits bounds the length of the foot.
const footUnits = 80

// foot walks up from the end over furniture, dates, bylines and credits to the
// last paragraph of prose. A short line caught between two of them goes with
// them.
func (p *page) foot() {
	p.foots = len(p.units)
	strays := 0
	for i := len(p.units) - 1; i >= p.body && i > len(p.units)-footUnits; i-- {
		if kind := p.footKind(i); kind != "" {
			p.units[i].kind = kind
			for j := i + 1; j < p.foots; j++ {
				p.units[j].kind = doc.Boilerplate
			}
			p.foots = i
			continue
		}
		strays++
		if stray := p.units[i].words <= 12 && !endsSentence(p.in(i)) && !startsQuote(p.in(i)); !stray || p.foots-i > 1 || p.foots == len(p.units) || strays > 3 {
			return
		}
	}
}

// footKind is the kind of unit i where it stands in the foot, "" for prose.
func (p *page) footKind(i int) doc.RegionKind {
	if p.units[i].kind != "" {
		return p.units[i].kind
	}
	s := p.in(i)
	if d, ok := parseDateLine(s); ok {
		if !p.correctedBefore(i) {
			p.dates = append(p.dates, d)
		}
		return doc.Byline
	}
	if kind := furnitureOf(s, true); kind != "" {
		return kind
	}
	if b, ok := parseByline(s, false); ok && !endsSentence(s) {
		p.sign(i, b)
		return doc.Byline
	}
	if creditLine(s) {
		return doc.Boilerplate
	}
	return ""
}

// correctedBefore tells whether a correction is appended above unit i: a date
// under it is the correction's.
func (p *page) correctedBefore(i int) bool {
	for j := i - 1; j >= max(p.body, i-6); j-- {
		if s := strings.ToLower(p.in(j)); strings.HasPrefix(s, "correction") || strings.HasPrefix(s, "clarification") {
			return true
		}
	}
	return false
}

// creditLine tells whether s is a credit and nothing else.
func creditLine(s string) bool {
	if len(s) > 240 {
		return false
	}
	if _, ok := trailingAgency(s, 0); ok && len(s) < 60 {
		return true
	}
	low := lower(strings.TrimLeft(s, "([*—–- "))
	for _, ph := range phrases {
		if ph.after && strings.HasPrefix(low, ph.words) {
			return len(creditsIn(s, 0)) > 0
		}
		if !ph.after && ph.kind == "contributor" {
			if at := strings.Index(low, ph.words); at > 0 && at+90 > len(low) {
				return len(creditsIn(s, 0)) > 0
			}
		}
	}
	return false
}

// datelineUnits is how many paragraphs after the head may hold the dateline: a
// summary may stand before it.
const datelineUnits = 4

// dateline reads the dateline at the start of one of the first paragraphs.
func (p *page) dateline() {
	seen := 0
	for i := p.body; i < len(p.units) && seen < datelineUnits; i++ {
		if p.units[i].kind != "" {
			continue
		}
		seen++
		dl, ok := parseDateline(p.in(i))
		if !ok {
			continue
		}
		p.opening, p.opens = dl, i
		p.opening.region = p.within(i, dl.region)
		if !dl.place.Empty() {
			p.header.Dateline = p.words(p.within(i, dl.place))
		}
		if dl.agency.Name != "" {
			c := dl.agency
			c.Span = p.within(i, c.Span)
			p.header.Credits = addCredit(p.header.Credits, c)
		}
		return
	}
}

// credits finds whom the report owes something to. Byline and dateline have
// given theirs.
func (p *page) credits() {
	first, last := -1, -1
	for i, u := range p.units {
		if u.kind == doc.Headline || u.kind == doc.Caption {
			continue
		}
		if u.kind == "" {
			if first < 0 {
				first = i
			}
			last = i
		}
		if u.span.Len() > 4*shortBytes {
			continue
		}
		for _, c := range creditsIn(p.in(i), u.span.Start) {
			p.header.Credits = addCredit(p.header.Credits, c)
		}
	}
	for i := p.foots; i < len(p.units); i++ {
		p.agencyAtEnd(i)
		p.reportingBy(i)
		if span := copyrightSpan(p.in(i)); p.units[i].kind == doc.Boilerplate && !span.Empty() {
			if c, ok := agencyCredit(p.in(i), span, p.units[i].span.Start); ok {
				p.header.Credits = addCredit(p.header.Credits, c)
			}
		}
	}
	if last >= 0 && last != first {
		p.agencyAtEnd(last)
	}
	sortCredits(p.header.Credits)
}

// reportingBy takes the reporters of a wire's last line, "(Reporting by Ada Brill;
// Editing by Jon Ruhl)", for the authors where no others are named.
func (p *page) reportingBy(i int) {
	s := p.in(i)
	at := len(s) - len(strings.TrimLeft(s, "( "))
	const mark = "reporting by "
	if len(p.header.Byline) > 0 || len(s) > shortBytes || !strings.HasPrefix(lower(s[at:]), mark) {
		return
	}
	for _, c := range namesAfter(s, at+len(mark), "contributor") {
		if c.Kind == "contributor" {
			p.header.Byline = append(p.header.Byline, p.words(p.within(i, c.Span)))
		}
	}
}

// agencyAtEnd credits the agency that closes unit i.
func (p *page) agencyAtEnd(i int) {
	off := max(0, p.units[i].span.Len()-2*shortBytes)
	s := strings.ToValidUTF8(p.in(i)[off:], "?")
	if len(s) != p.units[i].span.Len()-off {
		return
	}
	if c, ok := trailingAgency(s, p.units[i].span.Start+off); ok {
		p.header.Credits = addCredit(p.header.Credits, c)
	}
	if c, ok := signOff(s, p.units[i].span.Start+off); ok && !p.fromWire() {
		p.header.Credits = addCredit(p.header.Credits, c)
	}
}

// fromWire tells whether a wire agency is credited already: another may sign as
// Reuters does.
func (p *page) fromWire() bool {
	return slices.ContainsFunc(p.header.Credits, func(c doc.Credit) bool { return c.Kind == "wire" })
}

// published decides when the report appeared, and says on what grounds.
func (p *page) published() {
	h, meta := &p.header, p.source.Meta
	best := dateLine{}
	for _, d := range p.dates {
		if d.rank > best.rank {
			best = d
		}
	}
	opening := p.opening.date
	if opening.month > 0 && opening.year == 0 {
		opening.year = bareYear(meta.Published)
	}
	switch {
	case meta.Given && meta.Published != "":
		h.Published, h.Basis = meta.Published, "given"
	case len(meta.Published) >= len("2006-01-02"):
		h.Published, h.Basis = meta.Published, "metadata"
	case best.rank > 1:
		h.Published, h.Basis = best.iso(), "text"
	case opening.iso() != "":
		h.Published, h.Basis = opening.iso(), "dateline"
	case meta.Published != "":
		h.Published, h.Basis = meta.Published, "metadata"
	case best.rank > 0:
		h.Published, h.Basis = best.iso(), "text"
	default:
		h.Basis = "none"
	}
}

// bareYear is the year that a date without a day gives: "2019", "2019-03".
func bareYear(published string) int {
	if len(published) < 4 || len(published) > 7 {
		return 0
	}
	c := cursor{splitWords(published), 0}
	y, _ := c.number(4, 4)
	return y
}

// regions joins neighbouring units of one block and kind. Undecided units are
// body.
func (p *page) regions() []doc.Region {
	var out []doc.Region
	block := -1
	for i, u := range p.units {
		kind := u.kind
		if kind == "" {
			kind = doc.Body
		}
		span := u.span
		if !p.opening.region.Empty() && i == p.opens {
			out = append(out, doc.Region{Span: p.opening.region, Kind: doc.Dateline})
			span = trim(p.text, doc.Span{Start: p.opening.region.End, End: span.End})
			block = -1
		}
		if n := len(out); n > 0 && block == u.block && out[n-1].Kind == kind {
			out[n-1].Span.End = span.End
			continue
		}
		block = u.block
		out = append(out, doc.Region{Span: span, Kind: kind})
	}
	return out
}
