// Package figure finds the quantities of a report: sums of money, counts of
// people and things, percentages, measures and rates.
//
//   - A number is figures, words, or both: "2,000", "two dozen", "5m",
//     "half a million", "tens of thousands".
//   - A qualifier stands before the number and tells how exact it is ("some",
//     "at least", "up to"); it is part of the figure's span.
//   - A unit stands beside the number: a currency ("$", "euros"), a measure
//     ("km"), a percent sign. It is part of the span too. Money has the ISO 4217
//     code as its Unit, "" where the word names no one currency ("crowns"); measures
//     and rates have UCUM codes.
//   - What is counted is the noun phrase after the number. It is not part of
//     the span but given as Of, with its head's lemma as Unit.
//
// Bounds: "at least 12" has Value 12 and Min 12; "more than 12" only Min; "up to
// 12" only Max; "12 to 15" both bounds and no Value. Parts of a whole ("a
// third", "one in five") are percentages.
//
// Numbers in the layer Time are none of this stage's, nor are ordinals, scores,
// ages, and numbers that name something ("Flight 370", "Section 5").
//
// The words are in data/words.tsv, an example to each line.
package figure
