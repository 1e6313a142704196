// Package sqlite keeps an archive in one SQLite file.
//
//   - A key is where a report stands in the order of time: the newer, the
//     smaller. It is the row number of the report in every table, and of its
//     entry in the full-text index, so that the newest reports that fit come
//     first out of the index and a page costs what it shows.
//   - A token is a word of a text as it stands in the index, or a word of a
//     field: then it begins with a letter of the field, from a range that no
//     text has words in. One column of tokens answers all questions about a
//     report with one expression.
//   - A tally is what is counted of a report: which values it has, as numbers. What
//     many reports have is added up from their tallies; of all reports, it is kept.
//   - A sheet is what questions need of a record: statements, events, cast. It
//     decides what the index cannot, whether it is the same statement that
//     has one field and the other, and fills lists.
//
// The file is in WAL mode with synchronous=NORMAL: what a call has written
// survives the end of the process at any moment. When the power fails, the last
// calls may be undone; the file stays whole.
//
// The tables are described in schema/*.sql. The number of the last file there
// is the file's user_version; an older file is brought up to it when it is opened
// for writing.
package sqlite
