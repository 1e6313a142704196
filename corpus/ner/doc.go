// Package ner reads corpora of named entities. They differ in format, in types
// and in what they count as a name; this package brings all to doc.Entity with
// the four kinds person, organization, place and other.
//
//   - IOB1 (WikiGold): "I-" opens a name, "B-" only where two names of one type
//     touch. IOB2 (the others): "B-" opens a name.
//   - Corpora of tokens are laid out as running text, with the blanks that a
//     writer would leave (Universal NER has its text along); tokens are gold.
//   - Corpora of offsets (IEER, re3d) keep their text; they have no tokens.
//   - HasMisc tells whether the corpus marks other names (nationalities,
//     events, works) at all. Where it does not, a name of kind other that a
//     system finds is neither right nor wrong.
//
// Corpora lists where each corpus lies, how to read it, and its licence.
package ner
