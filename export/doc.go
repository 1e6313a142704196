// Package export writes records in the formats that people and other programs
// read: a page for the terminal, a page for the browser, CSV (with views in the
// columns of POLECAT and ACLED), TimelineJS, iCalendar and CoNLL-U.
//
//   - A page is what both kinds of page say of a report, worked out once: facts,
//     sourcing, who says what, timeline, figures, cast.
//   - A chronology is a report's events in order of time, those without a date
//     apart. A happening is one of them: its moment, its words, how it is told
//     (its standing: a fact, open, or denied), and its voice: whose word it is.
//   - A moment is as vague as the report: an interval has two ends, either of
//     which may be open, and a month never becomes a day.
//   - An entry is one statement on a page, under its speaker, with the
//     statements inside its content nested in it.
//   - A chain reads from the report outward: "this report → Dagens Kurir → a
//     manager". A statement is second-hand where somebody stands between.
//
// One file a format; each writes to an io.Writer and keeps nothing.
package export
