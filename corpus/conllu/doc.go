// Package conllu reads treebanks in CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html), into documents
// with gold tokens, tags and dependencies.
//
//   - A document runs from one "# newdoc" to the next, a paragraph from one
//     "# newpar" to the next. A file without "# newdoc" is one document.
//   - A multiword token (line "3-4 don't") is one stretch of text; its words
//     (lines 3 and 4) share it without overlap.
//   - Empty nodes (line "8.1") belong to the enhanced graph and are left out.
//   - The text is laid out from the words and SpaceAfter=No: one blank between
//     words and sentences, an empty line between paragraphs.
//
// The GUM corpus marks mentions in MISC under Entity=; Names picks out those
// that are proper names.
package conllu
