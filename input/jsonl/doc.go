// Package jsonl reads a news corpus in JSON, one report an object.
//
//   - A corpus is JSON Lines: one object a line, blank lines skipped. A file that
//     is one array of objects, or objects printed over several lines, is read as
//     well; both are streamed. Gzip and Zstandard are undone.
//   - A slot is what is wanted of a report (text, title, url, …); a field is what
//     a corpus calls it. Fields of common corpora are listed in fields.tsv; a
//     name with dots looks into inner objects ("source.name").
//   - An Item is one object of the corpus: a report, or the reason why it is none.
//     One bad object never stops the others.
//
// The text is the corpus' own, as it stands; a list of paragraphs is joined by
// blank lines. The title is metadata and is not put into the text. What was
// repaired, or not understood, is told in the source's warnings:
//
//   - "invalid-utf8": broken bytes of the object were replaced by U+FFFD.
//   - "date-unknown", "language-unknown": the field holds something that is not
//     understood; it is left open rather than guessed.
//   - "date-of-crawl": the corpus tells only when the report was fetched.
//   - "markup": the text holds HTML tags; Options.Markup says what becomes of them.
package jsonl
