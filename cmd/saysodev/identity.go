package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/corpus/ecbplus"
	"github.com/saysonews/sayso/corpus/meantime"
	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/input"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/identity"
	"github.com/saysonews/sayso/link/suite"
	"github.com/saysonews/sayso/record"
)

// identity measures who is who across reports: on the demo's reports against
// their lineage, on ECB+ and MEANTIME against the chains of people and bodies.
// Members are actors that gold has too; what gold lacks, and what the analysis
// of single reports missed, is measured elsewhere. The same name alone, folded,
// is what there is to beat.
func (m measurer) identity() (eval.Report, error) {
	var r eval.Report
	affair, err := m.demoMembers()
	if err != nil {
		return r, err
	}
	chains, err := m.chainMembers()
	if err != nil {
		return r, err
	}
	instances, err := m.instanceMembers()
	if err != nil {
		return r, err
	}
	for _, c := range []struct {
		on   string
		sets []identitySet
	}{{"demo", []identitySet{affair}}, {"ECB+ 1-35, by topic", chains}, {"MEANTIME", instances}} {
		addIdentityRows(&r, c.on, c.sets)
	}
	return r, nil
}

// An identitySet is members of reports that are put together.
type identitySet struct {
	members []eval.IdentityMember
	names   []string // of each member: what the same name alone would go by
	unlike  [][2]string
}

func addIdentityRows(r *eval.Report, on string, sets []identitySet) {
	var found, byName eval.IdentityScore
	n := 0
	for _, s := range sets {
		n += len(s.members)
		found.Add(eval.CompareIdentities(s.members, s.unlike))
		plain := slices.Clone(s.members)
		for i := range plain {
			plain[i].Got = s.names[i]
		}
		byName.Add(eval.CompareIdentities(plain, s.unlike))
	}
	b := found.Clusters.BCubed
	r.Add(eval.Row{Measure: on + ": identity B³ F1", Value: b.F1(), Precision: b.Precision(), Recall: b.Recall(), N: n})
	r.Add(eval.Row{Measure: on + ": identity CoNLL F1", Value: found.Clusters.CoNLL(), N: n})
	r.AddTally(on+": pairs across reports", found.Pairs, "")
	r.Add(eval.Row{Measure: on + ": B³ F1 by the same name alone", Value: byName.Clusters.BCubed.F1(),
		Precision: byName.Clusters.BCubed.Precision(), Recall: byName.Clusters.BCubed.Recall(), N: n})
	if found.Unlike > 0 {
		r.Add(eval.Row{Measure: on + ": unlike pairs kept apart", Value: 100 * float64(found.Unlike-found.Merged) / float64(found.Unlike), N: found.Unlike})
	}
}

// A told is a report as it was analysed, with its digest.
type told struct {
	record record.Record
	report link.Report
}

func (m measurer) tell(id string, src doc.Source) told {
	rec := record.New(analyzeText(m.pipeline, src), record.Generator{})
	return told{rec, suite.Digest(id, rec)}
}

// whoIs is the identity of each member.
func whoIs(reports []told) map[link.Member]string {
	var all []link.Report
	for _, r := range reports {
		all = append(all, r.report)
	}
	out := map[link.Member]string{}
	for _, id := range identity.Find(all, nil) {
		for _, member := range id.Members {
			out[member] = id.ID
		}
	}
	return out
}

func (m measurer) demoMembers() (identitySet, error) {
	lineage, err := demo.Lineage()
	if err != nil {
		return identitySet{}, err
	}
	var sources []doc.Source
	for _, r := range lineage.Reports {
		src, err := input.Read(r.File, r.Data, input.Options{})
		if err != nil {
			return identitySet{}, err
		}
		src.Meta.Publisher, src.Meta.Published = r.Publisher, r.Published
		sources = append(sources, *src)
	}
	reports := parallel(m.workers, sources, func(s *doc.Source) told { return m.tell(s.Path, *s) })
	return lineageSet(lineage, reports), nil
}

// lineageSet gives each actor of a report whose names fit one actor or outlet of
// the lineage that one. "Brandt" in a report that has both Brandts fits none.
func lineageSet(lineage demo.Collection, reports []told) identitySet {
	fits := map[string][]string{}
	name := func(id string, names ...string) {
		for _, n := range names {
			if n = plainName(n); !slices.Contains(fits[n], id) {
				fits[n] = append(fits[n], id)
			}
		}
	}
	var s identitySet
	for _, a := range lineage.Actors {
		name(a.ID, append(a.Aliases, a.Name)...)
		for _, u := range a.Unlike {
			if a.ID < u {
				s.unlike = append(s.unlike, [2]string{a.ID, u})
			}
		}
	}
	for _, o := range lineage.Outlets {
		name(o.ID, append(o.Aliases, o.Name)...)
	}
	who := whoIs(reports)
	for _, r := range reports {
		for _, a := range r.report.Cast {
			got, ok := who[link.Member{Report: r.report.ID, Actor: a.ID}]
			if !ok {
				continue
			}
			gold := fits[plainName(a.Name)]
			for _, alias := range a.Aliases {
				if len(gold) != 1 {
					gold = fits[plainName(alias)]
				}
			}
			if len(gold) == 1 {
				s.add(eval.IdentityMember{Report: r.report.ID, Actor: a.ID, Gold: gold[0], Got: got}, a.Name)
			}
		}
	}
	return s
}

func (s *identitySet) add(m eval.IdentityMember, name string) {
	s.members = append(s.members, m)
	s.names = append(s.names, plainName(name))
}

// plainName is a name in lower case without "the".
func plainName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.Join(strings.Fields(name), " ")), "the ")
}

// A chained is a mention of gold with the chain that it belongs to.
type chained struct {
	span  doc.Span // bytes
	chain string
}

// chainMembers are the actors of ECB+, a set a topic.
func (m measurer) chainMembers() ([]identitySet, error) {
	docs, err := ecbplus.ReadFile(filepath.Join(m.corpora, "ecbplus", "topics01-35.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	reports := parallel(m.workers, docs, func(d *ecbplus.Document) told { return m.tell(d.ID, d.Doc.Source) })
	return chainSets(docs, reports), nil
}

// chainSets finds who is who in all topics at once, as an archive has them, and
// scores each topic apart, for gold has no chains across topics.
func chainSets(docs []ecbplus.Document, reports []told) []identitySet {
	who := whoIs(reports)
	byTopic := map[int]*identitySet{}
	var out []identitySet
	var topics []int
	for i, d := range docs {
		var gold []chained
		for _, x := range d.Mentions {
			if x.Kind == "actor" && x.Gold && x.Chain != "" {
				gold = append(gold, chained{doc.Span{Start: x.Words[0].Start, End: x.Words[len(x.Words)-1].End}, x.Chain})
			}
		}
		s := byTopic[d.Topic]
		if s == nil {
			s = &identitySet{}
			byTopic[d.Topic] = s
			topics = append(topics, d.Topic)
		}
		s.match(d.Doc.Text, gold, reports[i], who)
	}
	slices.Sort(topics)
	for _, t := range topics {
		out = append(out, *byTopic[t])
	}
	return out
}

// match adds the actors of a report that have a name where gold has a mention
// that ends with it ("chief executive Ilva Brandt", but not "Tolland's chief").
// An actor with mentions of two chains is a member of both.
func (s *identitySet) match(text string, gold []chained, r told, who map[link.Member]string) {
	mapper := doc.NewMapper(text)
	type pair struct{ actor, chain string }
	seen := map[pair]bool{}
	for _, g := range gold {
		best, most := "", 0.5
		name := ""
		for _, a := range r.record.Actors {
			if _, linked := who[link.Member{Report: r.report.ID, Actor: a.ID}]; !linked {
				continue
			}
			for _, x := range a.Mentions {
				if x.Kind != "name" {
					continue
				}
				span := doc.Span{Start: mapper.Byte(x.Start), End: mapper.Byte(x.End)}
				if o := commonShare(g.span, span); o > most && span.End == g.span.End {
					best, most, name = a.ID, o, a.Name
				}
			}
		}
		if best != "" && !seen[pair{best, g.chain}] {
			seen[pair{best, g.chain}] = true
			s.add(eval.IdentityMember{Report: r.report.ID, Actor: best + "/" + g.chain, Gold: g.chain, Got: who[link.Member{Report: r.report.ID, Actor: best}]}, name)
		}
	}
}

// commonShare is the share of two spans that they have in common.
func commonShare(a, b doc.Span) float64 {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	return float64(max(0, shared)) / float64(max(1, max(a.End, b.End)-min(a.Start, b.Start)))
}

// instanceMembers are the people and bodies of MEANTIME that have an instance.
func (m measurer) instanceMembers() ([]identitySet, error) {
	path := filepath.Join(m.corpora, "meantime", "airbus_apple.jsonl.gz")
	docs, err := meantime.ReadFile(path)
	if err != nil {
		return nil, err
	}
	gold, err := readInstances(path, docs)
	if err != nil {
		return nil, err
	}
	reports := parallel(m.workers, docs, func(d *meantime.Document) told { return m.tell(d.ID, d.Doc.Source) })
	return []identitySet{instanceSet(docs, gold, reports)}, nil
}

func instanceSet(docs []meantime.Document, gold map[string][]chained, reports []told) identitySet {
	var s identitySet
	who := whoIs(reports)
	for i, d := range docs {
		s.match(d.Doc.Text, gold[d.ID], reports[i], who)
	}
	return s
}

// readInstances reads the entities of MEANTIME that are people or bodies, by
// document; corpus/meantime reads only those that take part in events.
func readInstances(path string, docs []meantime.Document) (map[string][]chained, error) {
	byID := map[string]*doc.Doc{}
	for i := range docs {
		byID[docs[i].ID] = &docs[i].Doc
	}
	f, err := corpus.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][]chained{}
	type article struct {
		DocID    string
		Entities []struct {
			Sent     *int
			Tok      []int
			Class    string
			Instance string
		}
	}
	err = corpus.EachJSON(f, func(a *article) error {
		d := byID[a.DocID]
		for _, e := range a.Entities {
			person := strings.HasPrefix(e.Instance, "PER") || strings.HasPrefix(e.Instance, "ORG")
			if d == nil || e.Sent == nil || len(e.Tok) == 0 || !person {
				continue
			}
			first := d.Sentences[*e.Sent].First
			span := doc.Span{Start: d.Tokens[first+slices.Min(e.Tok)].Span.Start, End: d.Tokens[first+slices.Max(e.Tok)].Span.End}
			out[a.DocID] = append(out[a.DocID], chained{span, e.Instance})
		}
		return nil
	})
	return out, err
}
