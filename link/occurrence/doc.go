// Package occurrence finds the same event across reports, and within one.
//
//   - A point is an event as one report tells it in one place: the word for it,
//     who takes part, its time and place, and the sentence around it.
//   - An occurrence is the points that are one event.
//   - A story is a report made ready to be compared: its points, and vectors of
//     its words.
//   - Neighbours are reports with words in common that few reports have. Points
//     of other reports than these are never compared.
//   - A predicate is the word for an event as stems: "let go", "arrest".
//   - Two points are a candidate pair where they have a key in common: the
//     predicate, or a group of words that may tell the same event
//     (data/predicates.tsv). Groups out of WordNet's synonyms and derivations, 860
//     of them, were tried beside these: 0.2 points of CoNLL F1 on ECB+, and left out.
//   - A feature is one thing that speaks for or against a pair being one event.
//     A Model has a weight for each, in each of three settings: within a report,
//     across reports by the same word, across reports by other words.
//
// That two reports tell of one happening shows in the words that they share: two
// reports with "rehab" are of one kind, two with "Reyes" and "Malibu" of one
// affair. So how alike the reports are decides most; without it all events with
// one word would be one.
//
// A pair's probability is a logistic function of its features. Pairs are then
// joined by average link, so that one misleading pair joins nothing large.
package occurrence
