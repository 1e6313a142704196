// Package query is the language in which people ask an archive: its tree, Parse
// and String. It knows no store.
//
//   - A Query is a tree of Nodes. Its leaves are Terms (words that a report has to
//     show) and Filters (a field and what it must be); And, Or and Not join them.
//   - A Term is one word, a phrase in quotation marks, or a prefix ("klei*").
//   - A Filter is a field, a colon and a value: speaker:thorne, act:denial,
//     date:2029-03..2029-04. Fields are listed in fields.tsv, the words of closed
//     fields in values.tsv.
//   - A Note says what Parse took otherwise than it was written. Every input has
//     a reading; there is no error.
//
// # The language
//
//	grain silo              both words, in any form
//	"grain silo" "burnt"    so and side by side; curly quotation marks do as well
//	klei*                   words that begin so; "grain sil*" works too
//	silo OR port, a | b     one of them; OR binds weaker than standing side by side
//	-silo, NOT silo, !silo  without it
//	(silo OR port) fire     parentheses
//	speaker:thorne          a field; speaker:"Erik Thorne", speaker:(thorne OR vey)
//	date:2029-03            also 2029, 2029-03-05, "5 March 2029"
//	date:2029-03..2029-04   also ..2029-04, 2029-03.., >2029-03-05, >=, <, <=
//
// AND, OR and NOT are operators in capitals only. AND, &&, a leading + and || are
// understood, and the ranges [a TO b] and {a TO b} of other programs. What they
// have and this language has not (near spellings, weights) is left out with a
// note. Days are never relative to today, so that a query means the same
// tomorrow.
//
// A word is meant in all its forms, one in quotation marks as it is written; how
// words are compared is the store's.
//
// Filters of a statement (speaker, about, naming, act) that are parts of one And,
// alone or as an Or of such, ask about one and the same statement:
// speaker:thorne act:deny asks for a denial of Thorne's, not for his words beside
// another's denial. Filters of an event (event and when, and place beside one of
// them) likewise ask about one event. Not is about the report. Query.Words puts
// it so, too.
//
// Parse bounds what a store may be asked: MaxWords words, parentheses nested
// MaxDepth deep.
package query
