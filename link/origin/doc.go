// Package origin follows the chains of a claim to their ends and counts how many
// of the ends are independent.
//
//   - A chain is on whose word a carrier tells the claim: sources from the report
//     outward. It goes on in another report where the carrier's words are taken
//     from there, or where a link of it is an outlet whose earlier report carries
//     the claim too.
//   - An end is where a chain stops: a person, a body, a document, an outlet that
//     saw for itself or whose report is not in the collection; or nobody: then the
//     origin is unstated.
//   - A voice is what a report tells in its own voice, on nobody's word. After
//     others had it, it is repetition, and rests on them. Early on it may be a
//     newsroom's own finding that it does not speak of, and widens the interval.
//   - A chorus is a source without a name that stands for several or for nobody in
//     particular ("officials", "sources"), heard after others had the claim from
//     somebody. It rests on them, and may hide one more.
//   - Ends that are shown to be one are merged into an Origin. Those that may be
//     one stay apart and know of each other (Origin.MayBe).
//   - An origin is first-hand where a report shows that it knows the claim from no
//     other origin: it saw, did, measured or recorded it.
//
// The interval is a function of the origins alone (Bounds). Least counts those
// that are shown to be independent: first-hand and not perhaps one; whoever may
// have it from another of them counts for nothing there. Most counts every origin
// that is not shown to be another one.
//
// The rules, with their weights, words and examples, are in data/rules.tsv; the
// words by which ends are told apart are in data/words.tsv. A rule that merges is a
// key: ends with the same key are one, so the cost grows with the ends and not with
// their pairs.
package origin
