// Package ruling makes hold, in what linking finds, what people decided of it.
//
//   - A Ruling is one decision of a person about two places: that their claims are
//     one or are not, that the one report copies the other or does not, and so on.
//   - A place is words of a report. The text of a report never changes, so a finding
//     is known again by its words, whatever another analysis or linking calls it and
//     wherever it lets it begin or end.
//   - To part is to take out of a claim, or of an occurrence, what a person said is
//     not of it; to join is the opposite.
//
// Rulings are applied between the passes: copies are struck out before claims are
// looked for, claims are parted and joined before their chains are followed, so that
// what a person decided changes the count of origins. Whatever a ruling changes has a
// Reason with the number of the decision; without the ruling all is as it was found.
//
// Of several rulings about one pair the last holds. Where rulings contradict each other
// otherwise, the ones that keep apart hold, as in link/identity.
package ruling
