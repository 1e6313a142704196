// Package archive is where reports are kept: each text once, its record, where it
// came from, and what people decided about it, apart from what the machine found.
//
//   - A Report is one published text: its words, its address if it has one, and its
//     latest record. Its ID is a function of the text and of what the input says of
//     it (address, publisher, day), so that adding the same twice is adding it once.
//   - An Acquisition is one time that a report was read: path or URL, the hash of
//     the bytes, when. A report may have several.
//   - Versions are reports with one address and different texts, in order of time.
//     The last is the current one; questions are answered from current ones
//     unless they ask for all.
//   - A Failure is an input that could not be read, with its cause.
//   - A Decision is a person's word on a finding. Decisions are only ever added;
//     one can take back another.
//   - A Store keeps all that. archivetest has what every Store must pass.
//
// What a question means is written down beside Search in store.go. Spans count
// code points, half open, as in records.
package archive
