// Package stance tells what a report has to say of a claim: whether it takes its
// side, denies it, tells of it with distance, or does not speak of it.
//
//   - A claim is given by its wording, a sentence or a headline.
//   - Of is the verdict on a whole report: it supports, denies or discusses the
//     claim, or is unrelated. A small learned model gives it, from named features.
//   - Opposed tells whether one of two wordings says the opposite of the other.
//   - A cue is a word or phrase that shows an attitude ("hoax", "reportedly"); a
//     group of cues is those that show the same one. data/cues.tsv lists them.
//   - An attitude is how a text stands to the matter of a story: it holds it to be
//     so, rejects it, or watches without a side. A headline has one as much as a
//     report ("Third moon likely a hoax"), so a report that calls the moon a hoax
//     supports that headline. A verdict compares the two attitudes.
//
// Stance is about words, not about truth: what no report denies may be false.
package stance
