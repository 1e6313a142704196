// Package claim finds the same proposition in several reports.
//
//   - An item is what may carry a claim: a telling as a whole, or one figure of it
//     with what it counts.
//   - A trait is something that an item shows, with a weight: a term, the class of
//     its predicate (data/predicates.tsv), a figure, somebody who takes part, a
//     place, a day. The rarer it is among the reports, the more it weighs.
//   - A measure compares two items in one respect; the score of a pair is the
//     weighted sum of its measures (data/weights.tsv).
//   - A cluster is items that are taken to tell the same. Items that deny something
//     and items that state it are never in one.
//   - A deed is what an item says happens. A cluster whose items share none is a subject
//     and no claim: half of them or more tell one.
//   - A doubt is how much less two items of a report tell the same than they seem to:
//     great where most things that look alike are not, as in a thousand reports on one
//     election.
//   - A slot is a figure without its value: how many died. Two values in one slot
//     are two claims.
//   - A focus is what stands behind a negation, light words aside ("hear", "trace"; data/
//     light.txt): what a telling says is not so.
//   - A group is a cluster with what speaks against it: denials of the same, told as
//     such, with a negation, or by pointing back ("She denied it"), and figures that
//     are named as old. What speaks against a claim is a carrier of it, and a claim of
//     its own where it says enough.
//
// Pairs are looked for among items that share a rare trait, or two less rare ones,
// so that the work grows with the reports and not with their square.
package claim
