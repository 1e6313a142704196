// Package timeml reads news annotated in TimeML, as the TempEval-3 release has
// it: one XML file (.tml) a report.
//
//   - The text of a report is what stands between <TEXT> and </TEXT>, with tags
//     removed and entities undone. Nothing else is changed, so spans are byte
//     offsets in it.
//   - A TIMEX3 tag around words is a gold doc.Time. The one in <DCT>, the
//     document creation time, gives Header.Published and is no gold time.
//   - WikiWars (Mazur and Dale 2010) has the older TIMEX2 in its place: times
//     have a value ("val", some none) and no type, and a few stand in another.
//     <DATETIME> gives Header.Published.
//   - An EVENT tag marks the word that names an event; MAKEINSTANCE, at the end
//     of the file, gives its tense, aspect, polarity and modality.
//
// The files are not always well-formed XML, so the reader looks for tags itself
// and passes over what it does not know.
package timeml
