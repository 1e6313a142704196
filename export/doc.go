// Package export writes records in the formats that people and other programs
// read: a page for the terminal, a page for the browser, CSV and CoNLL-U.
//
//   - A page is what both kinds of page say of a report, worked out once: facts,
//     who says what, timeline, figures, cast.
//   - An entry is one statement on a page, under its speaker, with the
//     statements inside its content nested in it.
//   - A chain reads from the report outward: "this report → Dagens Kurir → a
//     manager". A statement is second-hand where somebody stands between.
//
// One file a format; each writes to an io.Writer and keeps nothing.
package export
