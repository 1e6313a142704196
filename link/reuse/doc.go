// Package reuse finds which reports of a collection are made of which: wire
// copy, reprints, shortened copies, excerpts and rewrites.
//
//   - A run is a stretch of at least eight words that two reports share, the
//     longest that it can be. A Passage of a Copy is a run in code points.
//   - A print is the hash of eight words in a row. Of four neighbouring prints
//     one is kept (winnowing), and an index tells which reports hold it. What
//     many reports hold, such as a notice below each article, weighs little.
//   - A copy has half of its words from another report; an excerpt has a
//     passage, or takes a short report in whole. Share is the containment of the
//     one in the other: a short copy of a long report has all of its words there,
//     though the two are not much alike.
//   - A rewrite has another report's matter in other words: its sentences align
//     with the other's by the rare words, names and figures that they share, in
//     the same order, and it keeps quotations. Only other newsrooms' reports of
//     the week around it are tried. It is doubtful where quotations or facts
//     alone bind the two: they may have one statement or document in common.
//   - Common words are runs that are nearly all quoted, or stand in reports that
//     have nothing else in common: two that quote one speech or print one notice do
//     not depend on each other. Overlaps has such pairs, Find does not.
//   - A credit names the outlet of another report of the collection. It is strong
//     where it says whose the report is: in the record's credits, dateline and
//     byline, or in a line at the head or the foot that says nothing else.
//
// Who copies whom: a report with a strong credit copies that outlet's, whatever
// the dates say, if it is a copy; else the later copies the earlier; where the
// dates do not tell, who names the other's outlet copies it; else the pair is
// open and From is the first by link.Before. Days overlap with their hours, so
// two reports of one day are open where one has no hour.
//
// Of several sources the best is the one that the report credits, then the one
// that has most of it, then the earliest. Another counts as a source of its own
// only where it has something that the better ones lack; else Via names the
// better one.
//
// The cost is near linear: of the reports that hold a print only the first 64 are
// looked at, and a report is compared word by word with those alone that share a
// thirtieth of its prints or a quarter of its rare words, and with no more than 72.
package reuse
