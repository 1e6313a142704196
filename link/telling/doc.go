// Package telling cuts a record into its tellings, the pieces that claims are
// found in.
//
//   - A telling is a clause: the content of a statement or the report's own voice,
//     cut at the ends of sentences and where a clause begins (data/openers.txt).
//   - An owner of a word is the innermost statement whose content holds it, or the
//     report itself. A clause has one owner. Words of a cue belong to nobody: that
//     somebody said it is no telling, what they said is. So do a place and an agency
//     before the first sentence.
//   - A part is a stretch of one clause. A clause that another one interrupts, as
//     "Crane, who has run the port, was suspended", has two.
//   - A term is the stem of a content word.
//
// A clause of the report's own voice is a telling only if it holds an event, or is
// a headline; a clause of a statement always is one, however short: "denied it"
// matters.
//
// Two more things are tellings, or are none: a role that shows a change ("the acting
// director") is one of its own; and whoever asks or orders that something be done has
// not said that it is, so the whole ("the union asked the firm to stop") is told by
// whoever tells it.
//
// The record has no trees, so clauses are cut by words and events alone. A clause
// that is cut wrongly is longer or shorter than it should be; nothing is lost.
package telling
