// Package eval compares an analysis with gold and says how well they agree.
//
//   - A Tally holds how much gold there is, how much was found and how much of
//     either is right; it gives precision, recall and F1 in percent. Tallies
//     of documents add up to that of a corpus.
//   - What is compared lies on one text, so spans of bytes decide, whatever
//     tokens either side has (as in the CoNLL 2018 shared task).
//   - A Report is the scores of one layer over the development portions. It is
//     written as a table that is committed, so that a change in quality shows
//     as a changed line. Lower holds a new report against the committed one.
package eval
