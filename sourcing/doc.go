// Package sourcing tells how well a report is sourced: whom it quotes and how
// often, how its sources are named, and what a newsroom's standards desk would
// ask about before the report goes out.
//
//   - A source is whoever a statement of the record is given to. Two statements
//     have the same source when the record resolves both to one actor, or else
//     when the words for it are the same, articles aside.
//   - An unnamed source is a person, or people, without a name: "a senior
//     official". Bodies ("police", "the union"), documents and outlets are none,
//     nor is a spokesperson, who speaks for a body in the open, nor a relative,
//     whom the name beside them identifies.
//   - A statement is second-hand where somebody stands between the report and
//     the source: the chain is longer than publisher and source, the agency that
//     the whole report is owed to left out, or the source's basis is
//     "second-hand".
//   - A claim is what one or more statements put forward as so. Statements are
//     one claim where one tells the other, or where their words are nearly the
//     same. The origins of a claim are the sources nearest to what happened.
//   - A finding is a place in the report where a rule of newsroom standards asks
//     a question. It shows its words; whether the report is right to break the
//     rule is for an editor to say.
//
// The rules are those that the published handbooks of the agencies share, as far
// as a reader can see them kept: what was agreed between reporter and source, a
// text does not show. All of it is worked out from one record and nothing else;
// what counts as an opinion and which words mean people is data (data/*.tsv).
package sourcing
